#include <gtest/gtest.h>

#include <random>

#include "feel/name_trie.hpp"
#include "feel/scope.hpp"
#include "unit/feel/trees.hpp"

namespace huice::feel {
namespace {

struct Match {
  const char* text;
  std::size_t length;
  const char* name;
};

TEST(NameSet, FindsTheLongestNameWithLooseBlanks) {
  NameSet set;
  for (const char* name :
       {"a", "a b", "a-b", "a  b c", "x - y", "date and time", "Applicant's name", "Person.Age",
        "户籍", "户籍所在地", "低保（城市）", "C++", "is valid?", "_1"}) {
    set.add(name);
  }
  const Match table[] = {
      {"a", 1, "a"},
      {"a ", 1, "a"},
      {"a  b", 4, "a b"},
      {"a\t\nb+1", 4, "a b"},
      {"a b c", 5, "a b c"},
      {"a b cd", 3, "a b"},
      {"a bc", 1, "a"},
      {"ab", 0, ""},
      {"a1", 0, ""},
      {"a-b", 3, "a-b"},
      {"a - b", 5, "a-b"},
      {"a- b", 4, "a-b"},
      {"a -b", 4, "a-b"},
      {"a - bc", 1, "a"},
      {"a -", 1, "a"},
      {" a", 0, ""},
      {"x-y", 3, "x - y"},
      {"x - y", 5, "x - y"},
      {"date and\r\n time(", 15, "date and time"},
      {"date and times", 0, ""},
      {"dateand time", 0, ""},
      {"Applicant's name", 16, "Applicant's name"},
      {"Applicant 's name", 17, "Applicant's name"},
      {"Applicantsname", 0, ""},
      {"Person . Age", 12, "Person.Age"},
      {"Person.Age.x", 10, "Person.Age"},
      {"户籍 = 1", 6, "户籍"},
      {"户籍所在地 = 1", 15, "户籍所在地"},
      {"户籍所在", 0, ""},
      {"户籍　", 6, "户籍"},
      {"低保（城市）补", 18, "低保（城市）"},
      {"C++1", 3, "C++"},
      {"C + + 1", 5, "C++"},
      {"is valid?", 9, "is valid?"},
      {"is valid", 0, ""},
      {"_1.5", 2, "_1"},
      {"", 0, ""},
  };
  for (const Match& row : table) {
    std::string_view name;
    EXPECT_EQ(set.match(row.text, name), row.length) << row.text;
    EXPECT_EQ(name, row.name) << row.text;
  }
}

TEST(NameSet, KnowsNamesHoweverTheirBlanksAreWritten) {
  NameSet set;
  set.add("  days \n in  month ");
  set.add("x - y");
  set.add("");
  set.add("x - y");
  EXPECT_TRUE(set.contains("days in month"));
  EXPECT_TRUE(set.contains("x-y"));
  EXPECT_FALSE(set.contains("days in"));
  EXPECT_FALSE(set.contains("daysin month"));
  EXPECT_FALSE(set.contains(""));
  EXPECT_EQ(set.names(), (std::vector<std::string_view>{"days in month", "x - y"}));
}

TEST(NameSet, AgreesWithTryingEveryName) {
  std::mt19937 random(7);
  const auto word = [&](std::size_t most) {
    std::string out;
    const std::vector<std::string> units{"a", "b", " ", "-", "é", " ", "+"};
    for (std::size_t n = 1 + random() % most; n > 0; --n) out += units[random() % units.size()];
    return out;
  };
  for (int round = 0; round < 2000; ++round) {
    NameSet set;
    std::vector<std::string> names;
    for (int i = 0; i < 4; ++i) {
      names.push_back(normalise_name(word(4)));
      set.add(names.back());
    }
    const std::string text = word(8);
    // A name fits at the start of the text when the text up to some point, written as a name, is
    // that name but for the blanks beside signs.
    const auto tight = [](const std::string& name) {
      std::string out;
      for (const char c : normalise_name(name)) {
        const bool sign = c == '-' || c == '+';
        if (sign && !out.empty() && out.back() == ' ') out.pop_back();
        if (c == ' ' && !out.empty() && (out.back() == '-' || out.back() == '+')) continue;
        out += c;
      }
      return out;
    };
    std::size_t longest = 0;
    for (std::size_t end = 1; end <= text.size() && text[0] != ' '; ++end) {
      const bool splits_letter = end < text.size() && (text[end] & 0xC0) == 0x80;
      const auto is_letter = [&](std::size_t at) {
        return at < text.size() && text[at] != ' ' && text[at] != '-' && text[at] != '+';
      };
      if (splits_letter || text[end - 1] == ' ' || (is_letter(end - 1) && is_letter(end))) continue;
      for (const std::string& name : names) {
        if (!name.empty() && tight(name) == tight(text.substr(0, end))) longest = end;
      }
    }
    std::string_view name;
    EXPECT_EQ(set.match(text, name), longest)
        << '"' << text << "\" among \"" << names[0] << "\", \"" << names[1] << "\", \"" << names[2]
        << "\", \"" << names[3] << '"';
  }
}

TEST(NameTrie, ForgetsNamesAsOftenAsTheyWereAdded) {
  NameTrie trie;
  const NameTrie::End outer = trie.add("i");
  const NameTrie::End inner = trie.add("i");
  trie.add("i j");
  trie.forget(inner);
  EXPECT_EQ(trie.match("i + 1").length, 1U);
  trie.forget(outer);
  EXPECT_EQ(trie.match("i + 1").length, 0U);
  EXPECT_EQ(trie.match("i j").name, "i j");
  EXPECT_EQ(trie.names(), (std::vector<std::string_view>{"i j"}));
}

TEST(BuiltinNames, AreThoseOfDmnAndTheDocumentedAdditions) {
  for (const char* name : {"date and time", "years and months duration", "string join",
                           "list replace", "round half up", "met by", "context put", "range", "not",
                           "as_of", "within", "county", "prefecture", "province"}) {
    EXPECT_TRUE(builtin_names().contains(name)) << name;
  }
  EXPECT_FALSE(builtin_names().contains("round"));
}

struct Row {
  const char* text;
  std::uint32_t column;  // of the only unknown name; 0: all are known
};

TEST(Scopes, EndWhereTheirExpressionEnds) {
  const Names names({"l", "a"}, {"key"});
  const Row table[] = {
      {"l", 0},
      {"for i in l return i", 0},
      {"(for i in l return i) + i", 25},
      {"for i in i return 1", 10},
      {"for i in l, j in i return j", 0},
      {"for i in l return partial", 0},
      {"for i in partial return i", 10},
      {"some i in l satisfies i > 1", 0},
      {"some i in l satisfies partial", 23},
      {"(some i in l satisfies true) and i", 34},
      {"function(p q) p q + a", 0},
      {"(function(p) p)(p)", 17},
      {"{k: 1, m: k}", 0},
      {"{m: k, k: 1}", 5},
      {"{k: {n: 1}, m: n}", 16},
      {"[{k: 1}, k]", 10},
      {"{k: 1}.k", 0},
      {"l[item > 1]", 0},
      {"l[1] + item", 8},
      {"l[key > 1]", 0},
      {"key > 1", 1},
      {"l[{k: 1}.k = k]", 0},
      {"l.whatever.follows", 0},
      {"a in (? > 1)", 0},
      {"? > 1", 1},
      {"a in (1) and ?", 14},
      {"f(1)", 1},
      {"l[some x in item satisfies x = y]", 32},
  };
  for (const Row& row : table) {
    const Parsed parsed = parse_text(row.text, names);
    ASSERT_NE(parsed.syntax, nullptr) << row.text << to_text(parsed.diagnostics);
    ASSERT_EQ(parsed.code(), row.column == 0 ? "no diagnostic" : "E0302")
        << row.text << to_text(parsed.diagnostics);
    if (row.column == 0) continue;
    EXPECT_EQ(parsed.diagnostics[0].location.column, row.column) << row.text;
  }
}

TEST(Scopes, ReportEveryUnknownNameAndKeepTheTree) {
  const Parsed parsed = parse_text("nme + f(lst, nme)", Names({"name", "list"}));
  ASSERT_NE(parsed.syntax, nullptr);
  EXPECT_EQ(dump(*parsed.syntax), "(+ nme (call f lst nme))");
  ASSERT_EQ(parsed.diagnostics.size(), 4U);
  EXPECT_EQ(parsed.diagnostics[0].hint, "did you mean `name`?");
  EXPECT_EQ(parsed.diagnostics[1].message, "unknown function `f`");
  EXPECT_EQ(parsed.diagnostics[2].hint, "did you mean `list`?");
}

}  // namespace
}  // namespace huice::feel
