#include "exec/machine.hpp"
#include "value/place.hpp"

namespace huice::exec {

using program::BoundValue;
using program::no_index;
using value::holds;
using value::significant_digits;
using value::Value;

namespace {

bool in_force(const BoundValue& value, Date as_of) {
  return value.from <= as_of && (!value.has_to || as_of <= value.to);
}

}  // namespace

// The office's own area. Without one, what some area has set stays open: no fact could tell more.
Lookup Machine::look_up(std::uint32_t number) const {
  if (jurisdiction_.size() == 6) return look_up_in(number, jurisdiction_, Finer::passed_over);
  const Lookup found = look_up_in(number, {});
  return found.state == Lookup::State::place_missing ? Lookup{} : found;
}

// The rule's place. Where the case does not say it, the office stands in for it if it lies in the
// document's area and is fine enough; an office elsewhere says nothing about it.
Lookup Machine::look_up(const program::Body& body, std::span<const Value> cells,
                        const program::Node& node) const {
  if (caller_.empty() && program_.parameters[node.index].values.empty()) return {};
  const std::uint32_t cell = body.operand(node, 0);
  if (cell == no_index) return look_up(node.index);
  const std::string_view area = program_.strings[node.extra];
  const bool is_presumed = !supplied(program_.household().nodes[cell].index).is_string() &&
                           jurisdiction_.size() == 6 && holds(area, jurisdiction_);
  if (is_presumed) {
    const Lookup found = look_up_in(node.index, jurisdiction_);
    if (found.state != Lookup::State::place_missing) return found;
    // What is presumed to lie inside is not looked up outside, whatever is tried for conditions.
    if (cells[cell].is_string() && !holds(area, cells[cell].string()))
      return look_up_in(node.index, jurisdiction_, Finer::passed_over);
  }
  return look_up_in(node.index,
                    cells[cell].is_string() ? cells[cell].string() : std::string_view());
}

// County, prefecture, province, nation; a value in force on the date. A place that is not known, or
// too coarse to tell, is missing while a nearer area has a value.
Lookup Machine::look_up_in(std::uint32_t number, std::string_view code, Finer nearer) const {
  const program::Parameter& parameter = program_.parameters[number];
  const bool nowhere = code.size() != 6;

  const auto is_nearer = [&](std::string_view area) {
    const std::size_t digits = significant_digits(area);
    return nowhere ? digits > 0 : digits > significant_digits(code) && holds(code, area);
  };
  const CallerValue* caller = nullptr;
  std::size_t caller_digits = 0;
  bool finer = false;
  for (const CallerValue& candidate : caller_) {
    if (candidate.parameter != number) continue;
    const std::size_t digits = candidate.area.empty() ? 0 : significant_digits(candidate.area);
    if (digits > 0 && (nowhere || !holds(candidate.area, code))) {
      finer = finer || is_nearer(candidate.area);
      continue;
    }
    if (caller == nullptr || digits >= caller_digits) {
      caller = &candidate;
      caller_digits = digits;
    }
  }
  if (finer && nearer == Finer::missing) return {Lookup::State::place_missing, nullptr, nullptr};
  if (caller != nullptr) return {Lookup::State::bound, nullptr, caller};

  const BoundValue* best = nullptr;
  std::size_t best_digits = 0;
  for (const BoundValue& value : parameter.values) {
    if (!in_force(value, as_of_)) continue;
    const std::size_t digits = significant_digits(value.area);
    if (nowhere) {
      if (digits > 0)
        finer = true;
      else
        best = &value;
      continue;
    }
    if (holds(value.area, code)) {
      if (best == nullptr || digits > best_digits) {
        best = &value;
        best_digits = digits;
      }
    } else if (is_nearer(value.area)) {
      finer = true;
    }
  }
  if (finer && nearer == Finer::missing) return {Lookup::State::place_missing, nullptr, nullptr};
  if (best == nullptr) return {};
  return {Lookup::State::bound, best, nullptr};
}

}  // namespace huice::exec
