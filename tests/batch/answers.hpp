// What decide() answers for a row, and what a batch says of it, in one form.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "huice/batch.hpp"
#include "huice/decision.hpp"

namespace huice::test {

/// Sets of ids by number, so that answers compare fast. 0 is the empty set.
class SetNumbers {
 public:
  SetNumbers() { static_cast<void>(number_of({})); }
  [[nodiscard]] std::uint32_t number_of(const std::vector<std::string>& ids);
  [[nodiscard]] std::string text_of(std::uint32_t number) const;

 private:
  std::map<std::vector<std::string>, std::uint32_t> numbers_;
};

/// What was not asked for is as in an answer that is not there.
struct RowAnswer {
  std::uint8_t status = BatchResult::no_answer;
  std::uint32_t missing_facts = 0;
  std::uint32_t missing_parameters = 0;
  std::uint32_t reasons = 0;
  bool amount_known = false;
  std::int64_t amount = 0;  ///< 0 unless known
  friend bool operator==(const RowAnswer&, const RowAnswer&) = default;
};

/// For each output the household's answer, or one for each member.
using RowAnswers = std::vector<std::vector<RowAnswer>>;

/// Answers of single decisions for the outputs of a batch.
class SingleAnswers {
 public:
  SingleAnswers(const BatchDecider& decider, const BatchOptions& options, SetNumbers& sets)
      : decider_(decider), options_(options), sets_(sets) {}

  /// The case gets the batch's date, office and parameters.
  [[nodiscard]] Result<RowAnswers> of(Case applicant);
  /// Of a row that is refused; `members` are those of each output's rule.
  [[nodiscard]] RowAnswers refused(const std::vector<std::size_t>& members) const;

 private:
  [[nodiscard]] RowAnswer of_household(const BatchOutput& output, const Decision& decision);
  [[nodiscard]] std::vector<RowAnswer> of_members(const BatchOutput& output,
                                                  const Decision& decision);
  void put_amount(RowAnswer& answer, const BatchOutput& output, Status status,
                  const GrantOutcome* grant) const;

  const BatchDecider& decider_;
  const BatchOptions& options_;
  SetNumbers& sets_;
};

/// Reads the answers of a batch.
class BatchAnswers {
 public:
  BatchAnswers(const BatchResult& result, SetNumbers& sets);
  void of(std::size_t row, RowAnswers& answers) const;
  /// How many members each output's rule has in the row; 0 for answers of the household.
  [[nodiscard]] std::vector<std::size_t> members_in(std::size_t row) const;

 private:
  const BatchResult& result_;
  std::vector<std::uint32_t> numbers_;  ///< of the result's sets
};

[[nodiscard]] std::string text_of(const RowAnswer& answer, const SetNumbers& sets);

}  // namespace huice::test
