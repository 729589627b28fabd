#include "dmn/needs.hpp"

#include <set>
#include <utility>

namespace huice::dmn {

namespace {

std::vector<std::string> needs_of_decision(const Library& library, std::uint32_t element) {
  std::vector<std::vector<bool>> seen;
  for (const Model& model : library.models) seen.emplace_back(model.elements.size(), false);
  std::set<std::string> names;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open{{0, element}};
  seen[0][element] = true;
  while (!open.empty()) {
    const auto [m, e] = open.back();
    open.pop_back();
    const Element& here = library.at(m, e);
    if (here.kind == ElementKind::input) names.insert(here.name);
    if (here.kind != ElementKind::decision) continue;
    if (!here.logic) {  // its value is given
      names.insert(here.name);
      continue;
    }
    for (const Reference& required : here.required) {
      if (!required.found() || seen[required.model][required.element]) continue;
      seen[required.model][required.element] = true;
      open.emplace_back(required.model, required.element);
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace

std::vector<std::string> needs(const Library& library, std::uint32_t number) {
  const Element& element = library.at(0, number);
  std::vector<std::string> names;
  switch (element.kind) {
    case ElementKind::input:
      break;
    case ElementKind::decision:
      return needs_of_decision(library, number);
    case ElementKind::knowledge:
      if (!element.logic) break;
      for (const Variable& parameter : element.logic->parameters) names.push_back(parameter.name);
      break;
    case ElementKind::service:
      for (const auto* list : {&element.input_data, &element.input_decisions}) {
        for (const Reference& input : *list) {
          if (input.found()) names.push_back(library.at(input.model, input.element).variable.name);
        }
      }
      break;
  }
  return names;
}

}  // namespace huice::dmn
