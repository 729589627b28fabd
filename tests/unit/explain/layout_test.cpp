#include "explain/layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/utf8.hpp"

namespace huice::explain {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string wrapped(std::size_t width, std::size_t indent, std::string_view mark,
                    std::string_view text) {
  Page page(width, false);
  page.line(indent, mark, text);
  return page.take();
}

TEST(Page, WrapsWordsAndWideCharactersWithAHangingIndent) {
  EXPECT_EQ(wrapped(24, 2, "- ", "one two three four five six"),
            "  - one two three four\n    five six\n");
  EXPECT_EQ(wrapped(20, 0, "1. ", "居住证持有人纳入居住地低保"),
            "1. 居住证持有人纳入\n   居住地低保\n");
  EXPECT_EQ(wrapped(20, 0, "", "自2025-03-10起在本地居住"), "自2025-03-10起在本地\n居住\n");
}

TEST(Page, KeepsPunctuationWhereChinesePutsIt) {
  // The comma would be the first of its line, the bracket the last of its line.
  EXPECT_EQ(wrapped(20, 0, "", "一二三四五六七八九十，甲"), "一二三四五六七八九\n十，甲\n");
  EXPECT_EQ(wrapped(20, 0, "", "一二三四五六七八九（甲乙）"), "一二三四五六七八九\n（甲乙）\n");
}

TEST(Page, NoLineIsWiderThanAskedFor) {
  const std::string text =
      "《进一步加强农民工服务保障工作十二条措施》十，第3句；residence permit "
      "“居住证”（由县级规定） [residence_permit_held]，以及其他 proof of residence 材料。";
  for (std::size_t width = 36; width <= 120; ++width) {
    for (const std::size_t indent : {0U, 3U, 7U}) {
      for (const std::string& line : lines_of(wrapped(width, indent, "- ", text))) {
        EXPECT_LE(text::display_width(line), width) << line;
        EXPECT_FALSE(line.ends_with(' ')) << line;
      }
    }
  }
}

TEST(Page, LosesNoText) {
  const std::string text = "甲乙丙，丁戊（己庚）。abc def《辛》ghi、壬癸";
  for (std::size_t width = 20; width <= 60; ++width) {
    std::string together;
    for (const std::string& line : lines_of(wrapped(width, 0, "", text))) together += line;
    const auto squeeze = [](std::string from) {
      std::erase(from, ' ');
      return from;
    };
    EXPECT_EQ(squeeze(together), squeeze(text)) << width;
  }
}

TEST(Page, ControlCharactersDoNotReachTheTerminal) {
  EXPECT_EQ(wrapped(40, 0, "",
                    "a\x1b[31mb\x07"
                    "c\tl\u009b5m"),
            "a [31mb c l 5m\n");
}

TEST(Page, ColoursOnlyWhenAsked) {
  const auto page_of = [](bool colour) {
    Page page(40, colour);
    page.heading("head");
    page.line(0, "- ", "text", Tone::open);
    page.gap();
    page.gap();
    page.line(0, "plain");
    return page.take();
  };
  EXPECT_EQ(page_of(false), "head\n- text\n\nplain\n");
  EXPECT_EQ(page_of(true), "\x1b[1mhead\x1b[0m\n\x1b[33m- text\x1b[0m\n\nplain\n");
}

}  // namespace
}  // namespace huice::explain
