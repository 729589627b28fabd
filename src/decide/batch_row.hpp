// One row of a batch, decided by the single evaluator.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decide/batch_plan.hpp"
#include "decide/judge.hpp"
#include "exec/machine.hpp"

namespace huice::deciding {

/// What a row comes to for one output.
struct Answer {
  std::uint8_t status = BatchResult::no_answer;
  bool amount_known = false;
  std::int64_t amount = 0;
  std::uint32_t missing_facts = 0;  ///< numbers of sets
  std::uint32_t missing_parameters = 0;
  std::uint32_t reasons = 0;
};

/// One for each thread.
class RowDecider {
 public:
  RowDecider(const BatchPlan& plan, SetTable& sets);

  /// Takes the facts of a row, by input; computes every cell that the outputs need.
  void take(std::vector<value::Value> facts);

  [[nodiscard]] Answer of_household(std::size_t output);
  /// One for each member; none when they are unknown.
  void of_members(std::size_t output, std::vector<Answer>& answers);

  [[nodiscard]] exec::Machine& machine() noexcept { return machine_; }

 private:
  [[nodiscard]] Answer answer(std::size_t output, const Verdict& verdict);
  void fill_in_amount(std::size_t output, Answer& answer);
  [[nodiscard]] std::uint32_t reasons(std::size_t output);
  template <class Named>
  [[nodiscard]] std::uint32_t set_of(const std::vector<std::uint32_t>& numbers,
                                     const std::vector<Named>& all);

  const BatchPlan& plan_;
  SetTable& sets_;
  exec::Machine machine_;
  Judge judge_;
  std::vector<value::Value> facts_;
  std::optional<Decision> decision_;  ///< of the row, once reasons were asked for
};

/// Codes of the decisive reasons that have no parts of their own, sorted; those of a rule that this
/// one requires after its id: "requires.other/when.1".
[[nodiscard]] std::vector<std::string> decisive_codes(const Reason& root);

/// Amounts have at most 18 digits, as in Arrow's decimal64: what does not fit is not known.
inline constexpr std::int64_t amount_limit = 1'000'000'000'000'000'000;
[[nodiscard]] constexpr bool is_amount(std::int64_t scaled) noexcept {
  return -amount_limit < scaled && scaled < amount_limit;
}

/// `amount` times 10^places, rounded half-even, where that fits.
[[nodiscard]] std::optional<std::int64_t> scaled_amount(const Decimal& amount, int places);

/// Writes an amount where the columns have it.
void put_amount(OutcomeColumns& columns, std::size_t at, std::int64_t amount) noexcept;

/// The outcome pays nothing, whatever its amount would be.
[[nodiscard]] bool is_refusal(Status status) noexcept;
/// The outcome pays its amount.
[[nodiscard]] bool is_grant(Status status) noexcept;

}  // namespace huice::deciding
