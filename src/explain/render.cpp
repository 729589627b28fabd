// The public renderings: a decision's record put in front of the writers.
#include "huice/render.hpp"

#include "compile/rulebook.hpp"
#include "explain/decision_json.hpp"
#include "explain/decision_text.hpp"
#include "explain/explain_one.hpp"
#include "pack/load.hpp"
#include "text/code.hpp"

namespace huice {
namespace explain {

Answer answer_of(const Decision& decision) {
  const Rulebook& book = decision.rulebook();
  Answer out;
  out.catalogue = &book.state().catalogue;
  out.rulebook_hash = book.hash();
  out.as_of = decision.as_of();
  out.jurisdiction = decision.jurisdiction();
  out.entitlements = decision.entitlements();
  out.prohibitions = decision.prohibitions();
  out.services = decision.services();
  out.families = decision.families();
  out.warnings = decision.warnings();
  out.places = decision.places();
  out.reasons = [&decision](std::string_view id) { return decision.reasons(id); };
  out.look_up = [&decision](std::string_view id) { return decision.look_up(id); };
  out.force_of = [&decision](std::string_view id) {
    return decision.rulebook().force_of(id, decision.as_of());
  };
  out.in_force_until = [&decision](std::string_view id) {
    return decision.rulebook().in_force_until(id, decision.as_of());
  };
  return out;
}

}  // namespace explain

std::string to_json(const Decision& decision, ReasonDetail reasons) {
  json::Writer out;
  explain::write_answer(out, explain::answer_of(decision), reasons);
  return out.take();
}

std::string to_text(const Decision& decision, const TextOptions& options) {
  return explain::decision_text(explain::answer_of(decision), options);
}

std::string explain_text(const Decision& decision, std::string_view id,
                         const TextOptions& options) {
  return explain::one_as_text(explain::answer_of(decision), id, options);
}

std::string explain_json(const Decision& decision, std::string_view id) {
  return explain::one_as_json(explain::answer_of(decision), id);
}

std::string pack_schema() { return pack::pack_schema(); }

std::string explain_code(std::string_view code) {
  for (const text::CodeInfo& known : text::all_codes()) {
    if (known.id != code) continue;
    return std::string(known.id) + ": " + std::string(known.title) + "\n\n" +
           std::string(text::explanation(code));
  }
  return {};
}

}  // namespace huice
