#include "explain/decision_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "explain/explain_one.hpp"
#include "huice/version.hpp"
#include "unit/explain/made_up_answer.hpp"

namespace huice::explain {
namespace {

using Json = nlohmann::ordered_json;

std::string json_of(ReasonDetail detail) {
  const MadeUpAnswer made_up;
  json::Writer out;
  write_answer(out, made_up.answer(), detail);
  return out.take();
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

using Keys = std::vector<std::string>;

TEST(DecisionJson, HasEveryKeyOfTheContractInItsOrder) {
  const Json answer = Json::parse(json_of(ReasonDetail::codes));
  EXPECT_EQ(keys_of(answer),
            (Keys{"schema_version", "rulebook", "engine", "as_of", "jurisdiction", "entitlements",
                  "prohibitions", "services", "families", "warnings"}));
  EXPECT_EQ(answer["schema_version"], "1");
  EXPECT_EQ(answer["engine"], "huice " + std::string(version()));
  EXPECT_EQ(keys_of(answer["rulebook"]), (Keys{"hash", "packs"}));
  EXPECT_EQ(answer["rulebook"]["packs"].dump(), R"([{"id":"p","version":"1.0.0"}])");
  const Keys entry = {"id",
                      "family",
                      "area",
                      "status",
                      "force",
                      "effect",
                      "review",
                      "missing_facts",
                      "missing_parameters",
                      "unsettled_facts",
                      "earliest",
                      "grants",
                      "reasons"};
  for (const char* list : {"entitlements", "prohibitions"}) {
    for (const Json& outcome : answer[list]) EXPECT_EQ(keys_of(outcome), entry);
  }
  EXPECT_EQ(answer["services"][0].dump(),
            R"({"id":"s-service","family":"aid","area":"520000","force":"in_force"})");
  EXPECT_EQ(answer["families"].dump(),
            R"([{"id":"aid","area":"520000","force":"in_force","outcome":"eligible",)"
            R"("best":["a-eligible"]}])");
  EXPECT_EQ(answer["warnings"].dump(),
            R"([{"code":"W0410","message":"`born` is 2030-01-01, after 2026-03-10",)"
            R"("path":"facts.born","hint":null}])");
}

TEST(DecisionJson, ListsEveryOutcomeWithItsParts) {
  const Json answer = Json::parse(json_of(ReasonDetail::codes));
  EXPECT_EQ(answer["entitlements"].size(), 16U);
  EXPECT_EQ(answer["prohibitions"].size(), 4U);
  const Json& eligible = answer["entitlements"][0];
  EXPECT_EQ(eligible["grants"].dump(),
            R"([{"kind":"money","of":{"zh":"补助","en":"allowance"},"amount":"630.5",)"
            R"("at_least":null,"at_most":null,"unit":"CNY","per":"month",)"
            R"("note":{"zh":"最长十二个月","en":"twelve months at most"},"if_terms_met":false,)"
            R"("member":null,"missing_facts":[],"missing_parameters":[],)"
            R"("source":[{"source":"v","locator":"第三章/s2"}]}])");
  EXPECT_EQ(answer["entitlements"][1]["grants"][0]["note"], nullptr);
  EXPECT_EQ(eligible["review"].dump(),
            R"json({"readings":[{"zh":"通行读法（采用）","en":"the usual reading (followed)"},)json"
            R"({"zh":"另一读法","en":"the other reading"}]})");
  const Json& open = answer["entitlements"][2];
  EXPECT_EQ(open["missing_facts"].dump(), R"(["permit","tenure"])");
  EXPECT_EQ(open["review"], nullptr);
  EXPECT_EQ(answer["entitlements"][5]["earliest"], "2026-09-01");
}

TEST(DecisionJson, ReasonsComeAsCodesInFullOrNotAtAll) {
  const Json none = Json::parse(json_of(ReasonDetail::none));
  const Json codes = Json::parse(json_of(ReasonDetail::codes));
  const Json full = Json::parse(json_of(ReasonDetail::full));
  EXPECT_EQ(none["entitlements"][0]["reasons"], Json::array());
  const Json& node = codes["entitlements"][0]["reasons"][2]["parts"][0];
  EXPECT_EQ(node.dump(),
            R"({"id":"when.2.1","kind":"condition","outcome":"true","decisive":true,)"
            R"("overridden":false,"facts":["permit"],"parameters":[],"presumed":[],"caller":[],)"
            R"("source":[{"source":"d","locator":"十/s2"}],"parts":[]})");
  EXPECT_EQ(codes["entitlements"][0]["reasons"][0]["presumed"], Json::array({"home"}));
  const Json& told = full["entitlements"][0]["reasons"][2]["parts"][0];
  EXPECT_EQ(told["text"].dump(), R"({"zh":"有居住证","en":"holds a permit"})");
  EXPECT_EQ(told["uses"].dump(),
            R"([{"id":"permit","kind":"fact","label":{"zh":"居住证","en":"residence permit"},)"
            R"("value":{"zh":"是","en":"yes"}}])");
  // Apart from the reasons, the three say the same.
  const auto without_reasons = [](Json answer) {
    for (const char* list : {"entitlements", "prohibitions"}) {
      for (Json& outcome : answer[list]) outcome.erase("reasons");
    }
    return answer;
  };
  EXPECT_EQ(without_reasons(none), without_reasons(codes));
  EXPECT_EQ(without_reasons(codes), without_reasons(full));
}

TEST(ExplainJson, ServesEveryKindOfId) {
  const MadeUpAnswer made_up;
  const Answer answer = made_up.answer();
  const std::vector<std::pair<std::string, std::string>> kinds = {{"a-eligible", "entitlement"},
                                                                  {"o-violated", "prohibition"},
                                                                  {"s-service", "service"},
                                                                  {"permit", "fact"},
                                                                  {"line", "parameter"}};
  for (const auto& [id, kind] : kinds) {
    const Json one = Json::parse(one_as_json(answer, id));
    EXPECT_EQ(one["kind"], kind);
    EXPECT_EQ(one["id"], id);
  }
  const Json permit = Json::parse(one_as_json(answer, "permit"));
  EXPECT_EQ(permit["value"]["en"], "yes");
  EXPECT_EQ(permit["read_by"][0].dump(), R"({"id":"a-eligible","status":"eligible"})");
  EXPECT_EQ(one_as_json(answer, "nothing"), "");
}

}  // namespace
}  // namespace huice::explain
