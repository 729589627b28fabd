// Inputs made to crash, hang or fill the memory: each gets its own diagnostic.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "random.hpp"
#include "read_text.hpp"

namespace huice::yaml {
namespace {

std::string times(std::size_t count, std::string_view text) {
  std::string out;
  out.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string stairs(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += std::string(i, ' ') + "a:\n";
  return out;
}

TEST(Hostile, EachHasItsDiagnostic) {
  struct Row {
    std::string_view name;
    std::string text;
    std::string_view codes;
  };
  const std::size_t deep = 100'000;
  const std::vector<Row> rows = {
      {"brackets, closed", "a: " + times(deep, "[") + times(deep, "]"), "E0102"},
      {"brackets, open", times(deep, "["), "E0102"},
      {"braces, open", times(deep, "{a: "), "E0102"},
      {"braces in brackets", times(deep / 2, "[{a: "), "E0102"},
      {"dashes", times(deep, "- ") + "x", "E0102"},
      {"question marks", times(deep, "? ") + "x", "E0102"},
      {"stairs", stairs(1'000), "E0102"},
      {"four MiB of brackets", times(4U << 20U, "["), "E0003"},
      {"more values than the limit", "[" + times(400'001, "a,") + "]", "E0003"},
      {"more items than the limit", times(400'001, "-\n"), "E0003"},
      {"a file above the limit", times((4U << 20U) + 1, "x"), "E0003"},
      {"a text above the limit", "a: " + times((64U << 10U) + 1, "x"), "E0003"},
      {"a quoted text without end", "a: \"" + times(1'000'000, "x\n "), "E0101"},
      {"an alias bomb", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
       "E0103 E0103 E0103 E0103 E0103 E0103"},
      {"a file that ends at U+0004 for others", "a: 1\n\x04", "E0008"},
      {"invalid UTF-8", "a: \xC0\xAF", "E0004"},
      {"empty", "", "E0006"},
      {"only comments", "# a\n\n---\n# b", "E0006"},
  };
  for (const Row& row : rows) {
    const Read result = read_text(row.text);
    EXPECT_FALSE(result.document) << row.name;
    EXPECT_EQ(result.codes(), row.codes) << row.name;
  }
}

TEST(Hostile, ThousandsOfErrorsAreCapped) {
  for (const std::string& text :
       {times(100'000, "a: 1\n"), times(100'000, "- &a x\n"), "[" + times(200'000, ",") + "]"}) {
    const Read result = read_text(text);
    EXPECT_FALSE(result.document);
    ASSERT_EQ(result.diagnostics.size(), 201U);
    EXPECT_EQ(result.diagnostics.back().severity, Severity::note);
  }
}

TEST(Hostile, LimitsCanBeSet) {
  Limits limits;
  limits.depth = 2;
  EXPECT_TRUE(read_text("[[a]]", limits).document);
  EXPECT_EQ(read_text("[[[a]]]", limits).codes(), "E0102");
  limits = {};
  limits.nodes = 3;
  EXPECT_TRUE(read_text("[a, b]", limits).document);
  EXPECT_EQ(read_text("[a, b, c]", limits).codes(), "E0003");
  limits = {};
  limits.scalar_bytes = 3;
  EXPECT_TRUE(read_text("abc", limits).document);
  EXPECT_EQ(read_text("abcd", limits).codes(), "E0003");
  limits = {};
  limits.file_bytes = 4;
  EXPECT_TRUE(read_text("a: 1", limits).document);
  EXPECT_EQ(read_text("a: 1\n", limits).codes(), "E0003");
}

const std::string_view sample =
    "pack: p\ntitle: {zh: 措施, en: \"Mea\\u0073ures\"}  # why\nentitlements:\n  - id: gz-a\n    "
    "when:\n      all:\n"
    "        - {test: 'a = ''b''', zh: 甲}\n        - test: >-\n            x\n\n            y\n   "
    " bring: [a, b]\n"
    "  - id: b\n    quote: |2\n       lines\n      of text\n";

/// Children lie inside their parents, one after the other.
void check_spans(const Document& document, NodeId id) {
  const text::Span span = document.node(id).span;
  ASSERT_LE(span.begin, span.end);
  ASSERT_LE(span.end, document.source()->text().size());
  std::uint32_t last = span.begin;
  const auto check = [&](NodeId child) {
    ASSERT_GE(document.node(child).span.begin, last);
    ASSERT_LE(document.node(child).span.end, span.end);
    last = document.node(child).span.end;
    check_spans(document, child);
  };
  for (std::size_t i = 0; i < document.size(id); ++i) {
    if (document.kind(id) == NodeKind::list) {
      check(document.item(id, i));
    } else {
      check(document.entry(id, i).key);
      check(document.entry(id, i).value);
    }
  }
}

void check_outcome(const std::string& text) {
  const Read result = read_text(text);
  ASSERT_EQ(result.document != nullptr, result.diagnostics.empty()) << text;
  if (result.document) check_spans(*result.document, result.document->root());
  for (const Diagnostic& diagnostic : result.diagnostics) {
    ASSERT_NE(diagnostic.code, "E0901") << text;
    ASSERT_FALSE(diagnostic.message.empty()) << text;
  }
}

TEST(Hostile, ATruncatedFileIsReadOrRefused) {
  for (std::size_t length = 0; length <= sample.size(); ++length) {
    check_outcome(std::string(sample.substr(0, length)));
    ASSERT_FALSE(testing::Test::HasFailure()) << length;
  }
}

TEST(Hostile, ADamagedFileIsReadOrRefused) {
  const std::vector<std::string_view> inserts = {
      "[", "]",  "{",  "}",   ",",    ": ",  "- ", "? ", "\"",           "'",     "|",
      ">", "#",  " #", "&a ", "*a",   "!t ", "\n", "\t", "\r\n",         "...\n", "---\n",
      "%", "\\", "：", "，",  "null", "~",   "  ", ":",  "\xEF\xBB\xBF", "<<: "};
  for (std::uint64_t seed = 0; seed < 4'000; ++seed) {
    Random random(seed);
    std::string text(sample);
    for (std::uint32_t n = random.below(4) + 1; n > 0; --n) {
      const std::size_t at = random.below(static_cast<std::uint32_t>(text.size()));
      const std::size_t removed = random.below(3) == 0 ? random.below(12) : 0;
      text.replace(at, removed, random.pick(inserts));
    }
    check_outcome(text);
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed << "\n" << text;
  }
}

}  // namespace
}  // namespace huice::yaml
