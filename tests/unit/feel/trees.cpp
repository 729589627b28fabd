#include "unit/feel/trees.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "feel/literals.hpp"

namespace huice::feel {
namespace {

std::string bare_or_barred(std::string_view name) {
  const bool plain = name.find_first_of(" ()[]{}|\"") == std::string_view::npos && !name.empty();
  return plain ? std::string(name) : '|' + std::string(name) + '|';
}

const char* head_of(SyntaxKind kind) {
  switch (kind) {
    case SyntaxKind::negate:
      return "neg";
    case SyntaxKind::add:
      return "+";
    case SyntaxKind::subtract:
      return "-";
    case SyntaxKind::multiply:
      return "*";
    case SyntaxKind::divide:
      return "/";
    case SyntaxKind::power:
      return "**";
    case SyntaxKind::equal:
      return "=";
    case SyntaxKind::not_equal:
      return "!=";
    case SyntaxKind::less:
      return "<";
    case SyntaxKind::less_equal:
      return "<=";
    case SyntaxKind::greater:
      return ">";
    case SyntaxKind::greater_equal:
      return ">=";
    case SyntaxKind::between:
      return "between";
    case SyntaxKind::in:
      return "in";
    case SyntaxKind::instance_of:
      return "instance-of";
    case SyntaxKind::conjunction:
      return "and";
    case SyntaxKind::disjunction:
      return "or";
    case SyntaxKind::if_then_else:
      return "if";
    case SyntaxKind::for_loop:
      return "for";
    case SyntaxKind::some:
      return "some";
    case SyntaxKind::every:
      return "every";
    case SyntaxKind::filter:
      return "filter";
    case SyntaxKind::call:
      return "call";
    case SyntaxKind::list:
      return "list";
    case SyntaxKind::context:
      return "context";
    case SyntaxKind::test_not:
      return "not-tests";
    case SyntaxKind::tests:
      return "tests";
    case SyntaxKind::type_list:
      return "list-of";
    case SyntaxKind::type_context:
      return "context-of";
    case SyntaxKind::type_range:
      return "range-of";
    case SyntaxKind::type_function:
      return "function-of";
    default:
      return "?";
  }
}

std::string head_of(const Syntax& syntax, const SyntaxNode& node) {
  static constexpr const char* tests[] = {"is<", "is<=", "is>", "is>=", "is=", "is!="};
  const auto text = [&] { return bare_or_barred(syntax.text(node)); };
  switch (node.kind) {
    case SyntaxKind::path:
      return '.' + text();
    case SyntaxKind::iterator:
    case SyntaxKind::named_argument:
    case SyntaxKind::context_entry:
    case SyntaxKind::parameter:
    case SyntaxKind::type_entry:
      return text() + ':';
    case SyntaxKind::function:
      return node.flag == 1 ? "external" : "function";
    case SyntaxKind::range:
      return std::string(1, (node.flag & 1) != 0 ? '[' : '(') + ".." +
             ((node.flag & 2) != 0 ? ']' : ')');
    case SyntaxKind::test_compare:
      return tests[node.flag];
    default:
      return head_of(node.kind);
  }
}

std::string dump_leaf(const Syntax& syntax, const SyntaxNode& node) {
  switch (node.kind) {
    case SyntaxKind::null:
      return "null";
    case SyntaxKind::boolean:
      return node.flag == 1 ? "true" : "false";
    case SyntaxKind::string:
      return quote(syntax.text(node));
    case SyntaxKind::at_literal:
      return '@' + quote(syntax.text(node));
    case SyntaxKind::absent:
      return "_";
    case SyntaxKind::test_any:
      return "any";
    default:
      return bare_or_barred(syntax.text(node));
  }
}

bool is_leaf(SyntaxKind kind) {
  switch (kind) {
    case SyntaxKind::null:
    case SyntaxKind::boolean:
    case SyntaxKind::number:
    case SyntaxKind::string:
    case SyntaxKind::at_literal:
    case SyntaxKind::name:
    case SyntaxKind::absent:
    case SyntaxKind::test_any:
    case SyntaxKind::type_name:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string Parsed::code() const {
  if (diagnostics.empty()) return "no diagnostic";
  return diagnostics.size() == 1 ? diagnostics[0].code : "several diagnostics";
}

Parsed parse_text(const std::string& text, const Names& names, const ParseOptions& options) {
  auto source = std::make_shared<text::Source>(options.file, text);
  const text::Span whole{0, static_cast<std::uint32_t>(text.size())};
  const text::Decoded decoded(text, {std::move(source), whole}, {{0, 0}});
  text::Report report;
  Parsed out;
  out.syntax = parse(decoded, names.scope(), options.goal, options.limits,
                     options.report_unknown_names, report);
  out.diagnostics = report.take();
  return out;
}

std::string dump(const Syntax& syntax, SyntaxId id) {
  const SyntaxNode& node = syntax.node(id);
  if (is_leaf(node.kind)) return dump_leaf(syntax, node);
  std::string out = '(' + head_of(syntax, node);
  for (std::uint32_t i = 0; i < node.count; ++i) out += ' ' + dump(syntax, syntax.child(node, i));
  return out + ')';
}

std::string dump(const Syntax& syntax) { return dump(syntax, syntax.root); }

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (std::size_t end = 0; end != std::string_view::npos; text.remove_prefix(end + 1)) {
    end = text.find(separator);
    out.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
  }
  return out;
}

std::vector<SyntaxRow> syntax_rows() {
  std::vector<SyntaxRow> rows;
  std::vector<std::string> names;
  std::vector<std::string> keys;
  std::size_t number = 0;
  for (const std::string& line :
       split(read_file(HUICE_SOURCE_DIR "/tests/language/syntax.tsv"), '\n')) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> fields = split(line, '\t');
    const std::string kind = fields[0];
    if (kind == "names" || kind == "keys") {
      fields.erase(fields.begin());
      (kind == "names" ? names : keys) = fields;
      continue;
    }
    EXPECT_EQ(fields.size(), 3U) << "syntax.tsv:" << number;
    const Goal goal = kind == "tests"  ? Goal::unary_tests
                      : kind == "type" ? Goal::type
                                       : Goal::expression;
    std::string text = fields[1];
    for (std::size_t at = 0; (at = text.find("⏎", at)) != std::string::npos;) {
      text.replace(at, std::string_view("⏎").size(), "\n");
    }
    rows.push_back({number, goal, text, fields[2], std::make_shared<Names>(names, keys)});
  }
  return rows;
}

}  // namespace huice::feel
