// Types of DMN models: as FEEL types, and the tests that their values must pass.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compile/lower.hpp"
#include "dmn/model.hpp"
#include "program/program.hpp"

namespace huice::compile {

class DmnTypes {
 public:
  DmnTypes(program::Program& program, const dmn::Library& library, const LowerOptions& options,
           text::Report& report)
      : program_(program), library_(library), options_(options), report_(report) {}

  /// The FEEL type of a name in a model; Any for no name and for one that names no type.
  [[nodiscard]] value::TypeRef type(std::uint32_t model, const dmn::TypeName& name);
  /// The same for `instance of`: null for a name that names no type.
  [[nodiscard]] value::TypeRef find(std::uint32_t model, std::string_view name);
  /// For a function type the type of its result, else the type itself: what a variable of a
  /// function says about the results.
  [[nodiscard]] const dmn::TypeName& result_name(std::uint32_t model, const dmn::TypeName& name);

  /// Coerces a cell of the builder (10.3.2.9.4): what does not conform, or breaks a constraint of
  /// the type, is null.
  [[nodiscard]] Term coerce(BodyBuilder& here, const Term& term, std::uint32_t model,
                            const dmn::TypeName& name);
  /// A cell that tells whether a value passes the constraints of a type; nothing when it has none.
  [[nodiscard]] std::optional<std::uint32_t> passes(BodyBuilder& here, std::uint32_t cell,
                                                    std::uint32_t model, const dmn::TypeName& name);
  /// The constraint of a type's values, in order of priority; nullptr when it has none.
  [[nodiscard]] const dmn::Expression* allowed(std::uint32_t model, const dmn::TypeName& name);

 private:
  struct Found {
    std::uint32_t model = 0;
    const dmn::ItemDefinition* item = nullptr;
  };
  [[nodiscard]] Found look_up(std::uint32_t model, std::string_view name,
                              std::string_view space) const;
  [[nodiscard]] value::TypeRef item_type(std::uint32_t model, const dmn::ItemDefinition& item);
  [[nodiscard]] value::TypeRef single_type(std::uint32_t model, const dmn::ItemDefinition& item);

  [[nodiscard]] bool is_constrained(std::uint32_t model, const dmn::ItemDefinition& item);
  [[nodiscard]] bool reaches_constraint(std::uint32_t model, const dmn::ItemDefinition& item,
                                        std::unordered_set<const dmn::ItemDefinition*>& seen) const;
  [[nodiscard]] std::uint32_t test_body(std::uint32_t model, const dmn::ItemDefinition& item);
  [[nodiscard]] std::uint32_t whole_test(Lowering& lowering, std::uint32_t model,
                                         const dmn::ItemDefinition& item, const Term& value);
  [[nodiscard]] std::uint32_t single_test(Lowering& lowering, std::uint32_t model,
                                          const dmn::ItemDefinition& item, const Term& value);

  program::Program& program_;
  const dmn::Library& library_;
  LowerOptions options_;
  text::Report& report_;
  std::vector<const dmn::ItemDefinition*> open_;  // being looked at: a type may hold itself
  std::uint32_t parts_ = 0;                       // of the type that is being made
  std::unordered_map<const dmn::ItemDefinition*, value::TypeRef> item_types_;
  std::unordered_map<const dmn::ItemDefinition*, bool> constrained_;
  std::unordered_map<const dmn::ItemDefinition*, std::uint32_t> test_bodies_;
};

}  // namespace huice::compile
