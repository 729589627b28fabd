// Values of FEEL, and huice's unknown. 24 bytes; anything larger is a shared immutable object.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "huice/calendar.hpp"
#include "huice/decimal.hpp"

namespace huice::value {

/// Order matters: everything from `string` on is an object.
enum class Kind : std::uint8_t {
  unknown,  ///< nobody has supplied it; never FEEL's null
  null,     ///< FEEL's null: there is none, or an error (then error() is set)
  boolean,
  number,
  date,
  days_duration,
  months_duration,
  string,
  time,
  date_time,
  range,
  list,
  context,
  function,
  bounds,  ///< only inside an unknown number: what is known about it
};

struct Object;

class Value {
 public:
  constexpr Value() noexcept : kind_(Kind::null) {}
  Value(const Value& other) noexcept { copy(other); }
  Value(Value&& other) noexcept { move(other); }
  Value& operator=(const Value& other) noexcept {
    if (this != &other) {
      const Value keep(other);  // NOLINT(performance-unnecessary-copy-initialization): other may be
                                // a part of this
      swap_bits(keep);
    }
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    if (this != &other) {
      release();
      move(other);
    }
    return *this;
  }
  ~Value() { release(); }

  [[nodiscard]] static Value unknown() noexcept { return Value(Kind::unknown); }
  /// An unknown number of which bounds are known. Gives the plain unknown when both are absent.
  [[nodiscard]] static Value unknown_between(const Decimal* low, const Decimal* high);
  [[nodiscard]] static Value null() noexcept { return Value(Kind::null); }
  /// FEEL's null that comes from an error.
  [[nodiscard]] static Value error() noexcept {
    Value v(Kind::null);
    v.flag_ = true;
    return v;
  }
  explicit Value(bool b) noexcept : kind_(Kind::boolean), flag_(b) {}
  explicit Value(const Decimal& d) noexcept : kind_(Kind::number) { bits_.number = d; }
  explicit Value(Date d) noexcept : kind_(Kind::date) { bits_.date = d; }
  explicit Value(const DaysDuration& d) noexcept
      : kind_(Kind::days_duration), aux_(static_cast<std::uint32_t>(d.nanos)) {
    bits_.integer = d.seconds;
  }
  explicit Value(const MonthsDuration& d) noexcept : kind_(Kind::months_duration) {
    bits_.integer = d.months;
  }
  [[nodiscard]] static Value string(std::string_view text);
  [[nodiscard]] static Value time(Time t);
  [[nodiscard]] static Value date_time(DateTime t);
  /// Takes over one reference.
  [[nodiscard]] static Value adopt(Kind kind, Object* object) noexcept {
    Value v(kind);
    v.bits_.object = object;
    v.owns_ = true;
    return v;
  }

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] bool is_unknown() const noexcept { return kind_ == Kind::unknown; }
  [[nodiscard]] bool is_null() const noexcept { return kind_ == Kind::null; }
  [[nodiscard]] bool is_error() const noexcept { return kind_ == Kind::null && flag_; }
  [[nodiscard]] bool is_boolean() const noexcept { return kind_ == Kind::boolean; }
  [[nodiscard]] bool is_true() const noexcept { return kind_ == Kind::boolean && flag_; }
  [[nodiscard]] bool is_false() const noexcept { return kind_ == Kind::boolean && !flag_; }
  [[nodiscard]] bool is_number() const noexcept { return kind_ == Kind::number; }
  [[nodiscard]] bool is_string() const noexcept { return kind_ == Kind::string; }
  [[nodiscard]] bool is_list() const noexcept { return kind_ == Kind::list; }
  [[nodiscard]] bool is_context() const noexcept { return kind_ == Kind::context; }

  // Preconditions: the kind fits.
  [[nodiscard]] bool boolean() const noexcept { return flag_; }
  [[nodiscard]] const Decimal& number() const noexcept { return bits_.number; }
  [[nodiscard]] Date date() const noexcept { return bits_.date; }
  [[nodiscard]] DaysDuration days_duration() const noexcept {
    return {bits_.integer, static_cast<std::int32_t>(aux_)};
  }
  [[nodiscard]] MonthsDuration months_duration() const noexcept { return {bits_.integer}; }
  [[nodiscard]] const std::string& string() const noexcept;
  [[nodiscard]] const Time& time() const noexcept;
  [[nodiscard]] const DateTime& date_time() const noexcept;
  [[nodiscard]] const struct ListObject& list() const noexcept;
  [[nodiscard]] const struct ContextObject& context() const noexcept;
  [[nodiscard]] const struct RangeObject& range() const noexcept;
  [[nodiscard]] const struct FunctionObject& function() const noexcept;
  /// The bounds of an unknown number, or nullptr.
  [[nodiscard]] const struct BoundsObject* bounds() const noexcept;

  /// A copy that does not count its reference: for cells that read constants of a program, which
  /// outlives them. Copies of it do not count either; never store one beyond the program's life.
  [[nodiscard]] Value borrowed() const noexcept {
    Value v(*this, Borrow{});
    return v;
  }
  /// A counting copy of a borrowed value: safe beyond the life of the program.
  [[nodiscard]] Value owned() const noexcept;
  /// Turns a borrowed value into a counting one.
  void own() noexcept;

