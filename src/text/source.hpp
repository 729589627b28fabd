// Source text and places in it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "huice/diagnostic.hpp"

namespace huice::text {

/// A half-open range of bytes of one source.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// A text with its name and an index of its lines. The text is UTF-8 (checked by whoever makes it),
/// without a byte-order mark, at most 4 GiB.
class Source {
 public:
  Source(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] std::string_view text(Span span) const noexcept;
  [[nodiscard]] std::uint32_t line_count() const noexcept;
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const noexcept;  ///< 1-based
  [[nodiscard]] std::uint32_t column_of(
      std::uint32_t offset) const noexcept;  ///< 1-based, code points
  [[nodiscard]] std::string_view line_text(std::uint32_t line) const noexcept;
  /// File, line, column, excerpt and underline for a span (underline ends with the line).
  [[nodiscard]] Location locate(Span span) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

/// A place that survives: the source it lies in, and where.
struct Place {
  std::shared_ptr<const Source> source;
  Span span;
  [[nodiscard]] Location locate() const { return source ? source->locate(span) : Location{}; }
};

/// A text that was taken out of a source by decoding (a YAML scalar, a JSON string): the decoded
/// text, and where each of its bytes stands in the source. Made by the reader that decoded it.
class Decoded {
 public:
  struct Piece {
    std::uint32_t text_offset;    ///< first byte of the piece in `text`
    std::uint32_t source_offset;  ///< where that byte stands in the source
    /// Source bytes that an escape or a line fold takes, when the piece was decoded from one and
    /// stands for it as a whole; 0 where the piece is the source text itself.
    std::uint32_t written = 0;
  };

  Decoded() = default;
  Decoded(std::string text, Place whole, std::vector<Piece> pieces)
      : text_(std::move(text)), whole_(std::move(whole)), pieces_(std::move(pieces)) {}

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] const Place& whole() const noexcept { return whole_; }
  /// The place in the source of a range of the decoded text; the whole scalar when no map is known.
  [[nodiscard]] Place at(Span span) const;
  [[nodiscard]] const std::vector<Piece>& pieces() const noexcept { return pieces_; }

 private:
  [[nodiscard]] const Piece& piece_of(std::uint32_t offset) const noexcept;
  [[nodiscard]] std::uint32_t start_of(std::uint32_t offset) const noexcept;
  [[nodiscard]] std::uint32_t end_of(std::uint32_t offset) const noexcept;

  std::string text_;
  Place whole_;
  std::vector<Piece> pieces_;  ///< ascending; within a piece bytes run in step; empty: no map
};

}  // namespace huice::text
