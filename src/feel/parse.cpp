#include "feel/parse.hpp"

#include "feel/grammar.hpp"
#include "feel/mistakes.hpp"
#include "feel/reader.hpp"
#include "text/utf8.hpp"

namespace huice::feel {

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
  return reader.finish();
}

}  // namespace huice::feel
