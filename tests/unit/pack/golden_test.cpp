// tests/golden/pack: each file NAME.yaml and each folder NAME is a set of packs, and NAME.expected
// what loading it gives: its diagnostics, then the model. HUICE_UPDATE_GOLDEN=1 writes them anew.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "pack/load.hpp"
#include "unit/pack/files.hpp"
#include "unit/pack/model_text.hpp"

namespace huice::pack {
namespace {

namespace fs = std::filesystem;

fs::path packs() { return golden_folder("pack"); }

/// The files of a case, named from the golden folder on so that diagnostics are the same
/// everywhere.
std::vector<TextFile> files_of(const std::string& name) {
  const fs::path folder = packs();
  if (!fs::is_directory(folder / name)) {
    return {{name + ".yaml", read_bytes(folder / (name + ".yaml"))}};
  }
  std::vector<TextFile> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder / name)) {
    if (!entry.is_regular_file()) continue;
    files.push_back({fs::relative(entry.path(), folder).string(), read_bytes(entry.path())});
  }
  std::sort(files.begin(), files.end(),
            [](const TextFile& a, const TextFile& b) { return a.name < b.name; });
  return files;
}

std::string result_of(const std::vector<TextFile>& files) {
  text::Report report;
  const auto model = load(files, report);
  std::string text;
  const bool failed = report.has_errors();
  if (report.size() > 0) text = to_text(report.take());
  EXPECT_EQ(failed, model == nullptr);
  if (model != nullptr) text += model_text(*model);
  return text;
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(packs())) {
    if (entry.is_directory() || entry.path().extension() == ".yaml") {
      names.push_back(entry.path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

class PackGolden : public testing::TestWithParam<std::string> {};

TEST_P(PackGolden, LoadsAsExpected) {
  const std::vector<TextFile> files = files_of(GetParam());
  expect_golden(result_of(files), packs() / (GetParam() + ".expected"));
}

TEST_P(PackGolden, DoesNotDependOnTheOrderOfFiles) {
  std::vector<TextFile> files = files_of(GetParam());
  const std::string result = result_of(files);
  std::reverse(files.begin(), files.end());
  EXPECT_EQ(result, result_of(files));
}

/// Whatever an editor may leave behind is reported or loaded, never more than that.
TEST_P(PackGolden, SurvivesTruncationAtEveryLine) {
  std::vector<TextFile> files = files_of(GetParam());
  const std::string whole = files.front().text;
  for (std::size_t end = whole.find('\n'); end != std::string::npos;
       end = whole.find('\n', end + 1)) {
    files.front().text = whole.substr(0, end);
    text::Report report;
    const auto model = load(files, report);
    EXPECT_EQ(report.has_errors(), model == nullptr);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, PackGolden, testing::ValuesIn(case_names()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace huice::pack
