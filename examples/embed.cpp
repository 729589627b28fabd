// The smallest host: load the packs once, describe an applicant, decide, say why.
//   huice_example_embed rules/cn
#include <cstdio>
#include <huice/huice.hpp>

int main(int argc, char** argv) {
  const auto book = huice::load({argc > 1 ? argv[1] : "rules/cn"});
  if (!book) {
    std::fputs(huice::to_text(book.error()).c_str(), stderr);
    return 1;
  }

  huice::Case applicant(*book);
  applicant.as_of(*huice::Date::parse("2026-03-10")).jurisdiction("520000");
  applicant.set("is_agri_transfer_population", true)
      .set("hukou_place", "510500")
      .set("usual_residence_place", "520102")
      .set("residence_permit_held", true)
      .set("residence_permit_place", "520102")
      .set("residence_start_date", *huice::Date::parse("2025-03-10"));

  const auto decision = huice::decide(*book, applicant);
  if (!decision) {
    std::fputs(huice::to_text(decision.error()).c_str(), stderr);
    return 1;
  }
  for (const huice::Outcome& outcome : decision->entitlements()) {
    if (outcome.status != huice::Status::eligible) continue;
    std::printf("%s: eligible\n", outcome.rule->id.c_str());
    for (const huice::Reason& reason : decision->reasons(outcome.rule->id).parts)
      std::printf("  %s\n", reason.text.en.c_str());
  }
  return 0;
}
