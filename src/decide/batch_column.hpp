// A column of a batch, bound to the fact that it is about: values as cases have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compile/catalogue.hpp"
#include "decide/case_value.hpp"
#include "huice/batch.hpp"
#include "pack/model.hpp"
#include "value/value.hpp"

namespace huice::deciding {

/// The texts that a fact was given as, each checked once. Numbers count from 0.
class Vocabulary {
 public:
  Vocabulary(const compile::Catalogue& catalogue, const pack::Fact& fact)
      : check_(catalogue, fact) {}

  [[nodiscard]] std::uint32_t number_of(std::string_view text);
  /// The value of an enum set, by the numbers of its choices.
  [[nodiscard]] const Checked& at(std::uint32_t number) const noexcept { return values_[number]; }
  [[nodiscard]] bool is_bad(std::uint32_t number) const noexcept { return bad_[number] != 0; }
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
  [[nodiscard]] const ValueCheck& check() const noexcept { return check_; }

 private:
  struct Hash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>()(text);
    }
  };
  ValueCheck check_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<Checked> values_;
  std::vector<std::uint8_t> bad_;
};

/// A whole number as it lies in a column; its value is `coefficient` / 10^scale.
__extension__ typedef __int128 Wide;

/// Reads one column. Rows count from 0, after the column's offset.
class ColumnReader {
 public:
  /// The column, the fact and the vocabulary must outlive the reader.
  ColumnReader(const Column& column, const pack::Fact& fact, Vocabulary& vocabulary);

  [[nodiscard]] const Column& column() const noexcept { return column_; }
  [[nodiscard]] const pack::Fact& fact() const noexcept { return fact_; }

  [[nodiscard]] bool is_known(std::int64_t row) const noexcept;
  /// The checked value: unknown where it is not known, with an objection where it does not fit.
  [[nodiscard]] Checked value(std::int64_t row);

  // What the layout holds; only where is_known(row).
  [[nodiscard]] bool boolean(std::int64_t row) const noexcept;
  [[nodiscard]] Wide whole(std::int64_t row) const noexcept;
  [[nodiscard]] std::string_view text(std::int64_t row) const noexcept;
  /// The number in the vocabulary of the text there.
  [[nodiscard]] std::uint32_t word(std::int64_t row);
  /// The same for a position in the dictionary; nothing where that is unknown.
  [[nodiscard]] std::optional<std::uint32_t> word_at(std::int64_t position);
  /// The items of a list: [begin, end) in the fields.
  [[nodiscard]] std::int64_t begin(std::int64_t row) const noexcept;
  [[nodiscard]] std::int64_t end(std::int64_t row) const noexcept { return begin(row + 1); }

  [[nodiscard]] bool has_texts() const noexcept { return has_texts_; }

 private:
  [[nodiscard]] Checked list_value(std::int64_t row);

  const Column& column_;
  const pack::Fact& fact_;
  Vocabulary& vocabulary_;
  bool has_texts_;
  std::vector<std::uint32_t> by_position_;  // of a dictionary: numbers in the vocabulary
};

/// Why the column cannot hold values of the fact, or nothing. Looks at every offset.
[[nodiscard]] std::optional<Diagnostic> check_column(const Column& column, const pack::Fact& fact,
                                                     std::int64_t rows, const std::string& path);

}  // namespace huice::deciding
