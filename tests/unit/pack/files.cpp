#include "unit/pack/files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace huice::pack {

std::filesystem::path golden_folder(std::string_view name) {
  return std::filesystem::path(HUICE_SOURCE_DIR) / "tests" / "golden" / name;
}

std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void expect_golden(const std::string& result, const std::filesystem::path& file) {
  if (std::getenv("HUICE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(file, std::ios::binary) << result;
  }
  EXPECT_EQ(result, read_bytes(file)) << "HUICE_UPDATE_GOLDEN=1 writes it anew";
}

}  // namespace huice::pack
