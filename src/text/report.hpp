// Collects diagnostics while something is read: sorted by place, deduplicated, capped.
#pragma once

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

  Diagnostic& error(Code code, const Place& place, std::string message, std::string hint = {});
  Diagnostic& warning(Code code, const Place& place, std::string message, std::string hint = {});
  void add(Diagnostic diagnostic);
  void add(const Diagnostics& diagnostics);

  [[nodiscard]] bool has_errors() const noexcept { return errors_ > 0; }
  [[nodiscard]] std::size_t size() const noexcept { return found_.size(); }

  /// Everything found, sorted by file and place, without repetitions; past the cap a closing note says how many more.
  [[nodiscard]] Diagnostics take();

 private:
  std::size_t most_;
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
  Diagnostics found_;
};

}  // namespace huice::text
