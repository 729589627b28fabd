// A program laid out for columns: nodes of one type each, over households or over the members of
// one members fact. Bodies of loops and filters over members are spread out into nodes of members.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "exec/batch_kernels.hpp"
#include "exec/machine.hpp"
#include "program/program.hpp"

namespace huice::exec {

__extension__ typedef __int128 Wide;

/// What a column of a node holds.
enum class ColumnType : std::uint8_t {
  truth,   ///< a byte (batch_kernels.hpp)
  narrow,  ///< int32, with how well it is known
  wide,    ///< int64, likewise
  key,     ///< int32: the number of a value of its fact; -1 where unknown
};

/// How well a number is known.
inline constexpr std::uint8_t known = 0;
inline constexpr std::uint8_t known_bounds = 1;  ///< not, but within bounds
inline constexpr std::uint8_t not_known = 2;     ///< nothing at all

/// Ends of bounds that are not there.
inline constexpr std::int64_t no_low = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t no_high = std::numeric_limits<std::int64_t>::max();

enum class BatchOp : std::uint8_t {
  input,
  constant,
  compare,           // a, b
  compare_constant,  // a, constant
  is_among,          // a (key), values
  conjunction,       // operands
  disjunction,
  negation,
  add,
  subtract,
  multiply,
  smaller,
  greater,
  ramp,  // a kept between `least` and `most`, times `factor`, plus `constant`; wide or as wide as a
  choose,  // a (truth), b, c
  floor,   // a / constant, rounded down
  spread,  // a of the household, for each member
  some,
  every,
  sum,    // a; b: truths of those that count, or no_index
  count,  // a: truths; no_index: all members
  least,
  most,
  look_up,  // operands are inputs: what the single evaluator makes of `cell`, kept
};

struct BatchNode {
  BatchOp op = BatchOp::input;
  ColumnType type = ColumnType::truth;
  Compare how = Compare::less;
  std::uint32_t level = 0;  ///< 0: households; else 1 + the input of the members
  std::uint32_t a = program::no_index;
  std::uint32_t b = program::no_index;
  std::uint32_t c = program::no_index;
  std::int64_t constant = 0;
  std::int64_t factor = 1;
  std::int64_t least = no_low;
  std::int64_t most = no_high;
  std::uint32_t input = program::no_index;
  std::uint32_t cell = program::no_index;  ///< look_up
  bool is_crossed = false;  ///< the divisor of a quotient, times what it is compared with
  std::vector<std::uint32_t> operands;
  std::vector<value::Value> values;
  // Of numbers: value = coefficient / (10^scale * divisor), low <= coefficient <= high.
  int scale = 0;
  std::int64_t divisor = 1;
  Wide low = 0;
  Wide high = 0;

  [[nodiscard]] bool is_number() const noexcept {
    return type == ColumnType::narrow || type == ColumnType::wide;
  }
};

/// How the columns of an input come; nothing is assumed of inputs without a column.
struct InputShape {
  bool has_column = false;
  int scale = 0;  ///< of numbers
};

/// Numbers beyond this (units, either sign) and more members than this leave the kernels.
inline constexpr std::int64_t most_units = 1'000'000'000;
inline constexpr std::int64_t most_members = 512;

/// Makes nodes for cells of the household level, as far as the kernels go.
class BatchProgram {
 public:
  /// The machine has taken what is given: the date, office and parameters of the batch.
  BatchProgram(const program::Program& program, const Machine& machine, const Inputs& given,
               std::vector<InputShape> shapes);

  /// The node of a cell; nothing where the kernels do not reach.
  [[nodiscard]] std::optional<std::uint32_t> node_of(std::uint32_t cell);
  /// The same for an input.
  [[nodiscard]] std::optional<std::uint32_t> node_of_input(std::uint32_t input);
  /// The node for each member of a level.
  [[nodiscard]] std::optional<std::uint32_t> spread(std::uint32_t node, std::uint32_t level);

  [[nodiscard]] const std::vector<BatchNode>& nodes() const noexcept { return nodes_; }
  [[nodiscard]] const program::Program& program() const noexcept { return program_; }

 private:
  friend class BatchLowering;
  std::uint32_t add(BatchNode node);

  const program::Program& program_;
  const Machine& machine_;
  Inputs given_;
  std::vector<InputShape> shapes_;
  std::vector<BatchNode> nodes_;
  std::unordered_map<std::string, std::uint32_t> known_;
  std::vector<std::optional<std::uint32_t>> cells_;
  std::vector<bool> tried_;
};

}  // namespace huice::exec
