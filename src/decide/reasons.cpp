// The reasons of one outcome, read from the record.
#include <algorithm>

#include "decide/record.hpp"
#include "decide/territory.hpp"

namespace huice::deciding {

using compile::CompiledCondition;
using program::no_index;
using value::Value;

namespace {

Truth truth_of(const Value& value) {
  if (value.is_unknown()) return Truth::unknown;
  if (value.is_true()) return Truth::yes;
  if (value.is_false()) return Truth::no;
  return Truth::error;
}

class Telling {
 public:
  Telling(const detail::DecisionState& state, std::uint32_t number)
      : state_(state),
        rulebook_(state.book.state()),
        compiled_(rulebook_.compiled.rules[number]),
        rule_(rulebook_.compiled.program.rules[number]),
        outcome_(
            *Decision(std::shared_ptr<const detail::DecisionState>(std::shared_ptr<void>(), &state))
                 .find(rule_.name)) {}

  Reason tell() {
    Reason root;
    root.id = rule_.name;
    root.kind = rule_.prohibition ? "prohibition" : "entitlement";
    root.text = fill_in(state_, compiled_.rule->title, compiled_);
    root.source = cite(compiled_.rule->source);
    root.decisive = true;
    root.outcome = overall();
    tell_applicant(root);
    tell_place(root);
    tell_route(root);
    tell_required(root);
    if (compiled_.has_condition)
      root.parts.push_back(condition(compiled_.when, "when", "condition"));
    tell_exceptions(root);
    tell_terms(root);
    mark_decisive(root);
    for (Reason& part : root.parts) inherit_source(part, root.source);
    return root;
  }

  // What names no clause of its own stands on the clause of what it belongs to.
  static void inherit_source(Reason& reason, const std::vector<CitationInfo>& source) {
    if (reason.source.empty()) reason.source = source;
    for (Reason& part : reason.parts) inherit_source(part, reason.source);
  }

 private:
  [[nodiscard]] Truth overall() const {
    switch (outcome_.status) {
      case Status::eligible:
      case Status::conditional:
      case Status::violated:
        return Truth::yes;
      case Status::ineligible:
      case Status::not_applicable:
      case Status::respected:
        return Truth::no;
      case Status::undetermined:
        return Truth::unknown;
      case Status::needs_review:
        break;
    }
    return Truth::error;
  }

  [[nodiscard]] std::vector<CitationInfo> cite(const pack::Citations& citations) const {
    std::vector<CitationInfo> infos;
    for (const pack::Citation& citation : citations) {
      const pack::SourceDocument& source = rulebook_.model->sources[citation.source];
      infos.push_back({source.key, {source.title.zh, source.title.en}, citation.locator});
    }
    return infos;
  }

  [[nodiscard]] LocalText area_name(std::string_view code) const {
    const AreaInfo* area = state_.book.find_area(code);
    return area != nullptr ? area->name : LocalText{std::string(code), std::string(code)};
  }

  void tell_applicant(Reason& root) {
    const FactInfo* kind = state_.book.find_fact("applicant_kind");
    if (kind == nullptr || rule_.beneficiaries.empty()) return;
    const std::uint32_t input =
        rulebook_.catalogue.model_facts[rulebook_.catalogue.fact_index.at("applicant_kind")];
    if (is_for(rule_.beneficiaries, state_.facts[input])) return;
    Reason reason;
    reason.id = "applicant";
    reason.kind = "applicant";
    reason.outcome = Truth::no;
    reason.text = {"申请主体不属于本条款的对象", "this clause is for another kind of applicant"};
    reason.uses.push_back(use_of_fact(state_, input));
    root.parts.push_back(std::move(reason));
  }

