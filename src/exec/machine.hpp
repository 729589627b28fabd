// The single evaluator: runs a program for one case. Its cells are the trace.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "program/program.hpp"
#include "value/value.hpp"

namespace huice::exec {

struct Limits {
  std::uint32_t steps = 10'000'000;  ///< nodes evaluated inside bodies, per decision
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
  const program::BoundValue* bound = nullptr;   ///< state bound, unless the caller gave it
  const CallerValue* caller = nullptr;
};

/// Everything about a case that the program reads.
struct Inputs {
  std::span<const value::Value> facts;  ///< by input; members' fields unknown
  Date as_of;
  std::string_view jurisdiction;        ///< six digits, or ""
  std::span<const CallerValue> parameters;
};

/// One per thread, reused from case to case; allocates nothing after warm-up but what values need.
class Machine {
 public:
  explicit Machine(const program::Program& program, const Limits& limits = {});

  /// Takes the case and computes every cell of the household level.
  void run(const Inputs& inputs);

  /// Computes the given cells again, in order (used with changed inputs).
  void run(std::span<const std::uint32_t> cells);

  [[nodiscard]] const value::Value& cell(std::uint32_t index) const noexcept { return cells_[index]; }
  void set_cell(std::uint32_t index, value::Value value) { cells_[index] = std::move(value); }
  [[nodiscard]] std::span<const value::Value> cells() const noexcept { return cells_; }

  /// The date that as_of cells and dated parameters go by; set_as_of + run(cells) looks at another day.
  [[nodiscard]] Date as_of() const noexcept { return as_of_; }
  void set_as_of(Date date) noexcept { as_of_ = date; }
  [[nodiscard]] std::string_view jurisdiction() const noexcept { return jurisdiction_; }

  /// How a parameter is looked up for a place cell's value (kNone-place: the jurisdiction).
  [[nodiscard]] Lookup look_up(std::uint32_t parameter, const value::Value* place) const;

  /// Steps were cut off by the limit: some cell is an error because of it.
  [[nodiscard]] bool exhausted() const noexcept { return steps_ >= limits_.steps; }

  [[nodiscard]] const program::Program& program() const noexcept { return program_; }

  /// Runs a body with arguments (captures taken from cells of `outer`).
  [[nodiscard]] value::Value call(std::uint32_t body, std::span<const value::Value> arguments,
                                  std::span<const value::Value> captured);

 private:
  struct Frame;
  [[nodiscard]] value::Value evaluate(const program::Body& body, const program::Node& node, std::span<value::Value> cells,
                                      std::span<const value::Value> arguments);
  [[nodiscard]] value::Value call_from(std::uint32_t body, std::span<const value::Value> arguments,
                                       std::span<const value::Value> enclosing_cells);
  [[nodiscard]] value::Value parameter_value(const program::Body& body, const program::Node& node, std::span<value::Value> cells);
  [[nodiscard]] value::Value select(const program::Node& node, std::span<value::Value> cells, const program::Body& body);
  [[nodiscard]] value::Value filter(const program::Node& node, const value::Value& list, std::span<value::Value> cells);
  [[nodiscard]] value::Value loop(const program::Body& body, const program::Node& node, std::span<value::Value> cells);
  [[nodiscard]] value::Value call_value(const program::Body& body, const program::Node& node, std::span<value::Value> cells);
  [[nodiscard]] value::Value call_builtin(const value::Builtin& builtin, std::span<const value::Value> arguments);
  [[nodiscard]] value::Value table(const program::Body& body, const program::Node& node, std::span<value::Value> cells);
  static value::Value call_back(void* machine, const value::Value& function, std::span<const value::Value> arguments);

  const program::Program& program_;
  Limits limits_;
  std::vector<value::Value> cells_;
  std::span<const value::Value> facts_;
  std::span<const CallerValue> caller_;
  Date as_of_;
  std::string jurisdiction_;
  std::uint32_t steps_ = 0;
  std::uint32_t depth_ = 0;
};

}  // namespace huice::exec
