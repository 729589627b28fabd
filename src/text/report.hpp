// Collects diagnostics while something is read: sorted by place, deduplicated, capped.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "huice/diagnostic.hpp"
#include "text/code.hpp"
#include "text/source.hpp"

namespace huice::text {

class Report {
 public:
  explicit Report(std::size_t most = 200) : most_(most) {}

  /// The reference is good until the next call; notes may be added through it.
  Diagnostic& error(Code code, const Place& place, std::string message, std::string hint = {});
  Diagnostic& warning(Code code, const Place& place, std::string message, std::string hint = {});
  /// An error about a file as a whole: no line, no excerpt.
  Diagnostic& file_error(Code code, std::string file, std::string message, std::string hint = {});
  void add(Diagnostic diagnostic);
  void add(const Diagnostics& diagnostics);

  [[nodiscard]] bool has_errors() const noexcept { return errors_ > 0; }
  /// Errors reported so far, those past the cap too: tells whether a step added any.
  [[nodiscard]] std::size_t error_count() const noexcept { return errors_; }
  [[nodiscard]] std::size_t size() const noexcept { return found_.size(); }

  /// Everything found, sorted by file and place, without repetitions; past the cap a closing note
  /// says how many more. The report is empty afterwards.
  [[nodiscard]] Diagnostics take();

 private:
  Diagnostic& append(Severity severity, Code code, const Place& place, std::string message,
                     std::string hint);
  Diagnostic& keep(Diagnostic diagnostic);
  [[nodiscard]] bool has_room(Severity severity) const noexcept;

  std::size_t most_;  // of errors, and of the rest: warnings never crowd out an error
  std::size_t errors_ = 0;
  std::size_t kept_errors_ = 0;
  std::size_t dropped_ = 0;
  Diagnostics found_;
  Diagnostic spill_;  // what is past the cap goes here
};

}  // namespace huice::text
