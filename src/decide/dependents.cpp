#include "decide/dependents.hpp"

#include <algorithm>

#include "compile/cone.hpp"

namespace huice::deciding {

using program::Op;

std::vector<std::uint32_t> dependents(const program::Program& program,
                                      std::span<const std::uint32_t> cells,
                                      std::span<const Changed> changes) {
  const program::Body& household = program.household();
  std::vector<std::uint8_t> is_stale(household.nodes.size(), 0);
  std::vector<std::uint8_t> is_assumed(program.parameters.size(), 0);
  for (const Changed& change : changes) {
    if (change.cell != program::no_index) {
      is_stale[change.cell] = 1;
    } else {
      is_assumed[change.parameter] = 1;
    }
  }
  std::vector<std::uint32_t> found;
  std::vector<std::uint32_t> below;
  for (const std::uint32_t cell : cells) {
    if (is_stale[cell] != 0) continue;
    const program::Node& node = household.nodes[cell];
    const bool is_parameter = node.op == Op::parameter || node.op == Op::parameter_call;
    below.clear();
    compile::append_dependencies(program, household, cell, below);
    const bool follows =
        (is_parameter && is_assumed[node.index] != 0) ||
        std::any_of(below.begin(), below.end(), [&](std::uint32_t i) { return is_stale[i] != 0; });
    if (!follows) continue;
    is_stale[cell] = 1;
    found.push_back(cell);
  }
  return found;
}

}  // namespace huice::deciding
