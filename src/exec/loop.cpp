#include "exec/loop.hpp"

#include "value/compare.hpp"
#include "value/logic.hpp"
#include "value/structure.hpp"

namespace huice::exec {

using program::Op;
using value::Value;

Loop::Loop(Machine& machine, const program::Body& body, const program::Node& node,
           std::span<const Value> cells)
    : machine_(machine), node_(node), body_(body), cells_(cells) {
  truth_ = Value(node.op == Op::every);
  booleans_only_ = node.op != Op::for_loop && (node.flag & 2U) != 0;
}

Value Loop::run() {
  iterate(0, false);
  if (stopped_ || node_.op != Op::for_loop) return std::move(truth_);
  if (!uncertain_) maybe_.clear();
  return value::make_list(std::move(results_), std::move(maybe_));
}

void Loop::iterate(std::uint32_t iterator, bool maybe) {
  if (iterator == node_.count) {
    visit(maybe);
    return;
  }
  const program::Body& domain = machine_.program_.bodies[body_.operands[node_.first + iterator]];
  if (!machine_.may_go_deeper()) return stop(Value::error());
  Machine::Frame& frame = machine_.enter(domain, cells_);
  for (std::size_t i = 0; i < variables_.size() && i < domain.arguments; ++i)
    frame.arguments[i] = variables_[i];
  const Value values = machine_.run_frame(domain, frame);
  machine_.leave();
  over(values, iterator, maybe);
}

void Loop::over(const Value& domain, std::uint32_t iterator, bool maybe) {
  if (domain.is_null()) return stop(Value::error());
  if (domain.is_unknown()) return stop(Value::unknown());
  const auto bind = [&](const Value& item, bool item_maybe) {
    variables_.push_back(item);
    iterate(iterator + 1, maybe || item_maybe);
    variables_.pop_back();
  };
  if (domain.kind() == value::Kind::range) {
    const value::RangeObject& range = domain.range();
    if (!range.has_low || !range.has_high) return stop(Value::error());
    const Value items = value::sequence(range.low, range.high, machine_.limits_.list_items);
    if (!items.is_list()) return stop(items);
    if (value::compare(value::Relation::greater, range.low, range.high).is_true())
      return stop(Value::error());
    const std::size_t size = items.list().items.size();
    for (std::size_t i = 0; i < size && !stopped_; ++i) {
      if ((i == 0 && !range.low_included) || (i + 1 == size && !range.high_included)) continue;
      bind(items.list().items[i], false);
    }
    return;
  }
  if (!domain.is_list()) return bind(domain, false);
  const value::ListObject& list = domain.list();
  for (std::size_t i = 0; i < list.items.size() && !stopped_; ++i) {
    bind(list.items[i], !list.certain() && list.maybe[i]);
  }
}

void Loop::visit(bool maybe) {
  const program::Body& result = machine_.program_.bodies[node_.index];
  if (!machine_.may_go_deeper() || results_.size() >= machine_.limits_.list_items)
    return stop(Value::error());
  Machine::Frame& frame = machine_.enter(result, cells_);
  for (std::size_t i = 0; i < variables_.size(); ++i) frame.arguments[i] = variables_[i];
  if ((node_.flag & 1U) != 0) frame.arguments[variables_.size()] = value::make_list(results_);
  Value value = machine_.run_frame(result, frame);
  machine_.leave();
  if (node_.op == Op::for_loop) {
    results_.push_back(std::move(value));
    maybe_.push_back(maybe);
    uncertain_ = uncertain_ || maybe;
    return;
  }
  const bool every = node_.op == Op::every;
  if (booleans_only_ && !value.is_boolean() && !value.is_unknown()) return stop(Value::error());
  const bool decisive = every ? value.is_false() : value.is_true();
  if (decisive && maybe) value = Value::unknown();
  truth_ = every ? value::conjunction(truth_, value) : value::disjunction(truth_, value);
  stopped_ = decisive && !maybe && !booleans_only_;
}

void FilterResult::take(const Value& item, const Value& kept, bool maybe) {
  const bool condition = kept.is_boolean() || kept.is_unknown();
  if (kept.is_string() || kept.is_number() || (booleans_only_ && !condition)) {
    failed_ = true;
    return;
  }
  const bool may_be_kept = kept.is_true() || kept.is_unknown();
  if (!may_be_kept) return;
  const bool unsure = maybe || kept.is_unknown();
  items_.push_back(item);
  maybe_.push_back(unsure);
  uncertain_ = uncertain_ || unsure;
}

Value FilterResult::value() {
  if (failed_) return Value::error();
  if (!uncertain_) maybe_.clear();
  return value::make_list(std::move(items_), std::move(maybe_));
}

}  // namespace huice::exec
