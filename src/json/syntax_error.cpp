#include "json/syntax_error.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "text/utf8.hpp"

namespace huice::json {
namespace {

using text::Code;

struct FullWidth {
  std::string_view written;
  std::string_view meant;
};

constexpr std::array<FullWidth, 12> full_width = {{{"：", ":"},
                                                   {"，", ","},
                                                   {"、", ","},
                                                   {"｛", "{"},
                                                   {"｝", "}"},
                                                   {"［", "["},
                                                   {"］", "]"},
                                                   {"【", "["},
                                                   {"】", "]"},
                                                   {"“", "\""},
                                                   {"”", "\""},
                                                   {"＂", "\""}}};

const FullWidth* find_full_width(std::string_view text) noexcept {
  const auto* found =
      std::find_if(full_width.begin(), full_width.end(),
                   [&](const FullWidth& sign) { return text.starts_with(sign.written); });
  return found == full_width.end() ? nullptr : found;
}

std::string_view wanted(Expected expected) noexcept {
  switch (expected) {
    case Expected::value:
      return "a value";
    case Expected::key:
      return "a key in double quotes";
    case Expected::first_key:
      return "a key in double quotes or `}`";
    case Expected::first_item:
      return "a value or `]`";
    case Expected::colon:
      return "`:`";
    case Expected::comma_in_object:
      return "`,` or `}`";
    case Expected::comma_in_list:
      return "`,` or `]`";
    case Expected::end:
      return "the end of the text";
  }
  return "a value";
}

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string_view word_at(std::string_view text) noexcept {
  const auto end = std::find_if_not(text.begin(), text.end(), is_letter);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

/// Words of other languages that people write for JSON's literals.
std::string hint_for_word(std::string_view word) {
  const std::string plain = lower(word);
  if (plain == "true" || plain == "false" || plain == "null") return "write `" + plain + "`";
  if (plain == "none" || plain == "nan" || plain == "na" || plain == "undefined" || plain == "nil")
    return "write `null` where something is not known";
  if (plain == "yes" || plain == "no") return plain == "yes" ? "write `true`" : "write `false`";
  return "put texts and keys into double quotes";
}

std::string hint_for(char first, Expected expected) {
  if (first == '\'') return "JSON has only double quotes";
  if (first == '/' || first == '#') return "JSON has no comments";
  if (first == '}' || first == ']') {
    if (expected == Expected::key || expected == Expected::value)
      return "take away the comma before it";
  }
  if (expected == Expected::comma_in_object || expected == Expected::comma_in_list)
    return "a comma is missing before it";
  if (first == '+' || first == '.') return "write numbers as `0.5` or `5`";
  return {};
}

/// The first character as it can be shown.
std::string shown(std::string_view text) {
  std::size_t end = 0;
  const char32_t first = text::next_code_point(text, end);
  if (first < 0x20) return "a control character";
  return "`" + std::string(text.substr(0, end)) + "`";
}

void report_in_string(const SyntaxError& error, std::string_view rest, text::Report& report) {
  const std::uint32_t last = std::max(error.reached, error.begin + 1) - 1;
  const std::string_view text = error.source->text();
  if (error.reached >= text.size() && text.find('"', error.begin + 1) == std::string_view::npos) {
    report.error(Code::json_syntax, {error.source, {error.begin, error.begin + 1}},
                 "a text that starts here has no closing quote", "it may have been cut off");
    return;
  }
  const std::size_t line_end = rest.find('\n');
  if (static_cast<unsigned char>(text[last]) < 0x20) {
    const bool is_break = text[last] == '\n' || text[last] == '\r';
    report.error(
        Code::json_syntax, {error.source, {error.begin, error.begin + 1}},
        is_break ? "a text that starts here does not end on its line"
                 : "a text holds a control character that is not written as an escape",
        line_end != std::string_view::npos && is_break ? "write a line break as `\\n`" : "");
    return;
  }
  report.error(Code::json_syntax, {error.source, {last, last + 1}},
               "an escape in a text is not one of JSON's", "write a backslash as `\\\\`");
}

}  // namespace

void report_syntax_error(const SyntaxError& error, text::Report& report) {
  const std::string_view rest = error.source->text().substr(error.begin);
  const text::Place here{error.source, {error.begin, error.begin + 1}};
  if (rest.empty()) {
    report.error(Code::json_syntax, here,
                 "the text ends where " + std::string(wanted(error.expected)) + " should follow",
                 "it may have been cut off");
    return;
  }
  if (const FullWidth* sign = find_full_width(rest)) {
    const auto length = static_cast<std::uint32_t>(sign->written.size());
    report.error(Code::json_syntax, {error.source, {error.begin, error.begin + length}},
                 "`" + std::string(sign->written) + "` is full-width",
                 "write `" + std::string(sign->meant) + "`");
    return;
  }
  if (rest.front() == '"' && error.reached > error.begin + 1 &&
      (error.expected == Expected::value || error.expected == Expected::key ||
       error.expected == Expected::first_key || error.expected == Expected::first_item)) {
    report_in_string(error, rest, report);
    return;
  }
  if (error.expected == Expected::end) {
    report.error(Code::json_syntax, here, "more text follows after the end of the JSON value");
    return;
  }
  const std::string_view word = word_at(rest);
  if (!word.empty()) {
    const auto length = static_cast<std::uint32_t>(word.size());
    report.error(
        Code::json_syntax, {error.source, {error.begin, error.begin + length}},
        "`" + shorten(word) + "` stands where " + std::string(wanted(error.expected)) + " should",
        hint_for_word(word));
    return;
  }
  report.error(Code::json_syntax, here,
               shown(rest) + " stands where " + std::string(wanted(error.expected)) + " should",
               hint_for(rest.front(), error.expected));
}

Escape measure_escape(std::string_view text) noexcept {
  if (text.size() < 6 || text[1] != 'u') return {2, 1};
  std::uint32_t unit = 0;
  for (const char c : text.substr(2, 4)) {
    const auto digit = static_cast<std::uint32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    unit = unit * 16 + digit;
  }
  if (unit < 0x80) return {6, 1};
  if (unit < 0x800) return {6, 2};
  if (unit >= 0xD800 && unit < 0xDC00) return {12, 4};
  return {6, 3};
}

std::string shorten(std::string_view name) {
  constexpr std::size_t longest = 60;
  const std::size_t cut = text::skip_code_points(name, 0, longest);
  return cut == name.size() ? std::string(name) : std::string(name.substr(0, cut)) + "…";
}

}  // namespace huice::json
