// Values to try for what is unknown: enough to reach every cell that the literals cut out.
#pragma once

#include <vector>

#include "differential/reference/mentions.hpp"

namespace huice::reference {

class Domains {
 public:
  Domains(const Question& question, const Mentions& mentions);

  /// Also of a place that the case gives coarsely: the counties in it.
  [[nodiscard]] std::vector<Value> of(const pack::Fact& fact) const;
  [[nodiscard]] std::vector<Value> of(const pack::Parameter& parameter) const;

 private:
  [[nodiscard]] std::set<Decimal> constants() const;
  [[nodiscard]] std::set<Decimal> of_other_facts(const pack::Fact& fact) const;
  [[nodiscard]] std::set<Date> bases() const;
  [[nodiscard]] std::vector<Value> numbers(const pack::Fact& fact) const;
  [[nodiscard]] std::vector<Value> dates(const pack::Fact& fact) const;
  [[nodiscard]] std::vector<Value> places(const pack::Fact& fact) const;
  [[nodiscard]] std::vector<Value> any_number() const;
  [[nodiscard]] std::vector<Value> any_duration() const;
  [[nodiscard]] std::vector<Value> subsets(pack::ValueType type) const;
  [[nodiscard]] bool reads(const pack::Fact& fact) const { return names_.count(fact.id) != 0; }

  const Question& question_;
  const Mentions& mentions_;
  const std::set<std::string>& names_;
};

}  // namespace huice::reference
