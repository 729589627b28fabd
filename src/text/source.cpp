#include "text/source.hpp"

#include <algorithm>
#include <utility>

#include "text/utf8.hpp"

namespace huice::text {
namespace {

constexpr std::size_t widest_excerpt = 120;  // code points
constexpr std::size_t kept_before = 50;      // code points of context left of the place
constexpr std::string_view ellipsis = "…";

/// Cuts a long line down to a window round the place, and keeps the caret on it.
void shorten(std::string_view line, std::size_t code_points, Location& location) {
  const std::size_t caret = location.caret;
  const std::size_t first = caret > kept_before ? caret - kept_before : 0;
  const std::size_t last = std::min(code_points, first + widest_excerpt);
  const std::size_t begin = skip_code_points(line, 0, first);
  const std::size_t end = skip_code_points(line, begin, last - first);
  location.excerpt.clear();
  if (first > 0) location.excerpt += ellipsis;
  location.excerpt += line.substr(begin, end - begin);
  if (last < code_points) location.excerpt += ellipsis;
  location.caret = static_cast<std::uint32_t>(caret - first + (first > 0 ? 1 : 0));
  location.length = static_cast<std::uint32_t>(
      std::min<std::size_t>(location.length, std::max<std::size_t>(last - caret, 1)));
}

}  // namespace

Source::Source(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

std::string_view Source::text(Span span) const noexcept {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

std::uint32_t Source::line_count() const noexcept {
  return static_cast<std::uint32_t>(line_starts_.size());
}

std::uint32_t Source::line_of(std::uint32_t offset) const noexcept {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::uint32_t>(after - line_starts_.begin());
}

std::uint32_t Source::column_of(std::uint32_t offset) const noexcept {
  const std::uint32_t start = line_starts_[line_of(offset) - 1];
  return static_cast<std::uint32_t>(count_code_points(text({start, offset})) + 1);
}

std::string_view Source::line_text(std::uint32_t line) const noexcept {
  if (line == 0 || line > line_starts_.size()) return {};
  const std::size_t begin = line_starts_[line - 1];
  std::size_t end = line < line_starts_.size() ? line_starts_[line] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

Location Source::locate(Span span) const {
  Location location;
  location.file = name_;
  location.line = line_of(span.begin);
  location.column = column_of(span.begin);
  const std::string_view line = line_text(location.line);
  const std::uint32_t start = line_starts_[location.line - 1];
  const auto line_end = static_cast<std::uint32_t>(start + line.size());
  const Span underlined{span.begin, std::min(std::max(span.begin, span.end), line_end)};
  location.caret = location.column - 1;
  location.length = static_cast<std::uint32_t>(std::max<std::size_t>(
      underlined.end > underlined.begin ? count_code_points(text(underlined)) : 0, 1));
  const std::size_t code_points = count_code_points(line);
  if (code_points > widest_excerpt) {
    shorten(line, code_points, location);
  } else {
    location.excerpt = line;
  }
  return location;
}

Place Decoded::at(Span span) const {
  if (pieces_.empty()) return whole_;
  const auto size = static_cast<std::uint32_t>(text_.size());
  const std::uint32_t begin = std::min(span.begin, size);
  const std::uint32_t end = std::clamp(span.end, begin, size);
  if (begin < end) return {whole_.source, {start_of(begin), end_of(end - 1)}};
  const std::uint32_t point = begin < size ? start_of(begin)
                              : size > 0   ? end_of(size - 1)
                                           : pieces_[0].source_offset;
  return {whole_.source, {point, point}};
}

const Decoded::Piece& Decoded::piece_of(std::uint32_t offset) const noexcept {
  const auto after = std::upper_bound(
      pieces_.begin(), pieces_.end(), offset,
      [](std::uint32_t value, const Piece& piece) { return value < piece.text_offset; });
  return after == pieces_.begin() ? *after : *std::prev(after);
}

std::uint32_t Decoded::start_of(std::uint32_t offset) const noexcept {
  const Piece& piece = piece_of(offset);
  return piece.written > 0 ? piece.source_offset
                           : piece.source_offset + (offset - piece.text_offset);
}

std::uint32_t Decoded::end_of(std::uint32_t offset) const noexcept {
  const Piece& piece = piece_of(offset);
  return piece.written > 0 ? piece.source_offset + piece.written
                           : piece.source_offset + (offset - piece.text_offset) + 1;
}

}  // namespace huice::text
