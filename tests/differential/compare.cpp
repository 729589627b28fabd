#include "differential/compare.hpp"

#include <algorithm>

#include "compile/rulebook.hpp"

namespace huice::reference {

namespace {

using Names = std::set<std::string>;

std::string joined(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return "[" + text + "]";
}

std::string shown(Status status, const Names& facts, const Names& parameters) {
  return std::string(name(status)) + " facts " + joined(facts) + " parameters " +
         joined(parameters);
}

bool holds_all(const Names& large, const Names& small) {
  return std::includes(large.begin(), large.end(), small.begin(), small.end());
}

void set_fact(Case& applicant, const std::string& id, const Value& value) {
  const auto put = [&](const auto& known) { applicant.set(id, known); };
  if (const auto* truth = value.as<bool>()) return put(*truth);
  if (const auto* number = value.as<Decimal>()) return put(*number);
  if (const auto* date = value.as<Date>()) return put(*date);
  put(std::string_view(text_of(value)));
}

}  // namespace

const pack::Model& model_of(const Rulebook& book) { return *book.state().model; }

std::string text_of(const Value& value) {
  if (const auto* truth = value.as<bool>()) return *truth ? "true" : "false";
  if (const auto* number = value.as<Decimal>()) return number->to_string();
  if (const auto* date = value.as<Date>()) return date->to_string();
  if (const auto* months = value.as<MonthsDuration>()) return months->to_string();
  if (const auto* text = value.as<std::string>()) return *text;
  if (const auto* place = value.as<Place>()) return place->written;
  std::string list;
  if (const auto* items = value.as<Items>()) {
    for (const Value& item : *items) list += (list.empty() ? "" : ", ") + text_of(item);
  }
  return list;
}

Case case_of(const Rulebook& book, const Question& question) {
  Case applicant(book);
  applicant.as_of(question.as_of);
  if (!question.jurisdiction.empty()) applicant.jurisdiction(question.jurisdiction);
  for (const auto& [id, value] : question.facts) set_fact(applicant, id, value);
  for (const auto& [id, value] : question.parameters) applicant.parameter({id, text_of(value), ""});
  return applicant;
}

Comparison compare(const Rulebook& book, const Question& question, std::size_t most) {
  Comparison result;
  DecideOptions options;
  options.earliest = false;
  const auto decision = decide(book, case_of(book, question), options);
  if (!decision) {
    result.disagreement = to_text(decision.error());
    return result;
  }
  for (const pack::Rule& rule : question.model.rules) {
    const auto expected = answer(question, rule, most);
    if (!expected) {
      ++result.too_large;
      continue;
    }
    ++result.compared;
    const Outcome& got = *decision->find(rule.id);
    const Names facts(got.missing_facts.begin(), got.missing_facts.end());
    const Names parameters(got.missing_parameters.begin(), got.missing_parameters.end());
    const Names unsettled(got.unsettled_facts.begin(), got.unsettled_facts.end());
    bool agrees = got.status == expected->status && facts == expected->missing_facts &&
                  parameters == expected->missing_parameters;
    if (!unsettled.empty()) {
      // Flagged: what is said must be so, and nothing may be left out.
      ++result.unsettled;
      Names together = facts;
      together.insert(unsettled.begin(), unsettled.end());
      agrees = got.status == Status::undetermined && holds_all(expected->missing_facts, facts) &&
               holds_all(together, expected->missing_facts) &&
               holds_all(expected->missing_parameters, parameters);
    }
    if (agrees) continue;
    result.disagreement +=
        rule.id + "\n  engine:    " + shown(got.status, facts, parameters) + " unsettled " +
        joined(unsettled) + "\n  reference: " +
        shown(expected->status, expected->missing_facts, expected->missing_parameters) + "\n";
  }
  return result;
}

}  // namespace huice::reference
