// Boxed expressions of DMN as nodes of a program (DMN 1.5, 10.2 and 8.2).
#pragma once

#include "compile/dmn_types.hpp"
#include "compile/lower.hpp"
#include "dmn/model.hpp"

namespace huice::compile {

/// Lowers the boxed expressions of one element.
class DmnBoxed {
 public:
  DmnBoxed(program::Program& program, DmnTypes& types, std::uint32_t model)
      : program_(program), types_(types), model_(model) {}

  /// The value, coerced to the type that the expression itself names.
  [[nodiscard]] Term lower(Lowering& lowering, const dmn::Boxed& boxed);
  /// A function's body: its parameters are names already. Null when an argument breaks a
  /// constraint.
  [[nodiscard]] Term function_body(Lowering& lowering, const dmn::Boxed& function);

 private:
  [[nodiscard]] Term plain(Lowering& lowering, const dmn::Boxed& boxed);
  [[nodiscard]] Term part(Lowering& lowering, const dmn::BoxedRef& boxed);
  [[nodiscard]] Term context(Lowering& lowering, const dmn::Boxed& boxed);
  [[nodiscard]] Term invocation(Lowering& lowering, const dmn::Boxed& boxed);
  [[nodiscard]] Term list(Lowering& lowering, const dmn::Boxed& boxed);
  [[nodiscard]] Term function(Lowering& lowering, const dmn::Boxed& boxed);
  [[nodiscard]] Term conditional(Lowering& lowering, const dmn::Boxed& boxed);
  [[nodiscard]] Term filter(Lowering& lowering, const dmn::Boxed& boxed);
  [[nodiscard]] Term loop(Lowering& lowering, const dmn::Boxed& boxed);

  [[nodiscard]] Term table(Lowering& lowering, const dmn::Boxed& boxed);
  [[nodiscard]] std::vector<Term> table_inputs(Lowering& lowering, const dmn::DecisionTable& table);
  [[nodiscard]] program::Table table_head(Lowering& lowering, const dmn::Boxed& boxed);
  [[nodiscard]] std::vector<value::Value> priorities(Lowering& lowering, const dmn::Boxed& boxed,
                                                     const dmn::TableOutput& output);
  [[nodiscard]] std::uint32_t cell_match(Lowering& lowering, const dmn::Expression& cell,
                                         const Term& input);
  [[nodiscard]] Term within_inputs(Lowering& lowering, const dmn::DecisionTable& table,
                                   const std::vector<Term>& inputs, const Term& result);
  [[nodiscard]] std::uint32_t row_match(Lowering& lowering, const dmn::TableRow& row,
                                        const std::vector<Term>& inputs);
  [[nodiscard]] std::uint32_t row_output(Lowering& lowering, const dmn::Expression& cell,
                                         std::uint32_t match);

  program::Program& program_;
  DmnTypes& types_;
  std::uint32_t model_;
};

}  // namespace huice::compile
