// A batch answers as single decisions do, on the shipped packs and the benchmark's: applicants made
// from what the dictionary declares, near to the figures that the rules name. HUICE_BATCH_ROWS and
// HUICE_BATCH_SEED as in generated_test.cpp, for each setting.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "batch/differential.hpp"

namespace huice::test {

namespace {

struct Setting {
  const char* name;
  std::vector<std::string> packs;  ///< below the project
  std::vector<std::string> days;
  std::vector<std::string> jurisdictions;
  std::uint64_t rows;
  std::size_t most_rows;  ///< at a time
};
std::ostream& operator<<(std::ostream& out, const Setting& setting) { return out << setting.name; }

std::string text_of_packs(const std::vector<std::string>& paths) {
  std::vector<std::filesystem::path> files;
  for (const std::string& path : paths) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      const std::string file = entry.path().filename().string();
      if (file.ends_with(".yaml") && !file.ends_with("cases.yaml")) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::string text;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    text.append(std::istreambuf_iterator<char>(in), {});
  }
  return text;
}

class Shipped : public testing::TestWithParam<Setting> {};

TEST_P(Shipped, BatchIsSingle) {
  const Setting& setting = GetParam();
  std::vector<std::string> paths;
  for (const std::string& pack : setting.packs)
    paths.push_back(std::string(HUICE_SOURCE_DIR) + "/" + pack);
  const auto book = load(paths);
  ASSERT_TRUE(book) << to_text(book.error());
  const std::uint64_t rows = from_environment("HUICE_BATCH_ROWS", setting.rows);
  const std::uint64_t first_seed = from_environment("HUICE_BATCH_SEED", 1);
  Tally tally;
  tally.packs = 1;
  Differential differential(*book, text_of_packs(paths), first_seed, tally);
  for (std::uint64_t run = 0; tally.rows < static_cast<std::int64_t>(rows); ++run) {
    BatchOptions options;
    options.as_of = *Date::parse(setting.days[run % setting.days.size()]);
    options.jurisdiction = setting.jurisdictions[run % setting.jurisdictions.size()];
    const std::string difference = differential.run(options, setting.most_rows);
    ASSERT_TRUE(difference.empty()) << "run " << run << "\n" << difference;
  }
  std::printf("%s", text_of(tally).c_str());
}

const Setting settings[] = {
    {"twenty", {"benchmarks/twenty/pack"}, {"2025-01-01"}, {""}, 20'000, 2'000},
    {"cn", {"rules/cn"}, {"2026-03-10"}, {"520000", "520100", "", "440300", "500151"}, 5'000, 200},
    {"cn_with_values",
     {"rules/cn", "rules/cn-values"},
     {"2026-03-10", "2025-12-31"},
     {"520102", "", "341000", "500000"},
     5'000,
     200},
};

INSTANTIATE_TEST_SUITE_P(Packs, Shipped, testing::ValuesIn(settings),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace

}  // namespace huice::test
