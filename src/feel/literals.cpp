#include "feel/literals.hpp"

#include <cstdint>
#include <optional>

#include "feel/characters.hpp"
#include "text/utf8.hpp"

namespace huice::feel {
namespace {

constexpr char32_t last_code_point = 0x10FFFF;

constexpr bool is_high_surrogate(char32_t c) noexcept { return c >= 0xD800 && c <= 0xDBFF; }
constexpr bool is_low_surrogate(char32_t c) noexcept { return c >= 0xDC00 && c <= 0xDFFF; }

std::optional<char32_t> hex_value(char c) noexcept {
  if (is_digit(c)) return static_cast<char32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<char32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<char32_t>(c - 'A' + 10);
  return std::nullopt;
}

/// Exactly `count` hexadecimal digits.
std::optional<char32_t> read_hex(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  char32_t value = 0;
  for (const char c : text.substr(at, count)) {
    const std::optional<char32_t> digit = hex_value(c);
    if (!digit) return std::nullopt;
    value = value * 16 + *digit;
  }
  return value;
}

class StringReader {
 public:
  StringReader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  StringLiteral read() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') {
      if (text_[at_] == '"') return finish(StringLiteral::State::closed, at_ + 1);
      if (text_[at_] != '\\') {
        out_.text += text_[at_++];
      } else if (!read_escape()) {
        return out_;
      }
    }
    return finish(StringLiteral::State::unclosed, at_);
  }

 private:
  StringLiteral finish(StringLiteral::State state, std::size_t end) {
    out_.state = state;
    out_.end = end;
    return out_;
  }

  bool read_escape() {
    const char escaped = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (escaped == 'u') return read_utf16_escape();
    if (escaped == 'U') return append(read_hex(text_, at_ + 2, 6), 8);
    if (const char plain = unescaped(escaped); plain != '\0') {
      out_.text += plain;
      at_ += 2;
    } else {
      out_.text += text_[at_++];
    }
    return true;
  }

  static char unescaped(char c) noexcept {
    switch (c) {
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case '"':
      case '\'':
      case '\\':
        return c;
      default:
        return '\0';
    }
  }

  bool read_utf16_escape() {
    const std::optional<char32_t> unit = read_hex(text_, at_ + 2, 4);
    if (!unit || !is_high_surrogate(*unit) || text_.substr(at_ + 6, 2) != "\\u") {
      return append(unit, 6);
    }
    const std::optional<char32_t> low = read_hex(text_, at_ + 8, 4);
    if (!low || !is_low_surrogate(*low)) return append(unit, 6);
    return append(0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00), 12);
  }

  bool append(std::optional<char32_t> code_point, std::size_t length) {
    const bool valid = code_point && *code_point <= last_code_point &&
                       !is_high_surrogate(*code_point) && !is_low_surrogate(*code_point);
    if (!valid) {
      out_.fault = at_;
      finish(StringLiteral::State::bad_escape, std::min(at_ + 2, text_.size()));
      return false;
    }
    text::append_code_point(out_.text, *code_point);
    at_ += length;
    return true;
  }

  std::string_view text_;
  std::size_t at_;
  StringLiteral out_;
};

std::size_t digits_end(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

bool begins_date(std::string_view text) noexcept {
  const std::size_t year = digits_end(text, 0);
  return year >= 4 && text.size() >= year + 6 && text[year] == '-' && is_digit(text[year + 1]) &&
         text[year + 3] == '-' && is_digit(text[year + 4]);
}

bool begins_time(std::string_view text) noexcept {
  return text.size() >= 8 && is_digit(text[0]) && text[2] == ':' && is_digit(text[3]) &&
         text[5] == ':' && is_digit(text[6]);
}

}  // namespace

StringLiteral read_string(std::string_view text, std::size_t at) {
  return StringReader(text, at).read();
}

std::string quote(std::string_view text) {
  static constexpr std::string_view hex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += "\\u00";
      out += {hex[static_cast<unsigned char>(c) >> 4], hex[static_cast<unsigned char>(c) & 15]};
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::size_t number_end(std::string_view text, std::size_t at) noexcept {
  std::size_t end = digits_end(text, at);
  if (end < text.size() && text[end] == '.') {
    const std::size_t fraction = digits_end(text, end + 1);
    if (fraction > end + 1) end = fraction;
  }
  if (end == at) return at;
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    const bool has_sign = end + 1 < text.size() && (text[end + 1] == '+' || text[end + 1] == '-');
    const std::size_t digits = end + (has_sign ? 2 : 1);
    if (const std::size_t exponent = digits_end(text, digits); exponent > digits) end = exponent;
  }
  return end;
}

bool has_form_of_at_literal(std::string_view text) noexcept {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  return begins_date(text) || begins_time(text) || (text.size() > 1 && text.front() == 'P');
}

}  // namespace huice::feel
