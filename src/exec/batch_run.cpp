#include "exec/batch_run.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace huice::exec {

using program::no_index;
using program::Op;
using value::Value;

namespace {

constexpr std::int64_t unknown_key = std::numeric_limits<std::int64_t>::min();
constexpr std::size_t most_kept = 1U << 18;
constexpr std::int32_t most_keys = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t most_direct = 1U << 16;

std::size_t width(ColumnType type) {
  switch (type) {
    case ColumnType::truth:
      return 1;
    case ColumnType::wide:
      return 8;
    case ColumnType::narrow:
    case ColumnType::key:
      break;
  }
  return 4;
}

template <class Visit>
void each_operand(const BatchNode& node, Visit&& visit) {
  if (!node.operands.empty()) {
    for (const std::uint32_t operand : node.operands) visit(operand);
    return;
  }
  for (const std::uint32_t operand : {node.a, node.b, node.c}) {
    if (operand != no_index) visit(operand);
  }
}

std::vector<std::uint32_t> cone(const program::Program& program, std::uint32_t cell) {
  const program::Body& body = program.household();
  std::vector<bool> seen(body.nodes.size(), false);
  std::vector<std::uint32_t> open{cell};
  const auto push = [&](std::uint32_t i) {
    if (i != no_index) open.push_back(i);
  };
  const auto captures = [&](std::uint32_t number) {
    if (number == no_index) return;
    for (const std::uint32_t captured : program.bodies[number].captures) push(captured);
  };
  while (!open.empty()) {
    const std::uint32_t i = open.back();
    open.pop_back();
    if (seen[i]) continue;
    seen[i] = true;
    const program::Node& node = body.nodes[i];
    switch (node.op) {
      case Op::for_loop:
      case Op::some:
      case Op::every:
        for (std::uint32_t k = 0; k < node.count; ++k) captures(body.operands[node.first + k]);
        captures(node.index);
        continue;
      case Op::filter:
      case Op::function:
      case Op::call_body:
        captures(node.index);
        break;
      case Op::lazy_select:
        captures(node.index);
        captures(node.extra);
        break;
      case Op::table:
        for (const auto& output : program.tables[node.index].outputs) push(output.default_cell);
        break;
      case Op::parameter:
      case Op::parameter_call:
        for (const auto& value : program.parameters[node.index].values) captures(value.body);
        break;
      default:
        break;
    }
    for (std::uint32_t k = 0; k < node.count; ++k) push(body.operands[node.first + k]);
  }
  std::vector<std::uint32_t> cells;
  for (std::uint32_t i = 0; i < seen.size(); ++i) {
    if (seen[i]) cells.push_back(i);
  }
  return cells;
}

}  // namespace

std::size_t BatchRun::KeyHash::operator()(const std::vector<std::int64_t>& key) const noexcept {
  std::uint64_t hash = 0x9E3779B97F4A7C15;
  for (const std::int64_t part : key)
    hash = std::rotl((hash ^ static_cast<std::uint64_t>(part)) * 0xBF58476D1CE4E5B9, 29);
  return static_cast<std::size_t>(hash);
}

namespace {

std::size_t place_of(std::uint64_t key, std::size_t size) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15) >> 20) & (size - 1);
}

}  // namespace

BatchRun::Kept* BatchRun::Packed::find(std::uint64_t key) noexcept {
  if (keys.empty()) return nullptr;
  for (std::size_t at = place_of(key, keys.size());; at = (at + 1) & (keys.size() - 1)) {
    if (keys[at] == key + 1) return &kept[at];
    if (keys[at] == 0) return nullptr;
  }
}

void BatchRun::Packed::put(std::uint64_t key, const Kept& answer) {
  constexpr std::size_t least = 256;
  if (size * 2 >= keys.size()) {
    const std::size_t room = size >= most_kept ? least : std::max(least, keys.size() * 2);
    std::vector<std::uint64_t> old_keys(room, 0);
    std::vector<Kept> old_kept(room);
    old_keys.swap(keys);
    old_kept.swap(kept);
    const bool keeps = size < most_kept;
    size = 0;
    for (std::size_t i = 0; keeps && i < old_keys.size(); ++i) {
      if (old_keys[i] != 0) put(old_keys[i] - 1, old_kept[i]);
    }
  }
  std::size_t at = place_of(key, keys.size());
  while (keys[at] != 0) at = (at + 1) & (keys.size() - 1);
  keys[at] = key + 1;
  kept[at] = answer;
  ++size;
}

