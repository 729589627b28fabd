#include "differential/generator.hpp"

#include <algorithm>

#include "differential/compare.hpp"

namespace huice::reference {

namespace {

using Texts = std::vector<std::string>;

// Every fact and parameter is declared; a rule reads a few of them.
constexpr const char* head = R"(pack: small
version: "1"
title: {zh: 小, en: small}
area: "520000"
sources:
  s: {title: {zh: 文, en: text}, issuer: {zh: 府, en: office}, force: [{is: in_force}]}
facts:
  yes: {type: boolean, about: person, label: &, question: &}
  old: {type: boolean, about: person, label: &, question: &}
  kind: {type: enum, about: person, label: &, question: &, values: {a: &, b: &, c: &}}
  n: {type: integer, about: person, label: &, question: &, range: "[0..5]"}
  m: {type: integer, about: person, label: &, question: &, range: "[0..5]"}
  income: {type: money, about: person, label: &, question: &, unit: CNY}
  born: {type: date, about: person, label: &, question: &}
  start: {type: date, about: person, label: &, question: &, range: "[1990-01-01..2030-12-31]"}
  home: {type: code, about: person, label: &, question: &}
  work: {type: code, about: person, label: &, question: &}
families:
  anywhere: {title: &}
  at-home: {title: &, connecting: home}
)";

std::string spelt_out(std::string text) {
  for (std::size_t at = text.find('&'); at != std::string::npos; at = text.find('&', at))
    text.replace(at, 1, "{zh: 名, en: name}");
  return text;
}

class Writer {
 public:
  explicit Writer(const Choose& choose) : choose_(choose) {}

  std::string pack(const Texts& facts, int rules) {
    facts_ = facts;
    std::string text = spelt_out(head) + parameters() + definitions() + "entitlements:\n";
    std::string prohibitions;
    for (int i = 0; i < rules; ++i) {
      const bool prohibition = i > 0 && choose_(6) == 5;
      (prohibition ? prohibitions : text) += rule(i, prohibition);
    }
    if (!prohibitions.empty()) text += "prohibitions:\n" + prohibitions;
    return text;
  }

 private:
  [[nodiscard]] const std::string& one_of(const Texts& texts) const {
    return texts[static_cast<std::size_t>(choose_(static_cast<int>(texts.size())))];
  }
  [[nodiscard]] bool uses(const std::string& fact) const {
    return std::find(facts_.begin(), facts_.end(), fact) != facts_.end();
  }

  // --- parameters: each is open in half of the packs ---

  [[nodiscard]] std::string values(const Texts& bound) const {
    if (choose_(2) == 0) return "}\n";
    return ", source: s 1, values: " + one_of(bound) + "}\n";
  }

  [[nodiscard]] std::string parameters() const {
    const std::string title = spelt_out("title: &");
    return "parameters:\n  flag: {type: boolean, " + title +
           values({"[{from: 2020-01-01, value: true}]", "[{from: 2020-01-01, value: false}]"}) +
           "  line: {type: number, " + title +
           values({"[{from: 2020-01-01, value: 3}]",
                   "[{from: 2020-01-01, area: '520100', value: 1}, "
                   "{from: 2020-01-01, area: '520102', value: 3}]",
                   "[{from: 2020-01-01, area: '000000', value: 2}, "
                   "{from: 2020-01-01, area: '520302', value: 4}]",
                   "[{from: 2020-01-01, to: 2026-12-31, value: 5}, {from: 2027-01-01, value: 2}]",
                   "[{from: 2026-06-01, value: 1}]"}) +
           "  years: {type: duration, " + title +
           values({"[{from: 2020-01-01, value: P1Y}]",
                   "[{from: 2020-01-01, to: 2026-06-30, value: P5Y}, "
                   "{from: 2026-07-01, value: P6M}]"}) +
           "  kinds: {kind: set, type: text, " + title +
           values({"[{from: 2020-01-01, value: [a, b]}]", "[{from: 2020-01-01, value: []}]"}) +
           "  counts: {kind: set, type: integer, " + title +
           values({"[{from: 2020-01-01, value: [1, 4]}]"}) + "  rules: {kind: terms, " + title +
           values({"[{from: 2020-01-01, test: n >= 2}]", "[{from: 2020-01-01, test: yes}]"});
  }

  [[nodiscard]] std::string definitions() const {
    const std::string label = spelt_out("label: &");
    return "definitions:\n  total: {value: n + m, " + label +
           "}\n  choice: {value: 'if yes then n else m', " + label + "}\n  band:\n    " + label +
           "\n    table:\n      hit: unique\n      inputs: [{value: n, " + label +
           "}]\n      outputs: [{name: level, type: number" + one_of({"", ", default: 9"}) +
           "}]\n      rows:\n" +
           one_of({"        - {when: ['<2'], then: ['1'], source: s 1}\n"
                   "        - {when: ['[2..3]'], then: ['2'], source: s 1}\n"
                   "        - {when: ['>3'], then: ['3'], source: s 1}\n",
                   "        - {when: ['<2'], then: ['1'], source: s 1}\n"
                   "        - {when: ['>3'], then: ['1'], source: s 1}\n"});
  }

