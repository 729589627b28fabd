// Circles among things that refer to each other.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::pack {

struct GraphNode {
  std::string name;
  text::Place place;
  std::vector<std::size_t> next;  ///< indices of the nodes that this one refers to
};

/// Reports one shortest circle for each group of nodes that can all reach each other:
/// "definitions refer to each other in a circle: `a` -> `b` -> `a`". `what` is "definitions refer
/// to each other".
void report_circles(const std::vector<GraphNode>& nodes, const std::string& what,
                    const std::string& hint, text::Report& report);

/// Everything that each node reaches, without itself unless it lies on a circle; ascending.
[[nodiscard]] std::vector<std::vector<std::size_t>> reachable(const std::vector<GraphNode>& nodes);

}  // namespace huice::pack