BatchRun::BatchRun(const BatchProgram& batch, const Inputs& inputs, const KeyValues& keys,
                   const std::vector<std::vector<std::uint32_t>>& groups)
    : batch_(batch), inputs_(inputs), keys_(keys), machine_(batch.program()) {
  const auto& nodes = batch.nodes();
  put_in_order(groups);
  columns_.resize(nodes.size());
  filled_.assign(nodes.size(), 0);
  cones_.resize(nodes.size());
  among_.resize(nodes.size());
  kept_.resize(nodes.size());
  packed_.resize(nodes.size());
  kept_by_key_.resize(nodes.size());
  has_by_key_.resize(nodes.size());
  table_by_key_.resize(nodes.size());
  for (const std::uint32_t i : order_) {
    if (nodes[i].op == BatchOp::look_up) cones_[i] = cone(batch.program(), nodes[i].cell);
  }
  facts_.assign(batch.program().inputs.size(), Value::unknown());
  inputs_.facts = facts_;
  assign_slots(groups);
}

// Each node right after what it is made of: that is still near then.
void BatchRun::put_in_order(const std::vector<std::vector<std::uint32_t>>& groups) {
  std::vector<bool> is_done(batch_.nodes().size(), false);
  const auto visit = [&](std::uint32_t node, const auto& self) -> void {
    if (is_done[node]) return;
    is_done[node] = true;
    each_operand(batch_.nodes()[node], [&](std::uint32_t operand) { self(operand, self); });
    order_.push_back(node);
  };
  for (const std::vector<std::uint32_t>& roots : groups) {
    for (const std::uint32_t root : roots) visit(root, visit);
    ends_.push_back(order_.size());
  }
}

// Memory of what is not used any more is used again; roots stay to the end of the block.
void BatchRun::assign_slots(const std::vector<std::vector<std::uint32_t>>& groups) {
  constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
  const auto& nodes = batch_.nodes();
  slots_.assign(nodes.size(), no_index);
  unknown_.resize(nodes.size());
  low_.resize(nodes.size());
  high_.resize(nodes.size());
  std::vector<std::size_t> last_use(nodes.size(), 0);
  for (std::size_t at = 0; at < order_.size(); ++at)
    each_operand(nodes[order_[at]], [&](std::uint32_t operand) { last_use[operand] = at; });
  for (const std::vector<std::uint32_t>& roots : groups) {
    for (const std::uint32_t root : roots) last_use[root] = never;
  }
  std::vector<std::uint32_t> free;
  for (std::size_t at = 0; at < order_.size(); ++at) {
    const std::uint32_t number = order_[at];
    if (nodes[number].op == BatchOp::input) continue;
    // Constants are filled once for all blocks.
    const bool is_constant = nodes[number].op == BatchOp::constant;
    if (is_constant) last_use[number] = never;
    if (free.empty() || is_constant) {
      free.push_back(static_cast<std::uint32_t>(memory_.size()));
      memory_.emplace_back();
    }
    slots_[number] = free.back();
    free.pop_back();
    each_operand(nodes[number], [&](std::uint32_t operand) {
      if (last_use[operand] != at || slots_[operand] == no_index) return;
      free.push_back(slots_[operand]);
      last_use[operand] = never;  // freed once, though it may stand there twice
    });
  }
}

void BatchRun::run(const BatchBlock& block, std::size_t group) {
  for (std::size_t at = group == 0 ? 0 : ends_[group - 1]; at < ends_[group]; ++at)
    evaluate(order_[at], block);
}

std::uint8_t* BatchRun::unknown_of(std::uint32_t number, std::size_t n) {
  return static_cast<std::uint8_t*>(unknown_[number].room(n));
}

