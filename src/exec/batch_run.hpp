// Runs the nodes of a batch program over one block after another. One for each thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exec/batch_program.hpp"

namespace huice::exec {

/// The column of a node or an input. `unknown` is nullptr where all numbers are known; `low` and
/// `high` are nullptr where none is known_bounds, and hold nothing else.
struct BatchColumn {
  const void* data = nullptr;
  const std::uint8_t* unknown = nullptr;
  const std::int64_t* low = nullptr;
  const std::int64_t* high = nullptr;
  [[nodiscard]] const std::uint8_t* truths() const noexcept {
    return static_cast<const std::uint8_t*>(data);
  }
};

/// The households of a block, or the members of one members fact in them.
struct BatchLevel {
  std::size_t rows = 0;
  std::span<const std::int32_t> offsets;  ///< of members: of each household and the end, from 0
  std::span<const std::int32_t> owner;    ///< of members: the household of each
};

struct BatchBlock {
  BatchLevel households;
  std::vector<BatchLevel> members;  ///< by input; empty where there is none
  std::vector<BatchColumn> inputs;  ///< by input
  std::span<std::uint8_t> left;     ///< for each household: set where the kernels cannot answer
};

/// Tells what a key stands for.
class KeyValues {
 public:
  KeyValues() = default;
  KeyValues(const KeyValues&) = delete;
  KeyValues& operator=(const KeyValues&) = delete;
  virtual ~KeyValues() = default;
  [[nodiscard]] virtual value::Value value(std::uint32_t input, std::int32_t key) const = 0;
};

class BatchRun {
 public:
  /// `inputs` are those of the batch (date, office, parameters) without facts; `groups` the nodes
  /// that are asked for, as they are asked for.
  BatchRun(const BatchProgram& batch, const Inputs& inputs, const KeyValues& keys,
           const std::vector<std::vector<std::uint32_t>>& groups);

  /// Makes the columns of one group; those before it must have been made for the block. They stay
  /// until the next block.
  void run(const BatchBlock& block, std::size_t group);

  [[nodiscard]] BatchColumn column(std::uint32_t node) const noexcept { return columns_[node]; }

 private:
  struct Bytes {
    std::vector<std::uint64_t> memory;
    void* room(std::size_t bytes) {
      if (memory.size() * 8 < bytes) memory.resize(bytes / 8 + 8);
      return memory.data();
    }
  };
  struct Kept {
    std::uint8_t truth = 0;
    std::uint8_t unknown = 0;
    bool fails = false;
    std::int64_t number = 0;
    std::int64_t low = no_low;
    std::int64_t high = no_high;
  };
  /// What was looked up for several small keys, packed into one number.
  struct Packed {
    std::vector<std::uint64_t> keys;  ///< plus 1; 0 is a free place
    std::vector<Kept> kept;
    std::size_t size = 0;
    [[nodiscard]] Kept* find(std::uint64_t key) noexcept;
    void put(std::uint64_t key, const Kept& answer);
  };
  struct KeyHash {
    std::size_t operator()(const std::vector<std::int64_t>& key) const noexcept;
  };

  void put_in_order(const std::vector<std::vector<std::uint32_t>>& groups);
  void assign_slots(const std::vector<std::vector<std::uint32_t>>& groups);
  void evaluate(std::uint32_t number, const BatchBlock& block);
  template <class T>
  void evaluate_numbers(const BatchNode& node, const NumberKernels<T>& kernels, std::size_t n,
                        T* out);
  template <class T>
  void ramp(const BatchNode& node, const NumberKernels<T>& kernels, std::size_t n, T* out);
  template <class T>
  void over_members(std::uint32_t number, const BatchNode& node, const BatchBlock& block, T* out);
  void count_members(std::uint32_t number, const BatchNode& node, const BatchLevel& level,
                     std::int32_t* out);

