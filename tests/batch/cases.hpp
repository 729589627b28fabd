// Cases that nobody wrote, as rows and as columns.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "huice/batch.hpp"
#include "huice/rulebook.hpp"

namespace huice::test {

using Known = std::optional<FactValue>;

/// The values of one fact, or of one field of members, for all rows (or members).
struct Values {
  const FactInfo* fact = nullptr;
  std::vector<Known> values;          ///< not of members
  std::vector<std::int64_t> offsets;  ///< of members: into the fields
  std::vector<bool> known;            ///< of members
  std::vector<Values> fields;
};

struct Cases {
  std::size_t rows = 0;
  std::vector<Values> facts;
};

struct Recipe {
  std::size_t rows = 0;
  unsigned unknown_percent = 0;
  std::uint64_t seed = 1;
  Date as_of;
  /// Facts that are left out altogether, in percent.
  unsigned unused_percent = 0;
  bool huge = false;  ///< some amounts beyond what fits into 64 bits
};

[[nodiscard]] Cases make_cases(const Rulebook& book, const Recipe& recipe);

/// Row `row` as a case.
[[nodiscard]] Case case_at(const Rulebook& book, const Cases& cases, std::size_t row);

/// The cases as columns: owns their memory. Layouts change with the seed.
class Columns {
 public:
  Columns(const Cases& cases, std::uint64_t seed);
  [[nodiscard]] const BatchInput& input() const noexcept { return input_; }

 private:
  Column column(const Values& values);
  Column of_whole(const std::vector<Known>& values, int scale);
  Column of_texts(const std::vector<std::optional<std::string>>& texts);
  Column of_sets(const std::vector<Known>& values);
  const std::uint8_t* validity(const std::vector<bool>& known, std::int64_t offset);
  template <class T>
  T* memory(std::size_t count);
  bool chance(unsigned percent) { return random_() % 100 < percent; }

  std::mt19937_64 random_;
  std::deque<std::vector<unsigned char>> memory_;
  BatchInput input_;
};

}  // namespace huice::test
