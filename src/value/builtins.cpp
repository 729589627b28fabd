#include "value/builtins.hpp"

#include <algorithm>

#include "value/builtins_tables.hpp"

namespace huice::value {

namespace {

std::vector<Builtin> sorted_table() {
  std::vector<Builtin> table;
  for (auto part :
       {boolean_builtins, context_builtins, conversion_builtins, list_builtins, aggregate_builtins,
        number_builtins, place_builtins, range_builtins, string_builtins, temporal_builtins}) {
    for (Builtin& builtin : part()) table.push_back(std::move(builtin));
  }
  std::sort(table.begin(), table.end(),
            [](const Builtin& a, const Builtin& b) { return a.name < b.name; });
  return table;
}

}  // namespace

std::span<const Builtin> core_builtins() {
  static const std::vector<Builtin> table = sorted_table();
  return table;
}

const Builtin* find_core_builtin(std::string_view name) {
  const auto table = core_builtins();
  const auto found =
      std::lower_bound(table.begin(), table.end(), name,
                       [](const Builtin& builtin, std::string_view n) { return builtin.name < n; });
  return found != table.end() && found->name == name ? &*found : nullptr;
}

}  // namespace huice::value