  // How well numbers are known (batch_bounds.cpp).
  struct Ends {
    Wide low = 0;
    Wide high = 0;
  };
  /// Where a node's bounds are written.
  struct Bounded {
    std::uint32_t number = 0;
    std::uint8_t* unknown = nullptr;
    const BatchBlock* block = nullptr;
    std::int64_t* low = nullptr;  ///< once there are any
    std::int64_t* high = nullptr;
  };
  [[nodiscard]] Bounded bounded(std::uint32_t number, std::size_t n, const BatchBlock& block);
  void finish(const Bounded& to, std::size_t n);
  void put(Bounded& to, std::size_t i, const Ends& ends);
  [[nodiscard]] bool put_quickly(Bounded& to, const BatchNode& node, std::size_t i) const;
  [[nodiscard]] bool finite_ends(std::uint32_t node, std::size_t i, std::int64_t& low,
                                 std::int64_t& high) const;
  void put_number(std::uint32_t number, std::size_t i, std::int64_t value);
  void fail(const Bounded& to, std::size_t i);
  [[nodiscard]] std::int64_t number_at(std::uint32_t node, std::size_t i) const;
  [[nodiscard]] Ends ends_at(std::uint32_t node, std::size_t i) const;
  [[nodiscard]] static bool combine(const BatchNode& node, const Ends& a, const Ends& b,
                                    Ends& result);
  void join_unknown(std::uint32_t number, const BatchNode& node, std::size_t n,
                    const BatchBlock& block);
  void choose_unknown(std::uint32_t number, const BatchNode& node, std::size_t n,
                      const BatchBlock& block);
  void spread_unknown(std::uint32_t number, const BatchNode& node, const BatchLevel& level);
  void compare_bounds(const BatchNode& node, std::size_t n, std::uint8_t* truths) const;
  void sum_up(Bounded& to, const BatchNode& node, std::size_t household);
  void truth_over_members(const BatchNode& node, const BatchLevel& level, std::uint8_t* out);
  void look_up(std::uint32_t number, const BatchNode& node, std::size_t n, const BatchBlock& block);
  [[nodiscard]] Kept answer(const BatchNode& node, std::span<const std::int64_t> key);
  void is_among(const BatchNode& node, std::uint32_t number, std::size_t n, std::uint8_t* out);
  [[nodiscard]] std::uint8_t* unknown_of(std::uint32_t number, std::size_t n);
  template <class T>
  [[nodiscard]] const T* data(std::uint32_t node) const noexcept {
    return static_cast<const T*>(columns_[node].data);
  }

  const BatchProgram& batch_;
  Inputs inputs_;
  const KeyValues& keys_;
  Machine machine_;
  std::vector<std::uint32_t> order_;  ///< nodes that are needed
  std::vector<std::size_t> ends_;     ///< by group: in `order_`
  std::vector<std::uint32_t> slots_;  ///< by node
  std::vector<Bytes> memory_;         ///< by slot
  std::vector<Bytes> unknown_;        ///< by node, as others may point to them
  std::vector<Bytes> low_;            ///< by node
  std::vector<Bytes> high_;           ///< by node
  std::vector<BatchColumn> columns_;  ///< by node
  std::vector<std::size_t> filled_;   ///< by node: how much of a constant is there
  std::vector<std::uint64_t> packed_keys_;
  std::vector<std::uint8_t> zeros_;
  std::vector<std::uint64_t> sums_;  ///< over the members of a block, up to each
  std::vector<value::Value> facts_;
  std::vector<std::vector<std::uint32_t>> cones_;  ///< by node: of look_up
  std::vector<std::vector<std::uint8_t>> among_;   ///< by node: by key, 0 where not yet known
  std::vector<std::unordered_map<std::vector<std::int64_t>, Kept, KeyHash>> kept_;  ///< by node
  std::vector<Packed> packed_;                                                      ///< by node
  std::vector<std::vector<Kept>> kept_by_key_;  ///< by node: of one key
  std::vector<std::vector<std::uint8_t>> has_by_key_;
  std::vector<std::vector<std::int64_t>> table_by_key_;  ///< by node: the numbers of known keys
};

}  // namespace huice::exec
