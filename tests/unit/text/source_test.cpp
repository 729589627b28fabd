#include "text/source.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/utf8.hpp"

namespace huice::text {
namespace {

Span find(const Source& source, std::string_view part) {
  const std::size_t at = source.text().find(part);
  EXPECT_NE(at, std::string_view::npos) << part;
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())};
}

TEST(Source, LocatesByCodePointsWithinTheLine) {
  const Source source("p.yaml", "a: 1\r\n标题: 落户政策\n\nlast");
  struct Row {
    std::string_view part;
    Location expected;
  };
  const std::vector<Row> rows = {
      {"a", {"p.yaml", 1, 1, "a: 1", 0, 1}},
      {"1\r\n标题", {"p.yaml", 1, 4, "a: 1", 3, 1}},
      {"落户", {"p.yaml", 2, 5, "标题: 落户政策", 4, 2}},
      {"策\n\nlast", {"p.yaml", 2, 8, "标题: 落户政策", 7, 1}},
      {"last", {"p.yaml", 4, 1, "last", 0, 4}},
  };
  for (const Row& row : rows) EXPECT_EQ(source.locate(find(source, row.part)), row.expected);
  EXPECT_EQ(source.locate({24, 24}), (Location{"p.yaml", 2, 9, "标题: 落户政策", 8, 1}));
  const auto end = static_cast<std::uint32_t>(source.text().size());
  EXPECT_EQ(source.locate({end, end}), (Location{"p.yaml", 4, 5, "last", 4, 1}));
  EXPECT_EQ(source.line_count(), 4U);
  EXPECT_EQ(source.line_text(3), "");
  EXPECT_EQ(source.line_text(9), "");
}

TEST(Source, ShortensLongLinesRoundThePlace) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += i % 3 == 0 ? "字" : i % 3 == 1 ? "é" : "x";
  const Source source("p", text);
  std::size_t at = 0;
  for (std::uint32_t column = 1; column <= 400; ++column) {
    const std::size_t begin = at;
    static_cast<void>(next_code_point(text, at));
    const Location location =
        source.locate({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text.size())});
    EXPECT_EQ(location.column, column);
    const std::string& excerpt = location.excerpt;
    EXPECT_LE(count_code_points(excerpt), 122U);
    const std::size_t caret = skip_code_points(excerpt, 0, location.caret);
    EXPECT_EQ(excerpt.substr(caret, at - begin), text.substr(begin, at - begin)) << column;
    EXPECT_LE(location.caret + location.length, count_code_points(excerpt));
    EXPECT_EQ(excerpt.starts_with("…"), column > 51) << column;
    EXPECT_EQ(excerpt.ends_with("…"), column + 70 <= 400) << column;
    EXPECT_EQ(find_invalid_utf8(excerpt), std::nullopt);
  }
}

TEST(Decoded, MapsRangesThroughEscapes) {
  // "a\u5e74b" decoded is a年b.
  const auto source = std::make_shared<const Source>("p", "k: \"a\\u5e74b\"");
  const Decoded decoded("a年b", {source, {3, 13}}, {{0, 4}, {1, 5, 6}, {4, 11}});
  struct Row {
    Span decoded;
    Span source;
  };
  const std::vector<Row> rows = {
      {{0, 1}, {4, 5}},    {{1, 4}, {5, 11}}, {{2, 3}, {5, 11}},  {{0, 4}, {4, 11}},
      {{4, 5}, {11, 12}},  {{0, 5}, {4, 12}}, {{5, 5}, {12, 12}}, {{4, 4}, {11, 11}},
      {{9, 12}, {12, 12}}, {{3, 1}, {5, 5}},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(decoded.at(row.decoded).span, row.source)
        << row.decoded.begin << "-" << row.decoded.end;
  }
  EXPECT_EQ(Decoded("ab", {source, {3, 13}}, {}).at({0, 1}).span, (Span{3, 13}));
}

}  // namespace
}  // namespace huice::text
