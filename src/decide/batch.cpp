// BatchDecider: blocks of rows, over threads.
#include "huice/batch.hpp"

#include <algorithm>
#include <mutex>
#include <thread>

#include "decide/batch_plan.hpp"
#include "decide/batch_worker.hpp"

namespace huice {

using deciding::BatchPlan;
using deciding::BatchWorker;
using deciding::PlannedOutput;
using deciding::SetTable;

namespace {

constexpr unsigned most_threads = 256;

void make_room(const BatchPlan& plan, const BatchInput& input, BatchResult& result) {
  const auto rows = static_cast<std::size_t>(input.rows);
  result.rows = input.rows;
  result.outcomes.resize(plan.planned.size());
  for (std::size_t i = 0; i < plan.planned.size(); ++i) {
    const PlannedOutput& planned = plan.planned[i];
    const BatchOutput& output = plan.outputs[i];
    OutcomeColumns& columns = result.outcomes[i];
    columns.rule = plan.state().links.rules[planned.rule].info;
    columns.per_member = planned.per_member;
    columns.members = planned.members;
    columns.places = output.places;
    const std::size_t size =
        planned.per_member ? static_cast<std::size_t>(result.members[planned.members].offsets[rows])
                           : rows;
    columns.status.resize(output.status ? size : 0);
    const bool is_wide = output.amount_layout == Layout::decimal128;
    columns.amount.resize(output.amount && !is_wide ? size : 0);
    columns.amount128.resize(output.amount && is_wide ? size : 0);
    columns.amount_known.resize(output.amount ? size : 0);
    columns.missing_facts.resize(output.missing_facts ? size : 0);
    columns.missing_parameters.resize(output.missing_parameters ? size : 0);
    columns.reasons.resize(output.reasons ? size : 0);
  }
}

void lay_out_members(const BatchPlan& plan, const BatchInput& input, BatchResult& result) {
  const auto rows = static_cast<std::size_t>(input.rows);
  result.members.resize(plan.member_inputs.size());
  deciding::Vocabularies vocabularies(plan);
  deciding::RowReader reader(plan, input, vocabularies);
  for (std::size_t i = 0; i < plan.member_inputs.size(); ++i) {
    MemberRows& members = result.members[i];
    members.fact = plan.program().inputs[plan.member_inputs[i]].name;
    members.offsets.resize(rows + 1);
    members.known.resize(rows);
    deciding::ColumnReader* lists = reader.column(plan.member_inputs[i]);
    std::int64_t so_far = 0;
    members.offsets[0] = 0;
    const Column* raw = lists == nullptr ? nullptr : &lists->column();
    if (raw != nullptr && raw->layout == Layout::lists && raw->validity == nullptr) {
      const std::int32_t* offsets = static_cast<const std::int32_t*>(raw->offsets) + raw->offset;
      for (std::size_t row = 0; row <= rows && rows > 0; ++row)
        members.offsets[row] = offsets[row] - offsets[0];
      std::fill_n(members.known.data(), rows, std::uint8_t{1});
      continue;
    }
    for (std::size_t row = 0; row < rows; ++row) {
      const auto at = static_cast<std::int64_t>(row);
      const bool is_known = lists != nullptr && lists->is_known(at);
      if (is_known) so_far += lists->end(at) - lists->begin(at);
      members.known[row] = is_known ? 1 : 0;
      members.offsets[row + 1] = so_far;
    }
  }
}

// Numbers of sets by first use, whatever the threads and earlier runs had found.
class Renumbering {
 public:
  Renumbering(const SetTable& table, BatchResult& result) : table_(table), result_(result) {
    result.sets.clear();
    static_cast<void>(of(0));
  }
  void renumber(Buffer<std::uint32_t>& numbers) {
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = of(numbers[i]);
  }

 private:
  std::uint32_t of(std::uint32_t number) {
    if (number >= news_.size()) news_.resize(number + 1, none);
    if (news_[number] == none) {
      news_[number] = static_cast<std::uint32_t>(result_.sets.size());
      result_.sets.push_back(table_.at(number));
    }
    return news_[number];
  }
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  const SetTable& table_;
  BatchResult& result_;
  std::vector<std::uint32_t> news_;
};

}  // namespace

namespace detail {

class BatchState {
 public:
  explicit BatchState(std::unique_ptr<const BatchPlan> plan) : plan_(std::move(plan)) {}

  [[nodiscard]] const BatchPlan& plan() const noexcept { return *plan_; }

  Diagnostics run(const BatchInput& input, BatchResult& result) {
    Diagnostics problems = deciding::check_input(*plan_, input);
    if (!problems.empty()) return problems;
    lay_out_members(*plan_, input, result);
    make_room(*plan_, input, result);
    next_ = 0;
    done_ = 0;
    stop_ = false;
    const std::size_t count = threads_for(input.rows);
    while (workers_.size() < count)
      workers_.push_back(std::make_unique<BatchWorker>(*plan_, sets_));
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < count; ++i)
      others.emplace_back([&, i] { work(*workers_[i], input, result); });
    work(*workers_[0], input, result);
    for (std::thread& other : others) other.join();
    sum_up(count, result);
    return {};
  }

