// The law of the unknown: whatever an unknown turns out to be, the answer that was given without
// it covers the answer with it. For every operator and built-in, every argument, every kind.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "unit/value/notation.hpp"
#include "value/compare.hpp"

namespace huice::value::test {
namespace {

// Values of every kind, with those at which operations change their mind.
const std::vector<std::string>& samples() {
  static const std::vector<std::string> all{"null",
                                            "error",
                                            "true",
                                            "false",
                                            "0",
                                            "1",
                                            "-2",
                                            "2.5",
                                            "\"\"",
                                            "\"a\"",
                                            "\"520000\"",
                                            "\"520102\"",
                                            "@\"2026-03-10\"",
                                            "@\"10:30:00\"",
                                            "@\"10:30:00+08:00\"",
                                            "@\"2026-03-10T10:30:00\"",
                                            "@\"2026-03-10T10:30:00@Test/East\"",
                                            "@\"P1Y\"",
                                            "@\"PT36H\"",
                                            "[]",
                                            "[1]",
                                            "[1, 2, 1]",
                                            "[true, null]",
                                            "[\"a\", \"b\"]",
                                            "[[1], 2]",
                                            "{}",
                                            "{a: 1}",
                                            "{key: \"a\", value: 1}",
                                            "[{a: 1}, {b: 2}]",
                                            "[1..3]",
                                            "(1..2)",
                                            "(<2)",
                                            "&less"};
  return all;
}

struct Partial {
  Value value;
  std::vector<Value> completions;
};

// A value with a hole (_), what may be in it being every sample.
Partial with_hole(std::string_view shape) {
  const std::size_t hole = shape.find('_');
  const auto filled = [&](const std::string& text) {
    return value_of(std::string(shape.substr(0, hole)) + text +
                    std::string(shape.substr(hole + 1)));
  };
  Partial partial{filled("?"), {}};
  for (const std::string& sample : samples()) partial.completions.push_back(filled(sample));
  return partial;
}

Partial of(std::string_view value, const std::vector<std::string>& completions) {
  Partial partial{value_of(value), {}};
  for (const std::string& completion : completions)
    partial.completions.push_back(value_of(completion));
  return partial;
}

const std::vector<Partial>& partials() {
  static const std::vector<Partial> all{
      with_hole("_"),
      with_hole("[_]"),
      with_hole("[1, _]"),
      with_hole("[\"a\", _, true]"),
      with_hole("[[_], 1]"),
      with_hole("{a: _}"),
      with_hole("[{a: _}]"),
      with_hole("{key: _, value: 1}"),
      of("?[0..2]", {"0", "1", "1.5", "2"}),
      of("?[-1..]", {"-1", "0", "1", "1000"}),
      of("?[..1]", {"1", "0", "-2", "-1000"}),
      of("?[1..3]", {"1", "2", "2.5", "3"}),
      of("[1, ?[0..2]]", {"[1, 0]", "[1, 1]", "[1, 2]"}),
      of("[maybe 1, 2]", {"[2]", "[1, 2]"}),
      of("[1, maybe 2, maybe 1]", {"[1]", "[1, 2]", "[1, 1]", "[1, 2, 1]"}),
      of("[maybe true, maybe null]", {"[]", "[true]", "[null]", "[true, null]"}),
      of("[maybe ?[1..2]]", {"[]", "[1]", "[1.5]", "[2]"}),
      of("[1, maybe \"a\"]", {"[1]", "[1, \"a\"]"}),
      of("[[maybe 1], 2]", {"[[], 2]", "[[1], 2]"}),
      of("[maybe {a: 1}, {b: 2}]", {"[{b: 2}]", "[{a: 1}, {b: 2}]"}),
      of("[?[0..1]..3]", {"[0..3]", "[0.5..3]", "[1..3]"}),
      of("[1..?)", {"[1..2)", "[1..3)", "[1..\"a\")", "[1..null)", "[1..0)"}),
  };
  return all;
}

bool covers(const Value& answer, const Value& outcome);

bool lists_covered(const ListObject& answer, std::size_t i, const ListObject& outcome,
                   std::size_t j) {
  if (i == answer.items.size()) return j == outcome.items.size();
  const bool may_lack = !answer.certain() && answer.maybe[i];
  if (may_lack && lists_covered(answer, i + 1, outcome, j)) return true;
  return j < outcome.items.size() && covers(answer.items[i], outcome.items[j]) &&
         lists_covered(answer, i + 1, outcome, j + 1);
}

bool within_bounds(const BoundsObject& bounds, const Value& outcome) {
  if (const BoundsObject* narrower = outcome.bounds()) {
    return (!bounds.has_low || (narrower->has_low && bounds.low <= narrower->low)) &&
           (!bounds.has_high || (narrower->has_high && narrower->high <= bounds.high));
  }
  return outcome.is_number() && (!bounds.has_low || bounds.low <= outcome.number()) &&
         (!bounds.has_high || outcome.number() <= bounds.high);
}

// Is the outcome among those that the answer leaves open?
bool covers(const Value& answer, const Value& outcome) {
  if (answer.bounds() != nullptr) return within_bounds(*answer.bounds(), outcome);
  if (answer.is_unknown()) return true;
  if (answer.kind() != outcome.kind()) return false;
  switch (answer.kind()) {
    case Kind::null:
      return answer.is_error() == outcome.is_error();
    case Kind::list:
      return lists_covered(answer.list(), 0, outcome.list(), 0);
    case Kind::context: {
      const auto& a = answer.context().entries;
      const auto& b = outcome.context().entries;
      return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first && covers(x.second, y.second);
      });
    }
    case Kind::range: {
      const RangeObject& a = answer.range();
      const RangeObject& b = outcome.range();
      return a.low_included == b.low_included && a.high_included == b.high_included &&
             covers(a.low, b.low) && covers(a.high, b.high);
    }
    default:
      return same_value(answer, outcome);
  }
}

