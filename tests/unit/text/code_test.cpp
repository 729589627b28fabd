#include "text/code.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "support/golden.hpp"

namespace huice::text {
namespace {

/// docs/diagnostics.md, as the table and its pages give it.
std::string catalogue() {
  std::string out =
      "# Diagnostics\n\n"
      "Everything that huice finds wrong in a pack, an expression or a case has a code that never "
      "changes. "
      "`E`: an error,\nwhich keeps the pack from loading or the case from being decided. `W`: a "
      "warning. "
      "`huice check --explain CODE` prints\nthe entry of one code. This page is written by "
      "`HUICE_UPDATE_GOLDEN=1 huice_text_tests`.\n";
  for (const CodeInfo& code : all_codes()) {
    out += "\n## ";
    out += code.id;
    out += ": ";
    out += code.title;
    out += "\n\n";
    out += explanation(code.id);
  }
  return out;
}

TEST(Codes, AreUniqueAndWellFormed) {
  std::set<std::string_view> ids;
  for (const CodeInfo& code : all_codes()) {
    EXPECT_TRUE(ids.insert(code.id).second) << code.id;
    EXPECT_EQ(code.id.size(), 5U);
    EXPECT_TRUE(code.id[0] == 'E' || code.id[0] == 'W') << code.id;
    EXPECT_EQ(info(code.code).id, code.id);
  }
}

TEST(Codes, EachHasAPageWithABadAndAGoodExample) {
  for (const CodeInfo& code : all_codes()) {
    const std::string_view page = explanation(code.id);
    const std::size_t bad = page.find("\n\nBad:\n\n    ");
    const std::size_t good = page.find("\n\nGood:\n\n    ");
    EXPECT_NE(bad, std::string_view::npos) << code.id << " " << code.name;
    EXPECT_NE(good, std::string_view::npos) << code.id;
    EXPECT_GT(bad, 40U) << code.id;
    EXPECT_LT(bad, good) << code.id;
  }
  EXPECT_EQ(explanation("E9999"), "");
}

TEST(Codes, TheCatalogueInTheDocsIsTheTable) {
  test::expect_golden("docs/diagnostics.md", catalogue());
}

}  // namespace
}  // namespace huice::text
