// Decimals and the calendar against oracle.py, which works the same rows out in Python.
#include <gtest/gtest.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "huice/calendar.hpp"
#include "huice/decimal.hpp"

namespace huice {
namespace {

struct Row {
  std::string line;
  std::string operation;
  std::vector<std::string> operands;
  std::string expected;
};

using Answer = std::optional<std::string>;
using Operation = std::function<Answer(const std::vector<std::string>&)>;

struct Reply {
  std::string output;
  int status = 0;
};

Reply run(const std::string& command) {
  Reply reply;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {"", -1};
  std::array<char, 65536> block{};
  for (std::size_t size = 0; (size = fread(block.data(), 1, block.size(), pipe)) > 0;)
    reply.output.append(block.data(), size);
  reply.status = pclose(pipe);
  return reply;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    words.emplace_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

Row row_of(std::string_view line) {
  std::vector<std::string> words = words_of(line);
  Row row{std::string(line), words.front(), {}, words.back()};
  row.operands.assign(words.begin() + 1, words.end() - 2);  // without "->" and the result
  return row;
}

std::vector<Row> rows_of(const std::string& output) {
  std::vector<Row> rows;
  for (std::size_t start = 0; start < output.size();) {
    const std::size_t end = output.find('\n', start);
    rows.push_back(row_of(std::string_view(output).substr(start, end - start)));
    start = end + 1;
  }
  return rows;
}

std::int64_t integer(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Decimal number(const std::string& text) { return Decimal::parse(text).value(); }
Date date(const std::string& text) { return Date::parse(text).value(); }

template <class T>
Answer text_of(const std::optional<T>& value) {
  return value ? Answer(value->to_string()) : std::nullopt;
}

Operation unary(std::optional<Decimal> (*function)(const Decimal&)) {
  return [=](const auto& operands) { return text_of(function(number(operands[0]))); };
}

Operation binary(std::optional<Decimal> (*function)(const Decimal&, const Decimal&)) {
  return [=](const auto& operands) {
    return text_of(function(number(operands[0]), number(operands[1])));
  };
}

Operation of_date(int (Date::*field)() const noexcept) {
  return
      [=](const auto& operands) { return std::to_string(std::invoke(field, date(operands[0]))); };
}

Rounding mode_of(const std::string& name) {
  static const std::map<std::string, Rounding> modes = {
      {"half_even", Rounding::half_even}, {"half_up", Rounding::half_up},
      {"half_down", Rounding::half_down}, {"up", Rounding::up},
      {"down", Rounding::down},           {"floor", Rounding::floor},
      {"ceiling", Rounding::ceiling}};
  return modes.at(name);
}

std::string fields(const Date& value) {
  return std::to_string(value.year()) + "/" + std::to_string(value.month()) + "/" +
         std::to_string(value.day());
}

using Operands = std::vector<std::string>;

const std::map<std::string, Operation>& operations() {
  static const std::map<std::string, Operation> table = {
      {"add", binary(add)},
      {"subtract", binary(subtract)},
      {"multiply", binary(multiply)},
      {"divide", binary(divide)},
      {"modulo", binary(modulo)},
      {"power", binary(power)},
      {"square_root", unary(square_root)},
      {"exponential", unary(exponential)},
      {"natural_logarithm", unary(natural_logarithm)},
      {"compare",
       [](const Operands& o) {
         return std::to_string(Decimal::compare(number(o[0]), number(o[1])));
       }},
      {"round",
       [](const Operands& o) {
         return text_of(round(number(o[0]), integer(o[1]), mode_of(o[2])));
       }},
      {"to_string", [](const Operands& o) { return number(o[0]).to_string(); }},
      {"to_fixed",
       [](const Operands& o) { return number(o[0]).to_fixed(static_cast<int>(integer(o[1]))); }},
      {"parse", [](const Operands& o) { return text_of(Decimal::parse(o[0])); }},
      {"days", [](const Operands& o) { return std::to_string(date(o[0]).days()); }},
      {"from_days", [](const Operands& o) { return text_of(Date::from_days(integer(o[0]))); }},
      {"fields", [](const Operands& o) { return fields(date(o[0])); }},
      {"weekday", of_date(&Date::weekday)},
      {"day_of_year", of_date(&Date::day_of_year)},
      {"week_of_year", of_date(&Date::week_of_year)},
      {"plus_months",
       [](const Operands& o) { return text_of(date(o[0]).plus_months(integer(o[1]))); }},
      {"plus_days", [](const Operands& o) { return text_of(date(o[0]).plus_days(integer(o[1]))); }},
      {"months_between",
       [](const Operands& o) { return std::to_string(months_between(date(o[0]), date(o[1]))); }},
      {"months_duration", [](const Operands& o) { return text_of(MonthsDuration::parse(o[0])); }},
      {"days_duration", [](const Operands& o) { return text_of(DaysDuration::parse(o[0])); }},
  };
  return table;
}

/// Numbers agree by value; everything else, and the text of numbers itself, to the letter.
bool agrees(const Row& row, const std::string& answer) {
  if (answer == row.expected) return true;
  if (row.operation == "to_string" || row.operation == "to_fixed") return false;
  const std::optional<Decimal> a = Decimal::parse(answer);
  const std::optional<Decimal> b = Decimal::parse(row.expected);
  return a && b && *a == *b;
}

class Oracle : public testing::TestWithParam<const char*> {};

TEST_P(Oracle, AgreesOnEveryRow) {
  if (run("python3 -c pass 2>&1").status != 0) GTEST_SKIP() << "python3 is not installed";
  const Reply reply =
      run("python3 " HUICE_SOURCE_DIR "/tests/unit/number/oracle.py " + std::string(GetParam()));
  ASSERT_EQ(reply.status, 0);
  const std::vector<Row> rows = rows_of(reply.output);
  ASSERT_GT(rows.size(), 1000U);
  for (const Row& row : rows) {
    const std::string answer = operations().at(row.operation)(row.operands).value_or("none");
    EXPECT_TRUE(agrees(row, answer)) << row.line << "\n  but got " << answer;
  }
}

INSTANTIATE_TEST_SUITE_P(Number, Oracle,
                         testing::Values("arithmetic", "rounding", "powers", "text", "calendar",
                                         "durations"),
                         [](const auto& group) { return std::string(group.param); });

}  // namespace
}  // namespace huice
