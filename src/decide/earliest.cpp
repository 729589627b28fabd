#include "decide/earliest.hpp"

#include <set>

#include "value/compare.hpp"

namespace huice::deciding {

using program::Op;
using program::Rule;
using value::Value;

namespace {

constexpr std::int64_t years_to_look = 50;

bool is_comparison(Op op) {
  switch (op) {
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return true;
    default:
      return false;
  }
}

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

  /// Days on which something dated can change, ascending.
  [[nodiscard]] std::set<Date> changes(Date last) {
    std::set<Date> days;
    parameter_dates(last, days);
    for (const std::uint32_t cell : rule_.dated) {
      const program::Node& node = body().nodes[cell];
      if (!is_comparison(node.op)) continue;
      // A value that changes by date may turn the comparison in each of its periods: look between
      // those dates too.
      std::vector<Date> ends(days.begin(), days.end());
      ends.push_back(last);
      Date from = today_;
      std::set<Date> found;
      for (const Date end : ends) {
        for (const int least : {0, 1}) {
          if (const auto day = first_with(cell, least, from, end)) found.insert(*day);
        }
        from = end;
      }
      cuts_.insert(found.begin(), found.end());
    }
    days.insert(cuts_.begin(), cuts_.end());
    return days;
  }

 private:
  [[nodiscard]] const program::Body& body() const { return machine_.program().household(); }

  void parameter_dates(Date last, std::set<Date>& days) const {
    const auto note = [&](std::optional<Date> day) {
      if (day && today_ < *day && *day <= last) days.insert(*day);
    };
    for (const std::uint32_t cell : rule_.dated) {
      const program::Node& node = body().nodes[cell];
      if (node.op != Op::parameter && node.op != Op::parameter_call) continue;
      for (const program::BoundValue& value : machine_.program().parameters[node.index].values) {
        note(value.from);
        if (value.has_to) note(value.to.plus_days(1));
      }
    }
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

  // First day in (from, to] on which `sign >= least` differs from what it is on `from`.
  [[nodiscard]] std::optional<Date> first_with(std::uint32_t comparison, int least, Date from,
                                               Date to) {
    const auto at = [&](Date day) -> std::optional<bool> {
      const auto s = sign(comparison, day);
      if (!s) return std::nullopt;
      return *s >= least;
    };
    const auto low = at(from);
    const auto high = at(to);
    if (!low || !high || *low == *high) return std::nullopt;
    std::int64_t below = from.days();
    std::int64_t above = to.days();
    while (above - below > 1) {
      const std::int64_t middle = below + (above - below) / 2;
      const auto now = at(*Date::from_days(middle));
      if (!now) return std::nullopt;
      (*now == *low ? below : above) = middle;
    }
    return Date::from_days(above);
  }

  exec::Machine& machine_;
  const Rule& rule_;
  Date today_;
  std::set<Date> cuts_;
};

}  // namespace

std::optional<Date> earliest(exec::Machine& machine, Judge& judge, const Rule& rule) {
  if (!rule.reads_as_of) return std::nullopt;
  const Date today = machine.as_of();
  const auto last = today.plus_months(12 * years_to_look);
  if (!last) return std::nullopt;
  Timeline timeline(machine, rule);
  std::set<Date> days;
  if (rule.monotone_in_as_of && rule.members_input == program::no_index) {
    days = timeline.changes(*last);
  } else {
    for (std::int64_t day = today.days() + 1; day <= last->days(); ++day)
      days.insert(*Date::from_days(day));
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