void BatchRun::evaluate(std::uint32_t number, const BatchBlock& block) {
  const BatchNode& node = batch_.nodes()[number];
  const BatchLevel& level = node.level == 0 ? block.households : block.members[node.level - 1];
  const std::size_t n = level.rows;
  BatchColumn& column = columns_[number];
  if (node.op == BatchOp::input) {
    column = block.inputs[node.input];
    return;
  }
  if (node.op == BatchOp::constant && filled_[number] >= n) return;
  void* room = memory_[slots_[number]].room(n * width(node.type));
  column = {room, nullptr};
  if (node.op == BatchOp::constant) filled_[number] = n;
  auto* truths = static_cast<std::uint8_t*>(room);
  switch (node.op) {
    case BatchOp::look_up:
      return look_up(number, node, n, block);
    case BatchOp::spread: {
      const auto copy = [&](auto* out) {
        using T = std::remove_pointer_t<decltype(out)>;
        const T* from = data<T>(node.a);
        gather(n, from, level.owner.data(), out);
      };
      if (node.type == ColumnType::truth) {
        copy(truths);
      } else if (node.type == ColumnType::wide) {
        copy(static_cast<std::int64_t*>(room));
      } else {
        copy(static_cast<std::int32_t*>(room));
      }
      spread_unknown(number, node, level);
      return;
    }
    case BatchOp::some:
    case BatchOp::every:
      return truth_over_members(node, block.members[node.input], truths);
    case BatchOp::count:
      return count_members(number, node, block.members[node.input],
                           static_cast<std::int32_t*>(room));
    case BatchOp::sum:
    case BatchOp::least:
    case BatchOp::most:
      if (node.type == ColumnType::wide)
        return over_members(number, node, block, static_cast<std::int64_t*>(room));
      return over_members(number, node, block, static_cast<std::int32_t*>(room));
    case BatchOp::conjunction:
    case BatchOp::disjunction: {
      const auto join = node.op == BatchOp::conjunction ? &truth_and : &truth_or;
      if (node.operands.size() == 1) {
        std::memcpy(truths, data<std::uint8_t>(node.operands[0]), n);
        return;
      }
      join(n, data<std::uint8_t>(node.operands[0]), data<std::uint8_t>(node.operands[1]), truths);
      for (std::size_t i = 2; i < node.operands.size(); ++i)
        join(n, truths, data<std::uint8_t>(node.operands[i]), truths);
      return;
    }
    case BatchOp::negation:
      return truth_not(n, data<std::uint8_t>(node.a), truths);
    case BatchOp::is_among:
      return is_among(node, number, n, truths);
    case BatchOp::compare:
    case BatchOp::compare_constant: {
      const bool is_wide = batch_.nodes()[node.a].type == ColumnType::wide;
      const bool has_constant = node.op == BatchOp::compare_constant;
      if (is_wide && has_constant) {
        kernels_64().compare_constant(node.how, n, data<std::int64_t>(node.a), node.constant,
                                      truths);
      } else if (is_wide) {
        kernels_64().compare(node.how, n, data<std::int64_t>(node.a), data<std::int64_t>(node.b),
                             truths);
      } else if (has_constant) {
        kernels_32().compare_constant(node.how, n, data<std::int32_t>(node.a),
                                      static_cast<std::int32_t>(node.constant), truths);
      } else {
        kernels_32().compare(node.how, n, data<std::int32_t>(node.a), data<std::int32_t>(node.b),
                             truths);
      }
      for (const std::uint32_t operand : {node.a, node.b}) {
        if (operand != no_index && columns_[operand].unknown != nullptr)
          open_unknown(n, columns_[operand].unknown, truths);
      }
      compare_bounds(node, n, truths);
      return;
    }
    case BatchOp::constant:
      if (node.type == ColumnType::truth) {
        std::memset(truths, static_cast<int>(node.constant), n);
        return;
      }
      [[fallthrough]];
    default:
      if (node.type == ColumnType::wide) {
        evaluate_numbers(node, kernels_64(), n, static_cast<std::int64_t*>(room));
      } else {
        evaluate_numbers(node, kernels_32(), n, static_cast<std::int32_t*>(room));
      }
      if (node.op == BatchOp::choose) {
        choose_unknown(number, node, n, block);
      } else if (node.op != BatchOp::constant) {
        join_unknown(number, node, n, block);
      }
      return;
  }
}

