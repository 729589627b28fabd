#include "exec/machine.hpp"

#include <array>

#include "exec/loop.hpp"
#include "value/arithmetic.hpp"
#include "value/compare.hpp"
#include "value/logic.hpp"
#include "value/property.hpp"
#include "value/structure.hpp"

namespace huice::exec {

using program::Body;
using program::no_index;
using program::Node;
using program::Op;
using value::Kind;
using value::Relation;
using value::Value;

Machine::Machine(const program::Program& program, const Limits& limits)
    : program_(program), limits_(limits) {
  cells_.resize(program.household().nodes.size());
  last_step_ = limits_.steps;
}

void Machine::take(const Inputs& inputs) {
  facts_ = inputs.facts;
  caller_ = inputs.parameters;
  as_of_ = inputs.as_of;
  jurisdiction_.assign(inputs.jurisdiction);
  depth_ = 0;
}

void Machine::run(const Inputs& inputs) {
  take(inputs);
  const Here here{program_.household(), cells_, {}};
  const auto& nodes = here.body.nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) compute(here, i);
}

void Machine::run(std::span<const std::uint32_t> cells) {
  const Here here{program_.household(), cells_, {}};
  for (const std::uint32_t i : cells) compute(here, i);
}

void Machine::compute(const Here& here, std::size_t cell) {
  last_step_ = steps_ + limits_.steps;
  cells_[cell] = evaluate(here, here.body.nodes[cell]);
}

Value Machine::evaluate(const Here& here, const Node& node) {
  switch (node.op) {
    case Op::constant:
      return program_.constants[node.index].borrowed();
    case Op::input:
      return facts_[node.index].borrowed();
    case Op::as_of:
      return Value(as_of_);
    case Op::argument:
      return here.arguments[node.index];
    case Op::parameter:
    case Op::parameter_call:
      return parameter(here, node);
    case Op::negation:
      return value::negate_truth(here.operand(node, 0));
    case Op::conjunction:
      return value::conjunction(here.operand(node, 0), here.operand(node, 1));
    case Op::disjunction:
      return value::disjunction(here.operand(node, 0), here.operand(node, 1));
    case Op::all_of:
      return group(here, node, true);
    case Op::any_of:
      return group(here, node, false);
    case Op::select:
      return select(here, node);
    case Op::equal:
      return value::equal(here.operand(node, 0), here.operand(node, 1), program_.zones);
    case Op::not_equal:
      return value::negate_truth(
          value::equal(here.operand(node, 0), here.operand(node, 1), program_.zones));
    case Op::less:
      return value::compare(Relation::less, here.operand(node, 0), here.operand(node, 1),
                            program_.zones);
    case Op::less_equal:
      return value::compare(Relation::less_equal, here.operand(node, 0), here.operand(node, 1),
                            program_.zones);
    case Op::greater:
      return value::compare(Relation::greater, here.operand(node, 0), here.operand(node, 1),
                            program_.zones);
    case Op::greater_equal:
      return value::compare(Relation::greater_equal, here.operand(node, 0), here.operand(node, 1),
                            program_.zones);
    case Op::in_test:
      return value::in_test(here.operand(node, 0), here.operand(node, 1), program_.zones);
    case Op::add:
      return value::add(here.operand(node, 0), here.operand(node, 1));
    case Op::subtract:
      return value::subtract(here.operand(node, 0), here.operand(node, 1), program_.zones);
    case Op::multiply:
      return value::multiply(here.operand(node, 0), here.operand(node, 1));
    case Op::divide:
      return value::divide(here.operand(node, 0), here.operand(node, 1));
    case Op::power:
      return value::power(here.operand(node, 0), here.operand(node, 1));
    case Op::negate:
      return value::negate(here.operand(node, 0));
    default:
      return evaluate_rest(here, node);
  }
}

