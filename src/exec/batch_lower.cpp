// From cells to nodes of columns.
#include <algorithm>
#include <utility>

#include "exec/batch_program.hpp"

namespace huice::exec {

using program::Body;
using program::Domain;
using program::no_index;
using program::Node;
using program::Op;
using value::Value;

namespace {

constexpr Wide fits_wide = static_cast<Wide>(1) << 62;
constexpr Wide fits_narrow = static_cast<Wide>(1) << 30;
constexpr int most_scale = 18;

Wide power_of_ten(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

std::optional<Compare> relation(Op op) {
  switch (op) {
    case Op::less:
      return Compare::less;
    case Op::less_equal:
      return Compare::less_equal;
    case Op::equal:
      return Compare::equal;
    case Op::not_equal:
      return Compare::not_equal;
    case Op::greater_equal:
      return Compare::greater_equal;
    case Op::greater:
      return Compare::greater;
    default:
      return std::nullopt;
  }
}

Compare mirrored(Compare how) {
  switch (how) {
    case Compare::less:
      return Compare::greater;
    case Compare::less_equal:
      return Compare::greater_equal;
    case Compare::greater_equal:
      return Compare::less_equal;
    case Compare::greater:
      return Compare::less;
    default:
      return how;
  }
}

}  // namespace

/// Lowers one body; bodies inside it are lowered into the same nodes.
class BatchLowering {
 public:
  using Found = std::optional<std::uint32_t>;

  /// What an argument of a body stands for.
  struct Argument {
    Found node;
    std::uint32_t item_of = no_index;  ///< an item of this members input
  };

  explicit BatchLowering(BatchProgram& batch) : batch_(batch) {}

  Found cell(std::uint32_t cell) {
    if (batch_.tried_[cell]) return batch_.cells_[cell];
    batch_.tried_[cell] = true;
    Found made = lower({&batch_.program_.household(), nullptr, nullptr}, cell);
    if (!made) made = look_up(cell);
    return batch_.cells_[cell] = made;
  }

  Found input(std::uint32_t number) {
    const program::Input& declared = batch_.program_.inputs[number];
    const InputShape& shape = batch_.shapes_[number];
    BatchNode node;
    node.op = BatchOp::input;
    node.input = number;
    node.level = declared.member_of == no_index ? 0 : 1 + declared.member_of;
    switch (declared.domain) {
      case Domain::boolean:
        node.type = ColumnType::truth;
        break;
      case Domain::number:
      case Domain::integer:
      case Domain::money:
        if (!shape.has_column || shape.scale < 0 || shape.scale > 6) return std::nullopt;
        return number_input(std::move(node), declared, shape.scale);
      case Domain::enumeration:
      case Domain::code:
      case Domain::enum_set:
      case Domain::date:
      case Domain::duration:
        node.type = ColumnType::key;
        break;
      case Domain::text:
      case Domain::members:
        return std::nullopt;
    }
    return batch_.add(std::move(node));
  }

  Found spread(Found node, std::uint32_t level) {
    if (!node || at(*node).level == level) return node;
    if (at(*node).level != 0) return std::nullopt;
    BatchNode made = at(*node);
    if (made.op == BatchOp::constant) {
      made.level = level;
      return batch_.add(std::move(made));
    }
    made.op = BatchOp::spread;
    made.a = *node;
    made.b = made.c = made.input = made.cell = no_index;
    made.operands.clear();
    made.values.clear();
    made.constant = 0;
    made.factor = 1;
    made.least = no_low;
    made.most = no_high;
    made.is_crossed = false;
    made.level = level;
    return batch_.add(std::move(made));
  }

 private:
  /// Where a cell is: its body, and what the arguments and captures are.
  struct Here {
    const Body* body;
    const std::vector<Argument>* arguments;
    const Here* outer;  ///< whose cells the captures are; nullptr: the household's
    bool is_of_members = false;
  };

  [[nodiscard]] const BatchNode& at(std::uint32_t node) const { return batch_.nodes_[node]; }

  Found operand(const Here& here, const Node& node, std::uint32_t i) {
    return of(here, here.body->operand(node, i));
  }
  Found of(const Here& here, std::uint32_t cell_number) {
    return here.arguments == nullptr ? cell(cell_number) : lower(here, cell_number);
  }

  Found lower(const Here& here, std::uint32_t cell_number) {
    const Node& node = here.body->nodes[cell_number];
    if (const auto how = relation(node.op)) return comparison(here, node, *how);
    switch (node.op) {
      case Op::constant:
        return constant(batch_.program_.constants[node.index]);
      case Op::input:
        return input(node.index);
      case Op::argument:
        return argument(here, node);
      case Op::parameter:
        return parameter(here, node);
      case Op::negation:
        return truth_node(BatchOp::negation, {operand(here, node, 0)});
      case Op::conjunction:
      case Op::all_of:
        return truth_group(here, node, BatchOp::conjunction);
      case Op::disjunction:
      case Op::any_of:
        return truth_group(here, node, BatchOp::disjunction);
      case Op::select:
        return choose(operand(here, node, 0), operand(here, node, 1), operand(here, node, 2));
      case Op::lazy_select:
        return lazy_select(here, node);
      case Op::add:
        return add(operand(here, node, 0), operand(here, node, 1));
      case Op::subtract:
        return subtract(operand(here, node, 0), operand(here, node, 1));
      case Op::multiply:
        return multiply(operand(here, node, 0), operand(here, node, 1));
      case Op::divide:
        return divide(operand(here, node, 0), operand(here, node, 1));
      case Op::negate:
        return subtract(number(0, 0), operand(here, node, 0));
      case Op::property:
        return property(here, node);
      case Op::some:
      case Op::every:
        return quantified(here, node);
      case Op::call_builtin:
        return builtin(here, node);
      default:
        return std::nullopt;
    }
  }