  // --- atoms ---

  [[nodiscard]] std::string atom() {
    // Repeat an earlier one, or its opposite, now and then.
    if (!atoms_.empty() && choose_(4) == 3) {
      const std::string& again = one_of(atoms_);
      return choose_(2) == 0 ? again : "not(" + again + ")";
    }
    atoms_.push_back(fresh_atom(one_of(facts_)));
    return atoms_.back();
  }

  [[nodiscard]] std::string fresh_atom(const std::string& fact) const {
    const std::string op = one_of({" >= ", " < ", " <= ", " > ", " = ", " != "});
    if (fact == "yes" || fact == "old")
      return one_of({fact, "not(" + fact + ")", fact + " = true", fact + " = flag",
                     fact + " and flag", "flag", fact + " or not(flag)"});
    if (fact == "kind")
      return one_of({"kind = \"a\"", "kind != \"b\"", "kind in (\"a\", \"b\")",
                     "kind in (\"a\", \"b\", \"c\")", "kind in kinds", "kind in kinds",
                     "not(kind in (\"c\"))"});
    if (fact == "n" || fact == "m") return number_atom(fact, op);
    if (fact == "income")
      return one_of({"income" + op + "830.50", "income" + op + "3", "income" + op + "line",
                     "income in [830.50..900]"});
    if (fact == "born" || fact == "start") return date_atom(fact, op);
    return place_atom(fact);
  }

  [[nodiscard]] std::string number_atom(const std::string& n, const std::string& op) const {
    Texts atoms{n + op + std::to_string(choose_(8) - 1),
                n + op + std::to_string(choose_(6)),
                n + op + "2.5",
                n + op + "line",
                n + op + "line",
                n + " in [1..3]",
                n + " in (3..5]",
                n + " in (0, 2, 5)",
                n + " between 2 and 4",
                n + " in counts",
                n + " * (5 - " + n + ") > 4",
                n + " + 1" + op + "line"};
    if (uses("n") && uses("m"))
      atoms.insert(atoms.end(),
                   {"n" + op + "m", "total" + op + "4", "total >= 11", "total" + op + "line"});
    if (uses("n") && uses("m") && uses("yes")) atoms.push_back("choice" + op + "2");
    if (n == "n") atoms.insert(atoms.end(), {"band" + op + "2", "band in (1, 2, 3)"});
    return one_of(atoms);
  }

  [[nodiscard]] std::string date_atom(const std::string& day, const std::string& op) const {
    Texts atoms{day + " + duration(\"P18Y\") <= as_of",
                day + " + duration(\"P60Y\") <= as_of",
                day + " + duration(\"P18Y\")" + op + "as_of",
                day + " + duration(\"P6M\")" + op + "as_of",
                day + " - duration(\"P1M\")" + op + "as_of",
                day + op + "date(\"2000-02-29\")",
                day + op + "as_of",
                day + " in [date(\"1990-01-01\")..date(\"2010-06-30\")]",
                day + " + years <= as_of",
                day + " + years > as_of"};
    if (uses("born") && uses("start"))
      atoms.insert(atoms.end(), {"born" + op + "start", "born + years" + op + "start"});
    return one_of(atoms);
  }

  [[nodiscard]] std::string place_atom(const std::string& place) const {
    Texts atoms{"within(" + place + ", \"520000\")",
                "within(" + place + ", \"520100\")",
                "within(" + place + ", \"500000\")",
                "within(" + place + ", \"520102\")",
                place + " = \"520102\"",
                place + " != \"520103\"",
                place + " in (\"520102\", \"520103\")",
                "county(" + place + ") = \"520102\"",
                "prefecture(" + place + ") = \"520100\""};
    if (uses("home") && uses("work"))
      atoms.insert(atoms.end(), {"home = work", "home != work", "county(home) = county(work)",
                                 "within(work, county(home))", "home = county(work)"});
    return one_of(atoms);
  }

  // --- conditions ---

  [[nodiscard]] std::string condition(int depth) {
    const int shape = depth == 0 ? 0 : choose_(6);
    if (shape <= 1) return "'" + atom() + "'";
    if (shape == 2) return "'" + atom() + one_of({" and ", " or "}) + "(" + atom() + ")'";
    if (shape == 3) return "{not: " + condition(depth - 1) + "}";
    std::string parts = condition(depth - 1) + ", " + condition(depth - 1);
    if (choose_(2) == 1) parts += ", " + condition(depth - 1);
    return (shape == 4 ? "{all: [" : "{any: [") + parts + "]}";
  }

