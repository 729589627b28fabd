#include "unit/explain/made_up_answer.hpp"

#include <utility>

namespace huice::explain {
namespace {

constexpr std::size_t most_rules = 32;  // outcomes point at them: they must not move

template <class Info>
void index(std::vector<Info>& list, compile::NameIndex& index) {
  for (std::uint32_t i = 0; i < list.size(); ++i) index.emplace(list[i].id, i);
}

LocalText both(const std::string& name) { return {name + "（中）", name + " (en)"}; }

Reason leaf(std::string id, Truth outcome, bool decisive, LocalText text) {
  Reason reason;
  reason.id = std::move(id);
  reason.kind = "condition";
  reason.outcome = outcome;
  reason.decisive = decisive;
  reason.text = std::move(text);
  return reason;
}

Use use_of(std::string id, LocalText label, LocalText value) {
  Use use;
  use.id = std::move(id);
  use.label = std::move(label);
  use.value = std::move(value);
  return use;
}

}  // namespace

MadeUpAnswer::MadeUpAnswer() {
  add_names();
  add_rules();
  places_ = {"520102"};
  Diagnostic warning;
  warning.code = "W0410";
  warning.severity = Severity::warning;
  warning.message = "`born` is 2030-01-01, after 2026-03-10";
  warning.path = "facts.born";
  warnings_.push_back(warning);
}

void MadeUpAnswer::add_names() {
  FactInfo permit;
  permit.id = "permit";
  permit.label = {"居住证", "residence permit"};
  permit.question = {"您有居住证吗？", "Do you hold a residence permit?"};
  permit.help = {"看证件有效期。", "Look at the date on the card."};
  FactInfo tenure;
  tenure.id = "tenure";
  tenure.type = FactType::enumeration;
  tenure.label = {"住房", "housing"};
  tenure.question = {"您住在哪里？", "Where do you live?"};
  tenure.values = {{"owned", {"自有", "own"}}, {"rented", {"租住", "rent"}}};
  FactInfo issued = permit;  // asked only of those who hold one
  issued.id = "permit_issued";
  issued.question = {"何时签发？", "When was it issued?"};
  issued.ask_after = "permit";
  catalogue_.facts = {permit, issued, tenure};
  index(catalogue_.facts, catalogue_.fact_index);
  ParameterInfo line;
  line.id = "line";
  line.type = "money";
  line.set_by = "county";
  line.title = {"低保标准", "assistance line"};
  catalogue_.parameters = {line};
  index(catalogue_.parameters, catalogue_.parameter_index);
  catalogue_.documents = {{"card", {"身份证", "identity card"}}};
  index(catalogue_.documents, catalogue_.document_index);
  catalogue_.families = {{"aid", {"救助", "assistance"}, "home"}};
  index(catalogue_.families, catalogue_.family_index);
  catalogue_.areas = {{"500000", {"重庆市", "Chongqing"}}, {"520000", {"贵州省", "Guizhou"}}};
  catalogue_.area_index = {{"500000", 0U}, {"520000", 1U}};
  catalogue_.packs = {{"p", "1.0.0", {"规则", "rules"}, "520000"}};
}

void MadeUpAnswer::add_rule(const std::string& id, const std::string& area, bool prohibition) {
  RuleInfo rule;
  rule.id = id;
  rule.prohibition = prohibition;
  rule.family = "aid";
  rule.area = area;
  rule.title = both(id);
  rule.office = {"民政局", "civil affairs"};
  rule.bring = {"card"};
  rule.appeal = {"可申请复核", "ask for a review"};
  rule.source = {{"d", {"办法", "measures"}, "十/s3"}};
  rule.grants = {{"money", {"补助", "allowance"}, "CNY", "month"}};
  rule.review = ReviewInfo{
      {{"通行读法（采用）", "the usual reading (followed)"}, {"另一读法", "the other reading"}}};
  rule.facts = {"permit"};
  rule.parameters = {"line"};
  auto& list = prohibition ? catalogue_.prohibitions : catalogue_.entitlements;
  list.reserve(most_rules);
  list.push_back(std::move(rule));
}

Outcome& MadeUpAnswer::add_outcome(const std::string& id, Status status, Force force) {
  const bool prohibition =
      id.starts_with("no-") || status == Status::violated || status == Status::respected;
  auto& infos = prohibition ? catalogue_.prohibitions : catalogue_.entitlements;
  if (infos.empty() || infos.back().id != id) add_rule(id, "520000", prohibition);
  Outcome outcome;
  outcome.rule = &infos.back();
  outcome.status = status;
  outcome.force = force;
  Reason root;
  root.id = id;
  root.parts.push_back(leaf("when", status == Status::ineligible ? Truth::no : Truth::yes, true,
                            {id + "的条件", "the condition of " + id}));
  reasons_.emplace(id, std::move(root));
  auto& list = prohibition ? prohibitions_ : entitlements_;
  list.reserve(most_rules);
  list.push_back(std::move(outcome));
  return list.back();
}

void MadeUpAnswer::add_rules() {
  Outcome& eligible = add_outcome("a-eligible", Status::eligible);
  GrantOutcome grant;
  grant.info = &eligible.rule->grants.front();
  grant.amount = Decimal::scaled(63050, -2);
  grant.unit = "CNY";
  grant.per = "month";
  grant.note = {"最长十二个月", "twelve months at most"};
  grant.source = {{"v", {"标准", "standards"}, "第三章/s2"}};
  eligible.grants.push_back(grant);
  eligible.review = &*eligible.rule->review;
  Reason& reasons = reasons_.at("a-eligible");
  Reason place = leaf("place", Truth::yes, false, {"推定在贵州省", "presumed in Guizhou"});
  place.kind = "place";
  place.uses.push_back(use_of("home", {"住地", "home"}, {}));
  place.uses.back().presumed = true;
  Reason any = leaf("when.2", Truth::yes, true, {});
  any.kind = "any";
  any.parts = {leaf("when.2.1", Truth::yes, true, {"有居住证", "holds a permit"}),
               leaf("when.2.2", Truth::no, false, {"有户口", "holds the hukou"})};
  any.parts[0].uses.push_back(use_of("permit", {"居住证", "residence permit"}, {"是", "yes"}));
  any.parts[0].source = {{"d", {"办法", "measures"}, "十/s2"}};
  reasons.parts.insert(reasons.parts.begin(), place);
  reasons.parts.push_back(any);

  Outcome& conditional = add_outcome("b-conditional", Status::conditional);
  conditional.missing_parameters = {"line"};
  GrantOutcome range;
  range.info = &conditional.rule->grants.front();
  range.at_least = Decimal(10);
  range.at_most = Decimal(20);
  range.if_terms_met = true;
  range.unit = "CNY";
  range.per = "month";
  range.member = 1;
  range.missing_parameters = {"line"};
  conditional.grants.push_back(range);

  Outcome& open = add_outcome("c-undetermined", Status::undetermined);
  open.missing_facts = {"permit", "tenure"};
  open.missing_parameters = {"line"};
  add_outcome("d-undetermined", Status::undetermined).missing_facts = {"tenure"};
  add_outcome("e-ineligible", Status::ineligible);
  add_outcome("f-later", Status::ineligible).earliest = Date::parse("2026-09-01");
  add_outcome("g-not-applicable", Status::not_applicable);
  add_outcome("h-review", Status::needs_review);
  add_outcome("i-draft", Status::eligible, Force::draft);
  add_outcome("i-ended", Status::conditional, Force::period_ended);
  add_outcome("j-ended", Status::undetermined, Force::period_ended).missing_facts = {"permit"};
  add_rule("k-elsewhere", "500000");
  add_outcome("k-elsewhere", Status::undetermined).missing_facts = {"permit"};
  add_outcome("l-adverse", Status::eligible);
  catalogue_.entitlements.back().effect = Effect::adverse;
  add_outcome("m-encouraged", Status::eligible);
  catalogue_.entitlements.back().encouraged = true;
  add_outcome("m-promoted", Status::conditional);
  catalogue_.entitlements.back().encouraged = true;
  add_outcome("m-service", Status::conditional);
  catalogue_.entitlements.back().grants.front().kind = "service";
  add_place_twice("m-service");
  add_outcome("n-respected", Status::respected);
  add_outcome("no-proof", Status::conditional).missing_parameters = {"line"};
  catalogue_.prohibitions.back().office = {};
  catalogue_.prohibitions.back().appeal = {};
  add_outcome("no-fee", Status::undetermined).missing_facts = {"permit_issued"};
  add_outcome("o-violated", Status::violated);
  index(catalogue_.entitlements, catalogue_.entitlement_index);
  index(catalogue_.prohibitions, catalogue_.prohibition_index);

  ServiceInfo service;
  service.id = "s-service";
  service.family = "aid";
  service.area = "520000";
  service.title = both("s-service");
  service.source = {{"d", {"办法", "measures"}, "第一章/¶2/s1-s3"}};
  catalogue_.services = {service};
  for (const char* id : {"t-promoted", "u-promoted", "v-internal"}) {
    ServiceInfo& other = catalogue_.services.emplace_back(catalogue_.services.front());
    other.id = id;
    other.title = both(id);
    other.encouraged = id[0] != 'v';
    if (!other.encouraged) other.family = "admin";
  }
  index(catalogue_.services, catalogue_.service_index);
  for (const ServiceInfo& one : catalogue_.services) services_.push_back({&one, Force::in_force});
  families_ = {{"aid", "520000", Force::in_force, FamilyOutcome::eligible, {"a-eligible"}}};
}

/// The territorial test, and a condition of the clause on the same place alone.
void MadeUpAnswer::add_place_twice(const std::string& id) {
  Reason place = leaf("place", Truth::yes, true, {"住在贵州省", "home is in Guizhou"});
  place.kind = "place";
  place.uses.push_back(use_of("home", {"住地", "home"}, {"贵阳市", "Guiyang"}));
  Reason own = leaf("when.2", Truth::yes, true, {"常住贵州", "lives in Guizhou"});
  own.uses = place.uses;
  Reason term = leaf("needs.line", Truth::unknown, true, {"还要看低保标准", "depends on the line"});
  term.kind = "term";
  term.uses.push_back(use_of("line", {"低保标准", "assistance line"}, {}));
  Reason& root = reasons_.at(id);
  root.parts.insert(root.parts.begin(), {place, own});
  root.parts.push_back(term);
  entitlements_.back().missing_parameters = {"line"};
}

void MadeUpAnswer::keep_only(Force force) {
  const auto other = [force](const auto& entry) { return entry.force != force; };
  std::erase_if(entitlements_, other);
  std::erase_if(prohibitions_, other);
  std::erase_if(services_, other);
}

Answer MadeUpAnswer::answer() const {
  Answer out;
  out.catalogue = &catalogue_;
  out.rulebook_hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  out.as_of = *Date::parse("2026-03-10");
  out.jurisdiction = "520000";
  out.entitlements = entitlements_;
  out.prohibitions = prohibitions_;
  out.services = services_;
  out.families = families_;
  out.warnings = warnings_;
  out.places = places_;
  out.reasons = [this](std::string_view id) {
    const auto found = reasons_.find(id);
    return found == reasons_.end() ? Reason{} : found->second;
  };
  out.look_up = [this](std::string_view id) {
    return use_of(std::string(id), {"居住证", "residence permit"},
                  permit_is_known_ ? LocalText{"是", "yes"} : LocalText{});
  };
  out.force_of = [](std::string_view) { return Force::in_force; };
  out.in_force_until = [](std::string_view) { return Date::parse("2026-06-30"); };
  return out;
}

}  // namespace huice::explain
