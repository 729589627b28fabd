// Arrow structs that own their memory.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "huice/arrow.hpp"

namespace huice::arrow {

/// What a schema is made of.
struct SchemaParts {
  std::string format;
  std::string name;
  std::vector<SchemaParts> children;
  std::shared_ptr<SchemaParts> dictionary;
};
/// `out` owns what it shows.
void build(SchemaParts parts, ArrowSchema* out);

/// What an array is made of. The first buffer is the mask of known values; empty: all are.
struct ArrayParts {
  std::int64_t length = 0;
  std::int64_t nulls = 0;
  std::vector<std::vector<unsigned char>> buffers;
  std::vector<ArrayParts> children;
  std::shared_ptr<ArrayParts> dictionary;
};
void build(ArrayParts parts, ArrowArray* out);

}  // namespace huice::arrow
