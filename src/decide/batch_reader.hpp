// The columns of a batch, bound to the program's inputs: rows as cases have them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "decide/batch_column.hpp"
#include "decide/batch_plan.hpp"

namespace huice::deciding {

/// The vocabularies of all facts, kept from run to run. One for each thread.
class Vocabularies {
 public:
  explicit Vocabularies(const BatchPlan& plan);
  /// Of an input of the program, a field of members included.
  [[nodiscard]] Vocabulary& of(std::uint32_t input) noexcept { return *all_[input]; }
  [[nodiscard]] const pack::Fact& fact(std::uint32_t input) const noexcept {
    return *facts_[input];
  }
  [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }

 private:
  std::vector<std::unique_ptr<Vocabulary>> all_;
  std::vector<const pack::Fact*> facts_;
};

/// What is wrong with a value of a row.
struct RowProblem {
  std::string path;
  Objection objection;
};

/// Reads the rows of one input. One for each thread.
class RowReader {
 public:
  /// Everything must outlive the reader; the input has been checked.
  RowReader(const BatchPlan& plan, const BatchInput& input, Vocabularies& vocabularies);

  /// The facts of a row, by input, or what is wrong with one of them.
  [[nodiscard]] std::optional<RowProblem> read(std::int64_t row, std::vector<value::Value>& facts);

  /// The reader of an input's column; nullptr where there is none.
  [[nodiscard]] ColumnReader* column(std::uint32_t input) noexcept { return columns_[input].get(); }

 private:
  [[nodiscard]] std::optional<RowProblem> read_members(std::int64_t row, std::uint32_t input,
                                                       value::Value& members);

  const BatchPlan& plan_;
  std::vector<std::unique_ptr<ColumnReader>> columns_;  ///< by input, fields included
  std::vector<std::uint32_t> given_;                    ///< inputs with a column, not fields
};

/// What keeps the rows from being read at all.
[[nodiscard]] Diagnostics check_input(const BatchPlan& plan, const BatchInput& input);

}  // namespace huice::deciding
