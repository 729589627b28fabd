// Sets of outcomes that a rule can still come to.
#pragma once

#include <cstdint>

namespace huice::deciding {

/// One completion of the facts comes to one of these.
enum class Leaf : std::uint8_t { not_applicable, negative, positive, review };

/// A set of leaves.
class Outcomes {
 public:
  constexpr Outcomes() = default;
  constexpr Outcomes(Leaf leaf)
      : bits_(bit(leaf)) {}  // NOLINT(google-explicit-constructor): a leaf is a set of one
  [[nodiscard]] constexpr bool has(Leaf leaf) const noexcept { return (bits_ & bit(leaf)) != 0; }
  [[nodiscard]] constexpr bool meets(Outcomes other) const noexcept {
    return (bits_ & other.bits_) != 0;
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] constexpr bool decided() const noexcept {
    return bits_ != 0 && (bits_ & (bits_ - 1)) == 0;
  }
  [[nodiscard]] constexpr std::uint8_t bits() const noexcept { return bits_; }
  constexpr Outcomes& operator|=(Outcomes other) noexcept {
    bits_ = static_cast<std::uint8_t>(bits_ | other.bits_);
    return *this;
  }
  [[nodiscard]] constexpr Outcomes without(Leaf leaf) const noexcept {
    Outcomes rest;
    rest.bits_ = static_cast<std::uint8_t>(bits_ & ~bit(leaf));
    return rest;
  }
  friend constexpr Outcomes operator|(Outcomes a, Outcomes b) noexcept { return a |= b; }
  friend constexpr bool operator==(Outcomes, Outcomes) = default;

 private:
  static constexpr std::uint8_t bit(Leaf leaf) noexcept {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(leaf));
  }
  std::uint8_t bits_ = 0;
};

}  // namespace huice::deciding
