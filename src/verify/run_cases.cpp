#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "compile/rulebook.hpp"
#include "decide/case_reader.hpp"
#include "huice/decision.hpp"
#include "huice/testing.hpp"
#include "pack/cases.hpp"
#include "pack/scalar.hpp"

namespace huice {
namespace {

using Names = std::vector<std::string>;

std::string show(Names names) {
  std::sort(names.begin(), names.end());
  std::string out = "[";
  for (const std::string& name : names) {
    if (out.size() > 1) out += ", ";
    out += name;
  }
  return out + "]";
}

std::string show_amounts(const Outcome& outcome) {
  Names amounts;
  for (const GrantOutcome& grant : outcome.grants)
    amounts.push_back(grant.amount ? grant.amount->to_string() : "open");
  return show(std::move(amounts));
}

bool grants_amount(const Outcome& outcome, std::string_view expected) {
  const std::optional<Decimal> wanted = Decimal::parse(expected);
  return std::any_of(outcome.grants.begin(), outcome.grants.end(), [&](const GrantOutcome& grant) {
    return wanted && grant.amount && *grant.amount == *wanted;
  });
}

/// Holds one outcome against what the case says of it.
class Comparison {
 public:
  Comparison(const pack::Expectation& expected, const Outcome& outcome, CaseRun& run)
      : expected_(expected), outcome_(outcome), run_(run) {}

  void compare() {
    if (name(outcome_.status) != expected_.status)
      differ("status", expected_.status, std::string(name(outcome_.status)));
    names("missing_facts", expected_.missing_facts, outcome_.missing_facts);
    names("missing_parameters", expected_.missing_parameters, outcome_.missing_parameters);
    earliest();
    review();
    if (expected_.amount && !grants_amount(outcome_, *expected_.amount))
      differ("amount", *expected_.amount, show_amounts(outcome_));
  }

 private:
  void differ(std::string_view field, std::string expected, std::string got) {
    run_.mismatches.push_back({expected_.rule, std::string(field), std::move(expected),
                               std::move(got), expected_.place.locate()});
  }
  void names(std::string_view field, const std::optional<Names>& expected, const Names& got) {
    if (expected && show(*expected) != show(got)) differ(field, show(*expected), show(got));
  }
  void earliest() {
    if (!expected_.earliest) return;
    const std::string got = outcome_.earliest ? outcome_.earliest->to_string() : "null";
    if (got != *expected_.earliest) differ("earliest", *expected_.earliest, got);
  }
  void review() {
    const bool got = outcome_.review != nullptr;
    if (expected_.review && *expected_.review != got)
      differ("review", *expected_.review ? "yes" : "no", got ? "yes" : "no");
  }

  const pack::Expectation& expected_;
  const Outcome& outcome_;
  CaseRun& run_;
};

Case read_case(const Rulebook& book, const pack::WorkedCase& worked, text::Report& report) {
  Case out(book);
  out.id(worked.id);
  if (const std::optional<Date> date = pack::read_date(worked.as_of)) out.as_of(*date);
  if (!worked.jurisdiction.empty()) out.jurisdiction(worked.jurisdiction);
  deciding::CaseReader reader(*worked.document, deciding::Notation::yaml, out.state(), report);
  if (worked.facts) reader.read_facts(*worked.facts);
  if (worked.parameters) reader.read_parameters(*worked.parameters);
  return out;
}

void compare_all(const Decision& decision, const pack::WorkedCase& worked, CaseRun& run) {
  for (const pack::Expectation& expected : worked.expect) {
    const Outcome* outcome = decision.find(expected.rule);
    if (outcome != nullptr) {
      Comparison(expected, *outcome, run).compare();
      continue;
    }
    run.mismatches.push_back({expected.rule, "status", expected.status,
                              "no entitlement or prohibition of this id", expected.place.locate()});
  }
}

CaseRun run_one(const Rulebook& book, const pack::WorkedCase& worked) {
  CaseRun run;
  run.id = worked.id;
  run.title = {worked.title_zh, worked.title_en};
  run.location = worked.place.locate();
  run.expectations = worked.expect.size();
  text::Report report;
  const Case applicant = read_case(book, worked, report);
  if (!report.has_errors()) {
    const Result<Decision> decision = decide(book, applicant);
    if (decision) {
      compare_all(*decision, worked, run);
    } else {
      report.add(decision.error());
    }
  }
  run.problems = report.take();
  return run;
}

}  // namespace

Result<std::vector<CaseRun>> run_cases(const Rulebook& book,
                                       const std::vector<std::string>& paths) {
  text::Report report;
  const std::vector<pack::WorkedCase> cases = pack::load_cases(paths, report);
  if (report.has_errors()) return report.take();
  std::vector<CaseRun> runs;
  for (const pack::WorkedCase& worked : cases) runs.push_back(run_one(book, worked));
  return {std::move(runs), report.take()};
}

Result<std::vector<CaseRun>> run_cases(const std::vector<std::string>& paths) {
  std::vector<CaseRun> all;
  Diagnostics warnings;
  for (std::size_t count = 1; count <= paths.size(); ++count) {
    const auto end = paths.begin() + static_cast<std::ptrdiff_t>(count);
    const Result<Rulebook> book = load({paths.begin(), end});
    if (!book) return book.error();
    Result<std::vector<CaseRun>> runs = run_cases(*book, {paths[count - 1]});
    if (!runs) return runs.error();
    all.insert(all.end(), std::make_move_iterator(runs->begin()),
               std::make_move_iterator(runs->end()));
    if (count == paths.size()) warnings = book.warnings();
    warnings.insert(warnings.end(), runs.warnings().begin(), runs.warnings().end());
  }
  return {std::move(all), std::move(warnings)};
}

}  // namespace huice
