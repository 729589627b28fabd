#include "decide/residual.hpp"

#include <algorithm>
#include <optional>

#include "value/arithmetic.hpp"
#include "value/compare.hpp"

namespace huice::deciding {

using program::Body;
using program::Domain;
using program::is_comparison;
using program::no_index;
using program::Node;
using program::Op;
using program::Program;
using value::Value;

namespace {

bool is_structure(Op op) {
  return op == Op::all_of || op == Op::any_of || op == Op::conjunction || op == Op::disjunction ||
         op == Op::negation;
}

class Walk {
 public:
  Walk(const exec::Machine& machine, const Standing& standing)
      : machine_(machine),
        program_(machine.program()),
        body_(program_.household()),
        standing_(standing),
        seen_(body_.nodes.size(), 0) {}

  Residual run(const program::Rule& rule) {
    roots(rule);
    finish();
    return std::move(found_);
  }

  Residual run(std::span<const std::uint32_t> cells) {
    for (const std::uint32_t cell : cells) visit(cell);
    finish();
    return std::move(found_);
  }

 private:
  [[nodiscard]] const Value& cell(std::uint32_t i) const { return machine_.cell(i); }
  [[nodiscard]] const Node& node(std::uint32_t i) const { return body_.nodes[i]; }
  [[nodiscard]] std::uint32_t operand(std::uint32_t i, std::uint32_t k) const {
    return body_.operands[node(i).first + k];
  }

  void roots(const program::Rule& rule) {
    if (std::find(rules_.begin(), rules_.end(), &rule) != rules_.end()) {
      tree_ = false;
      return;
    }
    rules_.push_back(&rule);
    if (standing_.inside(rule) == Inside::unknown) {
      Atom place;
      place.cell = program_.input_cells[rule.place_input];
      place.variables.push_back({Variable::Kind::input, rule.place_input});
      place.simple = true;
      found_.atoms.push_back(std::move(place));
    }
    if (!rule.exceptions.empty() || rule.review_decides) tree_ = false;
    visit(rule.applies);
    visit(rule.when);
    if (rule.review_decides) visit(rule.review);
    for (const program::Exception& exception : rule.exceptions) visit(exception.when);
    std::vector<std::uint32_t> open;
    for (const std::uint32_t need : rule.needs) {
      const auto lookup = machine_.look_up_cell(need);
      if (lookup.state != exec::Lookup::State::unset) visit(need);
    }
    for (const std::uint32_t required : rule.requires_rules) roots(program_.rules[required]);
  }

  void visit(std::uint32_t i) {
    if (i == no_index || !cell(i).is_unknown()) return;
    if (seen_[i] != 0) {
      tree_ = false;  // a second path to the same condition
      const auto known = [&](const Atom& atom) { return atom.cell == i; };
      const bool fresh = !is_structure(node(i).op) &&
                         std::none_of(found_.atoms.begin(), found_.atoms.end(), known);
      if (fresh) atom(i);
      return;
    }
    seen_[i] = 1;
    found_.cells.push_back(i);
    if (is_structure(node(i).op) && !is_choice_of_one(i)) {
      for (std::uint32_t k = 0; k < node(i).count; ++k) visit(operand(i, k));
      return;
    }
    atom(i);
  }

  // any_of over `x = constant` with one enumerated x: one atom, which a third value makes false.
  [[nodiscard]] bool is_choice_of_one(std::uint32_t i) const {
    const Op op = node(i).op;
    if (op != Op::any_of && op != Op::disjunction) return false;
    std::uint32_t input = no_index;
    std::vector<Value> constants;
    for (std::uint32_t k = 0; k < node(i).count; ++k) {
      const std::uint32_t part = operand(i, k);
      if (node(part).op != Op::equal) return false;
      const std::uint32_t left = operand(part, 0);
      const std::uint32_t right = operand(part, 1);
      if (node(left).op != Op::input || node(right).op != Op::constant) return false;
      if (input != no_index && input != left) return false;
      input = left;
      constants.push_back(cell(right));
    }
    if (input == no_index) return false;
    const program::Input& declared = program_.inputs[node(input).index];
    return declared.domain == Domain::enumeration &&
           listed(declared, constants) < declared.values.size();
  }

  // How many of the declared values are among the constants; all of them when a constant is none of
  // the declared.
  [[nodiscard]] static std::size_t listed(const program::Input& input,
                                          const std::vector<Value>& constants) {
    std::size_t hits = 0;
    for (const Value& value : input.values) {
      for (const Value& constant : constants) {
        if (value::same_value(value, constant)) {
          ++hits;
          break;
        }
      }
    }
    return hits == 0 ? input.values.size() : hits;
  }

