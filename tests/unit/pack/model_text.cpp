#include "unit/pack/model_text.hpp"

#include <string_view>
#include <vector>

#include "feel/parse.hpp"
#include "pack/words.hpp"

namespace huice::pack {
namespace {

class Printer {
 public:
  std::string print(const Model& model) {
    for (const Pack& pack : model.packs) print(pack);
    for (const SourceDocument& source : model.sources) print(source);
    for (const Fact& fact : model.facts) print(fact);
    for (const Family& family : model.families) {
      line("family", family.pack, family.id);
      show("title", family.title);
      show("connecting", family.connecting);
    }
    for (const Paper& paper : model.papers) {
      line("document", paper.pack, paper.id);
      show("label", paper.label);
    }
    for (const Area& area : model.areas) {
      line("area", area.code, "");
      show("name", area.name);
      show("aliases", area.aliases);
    }
    for (const Parameter& parameter : model.parameters) print(parameter, model);
    for (const Definition& definition : model.definitions) {
      line("definition", definition.pack, definition.id);
      show("label", definition.label);
      show("value", definition.value);
      if (definition.table) nested("table", [&] { print(*definition.table, model); });
      show("source", definition.source, model);
    }
    for (const Rule& rule : model.rules) print(rule, model);
    for (const Service& service : model.services) {
      line("service", service.pack, service.id);
      show("family", service.family);
      show("group", service.group);
      show("verb", words::verb[static_cast<std::size_t>(service.verb)]);
      show("title", service.title);
      show("source", service.source, model);
      show("office", service.office);
      show("area", service.area);
    }
    for (const Indicator& indicator : model.indicators) {
      line("indicator", indicator.pack, indicator.id);
      show("family", indicator.family);
      show("title", indicator.title);
      show("source", indicator.source, model);
      show("figure", indicator.comparator + " " + indicator.figure);
      show("unit", indicator.unit);
      show("period", indicator.period);
      show("label", indicator.label);
      show("area", indicator.area);
    }
    return std::move(out_);
  }

 private:
  void line(std::string_view what, std::string_view first, std::string_view second) {
    out_.append(indent_, ' ').append(what).append(" ").append(first);
    if (!second.empty()) out_.append(" ").append(second);
    out_ += '\n';
  }

  template <class Body>
  void nested(std::string_view heading, const Body& body) {
    line(heading, "", "");
    indent_ += 2;
    body();
    indent_ -= 2;
  }

  void show(std::string_view key, std::string_view value) {
    if (!value.empty())
      out_.append(indent_ + 2, ' ').append(key).append(": ").append(value) += '\n';
  }
  void show(std::string_view key, const Text& text) {
    if (!text.empty()) show(key, text.zh + " | " + text.en);
  }
  void show(std::string_view key, const std::vector<std::string>& list) {
    std::string joined;
    for (const std::string& item : list) joined += (joined.empty() ? "" : ", ") + item;
    show(key, joined);
  }
  void show(std::string_view key, const Expression& expression) {
    if (expression.present()) show(key, feel::print(*expression.syntax));
  }
  void show(std::string_view key, const std::optional<Expression>& expression) {
    if (expression) show(key, *expression);
  }
  void show(std::string_view key, const std::vector<Expression>& list) {
    std::vector<std::string> texts;
    for (const Expression& item : list) texts.push_back(feel::print(*item.syntax));
    show(key, texts);
  }
  void show(std::string_view key, const std::optional<Date>& date) {
    if (date) show(key, date->to_string());
  }
  void show(std::string_view key, const std::optional<Decimal>& number) {
    if (number) show(key, number->to_string());
  }
  void show(std::string_view key, const Citations& citations, const Model& model) {
    std::string joined;
    for (const Citation& citation : citations) {
      const SourceDocument& source = model.sources[citation.source];
      joined +=
          (joined.empty() ? "" : "; ") + source.pack + "/" + source.key + " " + citation.locator;
    }
    show(key, joined);
  }

  void print(const Pack& pack) {
    line("pack", pack.id, pack.version);
    show("title", pack.title);
    show("area", pack.area);
    show("uses", pack.uses);
  }

  void print(const SourceDocument& source) {
    line("source", source.pack, source.key);
    show("title", source.title);
    show("issuer", source.issuer);
    show("note", source.note);
    show("number", source.number);
    show("issued", source.issued);
    show("sha256", source.sha256);
    for (const Force& force : source.force) {
      show("force", std::string(words::force[static_cast<std::size_t>(force.is)]) + " " +
                        (force.from ? force.from->to_string() : "") + ".." +
                        (force.to ? force.to->to_string() : ""));
    }
  }

