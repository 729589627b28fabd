// The population of the twenty-rules benchmark, as README.md defines it: every number depends on
// the seed, its column and its row alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace twenty {

/// One entry a person or household; money in cents, codes as in README.md, yes and no as 1 and 0.
struct Population {
  std::vector<std::int32_t> offsets;  ///< first person of each household, and the end
  std::vector<std::int32_t> age, contribution_years;
  std::vector<std::int64_t> salary, self_employment, pension_income, savings;
  std::vector<std::uint8_t> employment, disability, resident, citizen, carer, pregnant;
  std::vector<std::int64_t> rent, energy_bill;
  std::vector<std::uint8_t> region, tenure;

  [[nodiscard]] std::size_t people() const noexcept { return age.size(); }
  [[nodiscard]] std::size_t households() const noexcept { return rent.size(); }
};

[[nodiscard]] Population make_population(std::size_t people, std::uint64_t seed);

/// Value `row` of a column of the generator, in [0, 1).
[[nodiscard]] double draw(std::uint64_t seed, std::uint64_t column, std::uint64_t row);

}  // namespace twenty
