#include "text/file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace huice::text {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mebibyte = 1U << 20U;

/// A folder of its own for each test.
class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "huice-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    // Permissions bind everybody but root; tests run as root leave that role while they read.
    ASSERT_EQ(::chmod(pattern.c_str(), 0777), 0);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

  /// Reads a file that cannot be read, and gives what is said about it.
  static Diagnostic failure(const std::string& path, std::size_t most_bytes = mebibyte) {
    Report report;
    EXPECT_EQ(read_file(path, most_bytes, report), nullptr) << path;
    const Diagnostics found = report.take();
    EXPECT_EQ(found.size(), 1U) << path;
    if (found.empty()) return {};
    EXPECT_EQ(found[0].location.file, path);
    return found[0];
  }

  std::vector<std::string> found(Report& report) {
    std::vector<std::string> names;
    for (const std::string& path : find_files(folder_.string(), ".yaml", report)) {
      names.push_back(fs::relative(path, folder_).string());
    }
    return names;
  }

  fs::path folder_;
};

class WithoutPrivileges {
 public:
  WithoutPrivileges() : was_root_(::geteuid() == 0) {
    EXPECT_EQ(was_root_ ? ::seteuid(65534) : 0, 0);
  }
  ~WithoutPrivileges() { EXPECT_EQ(was_root_ ? ::seteuid(0) : 0, 0); }
  WithoutPrivileges(const WithoutPrivileges&) = delete;
  WithoutPrivileges& operator=(const WithoutPrivileges&) = delete;

 private:
  bool was_root_;
};

TEST_F(Files, TextIsReadWithoutItsByteOrderMark) {
  Report report;
  const auto plain = read_file(write("a.yaml", "标题: x\r\n"), mebibyte, report);
  const auto marked = read_file(write("b.yaml", "\xEF\xBB\xBF标题: x\r\n"), mebibyte, report);
  ASSERT_TRUE(plain && marked);
  EXPECT_EQ(plain->text(), "标题: x\r\n");
  EXPECT_EQ(marked->text(), plain->text());
  EXPECT_TRUE(report.take().empty());
}

TEST_F(Files, EachKindOfBadTextHasItsCode) {
  using namespace std::string_literals;
  struct Row {
    std::string bytes;
    std::string_view code;
  };
  const std::vector<Row> rows = {
      {"", "E0006"},
      {"\xEF\xBB\xBF", "E0006"},
      {" \r\n\t\n", "E0006"},
      {"\xFF\xFEp\0a\0"s, "E0005"},
      {"\xFE\xFF\0p\0a"s, "E0005"},
      {"p\0a\0c\0k\0"s, "E0005"},
      {"\0p\0a\0c\0k"s, "E0005"},
      {"\xFF\xFE\0\0p\0\0\0"s, "E0005"},
      {"\0\0\xFE\xFF\0\0\0p"s, "E0005"},
      {"a: \xB9\xF3\xD6\xDD\n", "E0004"},
      {"a: b\0c"s, "E0008"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(failure(write("x.yaml", row.bytes)).code, row.code)
        << testing::PrintToString(row.bytes);
  }
}

TEST_F(Files, InvalidUtf8IsShownWhereItStands) {
  const Diagnostic d = failure(write("x.yaml", "a: 1\n标题: \xB9\xF3\xD6\xDD\nb: 2\n"));
  EXPECT_EQ(d.message, "the byte 0xB9 is not part of any UTF-8 character");
  EXPECT_EQ(d.location.line, 2U);
  EXPECT_EQ(d.location.column, 5U);
  EXPECT_EQ(d.location.excerpt, "标题: \uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST_F(Files, WhatIsNoRegularFileIsRefusedAtOnce) {
  const std::string pipe = (folder_ / "pipe.yaml").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0666), 0);
  fs::create_symlink("loop.yaml", folder_ / "loop.yaml");
  fs::create_symlink("nowhere", folder_ / "dangling.yaml");
  const std::string file = write("file", "x");
  struct Row {
    std::string path;
    std::string_view code;
    std::string_view says;
  };
  const std::vector<Row> rows = {
      {folder_.string(), "E0002", "is a folder"},
      {pipe, "E0002", "is a pipe (FIFO)"},
      {"/dev/zero", "E0002", "is a device"},
      {(folder_ / "loop.yaml").string(), "E0001", "symbolic links lead in a circle"},
      {(folder_ / "dangling.yaml").string(), "E0001", "does not exist"},
      {file + "/x.yaml", "E0001", "not a folder"},
      {(folder_ / std::string(5000, 'x')).string(), "E0001", "too long"},
  };
  for (const Row& row : rows) {
    const Diagnostic d = failure(row.path);
    EXPECT_EQ(d.code, row.code) << row.path;
    EXPECT_NE(d.message.find(row.says), std::string::npos) << d.message;
  }
}