  void print(const Fact& fact) {
    line("fact", fact.pack, fact.id);
    show("type", words::fact_type[static_cast<std::size_t>(fact.type)]);
    show("about", fact.about);
    show("label", fact.label);
    show("question", fact.question);
    show("help", fact.help);
    show("unit", fact.unit);
    for (const EnumValue& value : fact.values) show(value.id, value.label);
    show("low", fact.low);
    show("high", fact.high);
    show("first", fact.first);
    show("last", fact.last);
    show("evidence", fact.evidence);
    show("sensitive", fact.sensitive);
    show("change", words::change[static_cast<std::size_t>(fact.change)]);
    show("ask_after", fact.ask_after);
    indent_ += 2;
    for (const Fact& field : fact.fields) print(field);
    indent_ -= 2;
  }

  static std::string_view word(ValueType type) {
    return type == ValueType::any ? "any" : words::value_type[static_cast<std::size_t>(type) - 1];
  }

  void print(const Parameter& parameter, const Model& model) {
    line("parameter", parameter.pack, parameter.id);
    show("kind", words::parameter_kind[static_cast<std::size_t>(parameter.kind)]);
    show("type", word(parameter.type));
    show("unit", parameter.unit);
    show("set_by", parameter.set_by);
    show("title", parameter.title);
    show("source", parameter.source, model);
    for (const TableParameterInput& input : parameter.inputs) show(input.name, word(input.type));
    for (const Binding& binding : parameter.bindings) {
      indent_ += 2;
      line("value", binding.area,
           binding.from.to_string() + ".." + (binding.to ? binding.to->to_string() : ""));
      show("pack", binding.pack);
      show("value", binding.values);
      show("test", binding.test);
      show("amount", binding.amount);
      show("unit", binding.unit);
      show("per", binding.per);
      show("note", binding.note);
      show("source", binding.source, model);
      if (binding.table) print(*binding.table, model);
      indent_ -= 2;
    }
  }

  void print(const DecisionTable& table, const Model& model) {
    const std::size_t hit =
        static_cast<std::size_t>(table.hit) + static_cast<std::size_t>(table.aggregate);
    show("hit", words::hit[hit]);
    for (const TableInput& input : table.inputs) {
      show("input", input.value);
      show("label", input.label);
    }
    for (const TableOutput& output : table.outputs) {
      show("output", output.name + " " + std::string(word(output.type)));
      show("values", output.values);
      show("default", output.default_value);
    }
    for (const TableRow& row : table.rows) {
      show("when", row.when);
      show("then", row.then);
      show("source", row.source, model);
    }
  }

  void print(const Condition& condition, const Model& model) {
    show("text", condition.text);
    show("source", condition.source, model);
    show("test", condition.test);
    if (condition.kind == Condition::Kind::test) return;
    constexpr std::string_view kinds[] = {"test", "all", "any", "not"};
    nested(std::string("  ") + std::string(kinds[static_cast<std::size_t>(condition.kind)]), [&] {
      for (const Condition& part : condition.parts) print(part, model);
    });
  }

  void print(const Rule& rule, const Model& model) {
    line(rule.prohibition ? "prohibition" : "entitlement", rule.pack, rule.id);
    show("class", std::string_view(&rule.grade, 1));
    show("family", rule.family);
    show("beneficiary", rule.beneficiaries);
    show("verb", words::verb[static_cast<std::size_t>(rule.verb)]);
    show("title", rule.title);
    show("source", rule.source, model);
    show("quote", rule.quote);
    show("place", rule.place_fact);
    show("applies", rule.applies);
    show("requires", rule.requires_ids);
    if (rule.when) nested("  when", [&] { print(*rule.when, model); });
    for (const Exception& exception : rule.exceptions) {
      nested("  unless " + exception.id, [&] {
        print(exception.when, model);
        show("gives", words::exception_result[static_cast<std::size_t>(exception.gives)]);
        show("overrides", exception.overrides);
      });
    }
    show("needs", rule.needs);
    if (rule.review) {
      show("review", rule.review->when);
      show("prefer", rule.review->prefer ? "yes" : "no");
      for (const Text& reading : rule.review->readings) show("reading", reading);
    }
    show("effect", words::effect[static_cast<std::size_t>(rule.effect)]);
    show("for", rule.for_members);
    for (const Grant& grant : rule.grants) {
      show("grant", grant.kind + " " + grant.of.zh + " | " + grant.of.en);
      show("amount", grant.amount);
      show("amount_from", grant.amount_from);
      show("unit", grant.unit);
      show("per", grant.per);
    }
    show("bring", rule.bring);
    show("office", rule.office);
    show("appeal", rule.appeal);
    show("area", rule.area);
  }

  std::string out_;
  std::size_t indent_ = 0;
};

}  // namespace

std::string model_text(const Model& model) { return Printer().print(model); }

}  // namespace huice::pack
