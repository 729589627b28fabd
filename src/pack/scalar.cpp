#include "pack/scalar.hpp"

#include <algorithm>
#include <cstdint>

#include "pack/full_width.hpp"
#include "text/nearest.hpp"
#include "text/utf8.hpp"

namespace huice::pack {
namespace {

// GB/T 2260, provinces and those of equal rank.
constexpr std::string_view provinces =
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 "
    "71 81 82";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }
bool is_wide(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool all_of(std::string_view text, bool (*test)(char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), test);
}

/// Lower-case words joined by single `-` or `_`; never one that other readers take for a number.
bool is_id(std::string_view text) {
  if (text.empty() || !is_lower(text.front())) return false;
  bool joined = true;
  for (const char c : text) {
    const bool joint = c == '-' || c == '_';
    if (joint ? joined : !is_lower(c) && !is_digit(c)) return false;
    joined = joint;
  }
  return !joined;
}

bool is_token(std::string_view text) {
  return all_of(text,
                [](char c) {
                  return is_letter(c) || is_digit(c) || is_wide(c) || c == '_' || c == '-' ||
                         c == '.';
                }) &&
         !find_full_width(text, ";:,()[]{} ");
}

/// A FEEL name: letters of any script, digits and `_`, with the signs and single blanks that FEEL
/// allows in between.
bool is_name(std::string_view text) {
  const auto starts = [](char c) { return is_letter(c) || is_wide(c) || c == '_'; };
  const auto continues = [&](char c) { return starts(c) || is_digit(c) || c == '\''; };
  const auto joins = [](char c) {
    return std::string_view(" .-/+*").find(c) != std::string_view::npos;
  };
  if (text.empty() || !starts(text.front()) || joins(text.back())) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!continues(text[i]) && !joins(text[i])) return false;
    if (text[i] == ' ' && text[i + 1] == ' ') return false;
  }
  return !find_full_width(text, ";:,()[]{}<>=\"' ");
}

bool is_file_name(std::string_view text) {
  return !text.empty() && text.find_first_of("/\\") == std::string_view::npos &&
         text.front() != '.';
}

/// "2025/4/14", "2025年4月14日", "20250414" and "2025.4.14" are dates that people write.
bool resembles_date(std::string_view text) {
  return std::count_if(text.begin(), text.end(), is_digit) >= 6;
}

ScalarFault fault(text::Code code, std::string message, std::string hint) {
  return {code, std::move(message), std::move(hint)};
}

std::string or_full_width(std::string_view text, std::string hint) {
  const auto found = find_full_width(text, "0123456789-_.,:;()[]{}<>=\"' ");
  return found ? full_width_hint(*found) : std::move(hint);
}

std::optional<ScalarFault> check_date(std::string_view text) {
  if (read_date(text)) return std::nullopt;
  const bool well_formed = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (well_formed) {
    return fault(text::Code::bad_value, "is not a day of the calendar", "");
  }
  return fault(
      text::Code::bad_value, "is not a date",
      or_full_width(text, resembles_date(text) ? "write year, month and day with dashes: 2025-04-14"
                                               : "write a date such as 2025-04-14"));
}

std::optional<ScalarFault> check_area(std::string_view text) {
  if (is_area_code(text)) return std::nullopt;
  if (text.size() == 6 && all_of(text, is_digit)) {
    return fault(text::Code::bad_value, "is not an area code",
                 "GB/T 2260 has no province `" + std::string(text.substr(0, 2)) +
                     "` or no area of that form");
  }
  return fault(text::Code::bad_value, "is not an area code",
               or_full_width(text, "write the six digits of GB/T 2260, such as \"520000\""));
}

std::optional<ScalarFault> check_word(const Shape& shape, std::string_view text) {
  if (words::position(shape.words, text)) return std::nullopt;
  const std::vector<std::string_view> allowed(shape.words.begin(), shape.words.end());
  std::string hint = text::did_you_mean(text, allowed);
  if (hint.empty()) {
    hint = "allowed: ";
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      hint.append(i == 0 ? "`" : ", `").append(allowed[i]).append("`");
    }
  }
  return fault(text::Code::bad_value, "is not one of the words allowed here", std::move(hint));
}