  // --- leaves ---

  Found number_input(BatchNode node, const program::Input& declared, int scale) {
    const Wide unit = power_of_ten(scale);
    const Wide most = declared.domain == Domain::integer ? fits_narrow - 1 : most_units * unit;
    const auto bound = [&](const Value& end, Wide otherwise) {
      if (!end.is_number()) return otherwise;
      const auto scaled = end.number().to_scaled_int64(scale);
      return scaled ? std::clamp<Wide>(*scaled, -most, most) : otherwise;
    };
    node.low = bound(declared.low, -most);
    node.high = bound(declared.high, most);
    node.scale = scale;
    const bool is_narrow = declared.domain == Domain::integer && scale == 0;
    node.type = is_narrow ? ColumnType::narrow : ColumnType::wide;
    return batch_.add(std::move(node));
  }

  Found constant(const Value& value) {
    BatchNode node;
    node.op = BatchOp::constant;
    if (value.is_boolean()) {
      node.type = ColumnType::truth;
      node.constant = value.boolean() ? truth_yes : truth_no;
      return batch_.add(std::move(node));
    }
    if (!value.is_number()) return std::nullopt;
    for (int scale = 0; scale <= most_scale; ++scale) {
      if (const auto whole = value.number().to_scaled_int64(scale)) return number(*whole, scale);
    }
    return std::nullopt;
  }

  Found number(std::int64_t coefficient, int scale) {
    BatchNode node;
    node.op = BatchOp::constant;
    node.constant = coefficient;
    node.scale = scale;
    node.low = node.high = coefficient;
    return sized(std::move(node));
  }

  // Narrow where that suffices; nothing where the range does not fit.
  Found sized(BatchNode node) {
    if (node.low < -fits_wide || node.high > fits_wide) return std::nullopt;
    const bool is_narrow = node.low > -fits_narrow && node.high < fits_narrow;
    node.type = is_narrow ? ColumnType::narrow : ColumnType::wide;
    return batch_.add(std::move(node));
  }

  Found argument(const Here& here, const Node& node) {
    if (here.arguments == nullptr) return std::nullopt;
    if (node.index < here.arguments->size()) return (*here.arguments)[node.index].node;
    const std::uint32_t captured = here.body->captures[node.index - here.body->arguments];
    const Found found = here.outer == nullptr ? cell(captured) : of(*here.outer, captured);
    // What the member has that the rule goes by is not what the members of a loop have.
    const bool is_entered =
        here.is_of_members && (here.outer == nullptr || !here.outer->is_of_members);
    return is_entered && found && at(*found).level != 0 ? std::nullopt : found;
  }

  /// The members input that an argument is an item of.
  std::uint32_t item_of(const Here& here, std::uint32_t cell_number) {
    const Node& node = here.body->nodes[cell_number];
    if (node.op != Op::argument || here.arguments == nullptr) return no_index;
    if (node.index < here.arguments->size()) return (*here.arguments)[node.index].item_of;
    if (here.outer == nullptr) return no_index;
    return item_of(*here.outer, here.body->captures[node.index - here.body->arguments]);
  }

  /// The members input that a cell holds.
  std::uint32_t members_at(const Here& here, std::uint32_t cell_number) {
    const Node& node = here.body->nodes[cell_number];
    if (node.op == Op::input && batch_.program_.inputs[node.index].domain == Domain::members)
      return node.index;
    if (node.op != Op::argument || here.arguments == nullptr) return no_index;
    if (node.index < here.arguments->size()) return no_index;
    const std::uint32_t captured = here.body->captures[node.index - here.body->arguments];
    const Here household{&batch_.program_.household(), nullptr, nullptr};
    return members_at(here.outer == nullptr ? household : *here.outer, captured);
  }

  Found field(std::uint32_t members, const std::string& name) {
    const auto& inputs = batch_.program_.inputs;
    for (const std::uint32_t i : inputs[members].fields) {
      if (inputs[i].field == name) return input(i);
    }
    return std::nullopt;
  }

  Found property(const Here& here, const Node& node) {
    const std::uint32_t members = item_of(here, here.body->operand(node, 0));
    if (members == no_index) return std::nullopt;
    return field(members, batch_.program_.strings[node.index]);
  }

  // A value that hangs on no place is one constant.
  Found parameter(const Here& here, const Node& node) {
    if (here.body->operand(node, 0) != no_index) return std::nullopt;
    const Lookup found = batch_.machine_.look_up(node.index);
    if (found.caller != nullptr) return constant(found.caller->value);
    if (found.bound == nullptr || found.bound->body != no_index) return std::nullopt;
    return constant(found.bound->constant);
  }

  // --- truths ---

