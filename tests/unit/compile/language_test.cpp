// FEEL where the conformance suite is silent: tests/language/expressions.tsv and cells.tsv say what
// each text must give, and by which section of the standard or for what reason.
#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/golden.hpp"
#include "unit/compile/drawn_model.hpp"

namespace huice {
namespace {

using Row = std::vector<std::string>;

std::vector<Row> rows_of(const std::string& table, std::size_t columns) {
  std::istringstream lines(test::read_bytes(test::source_path("tests/language/" + table)));
  std::vector<Row> rows;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream cells(line);
    Row row;
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    EXPECT_EQ(row.size(), columns) << table << ": " << line;
    if (row.size() == columns) rows.push_back(std::move(row));
  }
  return rows;
}

std::string decision(std::size_t number, const std::string& logic) {
  const std::string name = "d" + std::to_string(number);
  return "<decision id='" + name + "' name='" + name + "'>" + logic + "</decision>";
}

std::string text(const std::string& feel) { return "<text>" + test::escaped(feel) + "</text>"; }

/// A table of one rule: true where the cell holds of the input, otherwise false.
std::string table(const std::string& input, const std::string& cell) {
  return "<decisionTable><input><inputExpression>" + text(input) +
         "</inputExpression></input><output><defaultOutputEntry>" + text("false") +
         "</defaultOutputEntry></output><rule><inputEntry>" + text(cell) +
         "</inputEntry><outputEntry>" + text("true") + "</outputEntry></rule></decisionTable>";
}

// Long for the slowest of machines, nothing beside a search that never ends.
constexpr std::chrono::seconds patience{10};

void expect_answers(const std::vector<Row>& rows, const std::string& decisions) {
  const test::Drawn drawn(decisions);
  const auto model = drawn.model();
  ASSERT_TRUE(model);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    const auto start = std::chrono::steady_clock::now();
    const auto got = model->evaluate("d" + std::to_string(i), "{}", test::as_of());
    const auto elapsed = std::chrono::steady_clock::now() - start;
    const std::string& expected = row[row.size() - 2];
    const std::string shown = !got                     ? "!" + got.error().front().code
                              : got.warnings().empty() ? *got
                                                       : "!" + got.warnings().front().code;
    EXPECT_EQ(shown, expected) << row[0] << " | " << row[1] << " (" << row.back() << ")";
    EXPECT_LT(elapsed, patience) << row[0];
  }
}

TEST(Language, ExpressionsGiveWhatTheTableSays) {
  const std::vector<Row> rows = rows_of("expressions.tsv", 3);
  ASSERT_GT(rows.size(), 100U);
  std::string decisions;
  for (const Row& row : rows)
    decisions += decision(static_cast<std::size_t>(&row - rows.data()),
                          "<literalExpression>" + text(row[0]) + "</literalExpression>");
  expect_answers(rows, decisions);
}

TEST(Language, CellsHoldWhereTheTableSays) {
  const std::vector<Row> rows = rows_of("cells.tsv", 4);
  ASSERT_GT(rows.size(), 30U);
  std::string decisions;
  for (const Row& row : rows)
    decisions += decision(static_cast<std::size_t>(&row - rows.data()), table(row[0], row[1]));
  expect_answers(rows, decisions);
}

}  // namespace
}  // namespace huice
