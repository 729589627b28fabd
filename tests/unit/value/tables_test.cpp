// Every line of tables/*.txt: "operation => value", or "# ..." .
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "unit/value/notation.hpp"

namespace huice::value::test {
namespace {

class Tables : public testing::TestWithParam<const char*> {};

TEST_P(Tables, Hold) {
  const std::string path =
      std::string(HUICE_SOURCE_DIR) + "/tests/unit/value/tables/" + GetParam() + ".txt";
  std::ifstream file(path);
  ASSERT_TRUE(file) << path;
  std::string line;
  int number = 0;
  int rows = 0;
  while (std::getline(file, line)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::size_t arrow = line.rfind(" => ");
    ASSERT_NE(arrow, std::string::npos) << GetParam() << ":" << number;
    const auto actual = evaluate(std::string_view(line).substr(0, arrow));
    const auto expected = read(std::string_view(line).substr(arrow + 4));
    ASSERT_TRUE(actual && expected) << GetParam() << ":" << number << ": " << line;
    EXPECT_EQ(write(*actual), write(*expected)) << GetParam() << ":" << number << ": " << line;
    ++rows;
  }
  EXPECT_GT(rows, 10);
}

INSTANTIATE_TEST_SUITE_P(Value, Tables,
                         testing::Values("logic", "comparison", "arithmetic", "conversion",
                                         "string", "number", "list", "aggregate", "context",
                                         "range", "temporal", "place", "property"),
                         [](const auto& table) { return std::string(table.param); });

}  // namespace
}  // namespace huice::value::test
