#include "text/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace huice::text {
namespace {

TEST(Utf8, EveryCodePointGoesOutAndComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c == 0xD800) c = 0xE000;
    std::string text;
    append_code_point(text, c);
    ASSERT_EQ(find_invalid_utf8(text), std::nullopt) << std::hex << static_cast<std::uint32_t>(c);
    std::size_t at = 0;
    ASSERT_EQ(next_code_point(text, at), c);
    ASSERT_EQ(at, text.size());
    ASSERT_EQ(count_code_points(text), 1U);
    for (std::size_t cut = 1; cut < text.size(); ++cut)
      ASSERT_EQ(find_invalid_utf8(text.substr(0, cut)), 0U);
  }
}

TEST(Utf8, FindsTheFirstByteThatIsNoCharacter) {
  struct Row {
    std::string_view text;
    std::size_t at;
  };
  const std::vector<Row> rows = {
      {"ab\x80", 2},           {"年\xC0\x80", 3},
      {"\xC1\xBF", 0},         {"a\xE0\x9F\xBF", 1},
      {"\xED\xA0\x80", 0},     {"\xED\xBF\xBF", 0},
      {"\xF0\x8F\xBF\xBF", 0}, {"\xF4\x90\x80\x80", 0},
      {"\xF5\x80\x80\x80", 0}, {"x\xFF", 1},
      {"\xE5\xB9\x41", 0},     {"\xF0\x9F\x98", 0},
  };
  for (const Row& row : rows)
    EXPECT_EQ(find_invalid_utf8(row.text), row.at) << testing::PrintToString(row.text);
}

TEST(Utf8, WidthIsWhatATerminalShows) {
  struct Row {
    std::string_view text;
    std::size_t width;
  };
  const std::vector<Row> rows = {{"", 0},       {"abc", 3}, {"é", 1}, {"e\u0301", 1}, {"年龄", 4},
                                 {"（", 2},     {"：", 2},  {"ｱ", 1}, {"한국", 4},    {"😀", 2},
                                 {"\u200B", 0}, {"𠀀", 2},  {"…", 1}, {"ａ", 2},      {"\u3000", 2},
                                 {"ไทย", 3},    {"กำ", 2},  {"—", 1}};
  for (const Row& row : rows) EXPECT_EQ(display_width(row.text), row.width) << row.text;
}

TEST(Utf8, SkipsCodePointsUpToTheEnd) {
  EXPECT_EQ(skip_code_points("a年b", 0, 2), 4U);
  EXPECT_EQ(skip_code_points("a年b", 1, 1), 4U);
  EXPECT_EQ(skip_code_points("a年b", 1, 9), 5U);
}

}  // namespace
}  // namespace huice::text
