// When and where the values of a parameter hold.
#include <algorithm>
#include <map>
#include <tuple>

#include "pack/links.hpp"

namespace huice::pack {
namespace {

bool overlap(const Binding& earlier, const Binding& later) {
  return !earlier.to || later.from <= *earlier.to;
}

void check_parameter(const Parameter& parameter, text::Report& report) {
  std::map<std::string_view, const Binding*> last_to_end;  // by area, of those that begin earlier
  for (const Binding& binding : parameter.bindings) {
    const auto [last, is_first] = last_to_end.try_emplace(binding.area, &binding);
    if (is_first) continue;
    if (overlap(*last->second, binding)) {
      report
          .error(text::Code::validity_overlap, binding.place,
                 "parameter `" + parameter.id + "` has two values on " + binding.from.to_string() +
                     " for area " + binding.area,
                 "end the earlier one with `to`, or correct `from` or `area`")
          .notes.push_back({"the other value is here", last->second->place.locate()});
    }
    const bool ends_later = last->second->to && (!binding.to || *last->second->to < *binding.to);
    if (ends_later) last->second = &binding;
  }
}

}  // namespace

void check_validity(Loading& loading) {
  for (Parameter& parameter : loading.model.parameters) {
    std::stable_sort(parameter.bindings.begin(), parameter.bindings.end(),
                     [](const Binding& a, const Binding& b) {
                       return std::tie(a.from, a.area) < std::tie(b.from, b.area);
                     });
    check_parameter(parameter, loading.report);
  }
}

}  // namespace huice::pack
