// tests/golden/check: each NAME.yaml is a pack, and NAME.expected what check() says of it: type
// errors found while compiling, and findings of the static checks with their witness.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "huice/rulebook.hpp"
#include "support/golden.hpp"

namespace huice {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> pack_names() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(test::source_path("tests/golden/check"))) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class CheckGolden : public testing::TestWithParam<std::string> {};

TEST_P(CheckGolden, SaysWhatIsExpected) {
  const fs::path before = fs::current_path();
  fs::current_path(test::source_path("tests/golden/check"));  // names in diagnostics are as given
  const std::string said = to_text(check({GetParam() + ".yaml"}));
  fs::current_path(before);
  test::expect_golden("tests/golden/check/" + GetParam() + ".expected", said);
}

INSTANTIATE_TEST_SUITE_P(Packs, CheckGolden, testing::ValuesIn(pack_names()),
                         [](const auto& pack) { return pack.param; });

}  // namespace
}  // namespace huice