  // Nodes of one level, those of the household spread out.
  bool align(std::vector<Found>& nodes) {
    std::uint32_t level = 0;
    for (const Found& node : nodes) {
      if (!node) return false;
      const std::uint32_t of = at(*node).level;
      if (of == 0 || at(*node).op == BatchOp::constant) continue;
      if (level != 0 && level != of) return false;
      level = of;
    }
    for (Found& node : nodes) {
      node = spread(node, level);
      if (!node) return false;
    }
    return true;
  }

  Found truth_node(BatchOp op, std::vector<Found> operands) {
    if (!align(operands)) return std::nullopt;
    BatchNode node;
    node.op = op;
    for (const Found& operand : operands) {
      if (at(*operand).type != ColumnType::truth) return std::nullopt;
      if (op != BatchOp::negation && at(*operand).op == op) {
        const auto& inner = at(*operand).operands;
        node.operands.insert(node.operands.end(), inner.begin(), inner.end());
      } else {
        node.operands.push_back(*operand);
      }
    }
    // In one order and each once: what says the same is one node.
    std::sort(node.operands.begin(), node.operands.end());
    node.operands.erase(std::unique(node.operands.begin(), node.operands.end()),
                        node.operands.end());
    if (op != BatchOp::negation && node.operands.size() == 1) return node.operands.front();
    node.level = at(node.operands.front()).level;
    node.a = node.operands.front();
    return batch_.add(std::move(node));
  }

  Found truth_group(const Here& here, const Node& node, BatchOp op) {
    if (node.count == 0) return std::nullopt;
    std::vector<Found> parts;
    for (std::uint32_t i = 0; i < node.count; ++i) parts.push_back(operand(here, node, i));
    return truth_node(op, std::move(parts));
  }

  Found comparison(const Here& here, const Node& node, Compare how) {
    const std::uint32_t left = here.body->operand(node, 0);
    const std::uint32_t right = here.body->operand(node, 1);
    if (auto chosen = choice(here, left, right, how)) return chosen;
    if (auto chosen = choice(here, right, left, how)) return chosen;
    if (auto crossed = quotient(here, left, right, how)) return crossed;
    if (auto crossed = quotient(here, right, left, mirrored(how))) return crossed;
    return compare(of(here, left), of(here, right), how);
  }

  // x = "a": a key against a text.
  Found choice(const Here& here, std::uint32_t key, std::uint32_t text, Compare how) {
    if (how != Compare::equal && how != Compare::not_equal) return std::nullopt;
    const Node& constant = here.body->nodes[text];
    if (constant.op != Op::constant) return std::nullopt;
    const Value& value = batch_.program_.constants[constant.index];
    if (!value.is_string()) return std::nullopt;
    const Found operand = of(here, key);
    if (!operand || at(*operand).type != ColumnType::key) return std::nullopt;
    const std::uint32_t number = at(*operand).input;
    if (number == no_index) return std::nullopt;
    const Domain domain = batch_.program_.inputs[number].domain;
    if (domain != Domain::enumeration) return std::nullopt;  // places compare by more than words
    BatchNode node;
    node.op = BatchOp::is_among;
    node.a = *operand;
    node.input = number;
    node.level = at(*operand).level;
    node.values.push_back(value);
    const Found among = batch_.add(std::move(node));
    return how == Compare::equal ? among : truth_node(BatchOp::negation, {among});
  }

  // a / b against c, where b is above zero: a against b * c.
  Found quotient(const Here& here, std::uint32_t left, std::uint32_t right, Compare how) {
    const Here* where = &here;
    const Node* node = &here.body->nodes[left];
    const Here household{&batch_.program_.household(), nullptr, nullptr};
    while (node->op == Op::argument && where->arguments != nullptr &&
           node->index >= where->arguments->size()) {
      const std::uint32_t captured = where->body->captures[node->index - where->body->arguments];
      where = where->outer == nullptr ? &household : where->outer;
      node = &where->body->nodes[captured];
    }
    if (node->op != Op::divide) return std::nullopt;
    const Found divisor = operand(*where, *node, 1);
    if (!divisor || !at(*divisor).is_number() || at(*divisor).op == BatchOp::constant ||
        at(*divisor).low <= 0)
      return std::nullopt;
    const Found product = multiply(divisor, of(here, right));
    if (!product) return std::nullopt;
    BatchNode crossed = at(*product);
    crossed.is_crossed = true;
    return compare(operand(*where, *node, 0), batch_.add(std::move(crossed)), how);
  }

  Found compare(Found a, Found b, Compare how) {
    if (!a || !b || !at(*a).is_number() || !at(*b).is_number()) return std::nullopt;
    if (at(*a).op == BatchOp::constant) {
      std::swap(a, b);
      how = mirrored(how);
    }
    if (!bring_together(a, b)) return std::nullopt;
    // A quotient of 34 digits that equals a number may have been rounded to it.
    if (at(*a).divisor != 1) return std::nullopt;
    BatchNode node;
    node.type = ColumnType::truth;
    node.how = how;
    if (at(*b).op == BatchOp::constant) {
      node.op = BatchOp::compare_constant;
      node.constant = at(*b).constant;
      if (at(*a).type == ColumnType::narrow && at(*b).type == ColumnType::wide) a = wide(a);
      node.a = *a;
      node.level = at(*a).level;
      return batch_.add(std::move(node));
    }
    std::vector<Found> both{a, b};
    if (!align(both) || !same_width(both[0], both[1])) return std::nullopt;
    node.op = BatchOp::compare;
    node.a = *both[0];
    node.b = *both[1];
    node.level = at(node.a).level;
    return batch_.add(std::move(node));
  }