  void atom(std::uint32_t i) {
    Atom atom;
    atom.cell = i;
    inside_atom_.clear();
    collect(i, atom, true);
    atom.simple = !atom.repeated && is_simple(i, atom);
    std::sort(atom.variables.begin(), atom.variables.end());
    atom.variables.erase(std::unique(atom.variables.begin(), atom.variables.end()),
                         atom.variables.end());
    found_.atoms.push_back(std::move(atom));
  }

  void add_variable(Atom& atom, Variable variable) {
    if (std::find(atom.variables.begin(), atom.variables.end(), variable) != atom.variables.end())
      atom.repeated = true;
    atom.variables.push_back(variable);
  }

  void collect(std::uint32_t i, Atom& atom, bool is_root) {
    if (!is_root) {
      if (!is_unsure(i)) return;
      if (seen_[i] == 0) found_.cells.push_back(i);
      seen_[i] = 1;
      const bool leaf = node(i).op == Op::input || node(i).op == Op::parameter;
      if (leaf && std::find(inside_atom_.begin(), inside_atom_.end(), i) != inside_atom_.end() &&
          is_choice_of_one(atom.cell))
        return;
      inside_atom_.push_back(i);
    }
    const Node& n = node(i);
    if (n.op == Op::input) {
      add_variable(atom, {Variable::Kind::input, n.index});
      return;
    }
    if (n.op == Op::parameter || n.op == Op::parameter_call) {
      collect_parameter(i, atom);
      return;
    }
    if (n.op == Op::call_builtin) {
      for (std::uint32_t k = 0; k < n.count; ++k) collect_place_argument(operand(i, k), atom);
      return;
    }
    std::vector<std::uint32_t> below;
    dependencies(i, below);
    for (const std::uint32_t d : below) collect(d, atom, false);
  }

  void collect_parameter(std::uint32_t i, Atom& atom) {
    const Node& n = node(i);
    const auto lookup = machine_.look_up_cell(i);
    if (lookup.state == exec::Lookup::State::place_missing) {
      const std::uint32_t place = operand(i, 0);
      if (seen_[place] == 0) found_.cells.push_back(place);
      seen_[place] = 1;
      add_variable(atom, {Variable::Kind::input, node(place).index});
      add_variable(atom, {Variable::Kind::parameter, n.index});
      atom.repeated = true;  // whether a value is bound hangs on the place: not a simple matter
      for (const program::BoundValue& bound : program_.parameters[n.index].values)
        collect_bound(bound, atom);
      return;
    }
    if (lookup.state == exec::Lookup::State::unset)
      add_variable(atom, {Variable::Kind::parameter, n.index});
    if (lookup.bound != nullptr) collect_bound(*lookup.bound, atom);
    for (std::uint32_t k = 1; k < n.count; ++k) collect(operand(i, k), atom, false);
  }

  void collect_bound(const program::BoundValue& bound, Atom& atom) {
    if (bound.body == no_index) return;
    for (const std::uint32_t captured : program_.bodies[bound.body].captures)
      collect(captured, atom, false);
    atom.repeated = true;  // a test of its own: left to the search
  }

  // A place that is known, but too coarsely for within() or county(), is a variable too.
  void collect_place_argument(std::uint32_t i, Atom& atom) {
    if (node(i).op == Op::input && cell(i).is_string() &&
        program_.inputs[node(i).index].domain == Domain::code && is_coarse(cell(i).string())) {
      add_variable(atom, {Variable::Kind::input, node(i).index});
      return;
    }
    collect(i, atom, false);
  }

  [[nodiscard]] static bool is_coarse(const std::string& code) {
    return code.size() == 6 && code.substr(4) == "00";
  }

  // Unknown, or a list or context with something unknown in it.
  [[nodiscard]] bool is_unsure(std::uint32_t i) const {
    const Value& v = cell(i);
    return v.is_unknown() || ((v.is_list() || v.is_context()) && !value::is_fully_known(v));
  }

  void dependencies(std::uint32_t i, std::vector<std::uint32_t>& out) const {
    const Node& n = node(i);
    const auto captures = [&](std::uint32_t number) {
      if (number == no_index) return;
      const auto& captured = program_.bodies[number].captures;
      out.insert(out.end(), captured.begin(), captured.end());
    };
    switch (n.op) {
      case Op::for_loop:
      case Op::some:
      case Op::every:
        for (std::uint32_t k = 0; k < n.count; ++k) captures(operand(i, k));
        captures(n.index);
        return;
      case Op::filter:
      case Op::function:
      case Op::call_body:
        captures(n.index);
        break;
      case Op::lazy_select:
        captures(n.index);
        captures(n.extra);
        break;
      case Op::table:
        for (const auto& output : program_.tables[n.index].outputs) {
          if (output.default_cell != no_index) out.push_back(output.default_cell);
        }
        break;
      default:
        break;
    }
    for (std::uint32_t k = 0; k < n.count; ++k) out.push_back(operand(i, k));
  }

