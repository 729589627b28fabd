// A batch answers as single decisions do: whatever the layouts, unknowns, cuts and threads.
#include <gtest/gtest.h>

#include <cstdlib>

#include "batch/cases.hpp"
#include "decide/batch_row.hpp"

namespace huice::test {

namespace {

std::string root() { return HUICE_SOURCE_DIR; }

struct Setting {
  const char* name;
  std::vector<std::string> packs;  ///< below the project
  const char* as_of;
  const char* jurisdiction;
  std::size_t rows;
  unsigned unknown_percent;
  unsigned unused_percent;
  std::size_t block;
  unsigned threads;
  bool reasons;  ///< asked for: then no kernel answers for households
};

std::size_t rows_of(const Setting& setting) {
  const char* more = std::getenv("HUICE_BATCH_ROWS");
  return more != nullptr ? static_cast<std::size_t>(std::atoll(more)) : setting.rows;
}

std::string join(const std::vector<std::string>& ids) {
  std::string all;
  for (const std::string& id : ids) all += id + " ";
  return all;
}

std::int64_t scaled(const Decimal& amount, int places) {
  return *huice::round(amount, places, Rounding::half_even)->to_scaled_int64(places);
}

/// Compares the answers of a batch, row by row, with those of decide().
class Comparison {
 public:
  Comparison(const Rulebook& book, const BatchResult& result,
             const std::vector<BatchOutput>& outputs)
      : book_(book), result_(result), outputs_(outputs) {}

  void row(std::size_t row, const Decision& decision) {
    for (std::size_t i = 0; i < outputs_.size(); ++i) {
      const OutcomeColumns& columns = result_.outcomes[i];
      const Outcome& single = *decision.find(outputs_[i].rule);
      where_ = "row " + std::to_string(row) + " " + outputs_[i].rule;
      if (columns.per_member) {
        members(row, columns, single);
      } else {
        household(row, i, columns, single, decision);
      }
    }
  }

 private:
  static bool pays(Status status) {
    return status == Status::eligible || status == Status::conditional;
  }
  static bool refuses(Status status) {
    return status == Status::ineligible || status == Status::not_applicable ||
           status == Status::respected;
  }

  void amount(std::size_t at, const OutcomeColumns& columns, Status status,
              const std::optional<Decimal>& expected) {
    const bool fits = expected && deciding::scaled_amount(*expected, columns.places);
    const bool known = refuses(status) || (pays(status) && fits);
    ASSERT_EQ(columns.amount_known[at] != 0, known) << where_;
    if (known) {
      ASSERT_EQ(columns.amount[at], pays(status) ? scaled(*expected, columns.places) : 0) << where_;
    }
  }

  void household(std::size_t row, std::size_t output, const OutcomeColumns& columns,
                 const Outcome& single, const Decision& decision) {
    ASSERT_EQ(name(static_cast<Status>(columns.status[row])), name(single.status)) << where_;
    if (!columns.missing_facts.empty()) {
      ASSERT_EQ(join(result_.sets[columns.missing_facts[row]]), join(single.missing_facts))
          << where_;
    }
    if (!columns.missing_parameters.empty()) {
      ASSERT_EQ(join(result_.sets[columns.missing_parameters[row]]),
                join(single.missing_parameters))
          << where_;
    }
    if (!columns.reasons.empty()) {
      ASSERT_EQ(join(result_.sets[columns.reasons[row]]),
                join(deciding::decisive_codes(decision.reasons(outputs_[output].rule))))
          << where_;
    }
    if (columns.amount.empty()) return;
    std::optional<Decimal> expected;
    bool found = false;
    for (std::size_t g = 0; g < columns.rule->grants.size() && g < single.grants.size(); ++g) {
      if (found || amounts_.at(columns.rule->id) != g) continue;
      expected = single.grants[g].amount;
      found = true;
    }
    amount(row, columns, single.status, expected);
  }

  void members(std::size_t row, const OutcomeColumns& columns, const Outcome& single) {
    const auto& offsets = result_.members[columns.members].offsets;
    const auto first = static_cast<std::size_t>(offsets[row]);
    for (std::size_t k = first; k < static_cast<std::size_t>(offsets[row + 1]); ++k) {
      const auto status = static_cast<Status>(columns.status[k]);
      const GrantOutcome* grant = nullptr;
      std::size_t number = 0;
      for (const GrantOutcome& candidate : single.grants) {
        if (candidate.member != k - first) continue;
        if (number++ == amounts_.at(columns.rule->id)) grant = &candidate;
      }
      ASSERT_EQ(refuses(status), number == 0) << where_ << " member " << k - first;
      if (!columns.amount.empty())
        amount(k, columns, status, grant != nullptr ? grant->amount : std::nullopt);
    }
  }

