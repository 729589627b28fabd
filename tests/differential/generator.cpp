#include "differential/generator.hpp"

#include <algorithm>

#include "differential/compare.hpp"

namespace huice::reference {

namespace {

using Texts = std::vector<std::string>;

// Every fact and parameter is declared; a rule reads a few of them.
constexpr const char* head_and_facts = R"(pack: small
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
)";

constexpr const char* wide_facts = R"(
  spell: {type: duration, about: person, label: &, question: &}
  share: {type: number, about: person, label: &, question: &, range: "[0..1]"}
  marks: {type: enum_set, about: person, label: &, question: &, values: {p: &, q: &, r: &}}
  remark: {type: text, about: person, label: &, question: &}
  who:
    type: members
    about: household
    label: &
    question: &
    fields:
      age: {type: integer, about: person, label: &, question: &, range: "[0..120]"}
      pay: {type: money, about: person, label: &, question: &, unit: CNY}
      role: {type: enum, about: person, label: &, question: &, values: {a: &, b: &, c: &}}
      ill: {type: boolean, about: person, label: &, question: &}
      birth: {type: date, about: person, label: &, question: &}
      seat: {type: code, about: person, label: &, question: &}
)";

constexpr const char* applicants = R"(
  applicant_kind:
    type: enum
    about: person
    label: &
    question: &
    values: {person: &, household: &, business: &}
)";

