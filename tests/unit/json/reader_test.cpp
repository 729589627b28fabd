#include "json/reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace huice::json {
namespace {

std::shared_ptr<const text::Source> source_of(std::string_view text) {
  return std::make_shared<const text::Source>("case.json", std::string(text));
}

/// The tree in one line: scalars with their style, so that `1` and `"1"` differ.
std::string show(const yaml::Document& document, yaml::NodeId id) {
  std::string out;
  switch (document.kind(id)) {
    case yaml::NodeKind::scalar: {
      const bool plain = document.node(id).style == yaml::ScalarStyle::plain;
      out = plain ? std::string(document.text(id)) : "'" + std::string(document.text(id)) + "'";
      break;
    }
    case yaml::NodeKind::list:
      for (std::size_t i = 0; i < document.size(id); ++i)
        out += show(document, document.item(id, i)) + ",";
      out = "[" + out + "]";
      break;
    case yaml::NodeKind::map:
      for (std::size_t i = 0; i < document.size(id); ++i) {
        const auto [key, value] = document.entry(id, i);
        out += show(document, key) + ":" + show(document, value) + ",";
      }
      out = "{" + out + "}";
      break;
  }
  return out;
}

struct Good {
  std::string_view text;
  std::string_view tree;
};

TEST(JsonReader, KeepsEveryValueAsWritten) {
  const std::vector<Good> cases = {
      {R"({"a": 1580.10, "b": [true, null, "x"]})", "{'a':1580.10,'b':[true,null,'x',],}"},
      {"-0", "-0"},
      {" [ 1 , 2.50e+3 ,\t-7 ]\r\n", "[1,2.50e+3,-7,]"},
      {"12345678901234567890123456789012345678901234567890",
       "12345678901234567890123456789012345678901234567890"},
      {R"("é\n\u4e2d\ud83d\ude00\/")", "'é\n中😀/'"},
      {R"({})", "{}"},
      {R"({"贵阳": {"": []}})", "{'贵阳':{'':[],},}"},
      {"0.1000000000000000000000000000000000001", "0.1000000000000000000000000000000000001"},
  };
  for (const Good& good : cases) {
    text::Report report;
    const auto document = read(source_of(good.text), Limits{}, report);
    ASSERT_NE(document, nullptr) << good.text << to_text(report.take());
    EXPECT_EQ(show(*document, document->root()), good.tree);
  }
}

/// The source text of every node, in document order.
void collect_spans(const yaml::Document& document, yaml::NodeId id, std::vector<std::string>& out) {
  out.emplace_back(document.source()->text(document.node(id).span));
  for (std::size_t i = 0; i < document.size(id); ++i) {
    if (document.kind(id) == yaml::NodeKind::list) {
      collect_spans(document, document.item(id, i), out);
    } else if (document.kind(id) == yaml::NodeKind::map) {
      collect_spans(document, document.entry(id, i).key, out);
      collect_spans(document, document.entry(id, i).value, out);
    }
  }
}

TEST(JsonReader, KnowsThePlaceOfEveryNode) {
  text::Report report;
  const auto document = read(source_of("{ \"a\" : [ 1,\n 20 , \"x\\ty\" ],\"b\":{} , \"c\":false}"),
                             Limits{}, report);
  ASSERT_NE(document, nullptr);
  std::vector<std::string> spans;
  collect_spans(*document, document->root(), spans);
  const std::vector<std::string> expected = {
      "{ \"a\" : [ 1,\n 20 , \"x\\ty\" ],\"b\":{} , \"c\":false}",
      "\"a\"",
      "[ 1,\n 20 , \"x\\ty\" ]",
      "1",
      "20",
      "\"x\\ty\"",
      "\"b\"",
      "{}",
      "\"c\"",
      "false"};
  EXPECT_EQ(spans, expected);
}

TEST(JsonReader, KnowsThePlaceOfEveryByteOfAString) {
  text::Report report;
  const auto document = read(source_of(R"("ab\u4e2dc\n\ud83d\ude00d")"), Limits{}, report);
  ASSERT_NE(document, nullptr);
  const text::Decoded& decoded = document->decoded(document->root());
  const auto written = [&](std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(decoded.text().find(part));
    const auto end = static_cast<std::uint32_t>(begin + part.size());
    return std::string(document->source()->text(decoded.at({begin, end}).span));
  };
  EXPECT_EQ(written("b"), "b");
  EXPECT_EQ(written("中"), R"(\u4e2d)");
  EXPECT_EQ(written("c"), "c");
  EXPECT_EQ(written("\n"), R"(\n)");
  EXPECT_EQ(written("😀"), R"(\ud83d\ude00)");
  EXPECT_EQ(written("d"), "d");
}

TEST(JsonReader, FindsKeysOfLargeObjects) {
  std::string text = "{";
  for (int i = 0; i < 500; ++i)
    text += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":" + std::to_string(i);
  text::Report report;
  const auto document = read(source_of(text + "}"), Limits{}, report);
  ASSERT_NE(document, nullptr);
  for (const int i : {0, 7, 123, 499}) {
    const yaml::NodeId* value = document->find(document->root(), "k" + std::to_string(i));
    ASSERT_NE(value, nullptr);
    EXPECT_EQ(document->text(*value), std::to_string(i));
  }
  EXPECT_EQ(document->find(document->root(), "k500"), nullptr);
}

struct Bad {
  std::string_view text;
  std::string_view finding;  ///< code line:column+length message
};

std::string first_finding(std::string_view text, const Limits& limits) {
  text::Report report;
  if (read(source_of(text), limits, report) != nullptr) return "no error";
  const Diagnostics found = report.take();
  const Diagnostic& first = found.front();
  return first.code + " " + std::to_string(first.location.line) + ":" +
         std::to_string(first.location.column) + "+" + std::to_string(first.location.length) + " " +
         first.message + (first.hint.empty() ? "" : " (" + first.hint + ")");
}

TEST(JsonReader, SaysWhatIsWrongAndWhere) {
  const std::vector<Bad> cases = {
      {R"({"a": 1, "b": 2, "a": 3})", "E0112 1:18+3 the key `a` stands here twice"},
      {R"({"a": 1)",
       "E0110 1:8+1 the text ends where `,` or `}` should follow (it may have been cut off)"},
      {R"({"a": )",
       "E0110 1:7+1 the text ends where a value should follow (it may have been cut off)"},
      {R"({"a": "x)",
       "E0110 1:7+1 a text that starts here has no closing quote (it may have been cut off)"},
      {"{\"a\": \"x\ny\"}",
       "E0110 1:7+1 a text that starts here does not end on its line (write a line break as "
       "`\\n`)"},
      {R"({"a": "\q"})",
       "E0110 1:9+1 an escape in a text is not one of JSON's (write a backslash as `\\\\`)"},
      {R"({"a": 1,})",
       "E0110 1:9+1 `}` stands where a key in double quotes should (take away the comma before "
       "it)"},
      {R"([1 2])", "E0110 1:4+1 `2` stands where `,` or `]` should (a comma is missing before it)"},
      {R"({"a" 1})", "E0110 1:6+1 `1` stands where `:` should"},
      {R"({a: 1})",
       "E0110 1:2+1 `a` stands where a key in double quotes or `}` should (put texts and keys into "
       "double quotes)"},
      {R"({"a": True})", "E0110 1:7+4 `True` stands where a value should (write `true`)"},
      {R"({"a": NaN})",
       "E0110 1:7+3 `NaN` stands where a value should (write `null` where something is not known)"},
      {R"({'a': 1})",
       "E0110 1:2+1 `'` stands where a key in double quotes or `}` should (JSON has only double "
       "quotes)"},
      {R"({"a"：1})", "E0110 1:5+1 `：` is full-width (write `:`)"},
      {R"({"a": 1} x)", "E0110 1:10+1 more text follows after the end of the JSON value"},
      {R"({"a": 01})",
       "E0110 1:8+1 `1` stands where `,` or `}` should (a comma is missing before it)"},
      {R"({"a": 1e999})", "E0110 1:7+5 the number is too large"},
      {R"({"a": [[[1]]]})", "E0111 1:9+1 objects and lists are nested more than 3 deep"},
  };
  Limits limits;
  limits.depth = 3;
  for (const Bad& bad : cases) EXPECT_EQ(first_finding(bad.text, limits), bad.finding) << bad.text;
}

TEST(JsonReader, StopsAtItsLimits) {
  const std::string deep(100'000, '[');
  EXPECT_TRUE(first_finding(deep, Limits{}).starts_with("E0111 1:65+1"));
  Limits limits;
  limits.nodes = 3;
  limits.scalar_bytes = 4;
  EXPECT_TRUE(first_finding("[1,2,3,4,5]", limits).starts_with("E0003"));
  EXPECT_TRUE(first_finding("\"12345\"", limits).starts_with("E0003"));
}

}  // namespace
}  // namespace huice::json