  // --- numbers ---

  Found wide(Found a) {
    if (!a || at(*a).type == ColumnType::wide) return a;
    BatchNode node = at(*a);
    if (node.op == BatchOp::constant || node.op == BatchOp::ramp) {
      node.type = ColumnType::wide;
      return batch_.add(std::move(node));
    }
    if (chooses_constants(*a)) {
      const Found yes = wide(node.b);
      const Found no = wide(node.c);
      node.b = *yes;
      node.c = *no;
      node.type = ColumnType::wide;
      return batch_.add(std::move(node));
    }
    BatchNode made = like(node);
    made.op = BatchOp::ramp;
    made.a = *a;
    made.low = node.low;
    made.high = node.high;
    made.type = ColumnType::wide;
    return batch_.add(std::move(made));
  }

  [[nodiscard]] bool chooses_constants(std::uint32_t node) const {
    return at(node).op == BatchOp::choose && at(at(node).b).op == BatchOp::constant &&
           at(at(node).c).op == BatchOp::constant;
  }

  // A number of the same level, scale and divisor.
  [[nodiscard]] static BatchNode like(const BatchNode& node) {
    BatchNode made;
    made.level = node.level;
    made.scale = node.scale;
    made.divisor = node.divisor;
    return made;
  }

  bool same_width(Found& a, Found& b) {
    if (at(*a).type == at(*b).type) return true;
    a = wide(a);
    b = wide(b);
    return a && b;
  }

  /// What is done to a number with a constant.
  enum class Step : std::uint8_t { plus, times, at_least, at_most };

  // Steps that follow one another are one ramp, as far as whole numbers go.
  static bool follow(BatchNode& ramp, Step step, Wide by) {
    const Wide factor = ramp.factor;
    const auto fits = [](Wide number) { return number <= fits_wide && number >= -fits_wide; };
    if (!fits(by)) return false;
    if (step == Step::plus || step == Step::times) {
      const Wide constant = step == Step::plus ? ramp.constant + by : ramp.constant * by;
      const Wide slope = step == Step::plus ? factor : factor * by;
      if (!fits(constant) || !fits(slope)) return false;
      ramp.constant = static_cast<std::int64_t>(constant);
      ramp.factor = static_cast<std::int64_t>(slope);
      return true;
    }
    const Wide from = by - ramp.constant;
    if (factor == 0 || from % factor != 0 || !fits(from / factor)) return false;
    const auto end = static_cast<std::int64_t>(from / factor);
    if ((step == Step::at_least) == (factor > 0)) {
      ramp.least = std::max(ramp.least, end);
      if (ramp.most != no_high) ramp.most = std::max(ramp.most, end);
    } else {
      ramp.most = std::min(ramp.most, end);
      if (ramp.least != no_low) ramp.least = std::min(ramp.least, end);
    }
    return true;
  }

  static Wide stepped(Wide value, Step step, Wide by) {
    switch (step) {
      case Step::plus:
        return value + by;
      case Step::times:
        return value * by;
      case Step::at_least:
        return std::max(value, by);
      case Step::at_most:
        break;
    }
    return std::min(value, by);
  }

  Found after(Found a, Step step, Wide by) {
    if (!a) return std::nullopt;
    const BatchNode from = at(*a);
    if (from.op == BatchOp::constant) return folded(a, stepped(from.constant, step, by));
    if (chooses_constants(*a)) {
      const Found yes = after(from.b, step, by);
      const Found no = after(from.c, step, by);
      if (!yes || !no) return std::nullopt;
      BatchNode made = from;
      made.b = *yes;
      made.c = *no;
      made.low = std::min(at(*yes).low, at(*no).low);
      made.high = std::max(at(*yes).high, at(*no).high);
      return resized(std::move(made), {&BatchNode::b, &BatchNode::c});
    }
    BatchNode ramp = like(from);
    ramp.op = BatchOp::ramp;
    ramp.a = *a;
    if (from.op == BatchOp::ramp) {
      ramp.a = from.a;
      ramp.factor = from.factor;
      ramp.constant = from.constant;
      ramp.least = from.least;
      ramp.most = from.most;
      ramp.is_crossed = from.is_crossed;
    }
    if (!follow(ramp, step, by)) {
      if (from.op == BatchOp::ramp) {
        ramp = like(from);
        ramp.op = BatchOp::ramp;
        ramp.a = *a;
      }
      if (!follow(ramp, step, by)) return std::nullopt;
    }
    const Wide ends[] = {stepped(from.low, step, by), stepped(from.high, step, by)};
    ramp.low = std::min(ends[0], ends[1]);
    ramp.high = std::max(ends[0], ends[1]);
    if (ramp.low < -fits_wide || ramp.high > fits_wide) return std::nullopt;
    const auto fits_in_32 = [](std::int64_t end, std::int64_t none) {
      return end == none || (end > -fits_narrow && end < fits_narrow);
    };
    const bool is_narrow = at(ramp.a).type == ColumnType::narrow && ramp.low > -fits_narrow &&
                           ramp.high < fits_narrow && fits_in_32(ramp.least, no_low) &&
                           fits_in_32(ramp.most, no_high);
    ramp.type = is_narrow ? ColumnType::narrow : ColumnType::wide;
    return batch_.add(std::move(ramp));
  }