template <class T>
void BatchRun::ramp(const BatchNode& node, const NumberKernels<T>& kernels, std::size_t n, T* out) {
  if constexpr (sizeof(T) == 8) {
    if (batch_.nodes()[node.a].type == ColumnType::narrow)
      return wide_ramp(n, data<std::int32_t>(node.a), node.least, node.most, node.factor,
                       node.constant, out);
  }
  const T least = node.least == no_low ? std::numeric_limits<T>::min() : static_cast<T>(node.least);
  const T most = node.most == no_high ? std::numeric_limits<T>::max() : static_cast<T>(node.most);
  kernels.ramp(n, data<T>(node.a), least, most, static_cast<T>(node.factor),
               static_cast<T>(node.constant), out);
}

template <class T>
void BatchRun::evaluate_numbers(const BatchNode& node, const NumberKernels<T>& kernels,
                                std::size_t n, T* out) {
  const auto constant = static_cast<T>(node.constant);
  const T* a = node.a == no_index ? nullptr : data<T>(node.a);
  const T* b = node.b == no_index ? nullptr : data<T>(node.b);
  switch (node.op) {
    case BatchOp::constant:
      std::fill(out, out + n, constant);
      return;
    case BatchOp::add:
      return kernels.add(n, a, b, out);
    case BatchOp::subtract:
      return kernels.subtract(n, a, b, out);
    case BatchOp::multiply:
      return kernels.multiply(n, a, b, out);
    case BatchOp::smaller:
      return kernels.smaller(n, a, b, out);
    case BatchOp::greater:
      return kernels.greater(n, a, b, out);
    case BatchOp::ramp:
      return ramp(node, kernels, n, out);
    case BatchOp::choose: {
      const BatchNode& yes = batch_.nodes()[node.b];
      const BatchNode& no = batch_.nodes()[node.c];
      if (yes.op == BatchOp::constant && no.op == BatchOp::constant)
        return kernels.choose_constant(n, data<std::uint8_t>(node.a), static_cast<T>(yes.constant),
                                       static_cast<T>(no.constant), out);
      return kernels.choose(n, data<std::uint8_t>(node.a), data<T>(node.b), data<T>(node.c), out);
    }
    case BatchOp::floor:
      if constexpr (sizeof(T) == 8) floor_quotients(n, a, constant, out);
      return;
    default:
      return;
  }
}

// Counted up to each member: the difference of two counts is a household's.
void BatchRun::truth_over_members(const BatchNode& node, const BatchLevel& level,
                                  std::uint8_t* out) {
  const std::size_t households = level.offsets.size() - 1;
  sums_.resize(std::max(sums_.size(), level.rows + 1));
  truth_counts(level.rows, data<std::uint8_t>(node.a), sums_.data());
  const std::uint64_t* counts = sums_.data();
  const std::int32_t* offsets = level.offsets.data();
  if (node.op == BatchOp::some) {
    for (std::size_t h = 0; h < households; ++h) {
      const std::uint64_t found = counts[offsets[h + 1]] - counts[offsets[h]];
      const bool is_yes = (found & 0xFFFFFFFF) != 0;
      out[h] = is_yes ? truth_yes : found != 0 ? truth_open : truth_no;
    }
    return;
  }
  for (std::size_t h = 0; h < households; ++h) {
    const std::uint64_t found = counts[offsets[h + 1]] - counts[offsets[h]];
    const auto members = static_cast<std::uint64_t>(offsets[h + 1] - offsets[h]);
    const std::uint64_t yes = found & 0xFFFFFFFF;
    out[h] = yes == members ? truth_yes : yes + (found >> 32) < members ? truth_no : truth_open;
  }
}

