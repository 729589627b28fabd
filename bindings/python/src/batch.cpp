// Many rows.
#include "huice/batch.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <deque>
#include <map>

#include "capsules.hpp"
#include "errors.hpp"
#include "job.hpp"
#include "module.hpp"
#include "rows.hpp"

namespace py = pybind11;
using py::literals::operator""_a;

namespace huice::python {

namespace {

/// Stops a run from another thread.
class CancelToken {
 public:
  void cancel() noexcept { flag_->store(true); }
  [[nodiscard]] bool is_cancelled() const noexcept { return flag_->load(); }
  [[nodiscard]] std::shared_ptr<const std::atomic<bool>> flag() const noexcept { return flag_; }

 private:
  std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

/// The answers of a run, an array for each array of rows.
struct Answers {
  BatchDecider decider;
  std::size_t most_problems = 0;
  std::deque<BatchResult> parts;
};

/// What decide_many gives. The answers become Arrow arrays when they are asked for.
class ManyResult {
 public:
  explicit ManyResult(std::shared_ptr<const Answers> answers) : answers_(std::move(answers)) {}

  [[nodiscard]] py::capsule stream(const py::object& requested_schema) const;
  [[nodiscard]] py::capsule schema() const {
    ArrowSchema schema{};
    export_schema(answers_->decider, &schema);
    return schema_capsule(schema);
  }
  [[nodiscard]] py::dict report() const;
  [[nodiscard]] std::int64_t rows() const {
    std::int64_t rows = 0;
    for (const BatchResult& part : answers_->parts) rows += part.rows;
    return rows;
  }

 private:
  std::shared_ptr<const Answers> answers_;
};

class AnswerStream {
 public:
  explicit AnswerStream(std::shared_ptr<const Answers> answers) : answers_(std::move(answers)) {}

  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    export_schema(of(stream).answers_->decider, out);
    return 0;
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    AnswerStream& self = of(stream);
    *out = {};
    if (self.next_ == self.answers_->parts.size()) return 0;
    try {
      const std::shared_ptr<const BatchResult> part(self.answers_,
                                                    &self.answers_->parts[self.next_++]);
      export_arrow(self.answers_->decider, part, out);
    } catch (const std::bad_alloc&) {
      return ENOMEM;
    }
    return 0;
  }
  static const char* get_last_error(ArrowArrayStream*) { return nullptr; }
  static void release(ArrowArrayStream* stream) {
    const std::unique_ptr<AnswerStream> done(&of(stream));
    stream->release = nullptr;
  }

 private:
  static AnswerStream& of(ArrowArrayStream* stream) {
    return *static_cast<AnswerStream*>(stream->private_data);
  }

  std::shared_ptr<const Answers> answers_;
  std::size_t next_ = 0;
};

// The schema asked for is only a wish: the answers keep their types.
py::capsule ManyResult::stream(const py::object& /*requested_schema*/) const {
  ArrowArrayStream out{};
  out.get_schema = &AnswerStream::get_schema;
  out.get_next = &AnswerStream::get_next;
  out.get_last_error = &AnswerStream::get_last_error;
  out.release = &AnswerStream::release;
  out.private_data = std::make_unique<AnswerStream>(answers_).release();
  return stream_capsule(out);
}

// Problems name the row of the table, not that of the array.
Diagnostic at_row(Diagnostic problem, std::int64_t before) {
  constexpr std::string_view head = "rows[";
  if (before == 0 || !problem.path.starts_with(head)) return problem;
  const std::size_t end = problem.path.find(']');
  const std::int64_t row = std::stoll(problem.path.substr(head.size(), end - head.size()));
  problem.path = "rows[" + std::to_string(row + before) + problem.path.substr(end);
  return problem;
}

py::dict ManyResult::report() const {
  std::int64_t redone = 0;
  std::int64_t refused = 0;
  std::int64_t before = 0;
  std::map<std::string, std::int64_t> why;
  Diagnostics problems;
  for (const BatchResult& part : answers_->parts) {
    redone += part.report.rows_redone;
    refused += part.report.rows_refused;
    for (const auto& [reason, rows] : part.report.redone) why[reason] += rows;
    for (const Diagnostic& problem : part.report.problems) {
      if (problems.size() < answers_->most_problems) problems.push_back(at_row(problem, before));
    }
    before += part.rows;
  }
  return py::dict("rows"_a = before, "rows_redone"_a = redone, "rows_refused"_a = refused,
                  "redone"_a = why, "problems"_a = problems);
}

BatchOptions batch_options(const std::string& as_of, const std::string& jurisdiction,
                           std::vector<ParameterSetting> settings, unsigned threads,
                           std::size_t problems) {
  BatchOptions options;
  const auto day = Date::parse(as_of);
  if (!day) raise(case_error, "`as_of` is no date: " + as_of, "as_of", "write 2026-03-10");
  options.as_of = *day;
  options.jurisdiction = jurisdiction;
  options.parameters = std::move(settings);
  options.threads = threads;
  options.problems = problems;
  return options;
}

/// Decides a stream of rows, array by array.
class Run {
 public:
  Run(const Rulebook& book, std::vector<BatchOutput> outputs, BatchOptions options,
      std::shared_ptr<const std::atomic<bool>> token)
      : token_(std::move(token)) {
    options.cancel = &stop_;
    options.progress = [this](std::int64_t done, std::int64_t) {
      done_ = before_ + done;
      return true;
    };
    answers_ = std::make_shared<Answers>(
        Answers{value_of(output_error, BatchDecider::make(book, std::move(outputs), options)),
                options.problems,
                {}});
  }

