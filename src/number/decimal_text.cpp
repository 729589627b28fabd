// Decimals from and to text.
#include <cstdlib>

#include "number/decimal_rounding.hpp"
#include "number/text_cursor.hpp"

namespace huice {

using number::DecimalParts;
using number::TextCursor;
using number::Uint128;

namespace {

constexpr int digits_read = 37;        // as many as fit in 128 bits whatever they are
constexpr int far_exponent = 100'000;  // beyond every finite number
constexpr std::size_t longest_plain = 40;

/// Collects digits; those past digits_read only say "a little more".
class Significand {
 public:
  /// The number of digits taken.
  std::int64_t take_digits(TextCursor& text) noexcept {
    std::int64_t taken = 0;
    for (; text.at_digit(); ++taken) push(text.take_digit());
    return taken;
  }

  [[nodiscard]] std::optional<Decimal> scaled(bool negative, std::int64_t exponent) const noexcept {
    const std::int64_t total = exponent + dropped_;
    const int held = static_cast<int>(std::clamp<std::int64_t>(total, -far_exponent, far_exponent));
    return number::fit(negative, number::to_limbs<4>(coefficient_), held, inexact_);
  }

 private:
  void push(int digit) noexcept {
    if (coefficient_ < number::power_of_ten(digits_read)) {
      coefficient_ = coefficient_ * 10 + static_cast<unsigned>(digit);
    } else {
      ++dropped_;
      inexact_ = inexact_ || digit != 0;
    }
  }

  Uint128 coefficient_ = 0;
  std::int64_t dropped_ = 0;
  bool inexact_ = false;
};

/// "e3", "E+60", or nothing there: 0. A number of any length; past far_exponent all are alike.
std::optional<std::int64_t> take_exponent(TextCursor& text) noexcept {
  if (!text.take('e') && !text.take('E')) return 0;
  const bool negative = text.take('-');
  if (!negative) text.take('+');
  if (!text.at_digit()) return std::nullopt;
  std::int64_t exponent = 0;
  constexpr std::int64_t most = std::int64_t{1} << 60;
  while (text.at_digit()) exponent = std::min(exponent * 10 + text.take_digit(), most / 16);
  return negative ? -exponent : exponent;
}

std::string digits_of(Uint128 coefficient) {
  std::string digits(static_cast<std::size_t>(std::max(number::digit_count(coefficient), 1)), '0');
  std::size_t at = digits.size();
  for (; number::high_word(coefficient) != 0; coefficient /= 10)
    digits[--at] = static_cast<char>('0' + static_cast<int>(coefficient % 10));
  for (std::uint64_t rest = number::low_word(coefficient); rest != 0; rest /= 10)
    digits[--at] = static_cast<char>('0' + static_cast<int>(rest % 10));
  return digits;
}

/// Precondition: exponent <= 0.
std::string with_point(std::string digits, int exponent) {
  const auto places = static_cast<std::size_t>(-exponent);
  if (places == 0) return digits;
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, 1, '.');
  return digits;
}

std::string scientific(std::string digits, int exponent) {
  exponent += static_cast<int>(digits.size()) - 1;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.size() > 1) digits.insert(1, 1, '.');
  return digits + (exponent < 0 ? "E-" : "E+") + std::to_string(std::abs(exponent));
}

std::size_t plain_length(std::size_t digits, int exponent) noexcept {
  if (exponent >= 0) return digits + static_cast<std::size_t>(exponent);
  const auto places = static_cast<std::size_t>(-exponent);
  return std::max(digits, places + 1) + 1;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) noexcept {
  TextCursor cursor(text);
  const bool negative = cursor.take('-');
  Significand significand;
  const std::int64_t whole = significand.take_digits(cursor);
  std::int64_t places = 0;
  if (cursor.take('.')) {
    places = significand.take_digits(cursor);
    if (places == 0) return std::nullopt;
  }
  if (whole + places == 0) return std::nullopt;
  const std::optional<std::int64_t> exponent = take_exponent(cursor);
  if (!exponent || !cursor.at_end()) return std::nullopt;
  return significand.scaled(negative, *exponent - places);
}

std::string Decimal::to_string() const {
  DecimalParts parts = DecimalCodec::unpack(*this);
  if (parts.coefficient == 0) return "0";
  number::strip_zeros(parts, 0);
  std::string digits = digits_of(parts.coefficient);
  std::string text;
  if (plain_length(digits.size(), parts.exponent) > longest_plain) {
    text = scientific(std::move(digits), parts.exponent);
  } else if (parts.exponent > 0) {
    text = digits.append(static_cast<std::size_t>(parts.exponent), '0');
  } else {
    text = with_point(std::move(digits), parts.exponent);
  }
  return parts.negative ? "-" + text : text;
}

std::string Decimal::to_fixed(int decimals) const {
  const int scale = std::clamp(decimals, 0, -number::min_exponent);
  const Decimal rounded = round(*this, scale, Rounding::half_even).value_or(*this);
  const DecimalParts parts = DecimalCodec::unpack(rounded);
  std::string digits = digits_of(parts.coefficient);
  // Rounded, so no more than `scale` digits lie after the point.
  const int zeros = parts.coefficient == 0 ? 0 : parts.exponent + scale;
  digits.append(static_cast<std::size_t>(zeros), '0');
  const std::string text = with_point(std::move(digits), -scale);
  return parts.negative ? "-" + text : text;
}

}  // namespace huice
