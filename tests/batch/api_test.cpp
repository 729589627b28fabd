// What a batch says about outputs, columns and rows that cannot be, and how it is watched.
#include <gtest/gtest.h>

#include <algorithm>

#include "batch/cases.hpp"

namespace huice::test {

namespace {

Rulebook twenty() { return *load({std::string(HUICE_SOURCE_DIR) + "/benchmarks/twenty/pack"}); }

BatchOptions january() {
  BatchOptions options;
  options.as_of = *Date::parse("2025-01-01");
  return options;
}

BatchOutput output(std::string rule) {
  BatchOutput made;
  made.rule = std::move(rule);
  return made;
}

std::string codes(const Diagnostics& problems) {
  std::string all;
  for (const Diagnostic& problem : problems) all += problem.code + " " + problem.path + "; ";
  return all;
}

template <class T>
Column column(std::string fact, Layout layout, const std::vector<T>& values, int scale = 0) {
  Column made;
  made.fact = std::move(fact);
  made.layout = layout;
  made.length = static_cast<std::int64_t>(values.size());
  made.values = values.data();
  made.scale = scale;
  return made;
}

TEST(Batch, OutputsThatCannotBeGiven) {
  const Rulebook book = twenty();
  BatchOutput amount = output("e18-free-prescriptions");
  amount.amount = true;
  BatchOutput of_household = output("e02-state-pension");
  of_household.amount = true;
  of_household.per_member = false;
  BatchOutput places = output("e01-child-benefit");
  places.amount = true;
  places.places = 13;
  BatchOutput layout = output("e01-child-benefit");
  layout.amount = true;
  layout.amount_layout = Layout::texts;
  BatchOptions options = january();
  options.parameters.push_back({"pension_agee", "65", ""});
  const auto made = BatchDecider::make(
      book, {output("e01-child-benefits"), amount, of_household, places, layout}, options);
  ASSERT_FALSE(made);
  EXPECT_EQ(codes(made.error()),
            "E0414 parameters.pension_agee; E0418 outputs[0]; E0418 outputs[1].amount; "
            "E0418 outputs[2].amount; E0418 outputs[3].places; E0418 outputs[4].amount_layout; ");
}

TEST(Batch, ColumnsThatAreNone) {
  auto batch = *BatchDecider::make(twenty(), {}, january());
  const std::vector<std::int64_t> whole{1, 2};
  BatchInput input;
  input.rows = 3;
  input.columns = {column("rent", Layout::int64, whole, 2), column("rents", Layout::int64, whole)};
  BatchResult result;
  EXPECT_EQ(codes(batch.run(input, result)), "E0417 facts.rent; E0402 facts.rents; ");
  input.rows = 2;
  input.columns = {column("region", Layout::int64, whole), column("rent", Layout::bits, whole)};
  EXPECT_EQ(codes(batch.run(input, result)), "E0417 facts.region; E0417 facts.rent; ");
}

TEST(Batch, AValueThatDoesNotFitCostsItsRowTheAnswer) {
  const std::vector<std::int64_t> rent{10'000, -50, 20'005, 300};
  for (const bool kernels : {true, false}) {
    BatchOptions options = january();
    options.kernels = kernels;
    BatchOutput wanted = output("e08-housing-benefit");
    wanted.amount = true;  // its status alone would not look at the rent
    auto batch = *BatchDecider::make(twenty(), {wanted}, options);
    BatchInput input;
    input.rows = 4;
    input.columns = {column("rent", Layout::int64, rent, 2)};
    BatchResult result;
    ASSERT_TRUE(batch.run(input, result).empty());
    EXPECT_EQ(result.report.rows_refused, 1);
    EXPECT_EQ(codes(result.report.problems), "E0411 rows[1].facts.rent; ");
    const auto& status = result.outcomes[0].status;
    EXPECT_EQ(status[1], BatchResult::no_answer);
    EXPECT_EQ(status[0], static_cast<std::uint8_t>(Status::undetermined));
    input.columns[0].scale = 3;  // 20.005 has half a cent
    ASSERT_TRUE(batch.run(input, result).empty());
    EXPECT_EQ(codes(result.report.problems),
              "E0411 rows[1].facts.rent; E0412 rows[2].facts.rent; ");
    options.problems = 1;
    auto brief = *BatchDecider::make(twenty(), {wanted}, options);
    ASSERT_TRUE(brief.run(input, result).empty());
    EXPECT_EQ(result.report.rows_refused, 2);
    EXPECT_EQ(codes(result.report.problems), "E0411 rows[1].facts.rent; ");
  }
}

// Enough rows for memory that is kept from one result to the next.
TEST(Batch, KeptMemoryHoldsNothingOfTheResultBefore) {
  constexpr std::size_t rows = 300'000;
  std::vector<std::int32_t> offsets(rows + 1);
  std::vector<std::int32_t> ages(rows);
  std::vector<std::int64_t> salaries(rows);
  const std::vector<std::int64_t> nothing(rows, 0);
  std::vector<std::uint8_t> is_known(rows / 8);
  for (std::size_t i = 0; i < rows; ++i) {
    offsets[i + 1] = static_cast<std::int32_t>(i + 1);
    ages[i] = static_cast<std::int32_t>(i % 40);
    salaries[i] = static_cast<std::int64_t>(i * 7919 % 900'000);
  }
  for (std::size_t i = 0; i < is_known.size(); ++i) is_known[i] = static_cast<std::uint8_t>(i * 37);
  Column people;
  people.fact = "people";
  people.layout = Layout::lists;
  people.length = rows;
  people.offsets = offsets.data();
  people.fields = {column("age", Layout::int32, ages), column("salary", Layout::int64, salaries, 2),
                   column("self_employment", Layout::int64, nothing, 2),
                   column("pension_income", Layout::int64, nothing, 2)};
  people.fields[1].validity = is_known.data();
  BatchInput input;
  input.rows = rows;
  input.columns = {people};
  for (const Layout layout : {Layout::int64, Layout::decimal128}) {
    BatchOutput wanted = output("e01-child-benefit");
    wanted.amount = true;
    wanted.amount_layout = layout;
    auto batch = *BatchDecider::make(twenty(), {wanted}, january());
    const auto decide = [&] {
      BatchResult result;
      EXPECT_TRUE(batch.run(input, result).empty());
      const OutcomeColumns& columns = result.outcomes[0];
      std::vector<std::int64_t> answers;
      for (std::size_t i = 0; i < rows; ++i) {
        const bool is_wide = layout == Layout::decimal128;
        answers.push_back(columns.status[i]);
        answers.push_back(columns.amount_known[i]);
        if (columns.amount_known[i] == 0) continue;
        answers.push_back(is_wide ? columns.amount128[i].high : 0);
        answers.push_back(is_wide ? static_cast<std::int64_t>(columns.amount128[i].low)
                                  : columns.amount[i]);
      }
      return answers;
    };
    detail::forget_memory();
    const std::vector<std::int64_t> first = decide();
    std::reverse(ages.begin(), ages.end());
    const std::vector<std::int64_t> other = decide();
    std::reverse(ages.begin(), ages.end());
    EXPECT_NE(first, other);
    EXPECT_EQ(first, decide());
  }
}

TEST(Batch, IsWatchedAndCancelled) {
  const Rulebook book = twenty();
  Recipe recipe;
  recipe.rows = 1000;
  recipe.as_of = january().as_of;
  const Cases cases = make_cases(book, recipe);
  const Columns columns(cases, 1);
  BatchOptions options = january();
  options.block = 100;
  std::int64_t seen = 0;
  options.progress = [&](std::int64_t done, std::int64_t rows) {
    EXPECT_EQ(rows, 1000);
    seen = done;
    return done < 300;
  };
  BatchResult result;
  auto batch = *BatchDecider::make(book, {}, options);
  ASSERT_TRUE(batch.run(columns.input(), result).empty());
  EXPECT_EQ(seen, 300);
  EXPECT_TRUE(result.report.cancelled);
  EXPECT_TRUE(result.outcomes.empty());
  const std::atomic<bool> cancel = true;
  options.progress = nullptr;
  options.cancel = &cancel;
  ASSERT_TRUE((*BatchDecider::make(book, {}, options)).run(columns.input(), result).empty());
  EXPECT_TRUE(result.report.cancelled);
}

TEST(Batch, ThreadsAndCutsChangeNothing) {
  const Rulebook book = *load({std::string(HUICE_SOURCE_DIR) + "/rules/cn"});
  Recipe recipe;
  recipe.rows = 400;
  recipe.unknown_percent = 5;
  recipe.as_of = *Date::parse("2026-03-10");
  const Cases cases = make_cases(book, recipe);
  const Columns columns(cases, 3);
  std::vector<BatchOutput> outputs;
  for (const RuleInfo& rule : book.entitlements()) {
    outputs.push_back(output(rule.id));
    outputs.back().missing_facts = outputs.back().missing_parameters = true;
  }
  const auto decided = [&](std::size_t block, unsigned threads) {
    BatchOptions options;
    options.as_of = recipe.as_of;
    options.jurisdiction = "520100";
    options.block = block;
    options.threads = threads;
    return *decide_batch(book, columns.input(), outputs, options);
  };
  const BatchResult whole = decided(2048, 1);
  for (const auto& [block, threads] : {std::pair<std::size_t, unsigned>{1, 1}, {7, 4}, {64, 3}}) {
    const BatchResult cut = decided(block, threads);
    ASSERT_EQ(cut.sets, whole.sets);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      const auto same = [](const auto& a, const auto& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
      };
      EXPECT_TRUE(same(cut.outcomes[i].status, whole.outcomes[i].status)) << outputs[i].rule;
      EXPECT_TRUE(same(cut.outcomes[i].missing_facts, whole.outcomes[i].missing_facts));
      EXPECT_TRUE(same(cut.outcomes[i].missing_parameters, whole.outcomes[i].missing_parameters));
    }
  }
}

}  // namespace

}  // namespace huice::test
