#include "pack/graph.hpp"

#include <algorithm>
#include <limits>

namespace huice::pack {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
constexpr std::size_t most_circles = 50;  ///< reported of one kind
constexpr std::size_t most_nodes = 10;    ///< named of one circle

/// Tarjan's strongly connected components with an explicit stack: chains may be long.
class Components {
 public:
  explicit Components(const std::vector<GraphNode>& nodes)
      : nodes_(nodes), order_(nodes.size(), none), low_(nodes.size()), of_(nodes.size(), none) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (order_[i] == none) visit(i);
    }
  }

  [[nodiscard]] std::vector<std::vector<std::size_t>> groups() const {
    std::vector<std::vector<std::size_t>> all(count_);
    for (std::size_t i = 0; i < of_.size(); ++i) all[of_[i]].push_back(i);
    return all;
  }

 private:
  struct Frame {
    std::size_t node;
    std::size_t edge;
  };

  void visit(std::size_t start) {
    std::vector<Frame> frames{open(start)};
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const auto& next = nodes_[frame.node].next;
      if (frame.edge < next.size()) {
        const std::size_t to = next[frame.edge++];
        if (order_[to] == none) {
          frames.push_back(open(to));
        } else if (of_[to] == none) {
          low_[frame.node] = std::min(low_[frame.node], order_[to]);
        }
        continue;
      }
      const std::size_t done = frame.node;
      frames.pop_back();
      if (!frames.empty()) {
        low_[frames.back().node] = std::min(low_[frames.back().node], low_[done]);
      }
      if (low_[done] == order_[done]) close(done);
    }
  }

  Frame open(std::size_t node) {
    order_[node] = low_[node] = next_order_++;
    pending_.push_back(node);
    return {node, 0};
  }

  void close(std::size_t root) {
    while (true) {
      const std::size_t node = pending_.back();
      pending_.pop_back();
      of_[node] = count_;
      if (node == root) break;
    }
    ++count_;
  }

  const std::vector<GraphNode>& nodes_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> low_;
  std::vector<std::size_t> of_;  ///< component of each node
  std::vector<std::size_t> pending_;
  std::size_t next_order_ = 0;
  std::size_t count_ = 0;
};

/// The shortest way from a node back to itself.
std::vector<std::size_t> shortest_circle(const std::vector<GraphNode>& nodes, std::size_t start) {
  std::vector<std::size_t> from(nodes.size(), none);
  std::vector<std::size_t> queue{start};
  for (std::size_t head = 0; head < queue.size(); ++head) {
    for (const std::size_t to : nodes[queue[head]].next) {
      if (to == start) {
        std::vector<std::size_t> circle{start};
        for (std::size_t at = queue[head]; at != start; at = from[at]) circle.push_back(at);
        std::reverse(circle.begin() + 1, circle.end());
        return circle;
      }
      if (from[to] != none) continue;
      from[to] = queue[head];
      queue.push_back(to);
    }
  }
  return {};
}

bool refers_to_itself(const std::vector<GraphNode>& nodes, std::size_t node) {
  const auto& next = nodes[node].next;
  return std::find(next.begin(), next.end(), node) != next.end();
}

void report_circle(const std::vector<GraphNode>& nodes, const std::vector<std::size_t>& circle,
                   const std::string& what, const std::string& hint, text::Report& report) {
  const std::size_t shown = std::min(circle.size(), most_nodes);
  std::string message = what + " in a circle: ";
  for (std::size_t i = 0; i < shown; ++i) message += "`" + nodes[circle[i]].name + "` -> ";
  if (shown < circle.size()) message += "… -> ";
  message += "`" + nodes[circle.front()].name + "`";
  Diagnostic& found =
      report.error(text::Code::cycle, nodes[circle.front()].place, std::move(message), hint);
  for (std::size_t i = 1; i < shown; ++i) {
    const GraphNode& node = nodes[circle[i]];
    found.notes.push_back({"`" + node.name + "` is here", node.place.locate()});
  }
}

}  // namespace

void report_circles(const std::vector<GraphNode>& nodes, const std::string& what,
                    const std::string& hint, text::Report& report) {
  std::vector<std::size_t> starts;
  for (const std::vector<std::size_t>& group : Components(nodes).groups()) {
    if (group.size() == 1 && !refers_to_itself(nodes, group.front())) continue;
    starts.push_back(*std::min_element(
        group.begin(), group.end(), [&](auto a, auto b) { return nodes[a].name < nodes[b].name; }));
  }
  std::sort(starts.begin(), starts.end(),
            [&](auto a, auto b) { return nodes[a].name < nodes[b].name; });
  starts.resize(std::min(starts.size(), most_circles));
  for (const std::size_t start : starts) {
    report_circle(nodes, shortest_circle(nodes, start), what, hint, report);
  }
}

std::vector<std::vector<std::size_t>> reachable(const std::vector<GraphNode>& nodes) {
  std::vector<std::vector<std::size_t>> all(nodes.size());
  for (std::size_t start = 0; start < nodes.size(); ++start) {
    std::vector<bool> seen(nodes.size());
    std::vector<std::size_t> queue = nodes[start].next;
    while (!queue.empty()) {
      const std::size_t node = queue.back();
      queue.pop_back();
      if (seen[node]) continue;
      seen[node] = true;
      queue.insert(queue.end(), nodes[node].next.begin(), nodes[node].next.end());
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (seen[i]) all[start].push_back(i);
    }
  }
  return all;
}

}  // namespace huice::pack
