#include "compile/find_builtin.hpp"

namespace huice::compile {

const value::Builtin* find_builtin(std::string_view name) { return value::find_core_builtin(name); }

}  // namespace huice::compile
