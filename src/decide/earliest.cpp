#include "decide/earliest.hpp"

#include <algorithm>
#include <vector>

#include "value/compare.hpp"

namespace huice::deciding {

using program::is_comparison;
using program::Op;
using program::Rule;
using value::Value;

namespace {

constexpr std::int64_t years_to_look = 50;

/// Moves the rule's dated cells through time, and puts them back at the end.
class Timeline {
 public:
  Timeline(exec::Machine& machine, const Rule& rule)
      : machine_(machine), rule_(rule), today_(machine.as_of()) {}
  ~Timeline() { go(today_); }
  Timeline(const Timeline&) = delete;
  Timeline& operator=(const Timeline&) = delete;

  void go(Date date) {
    machine_.set_as_of(date);
    machine_.run(rule_.dated);
  }

  /// With everything dated left open, can the rule be had at all?
  [[nodiscard]] bool may_turn(const Standing& standing) {
    for (const std::uint32_t cell : rule_.dated) {
      if (is_source(cell)) {
        machine_.set_cell(cell, Value::unknown());
      } else {
        machine_.run({&cell, 1});
      }
    }
    const bool may = standing.of(rule_).has(Leaf::positive);
    go(today_);
    return may;
  }

  /// Days on which something dated can change, ascending.
  [[nodiscard]] std::vector<Date> changes(Date last) {
    std::vector<Date> days = parameter_dates(last);
    // A value that changes by date may turn a comparison in each of its periods: look between those
    // dates too.
    std::vector<Date> ends = days;
    ends.push_back(last);
    for (const std::uint32_t cell : rule_.dated) {
      if (!is_comparison(body().nodes[cell].op)) continue;
      Date from = today_;
      for (const Date end : ends) {
        add_turns(cell, from, end, days);
        from = end;
      }
    }
    sort_unique(days);
    return days;
  }

 private:
  [[nodiscard]] const program::Body& body() const { return machine_.program().household(); }

  // What dated cells start from: the date itself, and values that hold for a time.
  [[nodiscard]] bool is_source(std::uint32_t cell) const {
    switch (body().nodes[cell].op) {
      case Op::as_of:
      case Op::parameter:
      case Op::parameter_call:
      case Op::call_builtin:
        return true;
      default:
        return false;
    }
  }

  [[nodiscard]] std::vector<Date> parameter_dates(Date last) const {
    std::vector<Date> days;
    const auto note = [&](std::optional<Date> day) {
      if (day && today_ < *day && *day <= last) days.push_back(*day);
    };
    for (const std::uint32_t cell : rule_.dated) {
      const program::Node& node = body().nodes[cell];
      if (node.op != Op::parameter && node.op != Op::parameter_call) continue;
      for (const program::BoundValue& value : machine_.program().parameters[node.index].values) {
        note(value.from);
        if (value.has_to) note(value.to.plus_days(1));
      }
    }
    sort_unique(days);
    return days;
  }

  static void sort_unique(std::vector<Date>& days) {
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
  }

  [[nodiscard]] std::optional<int> sign(std::uint32_t comparison, Date day) {
    go(day);
    const Value& a = machine_.cell(body().operand(body().nodes[comparison], 0));
    const Value& b = machine_.cell(body().operand(body().nodes[comparison], 1));
    if (value::compare(value::Relation::less, a, b).is_true()) return -1;
    if (value::compare(value::Relation::greater, a, b).is_true()) return 1;
    if (value::equal(a, b).is_true()) return 0;
    return std::nullopt;
  }

  // Adds the days in (from, to] on which the sign changes. It goes one way, so there are at most
  // two, and mostly the second comes on the day after the first.
  void add_turns(std::uint32_t comparison, Date from, Date to, std::vector<Date>& days) {
    const auto before = sign(comparison, from);
    const auto after = sign(comparison, to);
    if (!before || !after || *before == *after) return;
    const auto first = first_other(comparison, *before, from.days(), to.days());
    if (!first) return;
    days.push_back(*first);
    const auto there = sign(comparison, *first);
    if (!there || *there == *after) return;
    const auto next = first->plus_days(1);
    if (next && sign(comparison, *next) == after) {
      days.push_back(*next);
      return;
    }
    const auto second = first_other(comparison, *there, first->days(), to.days());
    if (second) days.push_back(*second);
  }

  // The first day after `below` on which the sign is no longer the one it has there; on `above` it
  // is another.
  [[nodiscard]] std::optional<Date> first_other(std::uint32_t comparison, int there,
                                                std::int64_t below, std::int64_t above) {
    while (above - below > 1) {
      const std::int64_t middle = below + (above - below) / 2;
      const auto now = sign(comparison, *Date::from_days(middle));
      if (!now) return std::nullopt;
      (*now == there ? below : above) = middle;
    }
    return Date::from_days(above);
  }

  exec::Machine& machine_;
  const Rule& rule_;
  Date today_;
};

}  // namespace

std::optional<Date> earliest(exec::Machine& machine, Judge& judge, const Rule& rule) {
  if (!rule.reads_as_of) return std::nullopt;
  const Date today = machine.as_of();
  const auto last = today.plus_months(12 * years_to_look);
  if (!last) return std::nullopt;
  Timeline timeline(machine, rule);
  if (!timeline.may_turn(judge.standing())) return std::nullopt;
  std::vector<Date> days;
  if (rule.monotone_in_as_of && rule.members_input == program::no_index) {
    days = timeline.changes(*last);
  } else {
    for (std::int64_t day = today.days() + 1; day <= last->days(); ++day)
      days.push_back(*Date::from_days(day));
  }
  for (const Date day : days) {
    timeline.go(day);
    const Status status = judge.of(rule).status;
    if (status == Status::eligible || status == Status::conditional) return day;
    if (status != Status::ineligible) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace huice::deciding
