// Golden diagnostics: tests/golden/feel/NAME.feel is parsed (as unary tests when the name begins
// with `cell_`) and what is reported must be NAME.expected. Run with HUICE_WRITE_GOLDEN=1 to write
// the expectations anew, and read the difference before it is committed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "unit/feel/trees.hpp"

namespace huice::feel {
namespace {

namespace fs = std::filesystem;

const fs::path folder = HUICE_SOURCE_DIR "/tests/golden/feel";

Names golden_names() {
  std::vector<std::string> names = split(read_file(folder / "names.txt"), '\n');
  names.erase(std::remove(names.begin(), names.end(), ""), names.end());
  return Names(names, names);
}

std::string report_of(const fs::path& file, const Names& names) {
  std::string text = read_file(file);
  if (!text.empty() && text.back() == '\n') text.pop_back();
  ParseOptions options;
  options.file = file.filename();
  if (options.file.starts_with("cell_")) options.goal = Goal::unary_tests;
  return to_text(parse_text(text, names, options).diagnostics);
}

TEST(Mistakes, AreExplained) {
  const Names names = golden_names();
  const bool write = std::getenv("HUICE_WRITE_GOLDEN") != nullptr;
  std::size_t count = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".feel") continue;
    ++count;
    const std::string report = report_of(entry.path(), names);
    fs::path expected = entry.path();
    expected.replace_extension(".expected");
    if (write) std::ofstream(expected, std::ios::binary) << report;
    EXPECT_EQ(report, read_file(expected)) << entry.path();
    EXPECT_NE(report.find("hint: "), std::string::npos)
        << entry.path() << ": every mistake has a hint";
  }
  EXPECT_GE(count, 50U);
}

}  // namespace
}  // namespace huice::feel
