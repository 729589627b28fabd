// What a cell depends on.
#pragma once

#include <cstdint>
#include <vector>

#include "program/program.hpp"

namespace huice::compile {

/// The cells of body 0 that a cell is computed from directly (operands, and what bodies that it
/// runs capture).
void append_dependencies(const program::Program& program, const program::Body& household,
                         std::uint32_t cell, std::vector<std::uint32_t>& out);

/// Everything that the roots depend on, with the roots, ascending.
[[nodiscard]] std::vector<std::uint32_t> cone_of(const program::Program& program,
                                                 const program::Body& household,
                                                 std::vector<std::uint32_t> roots);

}  // namespace huice::compile