  [[nodiscard]] std::string exceptions() {
    const int count = choose_(4) - 1;
    if (count <= 0) return "";
    std::string text = "    unless:\n";
    for (int i = 0; i < count; ++i) {
      text += "      - {id: x" + std::to_string(i) +
              ", source: s 1, zh: 例外, en: exception, test: '" + atom() +
              "', gives: " + one_of({"ineligible", "eligible", "not_applicable"});
      if (i > 0 && choose_(3) > 0) text += ", overrides: [x" + std::to_string(choose_(i)) + "]";
      text += "}\n";
    }
    return text;
  }

  [[nodiscard]] std::string rule(int number, bool prohibition) {
    atoms_.resize(std::min<std::size_t>(atoms_.size(), 4));
    const std::string id = "r" + std::to_string(number);
    std::string text = "  - id: " + id + "\n    class: A\n    source: s 1\n    verb: must\n" +
                       spelt_out("    title: &\n");
    text += "    family: " + one_of({"anywhere", "at-home"}) + "\n";
    text += (prohibition ? "    violated: " : "    when: ") + condition(3) + "\n";
    if (choose_(4) == 3) text += "    applies: '" + atom() + "'\n";
    if (choose_(4) == 3) text += "    needs: [rules]\n";
    if (prohibition) return text;
    text += "    beneficiary: person\n";
    text += exceptions();
    if (number > 0 && choose_(4) == 3) {
      text += "    requires: [" + entitlements_.back() + "]\n";
    }
    entitlements_.push_back(id);
    return text + spelt_out("    grants: {kind: access, of: &}\n");
  }

  const Choose& choose_;
  Texts facts_;
  Texts atoms_;
  Texts entitlements_;
};

Texts some_of(Texts from, int count, const Choose& choose) {
  Texts chosen;
  for (int i = 0; i < count; ++i) {
    const auto at = choose(static_cast<int>(from.size()));
    chosen.push_back(from[static_cast<std::size_t>(at)]);
    from.erase(from.begin() + at);
  }
  return chosen;
}

Value value_for(const pack::Fact& fact, const Choose& choose) {
  const auto one_of = [&](const Texts& texts) {
    return texts[static_cast<std::size_t>(choose(static_cast<int>(texts.size())))];
  };
  switch (fact.type) {
    case pack::FactType::boolean:
      return {choose(2) == 1};
    case pack::FactType::enumeration:
      return {one_of({"a", "b", "c"})};
    case pack::FactType::integer:
      return {Decimal(choose(6))};
    case pack::FactType::money:
      return {*Decimal::parse(one_of({"0", "3", "830.50", "830.51", "900"}))};
    case pack::FactType::date:
      return {*Date::parse(one_of({"2000-02-29", "1990-01-01", "2008-03-10", "2025-09-10",
                                   "2008-02-29", "2026-03-31", "2010-06-30", "2029-01-31"}))};
    default: {
      const std::string code = one_of({"520102", "520103", "520302", "500151", "520100", "520000"});
      return {Place{code, code}};
    }
  }
}

}  // namespace

std::string pack_text(const Choose& choose) {
  const Texts facts =
      some_of({"yes", "n", "kind", "born", "home", "m", "old", "start", "work", "income"},
              2 + choose(4), choose);
  return Writer(choose).pack(facts, 2 + choose(2));
}

std::string dated_pack_text(const Choose& choose) {
  return Writer(choose).pack({"born", "start", "n"}, 2);
}

Question question(const pack::Model& model, const Choose& choose, int known) {
  const auto day = *Date::parse(std::vector<const char*>{
      "2026-03-10", "2026-02-28", "2024-02-29"}[static_cast<std::size_t>(choose(3))]);
  const std::string office = std::vector<std::string>{
      "520000", "", "520102", "500000"}[static_cast<std::size_t>(choose(4))];
  Question asked{model, day, office, {}, {}};
  for (const pack::Fact& fact : model.facts) {
    if (choose(10) < known) asked.facts[fact.id] = value_for(fact, choose);
  }
  if (choose(5) == 4) asked.parameters["line"] = {Decimal(choose(6))};
  if (choose(5) == 4) asked.parameters["flag"] = {choose(2) == 1};
  if (choose(5) == 4) asked.parameters["rules"] = {choose(2) == 1};
  return asked;
}

std::string to_text(const Question& question) {
  std::string text =
      "as_of " + question.as_of.to_string() + ", jurisdiction \"" + question.jurisdiction + "\"\n";
  for (const auto& [id, value] : question.facts) text += "  " + id + ": " + text_of(value) + "\n";
  for (const auto& [id, value] : question.parameters)
    text += "  parameter " + id + ": " + text_of(value) + "\n";
  return text;
}

}  // namespace huice::reference
