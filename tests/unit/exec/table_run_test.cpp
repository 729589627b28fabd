// The law of the unknown for decision tables: the result given while rows may match covers the
// result once it is known whether they do. Every hit policy, every table of three rows.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "exec/loop.hpp"
#include "value/compare.hpp"

namespace huice::exec {
namespace {

using program::Aggregate;
using program::HitPolicy;
using value::Value;

using Row = std::pair<Value, Value>;  // match, output
using Rows = std::vector<Row>;

Value run(const program::Table& table, const Rows& rows) {
  TableRun run(table);
  for (const auto& [match, output] : rows) run.take(match, {output});
  return run.result({});
}

std::string shown(const Value& value) {
  if (value.is_unknown()) return "unknown";
  if (value.is_error()) return "error";
  if (value.is_null()) return "null";
  if (value.is_true()) return "true";
  if (value.is_false()) return "false";
  return value.is_number() ? value.number().to_string() : std::string(value.string());
}

std::string shown(const Rows& rows) {
  std::string out;
  for (const auto& [match, output] : rows) out += shown(match) + ": " + shown(output) + "; ";
  return out;
}

/// Calls `visit` with every way in which the unknown matches may turn out.
template <class Visit>
void for_each_completion(Rows rows, std::size_t row, const Visit& visit) {
  if (row == rows.size()) return visit(rows);
  if (!rows[row].first.is_unknown()) return for_each_completion(rows, row + 1, visit);
  for (const Value& match : {Value(true), Value(false)}) {
    rows[row].first = match;
    for_each_completion(rows, row + 1, visit);
  }
}

template <class Visit>
void for_each_table(const std::vector<Value>& outputs, Rows& rows, const Visit& visit) {
  if (rows.size() == 3) return visit(rows);
  for (const Value& match : {Value(true), Value(false), Value::error(), Value::unknown()}) {
    for (const Value& output : outputs) {
      rows.emplace_back(match, output);
      for_each_table(outputs, rows, visit);
      rows.pop_back();
    }
  }
}

std::ptrdiff_t hits(const Rows& rows) {
  return std::count_if(rows.begin(), rows.end(),
                       [](const Row& row) { return row.first.is_true(); });
}

bool may_turn_out_as(const Value& answer, const Value& outcome) {
  if (answer.is_unknown()) return true;
  return value::same_value(answer, outcome);  // null is null, whatever it comes from
}

struct Policy {
  const char* name;
  HitPolicy hit;
  Aggregate aggregate;
  std::vector<Value> outputs;
};

const std::vector<Policy>& policies() {
  const std::vector<Value> texts{Value::string("a"), Value::string("b"), Value::error()};
  const std::vector<Value> numbers{Value(Decimal(1)), Value(Decimal(2)), Value::error()};
  static const std::vector<Policy> all{
      {"unique", HitPolicy::unique, Aggregate::none, texts},
      {"any", HitPolicy::any, Aggregate::none, texts},
      {"first", HitPolicy::first, Aggregate::none, texts},
      {"priority", HitPolicy::priority, Aggregate::none, texts},
      {"sum", HitPolicy::collect, Aggregate::sum, numbers},
      {"sum_of_texts", HitPolicy::collect, Aggregate::sum, texts},
      {"count", HitPolicy::collect, Aggregate::count, numbers},
      {"least", HitPolicy::collect, Aggregate::min, numbers},
      {"greatest", HitPolicy::collect, Aggregate::max, numbers},
  };
  return all;
}

class TableLaw : public testing::TestWithParam<std::size_t> {};

TEST_P(TableLaw, AnswerCoversEveryCompletion) {
  const Policy& policy = policies()[GetParam()];
  program::Table table;
  table.hit = policy.hit;
  table.aggregate = policy.aggregate;
  table.rows = 3;
  table.outputs.resize(1);
  table.outputs.front().values = {Value::string("b"), Value::string("a")};
  Rows rows;
  int unknowns = 0;
  for_each_table(policy.outputs, rows, [&](const Rows& given) {
    const Value answer = run(table, given);
    unknowns += answer.is_unknown() ? 1 : 0;
    for_each_completion(given, 0, [&](const Rows& completed) {
      // Rows of a UNIQUE table exclude each other: what breaks that is no household's case.
      if (policy.hit == HitPolicy::unique && hits(completed) > 1) return;
      const Value outcome = run(table, completed);
      EXPECT_TRUE(may_turn_out_as(answer, outcome))
          << policy.name << ": " << shown(given) << "is " << shown(answer) << ", but "
          << shown(completed) << "is " << shown(outcome);
    });
  });
  EXPECT_GT(unknowns, 0);
}

INSTANTIATE_TEST_SUITE_P(Exec, TableLaw, testing::Range(std::size_t{0}, policies().size()),
                         [](const auto& number) { return policies()[number.param].name; });

}  // namespace
}  // namespace huice::exec
