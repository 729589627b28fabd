// tests/golden/cases: what each file of worked cases reads as.
#include "pack/cases.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/pack/files.hpp"

namespace huice::pack {
namespace {

std::string joined(const std::optional<std::vector<std::string>>& names) {
  if (!names) return "-";
  std::string text = "[";
  for (const std::string& name : *names) text += (text.size() > 1 ? ", " : "") + name;
  return text + "]";
}

std::string case_text(const WorkedCase& one) {
  std::string text = one.id + " " + one.as_of + " " + one.jurisdiction + " " + one.title_zh +
                     " | " + one.title_en + "\n";
  for (const auto& [what, map] :
       {std::pair("fact", one.facts), std::pair("parameter", one.parameters)}) {
    if (!map) continue;
    for (std::size_t i = 0; i < one.document->size(*map); ++i) {
      text += std::string("  ") + what + " " +
              std::string(one.document->text(one.document->entry(*map, i).key)) + "\n";
    }
  }
  for (const Expectation& expected : one.expect) {
    text += "  expect " + expected.rule + " " + expected.status + " facts " +
            joined(expected.missing_facts) + " parameters " + joined(expected.missing_parameters) +
            " earliest " + expected.earliest.value_or("-") + " review " +
            (expected.review ? (*expected.review ? "yes" : "no") : "-") + " amount " +
            expected.amount.value_or("-") + "\n";
  }
  return text;
}

TEST(WorkedCases, ReadAsExpected) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(golden_folder("cases"))) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    text::Report report;
    std::string result;
    const std::vector<TextFile> input{{entry.path().filename().string(), read_bytes(entry.path())}};
    const std::vector<WorkedCase> cases = load_cases(input, report);
    if (report.size() > 0) {
      result = to_text(report.take());
    } else {
      for (const WorkedCase& one : cases) result += case_text(one);
    }
    auto expected = entry.path();
    expect_golden(result, expected.replace_extension(".expected"));
  }
  EXPECT_EQ(files, 3U);
}

}  // namespace
}  // namespace huice::pack
