#include "decide/case_value.hpp"

#include <algorithm>
#include <utility>

#include "pack/scalar.hpp"
#include "text/nearest.hpp"
#include "text/utf8.hpp"

namespace huice::deciding {

using pack::FactType;
using text::Code;
using value::Value;

namespace {

Checked refuse(Code code, std::string message, std::string hint = {}) {
  return {Value::unknown(), Objection{code, std::move(message), std::move(hint)}};
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool has_digits_only(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Digits from the first that is not zero to the last before an exponent.
std::size_t significant_digits(std::string_view number) noexcept {
  std::size_t count = 0;
  for (const char c : number) {
    if (c == 'e' || c == 'E') break;
    if (is_digit(c) && (c != '0' || count > 0)) ++count;
  }
  return count;
}

int days_in_month(int year, int month) noexcept {
  int day = 31;
  while (day > 28 && !Date::of(year, month, day)) --day;
  return day;
}

int to_int(std::string_view digits) noexcept {
  int out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

/// "2025/1/1", "2025.01.01", "20250101" and "2025年1月1日" as they should be written.
std::string date_hint(std::string_view text) {
  std::vector<std::string> parts;
  bool in_digits = false;
  for (const char c : text) {
    if (is_digit(c)) {
      if (!in_digits) parts.emplace_back();
      parts.back() += c;
    }
    in_digits = is_digit(c);
  }
  if (parts.size() == 1 && parts[0].size() == 8) {
    const std::string all = parts[0];
    parts = {all.substr(0, 4), all.substr(4, 2), all.substr(6)};
  }
  if (parts.size() >= 3 && parts[0].size() == 4 && parts[1].size() <= 2 && parts[2].size() <= 2) {
    const auto date = Date::of(to_int(parts[0]), to_int(parts[1]), to_int(parts[2]));
    if (date) return "write `\"" + date->to_string() + "\"`";
  }
  return "write year, month and day: `\"2026-03-10\"`";
}

constexpr std::size_t most_listed = 12;

std::string list_ids(const std::vector<pack::EnumValue>& values) {
  std::string out;
  for (std::size_t i = 0; i < values.size() && i < most_listed; ++i) {
    if (i > 0) out += ", ";
    out += "`" + values[i].id + "`";
  }
  if (values.size() > most_listed) out += " …";
  return out;
}

std::string range_text(const std::string& low, const std::string& high) {
  if (low.empty()) return "at most " + high;
  if (high.empty()) return "at least " + low;
  return "from " + low + " to " + high;
}

}  // namespace

bool is_warning(Code code) noexcept { return text::info(code).id.starts_with('W'); }

std::string quote(std::string_view name) {
  constexpr std::size_t longest = 60;
  const std::size_t cut = text::skip_code_points(name, 0, longest);
  std::string out = "`";
  out += name.substr(0, cut);
  if (cut < name.size()) out += "…";
  out += '`';
  return out;
}

std::string_view what_it_takes(FactType type) noexcept {
  switch (type) {
    case FactType::boolean:
      return "true or false";
    case FactType::integer:
      return "a whole number";
    case FactType::number:
      return "a number";
    case FactType::money:
      return "an amount with at most two decimals";
    case FactType::date:
      return "a date such as \"2026-03-10\"";
    case FactType::duration:
      return "years and months such as \"P1Y6M\"";
    case FactType::enumeration:
      return "one of the ids in its list";
    case FactType::enum_set:
      return "a list of ids";
    case FactType::code:
      return "a place code: six digits in quotes";
    case FactType::text:
      return "a text";
    case FactType::members:
      return "a list of objects";
  }
  return "a text";
}

CheckedPlace check_place(const compile::Catalogue& catalogue, std::string_view code) {
  if (!has_digits_only(code) || code.size() != 6) {
    return {"", Objection{Code::case_bad_place,
                          quote(code) + " is not a place code: six digits of GB/T 2260",
                          "for example `\"520100\"`; an unknown county is `\"520000\"` or "
                          "`\"520100\"`, with zeros"}};
  }
  if (code == "000000" || !pack::is_area_code(code)) {
    return {"", Objection{Code::case_bad_place, "no province has the code prefix `" +
                                                    std::string(code.substr(0, 2)) + "` of " +
                                                    quote(code)}};
  }
  const auto alias = catalogue.area_aliases.find(std::string(code));
  if (alias != catalogue.area_aliases.end()) return {catalogue.areas[alias->second].code};
  if (catalogue.areas.empty() || catalogue.area_index.contains(std::string(code))) {
    return {std::string(code)};
  }
  return {std::string(code),
          Objection{Code::case_unknown_place,
                    "the place code " + quote(code) + " is not in the list of areas"}};
}

bool ValueCheck::is_numeric() const noexcept {
  return is(FactType::integer) || is(FactType::number) || is(FactType::money);
}

Checked ValueCheck::wrong_type(std::string_view found, std::string hint) const {
  return refuse(Code::case_wrong_type,
                quote(fact_.id) + " takes " + std::string(what_it_takes(fact_.type)) + ", not " +
                    std::string(found),
                std::move(hint));
}

Checked ValueCheck::boolean(bool value) const {
  if (!is(FactType::boolean)) return wrong_type("true or false");
  return {Value(value)};
}

Checked ValueCheck::number(const Decimal& value) const {
  if (!is_numeric()) return wrong_type("a number");
  if (is(FactType::integer) && !value.is_integer())
    return wrong_type("the fraction " + value.to_string());
  if (is(FactType::money) && huice::round(value, 2, Rounding::half_even) != value) {
    return refuse(
        Code::case_too_precise,
        quote(fact_.id) + " is money: " + value.to_string() + " has more than two decimals",
        "give yuan and fen, such as `\"1580.50\"`");
  }
  if ((fact_.low && value < *fact_.low) || (fact_.high && *fact_.high < value)) {
    return refuse(Code::case_out_of_range,
                  quote(fact_.id) + " is " +
                      range_text(fact_.low ? fact_.low->to_string() : "",
                                 fact_.high ? fact_.high->to_string() : "") +
                      ", not " + value.to_string());
  }
  return {Value(value)};
}

Checked ValueCheck::number_text(std::string_view value) const {
  constexpr std::size_t most_digits = 34;
  const std::optional<Decimal> number = Decimal::parse(value);
  if (!number) {
    const bool grouped = value.find_first_of(",_ ") != std::string_view::npos;
    return wrong_type(quote(value), grouped ? "write digits without separators" : "");
  }
  if (significant_digits(value) > most_digits) {
    return refuse(Code::case_too_precise, quote(fact_.id) + " has more than 34 digits");
  }
  return this->number(*number);
}

Checked ValueCheck::date(Date value) const {
  if (!is(FactType::date)) return wrong_type("a date");
  if ((fact_.first && value < *fact_.first) || (fact_.last && *fact_.last < value)) {
    return refuse(Code::case_out_of_range,
                  quote(fact_.id) + " is " +
                      range_text(fact_.first ? fact_.first->to_string() : "",
                                 fact_.last ? fact_.last->to_string() : "") +
                      ", not " + value.to_string());
  }
  return {Value(value)};
}

Objection not_a_date(std::string_view name, std::string_view text) {
  const bool looks_right = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                           has_digits_only(text.substr(0, 4)) &&
                           has_digits_only(text.substr(5, 2)) && has_digits_only(text.substr(8));
  if (!looks_right) {
    return {Code::case_bad_date, quote(name) + " takes a date, not " + quote(text),
            date_hint(text)};
  }
  std::string message = "there is no date " + quote(text);
  const int year = to_int(text.substr(0, 4));
  const int month = to_int(text.substr(5, 2));
  if (month < 1 || month > 12) return {Code::case_bad_date, message, "months are 01 to 12"};
  return {Code::case_bad_date, message,
          std::string(text.substr(0, 7)) + " has " + std::to_string(days_in_month(year, month)) +
              " days"};
}

Checked ValueCheck::date_text(std::string_view value) const {
  const std::optional<Date> date = pack::read_date(value);
  if (!date) return {Value::unknown(), not_a_date(fact_.id, value)};
  return this->date(*date);
}

Checked ValueCheck::duration(const MonthsDuration& value) const {
  if (!is(FactType::duration)) return wrong_type("a duration");
  return {Value(value)};
}

Checked ValueCheck::duration_text(std::string_view value) const {
  const std::optional<MonthsDuration> months = MonthsDuration::parse(value);
  if (months) return duration(*months);
  const bool is_days = DaysDuration::parse(value).has_value();
  return wrong_type(quote(value), is_days ? "days and hours are not years and months" : "");
}

Objection ValueCheck::not_a_choice(std::string_view id) const {
  std::vector<std::string_view> ids;
  for (const pack::EnumValue& value : fact_.values) ids.push_back(value.id);
  std::string hint = text::did_you_mean(id, ids);
  if (!hint.empty()) hint += ' ';
  hint += "allowed: " + list_ids(fact_.values);
  return {Code::case_not_in_enum, quote(id) + " is not a value of " + quote(fact_.id),
          std::move(hint)};
}

Checked ValueCheck::choice(std::string_view id) const {
  const bool known = std::any_of(fact_.values.begin(), fact_.values.end(),
                                 [&](const pack::EnumValue& value) { return value.id == id; });
  if (!known) return {Value::unknown(), not_a_choice(id)};
  return {Value::string(id)};
}

Checked ValueCheck::choices(const std::vector<std::string_view>& ids) const {
  if (!is(FactType::enum_set)) return wrong_type("a list");
  std::vector<Value> chosen;
  for (const pack::EnumValue& value : fact_.values) {
    if (std::find(ids.begin(), ids.end(), value.id) != ids.end())
      chosen.push_back(Value::string(value.id));
  }
  for (const std::string_view id : ids) {
    Checked one = choice(id);
    if (one.objection) return one;
  }
  return {value::make_list(std::move(chosen))};
}

Checked ValueCheck::place(std::string_view code) const {
  CheckedPlace checked = check_place(catalogue_, code);
  if (checked.code.empty()) return {Value::unknown(), std::move(checked.objection)};
  return {Value::string(checked.code), std::move(checked.objection)};
}

Checked ValueCheck::text(std::string_view value) const {
  switch (fact_.type) {
    case FactType::integer:
    case FactType::number:
    case FactType::money:
      return number_text(value);
    case FactType::date:
      return date_text(value);
    case FactType::duration:
      return duration_text(value);
    case FactType::enumeration:
      return choice(value);
    case FactType::enum_set:
      return choices({value});
    case FactType::code:
      return place(value);
    case FactType::text:
      return {Value::string(value)};
    case FactType::boolean:
    case FactType::members:
      break;
  }
  return wrong_type("the text " + quote(value));
}

}  // namespace huice::deciding
