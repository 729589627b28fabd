#include "explain/outcome_text.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace huice::explain {
namespace {

constexpr std::size_t body_indent = 3;
constexpr std::size_t list_indent = 5;

Tone tone_of(Status status) noexcept {
  switch (status) {
    case Status::eligible:
    case Status::respected:
      return Tone::good;
    case Status::conditional:
    case Status::undetermined:
    case Status::needs_review:
      return Tone::open;
    case Status::violated:
      return Tone::bad;
    case Status::ineligible:
    case Status::not_applicable:
      return Tone::plain;
  }
  return Tone::plain;
}

/// Packs mark the reading that the outcome rests on in its own words.
bool is_followed(const LocalText& reading) {
  return reading.zh.ends_with("（采用）") || reading.en.ends_with("(followed)");
}

bool may_be_against_the_rules(const Outcome& outcome) noexcept {
  return outcome.rule->prohibition && outcome.status != Status::respected &&
         outcome.status != Status::not_applicable;
}

}  // namespace

void OutcomeText::field(std::string_view name, std::string_view text, Tone tone) {
  const std::string mark = std::string(name) + std::string(say_.colon());
  page_.line(body_indent, mark, text, tone);
}

std::string OutcomeText::name_of(const Outcome& outcome) const {
  return say_(outcome.rule->title) + " [" + outcome.rule->id + "]";
}

void OutcomeText::title(std::string_view mark, const Outcome& outcome) {
  const RuleInfo& rule = *outcome.rule;
  std::string text = say_(rule.title);
  if (rule.encouraged) text += say_.aside(say_.promoted());
  text += " [" + rule.id + "]";
  page_.line(0, mark, text, tone_of(outcome.status));
}

void OutcomeText::grants(const Outcome& outcome) {
  for (const GrantOutcome& grant : outcome.grants) {
    field(say_("内容", "what"), say_.grant(grant, outcome));
    if (!grant.source.empty())
      field(say_("金额依据", "amount set by"), say_.citations(grant.source), Tone::faint);
    if (!say_(grant.note).empty()) field(say_("说明", "note"), say_(grant.note), Tone::faint);
  }
}

void OutcomeText::reasons(const Outcome& outcome, ReasonScope scope) {
  const Reason root = answer_.reasons(outcome.rule->id);
  page_.line(body_indent, "", say_("理由：", "why:"));
  if (!write_reasons(page_, say_, root, scope, list_indent, outcome.missing_parameters)) {
    page_.line(list_indent, "",
               say_("条文本身没有另设条件", "the clause itself sets no further test"));
  }
}

void OutcomeText::open_questions(const Outcome& outcome) {
  std::vector<std::string> labels;
  for (const std::string& id : outcome.missing_facts)
    labels.push_back(say_.fact_label(id) + " [" + id + "]");
  if (!labels.empty()) field(say_("还要知道", "still to be known"), say_.join(labels), Tone::open);
  if (!outcome.unsettled_facts.empty())
    field(say_("也可能有关", "may matter too"), say_.fact_labels(outcome.unsettled_facts));
}

void OutcomeText::open_terms(const Outcome& outcome) {
  std::vector<std::string> labels;
  for (const std::string& id : outcome.missing_parameters)
    labels.push_back(say_.parameter_labels({&id, 1}) + " [" + id + "]");
  if (!labels.empty()) field(say_("取决于", "depends on"), say_.join(labels), Tone::open);
}

void OutcomeText::readings(const Outcome& outcome) {
  if (outcome.review == nullptr) return;
  const std::vector<LocalText>& all = outcome.review->readings;
  const bool none_is_followed =
      outcome.status == Status::needs_review && std::none_of(all.begin(), all.end(), is_followed);
  for (const LocalText& reading : all) {
    const std::string_view name = none_is_followed       ? say_("可能的理解", "possible reading")
                                  : is_followed(reading) ? say_("按此理解", "reading")
                                                         : say_("也有人理解为", "another reading");
    field(name, say_(reading), Tone::open);
  }
}

