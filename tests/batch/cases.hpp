// Cases that nobody wrote, as rows and as columns.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "batch/thresholds.hpp"
#include "huice/batch.hpp"
#include "huice/rulebook.hpp"

namespace huice::test {

using Known = std::optional<FactValue>;

/// The values of one fact, or of one field of members, for all rows (or members).
struct Values {
  const FactInfo* fact = nullptr;
  std::vector<Known> values;          ///< not of members
  std::vector<bool> bad;              ///< the values that the fact does not take; empty: none
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
  bool huge = false;                                ///< some amounts beyond what fits into 64 bits
  const std::vector<std::string>* facts = nullptr;  ///< to give; nullptr: all
  const Thresholds* thresholds = nullptr;           ///< to keep near to
  unsigned bad_permille = 0;                        ///< values that the fact does not take
};

[[nodiscard]] Cases make_cases(const Rulebook& book, const Recipe& recipe);

/// Row i is a copy of row `from[i]`.
[[nodiscard]] Cases copies(const Cases& cases, const std::vector<std::size_t>& from);

/// Does the fact have a value in the row that it does not take?
[[nodiscard]] bool is_bad(const Values& values, std::size_t row);

/// Row `row` as a case. Facts named in `left_out` are unknown.
[[nodiscard]] Case case_at(const Rulebook& book, const Cases& cases, std::size_t row,
                           const std::vector<std::string>& left_out = {});

/// The row as text: what two rows share that are alike.
[[nodiscard]] std::string text_of_row(const Cases& cases, std::size_t row);

/// The cases as columns: owns their memory. Layouts, offsets, and what lies where nothing is known
/// change with the seed.
class Columns {
 public:
  /// Plain columns are as a data frame has them: int64 and int32, bytes, dictionaries; no slices.
  enum class Style { plain, any };
  Columns(const Cases& cases, std::uint64_t seed, Style style = Style::any);
  [[nodiscard]] const BatchInput& input() const noexcept { return input_; }

 private:
  using Texts = std::vector<std::optional<std::string>>;

  Column column(const Values& values);
  Column of_members(const Values& values);
  Column of_booleans(const std::vector<Known>& values);
  Column of_numbers(const std::vector<Known>& values, FactType type);
  Column of_whole(const std::vector<std::optional<std::int64_t>>& values, Layout layout);
  Column of_texts(const Texts& texts);
  Column of_plain_texts(const Texts& texts);
  Column of_views(const Texts& texts);
  Column of_dictionary(const Texts& texts);
  Column of_sets(const std::vector<Known>& values);
  void put_offsets(Column& column, const std::vector<std::int64_t>& ends, bool is_text);
  const std::uint8_t* validity(const std::vector<bool>& known, std::int64_t offset);
  template <class T>
  T* memory(std::size_t count);
  std::uint64_t pick(std::uint64_t n) { return random_() % n; }
  /// Is something out of the ordinary done?
  bool chance(unsigned percent) { return !is_plain_ && pick(100) < percent; }
  std::int64_t slice(std::uint64_t most, std::int64_t step) {
    return is_plain_ ? 0 : static_cast<std::int64_t>(pick(most)) * step;
  }

  std::mt19937_64 random_;
  bool is_plain_;
  std::deque<std::vector<unsigned char>> memory_;
  std::deque<std::vector<const void*>> buffers_;
  std::deque<std::vector<std::int64_t>> sizes_;
  BatchInput input_;
};

}  // namespace huice::test
