// The JSON Schema of packs is the table of keys, printed.
#include <gtest/gtest.h>

#include "pack/load.hpp"
#include "unit/pack/files.hpp"

namespace huice::pack {
namespace {

TEST(PackSchema, IsShippedAsItIs) {
  expect_golden(pack_schema(), HUICE_SOURCE_DIR "/rules/schema/rulepack.schema.json");
}

}  // namespace
}  // namespace huice::pack
