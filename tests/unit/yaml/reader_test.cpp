#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "read_text.hpp"

namespace huice::yaml {
namespace {

/// The tree in one line: scalars as they stand in the source, `_` for a value that is not there,
/// and `<...>` round what the span of a list or map covers where that is not the obvious.
std::string shape(const Document& document, NodeId id) {
  std::string out;
  switch (document.kind(id)) {
    case NodeKind::scalar: {
      const std::string_view written = document.source()->text(document.node(id).span);
      return written.empty() ? "_" : std::string(written);
    }
    case NodeKind::list:
      for (std::size_t i = 0; i < document.size(id); ++i) {
        out += (i > 0 ? ", " : "") + shape(document, document.item(id, i));
      }
      return "[" + out + "]";
    case NodeKind::map:
      for (std::size_t i = 0; i < document.size(id); ++i) {
        const Document::Entry entry = document.entry(id, i);
        out +=
            (i > 0 ? ", " : "") + shape(document, entry.key) + ": " + shape(document, entry.value);
      }
      return "{" + out + "}";
  }
  return out;
}

TEST(Reader, KeepsTheShapeOfWhatIsWritten) {
  struct Row {
    std::string_view yaml;
    std::string_view shape;
  };
  const std::vector<Row> rows = {
      {"a: 1", "{a: 1}"},
      {"---\na: 1\n...\n", "{a: 1}"},
      {"%YAML 1.2\n---\na: 1\n", "{a: 1}"},
      {"\xEF\xBB\xBF\"a\": 'b'", "{\"a\": 'b'}"},
      {"- a\n- - b\n  - c\n", "[a, [b, c]]"},
      {"a:\n- x\n- y\nb: 1", "{a: [x, y], b: 1}"},
      {"a: [x, {b: c}, []]\n", "{a: [x, {b: c}, []]}"},
      {"[a: 1, b: 2]", "[{a: 1}, {b: 2}]"},
      {"{\"a\":1}", "{\"a\": 1}"},
      {"? a\n: b\n", "{a: b}"},
      {"a: # why\n  # more\n  b\n", "{a: b}"},
      {"just text", "just text"},
      {"a: no\nb: 012\nc: 1_000\nd: 2024-01-01\n", "{a: no, b: 012, c: 1_000, d: 2024-01-01}"},
      {"a:\nb: ~\nc: null\nd: \"\"\ne: ''\n", "{a: _, b: ~, c: null, d: \"\", e: ''}"},
      {"a:\nnull: 1", "{a: _, null: 1}"},
      {"a:\n-\n-  # two\n- null\nnull: x\n", "{a: [_, _, null], null: x}"},
      {"{a: , b: null, c: }", "{a: _, b: null, c: _}"},
      {"a: null x\nb: ~x\n", "{a: null x, b: ~x}"},
      {"~: 1\n", "{~: 1}"},
      {"a: |\n  x\n\n  y\n\nb: >-\n  p\n  q\n", "{a: |\n  x\n\n  y, b: >-\n  p\n  q}"},
      {"a: x\n  y\nb: 1\n", "{a: x\n  y, b: 1}"},
  };
  for (const Row& row : rows) {
    const Read result = read_text(std::string(row.yaml));
    ASSERT_TRUE(result.document) << row.yaml << "\n" << to_text(result.diagnostics);
    EXPECT_TRUE(result.diagnostics.empty()) << to_text(result.diagnostics);
    EXPECT_EQ(shape(*result.document, result.document->root()), row.shape);
  }
}

TEST(Reader, SpansOfListsAndMapsCoverThem) {
  struct Row {
    std::string_view yaml;
    std::string_view value_of_a;
  };
  const std::vector<Row> rows = {
      {"a: [x, y]  # c\n", "[x, y]"},
      {"a: [x,\n    y,  # c ]\n   ]\nb: 1\n", "[x,\n    y,  # c ]\n   ]"},
      {"a: {}\n", "{}"},
      {"a: [{b: []}, ]\n", "[{b: []}, ]"},
      {"a: {b: }\nc: 1\n", "{b: }"},
      {"a:\n  b: 1\n  c: 'x'  # more\nd: 1\n", "b: 1\n  c: 'x'"},
      {"a:\n- 1\n-\nd: 1\n", "- 1\n-"},
      {"a: [\"]\", ']', 3]\n", "[\"]\", ']', 3]"},
  };
  for (const Row& row : rows) {
    const Read result = read_text(std::string(row.yaml));
    ASSERT_TRUE(result.document) << row.yaml << "\n" << to_text(result.diagnostics);
    const NodeId* a = result.document->find(result.document->root(), "a");
    ASSERT_NE(a, nullptr);
    EXPECT_EQ(result.document->source()->text(result.document->node(*a).span), row.value_of_a);
  }
}

TEST(Reader, AMissingValueStandsAfterItsColonOrDash) {
  const Read result = read_text("a:\nb:  # none\nlist:\n  -\n  - x\nf: {g: , h: 1}\n");
  ASSERT_TRUE(result.document) << to_text(result.diagnostics);
  const Document& document = *result.document;
  const auto after = [&](NodeId id) {
    EXPECT_TRUE(document.is_null(id));
    EXPECT_EQ(document.node(id).span.begin, document.node(id).span.end);
    return document.source()->text(
        {document.node(id).span.begin - 2, document.node(id).span.begin});
  };
  EXPECT_EQ(after(*document.find(document.root(), "a")), "a:");
  EXPECT_EQ(after(*document.find(document.root(), "b")), "b:");
  EXPECT_EQ(after(document.item(*document.find(document.root(), "list"), 0)), " -");
  EXPECT_EQ(after(*document.find(*document.find(document.root(), "f"), "g")), "g:");
}

TEST(Reader, NullIsOnlyWhatIsWrittenPlainly) {
  const Read result =
      read_text("[~, null, Null, NULL, 'null', \"~\", '', nul, 0, \"\", NuLL, |\n  null\n]");
  EXPECT_FALSE(result.document);  // a block text cannot stand in brackets
  const Read list = read_text(
      "- ~\n- null\n- Null\n- NULL\n-\n- 'null'\n- \"~\"\n- ''\n- nul\n- NuLL\n- |\n  null\n- "
      "[null]\n");
  ASSERT_TRUE(list.document) << to_text(list.diagnostics);
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_EQ(list.document->is_null(list.document->item(list.document->root(), i)), i < 5) << i;
  }
}

TEST(Reader, FindsKeysInSmallAndLargeMaps) {
  for (std::uint32_t count = 0; count <= 3 * small_map; ++count) {
    std::string yaml = "z: {";
    // Not in order of the keys, so that the index has something to do.
    for (std::uint32_t i = 0; i < count; ++i)
      yaml += "k" + std::to_string(count - 1 - i) + ": v" + std::to_string(i) + ", ";
    const Read result = read_text(yaml + "}");
    ASSERT_TRUE(result.document) << to_text(result.diagnostics);
    const Document& document = *result.document;
    const NodeId map = *document.find(document.root(), "z");
    ASSERT_EQ(document.size(map), count);
    for (std::uint32_t i = 0; i < count; ++i) {
      const NodeId* value = document.find(map, "k" + std::to_string(count - 1 - i));
      ASSERT_NE(value, nullptr);
      EXPECT_EQ(document.text(*value), "v" + std::to_string(i));
    }
    EXPECT_EQ(document.find(map, "k"), nullptr);
    EXPECT_EQ(document.find(map, "k99"), nullptr);
    EXPECT_EQ(document.find(*document.find(document.root(), "z"), "zz"), nullptr);
  }
  const Read list = read_text("[a]");
  EXPECT_EQ(list.document->find(list.document->root(), "a"), nullptr);
}

/// Places inside scalars, as the expression reader will ask for them.
TEST(Reader, PlacesInsideScalarsAreExact) {
  struct Row {
    std::string_view yaml;  // one map with the key `k`
    std::string_view part;  // of its decoded value
    std::uint32_t line;     // where that part stands
    std::uint32_t column;
    std::string_view written;  // and how it is written there
  };
  const std::vector<Row> rows = {
      {"k: age >= 60", "60", 1, 11, "60"},
      {"k:   年龄 >= 60 # c", ">=", 1, 9, ">="},
      {"k: age\n   >=\n\n   60\n", "60", 4, 4, "60"},
      {"k: age\r\n   >= 60\r\n", ">= 60", 2, 4, ">= 60"},
      {"k: a and\n   b", "and b", 1, 6, "and\n   b"},
      {"k: 'x = ''a'' and y'", "'a'", 1, 9, "''a''"},
      {"k: 'x = ''a'' and y'", "y", 1, 19, "y"},
      {"k: 'x\n\n  y'", "y", 3, 3, "y"},
      {"k: \"x = \\\"a\\\" and y\"", "\"a\"", 1, 9, "\\\"a\\\""},
      {"k: \"x = \\\"a\\\" and y\"", "y", 1, 19, "y"},
      {"k: \"\\u5e74\\u9f84 > 1\"", "龄", 1, 11, "\\u9f84"},
      {"k: \"a \\\n   b\"", "b", 2, 4, "b"},
      {"k: \"a\\tb\n   c\"", "c", 2, 4, "c"},
      {"k: |\n  a\n  b > 1\n", "> 1", 3, 5, "> 1"},
      {"k: |-\r\n    a\r\n    b > 1\r\n", "> 1", 3, 7, "> 1"},
      {"k: |2\n    a\n   b\n", "b", 3, 4, "b"},
      {"k: |\n\n\n   a\n", "a", 4, 4, "a"},
      {"k: >\n  a\n  and b\n\n  c\n", "and b", 3, 3, "and b"},
      {"k: >-  # folded\n  a\n\n  c\n", "c", 4, 3, "c"},
      {"k: >\n  a\n    b\n  c\n", "  b", 3, 3, "  b"},
  };
  for (const Row& row : rows) {
    const Read result = read_text(std::string(row.yaml));
    ASSERT_TRUE(result.document) << row.yaml << "\n" << to_text(result.diagnostics);
    const text::Decoded& decoded =
        result.document->decoded(*result.document->find(result.document->root(), "k"));
    const std::size_t at = decoded.text().find(row.part);
    ASSERT_NE(at, std::string::npos) << row.yaml << ": " << decoded.text();
    const text::Place place = decoded.at(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + row.part.size())});
    const Location location = place.locate();
    EXPECT_EQ(location.line, row.line) << row.yaml;
    EXPECT_EQ(location.column, row.column) << row.yaml;
    EXPECT_EQ(result.document->source()->text(place.span), row.written) << row.yaml;
  }
}

