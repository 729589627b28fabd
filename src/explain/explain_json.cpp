#include <algorithm>

#include "explain/decision_json.hpp"
#include "explain/explain_one.hpp"

namespace huice::explain {
namespace {

using json::Writer;

class OneJson {
 public:
  explicit OneJson(const Answer& answer) noexcept : answer_(answer) {}

  [[nodiscard]] std::string write(std::string_view id) {
    const compile::Catalogue& all = *answer_.catalogue;
    if (const Outcome* outcome = find_outcome(answer_, id)) {
      rule(*outcome);
    } else if (const ServiceInfo* service_info = find(all.service_index, all.services, id)) {
      service(*service_info);
    } else if (const IndicatorInfo* info = find(all.indicator_index, all.indicators, id)) {
      indicator(*info);
    } else if (const FactInfo* fact_info = find(all.fact_index, all.facts, id)) {
      fact(*fact_info);
    } else if (const ParameterInfo* parameter_info =
                   find(all.parameter_index, all.parameters, id)) {
      parameter(*parameter_info);
    } else {
      return {};
    }
    return out_.take();
  }

 private:
  void begin(std::string_view kind, std::string_view id, const LocalText& title) {
    out_.begin_object().key("kind").string(kind).key("id").string(id).key("title");
    write_text(out_, title);
  }
  template <class Info>
  void standing(const Info& info) {
    out_.key("family").string(info.family).key("area").string(info.area);
    out_.key("force").string(name(answer_.force_of(info.id))).key("source");
    write_citations(out_, info.source);
  }
  void office(const LocalText& office) {
    out_.key("office");
    write_text(out_, office);
  }

  void rule(const Outcome& outcome) {
    const RuleInfo& info = *outcome.rule;
    begin(info.prohibition ? "prohibition" : "entitlement", info.id, info.title);
    out_.key("class").string({&info.grade, 1}).key("beneficiary").strings(info.beneficiaries);
    out_.key("encouraged").boolean(info.encouraged);
    standing(info);
    out_.key("quote").string_or_null(info.quote).key("bring").strings(info.bring);
    office(info.office);
    out_.key("appeal");
    write_text(out_, info.appeal);
    out_.key("facts").strings(info.facts).key("parameters").strings(info.parameters);
    out_.key("outcome");
    write_outcome(out_, answer_, outcome, ReasonDetail::full);
    out_.end_object();
  }

  void service(const ServiceInfo& info) {
    begin("service", info.id, info.title);
    out_.key("group");
    write_text(out_, info.group);
    out_.key("encouraged").boolean(info.encouraged);
    standing(info);
    office(info.office);
    const bool listed =
        std::any_of(answer_.services.begin(), answer_.services.end(),
                    [&](const ServiceEntry& entry) { return entry.service->id == info.id; });
    out_.key("listed").boolean(listed).end_object();
  }

  void indicator(const IndicatorInfo& info) {
    begin("indicator", info.id, info.title);
    standing(info);
    out_.key("figure").string(info.figure).key("comparator").string(info.comparator).key("unit");
    write_text(out_, info.unit);
    out_.key("period").string(info.period).key("label").string(info.label).end_object();
  }

  void declaration(const FactInfo& info) {
    out_.key("type").string(name(info.type)).key("about").string(info.about);
    out_.key("unit").string_or_null(info.unit).key("question");
    write_text(out_, info.question);
    out_.key("help");
    write_text(out_, info.help);
    out_.key("values").begin_list();
    for (const FactValueInfo& value : info.values) {
      out_.begin_object().key("id").string(value.id).key("label");
      write_text(out_, value.label);
      out_.end_object();
    }
    out_.end_list().key("evidence").strings(info.evidence);
    out_.key("sensitive").strings(info.sensitive).key("fields").begin_list();
    for (const FactInfo& field : info.fields) {
      begin("fact", field.id, field.label);
      declaration(field);
      out_.end_object();
    }
    out_.end_list();
  }

  void fact(const FactInfo& info) {
    begin("fact", info.id, info.label);
    declaration(info);
    value(info.id);
    readers(info.id);
    out_.end_object();
  }

  void parameter(const ParameterInfo& info) {
    begin("parameter", info.id, info.title);
    out_.key("form").string(name(info.kind)).key("type").string_or_null(info.type);
    out_.key("unit").string_or_null(info.unit).key("set_by").string_or_null(info.set_by);
    out_.key("source");
    write_citations(out_, info.source);
    out_.key("values").begin_list();
    for (const ParameterValueInfo& value : info.values) {
      out_.begin_object().key("from").string(value.from.to_string()).key("to");
      out_.string_or_null(value.to ? value.to->to_string() : "");
      out_.key("area").string(value.area).key("value").string(value.text).key("amount");
      out_.string_or_null(value.amount).key("unit").string_or_null(value.unit).key("per");
      out_.string_or_null(value.per).key("note");
      if (value.note == LocalText{}) {
        out_.null();
      } else {
        write_text(out_, value.note);
      }
      out_.key("source");
      write_citations(out_, value.source);
      out_.end_object();
    }
    out_.end_list();
    value(info.id);
    readers(info.id);
    out_.end_object();
  }

  void value(std::string_view id) {
    const Use use = answer_.look_up(id);
    out_.key("value");
    if (use.value == LocalText{}) {
      out_.null();
    } else {
      write_text(out_, use.value);
    }
    out_.key("presumed").boolean(use.presumed).key("caller").boolean(use.from_caller);
  }

  void readers(std::string_view id) {
    out_.key("read_by").begin_list();
    for (const Outcome* outcome : outcomes_reading(answer_, id)) {
      out_.begin_object().key("id").string(outcome->rule->id);
      out_.key("status").string(name(outcome->status)).end_object();
    }
    out_.end_list();
  }

  const Answer& answer_;
  Writer out_;
};

}  // namespace

std::string one_as_json(const Answer& answer, std::string_view id) {
  return OneJson(answer).write(id);
}

}  // namespace huice::explain
