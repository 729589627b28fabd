// Text on a terminal: wrapped to a width in which East Asian characters count two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace huice::explain {

enum class Tone : std::uint8_t { plain, heading, good, open, bad, faint };

/// Collects lines. No trailing blanks, no tabs, no box drawing; colours only when asked for.
class Page {
 public:
  Page(std::size_t width, bool colour) noexcept;

  /// One paragraph, wrapped; its first line starts with `mark`, the others are set in as far.
  void line(std::size_t indent, std::string_view mark, std::string_view text,
            Tone tone = Tone::plain);
  void line(std::size_t indent, std::string_view text) { line(indent, "", text); }
  /// A line in tone `heading` with an empty one before it (save at the top).
  void heading(std::string_view text);
  /// An empty line, never two.
  void gap();

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void begin_tone(Tone tone);
  void end_tone(Tone tone);

  std::string out_;
  std::size_t width_;
  bool colour_;
};

}  // namespace huice::explain