TEST_F(Files, AnUnreadableFileOrFolderIsReported) {
  const std::string path = write("secret/x.yaml", "a: 1\n");
  fs::permissions(path, fs::perms::none);
  {
    const WithoutPrivileges drop;
    EXPECT_NE(failure(path).message.find("permission is denied"), std::string::npos);
  }
  fs::permissions(folder_ / "secret", fs::perms::none);
  {
    const WithoutPrivileges drop;
    Report report;
    EXPECT_TRUE(found(report).empty());
    const Diagnostics diagnostics = report.take();
    ASSERT_EQ(diagnostics.size(), 1U);
    EXPECT_EQ(diagnostics[0].code, "E0001");
    EXPECT_EQ(diagnostics[0].location.file, (folder_ / "secret").string());
  }
  fs::permissions(folder_ / "secret", fs::perms::owner_all);
}

TEST_F(Files, AFileOfFiftyMebibytesIsNotEvenRead) {
  const std::string path = write("large.yaml", "a");
  fs::resize_file(path, 50 * mebibyte);
  const Diagnostic d = failure(path, 4 * mebibyte);
  EXPECT_EQ(d.code, "E0003");
  EXPECT_NE(d.message.find("larger than 4.0 MiB"), std::string::npos) << d.message;
  Report report;
  EXPECT_NE(read_file(write("exact", std::string(100, 'x')), 100, report), nullptr);
  EXPECT_EQ(failure(write("more", std::string(101, 'x')), 100).code, "E0003");
}

TEST_F(Files, AreFoundInByteOrderBelowTheFolder) {
  for (const char* name : {"b.yaml", "a/z.yaml", "a.yaml", "a-b.yaml", "a/.hidden/c.yaml",
                           "a/no.txt", "B.yaml", "yaml"}) {
    write(name, "x");
  }
  Report report;
  EXPECT_EQ(found(report), (std::vector<std::string>{"B.yaml", "a-b.yaml", "a.yaml",
                                                     "a/.hidden/c.yaml", "a/z.yaml", "b.yaml"}));
  EXPECT_TRUE(report.take().empty());
  const std::string one = (folder_ / "a/no.txt").string();
  EXPECT_EQ(find_files(one, ".yaml", report), std::vector<std::string>{one});
}

TEST_F(Files, LinksAreFollowedOnceAndLoopsReported) {
  write("real/a.yaml", "x");
  fs::create_directory_symlink("real", folder_ / "twin");
  fs::create_symlink("real/a.yaml", folder_ / "same.yaml");
  fs::create_directory_symlink("..", folder_ / "real" / "up");
  Report report;
  EXPECT_EQ(found(report), std::vector<std::string>{"real/a.yaml"});
  const Diagnostics diagnostics = report.take();
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].code, "E0001");
  EXPECT_EQ(diagnostics[0].location.file, (folder_ / "real/up").string());
}

TEST_F(Files, WhatCannotBeReadUnderAPackNameIsReported) {
  fs::create_symlink("loop.yaml", folder_ / "loop.yaml");
  fs::create_symlink("nowhere", folder_ / "dangling.txt");
  ASSERT_EQ(::mkfifo((folder_ / "pipe.yaml").c_str(), 0666), 0);
  Report report;
  EXPECT_TRUE(found(report).empty());
  const Diagnostics diagnostics = report.take();
  ASSERT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(diagnostics[0].code, "E0001");
  EXPECT_EQ(diagnostics[1].code, "E0002");
  EXPECT_TRUE(find_files((folder_ / "missing").string(), ".yaml", report).empty());
  EXPECT_EQ(report.take().at(0).code, "E0001");
  EXPECT_TRUE(find_files("/dev/null", ".yaml", report).empty());
  EXPECT_EQ(report.take().at(0).code, "E0002");
}

}  // namespace
}  // namespace huice::text