  // --- which atoms can come out either way ---

  [[nodiscard]] bool is_simple(std::uint32_t i, const Atom& atom) const {
    const Node& n = node(i);
    if (n.op == Op::input) return true;
    if (n.op == Op::parameter) return atom.variables.size() == 1;
    if (n.op == Op::parameter_call) return true;  // an unset table: anything is possible
    if (is_choice_of_one(i)) return true;
    if (is_comparison(n.op)) return is_simple_comparison(i);
    if (n.op == Op::in_test) return is_simple_membership(operand(i, 0), operand(i, 1));
    if (n.op == Op::call_builtin) return is_simple_within(i);
    return false;
  }

  // A plain variable or something known in an open set; an enumerated variable in a set that holds
  // some of its values.
  [[nodiscard]] bool is_simple_membership(std::uint32_t looked, std::uint32_t set) const {
    if (node(set).op != Op::parameter || !is_leaf(looked)) return false;
    if (is_unsure(set)) return true;
    if (!cell(set).is_list() || node(looked).op != Op::input) return false;
    const program::Input& input = program_.inputs[node(looked).index];
    const std::vector<Value>& items = cell(set).list().items;
    return input.domain == Domain::enumeration && !items.empty() &&
           listed(input, items) < input.values.size();
  }

  // Known, or a plain variable, or what an unset table gives for known arguments.
  [[nodiscard]] bool is_leaf(std::uint32_t i) const {
    if (!is_unsure(i) || node(i).op == Op::input || node(i).op == Op::parameter) return true;
    if (node(i).op != Op::parameter_call) return false;
    for (std::uint32_t k = 1; k < node(i).count; ++k) {
      if (is_unsure(operand(i, k))) return false;
    }
    return true;
  }

  // A variable, or date and number sums of one variable with something known: takes every value
  // that its type has, in order.
  [[nodiscard]] bool is_chain(std::uint32_t i) const {
    if (is_leaf(i)) return true;
    const Node& n = node(i);
    if (n.op != Op::add && n.op != Op::subtract) return false;
    return is_chain(operand(i, 0)) && is_chain(operand(i, 1));
  }

  [[nodiscard]] bool is_simple_comparison(std::uint32_t i) const {
    const std::uint32_t left = operand(i, 0);
    const std::uint32_t right = operand(i, 1);
    const bool equality = node(i).op == Op::equal || node(i).op == Op::not_equal;
    if (!equality) return is_chain(left) && is_chain(right) && can_turn(i);
    if (is_county(left, right) || is_county(right, left)) return true;
    if (!is_leaf(left) || !is_leaf(right)) return false;
    return can_equal(left, right) && can_equal(right, left);
  }

  // Dates have no bounds in their unknown value, as numbers do: is the comparison of two chains
  // open when each side goes to the ends of its declared range?
  [[nodiscard]] bool can_turn(std::uint32_t i) const {
    const auto left = [&](bool last) { return end_of(operand(i, 0), last); };
    const auto right = [&](bool last) { return end_of(operand(i, 1), last); };
    const bool below = node(i).op == Op::less || node(i).op == Op::less_equal;
    const auto relation = [&]() {
      switch (node(i).op) {
        case Op::less:
          return value::Relation::less;
        case Op::less_equal:
          return value::Relation::less_equal;
        case Op::greater:
          return value::Relation::greater;
        default:
          return value::Relation::greater_equal;
      }
    }();
    // An open end is beyond everything.
    const auto comes_out = [&](const std::optional<Value>& a, const std::optional<Value>& b,
                               bool truth) {
      if (!a || !b) return true;
      const Value result = value::compare(relation, *a, *b);
      return result.is_boolean() && result.boolean() == truth;
    };
    return comes_out(left(false), right(true), below) &&
           comes_out(left(true), right(false), !below);
  }

