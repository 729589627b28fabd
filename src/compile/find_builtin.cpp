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

}  // namespace huice::compile
