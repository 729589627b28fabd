#include "compile/cone.hpp"

namespace huice::compile {

using program::no_index;
using program::Op;

namespace {

void append_captures(const program::Program& program, std::uint32_t body,
                     std::vector<std::uint32_t>& out) {
  if (body == no_index) return;
  const auto& captures = program.bodies[body].captures;
  out.insert(out.end(), captures.begin(), captures.end());
}

}  // namespace

void append_dependencies(const program::Program& program, const program::Body& household,
                         std::uint32_t cell, std::vector<std::uint32_t>& out) {
  const program::Node& node = household.nodes[cell];
  const auto operands = [&] {
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const std::uint32_t operand = household.operands[node.first + i];
      if (operand != no_index) out.push_back(operand);
    }
  };
  switch (node.op) {
    case Op::for_loop:
    case Op::some:
    case Op::every:
      for (std::uint32_t i = 0; i < node.count; ++i)
        append_captures(program, household.operands[node.first + i], out);
      append_captures(program, node.index, out);
      return;
    case Op::filter:
    case Op::function:
    case Op::call_body:
      operands();
      append_captures(program, node.index, out);
      return;
    case Op::lazy_select:
      operands();
      append_captures(program, node.index, out);
      append_captures(program, node.extra, out);
      return;
    case Op::table:
      operands();
      for (const auto& output : program.tables[node.index].outputs) {
        if (output.default_cell != no_index) out.push_back(output.default_cell);
      }
      return;
    case Op::parameter:
    case Op::parameter_call:
      operands();
      for (const program::BoundValue& value : program.parameters[node.index].values)
        append_captures(program, value.body, out);
      return;
    default:
      operands();
      return;
  }
}

std::vector<std::uint32_t> cone_of(const program::Program& program, const program::Body& household,
                                   std::vector<std::uint32_t> roots) {
  std::vector<bool> seen(household.nodes.size(), false);
  while (!roots.empty()) {
    const std::uint32_t cell = roots.back();
    roots.pop_back();
    if (cell == no_index || seen[cell]) continue;
    seen[cell] = true;
    append_dependencies(program, household, cell, roots);
  }
  std::vector<std::uint32_t> cone;
  for (std::uint32_t i = 0; i < seen.size(); ++i) {
    if (seen[i]) cone.push_back(i);
  }
  return cone;
}

}  // namespace huice::compile
