#include <algorithm>
#include <vector>

#include "explain/explain_one.hpp"
#include "explain/layout.hpp"
#include "explain/outcome_text.hpp"
#include "explain/phrases.hpp"

namespace huice::explain {
namespace {

class OneText {
 public:
  OneText(const Answer& answer, const TextOptions& options)
      : answer_(answer), say_(answer, options.language), page_(options.width, options.colour) {}

  [[nodiscard]] std::string write(std::string_view id) {
    const compile::Catalogue& all = *answer_.catalogue;
    if (const Outcome* outcome = find_outcome(answer_, id)) {
      OutcomeText(answer_, say_, page_).record(*outcome);
    } else if (const ServiceInfo* service_info = find(all.service_index, all.services, id)) {
      service(*service_info);
    } else if (const IndicatorInfo* info = find(all.indicator_index, all.indicators, id)) {
      indicator(*info);
    } else if (const FactInfo* fact_info = find(all.fact_index, all.facts, id)) {
      fact(*fact_info);
    } else if (const ParameterInfo* parameter_info =
                   find(all.parameter_index, all.parameters, id)) {
      parameter(*parameter_info);
    }
    return page_.take();
  }

 private:
  void title(const LocalText& title, std::string_view id) {
    page_.line(0, "", say_(title) + " [" + std::string(id) + "]", Tone::heading);
  }
  void field(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    page_.line(indent, std::string(name) + std::string(say_.colon()), text);
  }

  /// What stands in a document: its matter, area, force and clause.
  template <class Info>
  void standing(const Info& info) {
    field(say_("效力", "force"), say_.force(answer_.force_of(info.id)));
    field(say_("事项", "matter"), say_.family_title(info.family));
    field(say_("地区", "area"), say_.area(info.area));
    field(say_("依据", "clause"), say_.citations(info.source));
  }

  void service(const ServiceInfo& info) {
    title(info.title, info.id);
    field(say_("类别", "kind"), say_("服务（不逐人审核）", "service, without a test of its own"));
    if (info.encouraged) field(say_("性质", "nature"), say_.promoted());
    field(say_("对象", "for"), say_(info.group));
    const bool listed =
        std::any_of(answer_.services.begin(), answer_.services.end(),
                    [&](const ServiceEntry& entry) { return entry.service->id == info.id; });
    field(say_("本情况", "in this case"),
          listed
              ? say_("在服务地区内", "inside the area that it serves")
              : say_("不在服务地区内，或地点未知", "outside its area, or the place is not known"));
    field(say_("去哪里", "where"), say_.office(info.office));
    standing(info);
  }

  void indicator(const IndicatorInfo& info) {
    title(info.title, info.id);
    field(say_("类别", "kind"),
          say_("政府目标，不是个人权利", "a target of government, no one's claim"));
    field(say_("数值", "figure"), info.comparator + " " + info.figure + " " + say_(info.unit));
    field(say_("时期", "period"), info.period);
    field(say_("性质", "nature"), info.label);
    standing(info);
  }

  void fact(const FactInfo& info) {
    title(info.label, info.id);
    field(say_("类别", "kind"),
          std::string(say_("事实，类型 ", "fact of type ")) + std::string(name(info.type)));
    field(say_("本情况", "in this case"), value_of(info.id, say_("未知", "not known")));
    field(say_("问题", "question"), say_(info.question));
    field(say_("说明", "help"), say_(info.help));
    field(say_("单位", "unit"), say_.unit(info.unit, ""));
    std::vector<std::string> values;
    for (const FactValueInfo& value : info.values)
      values.push_back(value.id + " = " + say_(value.label));
    field(say_("可选", "one of"), say_.join(values));
    std::vector<std::string> papers;
    for (const std::string& id : info.evidence) papers.push_back(say_.document_label(id));
    field(say_("证明材料（任一）", "proof (any of)"), say_.join(papers));
    std::vector<std::string> fields;
    for (const FactInfo& member : info.fields)
      fields.push_back(member.id + " = " + say_(member.label));
    field(say_("每人填写", "of each"), say_.join(fields));
    readers(info.id);
  }

