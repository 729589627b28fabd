// How built-ins receive their arguments: padded, checked, one-item lists unwrapped.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "value/builtins.hpp"
#include "value/interval.hpp"
#include "value/kinds.hpp"

namespace huice::value {

using Arguments = std::span<const Value>;

/// What a parameter accepts. One that accepts null may be left out.
inline constexpr Kinds null_kind = kinds_of(Kind::null);
inline constexpr Kinds numbers = kinds_of(Kind::number);
inline constexpr Kinds texts = kinds_of(Kind::string);
inline constexpr Kinds booleans = kinds_of(Kind::boolean);
inline constexpr Kinds lists = kinds_of(Kind::list);
inline constexpr Kinds contexts = kinds_of(Kind::context);
inline constexpr Kinds functions = kinds_of(Kind::function);
inline constexpr Kinds ranges = kinds_of(Kind::range);
inline constexpr Kinds days = kinds_of(Kind::date, Kind::date_time);
inline constexpr Kinds spans_of_time = kinds_of(Kind::days_duration, Kind::months_duration);

enum class Unknowns : std::uint8_t {
  spread,  ///< any unknown part of an argument makes the result unknown
  passed,  ///< the body sees them
};

/// Calls `body` with exactly accepted.size() arguments (left-out ones null), each of a kind that is
/// accepted or unknown. A known argument that is not accepted is an error, whatever the others.
[[nodiscard]] Value call_with(Arguments arguments, std::span<const Kinds> accepted,
                              const CallContext& context, Unknowns unknowns, BuiltinBody body);

/// A body that never sees an unknown.
template <BuiltinBody body, Kinds... accepted>
Value known(Arguments arguments, const CallContext& context) {
  static constexpr std::array<Kinds, sizeof...(accepted)> kinds{accepted...};
  return call_with(arguments, kinds, context, Unknowns::spread, body);
}

/// A body that handles unknowns itself.
template <BuiltinBody body, Kinds... accepted>
Value partly_known(Arguments arguments, const CallContext& context) {
  static constexpr std::array<Kinds, sizeof...(accepted)> kinds{accepted...};
  return call_with(arguments, kinds, context, Unknowns::passed, body);
}

/// The items of f(list) or f(a, b, ...); a single value that is no list counts as a list of itself.
class Items {
 public:
  /// Nothing for no argument, and for a null in the place of the list.
  [[nodiscard]] static std::optional<Items> of(Arguments arguments);
  explicit Items(const ListObject& list) : values_(list.items), maybe_(&list.maybe) {}

  [[nodiscard]] std::span<const Value> values() const noexcept { return values_; }
  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }
  [[nodiscard]] bool certain() const noexcept { return maybe_ == nullptr || maybe_->empty(); }
  [[nodiscard]] bool may_be_absent(std::size_t i) const noexcept {
    return !certain() && (*maybe_)[i];
  }
  /// Is at least one item there for certain?
  [[nodiscard]] bool some_certain() const noexcept;
  [[nodiscard]] bool fully_known() const;
  /// Is an item that is there for certain of no kind in `kinds`?
  [[nodiscard]] bool certainly_holds_other_than(Kinds kinds) const noexcept;

 private:
  explicit Items(Arguments values) : values_(values) {}
  std::span<const Value> values_;
  const std::vector<bool>* maybe_ = nullptr;
};

/// Is it one argument that may turn out to be a list or not?
[[nodiscard]] bool is_unknown_list(Arguments arguments) noexcept;

[[nodiscard]] inline Value value_or_error(const std::optional<Decimal>& number) {
  return number ? Value(*number) : Value::error();
}
[[nodiscard]] inline Value whole_number(std::size_t number) {
  return Value(Decimal(static_cast<std::int64_t>(number)));
}

/// 1-based, negative from the end, truncated; nothing outside 1 .. size.
[[nodiscard]] std::optional<std::size_t> index_of_position(const Decimal& position,
                                                           std::size_t size) noexcept;

}  // namespace huice::value
