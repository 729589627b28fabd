// Decides blocks of rows; one for each thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "decide/batch_block.hpp"
#include "decide/batch_plan.hpp"
#include "decide/batch_reader.hpp"
#include "decide/batch_row.hpp"

namespace huice::deciding {

/// What one thread has to tell about the blocks that it decided.
struct BlockReport {
  std::int64_t rows_redone = 0;
  std::int64_t rows_refused = 0;
  std::map<std::string, std::int64_t> redone;
  std::vector<std::pair<std::int64_t, Diagnostic>> problems;  ///< by row
};

class BatchWorker {
 public:
  BatchWorker(const BatchPlan& plan, SetTable& sets);

  /// The input has been checked, the result has room for all rows.
  void begin(const BatchInput& input, BatchResult& result);
  /// Decides the rows [first, last).
  void decide(std::int64_t first, std::int64_t last);
  [[nodiscard]] BlockReport& report() noexcept { return report_; }

 private:
  void decide_by_columns(std::int64_t first, std::int64_t last);
  [[nodiscard]] bool is_cancelled() const noexcept;
  [[nodiscard]] bool has_many_members(std::int64_t first, std::int64_t last);
  void redo_outcomes();
  void decide_row(std::int64_t row);
  [[nodiscard]] bool take_row(std::int64_t row);
  void refuse(std::int64_t row, RowProblem problem);
  void store(OutcomeColumns& columns, std::size_t at, const Answer& answer);

  const BatchPlan& plan_;
  Vocabularies vocabularies_;
  RowDecider rows_;
  BlockDecider blocks_;
  std::optional<RowReader> reader_;
  BatchResult* result_ = nullptr;
  std::vector<value::Value> facts_;
  std::vector<Answer> answers_;
  BlockReport report_;
};

}  // namespace huice::deciding