Value Machine::evaluate_rest(const Here& here, const Node& node) {
  switch (node.op) {
    case Op::lazy_select:
      return lazy_select(here, node);
    case Op::instance_of: {
      const Value& v = here.operand(node, 0);
      return value::instance_of(v, *program_.types[node.index]);
    }
    case Op::coerce:
      return value::coerce(here.operand(node, 0), *program_.types[node.index]);
    case Op::list: {
      std::vector<Value> items;
      items.reserve(node.count);
      for (std::uint32_t i = 0; i < node.count; ++i) items.push_back(here.operand(node, i));
      return value::make_list(std::move(items));
    }
    case Op::context:
      return context(here, node);
    case Op::range: {
      using Shape = value::RangeObject::Shape;
      if ((node.flag & 16U) != 0)
        return value::make_point_range(here.operand(node, 0), Shape::equal_to);
      if ((node.flag & 32U) != 0)
        return value::make_point_range(here.operand(node, 0), Shape::other_than);
      return value::checked_range(here.operand(node, 0), (node.flag & 1U) != 0,
                                  here.operand(node, 1), (node.flag & 2U) != 0,
                                  (node.flag & 4U) == 0, (node.flag & 8U) == 0);
    }
    case Op::property:
      return value::property(here.operand(node, 0), program_.strings[node.index], program_.zones);
    case Op::property_or: {
      const Value& item = here.operand(node, 0);
      if (item.is_unknown()) return Value::unknown();
      if (item.is_context()) {
        if (const Value* found = item.context().find(program_.strings[node.index])) return *found;
      }
      return node.count > 1 ? here.operand(node, 1) : Value::error();
    }
    case Op::element:
      return value::element(here.operand(node, 0), here.operand(node, 1));
    case Op::filter:
      return filter(here, node);
    case Op::for_loop:
    case Op::some:
    case Op::every:
      return loop(here, node);
    case Op::sequence:
      return value::sequence(here.operand(node, 0), here.operand(node, 1), limits_.list_items);
    case Op::call_builtin:
      return call_builtin(here, node);
    case Op::call_body: {
      const Body& callee = program_.bodies[node.index];
      if (!may_go_deeper()) return Value::error();
      Frame& frame = enter(callee, here.cells);
      for (std::uint32_t i = 0; i < node.count; ++i) frame.arguments[i] = here.operand(node, i);
      Value result = run_frame(callee, frame);
      leave();
      return result;
    }
    case Op::call_value:
      return call_value(here, node);
    case Op::function: {
      const Body& callee = program_.bodies[node.index];
      auto* function = new value::FunctionObject;
      function->body = node.index;
      function->parameters = callee.names;
      for (const std::uint32_t cell : callee.captures)
        function->captured.push_back(here.cells[cell]);
      return Value::adopt(Kind::function, function);
    }
    case Op::builtin_value: {
      auto* function = new value::FunctionObject;
      function->builtin = program_.builtins[node.index];
      return Value::adopt(Kind::function, function);
    }
    case Op::table:
      return table(here, node);
    default:
      return Value::error();
  }
}

Value Machine::group(const Here& here, const Node& node, bool all) const {
  Value result(all);
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Value& part = here.operand(node, i);
    if (part.is_boolean()) {
      if (part.boolean() != all) return Value(!all);  // decides whatever the others are
      continue;
    }
    result = all ? value::conjunction(result, part) : value::disjunction(result, part);
  }
  return result;
}

Value Machine::select(const Here& here, const Node& node) const {
  const Value& condition = here.operand(node, 0);
  if (condition.is_unknown()) return value::join(here.operand(node, 1), here.operand(node, 2));
  return condition.is_true() ? here.operand(node, 1) : here.operand(node, 2);
}

Value Machine::lazy_select(const Here& here, const Node& node) {
  const auto branch = [&](std::uint32_t number) {
    if (!may_go_deeper()) return Value::error();
    const Body& body = program_.bodies[number];
    Frame& frame = enter(body, here.cells);
    Value result = run_frame(body, frame);
    leave();
    return result;
  };
  const Value& condition = here.operand(node, 0);
  if (condition.is_unknown()) return value::join(branch(node.index), branch(node.extra));
  return branch(condition.is_true() ? node.index : node.extra);
}