 public:
  std::map<std::string, std::size_t> amounts_;  ///< index of the grant with an amount

 private:
  const Rulebook& book_;
  const BatchResult& result_;
  const std::vector<BatchOutput>& outputs_;
  std::string where_;
};

class Differential : public testing::TestWithParam<Setting> {};

TEST_P(Differential, BatchIsSingle) {
  const Setting& setting = GetParam();
  std::vector<std::string> paths;
  for (const std::string& pack : setting.packs) paths.push_back(root() + "/" + pack);
  const auto book = load(paths);
  ASSERT_TRUE(book) << to_text(book.error());

  BatchOptions options;
  options.as_of = *Date::parse(setting.as_of);
  options.jurisdiction = setting.jurisdiction;
  options.block = setting.block;
  options.threads = setting.threads;
  // Each rule once, and those of members once more for the household.
  std::vector<BatchOutput> outputs;
  std::map<std::string, std::size_t> amounts;
  const auto want = [&](const RuleInfo& rule) {
    BatchOutput output;
    output.rule = rule.id;
    output.missing_facts = output.missing_parameters = true;
    output.reasons = setting.reasons;
    output.places = 3;
    output.amount = true;
    if (!BatchDecider::make(*book, {output}, options)) output.amount = false;
    outputs.push_back(output);
    amounts[rule.id] = 0;
    for (std::size_t g = 0; output.amount && g < rule.grants.size(); ++g) {
      BatchOutput only = output;
      only.grant = g;
      if (!BatchDecider::make(*book, {only}, options)) continue;
      amounts[rule.id] = g;
      break;
    }
    output.per_member = output.amount = false;
    outputs.push_back(output);
  };
  for (const RuleInfo& rule : book->entitlements()) want(rule);
  for (const RuleInfo& rule : book->prohibitions()) want(rule);

  auto decider = BatchDecider::make(*book, outputs, options);
  ASSERT_TRUE(decider) << to_text(decider.error());
  BatchResult result;
  std::size_t rows = rows_of(setting);
  for (std::uint64_t part = 1; rows > 0; ++part) {
    Recipe recipe;
    recipe.rows = std::min<std::size_t>(rows, 20'000);
    recipe.unknown_percent = setting.unknown_percent;
    recipe.unused_percent = setting.unused_percent;
    recipe.seed = part * 1000 + setting.unknown_percent;
    recipe.as_of = options.as_of;
    recipe.huge = std::string_view(setting.name).starts_with("twenty");
    const Cases cases = make_cases(*book, recipe);
    const Columns columns(cases, part);
    const Diagnostics problems = decider->run(columns.input(), result);
    ASSERT_TRUE(problems.empty()) << to_text(problems);
    ASSERT_EQ(result.report.rows_refused, 0) << to_text(result.report.problems);

    Comparison comparison(*book, result, outputs);
    comparison.amounts_ = amounts;
    for (std::size_t row = 0; row < recipe.rows; ++row) {
      Case applicant = case_at(*book, cases, row);
      applicant.as_of(options.as_of);
      if (!options.jurisdiction.empty()) applicant.jurisdiction(options.jurisdiction);
      const auto decision = decide(*book, applicant, options.decide);
      ASSERT_TRUE(decision) << to_text(decision.error());
      comparison.row(row, *decision);
      if (HasFatalFailure()) return;
    }
    rows -= recipe.rows;
  }
}

const Setting settings[] = {
    {"twenty_known", {"benchmarks/twenty/pack"}, "2025-01-01", "", 4000, 0, 0, 2048, 1, false},
    {"twenty_few_unknown", {"benchmarks/twenty/pack"}, "2025-01-01", "", 300, 2, 0, 100, 2, false},
    {"cn_known", {"rules/cn"}, "2026-03-10", "520000", 300, 0, 0, 2048, 1, false},
    {"cn_few_unknown", {"rules/cn"}, "2026-03-10", "520100", 200, 5, 0, 64, 2, false},
    {"cn_half_unknown",
     {"rules/cn", "rules/cn-values"},
     "2026-03-10",
     "520102",
     20,
     50,
     20,
     9,
     1,
     false},
    {"cn_many_unknown", {"rules/cn", "rules/cn-values"}, "2026-03-10", "", 10, 30, 10, 7, 3, true},
};

INSTANTIATE_TEST_SUITE_P(Packs, Differential, testing::ValuesIn(settings),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace

}  // namespace huice::test