  void parameter(const ParameterInfo& info) {
    title(info.title, info.id);
    field(say_("类别", "kind"), std::string(say_("参数，", "parameter, ")) +
                                    std::string(name(info.kind)) +
                                    (info.type.empty() ? "" : " " + info.type));
    field(say_("单位", "unit"), say_.unit(info.unit, ""));
    if (!info.set_by.empty()) field(say_("制定", "authority"), say_.set_by(info.set_by));
    field(say_("本情况", "in this case"), value_of(info.id, say_("未规定", "not set")));
    for (const ParameterValueInfo& value : info.values) {
      std::string text = value.from.to_string() + " — " + (value.to ? value.to->to_string() : "");
      text += std::string(say_("，", ", ")) + say_.area(value.area) + std::string(say_.colon());
      text += value.text;
      if (!value.amount.empty() && value.amount != value.text)
        text += std::string(say_("；金额 ", "; amount ")) + value.amount;
      if (!value.unit.empty() || !value.per.empty()) text += " " + say_.unit(value.unit, value.per);
      if (!value.source.empty()) text += say_.aside(say_.citations(value.source));
      field(say_("取值", "value"), text);
      field(say_("说明", "note"), say_(value.note));
    }
    field(say_("依据", "clause"), say_.citations(info.source));
    readers(info.id);
  }

  [[nodiscard]] std::string value_of(std::string_view id, std::string_view otherwise) const {
    const Use use = answer_.look_up(id);
    std::string out = !say_(use.value).empty() ? say_(use.value)
                      : use.bound
                          ? std::string(say_("已有规定，还缺信息", "set; a fact is not known yet"))
                          : std::string(otherwise);
    if (use.presumed) out += say_.aside(say_("按办理机关所在地推定", "presumed from the office"));
    if (use.from_caller) out += say_.aside(say_("由使用者给出", "given with the case"));
    return out;
  }

  void readers(std::string_view id) {
    const std::vector<const Outcome*> outcomes = outcomes_reading(answer_, id);
    if (outcomes.empty()) return;
    page_.line(indent, "", say_("用到它的规则：", "read by:"));
    for (const Outcome* outcome : outcomes) {
      const std::vector<std::string>& facts = outcome->missing_facts;
      const std::vector<std::string>& parameters = outcome->missing_parameters;
      const bool waits = std::find(facts.begin(), facts.end(), id) != facts.end() ||
                         std::find(parameters.begin(), parameters.end(), id) != parameters.end();
      std::string text = say_(outcome->rule->title) + " [" + outcome->rule->id + "]";
      text += std::string(say_.colon()) + std::string(say_.status(outcome->status));
      if (waits) text += say_.aside(say_("取决于它", "depends on it"));
      page_.line(indent + 2, "- ", text);
    }
  }

  static constexpr std::size_t indent = 3;

  const Answer& answer_;
  Phrases say_;
  Page page_;
};

}  // namespace

const Outcome* find_outcome(const Answer& answer, std::string_view id) noexcept {
  for (const auto outcomes : {answer.entitlements, answer.prohibitions}) {
    const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                    [&](const Outcome& outcome) { return outcome.rule->id == id; });
    if (found != outcomes.end()) return &*found;
  }
  return nullptr;
}

std::vector<const Outcome*> outcomes_reading(const Answer& answer, std::string_view id) {
  std::vector<const Outcome*> out;
  for (const auto outcomes : {answer.entitlements, answer.prohibitions}) {
    for (const Outcome& outcome : outcomes) {
      const auto reads = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
      };
      if (reads(outcome.rule->facts) || reads(outcome.rule->parameters)) out.push_back(&outcome);
    }
  }
  return out;
}

std::string one_as_text(const Answer& answer, std::string_view id, const TextOptions& options) {
  return OneText(answer, options).write(id);
}

}  // namespace huice::explain
