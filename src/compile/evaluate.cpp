#include "compile/evaluate.hpp"

#include "compile/body_builder.hpp"
#include "compile/find_builtin.hpp"
#include "compile/lower.hpp"
#include "compile/on_its_own.hpp"
#include "feel/library.hpp"
#include "feel/parse.hpp"

namespace huice::compile {

using value::simple;
using value::TypeKind;
using value::Value;

namespace {

/// Variables as inputs of a program of their own.
class Variables final : public Names {
 public:
  Variables(program::Program& program, BodyBuilder& household,
            const std::vector<std::pair<std::string, Value>>& variables)
      : program_(program), household_(household), variables_(variables) {
    for (const auto& [name, value] : variables) {
      program::Input input;
      input.name = name;
      input.type = simple(TypeKind::any);
      program_.inputs.push_back(std::move(input));
    }
    program_.input_cells.assign(variables.size(), program::no_index);
  }

  std::optional<Term> resolve(std::string_view name) override {
    const value::TypeRef any = simple(TypeKind::any);
    for (std::uint32_t i = 0; i < variables_.size(); ++i) {
      if (variables_[i].first == name)
        return Term{household_.node(program::Op::input, {}, any, i), any, nullptr};
    }
    if (name == "as_of") {
      return Term{household_.node(program::Op::as_of, {}, simple(TypeKind::date)),
                  simple(TypeKind::date), nullptr};
    }
    return std::nullopt;
  }
  std::optional<Term> call(std::string_view, const std::vector<std::uint32_t>&) override {
    return std::nullopt;
  }
  std::optional<std::size_t> callable(std::string_view) override { return std::nullopt; }
  value::TypeRef type(std::string_view) override { return nullptr; }
  std::vector<std::string_view> names() override {
    std::vector<std::string_view> all;
    for (const auto& [name, value] : variables_) all.emplace_back(name);
    return all;
  }

 private:
  program::Program& program_;
  BodyBuilder& household_;
  const std::vector<std::pair<std::string, Value>>& variables_;
};

}  // namespace

Value evaluate(std::string_view expression,
               const std::vector<std::pair<std::string, Value>>& variables, Date as_of,
               text::Report& report, const value::TypeRef& type, const exec::Limits& limits) {
  feel::NameSet names;
  for (const auto& [name, value] : variables) names.add(name);
  names.add("as_of");
  feel::Scope scope;
  scope.layers = {&feel::builtin_names(), &names};
  const auto source = std::make_shared<text::Source>("expression", std::string(expression));
  pack::Expression parsed;
  const auto size = static_cast<std::uint32_t>(expression.size());
  parsed.text = text::Decoded(std::string(expression), {source, {0, size}}, {{0, 0}});
  parsed.syntax = feel::parse(parsed.text, scope, feel::Goal::expression, {}, false, report);
  if (!parsed.syntax) return Value::error();

  program::Program program;
  program.zones = feel::zone_rules();
  program.bodies.emplace_back();
  BodyBuilder household(program, nullptr);
  Variables outside(program, household, variables);
  Lowering lowering(program, household, outside, {false, &find_builtin}, report);
  Term term = lowering.expression(parsed);
  if (type) {
    program.types.push_back(type);
    const auto index = static_cast<std::uint32_t>(program.types.size() - 1);
    term.cell = household.node(program::Op::coerce, {term.cell}, type, index);
  }
  program.bodies[0] = std::move(household.body());

  std::vector<Value> facts;
  for (const auto& [name, value] : variables) facts.push_back(value);
  exec::Machine machine(program, limits);
  machine.run({facts, as_of, {}, {}});
  return on_its_own(machine.cell(term.cell));
}

}  // namespace huice::compile
