#include "differential/reference/domains.hpp"

#include <stdexcept>

namespace huice::reference {

using pack::FactType;
using pack::ParameterKind;
using pack::ValueType;

namespace {

template <class T>
std::vector<Value> values_of(const std::set<T>& items) {
  std::vector<Value> values;
  for (const T& item : items) values.push_back({item});
  return values;
}

Decimal plus(const Decimal& a, const Decimal& b) { return *add(a, b); }

const Decimal far_away = Decimal(1'000'000'000);

/// The first day on which day + months is `least` or later.
Date first_reaching(Date least, std::int64_t months) {
  Date day = *least.plus_months(-months)->plus_days(-6);
  while (*day.plus_months(months) < least) day = *day.plus_days(1);
  return day;
}

}  // namespace

Domains::Domains(const Question& question, const Mentions& mentions)
    : question_(question), mentions_(mentions), names_(mentions.names) {}

std::vector<Value> Domains::of(const pack::Fact& fact) const {
  switch (fact.type) {
    case FactType::boolean:
      return {{false}, {true}};
    case FactType::enumeration: {
      std::vector<Value> values;
      for (const auto& value : fact.values) values.push_back({value.id});
      return values;
    }
    case FactType::integer:
    case FactType::number:
    case FactType::money:
      return numbers(fact);
    case FactType::date:
      return dates(fact);
    case FactType::code:
      return places(fact);
    default:
      throw std::logic_error("the reference has no domain of " + fact.id);
  }
}

// Literals, and what the case sets parameters to.
std::set<Decimal> Domains::constants() const {
  std::set<Decimal> found = mentions_.numbers;
  for (const auto& [id, value] : question_.parameters) {
    if (const auto* number = value.as<Decimal>()) found.insert(*number);
  }
  return found;
}

// Two facts can be compared with one parameter: what the others are or can be.
std::set<Decimal> Domains::of_other_facts(const pack::Fact& fact) const {
  std::set<Decimal> found;
  for (const pack::Fact& other : question_.model.facts) {
    if (other.id == fact.id || other.type != FactType::integer || !reads(other)) continue;
    const auto known = question_.facts.find(other.id);
    if (known != question_.facts.end()) {
      found.insert(*known->second.as<Decimal>());
    } else {
      for (const Value& value : numbers(other)) found.insert(*value.as<Decimal>());
    }
  }
  return found;
}

// Every whole number of a short range; else the literals with their neighbours, and the ends.
std::vector<Value> Domains::numbers(const pack::Fact& fact) const {
  const Decimal low = fact.low.value_or(-far_away);
  const Decimal high = fact.high.value_or(far_away);
  std::set<Decimal> found{low, high};
  if (fact.type == FactType::integer && *subtract(high, low) <= Decimal(40)) {
    for (Decimal n = low; n <= high; n = plus(n, Decimal(1))) found.insert(n);
    return values_of(found);
  }
  for (const Decimal& other : of_other_facts(fact)) {
    if (low <= other && other <= high) found.insert(other);
  }
  const Decimal step = fact.type == FactType::integer ? Decimal(1) : Decimal::scaled(1, -2);
  for (const Decimal& literal : constants()) {
    for (const Decimal& near : {plus(literal, -step), literal, plus(literal, step)}) {
      if (low <= near && near <= high) found.insert(near);
    }
  }
  return values_of(found);
}

// A parameter without a value has no domain: every literal, every value that facts take, sums of
// two of them, and what lies between.
std::vector<Value> Domains::any_number() const {
  std::set<Decimal> found{-far_away, far_away};
  const auto note = [&](const Decimal& n) {
    for (const Decimal& near :
         {plus(n, Decimal::scaled(-5, -1)), n, plus(n, Decimal::scaled(5, -1))})
      found.insert(near);
  };
  for (const Decimal& literal : constants()) note(literal);
  std::set<Decimal> taken{Decimal(0), Decimal(1)};  // some rules add one
  for (const pack::Fact& fact : question_.model.facts) {
    const bool counts = fact.type == FactType::integer || fact.type == FactType::number ||
                        fact.type == FactType::money;
    if (!counts || !reads(fact)) continue;
    const auto known = question_.facts.find(fact.id);
    const std::vector<Value> values =
        known != question_.facts.end() ? std::vector<Value>{known->second} : numbers(fact);
    std::set<Decimal> sums;
    for (const Value& value : values) {
      for (const Decimal& other : taken) sums.insert(plus(other, *value.as<Decimal>()));
    }
    taken.merge(sums);
  }
  for (const Decimal& value : taken) note(value);
  return values_of(found);
}

// The days that dates are compared with.
std::set<Date> Domains::bases() const {
  std::set<Date> found = mentions_.dates;
  found.insert(question_.as_of);
  for (const pack::Fact& fact : question_.model.facts) {
    if (fact.type != FactType::date || !reads(fact)) continue;
    if (fact.first) found.insert(*fact.first);
    if (fact.last) found.insert(*fact.last);
    const auto known = question_.facts.find(fact.id);
    if (known != question_.facts.end()) found.insert(*known->second.as<Date>());
  }
  return found;
}

// Around each day at which day + duration passes the date of the case, a literal or a bound.
std::vector<Value> Domains::dates(const pack::Fact& fact) const {
  const Date low = fact.first.value_or(*Date::parse("1850-01-01"));
  const Date high = fact.last.value_or(*Date::parse("2250-01-01"));
  std::set<Date> bases = this->bases();
  std::set<std::int64_t> months{0};
  for (const std::int64_t literal : mentions_.months) months.insert({literal, -literal});
  std::set<Date> found{low, *low.plus_days(1), *high.plus_days(-1), high};
  for (const Date base : bases) {
    for (const std::int64_t duration : months) {
      const Date reaches = first_reaching(base, duration);
      const Date passes = first_reaching(*base.plus_days(1), duration);
      for (const Date day : {*reaches.plus_days(-1), reaches, *passes.plus_days(-1), passes}) {
        if (low <= day && day <= high) found.insert(day);
      }
    }
  }
  return values_of(found);
}

std::vector<Value> Domains::any_duration() const {
  std::set<std::int64_t> found{-2400, 0, 2400};
  const auto note = [&](std::int64_t months) { found.insert({months - 1, months, months + 1}); };
  for (const std::int64_t months : mentions_.months) note(months);
  for (const pack::Fact& fact : question_.model.facts) {
    if (fact.type != FactType::date || !reads(fact)) continue;
    const auto known = question_.facts.find(fact.id);
    std::vector<Value> days = dates(fact);
    if (known != question_.facts.end()) days = {known->second};
    for (const Value& day : days) {
      for (const Date base : bases()) note(months_between(*day.as<Date>(), base));
    }
  }
  std::vector<Value> values;
  for (const std::int64_t months : found) values.push_back({MonthsDuration{months}});
  return values;
}

// Each county that is mentioned, and two that nothing mentions in each area around one and outside
// of all: so two places can be told apart anywhere. A place may also be written as a coarse code
// that it is compared with as written.
std::vector<Value> Domains::places(const pack::Fact& fact) const {
  std::set<std::string> counties{"659998", "659997"};
  std::set<std::string> mentioned = mentions_.codes;
  for (const auto& [id, value] : question_.facts) {
    if (const auto* known = value.as<Place>()) mentioned.insert(known->written);
  }
  for (const std::string& code : mentioned) {
    if (code == "000000") continue;
    if (!is_coarse(code)) counties.insert(code);
    const std::string prefecture = code.substr(2, 2) == "00" ? "99" : code.substr(2, 2);
    for (const char* tail : {"98", "97"}) {
      counties.insert(code.substr(0, 2) + prefecture + tail);
      counties.insert(code.substr(0, 2) + "99" + tail);
    }
  }
  std::set<std::string> coarse;
  for (const auto& [name, other] : mentions_.equated) {
    if (name != fact.id) continue;
    const auto known = question_.facts.find(other);
    const std::string code = known != question_.facts.end() && known->second.as<Place>()
                                 ? known->second.as<Place>()->written
                                 : other;
    if (code.size() == 6 && code != "000000" && is_coarse(code)) coarse.insert(code);
  }
  std::string written;
  if (const auto known = question_.facts.find(fact.id); known != question_.facts.end())
    written = known->second.as<Place>()->written;
  std::vector<Value> values;
  for (const std::string& county : counties) {
    if (written.empty()) {
      values.push_back({Place{county, county}});
      for (const std::string& area : coarse) {
        if (lies_in(county, area)) values.push_back({Place{area, county}});
      }
    } else if (lies_in(county, written)) {
      values.push_back({Place{written, county}});
    }
  }
  return values;
}

std::vector<Value> Domains::subsets(ValueType type) const {
  std::set<std::string> texts;
  std::set<Decimal> numbers_looked_for;
  for (const pack::Fact& fact : question_.model.facts) {
    if (!reads(fact)) continue;
    if (type == ValueType::text && fact.type == FactType::enumeration) {
      for (const auto& value : fact.values) texts.insert(value.id);
    }
    if (type == ValueType::code && fact.type == FactType::code) {
      const auto known = question_.facts.find(fact.id);
      if (known != question_.facts.end()) texts.insert(known->second.as<Place>()->written);
      if (known == question_.facts.end()) {
        for (const Value& place : places(fact)) texts.insert(place.as<Place>()->written);
      }
    }
    if (type == ValueType::integer && fact.type == FactType::integer) {
      for (const Value& value : numbers(fact)) numbers_looked_for.insert(*value.as<Decimal>());
    }
  }
  std::vector<Value> elements = values_of(texts);
  for (const Decimal& number : numbers_looked_for) elements.push_back({number});
  std::vector<Value> sets;
  for (std::size_t choice = 0; choice < (std::size_t{1} << elements.size()); ++choice) {
    Items items;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if ((choice >> i & 1U) != 0) items.push_back(elements[i]);
    }
    sets.push_back({items});
  }
  return sets;
}

std::vector<Value> Domains::of(const pack::Parameter& parameter) const {
  if (parameter.kind == ParameterKind::set) return subsets(parameter.type);
  switch (parameter.type) {
    case ValueType::boolean:
      return {{false}, {true}};
    case ValueType::number:
    case ValueType::money:
      return any_number();
    case ValueType::duration:
      return any_duration();
    default:
      throw std::logic_error("the reference has no domain of " + parameter.id);
  }
}

}  // namespace huice::reference
