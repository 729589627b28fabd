#include <algorithm>

#include "exec/loop.hpp"
#include "value/arithmetic.hpp"
#include "value/compare.hpp"
#include "value/logic.hpp"

namespace huice::exec {

using program::Aggregate;
using program::HitPolicy;
using value::Value;

namespace {

// Position of a value in the output's list of allowed values; unlisted values come last.
std::size_t rank(const program::TableOutput& output, const Value& value) {
  for (std::size_t i = 0; i < output.values.size(); ++i) {
    if (value::same_value(output.values[i], value)) return i;
  }
  return output.values.size();
}

// `+` joins texts and moves dates as well; a sum does neither.
bool may_be_summed(const Value& value) {
  switch (value.kind()) {
    case value::Kind::null:
    case value::Kind::unknown:
    case value::Kind::number:
    case value::Kind::days_duration:
    case value::Kind::months_duration:
      return true;
    default:
      return false;
  }
}

}  // namespace

// FIRST asks no row after one that matches; what errs before that is its result.
void TableRun::take(const Value& match, std::vector<Value> outputs) {
  const bool is_first = table_.hit == HitPolicy::first;
  if (is_first && !hits_.empty() && !hits_.back().maybe) return;
  if (match.is_null()) {
    if (is_first) {
      hits_.push_back({{}, false});
    } else {
      failed_ = true;
    }
    return;
  }
  if (match.is_false()) return;
  const bool maybe = !match.is_true();
  maybe_ = maybe_ || maybe;
  hits_.push_back({std::move(outputs), maybe});
}

Value TableRun::one(const std::vector<Value>& outputs) const {
  if (outputs.empty()) return Value::error();
  if (table_.outputs.size() == 1) return outputs.front();
  std::vector<std::pair<std::string, Value>> entries;
  for (std::size_t i = 0; i < outputs.size(); ++i)
    entries.emplace_back(table_.outputs[i].name, outputs[i]);
  return value::make_context(std::move(entries));
}

Value TableRun::defaults_or_null(const std::vector<Value>& defaults) const {
  const bool has_default =
      std::any_of(table_.outputs.begin(), table_.outputs.end(),
                  [](const auto& output) { return output.default_cell != program::no_index; });
  return has_default ? one(defaults) : Value::null();
}

// Some row may or may not match: the result is what every possibility agrees on.
Value TableRun::any_of_candidates(const std::vector<Value>& defaults) const {
  const bool some_certain =
      std::any_of(hits_.begin(), hits_.end(), [](const Hit& hit) { return !hit.maybe; });
  Value result = one(hits_.front().outputs);
  for (const Hit& hit : hits_) {
    result = value::join(result, one(hit.outputs));
    if (!hit.maybe && table_.hit == HitPolicy::first) return result;
  }
  return some_certain ? result : value::join(result, defaults_or_null(defaults));
}

bool TableRun::before(const std::vector<Value>& a, const std::vector<Value>& b) const {
  for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
    const std::size_t left = rank(table_.outputs[i], a[i]);
    const std::size_t right = rank(table_.outputs[i], b[i]);
    if (left != right) return left < right;
  }
  return false;
}

void TableRun::sort_by_priority() {
  std::stable_sort(hits_.begin(), hits_.end(),
                   [this](const Hit& a, const Hit& b) { return before(a.outputs, b.outputs); });
}

Value TableRun::single(const std::vector<Value>& defaults) {
  if (hits_.empty()) return defaults_or_null(defaults);
  if (maybe_) return any_of_candidates(defaults);
  if (table_.hit == HitPolicy::unique && hits_.size() > 1) return Value::error();
  if (table_.hit == HitPolicy::any) {
    for (const Hit& hit : hits_) {
      if (!value::same_value(one(hit.outputs), one(hits_.front().outputs))) return Value::error();
    }
  }
  if (table_.hit == HitPolicy::priority) sort_by_priority();
  return one(hits_.front().outputs);
}

Value TableRun::collected() {
  if (table_.aggregate == Aggregate::none) {
    if (table_.hit == HitPolicy::output_order && !maybe_) sort_by_priority();
    std::vector<Value> items;
    std::vector<bool> maybe;
    for (const Hit& hit : hits_) {
      items.push_back(one(hit.outputs));
      maybe.push_back(hit.maybe);
    }
    if (!maybe_) maybe.clear();
    return value::make_list(std::move(items), std::move(maybe));
  }
  if (table_.outputs.size() != 1) return Value::error();
  if (maybe_) return Value::unknown();
  if (table_.aggregate == Aggregate::count)
    return Value(Decimal(static_cast<std::int64_t>(hits_.size())));
  if (hits_.empty()) return Value::null();
  const bool is_sum = table_.aggregate == Aggregate::sum;
  if (is_sum && std::any_of(hits_.begin(), hits_.end(),
                            [](const Hit& hit) { return !may_be_summed(hit.outputs.front()); })) {
    return Value::error();
  }
  Value result = hits_.front().outputs.front();
  for (std::size_t i = 1; i < hits_.size(); ++i) {
    const Value& next = hits_[i].outputs.front();
    if (is_sum) {
      result = value::add(result, next);
      continue;
    }
    const auto relation =
        table_.aggregate == Aggregate::min ? value::Relation::less : value::Relation::greater;
    const Value better = value::compare(relation, next, result);
    if (better.is_null()) return Value::error();
    if (better.is_unknown()) {
      result = Value::unknown();
    } else if (better.is_true()) {
      result = next;
    }
  }
  return result;
}

Value TableRun::result(const std::vector<Value>& defaults) {
  if (failed_) return Value::error();
  switch (table_.hit) {
    case HitPolicy::unique:
    case HitPolicy::any:
    case HitPolicy::priority:
    case HitPolicy::first:
      return single(defaults);
    case HitPolicy::rule_order:
    case HitPolicy::output_order:
      if (hits_.empty()) return defaults_or_null(defaults);
      return collected();
    case HitPolicy::collect:
      if (hits_.empty() && table_.aggregate != Aggregate::count) {
        Value fallback = defaults_or_null(defaults);
        const bool wants_list = table_.aggregate == Aggregate::none;
        return fallback.is_null() && wants_list ? value::make_list({}) : fallback;
      }
      return collected();
  }
  return Value::error();
}

}  // namespace huice::exec
