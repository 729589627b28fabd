#include "explain/decision_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "explain/explain_one.hpp"
#include "unit/explain/made_up_answer.hpp"

namespace huice::explain {
namespace {

TextOptions options(Language language, bool all = false) {
  TextOptions out;
  out.language = language;
  out.all = all;
  out.width = 200;
  return out;
}

std::string text_of(Language language, bool all = false) {
  const MadeUpAnswer made_up;
  return decision_text(made_up.answer(), options(language, all));
}

/// Where each text first stands; fails where one is missing.
std::vector<std::size_t> places_in(const std::string& text, const std::vector<std::string>& parts) {
  std::vector<std::size_t> places;
  for (const std::string& part : parts) {
    places.push_back(text.find(part));
    EXPECT_NE(places.back(), std::string::npos) << part << "\n\n" << text;
  }
  return places;
}

TEST(DecisionText, PutsFirstWhatOneMayGetAndLastWhatIsLeft) {
  const std::vector<std::string> order = {"What you may get",
                                          "[a-eligible]",
                                          "[m-encouraged]",
                                          "What an office must not do",
                                          "[o-violated]",
                                          "Questions that settle most",
                                          "Where do you live?",
                                          "[tenure] (2 depend on it)",
                                          "Do you hold a residence permit?",
                                          "[permit] (1 depends on it)",
                                          "Open: it depends",
                                          "[c-undetermined]",
                                          "Depends on rules",
                                          "[b-conditional]",
                                          "An officer must look",
                                          "[h-review]",
                                          "Not yet",
                                          "[f-later]",
                                          "2026-09-01",
                                          "Consequences for employers",
                                          "[l-adverse]",
                                          "Services",
                                          "s-service (en)",
                                          "no claim: draft",
                                          "[i-draft]",
                                          "no claim: its period has ended",
                                          "[j-ended]",
                                          "1 more are not met at present and 1",
                                          "Please check",
                                          "after 2026-03-10 (facts.born)",
                                          "the office decides",
                                          "0123456789abcdef,"};
  const std::vector<std::size_t> places = places_in(text_of(Language::en), order);
  EXPECT_TRUE(std::is_sorted(places.begin(), places.end())) << text_of(Language::en);
}

TEST(DecisionText, ShowsTheRestOnlyWhenAsked) {
  for (const Language language : {Language::zh, Language::en}) {
    const std::string brief = text_of(language);
    const std::string all = text_of(language, true);
    for (const char* id : {"[e-ineligible]", "[g-not-applicable]", "[n-respected]"}) {
      EXPECT_EQ(brief.find(id), std::string::npos) << id;
      EXPECT_NE(all.find(id), std::string::npos) << id;
    }
    // A document of another place concerns nobody here.
    EXPECT_EQ(all.find("k-elsewhere"), std::string::npos);
  }
}

TEST(DecisionText, SaysWhyWithClauseAmountPapersAndPresumptions) {
  const std::string text = text_of(Language::zh);
  for (const char* part :
       {"内容：补助，630.5 元/月", "[是] 推定在贵州省", "[是] 有居住证", "也有人理解为：另一读法",
        "带上：身份证", "去哪里：民政局", "依据：《办法》十，第3句",
        "补助，10 至 20 元/月（家庭成员 2）（条件符合时）（金额取决于：低保标准）",
        "取决于：低保标准（由县级规定） [line]", "鼓励性措施", "可选：自有 = owned；租住 = rented",
        "《办法》第一章，第2段，第1至3句"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n\n" << text;
  }
  EXPECT_EQ(text.find("有户口"), std::string::npos) << "it decides nothing";
}

TEST(DecisionText, RefusalsNameTheAppealAndTheDate) {
  const std::string text = text_of(Language::en, true);
  places_in(text, {"from: 2026-09-01, if all else stays the same", "to object: ask for a review",
                   "[no]  the condition of e-ineligible", "this is no refusal"});
}

TEST(ExplainText, TellsTheWholeRecordOfOneId) {
  const MadeUpAnswer made_up;
  const Answer answer = made_up.answer();
  const std::string rule = one_as_text(answer, "a-eligible", options(Language::en));
  places_in(rule, {"outcome: may get", "force: in force", "matter: assistance",
                   "area: Guizhou (520000)", "[yes] any of these", "[yes] holds a permit",
                   "- residence permit (permit): yes", "clause: measures, 十, sentence 2",
                   "[no]  holds the hukou", "- home (home): not known (presumed from the office)"});
  const std::string fact = one_as_text(answer, "permit", options(Language::zh));
  places_in(fact, {"居住证 [permit]", "本情况：是", "问题：您有居住证吗？",
                   "[a-eligible]：可以享受", "[c-undetermined]：还缺信息（取决于它）"});
  const std::string parameter = one_as_text(answer, "line", options(Language::en));
  places_in(parameter, {"parameter, value money", "authority: set by the county",
                        "[b-conditional]: depends on a local rule (depends on it)"});
  const std::string service = one_as_text(answer, "s-service", options(Language::en));
  places_in(service, {"service, without a test of its own", "inside the area that it serves"});
  EXPECT_EQ(one_as_text(answer, "nothing", options(Language::en)), "");
}

TEST(LiesIn, GoesByPrefix) {
  EXPECT_TRUE(lies_in("520102", "520000"));
  EXPECT_TRUE(lies_in("520102", "520100"));
  EXPECT_TRUE(lies_in("520102", "520102"));
  EXPECT_FALSE(lies_in("520000", "520100"));
  EXPECT_FALSE(lies_in("500151", "520000"));
  EXPECT_TRUE(lies_in("500151", "000000"));
  EXPECT_FALSE(lies_in("", "000000"));
}

}  // namespace
}  // namespace huice::explain
