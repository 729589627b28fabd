#include "huice/line.hpp"

#include <algorithm>
#include <utility>

#include "decide/case_text.hpp"
#include "explain/decision_json.hpp"
#include "text/code.hpp"

namespace huice {
namespace {

using json::Writer;

constexpr std::size_t most_problems_named = 5;

/// The first error gives code, path and hint; the message names the others too.
LineAnswer refuse(std::string_view id, std::uint64_t number, const Diagnostics& problems) {
  std::vector<const Diagnostic*> errors;
  for (const Diagnostic& problem : problems) {
    if (problem.severity == Severity::error) errors.push_back(&problem);
  }
  std::string message;
  for (std::size_t i = 0; i < errors.size() && i < most_problems_named; ++i) {
    if (i > 0) message += "; ";
    message += errors[i]->message;
  }
  if (errors.size() > most_problems_named)
    message += "; and " + std::to_string(errors.size() - most_problems_named) + " more";
  const Diagnostic& first = *errors.front();

  Writer out;
  out.begin_object().key("id").string_or_null(id);
  if (id.empty()) out.key("line").number(static_cast<std::size_t>(number));
  out.key("error").begin_object().key("code").string(first.code).key("message").string(message);
  if (!first.path.empty()) out.key("path").string(first.path);
  if (!first.hint.empty()) out.key("hint").string(first.hint);
  out.end_object().end_object();
  return {out.take(), false};
}

Diagnostics problem(text::Code code, std::string message, std::string hint) {
  text::Report report;
  report.error(code, {}, std::move(message), std::move(hint));
  return report.take();
}

/// The case with what holds for every line.
void apply(const LineOptions& options, Case& applicant) {
  if (options.as_of) applicant.as_of(*options.as_of);
  if (!options.jurisdiction.empty()) applicant.jurisdiction(options.jurisdiction);
  for (const ParameterSetting& setting : options.parameters) applicant.parameter(setting);
}

}  // namespace

LineAnswer decide_line(const Rulebook& book, std::string_view line, std::uint64_t number,
                       const LineOptions& options) {
  text::Report report;
  Case applicant = deciding::read_case(book, line, "line " + std::to_string(number),
                                       deciding::Notation::json, report);
  if (!report.has_errors() && applicant.id().empty()) {
    report.add(problem(text::Code::case_missing_id, "the line has no `id`",
                       "write `\"id\": \"…\"`, so that the answer can be matched"));
  }
  if (report.has_errors()) return refuse(applicant.id(), number, report.take());
  apply(options, applicant);
  const Result<Decision> decision = decide(book, applicant, options.decide);
  if (!decision) return refuse(applicant.id(), number, decision.error());
  Writer out;
  out.begin_object().key("id").string(applicant.id()).key("decision");
  explain::write_answer(out, explain::answer_of(*decision), options.reasons);
  out.end_object();
  return {out.take(), true};
}

LineAnswer refuse_long_line(std::uint64_t number, std::size_t most_bytes) {
  constexpr std::size_t mebibyte = 1U << 20U;
  return refuse("", number,
                problem(text::Code::too_large,
                        "the line is longer than " + std::to_string(most_bytes / mebibyte) +
                            " MiB, the most that is read",
                        "one line is one case"));
}

}  // namespace huice
