// Representative values of free variables: one for every part that the atoms cut a domain into.
#pragma once

#include <cstdint>
#include <vector>

#include "decide/residual.hpp"
#include "exec/machine.hpp"

namespace huice::deciding {

/// A variable of the search with the values that it is tried with.
struct Choice {
  Variable variable;
  bool free_atom =
      false;  ///< the atom itself is tried true and false; `variables` is what it stands for
  std::uint32_t cell = 0;  ///< of the input, or of the free atom
  std::vector<Variable> variables;
  std::vector<value::Value> values;
  /// A place: how each of the values is written, where that may be coarser than the county that it
  /// is; else empty.
  std::vector<value::Value> written;
  bool exact = true;           ///< the values stand for the whole domain
  std::size_t conditions = 0;  ///< atoms that it stands in
};

/// Every variable of the residual, as choices in a fixed order. `rerun` are the residual's cells
/// that are computed again after a choice (without free atoms and what only they need).
struct Search {
  std::vector<Choice> choices;
  std::vector<std::uint32_t> rerun;
};

[[nodiscard]] Search search_of(exec::Machine& machine, const Residual& residual);

}  // namespace huice::deciding
