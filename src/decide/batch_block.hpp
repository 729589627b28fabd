// Blocks of a batch, decided column by column as far as the kernels go.
#pragma once

#include <array>
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
  /// Answers it where an answer with its key has been kept by now.
  [[nodiscard]] bool answer_kept(const Redo& redo);
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
    std::vector<std::uint32_t> inputs;    ///< nodes of inputs below it, on the rule's level
    std::vector<std::uint32_t> look_ups;  ///< the same of what is looked up
    std::vector<std::uint32_t> members;   ///< inputs whose members it is made of
    bool is_opaque = false;  ///< what it hangs on where it is open is more than a key holds
    /// Where it is open, its one input or the members are unknown: there is nothing else to it.
    [[nodiscard]] bool is_plain() const {
      return !is_opaque && look_ups.empty() && inputs.size() + members.size() == 1;
    }
  };
  /// One rule on one level.
  struct RuleNodes {
    std::uint32_t rule = 0;
    std::uint32_t applies = program::no_index;
    std::uint32_t when = program::no_index;
    std::uint32_t review = program::no_index;  ///< where it decides
    std::vector<std::uint32_t> exceptions;
    std::vector<Need> needs;
    std::uint32_t place_input = program::no_index;
    std::vector<std::uint8_t> standing_by_place;  ///< by key + 1: Inside + 1, 0 not yet known
    std::vector<std::uint8_t> meant_by_kind;      ///< by key + 1: 1 no, 2 yes, 0 not yet known
    std::vector<RuleNodes> required;
  };
  /// By outcome, and whether terms are open: the status, or no_answer where there is more to it.
  using StatusTable = std::array<std::uint8_t, 32>;
  struct OutputNodes {
    std::string obstacle;
    StatusTable statuses{};
    std::uint32_t level = 0;
    RuleNodes rule;
    std::uint32_t amount = program::no_index;
    bool is_simple = false;    ///< nothing but `when`
    bool has_pattern = false;  ///< how the atoms stand is all that an open outcome hangs on
    std::vector<Atom> atoms;
    std::unordered_map<std::string, Answer> kept;
    std::unordered_map<std::uint64_t, Answer> kept_by_pattern;
  };
  static constexpr std::size_t most_in_pattern = 32;

  struct LevelMemory {
    std::vector<std::int32_t> offsets;
    std::vector<std::int32_t> owner;
    std::int64_t begin = 0;          ///< where the block's members begin in the columns
    bool is_dense = true;            ///< they lie there without gaps
    std::vector<std::int64_t> rows;  ///< where each is, where they do not
  };

  void compile();
  void compile_output(std::size_t output);
  [[nodiscard]] StatusTable statuses_of(std::size_t output) const;
  [[nodiscard]] bool compile_rule(std::uint32_t rule, std::uint32_t level, RuleNodes& nodes);
  [[nodiscard]] std::uint32_t truth_node(std::uint32_t cell, std::uint32_t level);
  void collect_atoms(const RuleNodes& rule, std::vector<Atom>& atoms);
  void add_atoms(std::uint32_t node, std::vector<Atom>& atoms);
  void look_below(Atom& atom);

  void load(std::int64_t first, std::int64_t last);
  void load_input(std::uint32_t input, std::size_t n);
  void load_truths(std::uint32_t input, std::size_t n, std::uint8_t* truths);
  void load_keys(std::uint32_t input, std::size_t n, std::int32_t* keys);
  [[nodiscard]] bool load_small_dictionary(std::uint32_t input, std::size_t n, std::int32_t* keys);
  template <class T>
  void load_numbers(std::uint32_t input, std::size_t n, T* numbers);
  void check_input(std::uint32_t input, std::size_t rows);
  void load_bounds(std::uint32_t input, std::size_t n);
  /// Where the values of an input lie in its column for the block at hand.
  struct Place {
    ColumnReader* reader = nullptr;
    const LevelMemory* level = nullptr;  ///< of a field
    std::int64_t begin = 0;
    bool is_dense = true;
    [[nodiscard]] std::int64_t row(std::size_t i) const {
      return is_dense ? begin + static_cast<std::int64_t>(i) : level->rows[i];
    }
    [[nodiscard]] std::size_t household(std::size_t i) const {
      return level == nullptr ? i : static_cast<std::size_t>(level->owner[i]);
    }
    /// The column where its values lie one after another, as they are.
    [[nodiscard]] const Column* plain() const {
      const bool is_plain = reader != nullptr && is_dense && reader->column().dictionary == nullptr;
      return is_plain ? &reader->column() : nullptr;
    }
  };
  [[nodiscard]] Place place_of(std::uint32_t input);
  [[nodiscard]] static bool load_plain_level(const ColumnReader& lists, std::int64_t first,
                                             std::size_t rows, LevelMemory& level);
  void load_level(std::uint32_t members, std::int64_t first, std::size_t rows);

  void answer_output(std::size_t output);
  [[nodiscard]] bool answer_simple(std::size_t output, std::size_t n);
  void answer_row(std::size_t output, std::size_t i);
  void answer_statuses(std::size_t output, std::size_t n);
  /// What is open, from what has been kept. False where there is nothing: then `key_` is what the
  /// answer may be kept under.
  [[nodiscard]] bool settle(std::size_t output, std::size_t i, std::size_t household);
  void write(std::size_t output, std::size_t i, std::size_t household, const Answer& answer);
  [[nodiscard]] std::int32_t member_at(std::size_t output, std::size_t i,
                                       std::size_t household) const;
  void answer_patterns(std::size_t output, std::size_t n, const std::uint8_t* truths,
                       std::size_t at);
  void answer_amounts(std::size_t output, std::size_t n, const std::uint8_t* truths,
                      std::size_t at);
  [[nodiscard]] bool pay(std::size_t output, std::size_t n, const std::uint8_t* truths,
                         std::int64_t* amounts, std::uint8_t* is_known) const;
  [[nodiscard]] const Answer* find_kept(OutputNodes& output, std::size_t i, std::size_t household,
                                        std::string& key);
  [[nodiscard]] bool is_unsure(std::uint32_t node, std::size_t i) const;
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
  std::vector<std::uint32_t> inputs_;   ///< that the kernels read
  std::vector<std::uint32_t> checked_;  ///< that they do not
  std::vector<std::uint32_t> node_of_input_;

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
    std::vector<std::int64_t> low;
    std::vector<std::int64_t> high;
  };
  std::vector<InputMemory> memory_;    ///< by input
  std::vector<std::int64_t> amounts_;  ///< of one output, where the result has them in 128 bits
  std::vector<std::uint8_t> outcome_;
  std::vector<std::uint8_t> open_terms_;
  std::vector<std::uint8_t> required_;
  std::string key_;
  std::vector<std::int64_t> rows_left_;
  std::vector<Redo> redo_;
};

}  // namespace huice::deciding
