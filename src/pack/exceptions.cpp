// Exceptions of a rule and what they override.
#include <map>

#include "pack/graph.hpp"
#include "pack/links.hpp"
#include "pack/wording.hpp"

namespace huice::pack {
namespace {

using text::Code;

void check_rule(const Rule& rule, text::Report& report) {
  std::map<std::string_view, std::size_t> by_id;
  std::vector<std::string_view> ids;
  for (std::size_t i = 0; i < rule.exceptions.size(); ++i) {
    const Exception& exception = rule.exceptions[i];
    if (exception.id.empty()) continue;
    const auto [first, is_new] = by_id.try_emplace(exception.id, i);
    if (is_new) {
      ids.push_back(exception.id);
      continue;
    }
    report
        .error(Code::duplicate_id, exception.place,
               "two exceptions of `" + rule.id + "` have the id `" + exception.id + "`")
        .notes.push_back({"first declared here", rule.exceptions[first->second].place.locate()});
  }
  std::vector<GraphNode> nodes;
  for (const Exception& exception : rule.exceptions) {
    GraphNode node{exception.id, exception.place, {}};
    for (const std::string& other : exception.overrides) {
      const auto found = by_id.find(other);
      if (found != by_id.end()) {
        node.next.push_back(found->second);
        continue;
      }
      std::string hint = near_name(other, report, [&] { return ids; });
      if (hint.empty())
        hint =
            "it overrides the rule itself in any case; `overrides` names other exceptions of the "
            "rule";
      report.error(Code::overrides_nothing, exception.place,
                   "exception `" + exception.id + "` overrides `" + other + "`, but `" + rule.id +
                       "` has no such exception",
                   std::move(hint));
    }
    nodes.push_back(std::move(node));
  }
  report_circles(nodes, "exceptions override each other", "take one of the `overrides` away",
                 report);
}

}  // namespace

void check_exceptions(Loading& loading) {
  for (const Rule& rule : loading.model.rules) check_rule(rule, loading.report);
}

}  // namespace huice::pack
