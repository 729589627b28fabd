// Decision tables of DMN models (DMN 1.5, chapter 8).
#include "compile/dmn_boxed.hpp"

namespace huice::compile {

using dmn::Boxed;
using dmn::Expression;
using feel::SyntaxKind;
using program::HitPolicy;
using program::Op;
using value::simple;
using value::TypeKind;
using value::TypeRef;
using value::Value;

namespace {

constexpr std::uint32_t no_cell = program::no_index;

/// "-" and an empty cell match everything.
bool matches_all(const Expression& cell) {
  if (!cell.syntax) return cell.text.text().empty();
  return cell.syntax->node(cell.syntax->root).kind == SyntaxKind::test_any;
}

/// May the expression run for long, or for ever in a recursion? Then it runs for rows that match
/// only.
bool calls_functions(const Expression& cell) {
  if (!cell.syntax) return false;
  for (const feel::SyntaxNode& node : cell.syntax->nodes) {
    if (node.kind == SyntaxKind::call || node.kind == SyntaxKind::for_loop) return true;
  }
  return false;
}

}  // namespace

std::vector<Term> DmnBoxed::table_inputs(Lowering& lowering, const dmn::DecisionTable& table) {
  std::vector<Term> inputs;
  for (const dmn::TableInput& input : table.inputs)
    inputs.push_back(lowering.expression(input.value));
  return inputs;
}

// The values of an output in order of priority: those that the table lists, else those of its type.
std::vector<Value> DmnBoxed::priorities(Lowering& lowering, const Boxed& boxed,
                                        const dmn::TableOutput& output) {
  const Expression* listed = output.allowed ? &*output.allowed : nullptr;
  if (listed == nullptr)
    listed = types_.allowed(model_, output.type.empty() ? boxed.type : output.type);
  std::vector<Value> values;
  if (listed == nullptr || !listed->syntax) return values;
  const feel::Syntax& syntax = *listed->syntax;
  const feel::SyntaxNode& root = syntax.node(syntax.root);
  if (root.kind != SyntaxKind::tests) return values;
  for (std::uint32_t i = 0; i < root.count; ++i) {
    const Term term = lowering.part(*listed, syntax.child(root, i));
    if (lowering.here().at(term.cell).op == Op::constant)
      values.push_back(program_.constants[lowering.here().at(term.cell).index]);
  }
  return values;
}

program::Table DmnBoxed::table_head(Lowering& lowering, const Boxed& boxed) {
  const dmn::DecisionTable& source = *boxed.table;
  program::Table table;
  table.hit = source.hit;
  table.aggregate = source.aggregate;
  table.rows = static_cast<std::uint32_t>(source.rows.size());
  const bool ranked = source.hit == HitPolicy::priority || source.hit == HitPolicy::output_order;
  for (const dmn::TableOutput& output : source.outputs) {
    program::TableOutput head;
    head.name = output.name;
    if (ranked) head.values = priorities(lowering, boxed, output);
    if (output.otherwise) head.default_cell = lowering.expression(*output.otherwise).cell;
    table.outputs.push_back(std::move(head));
  }
  return table;
}

// A null input satisfies only tests that say so; what is null otherwise is an error of the test.
std::uint32_t DmnBoxed::cell_match(Lowering& lowering, const Expression& cell, const Term& input) {
  BodyBuilder& here = lowering.here();
  const std::uint32_t match = lowering.unary_tests(cell, input);
  const bool is_fact = here.at(input.cell).op == Op::input && input.type->kind != TypeKind::any;
  if (is_fact) return match;  // unknown at times, never null
  const TypeRef boolean = simple(TypeKind::boolean);
  const std::uint32_t none = here.constant(Value::null(), simple(TypeKind::null));
  const std::uint32_t is_null = here.node(Op::equal, {input.cell, none}, boolean);
  const std::uint32_t yes = here.constant(Value(true), boolean);
  const std::uint32_t is_match = here.node(Op::equal, {match, yes}, boolean);
  return here.node(Op::select, {is_null, is_match, match}, boolean);
}

// A value that the table does not provide for makes the whole an error, never a silent "no match".
Term DmnBoxed::within_inputs(Lowering& lowering, const dmn::DecisionTable& table,
                             const std::vector<Term>& inputs, const Term& result) {
  BodyBuilder& here = lowering.here();
  const TypeRef boolean = simple(TypeKind::boolean);
  const std::uint32_t none = here.constant(Value::null(), simple(TypeKind::null));
  std::vector<std::uint32_t> cells;
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const std::optional<Expression>& allowed = table.inputs[i].allowed;
    if (!allowed || !allowed->syntax) continue;
    const std::uint32_t is_null = here.node(Op::equal, {inputs[i].cell, none}, boolean);
    const std::uint32_t passes = lowering.unary_tests(*allowed, inputs[i]);
    cells.push_back(here.node(Op::disjunction, {is_null, passes}, boolean));
  }
  if (cells.empty()) return result;
  const std::uint32_t all = here.node(Op::all_of, cells, boolean);
  const std::uint32_t wrong = here.constant(Value::error(), simple(TypeKind::any));
  return {here.node(Op::select, {all, result.cell, wrong}, result.type), result.type, nullptr};
}