  /// Levels of lists, contexts, ranges and functions inside one another; 0 for all other values.
  [[nodiscard]] unsigned depth() const noexcept;

 private:
  [[nodiscard]] bool holds_object() const noexcept {
    return kind_ >= Kind::string || (kind_ == Kind::unknown && aux_ != 0);
  }
  struct Borrow {};
  Value(const Value& other, Borrow) noexcept
      : kind_(other.kind_), flag_(other.flag_), aux_(other.aux_), bits_(other.bits_) {}
  explicit constexpr Value(Kind kind) noexcept : kind_(kind) {}
  void copy(const Value& other) noexcept;
  void move(Value& other) noexcept {
    kind_ = other.kind_;
    flag_ = other.flag_;
    owns_ = other.owns_;
    aux_ = other.aux_;
    bits_ = other.bits_;
    other.owns_ = false;
    other.kind_ = Kind::null;
    other.flag_ = false;
  }
  void swap_bits(const Value& other) noexcept {
    release();
    copy(other);
  }
  void release() noexcept {
    if (owns_) drop();
  }
  void drop() noexcept;

  union Bits {
    constexpr Bits() noexcept : integer(0) {}
    Decimal number;
    Date date;
    std::int64_t integer;
    Object* object;
  };

  Kind kind_ = Kind::null;
  bool flag_ = false;  // the boolean; of a null: it came from an error
  bool owns_ = false;  // bits_.object is a counted reference
  std::uint32_t aux_ = 0;
  Bits bits_;
};

static_assert(sizeof(Value) <= 24);

/// Common head of everything shared. Freed when the last reference goes.
struct Object {
  mutable std::atomic<std::uint32_t> references{1};
  std::uint32_t depth = 0;
  Object() = default;
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  virtual ~Object() = default;
};

struct StringObject final : Object {
  explicit StringObject(std::string_view t) : text(t) {}
  std::string text;
};
struct TimeObject final : Object {
  explicit TimeObject(Time t) : time(std::move(t)) {}
  Time time;
};
struct DateTimeObject final : Object {
  explicit DateTimeObject(DateTime t) : date_time(std::move(t)) {}
  DateTime date_time;
};

/// What is known about an unknown number: lies between the bounds, inclusive.
struct BoundsObject final : Object {
  Decimal low, high;
  bool has_low = false;
  bool has_high = false;
};

/// A list. `maybe` is empty, or tells of each item whether it may be absent (the result of a filter
/// whose condition is unknown for it): such a list has an unknown length.
struct ListObject final : Object {
  std::vector<Value> items;
  std::vector<bool> maybe;
  [[nodiscard]] bool certain() const noexcept { return maybe.empty(); }
};

/// A context; entries keep the order in which they were written.
struct ContextObject final : Object {
  std::vector<std::pair<std::string, Value>> entries;
  [[nodiscard]] const Value* find(std::string_view key) const noexcept;
};

/// A range of comparable values. An absent end is unbounded ((<9) has no low end); a null end is
/// not.
/// (=9) and (!=9) are no intervals: their value is both `low` and `high`, and may be of any kind.
struct RangeObject final : Object {
  enum class Shape : std::uint8_t { interval, equal_to, other_than };
  Shape shape = Shape::interval;
  Value low, high;
  bool has_low = true;
  bool has_high = true;
  bool low_included = false;
  bool high_included = false;
};

struct Builtin;

/// A function as a value: a built-in, or a body of the program with the values it closed over.
struct FunctionObject final : Object {
  const Builtin* builtin = nullptr;  ///< nullptr: `body` holds
  std::uint32_t body = 0;            ///< number of a sub-program
  std::vector<std::string> parameters;
  std::vector<Value> captured;
};

/// Values may be nested this deep; deeper ones are errors, so that every walk over a value ends.
inline constexpr unsigned most_levels = 256;

// The parts become counting values, so that the whole may outlive the program.
[[nodiscard]] Value make_list(std::vector<Value> items);
[[nodiscard]] Value make_list(std::vector<Value> items, std::vector<bool> maybe);
[[nodiscard]] Value make_context(std::vector<std::pair<std::string, Value>> entries);
[[nodiscard]] Value make_range(Value low, bool low_included, Value high, bool high_included);
/// [low .. , .. high) and the like: an end that the range does not have is given as null.
[[nodiscard]] Value make_range(Value low, bool low_included, Value high, bool high_included,
                               bool has_low, bool has_high);
/// (=value), or (!=value).
[[nodiscard]] Value make_point_range(Value value, RangeObject::Shape shape);
[[nodiscard]] Value make_function(std::uint32_t body, std::vector<std::string> parameters,
                                  std::vector<Value> captured);
[[nodiscard]] Value make_function(const Builtin& builtin);

inline void Value::own() noexcept {
  if (owns_ || !holds_object()) return;
  bits_.object->references.fetch_add(1, std::memory_order_relaxed);
  owns_ = true;
}

inline Value Value::owned() const noexcept {
  Value v(*this);
  v.own();
  return v;
}

inline void Value::copy(const Value& other) noexcept {
  kind_ = other.kind_;
  flag_ = other.flag_;
  owns_ = other.owns_;
  aux_ = other.aux_;
  bits_ = other.bits_;
  if (owns_) bits_.object->references.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace huice::value