 private:
  [[nodiscard]] std::int64_t block() const {
    return static_cast<std::int64_t>(std::clamp<std::size_t>(plan_->options.block, 1, 1U << 20));
  }

  [[nodiscard]] std::size_t threads_for(std::int64_t rows) const {
    unsigned wanted = plan_->options.threads;
    if (wanted == 0) wanted = std::max(1U, std::thread::hardware_concurrency());
    const auto blocks = static_cast<std::uint64_t>((rows + block() - 1) / block());
    return static_cast<std::size_t>(
        std::clamp<std::uint64_t>(blocks, 1, std::min(wanted, most_threads)));
  }

  void work(BatchWorker& worker, const BatchInput& input, BatchResult& result) {
    worker.begin(input, result);
    const auto& options = plan_->options;
    while (!stop_) {
      if (options.cancel != nullptr && options.cancel->load(std::memory_order_relaxed))
        stop_ = true;
      if (stop_) return;
      const std::int64_t first = next_.fetch_add(block());
      if (first >= input.rows) return;
      const std::int64_t last = std::min(first + block(), input.rows);
      worker.decide(first, last);
      if (!options.progress) continue;
      const std::lock_guard lock(progress_);
      done_ += last - first;
      if (!options.progress(done_, input.rows)) stop_ = true;
    }
  }

  void sum_up(std::size_t workers, BatchResult& result) {
    BatchReport& report = result.report;
    report = {};
    report.rows = result.rows;
    report.cancelled = stop_;
    std::map<std::string, std::int64_t> redone;
    std::vector<std::pair<std::int64_t, Diagnostic>> problems;
    for (std::size_t i = 0; i < workers; ++i) {
      deciding::BlockReport& part = workers_[i]->report();
      report.rows_redone += part.rows_redone;
      report.rows_refused += part.rows_refused;
      for (const auto& [why, rows] : part.redone) redone[why] += rows;
      for (auto& problem : part.problems) problems.push_back(std::move(problem));
    }
    report.redone.assign(redone.begin(), redone.end());
    std::stable_sort(problems.begin(), problems.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < problems.size() && i < plan_->options.problems; ++i)
      report.problems.push_back(std::move(problems[i].second));
    if (report.cancelled) result.outcomes.clear();
    Renumbering renumbering(sets_, result);
    for (OutcomeColumns& columns : result.outcomes) {
      renumbering.renumber(columns.missing_facts);
      renumbering.renumber(columns.missing_parameters);
      renumbering.renumber(columns.reasons);
    }
  }

  std::unique_ptr<const BatchPlan> plan_;
  SetTable sets_;
  std::vector<std::unique_ptr<BatchWorker>> workers_;
  std::atomic<std::int64_t> next_ = 0;
  std::atomic<bool> stop_ = false;
  std::mutex progress_;
  std::int64_t done_ = 0;
};

}  // namespace detail

BatchDecider::BatchDecider(std::unique_ptr<detail::BatchState> state) noexcept
    : state_(std::move(state)) {}
BatchDecider::BatchDecider(BatchDecider&&) noexcept = default;
BatchDecider& BatchDecider::operator=(BatchDecider&&) noexcept = default;
BatchDecider::~BatchDecider() = default;

Result<BatchDecider> BatchDecider::make(const Rulebook& book, std::vector<BatchOutput> outputs,
                                        BatchOptions options) {
  auto plan = deciding::make_plan(book, std::move(outputs), std::move(options));
  if (!plan) return plan.error();
  Diagnostics warnings = plan.warnings();
  return {BatchDecider(std::make_unique<detail::BatchState>(std::move(*plan))),
          std::move(warnings)};
}

Diagnostics BatchDecider::run(const BatchInput& input, BatchResult& result) {
  return state_->run(input, result);
}

const Rulebook& BatchDecider::rulebook() const noexcept { return state_->plan().book; }
const BatchOptions& BatchDecider::options() const noexcept { return state_->plan().options; }
std::span<const BatchOutput> BatchDecider::outputs() const noexcept {
  return state_->plan().outputs;
}

bool BatchDecider::gives_members(std::size_t output) const noexcept {
  return state_->plan().planned[output].per_member;
}

Result<BatchResult> decide_batch(const Rulebook& book, const BatchInput& input,
                                 std::vector<BatchOutput> outputs, const BatchOptions& options) {
  auto decider = BatchDecider::make(book, std::move(outputs), options);
  if (!decider) return decider.error();
  BatchResult result;
  Diagnostics problems = decider->run(input, result);
  if (!problems.empty()) return problems;
  return {std::move(result), decider.warnings()};
}

}  // namespace huice
