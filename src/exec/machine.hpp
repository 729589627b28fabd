// The single evaluator: runs a program for one case. Its cells are the trace.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "program/program.hpp"
#include "value/value.hpp"

namespace huice::exec {

struct Limits {
  std::uint32_t steps = 10'000'000;  ///< nodes evaluated inside bodies, for one cell
  std::uint32_t depth = 512;         ///< nested calls
  std::uint32_t list_items = 10'000'000;
};

/// A value of a parameter that came with the case.
struct CallerValue {
  std::uint32_t parameter = 0;
  std::string area;  ///< "" everywhere
  value::Value value;
};

/// What a parameter came to for a place and a date.
struct Lookup {
  enum class State : std::uint8_t {
    bound,
    unset,
    place_missing,  ///< some area has a value, and the place is not known (well enough)
  };
  State state = State::unset;
  const program::BoundValue* bound = nullptr;  ///< state bound, unless the caller gave it
  const CallerValue* caller = nullptr;
};

/// Everything about a case that the program reads.
struct Inputs {
  /// By input; members' fields unknown. They must outlive the cells, which do not count references
  /// to them.
  std::span<const value::Value> facts;
  Date as_of;
  std::string_view jurisdiction;  ///< six digits, or ""
  std::span<const CallerValue> parameters;
};

/// One per thread, reused from case to case; allocates nothing after warm-up but what values need.
class Machine {
 public:
  explicit Machine(const program::Program& program, const Limits& limits = {});

  /// Takes the case and computes every cell of the household level.
  void run(const Inputs& inputs);
  /// Takes the case and computes nothing yet: cells hold what they held.
  void take(const Inputs& inputs);

  /// Computes the given cells again, in order (used with changed inputs).
  void run(std::span<const std::uint32_t> cells);

  [[nodiscard]] const value::Value& cell(std::uint32_t index) const noexcept {
    return cells_[index];
  }
  void set_cell(std::uint32_t index, value::Value value) { cells_[index] = std::move(value); }
  [[nodiscard]] std::span<const value::Value> cells() const noexcept { return cells_; }
  /// The trace, when nothing more is to be run.
  [[nodiscard]] std::vector<value::Value> take_cells() noexcept { return std::move(cells_); }

  /// The date that as_of cells and dated parameters go by; set_as_of + run(cells) looks at another
  /// day.
  [[nodiscard]] Date as_of() const noexcept { return as_of_; }
  void set_as_of(Date date) noexcept { as_of_ = date; }
  [[nodiscard]] std::string_view jurisdiction() const noexcept { return jurisdiction_; }

  /// What the case says of an input, whatever its cell is set to while completions are tried.
  [[nodiscard]] const value::Value& supplied(std::uint32_t input) const noexcept {
    return facts_[input];
  }

  /// What came with the case.
  [[nodiscard]] std::span<const CallerValue> caller_values() const noexcept { return caller_; }

  /// How a parameter is looked up by the jurisdiction alone.
  [[nodiscard]] Lookup look_up(std::uint32_t parameter) const;
  /// How the parameter of a household cell (parameter, parameter_call) is looked up.
  [[nodiscard]] Lookup look_up_cell(std::uint32_t cell) const {
    return look_up(program_.household(), cells_, program_.household().nodes[cell]);
  }

  /// What an unset parameter is taken to be, while completions are tried; unknown takes the
  /// assumption back.
  void assume(std::uint32_t parameter, value::Value value) {
    assumed_.resize(program_.parameters.size(), value::Value::unknown());
    assumed_[parameter] = std::move(value);
  }

  /// Nodes evaluated inside bodies so far.
  [[nodiscard]] std::uint64_t steps() const noexcept { return steps_; }

  [[nodiscard]] const program::Program& program() const noexcept { return program_; }

  /// Runs a body with arguments (captures taken from cells of `outer`).
  [[nodiscard]] value::Value call(std::uint32_t body, std::span<const value::Value> arguments,
                                  std::span<const value::Value> captured);

