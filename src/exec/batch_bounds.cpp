// How well the numbers of columns are known: as value::Interval does it for single values, so that
// a comparison stays open exactly where the single evaluator leaves it open.
#include <algorithm>

#include "exec/batch_run.hpp"

namespace huice::exec {

using program::no_index;

namespace {

constexpr Wide infinite = static_cast<Wide>(1) << 126;
constexpr Wide most_finite = static_cast<Wide>(1) << 62;

bool is_infinite(Wide end) { return end == infinite || end == -infinite; }

Wide sum(Wide a, Wide b) { return is_infinite(a) ? a : is_infinite(b) ? b : a + b; }

Wide product(Wide a, Wide b) {
  if (a == 0 || b == 0) return 0;
  if (is_infinite(a) || is_infinite(b)) return (a < 0) == (b < 0) ? infinite : -infinite;
  return a * b;
}

Wide floor_of(Wide a, Wide by) {
  if (is_infinite(a)) return a;
  return a / by - (a % by < 0 ? 1 : 0);
}

bool holds_for_all(Compare how, Wide low_a, Wide high_a, Wide low_b, Wide high_b) {
  const bool below = !is_infinite(high_a) && !is_infinite(low_b) && high_a < low_b;
  const bool above = !is_infinite(low_a) && !is_infinite(high_b) && low_a > high_b;
  const bool at_most = !is_infinite(high_a) && !is_infinite(low_b) && high_a <= low_b;
  const bool at_least = !is_infinite(low_a) && !is_infinite(high_b) && low_a >= high_b;
  switch (how) {
    case Compare::less:
      return below;
    case Compare::less_equal:
      return at_most;
    case Compare::equal:
      return at_most && at_least;
    case Compare::not_equal:
      return below || above;
    case Compare::greater_equal:
      return at_least;
    case Compare::greater:
      return above;
  }
  return false;
}

Compare opposite(Compare how) {
  switch (how) {
    case Compare::less:
      return Compare::greater_equal;
    case Compare::less_equal:
      return Compare::greater;
    case Compare::equal:
      return Compare::not_equal;
    case Compare::not_equal:
      return Compare::equal;
    case Compare::greater_equal:
      return Compare::less;
    case Compare::greater:
      break;
  }
  return Compare::less_equal;
}

}  // namespace

BatchRun::Bounded BatchRun::bounded(std::uint32_t number, std::size_t n, const BatchBlock& block) {
  Bounded to;
  to.number = number;
  to.unknown = unknown_of(number, n);
  to.block = &block;
  to.low = static_cast<std::int64_t*>(low_[number].room(n * sizeof(std::int64_t)));
  to.high = static_cast<std::int64_t*>(high_[number].room(n * sizeof(std::int64_t)));
  return to;
}

void BatchRun::finish(const Bounded& to, std::size_t n) {
  BatchColumn& column = columns_[to.number];
  column.unknown = any_set(n, to.unknown, 3) ? to.unknown : nullptr;
  const bool has_bounds = column.unknown != nullptr && any_set(n, to.unknown, known_bounds);
  column.low = has_bounds ? to.low : nullptr;
  column.high = has_bounds ? to.high : nullptr;
}

void BatchRun::put_number(std::uint32_t number, std::size_t i, std::int64_t value) {
  void* data = memory_[slots_[number]].memory.data();
  if (batch_.nodes()[number].type == ColumnType::wide) {
    static_cast<std::int64_t*>(data)[i] = value;
  } else {
    static_cast<std::int32_t*>(data)[i] = static_cast<std::int32_t>(value);
  }
}

void BatchRun::fail(const Bounded& to, std::size_t i) {
  const std::uint32_t level = batch_.nodes()[to.number].level;
  const std::size_t household =
      level == 0 ? i : static_cast<std::size_t>(to.block->members[level - 1].owner[i]);
  to.block->left[household] = 1;
  to.unknown[i] = not_known;
}

// As value::value_of(Interval).
void BatchRun::put(Bounded& to, std::size_t i, const Ends& ends) {
  const bool has_low = !is_infinite(ends.low);
  const bool has_high = !is_infinite(ends.high);
  if (!has_low && !has_high) {
    to.unknown[i] = not_known;
    return;
  }
  const bool fits = (!has_low || (ends.low <= most_finite && ends.low >= -most_finite)) &&
                    (!has_high || (ends.high <= most_finite && ends.high >= -most_finite));
  if (!fits) return fail(to, i);
  if (ends.low == ends.high) {
    const BatchNode& node = batch_.nodes()[to.number];
    if (ends.low < node.low || ends.low > node.high) return fail(to, i);
    to.unknown[i] = known;
    put_number(to.number, i, static_cast<std::int64_t>(ends.low));
    return;
  }
  to.unknown[i] = known_bounds;
  to.low[i] = has_low ? static_cast<std::int64_t>(ends.low) : no_low;
  to.high[i] = has_high ? static_cast<std::int64_t>(ends.high) : no_high;
}

std::int64_t BatchRun::number_at(std::uint32_t node, std::size_t i) const {
  return batch_.nodes()[node].type == ColumnType::wide ? data<std::int64_t>(node)[i]
                                                       : data<std::int32_t>(node)[i];
}

BatchRun::Ends BatchRun::ends_at(std::uint32_t node, std::size_t i) const {
  const BatchColumn& column = columns_[node];
  if (column.unknown == nullptr || column.unknown[i] == known) {
    const Wide value = number_at(node, i);
    return {value, value};
  }
  if (column.unknown[i] == not_known) return {-infinite, infinite};
  return {column.low[i] == no_low ? -infinite : Wide{column.low[i]},
          column.high[i] == no_high ? infinite : Wide{column.high[i]}};
}

bool BatchRun::combine(const BatchNode& node, const Ends& a, const Ends& b, Ends& result) {
  const auto times = [&](const Ends& of, const Ends& by) {
    const Wide ends[] = {product(of.low, by.low), product(of.low, by.high),
                         product(of.high, by.low), product(of.high, by.high)};
    result = {*std::min_element(ends, ends + 4), *std::max_element(ends, ends + 4)};
    // A quotient by something without an end tends to 0, which no product says.
    return !node.is_crossed ||
           !(is_infinite(result.low) || is_infinite(result.high) || is_infinite(a.low) ||
             is_infinite(a.high) || is_infinite(by.low) || is_infinite(by.high));
  };
  const Wide constant = node.constant;
  switch (node.op) {
    case BatchOp::add:
      result = {sum(a.low, b.low), sum(a.high, b.high)};
      return true;
    case BatchOp::subtract:
      result = {sum(a.low, -b.high), sum(a.high, -b.low)};
      return true;
    case BatchOp::multiply:
      return times(a, b);
    case BatchOp::smaller:
      result = {std::min(a.low, b.low), std::min(a.high, b.high)};
      return true;
    case BatchOp::greater:
      result = {std::max(a.low, b.low), std::max(a.high, b.high)};
      return true;
    case BatchOp::ramp: {
      const auto keep = [&](Wide end) {
        if (node.least != no_low) end = std::max<Wide>(end, node.least);
        return node.most == no_high ? end : std::min<Wide>(end, node.most);
      };
      const bool is_whole = times({keep(a.low), keep(a.high)}, {node.factor, node.factor});
      result = {sum(result.low, constant), sum(result.high, constant)};
      return is_whole;
    }
    case BatchOp::floor:
      result = {floor_of(a.low, constant), floor_of(a.high, constant)};
      return true;
    default:
      return false;
  }
}

// Most bounds have both ends and stay within 64 bits; false where these may not.
bool BatchRun::put_quickly(Bounded& to, const BatchNode& node, std::size_t i) const {
  if (node.is_crossed) return false;
  std::int64_t low = 0;
  std::int64_t high = 0;
  if (!finite_ends(node.a, i, low, high)) return false;
  bool overflows = false;
  if (node.op == BatchOp::ramp) {
    if (node.factor <= 0) return false;
    const std::int64_t most = node.most;  // no_high is above all, as no_low is below
    low = std::min(std::max(low, node.least), most);
    high = std::min(std::max(high, node.least), most);
    overflows = __builtin_mul_overflow(low, node.factor, &low) ||
                __builtin_mul_overflow(high, node.factor, &high) ||
                __builtin_add_overflow(low, node.constant, &low) ||
                __builtin_add_overflow(high, node.constant, &high);
  } else {
    std::int64_t other_low = 0;
    std::int64_t other_high = 0;
    if (node.b == no_index || !finite_ends(node.b, i, other_low, other_high)) return false;
    switch (node.op) {
      case BatchOp::add:
        overflows = __builtin_add_overflow(low, other_low, &low) ||
                    __builtin_add_overflow(high, other_high, &high);
        break;
      case BatchOp::subtract:
        overflows = __builtin_sub_overflow(low, other_high, &low) ||
                    __builtin_sub_overflow(high, other_low, &high);
        break;
      case BatchOp::smaller:
        low = std::min(low, other_low);
        high = std::min(high, other_high);
        break;
      case BatchOp::greater:
        low = std::max(low, other_low);
        high = std::max(high, other_high);
        break;
      default:
        return false;
    }
  }
  constexpr auto most_in_64 = static_cast<std::int64_t>(most_finite);
  if (overflows || low >= high || low < -most_in_64 || high > most_in_64) return false;
  to.unknown[i] = known_bounds;
  to.low[i] = low;
  to.high[i] = high;
  return true;
}

bool BatchRun::finite_ends(std::uint32_t node, std::size_t i, std::int64_t& low,
                           std::int64_t& high) const {
  const BatchColumn& column = columns_[node];
  if (column.unknown == nullptr || column.unknown[i] == known) {
    low = high = number_at(node, i);
    return true;
  }
  if (column.unknown[i] != known_bounds) return false;
  low = column.low[i];
  high = column.high[i];
  return low != no_low && high != no_high;
}

// A number is known as well as the worst of what it is made of; within bounds where all are.
void BatchRun::join_unknown(std::uint32_t number, const BatchNode& node, std::size_t n,
                            const BatchBlock& block) {
  const BatchColumn& of_a = columns_[node.a];
  const std::uint8_t* first = of_a.unknown;
  const std::uint8_t* second = node.b == no_index ? nullptr : columns_[node.b].unknown;
  const bool has_bounds =
      of_a.low != nullptr || (node.b != no_index && columns_[node.b].low != nullptr);
  if (first == nullptr) std::swap(first, second);
  if (!has_bounds && (first == nullptr || second == nullptr)) {
    columns_[number].unknown = first;
    return;
  }
  if (!has_bounds) {
    std::uint8_t* unknown = unknown_of(number, n);
    byte_max(n, first, second, unknown);
    columns_[number].unknown = unknown;
    return;
  }
  Bounded to = bounded(number, n, block);
  if (second == nullptr) {
    std::memcpy(to.unknown, first, n);
  } else {
    byte_max(n, first, second, to.unknown);
  }
  each_set(n, to.unknown, known_bounds, [&](std::size_t i) {
    if (put_quickly(to, node, i)) return;
    Ends result;
    const Ends b = node.b == no_index ? Ends{} : ends_at(node.b, i);
    if (!combine(node, ends_at(node.a, i), b, result)) return fail(to, i);
    put(to, i, result);
  });
  finish(to, n);
}

// Under an open condition a number lies around both branches; it is known where they agree.
void BatchRun::choose_unknown(std::uint32_t number, const BatchNode& node, std::size_t n,
                              const BatchBlock& block) {
  constexpr std::uint8_t either = 3;
  const std::uint8_t* truth = data<std::uint8_t>(node.a);
  const std::uint8_t* of_b = columns_[node.b].unknown;
  const std::uint8_t* of_c = columns_[node.c].unknown;
  if (of_b == nullptr && of_c == nullptr && !any_open(n, truth)) return;
  if (zeros_.size() < n) zeros_.resize(n, 0);
  Bounded to = bounded(number, n, block);
  choose_bytes(n, truth, of_b == nullptr ? zeros_.data() : of_b,
               of_c == nullptr ? zeros_.data() : of_c, either, to.unknown);
  each_set(n, to.unknown, known_bounds, [&](std::size_t i) {
    if (to.unknown[i] != either)
      return put(to, i, ends_at(truth[i] == truth_yes ? node.b : node.c, i));
    const bool has_none =
        (of_b != nullptr && of_b[i] == not_known) || (of_c != nullptr && of_c[i] == not_known);
    if (has_none) {
      to.unknown[i] = not_known;
      return;
    }
    const Ends b = ends_at(node.b, i);
    const Ends c = ends_at(node.c, i);
    const Ends around{std::min(b.low, c.low), std::max(b.high, c.high)};
    // Quotients of 34 digits may differ where these do not.
    if (node.divisor != 1 && around.low == around.high) return fail(to, i);
    put(to, i, around);
  });
  finish(to, n);
}

void BatchRun::spread_unknown(std::uint32_t number, const BatchNode& node,
                              const BatchLevel& level) {
  const BatchColumn& from = columns_[node.a];
  if (from.unknown == nullptr) return;
  BatchColumn& column = columns_[number];
  std::uint8_t* unknown = unknown_of(number, level.rows);
  for (std::size_t i = 0; i < level.rows; ++i) unknown[i] = from.unknown[level.owner[i]];
  column.unknown = unknown;
  if (from.low == nullptr) return;
  const std::size_t bytes = level.rows * sizeof(std::int64_t);
  auto* low = static_cast<std::int64_t*>(low_[number].room(bytes));
  auto* high = static_cast<std::int64_t*>(high_[number].room(bytes));
  each_set(level.rows, unknown, known_bounds, [&](std::size_t i) {
    low[i] = from.low[level.owner[i]];
    high[i] = from.high[level.owner[i]];
  });
  column.low = low;
  column.high = high;
}

// Truths of numbers within bounds are decided where all numbers between them say the same.
void BatchRun::compare_bounds(const BatchNode& node, std::size_t n, std::uint8_t* truths) const {
  const bool has_constant = node.op == BatchOp::compare_constant;
  const std::uint8_t* of_b = has_constant ? nullptr : columns_[node.b].unknown;
  const std::uint8_t* of_a = columns_[node.a].unknown;
  const auto decide = [&](std::size_t i) {
    const bool has_none =
        (of_a != nullptr && of_a[i] == not_known) || (of_b != nullptr && of_b[i] == not_known);
    if (has_none) return;
    const Ends a = ends_at(node.a, i);
    const Ends b = has_constant ? Ends{node.constant, node.constant} : ends_at(node.b, i);
    if (holds_for_all(node.how, a.low, a.high, b.low, b.high)) {
      truths[i] = truth_yes;
    } else if (holds_for_all(opposite(node.how), a.low, a.high, b.low, b.high)) {
      truths[i] = truth_no;
    }
  };
  if (columns_[node.a].low != nullptr) each_set(n, of_a, known_bounds, decide);
  if (!has_constant && columns_[node.b].low != nullptr) each_set(n, of_b, known_bounds, decide);
}

// As sum, min and max of a list some of whose items are unknown, or perhaps absent.
void BatchRun::sum_up(Bounded& to, const BatchNode& node, std::size_t household) {
  const std::uint8_t* of_items = columns_[node.a].unknown;
  const std::uint8_t* mask = node.b == no_index ? nullptr : data<std::uint8_t>(node.b);
  const auto& offsets = to.block->members[node.input].offsets;
  Ends result;
  bool is_empty = true;
  bool has_none = false;
  bool is_certain = false;
  bool is_first = true;
  for (auto i = static_cast<std::size_t>(offsets[household]);
       i < static_cast<std::size_t>(offsets[household + 1]); ++i) {
    if (mask != nullptr && mask[i] == truth_no) continue;
    is_empty = false;
    has_none = has_none || (of_items != nullptr && of_items[i] == not_known);
    Ends item = ends_at(node.a, i);
    if (mask != nullptr && mask[i] != truth_yes) {
      item = {std::min<Wide>(item.low, 0), std::max<Wide>(item.high, 0)};
    } else {
      is_certain = true;
    }
    if (is_first) {
      result = item;
    } else if (node.op == BatchOp::sum) {
      result = {sum(result.low, item.low), sum(result.high, item.high)};
    } else if (node.op == BatchOp::least) {
      result = {std::min(result.low, item.low), std::min(result.high, item.high)};
    } else {
      result = {std::max(result.low, item.low), std::max(result.high, item.high)};
    }
    is_first = false;
  }
  if (is_empty) return fail(to, household);  // what has no items is null
  if (has_none || !is_certain) {
    to.unknown[household] = not_known;
    return;
  }
  put(to, household, result);
}

}  // namespace huice::exec
