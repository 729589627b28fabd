#include "feel/characters.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace huice::feel {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr bool by_first(const Range& a, const Range& b) noexcept { return a.first < b.first; }

template <std::size_t size>
bool contains(const std::array<Range, size>& ranges, char32_t c) noexcept {
  const auto next = std::upper_bound(ranges.begin(), ranges.end(), Range{c, c}, by_first);
  return next != ranges.begin() && c <= std::prev(next)->last;
}

// DMN 1.5, 10.3.1.2, rule 28, less U+3001-3003, U+3008-3020, U+3030 and the full-width forms
// other than letters: in Chinese text those are punctuation and digits, typed by mistake.
constexpr auto word_starts = std::to_array<Range>({
    {0xC0, 0xD6},     {0xD8, 0xF6},       {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x167F},
    {0x1681, 0x180D}, {0x180F, 0x1FFF},   {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2DFF},
    {0x2E80, 0x2FEF}, {0x3004, 0x3007},   {0x3021, 0x302F}, {0x3031, 0xD7FF}, {0xF900, 0xFDCF},
    {0xFDF0, 0xFE0F}, {0xFE20, 0xFE2F},   {0xFE70, 0xFEFE}, {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A},
    {0xFF66, 0xFFDC}, {0x10000, 0xEFFFF},
});

constexpr auto word_parts = std::to_array<Range>({{0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}});

constexpr auto wide_blanks = std::to_array<Range>({
    {0x85, 0x85},
    {0xA0, 0xA0},
    {0x1680, 0x1680},
    {0x180E, 0x180E},
    {0x2000, 0x200B},
    {0x2028, 0x2029},
    {0x202F, 0x202F},
    {0x205F, 0x205F},
    {0x3000, 0x3000},
});
constexpr char32_t byte_order_mark = 0xFEFF;

constexpr auto keywords = std::to_array<std::string_view>(
    {"and", "between", "else", "every", "false", "for", "function", "if", "in", "instance", "null",
     "or", "return", "satisfies", "some", "then", "true"});

constexpr bool is_ascii_blank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr bool is_ascii(char c) noexcept { return static_cast<unsigned char>(c) < 0x80; }

/// The first byte of a character outside ASCII; its other bytes would decode as blanks.
constexpr bool starts_wide_character(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0xC0;
}

constexpr bool starts_ascii_word(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '?';
}

}  // namespace

bool starts_word(char32_t c) noexcept {
  if (c < 0x80) return starts_ascii_word(static_cast<char>(c));
  return contains(word_starts, c);
}

bool continues_word(char32_t c) noexcept {
  if (c < 0x80) return starts_ascii_word(static_cast<char>(c)) || is_digit(static_cast<char>(c));
  return contains(word_starts, c) || contains(word_parts, c);
}

bool starts_word_at(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return false;
  if (is_ascii(text[at])) return starts_ascii_word(text[at]);
  return starts_word(text::next_code_point(text, at));
}

bool continues_word_at(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return false;
  if (is_ascii(text[at])) return starts_ascii_word(text[at]) || is_digit(text[at]);
  return continues_word(text::next_code_point(text, at));
}

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size()) {
    if (is_ascii_blank(text[at])) {
      ++at;
      continue;
    }
    if (!starts_wide_character(text[at])) break;
    std::size_t next = at;
    const char32_t c = text::next_code_point(text, next);
    if (!contains(wide_blanks, c) && c != byte_order_mark) break;
    at = next;
  }
  return at;
}

std::size_t word_end(std::string_view text, std::size_t at) noexcept {
  return starts_word_at(text, at) ? word_rest_end(text, at) : at;
}

std::size_t word_rest_end(std::string_view text, std::size_t at) noexcept {
  while (continues_word_at(text, at)) static_cast<void>(text::next_code_point(text, at));
  return at;
}

bool is_keyword(std::string_view word) noexcept {
  return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}

}  // namespace huice::feel
