#include "decide/batch_worker.hpp"

#include <algorithm>
#include <set>

namespace huice::deciding {

BatchWorker::BatchWorker(const BatchPlan& plan, SetTable& sets)
    : plan_(plan), vocabularies_(plan), rows_(plan, sets), blocks_(plan, vocabularies_) {}

void BatchWorker::begin(const BatchInput& input, BatchResult& result) {
  reader_.emplace(plan_, input, vocabularies_);
  result_ = &result;
  report_ = {};
  if (plan_.options.kernels) blocks_.begin(input, *reader_, result);
}

void BatchWorker::decide(std::int64_t first, std::int64_t last) {
  if (plan_.options.kernels) return decide_by_columns(first, last);
  for (std::int64_t row = first; row < last && !is_cancelled(); ++row) decide_row(row);
  report_.rows_redone += last - first;
  report_.redone["the kernels were switched off"] += last - first;
}

void BatchWorker::decide_by_columns(std::int64_t first, std::int64_t last) {
  if (last - first > 1 && has_many_members(first, last)) {
    const std::int64_t middle = first + (last - first) / 2;
    decide_by_columns(first, middle);
    return decide_by_columns(middle, last);
  }
  blocks_.decide(first, last);
  const auto left = static_cast<std::int64_t>(blocks_.rows_left().size());
  for (const std::int64_t row : blocks_.rows_left()) {
    if (is_cancelled()) return;
    decide_row(row);
  }
  report_.rows_redone += left;
  if (left > 0) report_.redone["a value, list or error beyond the kernels"] += left;
  redo_outcomes();
}

// A row by the single evaluator may take milliseconds, and a block has thousands.
bool BatchWorker::is_cancelled() const noexcept {
  const std::atomic<bool>* cancel = plan_.options.cancel;
  return cancel != nullptr && cancel->load(std::memory_order_relaxed);
}

bool BatchWorker::has_many_members(std::int64_t first, std::int64_t last) {
  const auto& inputs = plan_.program().inputs;
  for (std::uint32_t i = 0; i < inputs.size(); ++i) {
    ColumnReader* lists =
        inputs[i].domain == program::Domain::members ? reader_->column(i) : nullptr;
    if (lists == nullptr || lists->column().layout == Layout::none) continue;
    if (lists->begin(last) - lists->begin(first) > BlockDecider::most_members_in_block) return true;
  }
  return false;
}

// Row by row, and in each output by output.
void BatchWorker::redo_outcomes() {
  auto& all = blocks_.redo();
  std::stable_sort(all.begin(), all.end(), [](const Redo& a, const Redo& b) {
    return a.row != b.row ? a.row < b.row : a.output < b.output;
  });
  std::int64_t row = -1;
  bool is_taken = false;
  std::uint32_t output = program::no_index;
  std::set<std::string_view> why;
  const auto count = [&] {
    for (const std::string_view reason : why) ++report_.redone[std::string(reason)];
    why.clear();
  };
  // put_amount() may add to them while others are answered.
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (blocks_.answer_kept(all[at])) continue;
    const Redo redo = all[at];
    if (redo.row != row) {
      if (is_cancelled()) return;
      count();
      row = redo.row;
      output = program::no_index;
      is_taken = take_row(row);
      ++report_.rows_redone;
    }
    if (!is_taken) continue;
    const std::string& obstacle = blocks_.obstacle(redo.output);
    why.insert(!obstacle.empty()  ? std::string_view(obstacle)
               : redo.amount_only ? "an amount without a kernel"
                                  : "an outcome that hangs on something unknown");
    OutcomeColumns& columns = result_->outcomes[redo.output];
    const bool is_next = redo.output != output;
    output = redo.output;
    if (!columns.per_member) {
      const Answer answer = rows_.of_household(redo.output);
      store(columns, static_cast<std::size_t>(row), answer);
      if (!redo.amount_only) blocks_.keep(redo, answer);
      continue;
    }
    if (is_next) rows_.of_members(redo.output, answers_);
    const auto first = static_cast<std::size_t>(
        result_->members[columns.members].offsets[static_cast<std::size_t>(row)]);
    for (std::size_t k = 0; k < answers_.size(); ++k) {
      if (redo.member >= 0 && static_cast<std::size_t>(redo.member) != k) continue;
      store(columns, first + k, answers_[k]);
      if (!redo.amount_only) blocks_.keep(redo, answers_[k]);
    }
  }
  count();
}

bool BatchWorker::take_row(std::int64_t row) {
  if (auto problem = reader_->read(row, facts_)) {
    refuse(row, std::move(*problem));
    return false;
  }
  rows_.take(std::move(facts_));
  return true;
}

void BatchWorker::decide_row(std::int64_t row) {
  if (!take_row(row)) return;
  const auto at = static_cast<std::size_t>(row);
  for (std::size_t i = 0; i < plan_.planned.size(); ++i) {
    OutcomeColumns& columns = result_->outcomes[i];
    if (!columns.per_member) {
      store(columns, at, rows_.of_household(i));
      continue;
    }
    rows_.of_members(i, answers_);
    const auto first = static_cast<std::size_t>(result_->members[columns.members].offsets[at]);
    for (std::size_t k = 0; k < answers_.size(); ++k) store(columns, first + k, answers_[k]);
  }
}

void BatchWorker::refuse(std::int64_t row, RowProblem problem) {
  ++report_.rows_refused;
  if (report_.problems.size() < plan_.options.problems) {
    Diagnostic diagnostic;
    diagnostic.code = text::info(problem.objection.code).id;
    diagnostic.message = std::move(problem.objection.message);
    diagnostic.hint = std::move(problem.objection.hint);
    diagnostic.path = "rows[" + std::to_string(row) + "].facts." + problem.path;
    report_.problems.emplace_back(row, std::move(diagnostic));
  }
  const auto at = static_cast<std::size_t>(row);
  for (OutcomeColumns& columns : result_->outcomes) {
    if (!columns.per_member) {
      store(columns, at, {});
      continue;
    }
    const Buffer<std::int64_t>& offsets = result_->members[columns.members].offsets;
    for (std::int64_t k = offsets[at]; k < offsets[at + 1]; ++k)
      store(columns, static_cast<std::size_t>(k), {});
  }
}

void BatchWorker::store(OutcomeColumns& columns, std::size_t at, const Answer& answer) {
  const auto put = [at](auto& buffer, auto value) {
    if (!buffer.empty()) buffer[at] = value;
  };
  put(columns.status, answer.status);
  put_amount(columns, at, answer.amount);
  put(columns.amount_known, static_cast<std::uint8_t>(answer.amount_known));
  put(columns.missing_facts, answer.missing_facts);
  put(columns.missing_parameters, answer.missing_parameters);
  put(columns.reasons, answer.reasons);
}

}  // namespace huice::deciding