Value Machine::context(const Here& here, const Node& node) const {
  std::vector<std::pair<std::string, Value>> entries;
  entries.reserve(node.count);
  for (std::uint32_t i = 0; i < node.count; ++i) {
    entries.emplace_back(program_.strings[node.index + i], here.operand(node, i));
  }
  return value::make_context(std::move(entries));
}

// --- bodies ---------------------------------------------------------------------------------

Machine::Frame& Machine::enter(const Body& body, std::span<const Value> enclosing_cells) {
  if (frames_.size() <= depth_) frames_.push_back(std::make_unique<Frame>());
  Frame& frame = *frames_[depth_++];
  frame.cells.resize(body.nodes.size());
  frame.arguments.resize(body.arguments + body.captures.size());
  for (std::size_t i = 0; i < body.captures.size(); ++i) {
    frame.arguments[body.arguments + i] = enclosing_cells[body.captures[i]];
  }
  return frame;
}

Value Machine::run_frame(const Body& body, Frame& frame) {
  steps_ += body.nodes.size();
  if (exhausted()) return Value::error();
  const Here here{body, frame.cells, frame.arguments};
  for (std::size_t i = 0; i < body.nodes.size(); ++i)
    frame.cells[i] = evaluate(here, body.nodes[i]);
  return frame.cells[body.result];
}

Value Machine::call(std::uint32_t number, std::span<const Value> arguments,
                    std::span<const Value> captured) {
  const Body& body = program_.bodies[number];
  if (!may_go_deeper() || arguments.size() != body.arguments) return Value::error();
  if (frames_.size() <= depth_) frames_.push_back(std::make_unique<Frame>());
  Frame& frame = *frames_[depth_++];
  frame.cells.resize(body.nodes.size());
  frame.arguments.assign(arguments.begin(), arguments.end());
  frame.arguments.insert(frame.arguments.end(), captured.begin(), captured.end());
  Value result = run_frame(body, frame);
  leave();
  return result;
}

Value Machine::filter(const Here& here, const Node& node) {
  const Value& source = here.operand(node, 0);
  if (source.is_unknown()) return Value::unknown();
  if (source.is_error()) return source;
  const Body& body = program_.bodies[node.index];
  if (!may_go_deeper()) return Value::error();
  Frame& frame = enter(body, here.cells);
  const bool booleans_only = (node.flag & 2U) != 0;
  FilterResult result(booleans_only);
  const value::ListObject* list = source.is_list() ? &source.list() : nullptr;
  const std::size_t size = list != nullptr ? list->items.size() : 1;
  for (std::size_t i = 0; i < size && !result.failed(); ++i) {
    const Value& item = list != nullptr ? list->items[i] : source;
    frame.arguments[0] = item;
    const Value kept = run_frame(body, frame);
    if (kept.is_number() && i == 0 && !booleans_only) {
      leave();
      return value::element(source, kept);
    }
    result.take(item, kept, list != nullptr && !list->certain() && list->maybe[i]);
  }
  leave();
  return result.value();
}

Value Machine::loop(const Here& here, const Node& node) {
  if (!may_go_deeper()) return Value::error();
  return Loop(*this, here.body, node, here.cells).run();
}

// --- calls ----------------------------------------------------------------------------------

Value Machine::call_back(void* machine, const Value& function, std::span<const Value> arguments) {
  auto& self = *static_cast<Machine*>(machine);
  if (function.kind() != Kind::function) return Value::error();
  const value::FunctionObject& f = function.function();
  if (f.builtin != nullptr) return self.call_builtin(*f.builtin, arguments);
  return self.call(f.body, arguments, f.captured);
}

// The cells hold the arguments: the copies need not count, but what is returned must.
Value Machine::call_builtin(const Here& here, const Node& node) {
  const value::Builtin& builtin = *program_.builtins[node.index];
  constexpr std::uint32_t few = 4;
  const auto take = [&](auto& arguments) {
    for (std::uint32_t i = 0; i < node.count; ++i) arguments[i] = here.operand(node, i).borrowed();
    return call_builtin(builtin, std::span<const Value>(arguments.data(), node.count)).owned();
  };
  if (node.count <= few) {
    std::array<Value, few> arguments;
    return take(arguments);
  }
  std::vector<Value> arguments(node.count);
  return take(arguments);
}

