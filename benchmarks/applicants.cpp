#include "applicants.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace huice::benchmarks {

namespace {

constexpr int kApplicants = 16;

/// SplitMix64: small, and the same on every platform.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) noexcept : state_(seed) {}
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t bits = state_;
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return (bits ^ (bits >> 31U)) % bound;
  }

 private:
  std::uint64_t state_;
};

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string value_of(const FactInfo& fact, Draw& draw) {
  constexpr std::array places = {"520102", "520302", "520502", "510500", "440100"};
  constexpr std::array dates = {"1961-05-20", "1984-11-02", "2019-07-15", "2025-02-01",
                                "2025-11-30"};
  switch (fact.type) {
    case FactType::boolean:
      return draw.below(3) != 0 ? "true" : "false";
    case FactType::integer:
      return std::to_string(1 + draw.below(60));
    case FactType::number:
    case FactType::money:
      return quoted(std::to_string(draw.below(5000)) + ".50");
    case FactType::date:
      return quoted(dates[draw.below(dates.size())]);
    case FactType::duration:
      return quoted("P" + std::to_string(1 + draw.below(36)) + "M");
    case FactType::enumeration:
      return quoted(fact.values[draw.below(fact.values.size())].id);
    case FactType::enum_set:
      return "[" + quoted(fact.values[draw.below(fact.values.size())].id) + "]";
    case FactType::code:
      return quoted(places[draw.below(places.size())]);
    case FactType::text:
      return quoted("some words");
    case FactType::members:
      break;
  }
  return "[]";
}

std::string facts_of(const Rulebook& book, Known known, Draw& draw) {
  std::string facts;
  for (const FactInfo& fact : book.facts()) {
    // Who applies decides which rules are for them at all: left open, every rule is decided.
    const bool is_known = known == Known::every || (known == Known::half && draw.below(2) == 0);
    if (!is_known || fact.id == "applicant_kind") continue;
    if (!facts.empty()) facts += ", ";
    facts += quoted(fact.id) + ": " + value_of(fact, draw);
  }
  return "{" + facts + "}";
}

[[noreturn]] void give_up(const Diagnostics& problems) {
  std::fputs(to_text(problems).c_str(), stderr);
  std::exit(EXIT_FAILURE);
}

Rulebook load_or_give_up(const std::vector<std::string>& paths) {
  const auto loaded = load(paths);
  if (!loaded) give_up(loaded.error());
  return *loaded;
}

}  // namespace

const Rulebook& all_packs() {
  static const Rulebook book = load_or_give_up({HUICE_RULES});
  return book;
}

const Rulebook& guizhou() {
  static const Rulebook book =
      load_or_give_up({HUICE_RULES "/dictionary.yaml", HUICE_RULES "/520000-guizhou"});
  return book;
}

std::vector<std::string> applicants_as_json(const Rulebook& book, Known known) {
  std::vector<std::string> texts;
  for (int i = 0; i < kApplicants; ++i) {
    Draw draw(static_cast<std::uint64_t>(i));
    texts.push_back(R"({"as_of": "2026-03-10", "jurisdiction": "520000", "facts": )" +
                    facts_of(book, known, draw) + "}");
  }
  return texts;
}

std::vector<Case> applicants(const Rulebook& book, Known known) {
  std::vector<Case> cases;
  for (const std::string& text : applicants_as_json(book, known)) {
    auto applicant = case_from_json(book, text);
    if (!applicant) give_up(applicant.error());
    cases.push_back(std::move(*applicant));
  }
  return cases;
}

}  // namespace huice::benchmarks
