// Uses huice::huice as an embedding program does: consumer FOLDER-OF-RULE-PACKS.
#include <cstdio>
#include <huice/huice.hpp>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto book = huice::load({std::string(argv[1]) + "/cn"});
  if (!book) {
    std::fputs(huice::to_text(book.error()).c_str(), stderr);
    return 1;
  }
  huice::Case nobody(*book);  // about whom nothing is known
  nobody.as_of(*huice::Date::parse("2026-03-10")).jurisdiction("520000");
  const auto decision = huice::decide(*book, nobody);
  if (!decision) {
    std::fputs(huice::to_text(decision.error()).c_str(), stderr);
    return 1;
  }
  bool asks = false;
  for (const huice::Outcome& outcome : decision->entitlements()) {
    asks = asks || !outcome.missing_facts.empty();
  }
  std::printf("huice %s, rulebook %s, %zu entitlements\n", std::string(huice::version()).c_str(),
              book->hash().c_str(), decision->entitlements().size());
  return asks ? 0 : 1;
}