  // The first or last value of a chain that one date with a declared range stands in; nothing where
  // it has no end.
  [[nodiscard]] std::optional<Value> end_of(std::uint32_t i, bool last) const {
    if (!is_unsure(i)) return cell(i);
    const Node& n = node(i);
    if (n.op == Op::input) {
      const program::Input& input = program_.inputs[n.index];
      const Value& end = last ? input.high : input.low;
      if (input.domain != Domain::date || end.is_null()) return std::nullopt;
      return end;
    }
    if ((n.op != Op::add && n.op != Op::subtract) || is_unsure(operand(i, 1))) return std::nullopt;
    const auto date = end_of(operand(i, 0), last);
    if (!date) return std::nullopt;
    const Value& duration = cell(operand(i, 1));
    return n.op == Op::add ? value::add(*date, duration) : value::subtract(*date, duration);
  }

  // county(x) against a known county or another variable place.
  [[nodiscard]] bool is_county(std::uint32_t call, std::uint32_t other) const {
    const Node& n = node(call);
    if (n.op != Op::call_builtin || program_.builtins[n.index]->name != "county") return false;
    if (node(operand(call, 0)).op != Op::input || !cell(operand(call, 0)).is_unknown())
      return false;
    if (cell(other).is_string()) return !is_coarse(cell(other).string());
    return node(other).op == Op::input && cell(other).is_unknown();
  }

  [[nodiscard]] bool can_equal(std::uint32_t variable, std::uint32_t other) const {
    if (!cell(variable).is_unknown() || node(variable).op != Op::input) return true;
    const program::Input& input = program_.inputs[node(variable).index];
    const Value& known = cell(other);
    if (known.is_unknown())
      return node(other).op != Op::input ||
             program_.inputs[node(other).index].domain == input.domain;
    switch (input.domain) {
      case Domain::enumeration: {
        if (input.values.size() < 2) return false;
        const auto is_known = [&](const Value& value) { return value::same_value(value, known); };
        return std::any_of(input.values.begin(), input.values.end(), is_known);
      }
      case Domain::code:
        return known.is_string() && known.string().size() == 6 && !is_coarse(known.string());
      case Domain::boolean:
        return known.is_boolean();
      case Domain::integer:
        return known.is_number() && known.number().is_integer();
      case Domain::money:
        return known.is_number() && known.number().to_scaled_int64(2).has_value();
      case Domain::text:
        return known.is_string();
      case Domain::date:
        return known.kind() == value::Kind::date && is_in_range(input, known.date());
      default:
        return false;
    }
  }

  [[nodiscard]] static bool is_in_range(const program::Input& input, Date day) {
    const bool early = !input.low.is_null() && day < input.low.date();
    const bool late = !input.high.is_null() && input.high.date() < day;
    return !early && !late;
  }

  // within(x, area) with x or the area's own place unknown.
  [[nodiscard]] bool is_simple_within(std::uint32_t i) const {
    const Node& n = node(i);
    if (program_.builtins[n.index]->name != "within" || n.count != 2) return false;
    const std::uint32_t place = operand(i, 0);
    const std::uint32_t area = operand(i, 1);
    if (node(place).op != Op::input) return false;
    const bool place_known = !cell(place).is_unknown();
    if (place_known && is_coarse(cell(place).string())) return false;
    if (cell(area).is_string())
      return !place_known && cell(area).string().size() == 6 && cell(area).string() != "000000";
    const Node& by = node(area);
    return by.op == Op::call_builtin && program_.builtins[by.index]->name == "county" &&
           node(operand(area, 0)).op == Op::input && cell(operand(area, 0)).is_unknown();
  }

  void finish() {
    std::sort(found_.cells.begin(), found_.cells.end());
    found_.cells.erase(std::unique(found_.cells.begin(), found_.cells.end()), found_.cells.end());
    std::size_t total = 0;
    bool simple = tree_;
    for (const Atom& atom : found_.atoms) {
      simple = simple && atom.simple;
      total += atom.variables.size();
      found_.variables.insert(found_.variables.end(), atom.variables.begin(), atom.variables.end());
    }
    std::sort(found_.variables.begin(), found_.variables.end());
    found_.variables.erase(std::unique(found_.variables.begin(), found_.variables.end()),
                           found_.variables.end());
    found_.read_once = simple && found_.variables.size() == total;
  }

  const exec::Machine& machine_;
  const Program& program_;
  const Body& body_;
  const Standing& standing_;
  std::vector<std::uint8_t> seen_;
  std::vector<std::uint32_t> inside_atom_;
  std::vector<const program::Rule*> rules_;
  Residual found_;
  bool tree_ = true;
};

}  // namespace

Residual residual_of(const exec::Machine& machine, const Standing& standing,
                     const program::Rule& rule) {
  return Walk(machine, standing).run(rule);
}

Residual residual_of(const exec::Machine& machine, const Standing& standing,
                     std::span<const std::uint32_t> cells) {
  return Walk(machine, standing).run(cells);
}

}  // namespace huice::deciding
