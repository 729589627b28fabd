#include <fmt/format.h>

#include <iterator>

#include "commands.hpp"
#include "exit_code.hpp"
#include "findings.hpp"
#include "huice/testing.hpp"
#include "json_text.hpp"

namespace cli {
namespace {

using huice::CaseMismatch;
using huice::CaseRun;

struct Tally {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t expectations = 0;
};

Tally count(const std::vector<CaseRun>& runs) {
  Tally tally;
  for (const CaseRun& run : runs) {
    ++(run.passed() ? tally.passed : tally.failed);
    tally.expectations += run.expectations;
  }
  return tally;
}

std::string place(const huice::Location& location) {
  return fmt::format("{}:{}", location.file, location.line);
}

void write_text(const std::vector<CaseRun>& runs, huice::Language language, Output& out) {
  for (const CaseRun& run : runs) {
    if (run.passed()) continue;
    out.line(fmt::format("FAILED {}: {} ({})", run.id, huice::pick(run.title, language),
                         place(run.location)));
    for (const CaseMismatch& mismatch : run.mismatches)
      out.line(fmt::format("  {} {}: expected {}, got {} ({})", mismatch.rule, mismatch.field,
                           mismatch.expected, mismatch.got, place(mismatch.location)));
    if (huice::has_errors(run.problems)) out.write(huice::to_text(run.problems));
  }
  const Tally tally = count(runs);
  out.line(fmt::format("{} cases, {} expectations: {} passed, {} failed", runs.size(),
                       tally.expectations, tally.passed, tally.failed));
}

void write_json(const std::vector<CaseRun>& runs, Output& out) {
  std::vector<std::string> objects;
  for (const CaseRun& run : runs) {
    std::string mismatches;
    for (const CaseMismatch& mismatch : run.mismatches) {
      mismatches += (mismatches.empty() ? "" : ",") +
                    json_object({{"rule", json_string(mismatch.rule)},
                                 {"field", json_string(mismatch.field)},
                                 {"expected", json_string(mismatch.expected)},
                                 {"got", json_string(mismatch.got)}});
    }
    objects.push_back(json_object({{"id", json_string(run.id)},
                                   {"file", json_string(run.location.file)},
                                   {"line", std::to_string(run.location.line)},
                                   {"passed", run.passed() ? "true" : "false"},
                                   {"mismatches", "[" + mismatches + "]"},
                                   {"problems", findings_json(run.problems)}}));
  }
  out.line(json_list(objects));
}

}  // namespace

int test(const Options& options, Output& out) {
  std::vector<CaseRun> all;
  Options step = options;
  step.packs.clear();
  for (const std::string& path : options.packs) {
    step.packs.push_back(path);
    const std::optional<huice::Rulebook> book = load_packs(step);
    if (!book) return bad_pack;
    huice::Result<std::vector<CaseRun>> runs = huice::run_cases(*book, {path});
    if (!runs) {
      print_error(huice::to_text(runs.error()));
      return bad_case;
    }
    all.insert(all.end(), std::make_move_iterator(runs->begin()),
               std::make_move_iterator(runs->end()));
  }
  if (options.format == Format::json) {
    write_json(all, out);
  } else {
    write_text(all, options.language, out);
  }
  if (all.empty()) complain("there are no worked cases (cases.yaml) below these paths");
  return all.empty() || count(all).failed > 0 ? findings : done;
}

}  // namespace cli