  Found times(Found a, Wide factor) {
    if (!a || factor == 1) return a;
    if (factor > fits_wide || factor < -fits_wide) return std::nullopt;
    return after(a, Step::times, factor);
  }

  // A node whose operands are to be as wide as itself.
  Found resized(BatchNode node, const std::vector<std::uint32_t BatchNode::*>& operands) {
    if (node.low < -fits_wide || node.high > fits_wide) return std::nullopt;
    bool is_narrow = node.low > -fits_narrow && node.high < fits_narrow &&
                     node.constant > -fits_narrow && node.constant < fits_narrow;
    for (const auto operand : operands) {
      if (node.*operand != no_index && at(node.*operand).type == ColumnType::wide)
        is_narrow = false;
    }
    node.type = is_narrow ? ColumnType::narrow : ColumnType::wide;
    for (const auto operand : operands) {
      if (node.*operand == no_index || is_narrow) continue;
      const Found made = wide(node.*operand);
      if (!made) return std::nullopt;
      node.*operand = *made;
    }
    return batch_.add(std::move(node));
  }

  // One scale and one divisor.
  bool bring_together(Found& a, Found& b) {
    if (!a || !b || !at(*a).is_number() || !at(*b).is_number()) return false;
    if (at(*a).divisor != at(*b).divisor) {
      const Wide of_a = at(*a).divisor;
      const Wide of_b = at(*b).divisor;
      a = with_divisor(times(a, of_b), of_a * of_b);
      b = with_divisor(times(b, of_a), of_a * of_b);
      if (!a || !b) return false;
    }
    const int scale = std::max(at(*a).scale, at(*b).scale);
    a = rescaled(a, scale);
    b = rescaled(b, scale);
    return a && b;
  }

  Found with_divisor(Found a, Wide divisor) {
    if (!a || divisor > fits_narrow) return std::nullopt;
    BatchNode node = at(*a);
    if (node.divisor == divisor) return a;
    node.divisor = static_cast<std::int64_t>(divisor);
    return batch_.add(std::move(node));
  }

  Found rescaled(Found a, int scale) {
    if (!a || at(*a).scale == scale) return a;
    if (scale > most_scale) return std::nullopt;
    a = times(a, power_of_ten(scale - at(*a).scale));
    if (!a) return std::nullopt;
    BatchNode node = at(*a);
    node.scale = scale;
    return batch_.add(std::move(node));
  }

  Found pair(BatchOp op, Found a, Found b, Wide low, Wide high) {
    std::vector<Found> both{a, b};
    if (!align(both)) return std::nullopt;
    BatchNode node = like(at(*both[0]));
    node.op = op;
    node.a = *both[0];
    node.b = *both[1];
    node.low = low;
    node.high = high;
    return resized(std::move(node), {&BatchNode::a, &BatchNode::b});
  }

  [[nodiscard]] bool is_constant(Found a) const { return at(*a).op == BatchOp::constant; }

  Found add(Found a, Found b) {
    if (!bring_together(a, b)) return std::nullopt;
    if (is_constant(a)) std::swap(a, b);
    const Wide low = at(*a).low + at(*b).low;
    const Wide high = at(*a).high + at(*b).high;
    if (is_constant(a)) return folded(a, low);
    if (is_constant(b)) return after(a, Step::plus, at(*b).constant);
    return pair(BatchOp::add, a, b, low, high);
  }

  Found folded(Found like, Wide coefficient) {
    BatchNode node = at(*like);
    if (coefficient < -fits_wide || coefficient > fits_wide) return std::nullopt;
    node.low = node.high = coefficient;
    node.constant = static_cast<std::int64_t>(coefficient);
    return sized(std::move(node));
  }

  Found subtract(Found a, Found b) {
    if (!bring_together(a, b)) return std::nullopt;
    const Wide low = at(*a).low - at(*b).high;
    const Wide high = at(*a).high - at(*b).low;
    if (is_constant(a) && is_constant(b)) return folded(a, low);
    if (is_constant(b)) return after(a, Step::plus, -Wide{at(*b).constant});
    if (is_constant(a)) return after(after(b, Step::times, -1), Step::plus, at(*a).constant);
    return pair(BatchOp::subtract, a, b, low, high);
  }

  Found multiply(Found a, Found b) {
    if (!a || !b || !at(*a).is_number() || !at(*b).is_number()) return std::nullopt;
    if (is_constant(a)) std::swap(a, b);
    const int scale = at(*a).scale + at(*b).scale;
    const Wide divisor = static_cast<Wide>(at(*a).divisor) * at(*b).divisor;
    if (scale > most_scale || divisor > fits_narrow) return std::nullopt;
    Found made;
    if (is_constant(b)) {
      made = times(a, at(*b).constant);
    } else {
      const Wide ends[] = {at(*a).low * at(*b).low, at(*a).low * at(*b).high,
                           at(*a).high * at(*b).low, at(*a).high * at(*b).high};
      made = pair(BatchOp::multiply, a, b, *std::min_element(ends, ends + 4),
                  *std::max_element(ends, ends + 4));
    }
    if (!made) return std::nullopt;
    BatchNode node = at(*made);
    node.scale = scale;
    node.divisor = static_cast<std::int64_t>(divisor);
    return batch_.add(std::move(node));
  }

