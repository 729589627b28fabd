#include "number/calendar_text.hpp"

namespace huice::number {

namespace {

constexpr std::size_t fraction_digits = 9;

std::optional<std::int64_t> take_year(TextCursor& text) noexcept {
  const bool negative = text.take('-');
  const std::string_view digits = text.take_digits();
  if (digits.size() < 4 || digits.size() > 9 || (digits.size() > 4 && digits.front() == '0'))
    return std::nullopt;
  const std::optional<std::int64_t> year = to_count(digits);
  return year && negative ? -*year : year;
}

}  // namespace

std::optional<Date> take_date(TextCursor& text) noexcept {
  const std::optional<std::int64_t> year = take_year(text);
  if (!year || !text.take('-')) return std::nullopt;
  const std::optional<int> month = text.take_two_digits();
  if (!month || !text.take('-')) return std::nullopt;
  const std::optional<int> day = text.take_two_digits();
  if (!day) return std::nullopt;
  return Date::of(*year, *month, *day);
}

std::optional<std::int64_t> nanos_of_fraction(std::string_view digits) noexcept {
  if (digits.size() > fraction_digits) return std::nullopt;
  std::optional<std::int64_t> nanos = to_count(digits);
  for (std::size_t i = digits.size(); nanos && i < fraction_digits; ++i) *nanos *= 10;
  return nanos;
}

void append_padded(std::string& text, std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) text.append(width - digits.size(), '0');
  text += digits;
}

void append_fraction(std::string& text, std::int64_t nanos) {
  if (nanos == 0) return;
  text += '.';
  append_padded(text, nanos, fraction_digits);
  text.erase(text.find_last_not_of('0') + 1);
}

}  // namespace huice::number