 private:
  /// Cells and arguments of one running body; kept for reuse, one per depth.
  struct Frame {
    std::vector<value::Value> cells;
    std::vector<value::Value> arguments;  ///< arguments, then captures
  };

  /// Where an evaluation stands: its body, its cells, its arguments.
  struct Here {
    const program::Body& body;
    std::span<value::Value> cells;
    std::span<const value::Value> arguments;
    [[nodiscard]] const value::Value& operand(const program::Node& node,
                                              std::uint32_t i) const noexcept {
      return cells[body.operands[node.first + i]];
    }
  };

  [[nodiscard]] value::Value evaluate(const Here& here, const program::Node& node);
  [[nodiscard]] value::Value evaluate_rest(const Here& here, const program::Node& node);
  [[nodiscard]] value::Value group(const Here& here, const program::Node& node, bool all) const;
  [[nodiscard]] value::Value select(const Here& here, const program::Node& node) const;
  [[nodiscard]] value::Value lazy_select(const Here& here, const program::Node& node);
  [[nodiscard]] Lookup look_up(const program::Body& body, std::span<const value::Value> cells,
                               const program::Node& node) const;
  /// Where a nearer area has a value than the place can tell: the place is missing, or the value of
  /// the wider area counts.
  enum class Finer : std::uint8_t { missing, passed_over };
  /// In a place: six digits, or "" where none is known.
  [[nodiscard]] Lookup look_up_in(std::uint32_t parameter, std::string_view place,
                                  Finer nearer = Finer::missing) const;
  [[nodiscard]] value::Value parameter(const Here& here, const program::Node& node);
  [[nodiscard]] value::Value bound_value(const program::BoundValue& bound,
                                         std::span<const value::Value> arguments);
  [[nodiscard]] value::Value filter(const Here& here, const program::Node& node);
  [[nodiscard]] value::Value loop(const Here& here, const program::Node& node);
  [[nodiscard]] value::Value call_value(const Here& here, const program::Node& node);
  [[nodiscard]] value::Value call_builtin(const Here& here, const program::Node& node);
  [[nodiscard]] value::Value call_builtin(const value::Builtin& builtin,
                                          std::span<const value::Value> arguments);
  [[nodiscard]] value::Value table(const Here& here, const program::Node& node) const;
  [[nodiscard]] value::Value context(const Here& here, const program::Node& node) const;
  static value::Value call_back(void* machine, const value::Value& function,
                                std::span<const value::Value> arguments);

  /// A frame for a body with room for its arguments, captures already copied from the enclosing
  /// cells.
  [[nodiscard]] Frame& enter(const program::Body& body,
                             std::span<const value::Value> enclosing_cells);
  [[nodiscard]] value::Value run_frame(const program::Body& body, Frame& frame);
  void leave() noexcept { --depth_; }
  [[nodiscard]] bool may_go_deeper() const noexcept {
    return depth_ < limits_.depth && !exhausted();
  }
  /// The cell at hand has taken its steps: it is an error. What others took does not count, so that
  /// no answer hangs on what else was asked.
  [[nodiscard]] bool exhausted() const noexcept { return steps_ >= last_step_; }
  void compute(const Here& here, std::size_t cell);

  friend class Loop;

  const program::Program& program_;
  Limits limits_;
  std::vector<value::Value> cells_;
  std::vector<std::unique_ptr<Frame>> frames_;
  std::vector<value::Value> assumed_;  ///< by parameter; empty while nothing is assumed
  std::span<const value::Value> facts_;
  std::span<const CallerValue> caller_;
  Date as_of_;
  std::string jurisdiction_;
  std::uint64_t steps_ = 0;
  std::uint64_t last_step_ = 0;  ///< of the cell at hand
  std::uint32_t depth_ = 0;
};

}  // namespace huice::exec