  // By a number that is known beforehand: as a multiplication where its inverse is finite.
  Found divide(Found a, Found b) {
    if (!a || !b || !at(*a).is_number() || !at(*b).is_number() || !is_constant(b))
      return std::nullopt;
    Wide by = at(*b).constant;
    if (by <= 0 || at(*b).divisor != 1) return std::nullopt;
    int scale = at(*b).scale;
    Wide factor = 1;
    int places = 0;
    for (; by % 10 == 0; by /= 10) ++places;
    for (; by % 5 == 0; by /= 5, ++places) factor *= 2;
    for (; by % 2 == 0; by /= 2, ++places) factor *= 5;
    // x / (by * 10^places / factor) * 10^scale
    Found made = times(a, factor);
    if (!made) return std::nullopt;
    int total = at(*made).scale + places - scale;
    if (total < 0) {
      made = times(made, power_of_ten(-total));
      total = 0;
    }
    const Wide divisor = made ? at(*made).divisor * by : 0;
    if (!made || total > most_scale || divisor > fits_narrow) return std::nullopt;
    BatchNode node = at(*made);
    node.scale = total;
    node.divisor = static_cast<std::int64_t>(divisor);
    return batch_.add(std::move(node));
  }

  Found extreme(Found a, Found b, bool least) {
    if (!bring_together(a, b)) return std::nullopt;
    if (is_constant(a)) std::swap(a, b);
    const auto pick = [&](Wide x, Wide y) { return least ? std::min(x, y) : std::max(x, y); };
    const Wide low = pick(at(*a).low, at(*b).low);
    const Wide high = pick(at(*a).high, at(*b).high);
    if (is_constant(a)) return folded(a, low);
    if (is_constant(b)) return after(a, least ? Step::at_most : Step::at_least, at(*b).constant);
    return pair(least ? BatchOp::smaller : BatchOp::greater, a, b, low, high);
  }

  Found choose(Found truth, Found a, Found b) {
    if (!truth || at(*truth).type != ColumnType::truth || !a || !b) return std::nullopt;
    if (at(*a).type == ColumnType::truth || !bring_together(a, b)) return std::nullopt;
    std::vector<Found> all{truth, a, b};
    if (!align(all)) return std::nullopt;
    BatchNode node;
    node.op = BatchOp::choose;
    node.a = *all[0];
    node.b = *all[1];
    node.c = *all[2];
    node.level = at(node.a).level;
    node.scale = at(node.b).scale;
    node.divisor = at(node.b).divisor;
    node.low = std::min(at(node.b).low, at(node.c).low);
    node.high = std::max(at(node.b).high, at(node.c).high);
    return resized(std::move(node), {&BatchNode::b, &BatchNode::c});
  }

  Found lazy_select(const Here& here, const Node& node) {
    const auto branch = [&](std::uint32_t number) {
      static const std::vector<Argument> none;
      const Here inside{&batch_.program_.bodies[number], &none,
                        here.arguments == nullptr ? nullptr : &here, here.is_of_members};
      return lower(inside, inside.body->result);
    };
    return choose(operand(here, node, 0), branch(node.index), branch(node.extra));
  }

  Found floor_of(Found a) {
    if (!a || !at(*a).is_number() || at(*a).divisor != 1) return std::nullopt;
    if (at(*a).scale == 0) return a;
    a = wide(a);
    if (!a || at(*a).op == BatchOp::constant) return std::nullopt;
    const Wide by = power_of_ten(at(*a).scale);
    BatchNode node = like(at(*a));
    node.op = BatchOp::floor;
    node.a = *a;
    node.constant = static_cast<std::int64_t>(by);
    node.scale = 0;
    node.low = at(*a).low / by - 1;
    node.high = at(*a).high / by + 1;
    node.type = ColumnType::wide;
    return batch_.add(std::move(node));
  }

  // --- members ---

  /// The items of `for`, `some`, `every` over one members fact: their number, or no_index.
  std::uint32_t domain_of(const Here& here, const Node& node) {
    if (node.count != 1) return no_index;
    const Body& domain = batch_.program_.bodies[here.body->operands[node.first]];
    static const std::vector<Argument> none;
    const Here inside{&domain, &none, here.arguments == nullptr ? nullptr : &here};
    return members_at(inside, domain.result);
  }

  Found for_each(const Here& here, std::uint32_t body_number, std::uint32_t members) {
    const Body& body = batch_.program_.bodies[body_number];
    const std::vector<Argument> arguments{{std::nullopt, members}};
    if (body.arguments != 1) return std::nullopt;
    const Here inside{&body, &arguments, here.arguments == nullptr ? nullptr : &here, true};
    return spread(lower(inside, body.result), 1 + members);
  }

