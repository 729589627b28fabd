#include <array>

#include "feel/scope.hpp"

namespace huice::feel {
namespace {

// DMN 1.5, 10.3.4, table by table; the last group is huice's own.
constexpr auto names = std::to_array<std::string_view>(
    {// conversion
     "date", "date and time", "time", "number", "string", "duration", "years and months duration",
     // boolean
     "not",
     // string
     "substring", "string length", "upper case", "lower case", "substring before",
     "substring after", "replace", "contains", "starts with", "ends with", "matches", "split",
     "string join",
     // list
     "list contains", "list replace", "count", "min", "max", "sum", "mean", "all", "any", "sublist",
     "append", "concatenate", "insert before", "remove", "reverse", "index of", "union",
     "distinct values", "flatten", "product", "median", "stddev", "mode",
     // numeric
     "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down",
     "abs", "modulo", "sqrt", "log", "exp", "odd", "even",
     // date and time
     "is", "day of year", "day of week", "month of year", "week of year", "now", "today",
     // range
     "range", "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after",
     "finishes", "finished by", "includes", "during", "starts", "started by", "coincides",
     // list order and context
     "sort", "get value", "get entries", "context", "context put", "context merge",
     // huice
     "as_of", "within", "county", "prefecture", "province"});

NameSet make_builtin_names() {
  NameSet set;
  for (const std::string_view name : names) set.add(name);
  return set;
}

}  // namespace

const NameSet& builtin_names() {
  static const NameSet set = make_builtin_names();
  return set;
}

}  // namespace huice::feel