std::optional<ScalarFault> check_form(const Shape& shape, std::string_view text) {
  using text::Code;
  switch (shape.scalar) {
    case Scalar::id:
      if (is_id(text)) return std::nullopt;
      return fault(
          Code::bad_id, "is not an id",
          or_full_width(
              text,
              "an id has words of a-z and 0-9, joined by `-` or `_`, and begins with a letter"));
    case Scalar::name:
      if (is_name(text)) return std::nullopt;
      return fault(
          Code::bad_id, "is not a name",
          or_full_width(
              text,
              "a name begins with a letter of any script or `_`; letters, digits and `_` follow"));
    case Scalar::token:
      if (is_token(text)) return std::nullopt;
      return fault(Code::bad_id, "is not a key that can be referred to",
                   or_full_width(text, "use letters, digits, `_`, `-` and `.`, without blanks"));
    case Scalar::word:
      return check_word(shape, text);
    case Scalar::yes_no:
      if (words::position(words::yes_no, text)) return std::nullopt;
      return fault(Code::bad_value, "is neither `yes` nor `no`", "");
    case Scalar::date:
      return check_date(text);
    case Scalar::area:
      return check_area(text);
    case Scalar::sha256:
      if (text.size() == 64 && all_of(text, is_hex)) return std::nullopt;
      return fault(Code::bad_value, "is not a SHA-256 hash", "64 digits of 0-9 and a-f");
    case Scalar::range:
      if (split_range(text)) return std::nullopt;
      return fault(Code::bad_value, "is not a range",
                   or_full_width(text, "write both ends, \"[0..150]\", or one, \"[0..]\""));
    case Scalar::file_name:
      if (is_file_name(text)) return std::nullopt;
      return fault(Code::bad_value, "is not the name of a file beside the pack",
                   "a name without folders, such as areas.tsv");
    case Scalar::text:
    case Scalar::literal:
    case Scalar::expression:
    case Scalar::cell:
    case Scalar::citations:
    case Scalar::locator:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ScalarFault> check_scalar(const Shape& shape, std::string_view text) {
  if (trim(text).empty() && shape.scalar != Scalar::literal) {
    return fault(text::Code::bad_value, "is blank", "");
  }
  return check_form(shape, text);
}

std::string_view pattern_of(Scalar scalar) noexcept {
  switch (scalar) {
    case Scalar::id:
      return "^[a-z][a-z0-9]*([-_][a-z0-9]+)*$";
    case Scalar::name:
      return "^([A-Za-z_]|[^\\x00-\\x7F])([A-Za-z0-9_' .\\-/+*]|[^\\x00-\\x7F])*$";
    case Scalar::token:
      return "^([A-Za-z0-9_.\\-]|[^\\x00-\\x7F])+$";
    case Scalar::date:
      return "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    case Scalar::area:
      return "^[0-9]{6}$";
    case Scalar::sha256:
      return "^[0-9a-f]{64}$";
    case Scalar::range:
      return "^\\[[^\\[\\]]*\\.\\.[^\\[\\]]*\\]$";
    case Scalar::file_name:
      return "^[^./\\\\][^/\\\\]*$";
    case Scalar::text:
    case Scalar::expression:
    case Scalar::cell:
    case Scalar::citations:
    case Scalar::locator:
      return "\\S";
    case Scalar::word:
    case Scalar::yes_no:
    case Scalar::literal:
      return "";
  }
  return "";
}

std::optional<Date> read_date(std::string_view text) noexcept {
  if (text.size() != 10) return std::nullopt;
  return Date::parse(text);
}

bool is_area_code(std::string_view text) noexcept {
  if (text.size() != 6 || !all_of(text, is_digit)) return false;
  if (text == "000000") return true;
  const bool county_of_no_prefecture = text.substr(2, 2) == "00" && text.substr(4) != "00";
  return provinces.find(text.substr(0, 2)) != std::string_view::npos && !county_of_no_prefecture;
}

std::optional<RangeText> split_range(std::string_view text) noexcept {
  if (text.size() < 5 || text.front() != '[' || text.back() != ']') return std::nullopt;
  const std::string_view inside = text.substr(1, text.size() - 2);
  const std::size_t dots = inside.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const RangeText range{trim(inside.substr(0, dots)), trim(inside.substr(dots + 2))};
  if (range.low.empty() && range.high.empty()) return std::nullopt;
  return range;
}

std::string_view trim(std::string_view text) noexcept {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

}  // namespace huice::pack
