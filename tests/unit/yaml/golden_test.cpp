// Every file in tests/golden/yaml is wrong in one way; beside it stands what is said about it.
#include "support/golden.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "text/file.hpp"
#include "yaml/tree.hpp"

namespace huice::yaml {
namespace {

std::vector<std::string> golden_files() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_path("tests/golden/yaml"))) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, SaysWhatIsWrong) {
  const std::string file = "tests/golden/yaml/" + GetParam();
  text::Report report;
  const auto source = text::check_text(GetParam() + ".yaml",
                                       test::read_bytes(test::source_path(file + ".yaml")), report);
  const auto document = source ? read(source, Limits{}, report) : nullptr;
  EXPECT_EQ(document, nullptr);
  const Diagnostics found = report.take();
  EXPECT_TRUE(has_errors(found));
  test::expect_golden(file + ".expected", to_text(found));
}

INSTANTIATE_TEST_SUITE_P(Yaml, Golden, testing::ValuesIn(golden_files()),
                         [](const testing::TestParamInfo<std::string>& file) {
                           return file.param;
                         });

}  // namespace
}  // namespace huice::yaml
