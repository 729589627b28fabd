// What a batch was asked for, looked up once: shared by all threads, never written after it is
// made.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "compile/rulebook.hpp"
#include "exec/machine.hpp"
#include "huice/batch.hpp"

namespace huice::deciding {

/// One output. Numbers are of the program's rules and inputs.
struct PlannedOutput {
  std::uint32_t rule = 0;
  bool per_member = false;
  std::uint32_t members_input = program::no_index;  ///< of a rule for members
  std::size_t members = 0;                          ///< index into BatchPlan::member_inputs
  const compile::CompiledGrant* grant = nullptr;    ///< with the amount
};

struct BatchPlan {
  BatchPlan(Rulebook rulebook, std::vector<BatchOutput> wanted, BatchOptions given)
      : book(std::move(rulebook)), outputs(std::move(wanted)), options(std::move(given)) {}

  Rulebook book;
  std::vector<BatchOutput> outputs;
  BatchOptions options;
  std::string jurisdiction;                  ///< aliases resolved
  std::vector<PlannedOutput> planned;        ///< as outputs
  std::vector<std::uint32_t> member_inputs;  ///< of outputs per member, each once
  std::vector<exec::CallerValue> parameters;
  std::vector<ParameterSetting> settings;  ///< the same as a case holds them
  std::vector<std::uint32_t> cells;        ///< that the outputs need, ascending
  std::vector<std::uint32_t> read_inputs;  ///< whose cells are among these; of members all fields

  [[nodiscard]] const detail::RulebookState& state() const noexcept { return book.state(); }
  [[nodiscard]] const program::Program& program() const noexcept {
    return book.state().compiled.program;
  }
};

/// Fails with everything that is wrong with the outputs and options.
[[nodiscard]] Result<std::unique_ptr<const BatchPlan>> make_plan(const Rulebook& book,
                                                                 std::vector<BatchOutput> outputs,
                                                                 BatchOptions options);

/// Sets of ids, numbered as they come; 0 is the empty set. Used by all threads.
class SetTable {
 public:
  SetTable() { static_cast<void>(number_of({})); }
  [[nodiscard]] std::uint32_t number_of(const std::vector<std::string>& ids);
  [[nodiscard]] std::vector<std::string> at(std::uint32_t number) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::vector<std::string>, std::uint32_t> numbers_;
  std::vector<const std::vector<std::string>*> sets_;
};

}  // namespace huice::deciding
