#include "explain/decision_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "explain/explain_one.hpp"
#include "explain/phrases.hpp"
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
                                          "May be against the rules",
                                          "[no-proof]",
                                          "Questions that settle most",
                                          "Where do you live?",
                                          "[tenure] (2 depend on it)",
                                          "Do you hold a residence permit?",
                                          "[permit] (1 depends on it)",
                                          "When was it issued?",
                                          "Open: it depends",
                                          "[d-undetermined]",
                                          "[no-fee]",
                                          "[c-undetermined]",
                                          "Depends on rules",
                                          "[b-conditional]",
                                          "[m-service]",
                                          "[m-promoted]",
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
                                          "[i-ended]: if it were in force: depends on a local rule",
                                          "1 more are not yet known",
                                          "1 more are not met at present, 1 more do not apply",
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
    for (const char* id : {"[e-ineligible]", "[g-not-applicable]", "[n-respected]", "[j-ended]",
                           "t-promoted", "u-promoted", "v-internal"}) {
      EXPECT_EQ(brief.find(id), std::string::npos) << id;
      EXPECT_NE(all.find(id), std::string::npos) << id;
    }
    // A document of another place concerns nobody here.
    EXPECT_EQ(all.find("k-elsewhere"), std::string::npos);
  }
}

TEST(DecisionText, SaysWhyWithClauseAmountPapersAndPresumptions) {
  const std::string text = text_of(Language::zh);
  for (const char* part : {"内容：补助，630.5 元/月",
                           "金额依据：《标准》第三章，第2句",
                           "说明：最长十二个月",
                           "[是] 推定在贵州省",
                           "[是] 有居住证",
                           "按此理解：通行读法（采用）",
                           "也有人理解为：另一读法",
                           "带上：身份证",
                           "去哪里：民政局",
                           "去哪里：文件没有写明，请问办理机关（贵州省）",
                           "异议：文件没有写明，请问办理机关（贵州省）",
                           "异议：可申请复核",
                           "依据：《办法》十，第3句",
                           "补助，10 至 20 元/月（家庭成员 2）（条件符合时）（金额未定）",
                           "取决于：低保标准（由县级规定） [line]",
                           "（本文件是推动性规定，法定义务不变）",
                           "可选：自有 = owned；租住 = rented",
                           "[是] 常住贵州",
                           "《办法》：\n- s-service（中）（第一章，第2段，第1至3句）",
                           "另有 2 项推动性措施，1 项行政内部工作；用 --all 查看。",
                           "[i-ended]：若有效，取决于地方规定",
                           "可以享受：2；违反规定：1；可能违反规定：1；还缺信息：3；",
                           "；取决于地方规定：3；需要人工审核：1"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n\n" << text;
  }
  EXPECT_EQ(text.find("有户口"), std::string::npos) << "it decides nothing";
  EXPECT_EQ(text.find("住在贵州省"), std::string::npos) << "the clause's own condition says it";
  EXPECT_EQ(text.find("还要看低保标准"), std::string::npos) << "it stands among what it depends on";
  EXPECT_EQ(text.find("也有人理解为：通行读法"), std::string::npos);
}

TEST(DecisionText, AsksFirstWhatAnotherQuestionHangsOn) {
  MadeUpAnswer made_up;
  made_up.forget_permit();
  const std::string text = decision_text(made_up.answer(), options(Language::en));
  places_in(text,
            {"[permit] (2 depend on it)", "still to be known: residence permit [permit_issued]"});
  EXPECT_EQ(text.find("When was it issued?"), std::string::npos);
}

TEST(DecisionText, SaysThatThereIsOnlyADraftOrAnEndedPlan) {
  for (const auto& [force, zh, en] :
       {std::tuple(Force::draft, "当地的文件是草案，没有生效", "the local document is a draft"),
        std::tuple(Force::period_ended, "当地文件的实施期已满",
                   "the period of the local document")}) {
    MadeUpAnswer made_up;
    made_up.keep_only(force);
    for (const Language language : {Language::zh, Language::en}) {
      const std::string text = decision_text(made_up.answer(), options(language));
      places_in(text, {language == Language::zh ? zh : en});
      EXPECT_EQ(text.find(" 0 "), std::string::npos) << text;
      EXPECT_EQ(text.find("没有找到"), std::string::npos) << text;
    }
  }
}

TEST(Phrases, SayLocatorsInTheReadersLanguage) {
  const MadeUpAnswer made_up;
  const Answer answer = made_up.answer();
  const std::vector<std::array<std::string, 3>> table = {
      {"第六章/第十二节/¶3/s3", "第六章，第十二节，第3段，第3句",
       "chapter 6, section 12, paragraph 3, sentence 3"},
      {"第二十章/专栏4/2", "第二十章，专栏4，2", "chapter 20, box 4, 2"},
      {"第四十七条", "第四十七条", "article 47"},
      {"s6(middle)", "第6句（中间）", "sentence 6 (middle)"},
      {"s6(last half)", "第6句（后半）", "sentence 6 (last half)"},
      {"s6(first part)", "第6句（前部）", "sentence 6 (first part)"},
      {"s2(1)", "第2句（1）", "sentence 2 (1)"},
      {"二（七）/s1-s2", "二（七），第1至2句", "二（七）, sentences 1 to 2"},
      {"第三档", "第三档", "第三档"},
      {"个人额度", "个人额度", "个人额度"}};
  for (const auto& [written, zh, en] : table) {
    EXPECT_EQ(Phrases(answer, Language::zh).locator(written), zh);
    EXPECT_EQ(Phrases(answer, Language::en).locator(written), en);
  }
}

TEST(DecisionText, RefusalsNameTheAppealAndTheDate) {
  const std::string text = text_of(Language::en, true);
  places_in(text, {"from: 2026-09-01, if all else stays the same (this plan ends on 2026-06-30;",
                   "to object: ask for a review", "[no]  the condition of e-ineligible",
                   "this is no refusal"});
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

TEST(Phrases, SayUnitsAndHowOften) {
  const MadeUpAnswer made_up;
  const Answer answer = made_up.answer();
  const std::vector<std::array<std::string, 4>> table = {
      {"CNY", "month", "元/月", "CNY/month"},
      {"CNY", "once", "元，一次性", "CNY once"},
      {"CNY/person/month", "", "元/人/月", "CNY/person/month"},
      {"month", "year", "个月/年", "month/year"},
      {"hectare", "", "hectare", "hectare"}};
  for (const auto& [unit, per, zh, en] : table) {
    EXPECT_EQ(Phrases(answer, Language::zh).unit(unit, per), zh);
    EXPECT_EQ(Phrases(answer, Language::en).unit(unit, per), en);
  }
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
