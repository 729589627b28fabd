// Gives every text of a library its tree.
#pragma once

#include "dmn/model.hpp"
#include "value/builtins.hpp"

namespace huice::dmn {

/// Parses with the names that each text sees: what its decision requires, parameters, entries of
/// contexts around it, iterators. What is no FEEL becomes a problem of its decision. Expects linked
/// references.
void parse_texts(Library& library);

/// The function of another language that a boxed function stands for, or nullptr.
[[nodiscard]] const value::Builtin* external_function(const Boxed& function);

/// The name under which an element is used in another model (or in its own): `import.Name`, or just
/// the name.
struct UsedName {
  std::string qualifier;  ///< of the import; empty: none
  std::string name;
};
[[nodiscard]] UsedName used_name(const Library& library, std::uint32_t in,
                                 const Reference& reference);

}  // namespace huice::dmn