std::string shown(const Callable& callable, const std::vector<Value>& arguments) {
  std::string out = callable.name + "(";
  for (const Value& argument : arguments) out += (out.back() == '(' ? "" : ", ") + write(argument);
  return out + ")";
}

void check(const Callable& callable, const std::vector<Value>& arguments, const Value& answer,
           const std::vector<Value>& completed) {
  const Value outcome = callable(completed);
  EXPECT_TRUE(covers(answer, outcome))
      << shown(callable, arguments) << " is " << write(answer) << ", but "
      << shown(callable, completed) << " is " << write(outcome);
}

// Calls `visit` with each way to fill the places other than `hole` with samples.
template <class Visit>
void for_each_filling(std::vector<Value>& arguments, std::size_t place, std::size_t hole,
                      const std::vector<Value>& fillers, const Visit& visit) {
  if (place == arguments.size()) return visit();
  if (place == hole) return for_each_filling(arguments, place + 1, hole, fillers, visit);
  for (const Value& filler : fillers) {
    arguments[place] = filler;
    for_each_filling(arguments, place + 1, hole, fillers, visit);
  }
}

std::vector<Value> fillers(std::size_t others) {
  const std::vector<std::string> few{"null",       "1",         "\"a\"",  "@\"2026-03-10\"",
                                     "@\"PT36H\"", "[1, 2, 1]", "{a: 1}", "&less"};
  std::vector<Value> result;
  for (const std::string& text : others > 1 ? few : samples()) result.push_back(value_of(text));
  return result;
}

class Law : public testing::TestWithParam<std::size_t> {
 protected:
  const Callable& callable() const { return callables()[GetParam()]; }
};

TEST_P(Law, AnswerCoversEveryCompletionOfOneArgument) {
  for (std::size_t arity = callable().least; arity <= callable().most; ++arity) {
    std::vector<Value> arguments(arity);
    const auto others = fillers(arity - std::min<std::size_t>(arity, 1));
    for (std::size_t hole = 0; hole < arity; ++hole) {
      for (const Partial& partial : partials()) {
        for_each_filling(arguments, 0, hole, others, [&] {
          arguments[hole] = partial.value;
          const Value answer = callable()(arguments);
          std::vector<Value> completed = arguments;
          for (const Value& completion : partial.completions) {
            completed[hole] = completion;
            check(callable(), arguments, answer, completed);
          }
        });
        if (HasFailure()) return;
      }
    }
  }
}

TEST_P(Law, AnswerCoversEveryCompletionOfTwoArguments) {
  if (callable().most < 2 || callable().least > 2) return;
  for (const Partial& first : partials()) {
    for (const Partial& second : partials()) {
      const std::vector<Value> arguments{first.value, second.value};
      const Value answer = callable()(arguments);
      for (const Value& a : first.completions) {
        for (const Value& b : second.completions) {
          check(callable(), arguments, answer, {a, b});
        }
      }
      if (HasFailure()) return;
    }
  }
}

TEST_P(Law, EveryNumberOfArgumentsOfEveryKindHasAnAnswer) {
  if (callable().builtin == nullptr) return;
  EXPECT_TRUE(callable()({}).is_null() || callable().least == 0) << callable().name;
  for (const std::string& sample : samples()) {
    for (std::size_t size = 1; size < 8; ++size) {
      const std::vector<Value> arguments(size, value_of(sample));
      const Value answer = callable()(arguments);
      EXPECT_TRUE(is_fully_known(answer) || sample.find("52") != std::string::npos)
          << shown(callable(), arguments) << " is " << write(answer);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Value, Law, testing::Range(std::size_t{0}, callables().size()),
                         [](const auto& number) {
                           std::string name = callables()[number.param].name;
                           for (char& c : name) {
                             if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
                           }
                           return name + "_" + std::to_string(number.param);
                         });

}  // namespace
}  // namespace huice::value::test