void BatchRun::count_members(std::uint32_t number, const BatchNode& node, const BatchLevel& level,
                             std::int32_t* out) {
  const std::size_t households = level.offsets.size() - 1;
  const auto& offsets = level.offsets;
  if (node.a == no_index) {
    for (std::size_t h = 0; h < households; ++h) out[h] = offsets[h + 1] - offsets[h];
    return;
  }
  sums_.resize(std::max(sums_.size(), level.rows + 1));
  truth_counts(level.rows, data<std::uint8_t>(node.a), sums_.data());
  const bool has_open = sums_[level.rows] >> 32 != 0;
  for (std::size_t h = 0; h < households; ++h) {
    const std::uint64_t found = sums_[static_cast<std::size_t>(offsets[h + 1])] -
                                sums_[static_cast<std::size_t>(offsets[h])];
    out[h] = static_cast<std::int32_t>(found & 0xFFFFFFFF);
  }
  if (!has_open) return;
  std::uint8_t* unknown = unknown_of(number, households);
  const std::size_t bytes = households * sizeof(std::int64_t);
  auto* low = static_cast<std::int64_t*>(low_[number].room(bytes));
  auto* high = static_cast<std::int64_t*>(high_[number].room(bytes));
  for (std::size_t h = 0; h < households; ++h) {
    const std::uint64_t found = sums_[static_cast<std::size_t>(offsets[h + 1])] -
                                sums_[static_cast<std::size_t>(offsets[h])];
    const auto open = static_cast<std::int64_t>(found >> 32);
    unknown[h] = open != 0 ? known_bounds : known;
    low[h] = out[h];
    high[h] = out[h] + open;
  }
  columns_[number].unknown = unknown;
  columns_[number].low = low;
  columns_[number].high = high;
}

template <class T>
void BatchRun::over_members(std::uint32_t number, const BatchNode& node, const BatchBlock& block,
                            T* out) {
  const BatchLevel& level = block.members[node.input];
  const std::size_t households = level.offsets.size() - 1;
  const auto& offsets = level.offsets;
  const T* items = data<T>(node.a);
  const std::uint8_t* of_items = columns_[node.a].unknown;
  if (node.b != no_index) {
    Bounded to = bounded(number, households, block);
    for (std::size_t h = 0; h < households; ++h) sum_up(to, node, h);
    return finish(to, households);
  }
  std::uint8_t* left = block.left.data();
  if (node.op == BatchOp::sum) {
    sums_.resize(std::max(sums_.size(), level.rows + 1));
    sums(level.rows, items, sums_.data());
    for (std::size_t h = 0; h < households; ++h) {
      const auto begin = static_cast<std::size_t>(offsets[h]);
      const auto end = static_cast<std::size_t>(offsets[h + 1]);
      left[h] = static_cast<std::uint8_t>(left[h] | (begin == end ? 1 : 0));
      out[h] = static_cast<T>(sums_[end] - sums_[begin]);
    }
  } else {
    for (std::size_t h = 0; h < households; ++h) {
      out[h] = 0;
      left[h] = static_cast<std::uint8_t>(left[h] | (offsets[h] == offsets[h + 1] ? 1 : 0));
    }
    extremes(level.rows, items, level.owner.data(), node.op == BatchOp::least, out);
  }
  if (of_items == nullptr) return;
  Bounded to = bounded(number, households, block);
  std::memset(to.unknown, known, households);
  const std::int32_t* owner = level.owner.data();
  each_set(level.rows, of_items, not_known,
           [&](std::size_t i) { to.unknown[owner[i]] = not_known; });
  if (columns_[node.a].low != nullptr) {
    each_set(level.rows, of_items, known_bounds, [&](std::size_t i) {
      if (to.unknown[owner[i]] == known) sum_up(to, node, static_cast<std::size_t>(owner[i]));
    });
  }
  finish(to, households);
}

void BatchRun::is_among(const BatchNode& node, std::uint32_t number, std::size_t n,
                        std::uint8_t* out) {
  std::vector<std::uint8_t>& table = among_[number];
  const auto* keys = data<std::int32_t>(node.a);
  // Entry 0 is the unknown key.
  if (table.empty()) table.push_back(truth_open);
  const bool is_plain = !any_outside(n, keys, -1, static_cast<std::int32_t>(table.size()) - 2);
  if (is_plain && std::count(table.begin(), table.end(), truth_yes) == 1) {
    const auto found = std::find(table.begin(), table.end(), truth_yes) - table.begin();
    kernels_32().compare_constant(Compare::equal, n, keys, static_cast<std::int32_t>(found - 1),
                                  out);
    return open_keys(n, keys, out);
  }
  std::int32_t most = -1;
  for (std::size_t i = 0; i < n; ++i) most = std::max(most, keys[i]);
  for (auto key = static_cast<std::int32_t>(table.size()) - 1; key <= most; ++key) {
    const Value value = keys_.value(node.input, key);
    bool found = false;
    for (const Value& candidate : node.values)
      found = found || (value.is_string() && value.string() == candidate.string());
    table.push_back(found ? truth_yes : truth_no);
  }
  const std::uint8_t* entries = table.data() + 1;
  for (std::size_t i = 0; i < n; ++i) out[i] = entries[keys[i]];
}

