// Files that tests compare with: HUICE_UPDATE_GOLDEN=1 in the environment writes them anew.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace huice::test {

inline std::filesystem::path source_path(const std::string& relative) {
  return std::filesystem::path(HUICE_SOURCE_DIR) / relative;
}

inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Compares with a file of the project, given by its path from the project folder.
inline void expect_golden(const std::string& relative, const std::string& actual) {
  const std::filesystem::path path = source_path(relative);
  if (std::getenv("HUICE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
  }
  EXPECT_EQ(read_bytes(path), actual) << relative;
}

}  // namespace huice::test
