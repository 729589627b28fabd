// What is left of a rule when everything known has been put in: the unknown cells that still
// matter, the atoms among them, and the free variables below those.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "decide/standing.hpp"
#include "exec/machine.hpp"

namespace huice::deciding {

/// A free variable: a fact that is not (fully) known, or an unset parameter.
struct Variable {
  enum class Kind : std::uint8_t { input, parameter };
  Kind kind = Kind::input;
  std::uint32_t number = 0;  ///< of the input or parameter
  friend bool operator==(const Variable&, const Variable&) = default;
  friend auto operator<=>(const Variable&, const Variable&) = default;
};

/// An unknown truth that conditions are built from: a comparison, a boolean fact, a test by place
/// ...
struct Atom {
  std::uint32_t cell = 0;
  std::vector<Variable> variables;  ///< below it, ascending, each once
  bool simple = false;    ///< each variable stands once in it and it can come out either way,
                          ///< whatever the others are
  bool repeated = false;  ///< reached on more than one path, or a variable stands in it twice
};

struct Residual {
  std::vector<std::uint32_t> cells;  ///< unknown cells that roots depend on, ascending
  std::vector<Atom> atoms;
  std::vector<Variable> variables;  ///< of all atoms and the place, ascending, each once
  bool read_once =
      false;  ///< every atom is simple, reached once, and no variable is in two of them
};

/// Follows the rule's unknown cells (required rules included) from its conditions down.
[[nodiscard]] Residual residual_of(const exec::Machine& machine, const Standing& standing,
                                   const program::Rule& rule);

/// The same for single cells, whatever rule they belong to.
[[nodiscard]] Residual residual_of(const exec::Machine& machine, const Standing& standing,
                                   std::span<const std::uint32_t> cells);

}  // namespace huice::deciding