void BatchRun::look_up(std::uint32_t number, const BatchNode& node, std::size_t n,
                       const BatchBlock& block) {
  const bool is_truth = node.type == ColumnType::truth;
  auto* truths = static_cast<std::uint8_t*>(const_cast<void*>(columns_[number].data));
  auto* numbers = static_cast<std::int64_t*>(const_cast<void*>(columns_[number].data));
  Bounded to;
  if (!is_truth) to = bounded(number, n, block);
  const auto& owner =
      node.level == 0 ? std::span<const std::int32_t>() : block.members[node.level - 1].owner;
  const auto put = [&](std::size_t i, const Kept& kept) {
    if (kept.fails) block.left[owner.empty() ? i : static_cast<std::size_t>(owner[i])] = 1;
    if (is_truth) {
      truths[i] = kept.truth;
    } else {
      numbers[i] = kept.number;
      to.unknown[i] = kept.unknown;
      if (kept.unknown != known_bounds) return;
      to.low[i] = kept.low;
      to.high[i] = kept.high;
    }
  };
  const auto part = [&](std::uint32_t operand, std::size_t i) -> std::int64_t {
    const BatchNode& of = batch_.nodes()[operand];
    const BatchColumn& column = columns_[operand];
    if (column.unknown != nullptr && column.unknown[i] != known) return unknown_key;
    switch (of.type) {
      case ColumnType::truth:
        return static_cast<const std::uint8_t*>(column.data)[i];
      case ColumnType::wide:
        return static_cast<const std::int64_t*>(column.data)[i];
      default:
        return static_cast<const std::int32_t*>(column.data)[i];
    }
  };
  if (node.operands.empty()) {
    const Kept kept = answer(node, {});
    for (std::size_t i = 0; i < n; ++i) put(i, kept);
    if (!is_truth) finish(to, n);
    return;
  }
  const auto settle = [&] {
    if (!is_truth) finish(to, n);
  };
  if (node.operands.size() == 1) {
    std::vector<Kept>& kept = kept_by_key_[number];
    std::vector<std::uint8_t>& has = has_by_key_[number];
    if (!is_truth && batch_.nodes()[node.operands[0]].type == ColumnType::key) {
      // Numbers of few keys, as tables have them.
      const auto* keys = data<std::int32_t>(node.operands[0]);
      const std::vector<std::int64_t>& table = table_by_key_[number];
      const bool is_plain =
          !table.empty() && !any_outside(n, keys, -1, static_cast<std::int32_t>(table.size()) - 2);
      const bool has_unknown = is_plain && any_outside(n, keys, 0, most_keys);
      const bool is_settled = !has_unknown || (!has.empty() && has[0] != 0 && !kept[0].fails &&
                                               kept[0].unknown == not_known);
      if (is_plain && is_settled) {
        gather(n, table.data() + 1, keys, numbers);
        if (!has_unknown) return;
        for (std::size_t i = 0; i < n; ++i) to.unknown[i] = keys[i] < 0 ? not_known : known;
        columns_[number].unknown = to.unknown;
        return;
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::int64_t key = part(node.operands[0], i);
      if (key < -1 || key >= static_cast<std::int64_t>(most_direct)) {
        put(i, answer(node, {&key, 1}));
        continue;
      }
      const auto at = static_cast<std::size_t>(key + 1);
      if (at >= has.size()) {
        has.resize(at + 64, 0);
        kept.resize(at + 64);
      }
      if (has[at] == 0) {
        kept[at] = answer(node, {&key, 1});
        has[at] = 1;
      }
      put(i, kept[at]);
    }
    std::vector<std::int64_t>& table = table_by_key_[number];
    table.assign(1, 0);  // of what is unknown
    for (std::size_t at = 1; at < has.size(); ++at) {
      if (has[at] == 0 || kept[at].fails || kept[at].unknown != known) break;
      table.push_back(kept[at].number);
    }
    return settle();
  }
  std::vector<std::int64_t> key(node.operands.size());
  // Truths take two bits, keys twenty-one.
  unsigned bits = 0;
  for (const std::uint32_t operand : node.operands) {
    const ColumnType type = batch_.nodes()[operand].type;
    bits += type == ColumnType::truth ? 2 : type == ColumnType::key ? 21 : 64;
  }
  if (bits < 64) {
    Packed& packed = packed_[number];
    packed_keys_.assign(n, 0);
    for (const std::uint32_t operand : node.operands) {
      if (batch_.nodes()[operand].type == ColumnType::truth) {
        const auto* truth = data<std::uint8_t>(operand);
        for (std::size_t i = 0; i < n; ++i) packed_keys_[i] = packed_keys_[i] << 2 | truth[i];
      } else {
        const auto* keys = data<std::int32_t>(operand);
        for (std::size_t i = 0; i < n; ++i)
          packed_keys_[i] = packed_keys_[i] << 21 | static_cast<std::uint32_t>(keys[i] + 1);
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      if (const Kept* found = packed.find(packed_keys_[i])) {
        put(i, *found);
        continue;
      }
      for (std::size_t k = 0; k < key.size(); ++k) key[k] = part(node.operands[k], i);
      const Kept made = answer(node, key);
      packed.put(packed_keys_[i], made);
      put(i, made);
    }
    return settle();
  }
  auto& kept = kept_[number];
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < key.size(); ++k) key[k] = part(node.operands[k], i);
    const auto found = kept.find(key);
    if (found != kept.end()) {
      put(i, found->second);
      continue;
    }
    if (kept.size() >= most_kept) kept.clear();
    put(i, kept.emplace(key, answer(node, key)).first->second);
  }
  settle();
}

