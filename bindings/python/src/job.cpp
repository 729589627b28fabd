#include "job.hpp"

#include <pybind11/pybind11.h>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace py = pybind11;

namespace huice::python {

namespace {

constexpr std::chrono::milliseconds slice{50};

class Job {
 public:
  explicit Job(const std::function<void()>& work)
      : thread_([this, &work] {
          try {
            work();
          } catch (...) {
            failed_ = std::current_exception();
          }
          const std::lock_guard lock(mutex_);
          is_done_ = true;
          done_.notify_one();
        }) {}
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;
  ~Job() { thread_.join(); }

  bool wait() {
    const py::gil_scoped_release released;
    std::unique_lock lock(mutex_);
    return done_.wait_for(lock, slice, [this] { return is_done_; });
  }
  void finish() {
    const py::gil_scoped_release released;
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return is_done_; });
  }
  void rethrow() const {
    if (failed_) std::rethrow_exception(failed_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable done_;
  bool is_done_ = false;
  std::exception_ptr failed_;
  std::thread thread_;  // last: it uses the others
};

}  // namespace

void run_job(const std::function<void()>& work, const std::function<void()>& tick,
             const std::function<void()>& stop) {
  Job job(work);
  try {
    while (!job.wait()) {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      tick();
    }
    job.rethrow();
    tick();
  } catch (...) {
    stop();
    job.finish();
    throw;
  }
}

}  // namespace huice::python
