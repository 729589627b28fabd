#include "results.hpp"

#include "text/sha256.hpp"

namespace twenty {

namespace {

template <class Results>
void resize_columns(Results& results, const Population& population) {
  for (std::size_t rule = 0; rule < rule_count; ++rule) {
    const std::size_t rows = is_of_person(rule) ? population.people() : population.households();
    results.amounts[rule].resize(is_flag(rule) ? 0 : rows);
    results.flags[rule].resize(is_flag(rule) ? rows : 0);
  }
}

std::string cents_as_text(std::int64_t cents) {
  const std::int64_t units = cents / 100;
  const std::int64_t rest = cents % 100;
  const auto digits = std::to_string(rest < 0 ? -rest : rest);
  std::string text = cents < 0 && units == 0 ? "-0" : std::to_string(units);
  return text + (digits.size() < 2 ? ".0" : ".") + digits;
}

std::int64_t to_cents(std::int64_t amount, int from_places) {
  std::int64_t divisor = 1;
  for (int i = 2; i < from_places; ++i) divisor *= 10;
  std::int64_t quotient = amount / divisor;
  const std::int64_t rest = amount % divisor;
  const std::int64_t twice = 2 * (rest < 0 ? -rest : rest);
  const bool away = twice > divisor || (twice == divisor && quotient % 2 != 0);
  if (away) quotient += amount < 0 ? -1 : 1;
  return quotient;
}

}  // namespace

void ExactResults::resize(const Population& population) { resize_columns(*this, population); }
void FloatResults::resize(const Population& population) { resize_columns(*this, population); }

std::string column_hash(const ExactResults& results, std::size_t rule) {
  huice::text::Sha256 hash;
  if (is_flag(rule)) {
    for (const std::uint8_t flag : results.flags[rule]) hash.add(flag != 0 ? "true\n" : "false\n");
  } else {
    for (const std::int64_t amount : results.amounts[rule])
      hash.add(cents_as_text(to_cents(amount, places[rule])) + '\n');
  }
  return hash.finish();
}

}  // namespace twenty