BatchRun::Kept BatchRun::answer(const BatchNode& node, std::span<const std::int64_t> key) {
  const auto& inputs = batch_.program().inputs;
  for (std::size_t k = 0; k < key.size(); ++k) {
    const BatchNode* operand = &batch_.nodes()[node.operands[k]];
    while (operand->op == BatchOp::spread) operand = &batch_.nodes()[operand->a];
    Value& fact = facts_[operand->input];
    const bool is_unknown = operand->type == ColumnType::truth ? key[k] == truth_open
                            : operand->type == ColumnType::key ? key[k] < 0
                                                               : key[k] == unknown_key;
    if (is_unknown) {
      const bool is_field = inputs[operand->input].member_of != no_index;
      fact = is_field ? Value::unknown() : inputs[operand->input].unknown;
    } else if (operand->type == ColumnType::truth) {
      fact = Value(key[k] == truth_yes);
    } else if (operand->type == ColumnType::key) {
      fact = keys_.value(operand->input, static_cast<std::int32_t>(key[k]));
    } else {
      fact = Value(Decimal::scaled(key[k], -operand->scale));
    }
  }
  machine_.take(inputs_);
  const std::size_t index = static_cast<std::size_t>(&node - batch_.nodes().data());
  machine_.run(cones_[index]);
  const Value& found = machine_.cell(node.cell);
  Kept kept;
  if (node.type == ColumnType::truth) {
    kept.fails = found.is_null() || (!found.is_boolean() && !found.is_unknown());
    kept.truth = found.is_true() ? truth_yes : found.is_false() ? truth_no : truth_open;
    return kept;
  }
  if (found.is_unknown()) {
    const value::BoundsObject* bounds = found.bounds();
    kept.unknown = bounds != nullptr ? known_bounds : not_known;
    if (bounds == nullptr) return kept;
    const auto end = [&](bool has, const Decimal& number, std::int64_t& to) {
      if (!has) return;
      const auto scaled = number.to_scaled_int64(node.scale);
      kept.fails = kept.fails || !scaled || *scaled > INT64_MAX / 2 || *scaled < INT64_MIN / 2;
      to = scaled.value_or(0);
    };
    end(bounds->has_low, bounds->low, kept.low);
    end(bounds->has_high, bounds->high, kept.high);
    return kept;
  }
  if (!found.is_number()) {
    kept.fails = true;
    return kept;
  }
  const auto scaled = found.number().to_scaled_int64(node.scale);
  kept.fails = !scaled || *scaled < node.low || *scaled > node.high;
  kept.number = kept.fails ? 0 : *scaled;
  return kept;
}

}  // namespace huice::exec
