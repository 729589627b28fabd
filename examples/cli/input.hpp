// Standard input: as a whole, or line by line as it comes.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cli {

/// Everything up to the end, or nothing when it is longer than `most_bytes`, cannot be read or was
/// interrupted.
[[nodiscard]] std::optional<std::string> read_all(int descriptor, std::size_t most_bytes);

/// Lines of any number; memory stays bounded by the longest line that is allowed.
class LineReader {
 public:
  enum class Kind { line, too_long, end, interrupted, failed };

  LineReader(int descriptor, std::size_t most_bytes) noexcept
      : descriptor_(descriptor), most_bytes_(most_bytes) {}

  /// The next line, in text() until the next call. `before_waiting` is called when no whole line
  /// is there yet and reading would wait: what has been answered must not be held back.
  Kind next(const std::function<void()>& before_waiting);
  [[nodiscard]] std::string_view text() const noexcept { return line_; }

 private:
  enum class Fill { more, end, interrupted, failed };

  Fill fill(const std::function<void()>& before_waiting);
  [[nodiscard]] bool take_line();
  void drop_taken();

  int descriptor_;
  std::size_t most_bytes_;
  std::string buffer_;
  std::size_t taken_ = 0;    // bytes of the buffer that were lines already
  std::size_t scanned_ = 0;  // bytes of the buffer that hold no newline
  std::string_view line_;
  bool too_long_ = false;  // the line that is being read
};

}  // namespace cli
