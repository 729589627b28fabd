#include "decide/batch_worker.hpp"

namespace huice::deciding {

namespace {

constexpr std::size_t most_problems = 100;

}  // namespace

BatchWorker::BatchWorker(const BatchPlan& plan, SetTable& sets)
    : plan_(plan), vocabularies_(plan), rows_(plan, sets) {}

void BatchWorker::begin(const BatchInput& input, BatchResult& result) {
  reader_.emplace(plan_, input, vocabularies_);
  result_ = &result;
  report_ = {};
}

void BatchWorker::decide(std::int64_t first, std::int64_t last) {
  for (std::int64_t row = first; row < last; ++row) {
    decide_row(row);
    ++report_.rows_redone;
    ++report_.redone["the kernels were switched off"];
  }
}

void BatchWorker::decide_row(std::int64_t row) {
  if (auto problem = reader_->read(row, facts_)) return refuse(row, std::move(*problem));
  rows_.take(std::move(facts_));
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
  if (report_.problems.size() < most_problems) {
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
  put(columns.amount, answer.amount);
  put(columns.amount_known, static_cast<std::uint8_t>(answer.amount_known));
  put(columns.missing_facts, answer.missing_facts);
  put(columns.missing_parameters, answer.missing_parameters);
  put(columns.reasons, answer.reasons);
}

}  // namespace huice::deciding
