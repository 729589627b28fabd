#include "feel/syntax.hpp"

#include <gtest/gtest.h>

#include "unit/feel/trees.hpp"

namespace huice::feel {
namespace {

std::string place(const SyntaxRow& row) {
  return "tests/language/syntax.tsv:" + std::to_string(row.line) + ": " + row.text;
}

Parsed parse_row(const SyntaxRow& row) {
  ParseOptions options;
  options.goal = row.goal;
  options.report_unknown_names = false;
  return parse_text(row.text, *row.names, options);
}

TEST(Syntax, IsTheTreeThatTheTableSays) {
  const std::vector<SyntaxRow> rows = syntax_rows();
  EXPECT_GT(rows.size(), 200U);
  for (const SyntaxRow& row : rows) {
    const Parsed parsed = parse_row(row);
    ASSERT_NE(parsed.syntax, nullptr) << place(row) << '\n' << to_text(parsed.diagnostics);
    EXPECT_EQ(dump(*parsed.syntax), row.tree) << place(row);
  }
}

TEST(Syntax, HoldsEachNodeOnceChildrenBeforeParents) {
  for (const SyntaxRow& row : syntax_rows()) {
    const Parsed parsed = parse_row(row);
    ASSERT_NE(parsed.syntax, nullptr) << place(row);
    const Syntax& syntax = *parsed.syntax;
    ASSERT_EQ(static_cast<std::size_t>(syntax.root), syntax.nodes.size() - 1) << place(row);
    std::vector<int> parents(syntax.nodes.size(), 0);
    for (std::uint32_t i = 0; i < syntax.nodes.size(); ++i) {
      std::uint32_t last = i;
      for (std::uint32_t c = syntax.nodes[i].count; c-- > 0;) {
        const auto child = static_cast<std::uint32_t>(syntax.child(syntax.nodes[i], c));
        ASSERT_LT(child, last) << place(row);
        last = child;
        ++parents[child];
      }
    }
    for (std::uint32_t i = 0; i + 1 < syntax.nodes.size(); ++i)
      EXPECT_EQ(parents[i], 1) << place(row);
    EXPECT_EQ(syntax.children.size() + 1, syntax.nodes.size()) << place(row);
  }
}

/// What a node's text is parsed as when it stands alone; nothing for parts that cannot.
std::optional<Goal> goal_of(SyntaxKind kind) {
  switch (kind) {
    case SyntaxKind::absent:
    case SyntaxKind::iterator:
    case SyntaxKind::named_argument:
    case SyntaxKind::context_entry:
    case SyntaxKind::parameter:
    case SyntaxKind::type_entry:
      return std::nullopt;
    case SyntaxKind::test_compare:
    case SyntaxKind::test_any:
    case SyntaxKind::test_not:
    case SyntaxKind::tests:
      return Goal::unary_tests;
    case SyntaxKind::type_name:
    case SyntaxKind::type_list:
    case SyntaxKind::type_context:
    case SyntaxKind::type_range:
    case SyntaxKind::type_function:
      return Goal::type;
    default:
      return Goal::expression;
  }
}

TEST(Syntax, GivesEachNodeThePlaceOfItsText) {
  for (const SyntaxRow& row : syntax_rows()) {
    const Parsed parsed = parse_row(row);
    ASSERT_NE(parsed.syntax, nullptr) << place(row);
    const Syntax& syntax = *parsed.syntax;
    const Names names(*row.names, syntax.texts);  // what the parts declare for each other
    for (std::uint32_t i = 0; i < syntax.nodes.size(); ++i) {
      const SyntaxNode& node = syntax.nodes[i];
      std::uint32_t begin = node.span.begin;
      for (std::uint32_t c = 0; c < node.count; ++c) {
        const text::Span child = syntax.node(syntax.child(node, c)).span;
        EXPECT_LE(begin, child.begin) << place(row);
        begin = child.end;
      }
      EXPECT_LE(begin, node.span.end) << place(row);
      const std::optional<Goal> goal = goal_of(node.kind);
      if (!goal) continue;
      ParseOptions options{*goal, {}, false, "part"};
      const std::string part = row.text.substr(node.span.begin, node.span.end - node.span.begin);
      const Parsed again = parse_text(part, names, options);
      ASSERT_NE(again.syntax, nullptr) << place(row) << '\n' << part;
      std::string expected = dump(syntax, SyntaxId{i});
      if (node.kind == SyntaxKind::test_compare) expected.insert(0, "(tests ").append(")");
      EXPECT_EQ(dump(*again.syntax), expected) << place(row) << '\n' << part;
    }
  }
}

}  // namespace
}  // namespace huice::feel
