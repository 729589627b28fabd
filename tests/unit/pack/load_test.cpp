// From folders to packs: which files are read, and what their arrangement may change.
#include "pack/load.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "unit/pack/files.hpp"
#include "unit/pack/model_text.hpp"

namespace huice::pack {
namespace {

namespace fs = std::filesystem;

/// A folder that is gone after the test.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "huice-pack-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string write(const std::string& name, std::string_view text) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file.string();
  }
  [[nodiscard]] std::string path(const std::string& name = "") const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }

 private:
  fs::path path_;
};

struct Loaded {
  std::string model;               ///< as text; "" when nothing was loaded
  std::vector<std::string> codes;  ///< of what was reported
};

template <class Input>
Loaded load_all(const std::vector<Input>& input) {
  text::Report report;
  const auto model = load(input, report);
  Loaded loaded;
  if (model != nullptr) loaded.model = model_text(*model);
  for (const Diagnostic& diagnostic : report.take()) loaded.codes.push_back(diagnostic.code);
  return loaded;
}

Loaded load_paths(const std::vector<std::string>& paths) { return load_all(paths); }

using Codes = std::vector<std::string>;

constexpr std::string_view one = "pack: one\nversion: \"1\"\ntitle: {zh: 一, en: one}\n";
constexpr std::string_view two = "pack: two\nversion: \"2\"\ntitle: {zh: 二, en: two}\n";

TEST(LoadPaths, ReadsPacksBelowAFolderAndNothingElse) {
  const Folder folder;
  folder.write("one.yaml", one);
  folder.write("deep/er/two.yaml", two);
  folder.write("deep/cases.yaml", "cases: one\nnot even: [yaml");
  folder.write("more.cases.yaml", "cases: one\nnot even: [yaml");
  folder.write("profile.yaml", "as_of: 2025-01-01\nfacts: {a: &b 1");
  folder.write("one.yml", "pack: wrong suffix");
  folder.write("packet.yaml", "package: no pack");
  const Loaded loaded = load_paths({folder.path()});
  EXPECT_EQ(loaded.codes, Codes{});
  EXPECT_EQ(loaded.model, "pack one 1\n  title: 一 | one\npack two 2\n  title: 二 | two\n");
}

TEST(LoadPaths, KnowsAPackByItsFirstKey) {
  const Folder folder;
  folder.write("a.yaml", "\xEF\xBB\xBF# a comment\n\n---\n" + std::string(one));
  folder.write("b.yaml", "\"pack\": two\r\nversion: \"2\"\r\ntitle: {zh: 二, en: two}\r\n");
  folder.write("c.yaml",
               "{\n \"pack\": \"three\", \"version\": \"3\", \"title\": {\"zh\": \"三\", \"en\": "
               "\"three\"}}");
  const Loaded loaded = load_paths({folder.path()});
  EXPECT_EQ(loaded.codes, Codes{});
  EXPECT_EQ(loaded.model,
            "pack one 1\n  title: 一 | one\npack three 3\n  title: 三 | three\npack two 2\n  "
            "title: 二 | two\n");
}

TEST(LoadPaths, ReadsAFileOnceThoughSeveralPathsLeadToIt) {
  const Folder folder;
  const std::string file = folder.write("packs/one.yaml", one);
  fs::create_symlink(file, folder.path("link.yaml"));
  const Loaded loaded =
      load_paths({folder.path(), folder.path("packs"), file, folder.path("link.yaml")});
  EXPECT_EQ(loaded.codes, Codes{});
  EXPECT_EQ(loaded.model, "pack one 1\n  title: 一 | one\n");
}

TEST(LoadPaths, SaysWhyAPathHasNoPack) {
  const Folder folder;
  folder.write("empty/readme.txt", "");
  folder.write("profiles/a.yaml", "as_of: 2025-01-01\n");
  const std::string cases = folder.write("beside/cases.yaml", "cases: one\n");
  const std::string profile = folder.path("profiles/a.yaml");
  const std::string nothing = folder.write("nothing.yaml", "");
  const std::string utf16 = folder.write("utf16.yaml", std::string_view("\xFF\xFEp\0a\0", 6));
  const std::string pipe = folder.path("pipe.yaml");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(load_paths({folder.path("empty")}).codes, Codes{"E0007"});
  EXPECT_EQ(load_paths({folder.path("profiles")}).codes, Codes{"E0007"});
  EXPECT_EQ(load_paths({profile}).codes, Codes{"E0007"});
  EXPECT_EQ(load_paths({cases}).codes, Codes{"E0007"});
  EXPECT_EQ(load_paths({}).codes, Codes{"E0007"});
  EXPECT_EQ(load_paths({folder.path("missing")}).codes, Codes{"E0001"});
  EXPECT_EQ(load_paths({nothing}).codes, Codes{"E0006"});
  EXPECT_EQ(load_paths({utf16}).codes, Codes{"E0005"});
  EXPECT_EQ(load_paths({pipe}).codes, Codes{"E0002"});
}

TEST(LoadPaths, FindsTheListOfAreasBesideThePack) {
  const Folder folder;
  folder.write("inner/one.yaml", std::string(one) + "areas: areas.tsv\n");
  folder.write("inner/areas.tsv",
               "code\tname_zh\tname_en\taliases\n500151\t铜梁区\tTongliang\t500224\n");
  folder.write("two.yaml", std::string(two) + "area: \"500224\"\n");
  const Loaded loaded = load_paths({folder.path()});
  EXPECT_EQ(loaded.codes, Codes{});
  EXPECT_NE(loaded.model.find("pack two 2\n  title: 二 | two\n  area: 500151\n"),
            std::string::npos);
  folder.write("two.yaml", std::string(two) + "area: \"520000\"\n");
  EXPECT_EQ(load_paths({folder.path()}).codes, Codes{"W0407"});
}

TEST(LoadTexts, GivesTheSameModelHoweverThePackIsWritten) {
  const fs::path folder = golden_folder("pack");
  const std::string areas = read_bytes(folder / "good_everything/facts/areas.tsv");
  const std::string dictionary = read_bytes(folder / "good_everything/facts/dictionary.yaml");
  const std::string rules = read_bytes(folder / "good_everything/rules.yaml");
  const std::string more = read_bytes(folder / "good_everything/more.yaml");
  const Loaded expected = load_all<TextFile>(
      {{"areas.tsv", areas}, {"d.yaml", dictionary}, {"m.yaml", more}, {"r.yaml", rules}});
  ASSERT_FALSE(expected.model.empty());

  std::string head_last =
      rules.substr(rules.find("parameters:")) + rules.substr(0, rules.find("parameters:"));
  head_last = "pack: rules\n" + head_last.erase(head_last.find("pack: rules\n"), 12);
  std::string carriage_returns;
  for (const char c : rules) carriage_returns += c == '\n' ? "\r\n" : std::string(1, c);

  for (const std::string& other : {head_last, carriage_returns, "# a comment\n" + rules + "\n\n"}) {
    const Loaded loaded = load_all<TextFile>(
        {{"z.yaml", dictionary}, {"areas.tsv", areas}, {"b.yaml", other}, {"a.yaml", more}});
    EXPECT_EQ(loaded.codes, Codes{});
    EXPECT_EQ(loaded.model, expected.model);
  }
}

}  // namespace
}  // namespace huice::pack
