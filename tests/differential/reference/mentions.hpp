// What a rule reads: names, and the literals that cut the domains into cells.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "differential/reference/question.hpp"

namespace huice::reference {

struct Mentions {
  std::set<std::string> names;  ///< facts and parameters
  std::set<Decimal> numbers;
  std::set<Date> dates;
  std::set<std::int64_t> months;
  std::set<std::string> codes;
  /// A name and what it is compared with by `=`, `!=` or `in`: a name or a text.
  std::set<std::pair<std::string, std::string>> equated;
};

/// Of the rule, what it requires, the definitions and bound values that it uses.
[[nodiscard]] Mentions mentions_of(const Question& question, const pack::Rule& rule);

}  // namespace huice::reference
