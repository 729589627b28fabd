// Character data of XML, decoded with the place of every byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace huice::dmn {

/// The first reference (&name;) in the text, outside of comments, sections and processing
/// instructions, that is neither a number of a character nor one of XML's five.
[[nodiscard]] std::optional<text::Span> find_bad_reference(std::string_view bytes);

/// Collects the runs of text of one element.
class XmlText {
 public:
  explicit XmlText(std::shared_ptr<const text::Source> source) : source_(std::move(source)) {}

  /// Characters from `begin` up to the next tag; references are decoded, line ends become \n.
  void add_characters(std::uint32_t begin);
  /// The inside of a CDATA section that begins at `begin`.
  void add_section(std::uint32_t begin);
  /// The text without blanks at both ends; `element` is its place while it is empty.
  [[nodiscard]] text::Decoded finish(const text::Place& element);

 private:
  void add_piece(std::uint32_t at, std::uint32_t written);
  [[nodiscard]] std::uint32_t add_line_end(std::uint32_t at);
  [[nodiscard]] std::uint32_t add_reference(std::uint32_t at);
  void add_plain(std::uint32_t at);

  std::shared_ptr<const text::Source> source_;
  std::string text_;
  std::vector<text::Decoded::Piece> pieces_;
  bool in_step_ = false;  // the last piece may go on
  std::uint32_t end_ = 0;
};

}  // namespace huice::dmn
