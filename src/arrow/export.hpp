// Arrow structs that own their memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrow/memory.hpp"
#include "huice/arrow.hpp"

namespace huice::arrow {

/// What a schema is made of.
struct SchemaParts {
  std::string format;
  std::string name;
  std::vector<SchemaParts> children;
  std::shared_ptr<SchemaParts> dictionary;
  std::vector<std::pair<std::string, std::string>> metadata = {};  ///< key, value
};
/// `out` owns what it shows.
void build(SchemaParts parts, ArrowSchema* out);

/// What an array is made of. The first buffer is the mask of known values; empty: all are.
struct ArrayParts {
  std::int64_t length = 0;
  std::int64_t nulls = 0;
  std::vector<Memory> buffers;
  std::vector<ArrayParts> children;
  std::shared_ptr<ArrayParts> dictionary;
};
void build(ArrayParts parts, ArrowArray* out);

}  // namespace huice::arrow
