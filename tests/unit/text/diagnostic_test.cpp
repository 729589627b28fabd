#include "huice/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/source.hpp"
#include "text/utf8.hpp"

namespace huice {
namespace {

Diagnostic sample() {
  return {"E0302",
          Severity::error,
          "unknown fact `residence_permit_hold`",
          {"rules/p.yaml", 12, 15, "        test: residence_permit_hold", 14, 21},
          "did you mean `residence_permit_held`?",
          {}};
}

TEST(ToText, HasTheShapeOfTheHeaderComment) {
  EXPECT_EQ(to_text(sample()),
            "error[E0302]: unknown fact `residence_permit_hold`\n"
            "  --> rules/p.yaml:12:15\n"
            "   |\n"
            "12 |         test: residence_permit_hold\n"
            "   |               ^^^^^^^^^^^^^^^^^^^^^\n"
            "   = hint: did you mean `residence_permit_held`?\n");
}

TEST(ToText, ShowsNotesInOneGutter) {
  Diagnostic d{"E0106",
               Severity::warning,
               "the key `a` stands here twice",
               {"p.yaml", 103, 1, "a: 3", 0, 1},
               "",
               {}};
  d.notes.push_back({"first here", {"p.yaml", 2, 1, "a: 1", 0, 1}});
  d.notes.push_back({"it was read for a reason", {}});
  EXPECT_EQ(to_text(d),
            "warning[E0106]: the key `a` stands here twice\n"
            "   --> p.yaml:103:1\n"
            "    |\n"
            "103 | a: 3\n"
            "    | ^\n"
            "note: first here\n"
            "   --> p.yaml:2:1\n"
            "    |\n"
            "  2 | a: 1\n"
            "    | ^\n"
            "note: it was read for a reason\n");
}

TEST(ToText, LeavesOutWhatIsNotKnown) {
  EXPECT_EQ(
      to_text(Diagnostic{"E0006", Severity::error, "empty", {"p.yaml", 0, 0, "", 0, 1}, "", {}}),
      "error[E0006]: empty\n --> p.yaml\n");
  EXPECT_EQ(to_text(Diagnostic{"", Severity::note, "3 more", {}, "", {}}), "note: 3 more\n");
}

TEST(ToText, CountsAtTheEnd) {
  Diagnostic warning = sample();
  warning.severity = Severity::warning;
  EXPECT_EQ(to_text(Diagnostics{}), "");
  EXPECT_TRUE(to_text(Diagnostics{sample()}).ends_with("?\n\n1 error\n"));
  EXPECT_TRUE(
      to_text(Diagnostics{sample(), warning, sample()}).ends_with("?\n\n2 errors, 1 warning\n"));
  EXPECT_FALSE(has_errors({warning}));
  EXPECT_TRUE(has_errors({warning, sample()}));
}

/// The text without its colours.
std::string without_colours(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1b') {
      at = text.find('m', at);
    } else {
      out += text[at];
    }
  }
  return out;
}

TEST(ToText, ColoursChangeNothingElse) {
  const std::string coloured = to_text(sample(), true);
  EXPECT_TRUE(coloured.starts_with("\x1b[1;31merror[E0302]\x1b[0m\x1b[1m: unknown"));
  EXPECT_EQ(without_colours(coloured), to_text(sample()));
}

// NOLINTBEGIN(misc-misleading-bidirectional): what must not get through
TEST(ToText, AFileCannotPaintTheTerminal) {
  Diagnostic d = sample();
  d.message = "bad \x1b[2J text\nsecond line";
  d.location.excerpt = "a\x1b]0;x\x07 \u202E\u2066 b";
  d.location.caret = 0;
  d.location.file = "p\r.yaml";
  const std::string text = to_text(d);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
  EXPECT_NE(text.find("second line"), std::string::npos);
}
// NOLINTEND(misc-misleading-bidirectional)

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

TEST(ToText, TheCaretStandsUnderItsCharacter) {
  const std::vector<std::string> lines = {"\ttest: 年龄 >= 60",
                                          "  - {test: 年龄：≥６０, zh: 满六十岁}",
                                          "a\tb\t字\tc",
                                          "e\u0301e\u0301 x",
                                          "x",
                                          "😀 表情 \u200Bzero width",
                                          std::string(200, 'x') + "年龄" + std::string(200, ' ')};
  for (const std::string& line : lines) {
    const text::Source source("p", line);
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t begin = at;
      static_cast<void>(text::next_code_point(line, at));
      Diagnostic d;
      d.location =
          source.locate({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
      const std::vector<std::string> shown = lines_of(to_text(d));
      ASSERT_GE(shown.size(), 5U);
      const std::string& excerpt = shown[3];
      const std::string& carets = shown[4];
      const std::size_t first = carets.find('^');
      ASSERT_NE(first, std::string::npos);
      // What stands over the caret is the character, or the blanks of a tab.
      const std::string character = line.substr(begin, at - begin);
      const std::string expected = character == "\t" ? "    " : character;
      std::size_t over = 0;
      for (std::size_t next = 0; next < excerpt.size(); over = next) {
        static_cast<void>(text::next_code_point(excerpt, next));
        if (text::display_width(excerpt.substr(0, next)) > first) break;
      }
      const bool has_width = text::display_width(character) > 0;
      if (has_width) {
        EXPECT_EQ(excerpt.substr(over, expected.size()), expected) << line << " at " << begin;
      }
      EXPECT_EQ(carets.size() - first, has_width ? text::display_width(expected) : 1)
          << line << " at " << begin;
    }
  }
}

}  // namespace
}  // namespace huice
