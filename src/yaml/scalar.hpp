// Where each byte of a decoded scalar stands in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"
#include "yaml/tree.hpp"

namespace huice::yaml {

/// A scalar as it stands in the source.
struct ScalarText {
  std::uint32_t end = 0;  ///< past its last byte (closing quote, last line of a block)
  std::string text;
  /// For text::Decoded; empty when reading it here and in the parser gave different texts.
  std::vector<text::Decoded::Piece> pieces;
  /// False for a text in quotes that ends with the file: yaml-cpp takes it when a line break is
  /// last.
  bool is_closed = true;
};

/// Decodes the scalar that starts at `begin` and maps it to the source. `parsed` is what the parser
/// made of it: it says where a plain scalar ends, and checks the others. `parent_column` is the
/// column of the block collection round it (-1: none).
[[nodiscard]] ScalarText read_scalar(std::string_view source, std::uint32_t begin,
                                     std::string_view parsed, ScalarStyle style,
                                     std::int32_t parent_column);

}  // namespace huice::yaml
