// Reads a short ASCII text from left to right.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace huice::number {

class TextCursor {
 public:
  constexpr explicit TextCursor(std::string_view text) noexcept : rest_(text) {}

  [[nodiscard]] constexpr std::string_view rest() const noexcept { return rest_; }
  [[nodiscard]] constexpr bool at_end() const noexcept { return rest_.empty(); }
  [[nodiscard]] constexpr bool at(char wanted) const noexcept {
    return !rest_.empty() && rest_.front() == wanted;
  }
  [[nodiscard]] constexpr bool at_digit() const noexcept {
    return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
  }

  constexpr bool take(char wanted) noexcept {
    if (!at(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Precondition: at_digit().
  constexpr int take_digit() noexcept {
    const int digit = rest_.front() - '0';
    rest_.remove_prefix(1);
    return digit;
  }

  /// All digits that follow.
  constexpr std::string_view take_digits() noexcept {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    const std::string_view digits = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return digits;
  }

  constexpr std::string_view take_rest() noexcept {
    const std::string_view all = rest_;
    rest_ = {};
    return all;
  }

  /// Exactly two digits.
  constexpr std::optional<int> take_two_digits() noexcept {
    if (!at_digit()) return std::nullopt;
    const int tens = take_digit();
    if (!at_digit()) return std::nullopt;
    return tens * 10 + take_digit();
  }

 private:
  std::string_view rest_;
};

/// The value of a text of digits; nothing above the largest int64.
constexpr std::optional<std::int64_t> to_count(std::string_view digits) noexcept {
  std::int64_t value = 0;
  for (const char digit : digits) {
    if (__builtin_mul_overflow(value, 10, &value) ||
        __builtin_add_overflow(value, digit - '0', &value))
      return std::nullopt;
  }
  return value;
}

}  // namespace huice::number
