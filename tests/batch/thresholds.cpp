#include "batch/thresholds.hpp"

#include <algorithm>
#include <string_view>

#include "pack/scalar.hpp"

namespace huice::test {

namespace {

bool is_part(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
         c == '-' || c == '_';
}

template <class T>
void keep_each_once(std::vector<T>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

Thresholds thresholds_of(const std::string& text, Date as_of) {
  Thresholds found;
  found.dates.push_back(as_of);
  std::vector<std::int64_t> months;
  const auto take = [&](std::string_view word) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    while (!word.empty() && !is_digit(word.back()) && word.back() != 'Y' && word.back() != 'M')
      word.remove_suffix(1);
    if (word.empty()) return;
    if (const auto duration = MonthsDuration::parse(word)) months.push_back(duration->months);
    if (const auto date = Date::parse(word)) found.dates.push_back(*date);
    if (!is_digit(word.front())) return;
    if (word.size() == 6 && word != "000000" && pack::is_area_code(word)) {
      found.codes.emplace_back(word);
      return;
    }
    if (const auto number = Decimal::parse(word)) found.numbers.push_back(*number);
  };
  for (std::size_t at = 0; at < text.size();) {
    if (!is_part(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_part(text[end])) ++end;
    // `[1..3]` has two numbers.
    const std::string_view word(text.data() + at, end - at);
    const std::size_t dots = word.find("..");
    take(word.substr(0, dots));
    if (dots != std::string_view::npos) take(word.substr(dots + 2));
    at = end;
  }
  keep_each_once(months);
  for (const std::int64_t count : months) {
    found.durations.push_back(MonthsDuration{count});
    for (const std::int64_t distance : {-count, count}) {
      if (const auto day = as_of.plus_months(distance)) found.dates.push_back(*day);
    }
  }
  keep_each_once(found.numbers);
  keep_each_once(found.dates);
  keep_each_once(found.codes);
  return found;
}

}  // namespace huice::test
