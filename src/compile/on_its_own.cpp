#include "compile/on_its_own.hpp"

namespace huice::compile {

using value::Value;

Value on_its_own(const Value& value) {
  if (value.is_list()) {
    std::vector<Value> items;
    for (const Value& item : value.list().items) items.push_back(on_its_own(item));
    return value::make_list(std::move(items), value.list().maybe);
  }
  if (value.is_context()) {
    std::vector<std::pair<std::string, Value>> entries;
    for (const auto& [key, entry] : value.context().entries)
      entries.emplace_back(key, on_its_own(entry));
    return value::make_context(std::move(entries));
  }
  return value.owned();
}

}  // namespace huice::compile
