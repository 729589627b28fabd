// Packs that were made to be slow, deep or loud are answered like any other.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pack/load.hpp"

namespace huice::pack {
namespace {

constexpr const char* head = "pack: hostile\nversion: \"1\"\ntitle: {zh: 甲, en: a}\n";
constexpr std::size_t most_shown = 200;

Diagnostics problems_of(const std::string& sections) {
  text::Report report;
  const std::vector<TextFile> files{{"hostile.yaml", head + sections}};
  const auto model = load(files, report);
  EXPECT_EQ(report.has_errors(), model == nullptr);
  return report.take();
}

std::string number(std::size_t i) { return std::to_string(i); }

template <class Value>
std::string many_definitions(std::size_t count, const Value& value) {
  std::string text = "definitions:\n";
  for (std::size_t i = 0; i < count; ++i) {
    text += "  d" + number(i) + ": {label: {zh: 甲, en: a}, value: " + value(i) + "}\n";
  }
  return text;
}

constexpr std::size_t many = 4'000;

TEST(HostilePacks, LongChainsAndLongExpressionsLoad) {
  EXPECT_TRUE(problems_of(many_definitions(many, [](std::size_t i) {
                return i == 0 ? std::string("1") : "d" + number(i - 1) + " + 1";
              })).empty());
  std::string sum = "1";
  for (std::size_t i = 0; i < 900; ++i) sum += " + 1";
  EXPECT_TRUE(problems_of(many_definitions(1, [&](std::size_t) { return sum; })).empty());
  for (std::size_t i = 0; i < 15'000; ++i) sum += " + 1";
  const Diagnostics found = problems_of(many_definitions(1, [&](std::size_t) { return sum; }));
  ASSERT_EQ(found.size(), 1U);  // what would need a stack as high as it is long
  EXPECT_EQ(found.front().code, "E0303");
}

TEST(HostilePacks, OneGreatCircleIsOneShortMessage) {
  const Diagnostics found = problems_of(
      many_definitions(many, [](std::size_t i) { return "d" + number((i + 1) % many); }));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().code, "E0208");
  EXPECT_LT(found.front().message.size(), 300U);
  EXPECT_LT(found.front().notes.size(), 20U);
}

TEST(HostilePacks, ManyFaultsAreCappedAndCounted) {
  const auto in_pairs = [](std::size_t i) { return "d" + number(i ^ 1U); };
  const auto unknown = [](std::size_t i) { return "unknown" + number(i); };
  for (const std::string& sections :
       {many_definitions(many, in_pairs), many_definitions(many, unknown),
        many_definitions(many, [](std::size_t) { return "1 +"; })}) {
    const Diagnostics found = problems_of(sections);
    EXPECT_GE(found.size(), 50U);
    EXPECT_LE(found.size(), most_shown + 1);
  }
}

TEST(HostilePacks, ManyUnknownKeysAndReferencesAreCapped) {
  std::string facts = "facts:\n";
  std::string keys;
  for (std::size_t i = 0; i < many; ++i) {
    facts += "  f" + number(i) +
             ": {type: boolean, about: person, label: {zh: 甲, en: a}, question: {zh: 甲, en: a}, "
             "ask_after: g" +
             number(i) + ", evidence: [paper" + number(i) + "]}\n";
    keys += "key" + number(i) + ": 1\n";
  }
  EXPECT_EQ(problems_of(facts).size(), most_shown + 1);
  EXPECT_EQ(problems_of(keys).size(), most_shown + 1);
}

TEST(HostilePacks, ManyNamesWithOperatorsAreQuick) {
  std::string text = "definitions:\n";
  for (std::size_t i = 0; i < many; ++i) {
    text += "  n" + number(i) + "-m: {label: {zh: 甲, en: a}, value: 1}\n";
  }
  EXPECT_TRUE(problems_of(text).empty());
}

}  // namespace
}  // namespace huice::pack