  void tell_place(Reason& root) {
    if (rule_.area.empty()) return;
    const bool has_place = rule_.place_input != no_index;
    const Inside inside = territory(
        rule_.area, has_place ? &state_.facts[rule_.place_input] : nullptr, state_.jurisdiction);
    Reason reason;
    reason.id = "place";
    reason.kind = "place";
    const LocalText area = area_name(rule_.area);
    std::string zh = "受理地";
    std::string en = "the deciding office";
    if (has_place) {
      Use use = use_of_fact(state_, rule_.place_input);
      zh = use.label.zh;
      en = use.label.en;
      use.presumed = inside == Inside::presumed;
      reason.uses.push_back(std::move(use));
    }
    switch (inside) {
      case Inside::yes:
        reason.outcome = Truth::yes;
        reason.text = {zh + "在" + area.zh + "，适用本文件",
                       en + " is in " + area.en + ", where this document applies"};
        break;
      case Inside::presumed:
        reason.outcome = Truth::yes;
        reason.text = {
            zh + "未提供，按受理机关所在地推定在" + area.zh,
            en + " was not given; presumed to be in " + area.en + ", as the deciding office is"};
        break;
      case Inside::no:
        reason.outcome = Truth::no;
        reason.text = {zh + "不在" + area.zh + "，本文件不适用，请看当地规定",
                       en + " is not in " + area.en +
                           ": this document does not apply, see the rules of that place"};
        break;
      case Inside::unknown:
        reason.outcome = Truth::unknown;
        reason.text = {zh + "尚不清楚，不能确定本文件是否适用",
                       en + " is not known: whether this document applies is open"};
        break;
    }
    root.parts.push_back(std::move(reason));
  }

  void tell_route(Reason& root) {
    if (rule_.applies == no_index) return;
    Reason reason;
    reason.id = "route";
    reason.kind = "route";
    reason.outcome = truth_of(state_.cells[rule_.applies]);
    switch (reason.outcome) {
      case Truth::yes:
        reason.text = {"属于本条款针对的情形", "this clause is meant for this situation"};
        break;
      case Truth::no:
        reason.text = {"走一般途径办理，不需要本条款",
                       "the ordinary route is open, this clause is not needed"};
        break;
      default:
        reason.text = {"尚不能确定是否属于本条款针对的情形",
                       "whether this clause is meant for this situation is open"};
        break;
    }
    add_uses(compiled_.applies, reason);
    root.parts.push_back(std::move(reason));
  }

  void tell_required(Reason& root) {
    for (const std::uint32_t required : rule_.requires_rules) {
      Reason reason = reasons_of(state_, required);
      reason.id = "requires." + rulebook_.compiled.program.rules[required].name;
      reason.kind = "requires";
      root.parts.push_back(std::move(reason));
    }
  }

  void add_uses(const CompiledCondition& condition, Reason& reason) {
    for (const std::uint32_t input : condition.inputs)
      reason.uses.push_back(use_of_fact(state_, input));
    for (const std::uint32_t parameter : condition.parameters)
      reason.uses.push_back(use_of_parameter(state_, parameter));
  }

  Reason condition(const CompiledCondition& compiled, const std::string& id,
                   const std::string& kind) {
    Reason reason;
    reason.id = id;
    reason.kind = kind;
    reason.outcome = truth_of(state_.cells[compiled.cell]);
    reason.text = fill_in(state_, compiled.condition->text, compiled_);
    reason.source = cite(compiled.condition->source);
    using Kind = pack::Condition::Kind;
    const LocalText unsaid =
        reason.text.zh.empty() ? unsaid_text(*compiled.condition) : LocalText{};
    if (reason.text.zh.empty()) reason.text = unsaid;
    if (compiled.condition->kind == Kind::test) {
      add_uses(compiled, reason);
      return reason;
    }
    reason.kind = compiled.condition->kind == Kind::all   ? "all"
                  : compiled.condition->kind == Kind::any ? "any"
                                                          : "not";
    for (std::size_t i = 0; i < compiled.parts.size(); ++i) {
      reason.parts.push_back(
          condition(compiled.parts[i], id + "." + std::to_string(i + 1), "condition"));
    }
    return reason;
  }

  [[nodiscard]] static LocalText unsaid_text(const pack::Condition& condition) {
    switch (condition.kind) {
      case pack::Condition::Kind::all:
        return {"以下各项都符合", "all of these hold"};
      case pack::Condition::Kind::any:
        return {"以下至少一项符合", "at least one of these holds"};
      case pack::Condition::Kind::negation:
        return {"不属于以下情形", "this is not the case"};
      case pack::Condition::Kind::test:
        break;
    }
    return {condition.test.text.text(), condition.test.text.text()};
  }

