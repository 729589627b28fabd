// Batches of rows that nobody wrote against single decisions.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <unordered_map>

#include "batch/answers.hpp"
#include "batch/cases.hpp"

namespace huice::test {

/// How many rows of some kind left the kernels, and why.
struct Share {
  std::int64_t rows = 0;
  std::int64_t redone = 0;
  std::map<std::string, std::int64_t> why;
  void add(const BatchReport& report);
};

/// What has been compared so far.
struct Tally {
  std::int64_t packs = 0;
  std::int64_t batches = 0;
  std::int64_t rows = 0;
  std::int64_t single = 0;  ///< decisions made to compare with: rows that are alike share one
  std::int64_t refused = 0;
  Share plain;  ///< plain columns and outputs
  Share other;
};

/// "" when the rows of one rulebook were answered alike; else the first difference, with the row,
/// the options and both answers. `text` is that of the packs.
class Differential {
 public:
  Differential(const Rulebook& book, const std::string& text, std::uint64_t seed, Tally& tally);

  /// What is wanted of the batch is chosen, then the rows; `most_rows` is the most at a time.
  [[nodiscard]] std::string run(const BatchOptions& asked, std::size_t most_rows);

 private:
  std::uint64_t pick(std::uint64_t n) { return random_() % n; }
  bool chance(unsigned percent) { return pick(100) < percent; }

  void choose_style(BatchOptions& options);
  [[nodiscard]] std::vector<BatchOutput> choose_outputs(const BatchOptions& options);
  [[nodiscard]] Recipe choose_recipe(const BatchOptions& options, std::size_t most_rows);
  [[nodiscard]] std::vector<std::size_t> choose_copies(std::size_t rows, bool is_cheap);
  /// Row i of the batch is a copy of row `from[i]` of the cases.
  [[nodiscard]] std::string run_rows(BatchDecider& decider, const BatchOptions& options,
                                     const Cases& cases, const std::vector<std::size_t>& from,
                                     const BatchInput& input);
  /// Fails when the single decision does.
  [[nodiscard]] Result<RowAnswers> expected(BatchDecider& decider, SingleAnswers& singles,
                                            const Cases& cases, std::size_t row,
                                            const std::vector<std::size_t>& members);
  /// Is a value of the fact looked at, so that one that does not fit costs the row its answers?
  [[nodiscard]] bool is_read(BatchDecider& decider, const Values& values, std::size_t row);

  const Rulebook& book_;
  bool is_plain_ = false;  ///< the columns and outputs of the batch at hand
  std::string rules_;      ///< what `text` says of them
  Thresholds thresholds_;
  std::vector<std::string> mentioned_;  ///< facts that the rules may read
  std::mt19937_64 random_;
  Tally& tally_;
  SetNumbers sets_;
  std::unordered_map<std::string, RowAnswers> known_;  ///< by row, for one decider
  std::map<std::string, bool> is_read_;                ///< by fact, likewise
  BatchResult result_;
};

[[nodiscard]] std::string text_of(const Tally& tally);

/// A whole number that the environment gives.
[[nodiscard]] std::uint64_t from_environment(const char* name, std::uint64_t otherwise);

}  // namespace huice::test
