// Standard output and error, without surprises: nothing is lost silently, a closed pipe is quiet.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cli {

/// Buffers what goes to standard output.
class Output {
 public:
  enum class State { open, closed, failed };

  void write(std::string_view text);
  /// The text, which is one whole line, with its newline.
  void line(std::string_view text);
  void flush();

  /// `closed`: nobody reads any more; `failed`: the disk is full or the like.
  [[nodiscard]] State state() const noexcept { return state_; }
  [[nodiscard]] bool is_open() const noexcept { return state_ == State::open; }

  /// Flushes. The exit code of the command: `code`, unless output was lost.
  [[nodiscard]] int finish(int code);

 private:
  static constexpr std::size_t batch = 64U << 10U;

  std::string buffer_;
  State state_ = State::open;
  int error_ = 0;
};

/// One message for people on standard error: "huice: …".
void complain(std::string_view message);
/// Text for standard error as it is.
void print_error(std::string_view text);

}  // namespace cli
