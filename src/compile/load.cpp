// The public ways to a rulebook.
#include "pack/load.hpp"

#include <algorithm>

#include "compile/compiler.hpp"
#include "compile/content_hash.hpp"
#include "compile/rulebook.hpp"
#include "huice/rulebook.hpp"
#include "text/report.hpp"

namespace huice {

namespace {

// What each rule can read, by name, for the catalogue.
void name_what_rules_read(detail::RulebookState& state) {
  const program::Program& program = state.compiled.program;
  for (const compile::CompiledRule& compiled : state.compiled.rules) {
    const auto& index = compiled.rule->prohibition ? state.catalogue.prohibition_index
                                                   : state.catalogue.entitlement_index;
    auto& list =
        compiled.rule->prohibition ? state.catalogue.prohibitions : state.catalogue.entitlements;
    RuleInfo& info = list[index.at(compiled.rule->id)];
    for (const std::uint32_t input : compiled.inputs)
      info.facts.push_back(program.inputs[input].name);
    for (const std::uint32_t parameter : compiled.parameters)
      info.parameters.push_back(program.parameters[parameter].name);
    std::sort(info.facts.begin(), info.facts.end());
    std::sort(info.parameters.begin(), info.parameters.end());
  }
}

Result<Rulebook> finish(const std::shared_ptr<const pack::Model>& model, text::Report& report) {
  if (!model) return report.take();
  auto state = std::make_shared<detail::RulebookState>();
  state->model = model;
  state->compiled = compile::compile(*model, report);
  if (report.has_errors()) return report.take();
  state->catalogue = compile::make_catalogue(*model);
  name_what_rules_read(*state);
  state->links = compile::make_links(state->catalogue, state->compiled);
  state->hash = compile::content_hash(*model, state->compiled.model_digests);
  return Result<Rulebook>(Rulebook(std::move(state)), report.take());
}

}  // namespace

Result<Rulebook> load(const std::vector<std::string>& paths) {
  text::Report report;
  return finish(pack::load(paths, report), report);
}

Result<Rulebook> load_texts(const std::vector<PackText>& packs) {
  text::Report report;
  std::vector<pack::TextFile> files;
  for (const PackText& pack : packs) files.push_back({pack.name, pack.text});
  return finish(pack::load(files, report), report);
}

}  // namespace huice
