// Blocks of a batch, decided column by column as far as the kernels go.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "decide/batch_plan.hpp"
#include "decide/batch_reader.hpp"
#include "decide/batch_row.hpp"
#include "decide/territory.hpp"
#include "exec/batch_run.hpp"

namespace huice::deciding {

/// Numbers the values of facts that are not whole numbers, for the kernels.
class Keys final : public exec::KeyValues {
 public:
  Keys(const BatchPlan& plan, Vocabularies& vocabularies);
  [[nodiscard]] value::Value value(std::uint32_t input, std::int32_t key) const override;

  /// -1: not known; bad_key: not a value of the fact, or none that has a key.
  [[nodiscard]] std::int32_t key_at(std::uint32_t input, ColumnReader& column, std::int64_t row);
  /// The same for a position in the column's dictionary.
  [[nodiscard]] std::int32_t key_of_position(std::uint32_t input, ColumnReader& column,
                                             std::int64_t at);
  static constexpr std::int32_t bad_key = -2;

 private:
  const BatchPlan& plan_;
  Vocabularies& vocabularies_;
  std::vector<std::unordered_map<std::string, std::int32_t>> sets_;  ///< by input
  std::vector<std::vector<value::Value>> set_values_;
};

/// An outcome that the single evaluator has to give.
struct Redo {
  std::int64_t row = 0;
  std::uint32_t output = 0;
  std::int32_t member = -1;  ///< within the row
  bool amount_only = false;  ///< the rest is there
  std::string key = {};      ///< under which the answer may be kept
};

class BlockDecider {
 public:
  BlockDecider(const BatchPlan& plan, Vocabularies& vocabularies);

  /// Looks at the columns; must be called before decide().
  void begin(const BatchInput& input, RowReader& reader, BatchResult& result);
  /// Answers what it can; the rows that it left as a whole and single outcomes are to be redone.
  void decide(std::int64_t first, std::int64_t last);
  [[nodiscard]] std::vector<std::int64_t>& rows_left() noexcept { return rows_left_; }
  [[nodiscard]] std::vector<Redo>& redo() noexcept { return redo_; }
  /// Keeps the answer of a Redo that has a key.
  void keep(const Redo& redo, const Answer& answer);
  /// Why an output cannot be given by the kernels; "" where it can.
  [[nodiscard]] const std::string& obstacle(std::size_t output) const noexcept {
    return outputs_[output].obstacle;
  }
  /// How many members a block should have at most.
  static constexpr std::int64_t most_members_in_block = 1 << 11;

 private:
  /// A term of `needs`: its truth, and for which places it is open.
  struct Need {
    std::uint32_t cell = 0;
    std::uint32_t node = program::no_index;
    std::uint32_t place_input = program::no_index;
    std::vector<std::int8_t> open_by_place;  ///< by key + 1; -1 not yet known
  };
  /// Something that the truth of a rule is made of.
  struct Atom {
    std::uint32_t node = 0;
    std::vector<std::uint32_t> inputs;  ///< nodes of inputs below it, on the rule's level
    bool aggregates = false;            ///< over members that the rule does not go by
  };
  /// One rule on one level.
  struct RuleNodes {
    std::uint32_t rule = 0;
    std::uint32_t applies = program::no_index;
    std::uint32_t when = program::no_index;
    std::vector<std::uint32_t> exceptions;
    std::vector<Need> needs;
    std::uint32_t place_input = program::no_index;
    std::vector<std::uint8_t> standing_by_place;  ///< by key + 1: Inside + 1, 0 not yet known
    std::vector<std::uint8_t> meant_by_kind;      ///< by key + 1: 1 no, 2 yes, 0 not yet known
    std::vector<RuleNodes> required;
  };
  struct OutputNodes {
    std::string obstacle;
    std::uint32_t level = 0;
    RuleNodes rule;
    std::uint32_t amount = program::no_index;
    bool is_simple = false;  ///< nothing but `when`
    std::vector<Atom> atoms;
    std::unordered_map<std::string, Answer> kept;
  };

  struct LevelMemory {
    std::vector<std::int32_t> offsets;
    std::vector<std::int32_t> owner;
    std::int64_t begin = 0;          ///< where the block's members begin in the columns
    bool is_dense = true;            ///< they lie there without gaps
    std::vector<std::int64_t> rows;  ///< where each is, where they do not
  };

  void compile();
  void compile_output(std::size_t output);
  [[nodiscard]] bool compile_rule(std::uint32_t rule, std::uint32_t level, RuleNodes& nodes);
  [[nodiscard]] std::uint32_t truth_node(std::uint32_t cell, std::uint32_t level);
  void collect_atoms(const RuleNodes& rule, std::vector<Atom>& atoms);
  void add_atoms(std::uint32_t node, std::vector<Atom>& atoms);

  void load(std::int64_t first, std::int64_t last);
  void load_input(std::uint32_t input, std::int64_t first, std::size_t rows,
                  const exec::BatchLevel& level);
  [[nodiscard]] bool load_small_dictionary(std::uint32_t input, std::size_t n, std::int64_t begin,
                                           bool is_dense, std::int32_t* keys);
  [[nodiscard]] static bool load_plain_level(const ColumnReader& lists, std::int64_t first,
                                             std::size_t rows, LevelMemory& level);
  void load_level(std::uint32_t members, std::int64_t first, std::size_t rows);

  void answer_output(std::size_t output);
  [[nodiscard]] bool answer_simple(std::size_t output, std::size_t n);
  void answer_row(std::size_t output, std::size_t i);
  void outcomes(RuleNodes& rule, std::uint32_t level, std::size_t n, std::uint8_t* out,
                std::uint8_t* open_terms);
  [[nodiscard]] Inside inside(RuleNodes& rule, std::size_t household);
  [[nodiscard]] bool is_open(Need& need, std::size_t household);
  void append_key(RuleNodes& rule, std::size_t i, std::size_t household, std::string& key);
  [[nodiscard]] bool key_of(OutputNodes& output, std::size_t i, std::size_t household,
                            std::string& key);
  void put_amount(std::size_t output, std::size_t i, std::size_t household, Status status,
                  std::size_t at);

  const BatchPlan& plan_;
  Keys keys_;
  exec::Machine machine_;
  std::vector<value::Value> facts_;
  std::vector<exec::InputShape> shapes_;
  std::unique_ptr<exec::BatchProgram> batch_;
  std::unique_ptr<exec::BatchRun> run_;
  std::vector<OutputNodes> outputs_;
  std::vector<std::uint32_t> inputs_;  ///< that the kernels read

  const BatchInput* input_ = nullptr;
  RowReader* reader_ = nullptr;
  BatchResult* result_ = nullptr;

  // Of the block at hand.
  std::int64_t first_ = 0;
  exec::BatchBlock block_;
  std::vector<std::uint8_t> left_;
  std::vector<LevelMemory> levels_;  ///< by input
  struct InputMemory {
    std::vector<std::uint64_t> data;
    std::vector<std::uint8_t> unknown;
  };
  std::vector<InputMemory> memory_;  ///< by input
  std::vector<std::uint8_t> outcome_;
  std::vector<std::uint8_t> open_terms_;
  std::vector<std::uint8_t> required_;
  std::string key_;
  std::vector<std::int64_t> rows_left_;
  std::vector<Redo> redo_;
};

}  // namespace huice::deciding
