#include <gtest/gtest.h>

#include <functional>

#include "feel/grammar.hpp"
#include "feel/problem.hpp"
#include "feel/reader.hpp"
#include "unit/feel/trees.hpp"

namespace huice::feel {
namespace {

std::string times(std::size_t count, std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += part;
  return out;
}

/// A form that can stand inside itself: `before` and `after` round 1, as often as wanted.
struct Nest {
  const char* before;
  const char* after;
  Goal goal = Goal::expression;
  const char* core = "1";

  [[nodiscard]] std::string text(std::size_t depth) const {
    return times(depth, before) + core + times(depth, after);
  }
};

const Nest nests[] = {
    {"(", ")"},
    {"[", "]"},
    {"[", "..2]"},
    {"(", "..2)"},
    {"](", ")..2["},
    {"[0..", "]"},
    {"[0..(", ")["},
    {"{a: ", "}"},
    {"f(", ")"},
    {"f(x: ", ")"},
    {"f(1, ", ")"},
    {"l[", "]"},
    {"-", ""},
    {"1 + (", ")"},
    {"if ", " then 1 else 2"},
    {"if true then ", " else 2"},
    {"1 in (", ")"},
    {"1 in (0, ", ")"},
    {"1 in (<5, ", ")"},
    {"(<", ")"},
    {"for i in ", " return i"},
    {"for i in [1] return ", ""},
    {"some i in [1] satisfies ", ""},
    {"every i in ", " satisfies true"},
    {"function(a) ", ""},
    {"1 between (", ") and 2"},
    {"not(", ")"},
    {"not(", ")", Goal::unary_tests},
    {"[", "]", Goal::unary_tests},
    {"list<", ">", Goal::type, "number"},
    {"context<a: ", ">", Goal::type, "number"},
    {"function<", ">->Any", Goal::type, "number"},
    {"function<>->", "", Goal::type, "number"},
};

TEST(Depth, IsLimitedInEveryFormThatNests) {
  for (const Nest& nest : nests) {
    const auto code = [&](std::size_t depth, std::uint32_t limit) {
      return parse_text(nest.text(depth), {}, {nest.goal, {limit, 100'000}, false, "nest"}).code();
    };
    EXPECT_EQ(code(8, 24), "no diagnostic") << nest.before;
    EXPECT_EQ(code(25, 24), "E0303") << nest.before;
    EXPECT_EQ(code(100, 1'000'000), "no diagnostic") << nest.before;
    EXPECT_EQ(code(300, 1'000'000), "E0303")
        << nest.before << ": 256 is the most whatever was asked for";
    EXPECT_EQ(code(50'000, 64), "E0303") << nest.before;
  }
}

TEST(Depth, CountsOneLevelForEachExpressionWithinAnother) {
  const auto code = [](const std::string& text) {
    return parse_text(text, {}, {Goal::expression, {3, 100'000}, false, "depth"}).code();
  };
  EXPECT_EQ(code("((1))"), "no diagnostic");
  EXPECT_EQ(code("(((1)))"), "E0303");
  EXPECT_EQ(code("--1"), "no diagnostic");
  EXPECT_EQ(code("---1"), "E0303");
  EXPECT_EQ(code("1 + 1 + 1 + 1 + 1 + 1"), "no diagnostic");
  EXPECT_EQ(code("f(1)(2)(3)[4][5].a.b"), "no diagnostic");
}

TEST(Depth, DoesNotGrowInChainsOfElseIf) {
  const std::string text = times(500, "if a then 1 else ") + "2";
  EXPECT_EQ(parse_text(text, Names({"a"})).code(), "no diagnostic");
}

TEST(Height, IsLimitedInChains) {
  const auto code = [](const std::string& first, std::string_view link, int times) {
    std::string text = first;
    for (int i = 0; i < times; ++i) text += link;
    return parse_text(text, Names({"a"})).code();
  };
  for (const std::string_view link : {" + 1", " and true", ".b", "[1]", "(1)"}) {
    EXPECT_EQ(code("a", link, 1'000), "no diagnostic") << link;
    EXPECT_EQ(code("a", link, 1'001), "E0303") << link;
  }
}

TEST(Nodes, AreLimited) {
  const auto code = [](std::uint32_t nodes) {
    return parse_text("1 + 2 + 3", {}, {Goal::expression, {64, nodes}, false, "nodes"}).code();
  };
  EXPECT_EQ(code(5), "no diagnostic");
  EXPECT_EQ(code(4), "E0003");
}

/// Attempts at tokens that reading a text takes, whether it parses or not.
std::uint64_t steps(const std::string& text, Goal goal) {
  const Names names({"a", "l"});
  const Scope scope = names.scope();
  Reader reader(text, scope, goal, {256, 10'000'000}, false);
  static_cast<void>(read_whole(reader, goal));
  return reader.steps();
}

TEST(Time, GrowsWithTheTextAndNotWithItsNesting) {
  for (const Nest& nest : nests) {
    for (const char* core : {nest.core, "", "1 1", "]"}) {
      Nest broken = nest;
      broken.core = core;
      const std::uint64_t base = steps(broken.text(10), nest.goal);
      const std::uint64_t more = steps(broken.text(20), nest.goal) - base;
      const std::uint64_t most = steps(broken.text(200), nest.goal) - base;
      EXPECT_LE(most, 19 * (more + 4)) << nest.before << core << nest.after;
      EXPECT_LE(base, 64 * (broken.text(10).size() + 4)) << nest.before << core << nest.after;
    }
  }
}

TEST(Time, GrowsWithTheLengthOfChains) {
  for (const char* link : {"1 + ", "1 - ", "a = ", "true and ", "1 in l or ", "a.b.c + ",
                           "l[1][2] + ", "/* c */ 1 + ", "if a then 1 else ", "f(a, b: 1) + "}) {
    const auto cost = [&](std::size_t count) {
      return steps(times(count, link) + "1", Goal::expression);
    };
    EXPECT_LE(cost(2000) - cost(1000), 2 * (cost(1000) - cost(500))) << link;
    EXPECT_LE(cost(1000), 64'000 * std::string_view(link).size()) << link;
  }
}

}  // namespace
}  // namespace huice::feel
