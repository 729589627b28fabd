#include "compile/find_builtin.hpp"

#include "feel/library.hpp"

namespace huice::compile {

const value::Builtin* find_builtin(std::string_view name) {
  if (const value::Builtin* core = value::find_core_builtin(name)) return core;
  for (const value::Builtin& builtin : feel::library_builtins()) {
    if (builtin.name == name) return &builtin;
  }
  return nullptr;
}

namespace {

std::string form(std::string_view name, const value::Signature& signature) {
  std::string out = std::string(name) + "(";
  const std::size_t needed = signature.parameters.size() - signature.optional;
  for (std::size_t i = 0; i < signature.parameters.size(); ++i) {
    if (i >= needed) out += '[';
    if (i != 0) out += ", ";
    out += signature.parameters[i];
  }
  if (signature.variadic) out += ", ...";
  return out + std::string(signature.optional, ']') + ")";
}

}  // namespace

std::string how_to_call(const value::Builtin& builtin) {
  std::string out = "write ";
  for (const value::Signature& signature : builtin.signatures) {
    if (&signature != builtin.signatures.data()) out += " or ";
    out += "`" + form(builtin.name, signature) + "`";
  }
  return out;
}

}  // namespace huice::compile
