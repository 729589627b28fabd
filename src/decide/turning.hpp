// Where comparisons turn: the values of ordered variables that stand for every part that the
// comparisons cut their domains into.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "decide/grid.hpp"
#include "decide/representatives.hpp"

namespace huice::deciding {

/// Gives the choices of ordered variables their values.
class Turning {
 public:
  /// `places` are the counties that a place can be tried as.
  Turning(exec::Machine& machine, const Residual& residual, std::vector<value::Value> places);

  /// A comparison that comes out either way, whatever else stands in it: one side can be anything.
  [[nodiscard]] bool turns_freely(std::uint32_t comparison) const;

  /// Fills the choices of ordered variables, clears `exact` where the values do not stand for all.
  /// What is inside free atoms does not count.
  void fill(std::vector<Choice>& choices, const std::vector<Choice>& free_atoms);

 private:
  enum class Freedom : std::uint8_t { none, up_and_down, any };
  using Others = std::vector<const Choice*>;
  struct Ordered {
    Choice* choice = nullptr;
    Grid grid;
    std::vector<std::uint32_t> comparisons;
    std::set<std::int64_t> steps;
  };

  [[nodiscard]] const program::Node& node(std::uint32_t i) const { return body_.nodes[i]; }
  [[nodiscard]] std::uint32_t operand(std::uint32_t i, std::uint32_t k) const {
    return body_.operand(node(i), k);
  }
  [[nodiscard]] bool is_parameter(std::uint32_t cell) const {
    return node(cell).op == program::Op::parameter || node(cell).op == program::Op::parameter_call;
  }
  [[nodiscard]] Grid grid_for(const Variable& variable) const;
  [[nodiscard]] std::vector<std::uint32_t> comparisons(const Variable& variable, bool& exact) const;
  void comparisons_below(std::uint32_t cell, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] std::size_t occurrences(std::uint32_t cell, const Variable& variable) const;
  [[nodiscard]] Freedom freedom(std::uint32_t cell) const;
  [[nodiscard]] std::set<const Choice*> facts_in(std::uint32_t comparison) const;
  [[nodiscard]] bool is_settled_by_pairs(std::uint32_t comparison) const;

  void cut_alone(Ordered& ordered);
  using Takes = std::function<bool(std::uint32_t comparison, const Others& others)>;
  void cut_against_others(Ordered& ordered, const Takes& takes);
  [[nodiscard]] bool equates_sum(std::uint32_t comparison) const;
  void put_values(Ordered& ordered) const;
  [[nodiscard]] Others others_in(std::uint32_t comparison, const Choice& own) const;
  void add_turning_steps(Ordered& ordered, std::uint32_t comparison);
  [[nodiscard]] bool turning_step(const Ordered& ordered, std::uint32_t comparison, int least,
                                  std::set<std::int64_t>& found);

  void assign(const Choice& choice, const value::Value& value);
  void watch(const Choice& choice);
  [[nodiscard]] int sign(std::uint32_t comparison) const;
  void for_each_place(bool& exact, const std::function<void()>& visit);
  [[nodiscard]] std::string local_values(std::span<const std::uint32_t> cells) const;
  [[nodiscard]] std::vector<std::uint32_t> missing_places() const;
  void for_each_combination(const Others& choices, bool& exact, const std::function<void()>& visit);

  exec::Machine& machine_;
  const program::Program& program_;
  const program::Body& body_;
  const Residual& residual_;
  std::vector<value::Value> places_;
  std::vector<Choice>* choices_ = nullptr;
  std::vector<std::uint32_t> free_;   ///< cells of free atoms
  std::vector<std::uint32_t> rerun_;  ///< what depends on the variable at hand
};

}  // namespace huice::deciding
