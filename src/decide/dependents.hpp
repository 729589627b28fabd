// Which cells must be computed again when something free gets another value.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "decide/residual.hpp"
#include "program/program.hpp"

namespace huice::deciding {

/// What was changed: a cell that was set, or a parameter that was assumed (`cell` is then
/// no_index).
struct Changed {
  std::uint32_t cell = program::no_index;
  std::uint32_t parameter = program::no_index;
};

/// Those of the cells (ascending) that depend on one of the changes; cells that were set themselves
/// are not among them.
[[nodiscard]] std::vector<std::uint32_t> dependents(const program::Program& program,
                                                    std::span<const std::uint32_t> cells,
                                                    std::span<const Changed> changes);

}  // namespace huice::deciding
