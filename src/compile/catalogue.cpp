#include "compile/catalogue.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

#include "pack/words.hpp"

namespace huice::compile {
namespace {

LocalText local(const pack::Text& text) { return {text.zh, text.en}; }

std::vector<CitationInfo> cite(const pack::Model& model, const pack::Citations& citations) {
  std::vector<CitationInfo> out;
  for (const pack::Citation& citation : citations) {
    const pack::SourceDocument& document = model.sources[citation.source];
    out.push_back({document.key, local(document.title), citation.locator});
  }
  return out;
}

FactInfo fact_info(const pack::Fact& fact) {
  FactInfo out;
  out.id = fact.id;
  out.pack = fact.pack;
  out.type = static_cast<FactType>(fact.type);
  out.about = fact.about;
  out.label = local(fact.label);
  out.question = local(fact.question);
  out.help = local(fact.help);
  out.unit = fact.unit;
  for (const pack::EnumValue& value : fact.values)
    out.values.push_back({value.id, local(value.label)});
  out.evidence = fact.evidence;
  out.sensitive = fact.sensitive;
  for (const pack::Fact& field : fact.fields) out.fields.push_back(fact_info(field));
  out.ask_after = fact.ask_after;
  return out;
}

RuleInfo rule_info(const pack::Model& model, const pack::Rule& rule) {
  RuleInfo out;
  out.id = rule.id;
  out.pack = rule.pack;
  out.prohibition = rule.prohibition;
  out.grade = rule.grade;
  out.family = rule.family;
  out.area = rule.area;
  out.beneficiaries = rule.beneficiaries;
  out.encouraged = rule.verb == pack::Verb::encouraged;
  out.effect = static_cast<Effect>(rule.effect);
  out.title = local(rule.title);
  out.office = local(rule.office);
  out.appeal = local(rule.appeal);
  out.quote = rule.quote;
  out.source = cite(model, rule.source);
  out.bring = rule.bring;
  for (const pack::Grant& grant : rule.grants) {
    out.grants.push_back({grant.kind, local(grant.of), grant.unit, grant.per});
  }
  if (rule.review) {
    out.review.emplace();
    for (const pack::Text& reading : rule.review->readings) {
      out.review->readings.push_back(local(reading));
    }
  }
  return out;
}

ServiceInfo service_info(const pack::Model& model, const pack::Service& service) {
  ServiceInfo out;
  out.id = service.id;
  out.pack = service.pack;
  out.family = service.family;
  out.area = service.area;
  out.group = local(service.group);
  out.title = local(service.title);
  out.office = local(service.office);
  out.encouraged = service.verb == pack::Verb::encouraged;
  out.source = cite(model, service.source);
  return out;
}

IndicatorInfo indicator_info(const pack::Model& model, const pack::Indicator& indicator) {
  IndicatorInfo out;
  out.id = indicator.id;
  out.pack = indicator.pack;
  out.family = indicator.family;
  out.area = indicator.area;
  out.title = local(indicator.title);
  out.unit = local(indicator.unit);
  out.figure = indicator.figure;
  out.comparator = indicator.comparator;
  out.period = indicator.period;
  out.label = indicator.label;
  out.source = cite(model, indicator.source);
  return out;
}

/// A bound value as its pack writes it.
std::string written(const pack::Binding& binding, pack::ParameterKind kind) {
  if (binding.table) return std::to_string(binding.table->rows.size()) + " rows";
  if (binding.test) return binding.test->text.text();
  if (binding.amount) return binding.amount->text.text();
  std::string out;
  for (const pack::Expression& value : binding.values) {
    if (!out.empty()) out += ", ";
    out += value.text.text();
  }
  return kind == pack::ParameterKind::set ? "[" + out + "]" : out;
}

std::string type_name(const pack::Parameter& parameter) {
  if (parameter.type == pack::ValueType::any) return {};
  const auto number = static_cast<std::size_t>(parameter.type) - 1;  // `any` has no word
  return std::string(pack::words::value_type[number]);
}

ParameterInfo parameter_info(const pack::Model& model, const pack::Parameter& parameter) {
  ParameterInfo out;
  out.id = parameter.id;
  out.pack = parameter.pack;
  out.kind = static_cast<ParameterKind>(parameter.kind);
  out.type = type_name(parameter);
  out.unit = parameter.unit;
  out.set_by = parameter.set_by;
  out.title = local(parameter.title);
  out.source = cite(model, parameter.source);
  for (const pack::Binding& binding : parameter.bindings) {
    out.values.push_back({binding.from, binding.to, binding.area, written(binding, parameter.kind),
                          cite(model, binding.source),
                          binding.amount ? std::string(binding.amount->text.text()) : "",
                          binding.unit, binding.per, local(binding.note)});
  }
  return out;
}

std::vector<PackInfo> pack_infos(const pack::Model& model) {
  std::vector<PackInfo> out;
  for (const pack::Pack& pack : model.packs) {
    out.push_back({pack.id, pack.version, local(pack.title), pack.area});
  }
  return out;
}

std::vector<SourceInfo> source_infos(const pack::Model& model) {
  std::vector<SourceInfo> out;
  for (const pack::SourceDocument& document : model.sources) {
    out.push_back({document.pack, document.key, local(document.title), local(document.issuer),
                   document.number, document.issued});
  }
  std::sort(out.begin(), out.end(), [](const SourceInfo& a, const SourceInfo& b) {
    return std::tie(a.pack, a.key) < std::tie(b.pack, b.key);
  });
  return out;
}

std::vector<AreaInfo> area_infos(const pack::Model& model) {
  std::vector<AreaInfo> out;
  for (const pack::Area& area : model.areas) out.push_back({area.code, local(area.name)});
  std::sort(out.begin(), out.end(),
            [](const AreaInfo& a, const AreaInfo& b) { return a.code < b.code; });
  return out;
}

template <class Info>
NameIndex sort_by_id(std::vector<Info>& list) {
  std::sort(list.begin(), list.end(), [](const Info& a, const Info& b) { return a.id < b.id; });
  NameIndex index;
  for (std::uint32_t i = 0; i < list.size(); ++i) index.emplace(list[i].id, i);
  return index;
}

void add_facts(const pack::Model& model, Catalogue& catalogue) {
  catalogue.model_facts.resize(model.facts.size());
  std::iota(catalogue.model_facts.begin(), catalogue.model_facts.end(), 0U);
  std::sort(
      catalogue.model_facts.begin(), catalogue.model_facts.end(),
      [&](std::uint32_t a, std::uint32_t b) { return model.facts[a].id < model.facts[b].id; });
  for (const std::uint32_t number : catalogue.model_facts) {
    catalogue.facts.push_back(fact_info(model.facts[number]));
  }
  catalogue.fact_index = sort_by_id(catalogue.facts);
}

void add_areas(const pack::Model& model, Catalogue& catalogue) {
  catalogue.areas = area_infos(model);
  for (std::uint32_t i = 0; i < catalogue.areas.size(); ++i) {
    catalogue.area_index.emplace(catalogue.areas[i].code, i);
  }
  for (const pack::Area& area : model.areas) {
    const std::uint32_t number = catalogue.area_index.at(area.code);
    for (const std::string& alias : area.aliases) catalogue.area_aliases.emplace(alias, number);
  }
}

template <class Item>
void note_document(const Item& item, Catalogue& catalogue) {
  if (!item.source.empty()) catalogue.document_of.emplace(item.id, item.source.front().source);
}

void add_measures(const pack::Model& model, Catalogue& catalogue) {
  for (const pack::Rule& rule : model.rules) {
    (rule.prohibition ? catalogue.prohibitions : catalogue.entitlements)
        .push_back(rule_info(model, rule));
    note_document(rule, catalogue);
  }
  for (const pack::Service& service : model.services) {
    catalogue.services.push_back(service_info(model, service));
    note_document(service, catalogue);
  }
  for (const pack::Indicator& indicator : model.indicators) {
    catalogue.indicators.push_back(indicator_info(model, indicator));
    note_document(indicator, catalogue);
  }
  catalogue.entitlement_index = sort_by_id(catalogue.entitlements);
  catalogue.prohibition_index = sort_by_id(catalogue.prohibitions);
  catalogue.service_index = sort_by_id(catalogue.services);
  catalogue.indicator_index = sort_by_id(catalogue.indicators);
}

}  // namespace

Catalogue make_catalogue(const pack::Model& model) {
  Catalogue out;
  out.packs = pack_infos(model);
  sort_by_id(out.packs);
  out.sources = source_infos(model);
  add_facts(model, out);
  add_areas(model, out);
  add_measures(model, out);
  for (const pack::Family& family : model.families) {
    out.families.push_back({family.id, local(family.title), family.connecting});
  }
  out.family_index = sort_by_id(out.families);
  for (const pack::Paper& paper : model.papers)
    out.documents.push_back({paper.id, local(paper.label)});
  out.document_index = sort_by_id(out.documents);
  for (const pack::Parameter& parameter : model.parameters) {
    out.parameters.push_back(parameter_info(model, parameter));
  }
  out.parameter_index = sort_by_id(out.parameters);
  return out;
}

Force force_on(const pack::SourceDocument& document, Date as_of) noexcept {
  bool has_begun = document.force.empty() && (!document.issued || *document.issued <= as_of);
  if (has_begun) return Force::in_force;
  for (const pack::Force& entry : document.force) {
    const bool after_start = !entry.from || *entry.from <= as_of;
    const bool before_end = !entry.to || as_of <= *entry.to;
    if (after_start && before_end) return static_cast<Force>(entry.is);
    has_begun = has_begun || after_start;
  }
  return has_begun ? Force::period_ended : Force::not_yet;
}

std::optional<Date> in_force_until(const pack::SourceDocument& document, Date as_of) noexcept {
  for (const pack::Force& entry : document.force) {
    const bool covers = (!entry.from || *entry.from <= as_of) && (!entry.to || as_of <= *entry.to);
    if (covers)
      return static_cast<Force>(entry.is) == Force::in_force ? entry.to : std::optional<Date>();
  }
  return std::nullopt;
}

}  // namespace huice::compile