void OutcomeText::practical(const Outcome& outcome) {
  const RuleInfo& rule = *outcome.rule;
  std::vector<std::string> papers;
  for (const std::string& id : rule.bring) papers.push_back(say_.document_label(id));
  if (!papers.empty()) field(say_("带上", "bring"), say_.join(papers));
  field(say_("去哪里", "where"), say_.office(rule.office));
}

void OutcomeText::appeal(const Outcome& outcome) {
  const LocalText& text = outcome.rule->appeal;
  if (may_be_against_the_rules(outcome) || !say_(text).empty())
    field(say_("异议", "to object"), say_.appeal(text));
}

void OutcomeText::clause(const Outcome& outcome) {
  if (!outcome.rule->source.empty())
    field(say_("依据", "clause"), say_.citations(outcome.rule->source), Tone::faint);
}

void OutcomeText::earliest(const Outcome& outcome) {
  if (!outcome.earliest) return;
  const std::string date = outcome.earliest->to_string();
  std::string text = say_.language() == Language::zh ? date + "（其他情况不变时）"
                                                     : date + ", if all else stays the same";
  const std::optional<Date> end = answer_.in_force_until(outcome.rule->id);
  if (end && *end < *outcome.earliest) {
    text += say_.language() == Language::zh
                ? "（本规划" + end->to_string() + "期满，届时以当时的规定为准）"
                : " (this plan ends on " + end->to_string() + "; then the rules of that day hold)";
  }
  field(say_("最早", "from"), text);
}

bool OutcomeText::is_wanted(const Outcome& outcome) const noexcept {
  return outcome.status == Status::eligible || outcome.status == Status::conditional ||
         outcome.status == Status::undetermined || outcome.status == Status::needs_review;
}

void OutcomeText::block(std::string_view mark, const Outcome& outcome) {
  title(mark, outcome);
  grants(outcome);
  reasons(outcome, ReasonScope::decisive);
  open_questions(outcome);
  open_terms(outcome);
  readings(outcome);
  if (is_wanted(outcome) || may_be_against_the_rules(outcome)) practical(outcome);
  clause(outcome);
  if (may_be_against_the_rules(outcome)) appeal(outcome);
}

void OutcomeText::refusal(std::string_view mark, const Outcome& outcome) {
  title(mark, outcome);
  earliest(outcome);
  reasons(outcome, ReasonScope::decisive);
  readings(outcome);
  clause(outcome);
  if (outcome.status == Status::ineligible) appeal(outcome);
}

void OutcomeText::brief(std::string_view mark, const Outcome& outcome) {
  title(mark, outcome);
  field(say_("若有效", "if it were in force"), say_.status(outcome.status));
  open_questions(outcome);
  clause(outcome);
}

void OutcomeText::in_one_line(const Outcome& outcome) {
  page_.line(0, "- ",
             name_of(outcome) + std::string(say_("：若有效，", ": if it were in force: ")) +
                 std::string(say_.status(outcome.status)));
}

void OutcomeText::record(const Outcome& outcome) {
  const RuleInfo& rule = *outcome.rule;
  title("", outcome);
  field(say_("结果", "outcome"), say_.status(outcome.status), tone_of(outcome.status));
  field(say_("效力", "force"), say_.force(outcome.force));
  field(say_("事项", "matter"), say_.family_title(rule.family));
  field(say_("地区", "area"), say_.area(rule.area));
  grants(outcome);
  earliest(outcome);
  reasons(outcome, ReasonScope::whole);
  open_questions(outcome);
  open_terms(outcome);
  readings(outcome);
  practical(outcome);
  clause(outcome);
  if (!rule.quote.empty()) field(say_("原文", "text"), rule.quote, Tone::faint);
  appeal(outcome);
}

}  // namespace huice::explain