  [[nodiscard]] const Rulebook& rulebook() const { return answers_->decider.rulebook(); }
  [[nodiscard]] std::int64_t done() const noexcept { return done_; }
  void stop() noexcept { stop_ = true; }
  void heed_token() noexcept {
    if (token_ != nullptr && token_->load()) stop_ = true;
  }

  /// Without the GIL.
  void decide(ArrowArrayStream& rows, std::vector<std::string> left_out, bool strict) {
    ArrowSchema schema{};
    if (rows.get_schema(&rows, &schema) != 0) return from_rows(rows);
    const Released<ArrowSchema> held(schema);
    for (std::string& key : keys_of(schema)) left_out.push_back(std::move(key));
    if (strict) problems_ = floats_for_money(rulebook(), schema, left_out);
    while (!stop_ && problems_.empty()) {
      ArrowArray array{};
      if (rows.get_next(&rows, &array) != 0) return from_rows(rows);
      if (array.release == nullptr) return;
      if (!decide_array(schema, array, left_out)) return;
    }
  }

  /// With the GIL, after decide().
  ManyResult result() {
    if (!problems_.empty()) raise(table_error, problems_);
    if (is_cancelled_ || stop_) raise(cancelled, "the run was cancelled");
    return ManyResult(answers_);
  }

 private:
  template <class T>
  class Released {
   public:
    explicit Released(T& held) noexcept : held_(held) {}
    Released(const Released&) = delete;
    Released& operator=(const Released&) = delete;
    ~Released() {
      if (held_.release != nullptr) held_.release(&held_);
    }

   private:
    T& held_;
  };

  void from_rows(ArrowArrayStream& rows) {
    Diagnostic problem;
    problem.code = "E0417";
    const char* why = rows.get_last_error != nullptr ? rows.get_last_error(&rows) : nullptr;
    problem.message = std::string("the table's stream failed") +
                      (why != nullptr ? ": " + std::string(why) : std::string());
    problems_.push_back(std::move(problem));
  }

  bool decide_array(const ArrowSchema& schema, ArrowArray& array,
                    const std::vector<std::string>& left_out) {
    auto taken = ArrowRows::take(schema, &array, left_out);
    if (!taken) {
      problems_ = taken.error();
      return false;
    }
    BatchResult& part = answers_->parts.emplace_back();
    problems_ = answers_->decider.run(taken->input(), part);
    is_cancelled_ = part.report.cancelled;
    if (!problems_.empty() || is_cancelled_) return false;
    before_ += part.rows;
    done_ = before_.load();
    return true;
  }

  std::shared_ptr<const std::atomic<bool>> token_;
  std::shared_ptr<Answers> answers_;
  std::atomic<bool> stop_ = false;
  std::atomic<std::int64_t> before_ = 0;
  std::atomic<std::int64_t> done_ = 0;
  bool is_cancelled_ = false;
  Diagnostics problems_;
};

ManyResult decide_many(const Rulebook& book, Rows& rows, const std::string& as_of,
                       const std::string& jurisdiction, std::vector<ParameterSetting> settings,
                       std::vector<BatchOutput> outputs, unsigned threads, std::size_t problems,
                       const std::vector<std::string>& left_out, bool strict,
                       const py::object& progress, const CancelToken* cancel) {
  Run run(book, std::move(outputs),
          batch_options(as_of, jurisdiction, std::move(settings), threads, problems),
          cancel == nullptr ? nullptr : cancel->flag());
  std::int64_t told = -1;
  const auto tick = [&] {
    run.heed_token();
    if (progress.is_none() || run.done() == told) return;
    told = run.done();
    progress(told);
  };
  run_job([&] { run.decide(rows.stream(), left_out, strict); }, tick, [&] { run.stop(); });
  return run.result();
}

}  // namespace

void add_batch(py::module_& core) {
  py::class_<BatchOutput>(core, "BatchOutput")
      .def(py::init([](std::string rule, bool status, bool amount, bool missing_facts,
                       bool missing_parameters, bool reasons, bool per_member, int places,
                       bool decimal64) {
             BatchOutput output;
             output.rule = std::move(rule);
             output.status = status;
             output.amount = amount;
             output.missing_facts = missing_facts;
             output.missing_parameters = missing_parameters;
             output.reasons = reasons;
             output.per_member = per_member;
             output.places = places;
             output.amount_layout = decimal64 ? Layout::int64 : Layout::decimal128;
             return output;
           }),
           "rule"_a, "status"_a, "amount"_a, "missing_facts"_a, "missing_parameters"_a, "reasons"_a,
           "per_member"_a, "places"_a, "decimal64"_a);
  py::class_<CancelToken>(core, "CancelToken",
                          "Stops a run of decide_many from another thread: see cancel().")
      .def(py::init<>())
      .def("cancel", &CancelToken::cancel, "Makes the run end with huice.Cancelled.")
      .def_property_readonly("cancelled", &CancelToken::is_cancelled,
                             "Whether cancel() was called.");
  py::class_<ManyResult>(core, "ManyResult")
      .def("__arrow_c_stream__", &ManyResult::stream, "requested_schema"_a = py::none())
      .def("__arrow_c_schema__", &ManyResult::schema)
      .def("report", &ManyResult::report)
      .def_property_readonly("rows", &ManyResult::rows);
  core.def("decide_many", &decide_many, "book"_a, "rows"_a, "as_of"_a, "jurisdiction"_a,
           "settings"_a, "outputs"_a, "threads"_a, "problems"_a, "left_out"_a, "strict"_a,
           "progress"_a, "cancel"_a);
}

}  // namespace huice::python