  Found over_members(BatchOp op, Found a, Found mask, std::uint32_t members) {
    BatchNode node;
    node.op = op;
    node.a = a.value_or(no_index);
    node.b = mask.value_or(no_index);
    node.input = members;
    node.type = ColumnType::truth;
    if (op == BatchOp::some || op == BatchOp::every) return batch_.add(std::move(node));
    if (op == BatchOp::count) {
      node.high = most_members;
      node.type = ColumnType::narrow;
      return batch_.add(std::move(node));
    }
    node.scale = at(*a).scale;
    node.divisor = at(*a).divisor;
    const Wide times = op == BatchOp::sum ? most_members : 1;
    node.low = std::min<Wide>(at(*a).low * times, op == BatchOp::sum ? 0 : at(*a).low);
    node.high = std::max<Wide>(at(*a).high * times, op == BatchOp::sum ? 0 : at(*a).high);
    if (op == BatchOp::sum) {
      const Found as_wide = wide(a);
      node.a = *as_wide;
      node.type = ColumnType::wide;
      if (node.low < -fits_wide || node.high > fits_wide) return std::nullopt;
      return batch_.add(std::move(node));
    }
    node.type = at(*a).type;
    return batch_.add(std::move(node));
  }

  Found quantified(const Here& here, const Node& node) {
    const std::uint32_t members = domain_of(here, node);
    if (members == no_index || here.is_of_members) return std::nullopt;
    const Found each = for_each(here, node.index, members);
    if (!each || at(*each).type != ColumnType::truth) return std::nullopt;
    return over_members(node.op == Op::some ? BatchOp::some : BatchOp::every, each, {}, members);
  }

  /// A list as numbers of members, with those of them that are in it.
  struct List {
    Found items;
    Found mask;
    std::uint32_t members = no_index;
  };

  List list(const Here& here, std::uint32_t cell_number) {
    const Node& node = here.body->nodes[cell_number];
    List made;
    if (here.is_of_members) return made;
    if (node.op == Op::for_loop && (node.flag & 1U) == 0) {
      made.members = domain_of(here, node);
      if (made.members != no_index) made.items = for_each(here, node.index, made.members);
      return made;
    }
    if (node.op == Op::property) {
      made = filtered(here, here.body->operand(node, 0));
      if (made.members != no_index)
        made.items = field(made.members, batch_.program_.strings[node.index]);
    }
    return made;
  }

  // The members, or a filter of them.
  List filtered(const Here& here, std::uint32_t cell_number) {
    const Node& node = here.body->nodes[cell_number];
    List made;
    made.members = members_at(here, cell_number);
    if (made.members != no_index || node.op != Op::filter || here.is_of_members) return made;
    const std::uint32_t members = members_at(here, here.body->operand(node, 0));
    if (members == no_index) return made;
    made.mask = for_each(here, node.index, members);
    if (made.mask && at(*made.mask).type == ColumnType::truth) made.members = members;
    return made;
  }

  Found builtin(const Here& here, const Node& node) {
    const std::string_view name = batch_.program_.builtins[node.index]->name;
    const std::uint32_t first = node.count > 0 ? here.body->operand(node, 0) : no_index;
    if (node.count == 1 && name == "floor") return floor_of(operand(here, node, 0));
    if (node.count == 1 && name == "not")
      return truth_node(BatchOp::negation, {operand(here, node, 0)});
    if (node.count == 1 && name == "count") {
      const List source = filtered(here, first);
      if (source.members == no_index) return std::nullopt;
      return over_members(BatchOp::count, source.mask, {}, source.members);
    }
    const bool least = name == "min";
    if (least || name == "max" || name == "sum") {
      if (node.count == 1) {
        const List source = list(here, first);
        if (!source.items || !at(*source.items).is_number()) return std::nullopt;
        if (name == "sum")
          return over_members(BatchOp::sum, source.items, source.mask, source.members);
        if (source.mask) return std::nullopt;
        return over_members(least ? BatchOp::least : BatchOp::most, source.items, {},
                            source.members);
      }
      if (name == "sum") return std::nullopt;
      Found result = operand(here, node, 0);
      for (std::uint32_t i = 1; i < node.count; ++i)
        result = extreme(result, operand(here, node, i), least);
      return result;
    }
    return std::nullopt;
  }

  // --- what is left to the single evaluator ---

  /// A cell that few inputs of one level decide, all of them with columns.
  Found look_up(std::uint32_t cell_number);
  void find_range(BatchNode& node, const std::vector<std::uint32_t>& inputs);