std::uint32_t DmnBoxed::row_match(Lowering& lowering, const dmn::TableRow& row,
                                  const std::vector<Term>& inputs) {
  const TypeRef boolean = simple(TypeKind::boolean);
  std::vector<std::uint32_t> cells;
  for (std::size_t i = 0; i < row.when.size() && i < inputs.size(); ++i) {
    if (!matches_all(row.when[i])) cells.push_back(cell_match(lowering, row.when[i], inputs[i]));
  }
  if (cells.empty()) return lowering.here().constant(Value(true), boolean);
  return cells.size() == 1 ? cells.front() : lowering.here().node(Op::all_of, cells, boolean);
}

std::uint32_t DmnBoxed::row_output(Lowering& lowering, const Expression& cell,
                                   std::uint32_t match) {
  if (!cell.syntax) {
    return lowering.here().constant(Value::null(), simple(TypeKind::null));
  }
  if (!calls_functions(cell)) return lowering.expression(cell).cell;
  const auto [then, type] =
      lowering.body({}, [&](Lowering& inner) { return inner.expression(cell); });
  const auto otherwise =
      lowering
          .body({},
                [](Lowering& inner) {
                  const TypeRef null = simple(TypeKind::null);
                  return Term{inner.here().constant(Value::null(), null), null, nullptr};
                })
          .first;
  return lowering.here().node(Op::lazy_select, {match}, type, then, 0, otherwise);
}

Term DmnBoxed::table(Lowering& lowering, const Boxed& boxed) {
  const dmn::DecisionTable& source = *boxed.table;
  const std::vector<Term> inputs = table_inputs(lowering, source);
  program::Table table = table_head(lowering, boxed);
  BodyBuilder& here = lowering.here();
  const TypeRef boolean = simple(TypeKind::boolean);
  std::vector<std::uint32_t> operands;
  std::uint32_t earlier = no_cell;  // FIRST: has a row before this one matched?
  for (const dmn::TableRow& row : source.rows) {
    std::uint32_t match = row_match(lowering, row, inputs);
    operands.push_back(match);
    if (source.hit == HitPolicy::first && earlier != no_cell) {
      const std::uint32_t none = here.node(Op::negation, {earlier}, boolean);
      match = here.node(Op::conjunction, {match, none}, boolean);
    }
    for (std::size_t i = 0; i < source.outputs.size(); ++i) {
      std::uint32_t cell = i < row.then.size()
                               ? row_output(lowering, row.then[i], match)
                               : here.constant(Value::null(), simple(TypeKind::null));
      const Term output{cell, simple(TypeKind::any), nullptr};
      operands.push_back(types_.coerce(here, output, model_, source.outputs[i].type).cell);
    }
    if (source.hit == HitPolicy::first) {
      earlier = earlier == no_cell ? operands[operands.size() - 1 - source.outputs.size()]
                                   : here.node(Op::disjunction, {earlier, match}, boolean);
    }
  }
  program_.tables.push_back(std::move(table));
  const TypeRef any = simple(TypeKind::any);
  const auto number = static_cast<std::uint32_t>(program_.tables.size() - 1);
  const Term result{here.node(Op::table, operands, any, number), any, nullptr};
  return within_inputs(lowering, source, inputs, result);
}

}  // namespace huice::compile
