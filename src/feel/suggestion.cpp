#include "feel/suggestion.hpp"

#include <algorithm>
#include <array>

#include "text/nearest.hpp"

namespace huice::feel {
namespace {

struct Foreign {
  std::string_view name;  // in small letters
  std::string_view hint;
};

constexpr std::string_view use_length =
    "FEEL has `string length` for a string and `count` for a list";
constexpr std::string_view use_mean = "FEEL calls it `mean`";
constexpr std::string_view use_null = "compare with `= null` or `!= null`";
constexpr std::string_view use_if = "write `if a then b else c`";
constexpr std::string_view use_null_default = "write `if a = null then b else a`";
constexpr std::string_view use_join =
    "strings are joined with `+`, lists of strings with `string join`";
constexpr std::string_view use_rounding =
    "say how: `round half up`, `round half down`, `round up`, `round down` (n, scale), or "
    "`decimal` "
    "for half-even";
constexpr std::string_view use_as_of = "the date of the case is `as_of`";
constexpr std::string_view use_duration =
    "add the duration and compare the dates: `start + @\"P1Y\" <= as_of`";

// Names of spreadsheets, SQL and programming languages.
constexpr auto foreign_names = std::to_array<Foreign>({
    {"average", use_mean},
    {"avg", use_mean},
    {"ceil", "FEEL calls it `ceiling`"},
    {"coalesce", use_null_default},
    {"concat", use_join},
    {"current_date", use_as_of},
    {"datediff", use_duration},
    {"getdate", use_as_of},
    {"ifnull", use_null_default},
    {"iif", use_if},
    {"isblank", use_null},
    {"isempty", use_null},
    {"isnull", use_null},
    {"len", use_length},
    {"length", use_length},
    {"lower", "FEEL calls it `lower case`"},
    {"mid", "FEEL calls it `substring`"},
    {"mod", "FEEL calls it `modulo`"},
    {"nil", "FEEL calls it `null`"},
    {"none", "FEEL calls it `null`"},
    {"nvl", use_null_default},
    {"pow", "write `a ** b`"},
    {"regex", "FEEL calls it `matches`"},
    {"round", use_rounding},
    {"size", use_length},
    {"substr", "FEEL calls it `substring`"},
    {"tolower", "FEEL calls it `lower case`"},
    {"toupper", "FEEL calls it `upper case`"},
    {"undefined", "FEEL calls it `null`"},
    {"upper", "FEEL calls it `upper case`"},
});

std::string in_small_letters(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

std::string suggestion(std::string_view name, const std::vector<std::string_view>& names) {
  const std::string wanted = in_small_letters(name);
  const auto found = std::find_if(foreign_names.begin(), foreign_names.end(),
                                  [&](const Foreign& foreign) { return foreign.name == wanted; });
  if (found != foreign_names.end()) return std::string(found->hint);
  return text::did_you_mean(name, names);
}

}  // namespace huice::feel
