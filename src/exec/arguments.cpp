#include "exec/loop.hpp"

namespace huice::exec {

using value::Value;

namespace {

// Places named arguments by a list of parameter names; optional ones that are missing become null,
// trailing missing ones are left out.
bool place(std::span<const std::string_view> parameters, std::size_t optional,
           std::span<const std::string_view> names, const std::vector<Value>& given,
           std::vector<Value>& ordered) {
  ordered.assign(parameters.size(), Value::null());
  std::vector<bool> filled(parameters.size(), false);
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t at = 0;
    while (at < parameters.size() && parameters[at] != names[i]) ++at;
    if (at == parameters.size() || filled[at]) return false;
    filled[at] = true;
    ordered[at] = given[i];
  }
  const std::size_t required = parameters.size() - optional;
  for (std::size_t i = 0; i < required; ++i) {
    if (!filled[i]) return false;
  }
  while (!ordered.empty() && !filled[ordered.size() - 1]) ordered.pop_back();
  return true;
}

}  // namespace

bool order_by_name(const value::Builtin& builtin, std::span<const std::string_view> names,
                   std::vector<Value>& arguments) {
  for (const value::Signature& signature : builtin.signatures) {
    std::vector<Value> ordered;
    if (!place(signature.parameters, signature.optional, names, arguments, ordered)) continue;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
      if (signature.parameters[i] == signature.no_list && ordered[i].is_list()) return false;
    }
    arguments = std::move(ordered);
    return true;
  }
  return false;
}

bool takes_no_list(const value::Builtin& builtin, std::string_view name) {
  for (const value::Signature& signature : builtin.signatures) {
    if (signature.no_list == name) return true;
  }
  return false;
}

bool order_by_name(const value::FunctionObject& function, std::span<const std::string_view> names,
                   std::vector<Value>& arguments) {
  if (function.builtin != nullptr) return order_by_name(*function.builtin, names, arguments);
  const std::vector<std::string_view> parameters(function.parameters.begin(),
                                                 function.parameters.end());
  std::vector<Value> ordered;
  if (!place(parameters, 0, names, arguments, ordered)) return false;
  arguments = std::move(ordered);
  return true;
}

bool accepts(const value::Builtin& builtin, std::size_t arguments) {
  for (const value::Signature& signature : builtin.signatures) {
    const std::size_t most = signature.parameters.size();
    const std::size_t least = most - signature.optional;
    if (arguments >= least && (signature.variadic || arguments <= most)) return true;
  }
  return false;
}

}  // namespace huice::exec