Value Machine::call_builtin(const value::Builtin& builtin, std::span<const Value> arguments) {
  if (!builtin.handles_unknown) {
    for (const Value& argument : arguments) {
      if (!value::is_fully_known(argument)) return Value::unknown();
    }
  }
  value::CallContext context;
  context.as_of = as_of_;
  context.has_as_of = true;
  context.call = &Machine::call_back;
  context.evaluator = this;
  context.zones = program_.zones;
  return builtin.body(arguments, context);
}

Value Machine::call_value(const Here& here, const Node& node) {
  const Value& callee = here.operand(node, 0);
  if (callee.is_unknown()) return Value::unknown();
  if (callee.kind() != Kind::function) return Value::error();
  const value::FunctionObject& f = callee.function();
  std::vector<Value> arguments;
  for (std::uint32_t i = 1; i < node.count; ++i) arguments.push_back(here.operand(node, i));
  if (node.index != no_index) {
    std::vector<std::string_view> names;
    for (std::uint32_t i = 0; i + 1 < node.count; ++i)
      names.push_back(program_.strings[node.index + i]);
    if (!order_by_name(f, names, arguments)) return Value::error();
  }
  if (f.builtin != nullptr) {
    return accepts(*f.builtin, arguments.size()) ? call_builtin(*f.builtin, arguments)
                                                 : Value::error();
  }
  const Body& body = program_.bodies[f.body];
  if (arguments.size() != body.arguments) return Value::error();
  for (std::size_t i = 0; i < arguments.size() && i < body.argument_types.size(); ++i) {
    if (!body.argument_types[i] || arguments[i].is_null()) continue;
    arguments[i] = value::coerce(arguments[i], *body.argument_types[i]);
    if (arguments[i].is_error()) return Value::error();
  }
  return call(f.body, arguments, f.captured);
}

Value Machine::table(const Here& here, const Node& node) const {
  const program::Table& table = program_.tables[node.index];
  TableRun run(table);
  const std::uint32_t width = 1 + static_cast<std::uint32_t>(table.outputs.size());
  for (std::uint32_t row = 0; row < table.rows; ++row) {
    std::vector<Value> outputs;
    for (std::uint32_t i = 1; i < width; ++i)
      outputs.push_back(here.operand(node, row * width + i));
    run.take(here.operand(node, row * width), std::move(outputs));
  }
  std::vector<Value> defaults;
  for (const program::TableOutput& output : table.outputs) {
    defaults.push_back(output.default_cell == no_index ? Value::null()
                                                       : here.cells[output.default_cell]);
  }
  return run.result(defaults);
}

// --- parameters -----------------------------------------------------------------------------

Value Machine::parameter(const Here& here, const Node& node) {
  const Lookup found = look_up(here.body, here.cells, node);
  if (found.caller != nullptr) return found.caller->value;
  if (found.state == Lookup::State::unset)
    return assumed_.empty() ? Value::unknown() : assumed_[node.index];
  if (found.state == Lookup::State::place_missing) return Value::unknown();
  std::vector<Value> arguments;
  for (std::uint32_t i = 1; i < node.count; ++i) arguments.push_back(here.operand(node, i));
  return bound_value(*found.bound, arguments);
}

Value Machine::bound_value(const program::BoundValue& bound, std::span<const Value> arguments) {
  if (bound.body == no_index) return bound.constant.borrowed();
  const Body& body = program_.bodies[bound.body];
  if (!may_go_deeper()) return Value::error();
  Frame& frame = enter(body, cells_);
  for (std::size_t i = 0; i < arguments.size() && i < body.arguments; ++i)
    frame.arguments[i] = arguments[i];
  Value result = run_frame(body, frame);
  leave();
  return result;
}

}  // namespace huice::exec
