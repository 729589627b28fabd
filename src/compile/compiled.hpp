// A compiled rulebook: the program, and what its cells mean to people.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "pack/model.hpp"
#include "program/program.hpp"

namespace huice::compile {

/// A condition of a rule with the cell that holds its truth.
struct CompiledCondition {
  const pack::Condition* condition = nullptr;
  std::uint32_t cell = 0;
  std::vector<std::uint32_t> inputs;      ///< inputs that it can read, ascending
  std::vector<std::uint32_t> parameters;  ///< cells of parameters that it can read, ascending
  std::vector<CompiledCondition> parts;
};

struct CompiledException {
  const pack::Exception* exception = nullptr;
  CompiledCondition when;
};

struct CompiledGrant {
  const pack::Grant* grant = nullptr;
  std::uint32_t amount = program::no_index;  ///< cell
  std::uint32_t terms = program::no_index;   ///< cell of the terms that `amount` is bound with
  std::vector<std::uint32_t> inputs;
  std::vector<std::uint32_t> parameters;
  std::vector<std::uint32_t>
      cone;  ///< cells that the amount is computed from, without inputs, ascending
};

/// A rule of the model; same index in Model::rules and Program::rules.
struct CompiledRule {
  const pack::Rule* rule = nullptr;
  bool has_condition = false;
  CompiledCondition when;
  CompiledCondition applies;  ///< cell no_index when there is none
  std::vector<CompiledException> exceptions;
  std::vector<CompiledGrant> grants;
  std::vector<std::uint32_t> inputs;      ///< every input that the outcome can read (with required
                                          ///< rules and the place), ascending
  std::vector<std::uint32_t> parameters;  ///< numbers of every parameter, ascending
  std::map<std::string, std::uint32_t> placeholders;  ///< names in its texts -> cells
};

struct Compiled {
  program::Program program;
  /// SHA-256 of the DMN models that a definition uses, by the definition's id.
  std::map<std::string, std::string> model_digests;
  std::vector<std::shared_ptr<const text::Source>> model_texts;  ///< of those models
  std::vector<CompiledRule> rules;
};

}  // namespace huice::compile
