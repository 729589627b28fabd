// The JSON Schema of packs is the table of keys, printed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "pack/load.hpp"

namespace huice::pack {
namespace {

TEST(PackSchema, IsShippedAsItIs) {
  const std::string path = HUICE_SOURCE_DIR "/rules/schema/rulepack.schema.json";
  if (std::getenv("HUICE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << pack_schema();
  }
  std::ostringstream shipped;
  shipped << std::ifstream(path, std::ios::binary).rdbuf();
  EXPECT_EQ(shipped.str(), pack_schema()) << "run with HUICE_UPDATE_GOLDEN=1 to write it anew";
}

}  // namespace
}  // namespace huice::pack
