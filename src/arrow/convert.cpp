#include "arrow/convert.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "huice/calendar.hpp"

namespace huice::arrow {

namespace {

constexpr std::array<double, 7> powers{1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

template <class T>
T at(const Raw& raw, std::int64_t i) noexcept {
  T value;
  std::memcpy(&value,
              static_cast<const char*>(raw.values) +
                  (raw.offset + i) * static_cast<std::int64_t>(sizeof(T)),
              sizeof(T));
  return value;
}

bool is_valid(const Raw& raw, std::int64_t i) noexcept {
  if (raw.validity == nullptr) return true;
  const std::int64_t bit = raw.offset + i;
  return (raw.validity[bit >> 3] >> (bit & 7) & 1U) != 0;
}

/// Remembers which values are known.
class Known {
 public:
  Known(std::int64_t length, std::vector<std::uint8_t>& bits) : bits_(bits) {
    bits_.assign(static_cast<std::size_t>(length) / 8 + 1, 0);
  }
  void set(std::int64_t i) noexcept {
    std::uint8_t& byte = bits_[static_cast<std::size_t>(i >> 3)];
    byte = static_cast<std::uint8_t>(byte | 1U << (i & 7));
  }
  [[nodiscard]] bool at(std::int64_t i) const noexcept {
    return (bits_[static_cast<std::size_t>(i >> 3)] >> (i & 7) & 1U) != 0;
  }

 private:
  std::vector<std::uint8_t>& bits_;
};

/// value x 10^scale, when that quotient is the shortest decimal of the float: of so few digits no
/// two decimals are the same float.
template <class T>
std::optional<std::int64_t> scaled(T value, std::size_t scale) noexcept {
  constexpr double limit = std::is_same_v<T, float> ? 1e6 : 1e15;
  const double whole = std::nearbyint(static_cast<double>(value) * powers[scale]);
  if (!(std::fabs(whole) < limit)) return std::nullopt;
  if (static_cast<T>(whole / powers[scale]) != value) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

template <class T>
std::optional<std::size_t> common_scale(const Raw& raw, const Known& known) noexcept {
  std::size_t scale = 0;
  for (std::int64_t i = 0; i < raw.length; ++i) {
    if (!known.at(i)) continue;
    while (!scaled(at<T>(raw, i), scale)) {
      if (++scale == powers.size()) return std::nullopt;
    }
  }
  return scale;
}

Column blank(const Raw& raw, Layout layout, const Converted& memory) {
  Column made;
  made.layout = layout;
  made.length = raw.length;
  made.validity = memory.known.data();
  return made;
}

template <class Write>
Column texts(const Raw& raw, const Known& known, Converted& memory, Write&& write) {
  memory.offsets.push_back(0);
  for (std::int64_t i = 0; i < raw.length; ++i) {
    if (known.at(i)) {
      const std::string text = write(i);
      memory.text.insert(memory.text.end(), text.begin(), text.end());
    }
    memory.offsets.push_back(static_cast<std::int64_t>(memory.text.size()));
  }
  Column made = blank(raw, Layout::large_texts, memory);
  made.offsets = memory.offsets.data();
  made.values = memory.text.data();
  made.bytes = static_cast<std::int64_t>(memory.text.size());
  return made;
}

template <class T>
std::string shortest(T value) {
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  std::array<char, 32> digits;
  const auto [end, failed] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), end};
}

template <class T>
Column floats(const Raw& raw, Converted& memory) {
  Known known(raw.length, memory.known);
  for (std::int64_t i = 0; i < raw.length; ++i) {
    if (is_valid(raw, i) && !std::isnan(at<T>(raw, i))) known.set(i);
  }
  const auto as_text = [&](std::int64_t i) { return shortest(at<T>(raw, i)); };
  const auto scale = common_scale<T>(raw, known);
  if (!scale) return texts(raw, known, memory, as_text);
  memory.numbers.resize(static_cast<std::size_t>(raw.length));
  for (std::int64_t i = 0; i < raw.length; ++i) {
    if (!known.at(i)) continue;
    const auto number = scaled(at<T>(raw, i), *scale);
    if (!number) return texts(raw, known, memory, as_text);
    memory.numbers[static_cast<std::size_t>(i)] = *number;
  }
  Column made = blank(raw, Layout::int64, memory);
  made.values = memory.numbers.data();
  made.scale = static_cast<int>(*scale);
  return made;
}

/// Units since midnight, also before 1970.
std::int64_t in_day(std::int64_t time, std::int64_t units) noexcept {
  const std::int64_t rest = time % units;
  return rest < 0 ? rest + units : rest;
}

std::int64_t day_of(std::int64_t time, std::int64_t units) noexcept {
  return time / units - (time % units < 0 ? 1 : 0);
}

std::string time_text(std::int64_t time, std::int64_t units) {
  constexpr std::int64_t seconds_a_day = 86'400;
  const auto date = Date::from_days(day_of(time, units));
  if (!date) return "a time outside the calendar";
  const std::int64_t since_midnight = in_day(time, units);
  if (since_midnight == 0) return date->to_string();
  const std::int64_t second = since_midnight / (units / seconds_a_day);
  const auto clock = Time::of(static_cast<int>(second / 3600), static_cast<int>(second / 60 % 60),
                              second % 60 * 1'000'000'000, Zone{});
  return date->to_string() + "T" + (clock ? clock->to_string() : std::string());
}

}  // namespace

Column read_floats(std::string_view format, const Raw& raw, Converted& memory) {
  return format == "f" ? floats<float>(raw, memory) : floats<double>(raw, memory);
}

std::optional<std::int64_t> units_a_day(std::string_view format) {
  constexpr std::int64_t seconds = 86'400;
  if (format == "tss:") return seconds;
  if (format == "tsm:" || format == "tdm") return seconds * 1'000;
  if (format == "tsu:") return seconds * 1'000'000;
  if (format == "tsn:") return seconds * 1'000'000'000;
  return std::nullopt;
}

Column read_times(std::int64_t units_a_day, const Raw& raw, Converted& memory) {
  Known known(raw.length, memory.known);
  memory.days.resize(static_cast<std::size_t>(raw.length));
  bool are_days = true;
  for (std::int64_t i = 0; i < raw.length; ++i) {
    if (!is_valid(raw, i)) continue;
    known.set(i);
    const auto time = at<std::int64_t>(raw, i);
    const std::int64_t day = day_of(time, units_a_day);
    are_days = are_days && in_day(time, units_a_day) == 0 &&
               day >= std::numeric_limits<std::int32_t>::min() &&
               day <= std::numeric_limits<std::int32_t>::max();
    if (are_days) memory.days[static_cast<std::size_t>(i)] = static_cast<std::int32_t>(day);
  }
  if (!are_days) {
    return texts(raw, known, memory,
                 [&](std::int64_t i) { return time_text(at<std::int64_t>(raw, i), units_a_day); });
  }
  Column made = blank(raw, Layout::int32, memory);
  made.values = memory.days.data();
  return made;
}

}  // namespace huice::arrow
