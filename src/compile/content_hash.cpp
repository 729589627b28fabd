#include "compile/content_hash.hpp"

#include <algorithm>
#include <vector>

#include "feel/parse.hpp"
#include "text/sha256.hpp"

namespace huice::compile {

namespace {

/// Writes one item as a string of length-prefixed fields.
class Writer {
 public:
  Writer& field(std::string_view text) {
    out_ += std::to_string(text.size());
    out_ += ':';
    out_ += text;
    return *this;
  }
  Writer& number(std::size_t value) { return field(std::to_string(value)); }
  Writer& text(const pack::Text& text) { return field(text.zh).field(text.en); }
  Writer& date(const std::optional<Date>& date) { return field(date ? date->to_string() : ""); }
  Writer& list(const std::vector<std::string>& items) {
    number(items.size());
    for (const std::string& item : items) field(item);
    return *this;
  }
  Writer& expression(const pack::Expression& expression) {
    return field(expression.syntax != nullptr ? feel::print(*expression.syntax)
                                              : expression.text.text());
  }
  Writer& expression(const std::optional<pack::Expression>& expression) {
    number(expression ? 1 : 0);
    return expression ? this->expression(*expression) : *this;
  }
  Writer& citations(const pack::Model& model, const pack::Citations& citations) {
    number(citations.size());
    for (const pack::Citation& citation : citations) {
      field(model.sources[citation.source].pack)
          .field(model.sources[citation.source].key)
          .field(citation.locator);
    }
    return *this;
  }
  Writer& table(const pack::Model& model, const pack::DecisionTable& table) {
    number(static_cast<std::size_t>(table.hit)).number(static_cast<std::size_t>(table.aggregate));
    number(table.inputs.size());
    for (const pack::TableInput& input : table.inputs) expression(input.value).text(input.label);
    number(table.outputs.size());
    for (const pack::TableOutput& output : table.outputs) {
      field(output.name).number(static_cast<std::size_t>(output.type)).number(output.values.size());
      for (const pack::Expression& value : output.values) expression(value);
      expression(output.default_value);
    }
    number(table.rows.size());
    for (const pack::TableRow& row : table.rows) {
      for (const pack::Expression& cell : row.when) expression(cell);
      for (const pack::Expression& cell : row.then) expression(cell);
      citations(model, row.source);
    }
    return *this;
  }
  Writer& table(const pack::Model& model, const std::optional<pack::DecisionTable>& table) {
    number(table ? 1 : 0);
    return table ? this->table(model, *table) : *this;
  }
  Writer& condition(const pack::Model& model, const pack::Condition& condition) {
    number(static_cast<std::size_t>(condition.kind))
        .text(condition.text)
        .citations(model, condition.source);
    if (condition.kind == pack::Condition::Kind::test) return expression(condition.test);
    number(condition.parts.size());
    for (const pack::Condition& part : condition.parts) this->condition(model, part);
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

void write_fact(Writer& w, const pack::Fact& fact) {
  w.field(fact.id)
      .number(static_cast<std::size_t>(fact.type))
      .field(fact.about)
      .text(fact.label)
      .text(fact.question)
      .text(fact.help);
  w.field(fact.unit).number(fact.values.size());
  for (const pack::EnumValue& value : fact.values) w.field(value.id).text(value.label);
  w.field(fact.low ? fact.low->to_string() : "")
      .field(fact.high ? fact.high->to_string() : "")
      .date(fact.first)
      .date(fact.last);
  w.list(fact.evidence)
      .list(fact.sensitive)
      .number(static_cast<std::size_t>(fact.change))
      .field(fact.ask_after);
  w.number(fact.fields.size());
  for (const pack::Fact& field : fact.fields) write_fact(w, field);
}

std::string write_binding(const pack::Model& model, const pack::Binding& binding) {
  Writer w;
  w.field(binding.from.to_string())
      .date(binding.to)
      .field(binding.area)
      .number(binding.values.size());
  for (const pack::Expression& value : binding.values) w.expression(value);
  w.table(model, binding.table).expression(binding.test).expression(binding.amount);
  w.field(binding.unit).field(binding.per).text(binding.note).citations(model, binding.source);
  return w.take();
}

void write_parameter(Writer& w, const pack::Model& model, const pack::Parameter& parameter) {
  w.field(parameter.id)
      .number(static_cast<std::size_t>(parameter.kind))
      .number(static_cast<std::size_t>(parameter.type));
  w.field(parameter.unit)
      .field(parameter.set_by)
      .text(parameter.title)
      .citations(model, parameter.source);
  w.number(parameter.inputs.size());
  for (const pack::TableParameterInput& input : parameter.inputs)
    w.field(input.name).number(static_cast<std::size_t>(input.type));
  std::vector<std::string> bindings;
  for (const pack::Binding& binding : parameter.bindings)
    bindings.push_back(write_binding(model, binding));
  std::sort(bindings.begin(), bindings.end());
  w.list(bindings);
}

void write_rule(Writer& w, const pack::Model& model, const pack::Rule& rule) {
  w.field(rule.pack)
      .field(rule.id)
      .number(rule.prohibition ? 1 : 0)
      .field(std::string(1, rule.grade))
      .field(rule.family);
  w.list(rule.beneficiaries)
      .number(static_cast<std::size_t>(rule.verb))
      .text(rule.title)
      .citations(model, rule.source);
  w.field(rule.quote)
      .field(rule.place_fact)
      .expression(rule.applies)
      .list(rule.requires_ids)
      .number(rule.when ? 1 : 0);
  if (rule.when) w.condition(model, *rule.when);
  w.number(rule.exceptions.size());
  for (const pack::Exception& exception : rule.exceptions) {
    w.field(exception.id)
        .condition(model, exception.when)
        .number(static_cast<std::size_t>(exception.gives));
    w.list(exception.overrides).text(exception.text).citations(model, exception.source);
  }
  w.list(rule.needs).number(rule.review ? 1 : 0);
  if (rule.review) {
    w.expression(rule.review->when)
        .number(rule.review->prefer ? 1 : 0)
        .number(rule.review->readings.size());
    for (const pack::Text& reading : rule.review->readings) w.text(reading);
  }
  w.number(static_cast<std::size_t>(rule.effect))
      .field(rule.for_members)
      .number(rule.grants.size());
  for (const pack::Grant& grant : rule.grants) {
    w.field(grant.kind)
        .text(grant.of)
        .expression(grant.amount)
        .field(grant.amount_from)
        .field(grant.unit)
        .field(grant.per);
  }
  w.list(rule.bring).text(rule.office).text(rule.appeal).field(rule.area);
}

/// Sorted texts of all items of one kind.
template <class Items, class Write>
void add_section(text::Sha256& hash, std::string_view name, const Items& items, Write&& write) {
  std::vector<std::string> texts;
  for (const auto& item : items) {
    Writer w;
    write(w, item);
    texts.push_back(w.take());
  }
  std::sort(texts.begin(), texts.end());
  hash.add_field(name);
  for (const std::string& text : texts) hash.add_field(text);
}

}  // namespace

std::string content_hash(const pack::Model& model,
                         const std::map<std::string, std::string>& model_digests) {
  text::Sha256 hash;
  hash.add_field("huice rulebook 1");
  add_section(hash, "packs", model.packs, [](Writer& w, const pack::Pack& pack) {
    std::vector<std::string> uses = pack.uses;
    std::sort(uses.begin(), uses.end());
    w.field(pack.id).field(pack.version).text(pack.title).field(pack.area).list(uses);
  });
  add_section(hash, "sources", model.sources, [](Writer& w, const pack::SourceDocument& source) {
    w.field(source.pack).field(source.key).text(source.title).text(source.issuer).text(source.note);
    w.field(source.number).date(source.issued).field(source.sha256).number(source.force.size());
    for (const pack::Force& force : source.force)
      w.date(force.from).date(force.to).number(static_cast<std::size_t>(force.is));
  });
  add_section(hash, "facts", model.facts,
              [](Writer& w, const pack::Fact& fact) { write_fact(w, fact); });
  add_section(hash, "families", model.families, [](Writer& w, const pack::Family& family) {
    w.field(family.id).text(family.title).field(family.connecting);
  });
  add_section(hash, "documents", model.papers,
              [](Writer& w, const pack::Paper& paper) { w.field(paper.id).text(paper.label); });
  add_section(hash, "areas", model.areas, [](Writer& w, const pack::Area& area) {
    w.field(area.code).text(area.name).list(area.aliases);
  });
  add_section(hash, "parameters", model.parameters,
              [&](Writer& w, const pack::Parameter& p) { write_parameter(w, model, p); });
  add_section(hash, "definitions", model.definitions,
              [&](Writer& w, const pack::Definition& definition) {
                w.field(definition.id)
                    .text(definition.label)
                    .expression(definition.value)
                    .table(model, definition.table)
                    .citations(model, definition.source);
                if (!definition.decision) return;
                const auto digest = model_digests.find(definition.id);
                w.field(digest == model_digests.end() ? std::string() : digest->second)
                    .field(definition.decision->name)
                    .number(definition.decision->inputs.size());
                for (const auto& [name, value] : definition.decision->inputs)
                  w.field(name).expression(value);
              });
  add_section(hash, "rules", model.rules,
              [&](Writer& w, const pack::Rule& rule) { write_rule(w, model, rule); });
  add_section(hash, "services", model.services, [&](Writer& w, const pack::Service& service) {
    w.field(service.id)
        .field(service.family)
        .text(service.group)
        .number(static_cast<std::size_t>(service.verb));
    w.text(service.title).citations(model, service.source).text(service.office).field(service.area);
  });
  add_section(hash, "indicators", model.indicators,
              [&](Writer& w, const pack::Indicator& indicator) {
                w.field(indicator.id)
                    .field(indicator.family)
                    .text(indicator.title)
                    .citations(model, indicator.source);
                w.field(indicator.figure)
                    .field(indicator.comparator)
                    .field(indicator.period)
                    .field(indicator.label)
                    .text(indicator.unit)
                    .field(indicator.area);
              });
  return hash.finish();
}

}  // namespace huice::compile
