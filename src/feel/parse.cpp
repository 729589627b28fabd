#include "feel/parse.hpp"

#include <algorithm>
#include <vector>

#include "feel/grammar.hpp"
#include "feel/mistakes.hpp"
#include "feel/reader.hpp"
#include "text/utf8.hpp"

namespace huice::feel {

namespace {

/// The first node from the left that has more levels below it than allowed; nullptr when none has.
const SyntaxNode* too_high(const Syntax& syntax, std::uint32_t most) {
  std::vector<std::uint32_t> heights(syntax.nodes.size(), 0);
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const SyntaxNode& node = syntax.nodes[i];
    for (std::uint32_t c = 0; c < node.count; ++c) {
      const auto child = static_cast<std::size_t>(syntax.child(node, c));
      heights[i] = std::max(heights[i], heights[child] + 1);
    }
    if (heights[i] > most) return &node;
  }
  return nullptr;
}

}  // namespace

std::unique_ptr<Syntax> parse(const text::Decoded& text, const Scope& scope, Goal goal,
                              const ParseLimits& limits, bool report_unknown_names,
                              text::Report& report) {
  if (const auto fault = text::find_invalid_utf8(text.text())) {
    const auto at = static_cast<std::uint32_t>(*fault);
    report.error(text::Code::bad_utf8, text.at({at, at + 1}), "the expression is not valid UTF-8");
    return nullptr;
  }
  Reader reader(text.text(), scope, goal, limits, report_unknown_names);
  if (const std::optional<SyntaxProblem> problem = read_whole(reader, goal)) {
    feel::report(*problem, reader, text, report);
    return nullptr;
  }
  if (report_unknown_names) {
    for (const UnknownName& name : reader.unknown_names()) feel::report(name, text, report);
  }
  std::unique_ptr<Syntax> syntax = reader.finish();
  if (const SyntaxNode* node = too_high(*syntax, limits.height)) {
    report.error(text::Code::feel_depth, text.at(node->span),
                 "more than " + std::to_string(limits.height) +
                     " operators or steps follow one another in one expression",
                 "use a list: `x in (1, 2, 3)`, `sum([a, b, c])`, or definitions for its parts");
    return nullptr;
  }
  return syntax;
}

}  // namespace huice::feel
