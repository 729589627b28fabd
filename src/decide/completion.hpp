// Exact answers about all completions: which outcomes can still come, and on which variables they
// hang.
//
// The free variables get finitely many representative values each (one for every cell that the
// atoms cut its domain into). Over these the rule is a finite function; divide and conquer with
// three-valued pruning builds its reduced ordered decision diagram. A variable matters exactly when
// a node of the diagram tests it: then two completions that differ only in it differ in outcome.
#pragma once

#include <cstdint>
#include <vector>

#include "decide/outcomes.hpp"
#include "decide/residual.hpp"
#include "decide/standing.hpp"
#include "exec/machine.hpp"

namespace huice::deciding {

struct Completions {
  Outcomes outcomes;             ///< that some completion reaches
  std::vector<Variable> matter;  ///< ascending
  std::vector<Variable>
      unsettled;  ///< candidates without a witness when the budget ran out, ascending
};

/// Leaves the machine's cells as it found them. `budget` limits the evaluations.
[[nodiscard]] Completions complete(exec::Machine& machine, const Standing& standing,
                                   const program::Rule& rule, const Residual& residual,
                                   std::uint32_t budget);

}  // namespace huice::deciding
