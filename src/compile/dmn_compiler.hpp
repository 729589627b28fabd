// From DMN models to bodies of a program: the same nodes, run by the same evaluator, as packs.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "compile/dmn_types.hpp"
#include "compile/lower.hpp"
#include "dmn/model.hpp"

namespace huice::compile {

/// Where the values of input data come from, and of decisions that are given instead of made.
class DmnSupply {
 public:
  virtual ~DmnSupply() = default;
  /// A cell of the outermost body, or nothing when the value is not given.
  [[nodiscard]] virtual std::optional<Term> supply(std::uint32_t model,
                                                   const dmn::Element& element) = 0;
};

class DmnCompiler {
 public:
  /// All must outlive it. Elements whose texts could not be read are null; what is wrong by its
  /// types is null when it runs.
  DmnCompiler(program::Program& program, const dmn::Library& library, text::Report& report);

  using Key = std::pair<std::uint32_t, std::uint32_t>;  // model, element

  /// One body in which decisions are made, each at most once.
  struct Place {
    BodyBuilder& builder;
    DmnSupply* supply = nullptr;  ///< nullptr: nothing but what `values` holds is given
    std::map<Key, Term> values;
  };

  /// The value of an element: of input data what is given (else null), of a decision its result, of
  /// business knowledge and services the function that they are.
  [[nodiscard]] Term value(Place& place, Key element);
  /// Calls business knowledge or a service with cells of the place, in order of `parameters`.
  [[nodiscard]] Term call(Place& place, Key element, const std::vector<std::uint32_t>& arguments);
  /// What a service or business knowledge takes, by name, in order.
  [[nodiscard]] std::vector<std::string> parameters(Key element) const;

  /// The elements whose own texts are broken, among those that were compiled.
  [[nodiscard]] const std::vector<const dmn::Element*>& broken() const noexcept { return broken_; }

 private:
  friend class DmnBoxed;
  class ElementNames;

  struct Function {
    std::uint32_t body = 0;
    value::TypeRef type;
  };

  [[nodiscard]] Term find(Place& place, Key key);
  [[nodiscard]] Term input(Place& place, Key key);
  [[nodiscard]] Term decision(Place& place, Key key);
  void make_decisions(Place& place, Key last);
  [[nodiscard]] bool settle_at_once(Place& place, Key key);
  void settle(Place& place, Key key, const Term& term);
  [[nodiscard]] Term decide(Place& place, Key key);
  [[nodiscard]] const Function& function(Key key);
  [[nodiscard]] value::TypeRef declared_type(Key key);
  void compile_functions();
  void compile_knowledge(Key key, std::uint32_t body);
  void compile_service(Key key, std::uint32_t body);
  [[nodiscard]] std::vector<dmn::Reference> service_inputs(const dmn::Element& service) const;
  [[nodiscard]] Term null(BodyBuilder& here);
  [[nodiscard]] const dmn::Element& at(Key key) const noexcept {
    return library_.at(key.first, key.second);
  }

  program::Program& program_;
  const dmn::Library& library_;
  text::Report& report_;
  LowerOptions options_;
  DmnTypes types_;
  std::map<Key, Function> functions_;
  std::vector<Key> waiting_;  ///< functions whose bodies are not compiled yet
  std::vector<const dmn::Element*> broken_;
};

}  // namespace huice::compile
