// not, is.
#include "value/arguments.hpp"
#include "value/builtins_tables.hpp"
#include "value/compare.hpp"
#include "value/logic.hpp"

namespace huice::value {

namespace {

Value not_of(Arguments arguments, const CallContext&) { return negate_truth(arguments[0]); }

Value is(Arguments arguments, const CallContext&) { return identical(arguments[0], arguments[1]); }

}  // namespace

std::vector<Builtin> boolean_builtins() {
  return {
      {"not", {{{"negand"}}}, partly_known<not_of, every_kind>, TypeKind::boolean, true},
      {"is",
       {{{"value1", "value2"}, 2}},
       partly_known<is, every_kind, every_kind>,
       TypeKind::boolean,
       true},
  };
}

}  // namespace huice::value