  void tell_exceptions(Reason& root) {
    for (std::size_t i = 0; i < compiled_.exceptions.size(); ++i) {
      const compile::CompiledException& exception = compiled_.exceptions[i];
      Reason reason = condition(exception.when, "unless." + exception.exception->id, "exception");
      const LocalText text = fill_in(state_, exception.exception->text, compiled_);
      if (!text.zh.empty()) reason.text = text;
      reason.kind = "exception";
      reason.source = cite(exception.exception->source);
      for (std::size_t j = 0; j < rule_.exceptions.size(); ++j) {
        if (!state_.cells[rule_.exceptions[j].when].is_true()) continue;
        const auto& beaten = rule_.exceptions[j].overrides;
        reason.overridden =
            reason.overridden || std::find(beaten.begin(), beaten.end(), i) != beaten.end();
      }
      root.parts.push_back(std::move(reason));
    }
  }

  void tell_terms(Reason& root) {
    for (const std::uint32_t cell : rule_.needs) {
      Use use = use_of_parameter(state_, cell);
      Reason reason;
      reason.id = "needs." + use.id;
      reason.kind = "term";
      reason.outcome = truth_of(state_.cells[cell]);
      const LocalText& title = use.label;
      switch (reason.outcome) {
        case Truth::yes:
          reason.text = {"符合" + title.zh, "meets " + title.en};
          break;
        case Truth::no:
          reason.text = {"不符合" + title.zh, "does not meet " + title.en};
          break;
        default:
          reason.text = open_term(cell, use);
          break;
      }
      reason.uses.push_back(std::move(use));
      root.parts.push_back(std::move(reason));
    }
  }

  // Terms without a value are open; a test that is bound waits for facts.
  [[nodiscard]] LocalText open_term(std::uint32_t cell, const Use& use) const {
    const LocalText& title = use.label;
    if (!use.bound)
      return {"还要看" + title.zh + "（本文件未规定）",
              "still depends on " + title.en + " (not in this document)"};
    LocalText facts;
    for (const LocalText& label : facts_awaited(state_, cell)) {
      facts.zh += (facts.zh.empty() ? "，取决于：" : "；") + label.zh;
      facts.en += (facts.en.empty() ? "; what decides: " : "; ") + label.en;
    }
    return {"还要看" + title.zh + "（已有规定" + facts.zh + "）",
            "still depends on " + title.en + " (it is set" + facts.en + ")"};
  }

  // From the outcome down: the parts without which the whole would not have come out so.
  void mark_decisive(Reason& root) const {
    const bool not_applicable = outcome_.status == Status::not_applicable;
    for (Reason& part : root.parts) {
      bool decisive = false;
      if (part.kind == "place" || part.kind == "applicant" || part.kind == "route") {
        decisive = not_applicable ? part.outcome == Truth::no
                                  : root.outcome == Truth::yes || (root.outcome == Truth::unknown &&
                                                                   part.outcome == Truth::unknown);
      } else if (part.kind == "exception") {
        decisive = !part.overridden && part.outcome == Truth::yes;
      } else if (!not_applicable) {
        decisive =
            root.outcome == Truth::yes ? part.outcome != Truth::no : part.outcome == root.outcome;
      }
      mark(part, decisive);
    }
  }

  static void mark(Reason& reason, bool decisive) {
    reason.decisive = decisive;
    for (Reason& part : reason.parts) {
      if (reason.kind == "not" || reason.kind == "requires" || reason.kind == "exception") {
        mark(part, decisive && (reason.kind != "requires" || part.decisive));
        continue;
      }
      mark(part, decisive && part.outcome == reason.outcome);
    }
  }

  const detail::DecisionState& state_;
  const detail::RulebookState& rulebook_;
  const compile::CompiledRule& compiled_;
  const program::Rule& rule_;
  const Outcome& outcome_;
};

}  // namespace

Reason reasons_of(const detail::DecisionState& state, std::uint32_t rule) {
  return Telling(state, rule).tell();
}

}  // namespace huice::deciding
