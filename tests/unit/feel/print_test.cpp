#include <gtest/gtest.h>

#include <random>

#include "feel/tree_builder.hpp"
#include "unit/feel/trees.hpp"

namespace huice::feel {
namespace {

TEST(Print, ReadsBackAsTheSameTreeOnTheTable) {
  for (const SyntaxRow& row : syntax_rows()) {
    ParseOptions options{row.goal, {256, 100'000}, false, "table"};
    const Parsed first = parse_text(row.text, *row.names, options);
    ASSERT_NE(first.syntax, nullptr) << row.line;
    const std::string printed = print(*first.syntax);
    const Parsed again = parse_text(printed, *row.names, options);
    ASSERT_NE(again.syntax, nullptr) << row.line << ": " << printed << to_text(again.diagnostics);
    EXPECT_EQ(dump(*again.syntax), row.tree) << row.line << ": " << printed;
    EXPECT_EQ(print(*again.syntax), printed) << row.line;
  }
}

TEST(Print, WritesCanonicalText) {
  const Names names({"a", "b", "days in month"});
  const std::pair<const char*, const char*> table[] = {
      {"((a))+(b*1)", "a + b * 1"},
      {"(a+b)*1", "(a + b) * 1"},
      {"a-(b-1)", "a - (b - 1)"},
      {"(-a)**2", "-a ** 2"},
      {"-(a**2)", "-(a ** 2)"},
      {"a  in  <5", "a in (< 5)"},
      {"a in [1,2]", "a in ([1, 2])"},
      {"(<  5)", "(< 5)"},
      {"]1..5[", "(1..5)"},
      {"{ \"a\" : 1 , \"b c\":2}", "{a: 1, \"b c\": 2}"},
      {"if a then b else(if b then a else 1)", "if a then b else if b then a else 1"},
      {"(if a then b else 1)+1", "(if a then b else 1) + 1"},
      {"days   in\nmonth", "days in month"},
      {"\"\\u4e2d\\n\\s\"", "\"中\\n\\\\s\""},
      {"(function(a:number)a)(1)", "(function(a: number) a)(1)"},
      {"a instance of function<number,list<string>>->Any",
       "a instance of function<number, list<string>>->Any"},
  };
  for (const auto& [text, printed] : table) {
    const Parsed parsed = parse_text(text, names);
    ASSERT_NE(parsed.syntax, nullptr) << text << to_text(parsed.diagnostics);
    EXPECT_EQ(print(*parsed.syntax), printed) << text;
  }
}

TEST(Print, WritesLongChainsWithoutRecursion) {
  std::string text = "1";
  for (int i = 0; i < 40'000; ++i) text += " + 1";
  const Parsed parsed = parse_text(text, {}, {Goal::expression, {64, 100'000, 40'000}});
  ASSERT_NE(parsed.syntax, nullptr) << to_text(parsed.diagnostics);
  EXPECT_EQ(print(*parsed.syntax), text);
}

/// Random trees of every kind, built without the parser.
class TreeMaker {
 public:
  explicit TreeMaker(std::uint32_t seed) : random_(seed) {}

  std::unique_ptr<Syntax> expression() {
    value(5);
    return tree_.finish();
  }

  std::unique_ptr<Syntax> unary_tests() {
    if (below(10) == 0) {
      leaf(SyntaxKind::test_any);
      return tree_.finish();
    }
    tree_.open(0);
    for (std::size_t n = 1 + below(3); n > 0; --n) test(3);
    tree_.close(below(4) == 0 ? SyntaxKind::test_not : SyntaxKind::tests, 0);
    return tree_.finish();
  }

  std::unique_ptr<Syntax> type_text() {
    type(4);
    return tree_.finish();
  }

  static std::vector<std::string> names() {
    return {"a", "b", "days in month", "户籍所在地", "Pre-bureau risk", "if only", "x'y"};
  }
  static std::vector<std::string> keys() { return {"a", "key", "a b", "C+"}; }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  void leaf(SyntaxKind kind, std::uint8_t flag = 0) { tree_.push_leaf(kind, {}, 0, flag); }
  void leaf(SyntaxKind kind, const std::string& text) {
    tree_.push_leaf(kind, {}, tree_.add_text(text));
  }
  void open(const std::string& text) { tree_.open(0, tree_.add_text(text)); }
  void open(std::uint8_t flag = 0) { tree_.open(0, 0, flag); }
  void close(SyntaxKind kind) { tree_.close(kind, 0); }

  void simple() {
    switch (below(7)) {
      case 0:
        return leaf(SyntaxKind::null);
      case 1:
        return leaf(SyntaxKind::boolean, static_cast<std::uint8_t>(below(2)));
      case 2:
        return leaf(SyntaxKind::number, pick({"0", "1.50", ".5", "1e3", "12", "2.5E-3"}));
      case 3:
        return leaf(SyntaxKind::string,
                    pick({"", "a b", "\"", "\\", "\\d", "\n\t\r", "中🐎", "\x01"}));
      case 4:
        return leaf(SyntaxKind::at_literal, pick({"2024-02-29", "P1Y", "10:30:00"}));
      default:
        return leaf(SyntaxKind::name, pick(names()));
    }
  }

  void value(std::size_t depth) {
    if (depth == 0) return simple();
    static constexpr SyntaxKind binary[] = {
        SyntaxKind::add,        SyntaxKind::subtract,      SyntaxKind::multiply,
        SyntaxKind::divide,     SyntaxKind::power,         SyntaxKind::equal,
        SyntaxKind::not_equal,  SyntaxKind::less,          SyntaxKind::less_equal,
        SyntaxKind::greater,    SyntaxKind::greater_equal, SyntaxKind::conjunction,
        SyntaxKind::disjunction};
    const std::size_t kind = below(34);
    open();
    if (kind < std::size(binary)) {
      value(depth - 1);
      value(depth - 1);
      return close(binary[kind]);
    }
    tree_.drop_mark();
    switch (kind) {
      case 13:
        open();
        value(depth - 1);
        return close(SyntaxKind::negate);
      case 14:
        open();
        for (int i = 0; i < 3; ++i) value(depth - 1);
        return close(SyntaxKind::between);
      case 15:
        open();
        value(depth - 1);
        for (std::size_t n = 1 + below(3); n > 0; --n) test(depth - 1);
        return close(SyntaxKind::in);
      case 16:
        open();
        value(depth - 1);
        type(2);
        return close(SyntaxKind::instance_of);
      case 17:
      case 18:
        open();
        for (int i = 0; i < 3; ++i) value(depth - 1);
        return close(SyntaxKind::if_then_else);
      case 19:
        return loop(depth, SyntaxKind::for_loop);
      case 20:
        return loop(depth, SyntaxKind::some);
      case 21:
        return loop(depth, SyntaxKind::every);
      case 22:
        open();
        value(depth - 1);
        value(depth - 1);
        return close(SyntaxKind::filter);
      case 23:
        open(pick({"a", "key", "a b", "time offset", "C+"}));
        value(depth - 1);
        return close(SyntaxKind::path);
      case 24:
      case 25:
        return call(depth);
      case 26:
        open();
        for (std::size_t n = below(4); n > 0; --n) value(depth - 1);
        return close(SyntaxKind::list);
      case 27:
        open();
        for (std::size_t n = below(4); n > 0; --n) {
          open(pick({"a", "b c", "", "if", "户籍", "x+y", "12", "?", "\""}));
          value(depth - 1);
          close(SyntaxKind::context_entry);
        }
        return close(SyntaxKind::context);
      case 28:
        return function(depth);
      case 29:
      case 30:
        open(static_cast<std::uint8_t>(below(4)));
        value(depth - 1);
        value(depth - 1);
        return close(SyntaxKind::range);
      case 31:
        open(static_cast<std::uint8_t>(2 * below(2)));
        leaf(SyntaxKind::absent);
        value(depth - 1);
        return close(SyntaxKind::range);
      case 32:
        open(static_cast<std::uint8_t>(below(2)));
        value(depth - 1);
        leaf(SyntaxKind::absent);
        return close(SyntaxKind::range);
      default:
        open(static_cast<std::uint8_t>(4 + below(2)));
        value(depth - 1);
        return close(SyntaxKind::test_compare);
    }
  }

  void test(std::size_t depth) {
    if (below(3) != 0) return value(depth);
    open(static_cast<std::uint8_t>(below(6)));
    value(depth);
    close(SyntaxKind::test_compare);
  }

  void loop(std::size_t depth, SyntaxKind kind) {
    open();
    for (std::size_t n = 1 + below(2); n > 0; --n) {
      open(pick({"i", "the item", "户"}));
      value(depth - 1);
      if (below(3) == 0) value(depth - 1);
      close(SyntaxKind::iterator);
    }
    value(depth - 1);
    close(kind);
  }

  void call(std::size_t depth) {
    open();
    value(depth - 1);
    const bool named = below(2) == 0;
    for (std::size_t n = below(3); n > 0; --n) {
      if (named) open(pick({"n", "start position", "if"}));
      value(depth - 1);
      if (named) close(SyntaxKind::named_argument);
    }
    close(SyntaxKind::call);
  }

  void function(std::size_t depth) {
    open(static_cast<std::uint8_t>(below(4) == 0 ? 1 : 0));
    for (std::size_t n = below(3); n > 0; --n) {
      open(pick({"p", "first arg"}));
      if (below(2) == 0) type(2);
      close(SyntaxKind::parameter);
    }
    value(depth - 1);
    close(SyntaxKind::function);
  }

  void type(std::size_t depth) {
    if (depth == 0)
      return leaf(SyntaxKind::type_name,
                  pick({"number", "date and time", "Any", "my.tPerson", "list"}));
    switch (below(6)) {
      case 0:
        open();
        type(depth - 1);
        return close(SyntaxKind::type_list);
      case 1:
        open();
        type(depth - 1);
        return close(SyntaxKind::type_range);
      case 2:
        open();
        for (std::size_t n = 1 + below(2); n > 0; --n) {
          open(pick({"a", "b c"}));
          type(depth - 1);
          close(SyntaxKind::type_entry);
        }
        return close(SyntaxKind::type_context);
      case 3:
        open();
        for (std::size_t n = 1 + below(3); n > 0; --n) type(depth - 1);
        return close(SyntaxKind::type_function);
      default:
        return type(0);
    }
  }

  std::mt19937 random_;
  TreeBuilder tree_;
};

void expect_read_back(const Syntax& syntax, Goal goal) {
  static const Names names(TreeMaker::names(), TreeMaker::keys());
  const std::string printed = print(syntax);
  const Parsed parsed = parse_text(printed, names, {goal, {256, 100'000}, false, "printed"});
  ASSERT_NE(parsed.syntax, nullptr) << printed << '\n' << to_text(parsed.diagnostics);
  ASSERT_EQ(dump(*parsed.syntax), dump(syntax)) << printed;
}

TEST(Print, ReadsBackAsTheSameTreeForRandomTrees) {
  for (std::uint32_t seed = 1; seed <= 1500; ++seed) {
    expect_read_back(*TreeMaker(seed).expression(), Goal::expression);
    expect_read_back(*TreeMaker(seed).unary_tests(), Goal::unary_tests);
    expect_read_back(*TreeMaker(seed).type_text(), Goal::type);
    if (testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace huice::feel
