#include "explain/decision_json.hpp"

#include <algorithm>
#include <vector>

#include "huice/version.hpp"

namespace huice::explain {
namespace {

using json::Writer;

constexpr std::string_view schema_version = "1";

void write_decimal(Writer& out, const std::optional<Decimal>& value) {
  if (value) {
    out.string(value->to_string());
  } else {
    out.null();
  }
}

void write_review(Writer& out, const ReviewInfo* review) {
  if (review == nullptr) {
    out.null();
    return;
  }
  out.begin_object().key("readings").begin_list();
  for (const LocalText& reading : review->readings) write_text(out, reading);
  out.end_list().end_object();
}

void write_grant(Writer& out, const GrantOutcome& grant) {
  out.begin_object().key("kind").string(grant.info->kind).key("of");
  write_text(out, grant.info->of);
  out.key("amount");
  write_decimal(out, grant.amount);
  out.key("at_least");
  write_decimal(out, grant.at_least);
  out.key("at_most");
  write_decimal(out, grant.at_most);
  out.key("unit").string_or_null(grant.unit).key("per").string_or_null(grant.per).key("note");
  if (grant.note == LocalText{}) {
    out.null();
  } else {
    write_text(out, grant.note);
  }
  out.key("if_terms_met").boolean(grant.if_terms_met).key("member");
  if (grant.member) {
    out.number(*grant.member);
  } else {
    out.null();
  }
  out.key("missing_facts").strings(grant.missing_facts);
  out.key("missing_parameters").strings(grant.missing_parameters).key("source");
  write_citations(out, grant.source);
  out.end_object();
}

/// The ids of the facts or parameters that a reason uses, sorted, once each.
template <class Wanted>
std::vector<std::string> used_ids(const Reason& reason, Wanted wanted) {
  std::vector<std::string> ids;
  for (const Use& use : reason.uses) {
    if (wanted(use)) ids.push_back(use.id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

void write_use(Writer& out, const Use& use) {
  out.begin_object().key("id").string(use.id).key("kind");
  out.string(use.parameter ? "parameter" : "fact").key("label");
  write_text(out, use.label);
  out.key("value");
  if (use.value == LocalText{}) {
    out.null();
  } else {
    write_text(out, use.value);
  }
  out.end_object();
}

void write_reason(Writer& out, const Reason& reason, ReasonDetail detail) {
  out.begin_object().key("id").string(reason.id).key("kind").string(reason.kind);
  out.key("outcome").string(name(reason.outcome)).key("decisive").boolean(reason.decisive);
  out.key("overridden").boolean(reason.overridden);
  out.key("facts").strings(used_ids(reason, [](const Use& use) { return !use.parameter; }));
  out.key("parameters").strings(used_ids(reason, [](const Use& use) { return use.parameter; }));
  out.key("presumed").strings(used_ids(reason, [](const Use& use) { return use.presumed; }));
  out.key("caller").strings(used_ids(reason, [](const Use& use) { return use.from_caller; }));
  out.key("source");
  write_citations(out, reason.source);
  if (detail == ReasonDetail::full) {
    out.key("text");
    write_text(out, reason.text);
    out.key("uses").begin_list();
    for (const Use& use : reason.uses) write_use(out, use);
    out.end_list();
  }
  out.key("parts").begin_list();
  for (const Reason& part : reason.parts) write_reason(out, part, detail);
  out.end_list().end_object();
}

void write_outcomes(Writer& out, const Answer& answer, std::span<const Outcome> outcomes,
                    ReasonDetail detail) {
  out.begin_list();
  for (const Outcome& outcome : outcomes) write_outcome(out, answer, outcome, detail);
  out.end_list();
}

void write_rulebook(Writer& out, const Answer& answer) {
  out.begin_object().key("hash").string(answer.rulebook_hash).key("packs").begin_list();
  for (const PackInfo& pack : answer.catalogue->packs) {
    out.begin_object().key("id").string(pack.id).key("version").string(pack.version).end_object();
  }
  out.end_list().end_object();
}

void write_services(Writer& out, const Answer& answer) {
  out.begin_list();
  for (const ServiceEntry& entry : answer.services) {
    out.begin_object().key("id").string(entry.service->id);
    out.key("family").string(entry.service->family).key("area").string(entry.service->area);
    out.key("force").string(name(entry.force)).end_object();
  }
  out.end_list();
}

void write_families(Writer& out, const Answer& answer) {
  out.begin_list();
  for (const FamilyEntry& family : answer.families) {
    out.begin_object().key("id").string(family.id).key("area").string(family.area);
    out.key("force").string(name(family.force)).key("outcome").string(name(family.outcome));
    out.key("best").strings(family.best).end_object();
  }
  out.end_list();
}

}  // namespace

void write_text(Writer& out, const LocalText& text) {
  out.begin_object().key("zh").string(text.zh).key("en").string(text.en).end_object();
}

void write_citations(Writer& out, std::span<const CitationInfo> citations) {
  out.begin_list();
  for (const CitationInfo& citation : citations) {
    out.begin_object().key("source").string(citation.source);
    out.key("locator").string(citation.locator).end_object();
  }
  out.end_list();
}

void write_problem(Writer& out, const Diagnostic& problem) {
  out.begin_object().key("code").string(problem.code).key("message").string(problem.message);
  out.key("path").string_or_null(problem.path).key("hint").string_or_null(problem.hint);
  out.end_object();
}

void write_outcome(Writer& out, const Answer& answer, const Outcome& outcome, ReasonDetail detail) {
  const RuleInfo& rule = *outcome.rule;
  out.begin_object().key("id").string(rule.id).key("family").string(rule.family);
  out.key("area").string(rule.area).key("status").string(name(outcome.status));
  out.key("force").string(name(outcome.force)).key("effect").string(name(rule.effect));
  out.key("review");
  write_review(out, outcome.review);
  out.key("missing_facts").strings(outcome.missing_facts);
  out.key("missing_parameters").strings(outcome.missing_parameters);
  out.key("unsettled_facts").strings(outcome.unsettled_facts).key("earliest");
  out.string_or_null(outcome.earliest ? outcome.earliest->to_string() : "");
  out.key("grants").begin_list();
  for (const GrantOutcome& grant : outcome.grants) write_grant(out, grant);
  out.end_list().key("reasons").begin_list();
  if (detail != ReasonDetail::none) {
    for (const Reason& reason : answer.reasons(rule.id).parts) write_reason(out, reason, detail);
  }
  out.end_list().end_object();
}

void write_answer(Writer& out, const Answer& answer, ReasonDetail detail) {
  out.begin_object().key("schema_version").string(schema_version).key("rulebook");
  write_rulebook(out, answer);
  out.key("engine").string("huice " + std::string(version()));
  out.key("as_of").string(answer.as_of.to_string());
  out.key("jurisdiction").string_or_null(answer.jurisdiction).key("entitlements");
  write_outcomes(out, answer, answer.entitlements, detail);
  out.key("prohibitions");
  write_outcomes(out, answer, answer.prohibitions, detail);
  out.key("services");
  write_services(out, answer);
  out.key("families");
  write_families(out, answer);
  out.key("warnings").begin_list();
  for (const Diagnostic& warning : answer.warnings) write_problem(out, warning);
  out.end_list().end_object();
}

}  // namespace huice::explain
