// A stream of answers for a stream of rows.
#include <cerrno>

#include "huice/arrow.hpp"

namespace huice {

namespace {

class Stream {
 public:
  Stream(BatchDecider decider, ArrowArrayStream rows, std::vector<std::string> left_out,
         std::function<void(const BatchReport&)> told)
      : decider_(std::move(decider)),
        rows_(rows),
        left_out_(std::move(left_out)),
        told_(std::move(told)) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if (schema_.release != nullptr) schema_.release(&schema_);
    if (rows_.release != nullptr) rows_.release(&rows_);
  }

  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    export_schema(of(stream).decider_, out);
    return 0;
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) { return of(stream).next(out); }
  static const char* get_last_error(ArrowArrayStream* stream) {
    const std::string& error = of(stream).error_;
    return error.empty() ? nullptr : error.c_str();
  }
  static void release(ArrowArrayStream* stream) {
    delete &of(stream);  // NOLINT(cppcoreguidelines-owning-memory): private_data is a C pointer
    stream->release = nullptr;
  }

 private:
  static Stream& of(ArrowArrayStream* stream) {
    return *static_cast<Stream*>(stream->private_data);
  }

  int fail(int code, std::string why) {
    error_ = std::move(why);
    return code;
  }

  int from_rows(int code) {
    const char* why = rows_.get_last_error != nullptr ? rows_.get_last_error(&rows_) : nullptr;
    return fail(code, why != nullptr ? why : "the stream of rows failed");
  }

  int next(ArrowArray* out) {
    *out = {};
    if (rows_.release == nullptr) return fail(EINVAL, "the stream of rows was released");
    if (schema_.release == nullptr) {
      if (const int code = rows_.get_schema(&rows_, &schema_); code != 0) return from_rows(code);
      if (schema_.format == nullptr) return fail(EINVAL, "the stream of rows has no schema");
    }
    ArrowArray array{};
    if (const int code = rows_.get_next(&rows_, &array); code != 0) return from_rows(code);
    if (array.release == nullptr) return 0;  // the end, here too
    auto taken = ArrowRows::take(schema_, &array, left_out_);
    if (!taken) return fail(EINVAL, to_text(taken.error()));
    const Diagnostics problems = decider_.run(taken->input(), result_);
    if (!problems.empty()) return fail(EINVAL, to_text(problems));
    if (told_) told_(result_.report);
    if (result_.report.cancelled) return fail(ECANCELED, "cancelled");
    export_arrow(decider_, result_, out);
    return 0;
  }

  BatchDecider decider_;
  ArrowArrayStream rows_;
  ArrowSchema schema_{};
  std::vector<std::string> left_out_;
  std::function<void(const BatchReport&)> told_;
  BatchResult result_;
  std::string error_;
};

}  // namespace

void decide_stream(BatchDecider decider, ArrowArrayStream* rows, ArrowArrayStream* out,
                   std::vector<std::string> left_out,
                   std::function<void(const BatchReport&)> told) {
  ArrowArrayStream taken = *rows;
  rows->release = nullptr;
  *out = {};
  out->get_schema = &Stream::get_schema;
  out->get_next = &Stream::get_next;
  out->get_last_error = &Stream::get_last_error;
  out->release = &Stream::release;
  out->private_data =
      std::make_unique<Stream>(std::move(decider), taken, std::move(left_out), std::move(told))
          .release();
}

}  // namespace huice