constexpr const char* families = R"(
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
  /// Narrow packs are those that the reference can walk.
  enum class Breadth { narrow, wide };
  explicit Writer(const Choose& choose, Breadth breadth = Breadth::narrow)
      : choose_(choose), is_wide_(breadth == Breadth::wide) {}

  std::string pack(const Texts& facts, int rules) {
    facts_ = facts;
    std::string text = head_and_facts;
    if (is_wide_) text += wide_facts;
    if (is_wide_ && choose_(2) == 1) text += applicants;
    text = spelt_out(text + families) + parameters() + (is_wide_ ? wide_parameters() : "") +
           definitions() + "entitlements:\n";
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

  static std::string by_area(const std::string& one, int of_one, const std::string& other,
                             int of_other) {
    const auto entry = [](const std::string& area, int value) {
      return "{from: 2020-01-01, area: '" + area + "', value: " + std::to_string(value) + "}";
    };
    return "[" + entry(one, of_one) + ", " + entry(other, of_other) + "]";
  }

  [[nodiscard]] std::string parameters() const {
    const std::string title = spelt_out("title: &");
    return "parameters:\n  flag: {type: boolean, " + title +
           values({"[{from: 2020-01-01, value: true}]", "[{from: 2020-01-01, value: false}]"}) +
           "  line: {type: number, " + title +
           values({"[{from: 2020-01-01, value: 3}]", by_area("520100", 1, "520102", 3),
                   by_area("000000", 2, "520302", 4),
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

  [[nodiscard]] std::string wide_parameters() const {
    const std::string title = spelt_out("title: &");
    const auto row = [](const char* kind, const char* rate) {
      return std::string("{when: ['\"") + kind + "\"'], then: ['" + rate + "']}";
    };
    const auto table = [](const std::string& rows) {
      return "[{from: 2020-01-01, table: {hit: unique, rows: [" + rows + "]}}]";
    };
    return "  rates: {kind: table, inputs: {of: text}, type: money, unit: CNY, " + title +
           values({table(row("a", "10") + ", " + row("b", "20.5") + ", " + row("c", "0")),
                   table(row("a", "3"))}) +
           "  pays: {kind: terms, " + title +
           values({"[{from: 2020-01-01, amount: n * 100, unit: CNY}]",
                   "[{from: 2020-01-01, test: n >= 2, amount: 120.50, unit: CNY}]",
                   "[{from: 2020-01-01, area: '520100', amount: income - 3, unit: CNY}]"});
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
    const Texts* readable = &facts_;
    if (for_members_ && choose_(2) == 1) readable = &member_facts;
    atoms_.push_back(fresh_atom(one_of(*readable)));
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
    if (fact == "born" || fact == "start" || fact == "birth") return date_atom(fact, op);
    if (fact == "home" || fact == "work" || fact == "seat") return place_atom(fact);
    return wide_atom(fact, op);
  }

  [[nodiscard]] std::string wide_atom(const std::string& fact, const std::string& op) const {
    if (fact == "spell")
      return one_of({"spell" + op + "duration(\"P1Y\")", "spell" + op + "years",
                     "as_of - spell < date(\"2025-03-10\")"});
    if (fact == "share")
      return one_of({"share" + op + "0.5", "share * 3" + op + "line", "share > 0"});
    if (fact == "marks")
      return one_of({"list contains(marks, \"p\")", "count(marks)" + op + "2",
                     "some x in marks satisfies x in (\"q\", \"r\")"});
    if (fact == "remark") return one_of({"remark = \"a\"", "remark != \"b\""});
    if (fact == "who") return household_atom(op);
    if (fact == "age")
      return one_of({"age >= 18", "age" + op + "60", "age" + op + "n", "age in [16..59]",
                     "age - n * 10" + op + "18"});
    if (fact == "pay")
      return one_of({"pay" + op + "830.50", "pay" + op + "income", "pay + income" + op + "900",
                     "pay" + op + "line", "pay * 0.5" + op + "3", "pay / 3" + op + "300"});
    if (fact == "role")
      return one_of({"role = \"a\"", "role in (\"a\", \"b\")", "role in kinds", "role != kind"});
    return one_of({"ill", "not(ill)", "ill or yes", "ill = flag"});
  }

  [[nodiscard]] std::string household_atom(const std::string& op) const {
    const std::string some_many = std::to_string(choose_(4));
    return one_of({"count(who)" + op + some_many,
                   "count(who[age >= 18])" + op + some_many,
                   "count(who[ill and age < n * 20])" + op + some_many,
                   "count(who[role = \"a\" or pay > income])" + op + some_many,
                   "sum(who.pay)" + op + "830.50",
                   "sum(who.pay) + income" + op + "900",
                   "sum(who[role = \"a\"].pay)" + op + "3",
                   "sum(who.pay) / count(who)" + op + "300",
                   "sum(for p in who return p.pay)" + op + "line",
                   "sum(for p in who return if p.ill then p.pay else 0)" + op + "3",
                   "min(who.age)" + op + "18",
                   "max(who.age)" + op + "60",
                   "max(who[ill].age)" + op + "18",
                   "some p in who satisfies p.age >= 60",
                   "some p in who satisfies p.pay > income and p.ill",
                   "some p in who satisfies p.birth + duration(\"P18Y\") > as_of",
                   "some p in who satisfies within(p.seat, \"520100\")",
                   "some p in who satisfies p.age" + op + "n * 10",
                   "every p in who satisfies p.age >= 18 or p.ill",
                   "every p in who satisfies p.role in (\"a\", \"b\")",
                   "every p in who satisfies yes or p.ill"});
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

  // --- amounts ---

  [[nodiscard]] std::string amount() const {
    Texts amounts{"100",          "12.345",
                  "n * 100",      "if yes then 100 else 50",
                  "line * 10",    "if kind = \"a\" then n * 10 else income",
                  "income * 0.5", "max(0, 830.50 - income)",
                  "income / 3",   "min(income, n * 200.005)",
                  "rates(kind)",  "floor(income / 2.5) * n",
                  "income / 8",   "share * income",
                  "n - m",        "max(rates(kind), line)"};
    if (uses("who")) {
      amounts.insert(amounts.end(), {"sum(who.pay)", "count(who) * 7.25", "max(who.age) * line",
                                     "if some p in who satisfies p.ill then 10 else income",
                                     "sum(for p in who return if p.age < 18 then 100 else p.pay)",
                                     "count(who[age < 18]) * rates(kind)"});
    }
    if (for_members_) {
      amounts.insert(amounts.end(), {"pay", "pay * share", "min(pay, income)", "age * n",
                                     "if ill then pay else 3", "max(pay - 3, 0) / 3"});
    }
    return one_of(amounts);
  }

  [[nodiscard]] std::string grants() const {
    const auto grant = [&]() -> std::string {
      const int shape = choose_(6);
      if (shape == 0) return spelt_out("{kind: access, of: &}");
      const std::string of = shape == 1 ? "amount_from: pays" : "amount: '" + amount() + "'";
      return spelt_out("{kind: money, of: &, unit: CNY, per: month, ") + of + "}";
    };
    if (choose_(4) > 0) return "    grants: " + grant() + "\n";
    return "    grants: [" + grant() + ", " + grant() + "]\n";
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
    const bool was_for_members = for_members_;
    for_members_ = uses("who") && !prohibition && choose_(2) == 1;
    if (was_for_members != for_members_) atoms_.clear();
    const std::string id = "r" + std::to_string(number);
    std::string text = "  - id: " + id + "\n    class: A\n    source: s 1\n    verb: must\n" +
                       spelt_out("    title: &\n");
    text += "    family: " + one_of({"anywhere", "at-home"}) + "\n";
    text += (prohibition ? "    violated: " : "    when: ") + condition(3) + "\n";
    if (choose_(4) == 3) text += "    applies: '" + atom() + "'\n";
    if (choose_(4) == 3) text += "    needs: [rules]\n";
    if (prohibition) return text;
    text += "    beneficiary: " +
            (is_wide_ ? one_of({"person", "household", "[person, household]"}) : "person") + "\n";
    if (for_members_) text += "    for: who\n";
    text += exceptions();
    if (number > 0 && choose_(4) == 3) {
      text += "    requires: [" + entitlements_.back() + "]\n";
    }
    if (is_wide_ && choose_(6) == 5)
      text += "    review: {when: '" + atom() + "', prefer: " + one_of({"yes", "no"}) +
              spelt_out(", readings: [&]}\n");
    entitlements_.push_back(id);
    return text + (is_wide_ ? grants() : spelt_out("    grants: {kind: access, of: &}\n"));
  }

  static inline const Texts member_facts{"age", "pay", "role", "ill", "birth", "seat"};

  const Choose& choose_;
  bool is_wide_;
  bool for_members_ = false;  ///< the rule that is being written
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

std::string wide_pack_text(const Choose& choose) {
  Texts facts = some_of({"yes", "n", "kind", "born", "home", "m", "old", "start", "work", "income",
                         "spell", "share", "marks", "remark"},
                        2 + choose(4), choose);
  if (choose(4) > 0) facts.emplace_back("who");
  return Writer(choose, Writer::Breadth::wide).pack(facts, 2 + choose(3));
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