TEST(Reader, DecodesAsYamlSays) {
  struct Row {
    std::string_view yaml;
    std::string_view text;
  };
  const std::vector<Row> rows = {
      {"k: a\n  b\n\n\n  c", "a b\n\nc"},
      {"k: 'it''s'", "it's"},
      {"k: ' a  \n  b '", " a b "},
      {"k: 'a\n\n\n  '", "a\n\n"},
      {"k: \"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\\"\\/\\\\\"",
       std::string_view("\0\a\b\t\n\v\f\r\x1b \"/\\", 13)},
      {"k: \"\\N\\_\\L\\P\"", "\u0085\u00A0\u2028\u2029"},
      {"k: \"\\x41\\u5e74\\U0001F600\"", "A年😀"},
      {"k: \"a  \\\n    b\"", "a  b"},
      {"k: \"a\\\n\n    b\"", "a\nb"},
      {"k: |\n  a\n   b\n\n", "a\n b\n"},
      {"k: |-\n  a\n\n", "a"},
      {"k: |+\n  a\n\n\n", "a\n\n\n"},
      {"k: |1\n  a\n", " a\n"},
      {"k: |\n  a", "a"},
      {"k: |\r\n  a\r\n  b\r\n", "a\nb\n"},
      {"k: >\n  a\n  b\n\n  c\n", "a b\nc\n"},
      {"k: >\n  a\n\n\n  b\n", "a\n\nb\n"},
      {"k: >\n  a\n   * b\n\n  c\n", "a\n * b\n\nc\n"},
      {"k: >+\n  a\n\n\n", "a\n\n\n"},
      {"k: >-\n\n  a\n", "\na"},
      {"k: |\nz: 1\n", ""},
  };
  for (const Row& row : rows) {
    const Read result = read_text(std::string(row.yaml));
    ASSERT_TRUE(result.document) << row.yaml << "\n" << to_text(result.diagnostics);
    EXPECT_EQ(result.document->text(*result.document->find(result.document->root(), "k")), row.text)
        << row.yaml;
  }
}

TEST(Reader, AllThatIsWrongIsSaidAtOnce) {
  EXPECT_EQ(read_text("a: &x 1\nb: !t 2\n<<: 3\na: 4\nc: [1, , 2]\nd: {e：1}\n").codes(),
            "E0103 E0104 E0105 E0106 E0101 E0108");
}

}  // namespace
}  // namespace huice::yaml