  BatchProgram& batch_;
};

namespace {

constexpr std::size_t most_inputs = 6;

// The inputs that a cell of the household level is computed from; false where there is another
// source (members).
bool inputs_of(const program::Program& program, std::uint32_t cell, std::vector<bool>& seen,
               std::vector<std::uint32_t>& inputs) {
  if (cell == no_index || seen[cell]) return true;
  seen[cell] = true;
  const Body& body = program.household();
  const Node& node = body.nodes[cell];
  const auto captures = [&](std::uint32_t number) {
    if (number == no_index) return true;
    for (const std::uint32_t captured : program.bodies[number].captures) {
      if (!inputs_of(program, captured, seen, inputs)) return false;
    }
    return true;
  };
  switch (node.op) {
    case Op::input:
      inputs.push_back(node.index);
      return program.inputs[node.index].domain != Domain::members;
    case Op::for_loop:
    case Op::some:
    case Op::every:
      for (std::uint32_t i = 0; i < node.count; ++i) {
        if (!captures(body.operands[node.first + i])) return false;
      }
      return captures(node.index);
    case Op::filter:
    case Op::function:
    case Op::call_body:
      if (!captures(node.index)) return false;
      break;
    case Op::lazy_select:
      if (!captures(node.index) || !captures(node.extra)) return false;
      break;
    case Op::table:
      for (const auto& output : program.tables[node.index].outputs) {
        if (!inputs_of(program, output.default_cell, seen, inputs)) return false;
      }
      break;
    case Op::parameter:
    case Op::parameter_call:
      for (const program::BoundValue& value : program.parameters[node.index].values) {
        if (!captures(value.body)) return false;
      }
      break;
    default:
      break;
  }
  for (std::uint32_t i = 0; i < node.count; ++i) {
    if (!inputs_of(program, body.operands[node.first + i], seen, inputs)) return false;
  }
  return true;
}

}  // namespace

BatchLowering::Found BatchLowering::look_up(std::uint32_t cell_number) {
  const program::Program& program = batch_.program_;
  const value::TypeRef& type = program.household().types[cell_number];
  const bool is_truth = type->kind == value::TypeKind::boolean;
  if (!is_truth && type->kind != value::TypeKind::number) return std::nullopt;
  std::vector<bool> seen(program.household().nodes.size(), false);
  std::vector<std::uint32_t> inputs;
  if (!inputs_of(program, cell_number, seen, inputs)) return std::nullopt;
  std::sort(inputs.begin(), inputs.end());
  inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
  if (inputs.size() > most_inputs) return std::nullopt;
  std::vector<Found> columns;
  for (const std::uint32_t number : inputs) columns.push_back(input(number));
  BatchNode node;
  node.op = BatchOp::look_up;
  node.cell = cell_number;
  if (!columns.empty() && !align(columns)) return std::nullopt;
  for (const Found& column : columns) node.operands.push_back(*column);
  node.level = columns.empty() ? 0 : at(node.operands.front()).level;
  if (is_truth) return batch_.add(std::move(node));
  find_range(node, inputs);
  node.type = ColumnType::wide;
  return batch_.add(std::move(node));
}

// What one listed choice decides is tried for each; other numbers are money.
void BatchLowering::find_range(BatchNode& node, const std::vector<std::uint32_t>& inputs) {
  constexpr int money_scale = 4;
  node.scale = money_scale;
  node.high = most_units * power_of_ten(money_scale);
  node.low = -node.high;
  const program::Program& program = batch_.program_;
  if (inputs.size() != 1 || program.inputs[inputs[0]].domain != Domain::enumeration) return;
  Machine machine(program);
  std::vector<Value> facts;
  for (const program::Input& input : program.inputs) facts.push_back(input.unknown);
  Inputs tried = batch_.given_;
  tried.facts = facts;
  std::vector<Decimal> results;
  for (const Value& choice : program.inputs[inputs[0]].values) {
    facts[inputs[0]] = choice;
    machine.run(tried);
    const Value& found = machine.cell(node.cell);
    if (found.is_number()) results.push_back(found.number());
  }
  for (int scale = 0; scale <= money_scale; ++scale) {
    Wide low = 0;
    Wide high = 0;
    bool fits = true;
    for (const Decimal& result : results) {
      const auto scaled = result.to_scaled_int64(scale);
      fits = fits && scaled.has_value();
      low = std::min<Wide>(low, scaled.value_or(0));
      high = std::max<Wide>(high, scaled.value_or(0));
    }
    if (!fits) continue;
    node.scale = scale;
    node.low = low;
    node.high = high;
    return;
  }
}

BatchProgram::BatchProgram(const program::Program& program, const Machine& machine,
                           const Inputs& given, std::vector<InputShape> shapes)
    : program_(program), machine_(machine), given_(given), shapes_(std::move(shapes)) {
  cells_.resize(program.household().nodes.size());
  tried_.assign(program.household().nodes.size(), false);
}

std::optional<std::uint32_t> BatchProgram::node_of(std::uint32_t cell) {
  return BatchLowering(*this).cell(cell);
}
std::optional<std::uint32_t> BatchProgram::node_of_input(std::uint32_t input) {
  return BatchLowering(*this).input(input);
}
std::optional<std::uint32_t> BatchProgram::spread(std::uint32_t node, std::uint32_t level) {
  return BatchLowering(*this).spread(node, level);
}

std::uint32_t BatchProgram::add(BatchNode node) {
  std::string key;
  const auto put = [&key](auto value) {
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  put(node.op);
  put(node.type);
  put(node.how);
  put(node.level);
  put(node.a);
  put(node.b);
  put(node.c);
  put(node.constant);
  put(node.factor);
  put(node.least);
  put(node.most);
  put(node.input);
  put(node.cell);
  put(node.is_crossed);
  put(node.scale);
  put(node.divisor);
  for (const std::uint32_t operand : node.operands) put(operand);
  for (const Value& value : node.values) key += value.string() + '\n';
  const auto [entry, is_new] = known_.emplace(key, static_cast<std::uint32_t>(nodes_.size()));
  if (is_new) nodes_.push_back(std::move(node));
  return entry->second;
}

}  // namespace huice::exec
