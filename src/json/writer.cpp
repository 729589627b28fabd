#include "json/writer.hpp"

#include <optional>

#include "text/utf8.hpp"

namespace huice::json {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20) {
    out += c;
    return;
  }
  out += "\\u00";
  out += hex_digits[byte >> 4U];
  out += hex_digits[byte & 15U];
}

}  // namespace

void Writer::break_line() {
  if (!indented_) return;
  out_ += '\n';
  out_.append(2 * has_items_.size(), ' ');
}

void Writer::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_items_.empty()) return;
  if (has_items_.back()) out_ += ',';
  has_items_.back() = true;
  break_line();
}

Writer& Writer::begin(char bracket) {
  separate();
  out_ += bracket;
  has_items_.push_back(false);
  return *this;
}

Writer& Writer::end(char bracket) {
  const bool had_items = has_items_.back();
  has_items_.pop_back();
  if (had_items) break_line();
  out_ += bracket;
  return *this;
}

Writer& Writer::key(std::string_view name) {
  separate();
  append_quoted(name);
  out_ += indented_ ? ": " : ":";
  after_key_ = true;
  return *this;
}

Writer& Writer::string(std::string_view text) {
  separate();
  append_quoted(text);
  return *this;
}

Writer& Writer::literal(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

Writer& Writer::strings(std::span<const std::string> items) {
  begin_list();
  for (const std::string& item : items) string(item);
  return end_list();
}

void Writer::append_quoted(std::string_view text) {
  out_ += '"';
  std::optional<std::size_t> bad = text::find_invalid_utf8(text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (bad && at == *bad) {
      text::append_code_point(out_, 0xFFFD);
      text.remove_prefix(at + 1);
      bad = text::find_invalid_utf8(text);
      at = static_cast<std::size_t>(-1);
      continue;
    }
    append_escaped(out_, text[at]);
  }
  out_ += '"';
}

}  // namespace huice::json
