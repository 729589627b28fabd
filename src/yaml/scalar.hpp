// Where each byte of a decoded scalar stands in the file.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/source.hpp"
#include "yaml/tree.hpp"

namespace huice::yaml {

/// A scalar as it was found in the source.
struct ScalarMap {
  std::uint32_t end = 0;  ///< past its last byte (closing quote, last line of a block)
  /// For text::Decoded; empty when reading the source again did not give `value`.
  std::vector<text::Decoded::Piece> pieces;
};

/// Reads the scalar that starts at `begin` once more and maps `value`, the parser's decoding of it,
/// to the source. `parent_column` is the column of the block collection round it (-1: none).
[[nodiscard]] ScalarMap map_scalar(std::string_view source, std::uint32_t begin,
                                   std::string_view value, ScalarStyle style,
                                   std::int32_t parent_column);

}  // namespace huice::yaml
