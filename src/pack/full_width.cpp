#include "pack/full_width.hpp"

#include <cstdint>

#include "text/utf8.hpp"

namespace huice::pack {
namespace {

constexpr char32_t full_width_first = 0xFF01;  // the full-width forms mirror ASCII from "!" on
constexpr char32_t full_width_last = 0xFF5E;

char ascii_of(char32_t c) {
  if (c >= full_width_first && c <= full_width_last) {
    return static_cast<char>(c - full_width_first + U'!');
  }
  switch (c) {
    case U'“':
    case U'”':
      return '"';
    case U'‘':
    case U'’':
      return '\'';
    case U'、':
      return ',';
    case U'。':
      return '.';
    case U'【':
      return '[';
    case U'】':
      return ']';
    case U'—':
    case U'–':
      return '-';
    case U'\u3000':
      return ' ';
    default:
      return '\0';
  }
}

}  // namespace

std::optional<FullWidth> find_full_width(std::string_view text, std::string_view meant) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char ascii = ascii_of(text::next_code_point(text, at));
    if (ascii != '\0' && meant.find(ascii) != std::string_view::npos) {
      return FullWidth{{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)},
                       std::string(text.substr(begin, at - begin)),
                       ascii};
    }
  }
  return std::nullopt;
}

std::string full_width_hint(const FullWidth& found) {
  if (found.meant == ' ') return "there is an ideographic space; write an ordinary blank";
  return "`" + found.written + "` is full-width; write `" + found.meant + "`";
}

}  // namespace huice::pack
