#include "decide/representatives.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "decide/dependents.hpp"
#include "value/compare.hpp"

namespace huice::deciding {

using program::Body;
using program::Domain;
using program::no_index;
using program::Node;
using program::Op;
using program::Program;
using value::Kind;
using value::Value;

namespace {

constexpr std::int64_t not_found = -1;
constexpr std::int64_t few = 8;  // values that are all tried

bool is_ordering(Op op) {
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

/// A domain of ordered values as a grid of whole steps: days, months, cents, units, or millionths.
struct Grid {
  Domain domain = Domain::integer;
  std::int64_t first = 0;
  std::int64_t last = 0;

  [[nodiscard]] Value at(std::int64_t step) const {
    switch (domain) {
      case Domain::date:
        return Value(Date::from_days(step).value_or(Date()));
      case Domain::duration:
        return Value(MonthsDuration{step});
      case Domain::money:
        return Value(Decimal::scaled(step, -2));
      case Domain::number:
        return Value(Decimal::scaled(step, -6));
      default:
        return Value(Decimal(step));
    }
  }
  /// The step at or below a value.
  [[nodiscard]] std::optional<std::int64_t> step_of(const Value& value) const {
    if (value.kind() == Kind::date) return value.date().days();
    if (value.kind() == Kind::months_duration) return value.months_duration().months;
    if (!value.is_number()) return std::nullopt;
    const int scale = domain == Domain::money ? 2 : domain == Domain::number ? 6 : 0;
    const auto rounded = round(value.number(), scale, Rounding::floor);
    return rounded ? rounded->to_scaled_int64(scale) : std::nullopt;
  }
};

bool is_ordered(Domain domain) {
  return domain == Domain::date || domain == Domain::duration || domain == Domain::money ||
         domain == Domain::number || domain == Domain::integer;
}

Grid grid_of(Domain domain, const Value& low, const Value& high) {
  Grid grid;
  grid.domain = domain;
  switch (domain) {
    case Domain::date:
      grid.first = Date::of(1800, 1, 1)->days();
      grid.last = Date::of(2300, 12, 31)->days();
      break;
    case Domain::duration:
      grid.first = -12'000;
      grid.last = 12'000;
      break;
    case Domain::money:
    case Domain::integer:
      grid.first = -1'000'000'000'000'000;
      grid.last = 1'000'000'000'000'000;
      break;
    default:
      grid.first = -1'000'000'000'000'000'000;
      grid.last = 1'000'000'000'000'000'000;
      break;
  }
  if (const auto step = grid.step_of(low)) grid.first = *step;
  if (const auto step = grid.step_of(high)) grid.last = *step;
  return grid;
}

class Maker {
 public:
  Maker(exec::Machine& machine, const Residual& residual)
      : machine_(machine),
        program_(machine.program()),
        body_(program_.household()),
        residual_(residual) {}

  Search make() {
    free_atoms();
    for (const Variable& variable : residual_.variables) {
      if (!is_covered(variable)) search_.choices.push_back(choice_of(variable));
    }
    for (const std::uint32_t cell : residual_.cells) {
      if (node(cell).op != Op::input && !is_free(cell)) search_.rerun.push_back(cell);
    }
    for (Choice& atom : atoms_) search_.choices.push_back(std::move(atom));
    return std::move(search_);
  }

 private:
  [[nodiscard]] const Node& node(std::uint32_t i) const { return body_.nodes[i]; }
  [[nodiscard]] std::uint32_t operand(std::uint32_t i, std::uint32_t k) const {
    return body_.operands[node(i).first + k];
  }

  // An atom is free when something in it can be chosen at will and stands nowhere else: an unset
  // parameter, or a value that has no finite list of representatives. Such an atom is true or false
  // as one likes.
  void free_atoms() {
    for (const Atom& atom : residual_.atoms) {
      const auto once = [&](const Variable& variable) { return occurrences(variable) == 1; };
      const bool frees =
          std::any_of(atom.variables.begin(), atom.variables.end(), [&](const Variable& variable) {
            return once(variable) && can_be_anything(variable, atom);
          });
      const Op op = node(atom.cell).op;
      const bool turns =
          is_ordering(op) || op == Op::in_test || op == Op::parameter || op == Op::parameter_call;
      const bool alone = std::all_of(atom.variables.begin(), atom.variables.end(), once);
      if (!frees || op == Op::input || !(turns || alone)) continue;
      Choice choice;
      choice.free_atom = true;
      choice.cell = atom.cell;
      choice.variables = atom.variables;
      choice.variable = atom.variables.front();
      choice.values = {Value(false), Value(true)};
      atoms_.push_back(std::move(choice));
    }
  }

  [[nodiscard]] std::size_t occurrences(const Variable& variable) const {
    std::size_t count = 0;
    for (const Atom& atom : residual_.atoms) {
      count += static_cast<std::size_t>(
          std::count(atom.variables.begin(), atom.variables.end(), variable));
    }
    return count;
  }

  [[nodiscard]] bool can_be_anything(const Variable& variable, const Atom& atom) const {
    if (variable.kind == Variable::Kind::input) {
      const Domain domain = program_.inputs[variable.number].domain;
      return domain == Domain::members ||
             (domain == Domain::text && atom.variables.size() == 1 && !atom.simple);
    }
    const program::Parameter& parameter = program_.parameters[variable.number];
    if (!parameter.values.empty() && atom.repeated)
      return false;  // a place decides which value holds
    return true;
  }

  // Everything that the variable stands in is free.
  [[nodiscard]] bool is_covered(const Variable& variable) const {
    for (const Atom& atom : residual_.atoms) {
      if (std::find(atom.variables.begin(), atom.variables.end(), variable) == atom.variables.end())
        continue;
      if (!is_free(atom.cell)) return false;
    }
    return true;
  }

  [[nodiscard]] bool is_free(std::uint32_t cell) const {
    return std::any_of(atoms_.begin(), atoms_.end(),
                       [&](const Choice& atom) { return atom.cell == cell; });
  }

  [[nodiscard]] Choice choice_of(const Variable& variable) {
    Choice choice;
    choice.variable = variable;
    choice.variables = {variable};
    if (variable.kind == Variable::Kind::parameter) {
      const program::Parameter& parameter = program_.parameters[variable.number];
      choice.cell = no_index;
      choice.values = parameter.is_set ? subsets(set_elements(variable, choice.exact), choice.exact)
                                       : plain_values(parameter.domain, {}, Value::null(),
                                                      Value::null(), variable, choice.exact);
      return choice;
    }
    const program::Input& input = program_.inputs[variable.number];
    choice.cell = program_.input_cells[variable.number];
    if (input.domain == Domain::enum_set) {
      choice.values = subsets(input.values, choice.exact);
    } else if (input.domain == Domain::code) {
      put_places(variable, choice);
    } else {
      choice.values =
          plain_values(input.domain, input.values, input.low, input.high, variable, choice.exact);
    }
    return choice;
  }

  [[nodiscard]] std::vector<Value> plain_values(Domain domain, const std::vector<Value>& listed,
                                                const Value& low, const Value& high,
                                                const Variable& variable, bool& exact) {
    switch (domain) {
      case Domain::boolean:
        return {Value(false), Value(true)};
      case Domain::enumeration:
        return listed;
      case Domain::code:
        return codes();
      case Domain::text:
        return texts();
      case Domain::members:
      case Domain::enum_set:
        exact = false;
        return {};
      default:
        break;
    }
    return is_ordered(domain) ? cuts(grid_of(domain, low, high), variable, exact)
                              : std::vector<Value>{};
  }

  // --- ordered values: cut where a comparison changes its sign ---

  void assign(const Variable& variable, Value value) {
    if (variable.kind == Variable::Kind::parameter) {
      machine_.assume(variable.number, std::move(value));
    } else {
      machine_.set_cell(program_.input_cells[variable.number], std::move(value));
    }
    machine_.run(rerun_);
  }

  // Only what depends on the variable is computed again while it is tried.
  void watch(const Variable& variable) {
    const bool is_parameter = variable.kind == Variable::Kind::parameter;
    const Changed changed = is_parameter ? Changed{.parameter = variable.number}
                                         : Changed{.cell = program_.input_cells[variable.number]};
    rerun_ = dependents(program_, residual_.cells, {&changed, 1});
  }

  // Sign of left - right of a comparison: -1, 0, 1, or 2 when it has none.
  [[nodiscard]] int sign(std::uint32_t comparison) const {
    const Value& a = machine_.cell(operand(comparison, 0));
    const Value& b = machine_.cell(operand(comparison, 1));
    if (value::compare(value::Relation::less, a, b).is_true()) return -1;
    if (value::compare(value::Relation::greater, a, b).is_true()) return 1;
    return value::equal(a, b).is_true() ? 0 : 2;
  }

  // Comparisons among the residual's cells that hang on nothing but the variable.
  [[nodiscard]] std::vector<std::uint32_t> comparisons(const Variable& variable, bool& exact) {
    std::vector<std::uint32_t> found;
    for (const Atom& atom : residual_.atoms) {
      if (std::find(atom.variables.begin(), atom.variables.end(), variable) == atom.variables.end())
        continue;
      std::vector<std::uint32_t> inside;
      comparisons_below(atom.cell, inside);
      found.insert(found.end(), inside.begin(), inside.end());
      if (inside.empty() && node(atom.cell).op != Op::input) exact = false;
    }
    return found;
  }

  void comparisons_below(std::uint32_t cell, std::vector<std::uint32_t>& out) const {
    if (!std::binary_search(residual_.cells.begin(), residual_.cells.end(), cell)) return;
    if (is_ordering(node(cell).op)) out.push_back(cell);
    if (node(cell).op == Op::parameter || node(cell).op == Op::for_loop ||
        node(cell).op == Op::some || node(cell).op == Op::every)
      return;
    for (std::uint32_t k = 0; k < node(cell).count; ++k) {
      if (operand(cell, k) != no_index) comparisons_below(operand(cell, k), out);
    }
  }

  // Values that stand for all, whatever they are compared with.
  [[nodiscard]] static std::vector<Value> every(const Grid& grid) {
    std::vector<Value> values;
    for (std::int64_t step = grid.first; step <= grid.last; ++step) values.push_back(grid.at(step));
    return values;
  }

  [[nodiscard]] std::size_t occurrences_below(std::uint32_t cell, const Variable& variable) const {
    const Node& n = node(cell);
    if (n.op == Op::input || n.op == Op::parameter) {
      const auto kind = n.op == Op::input ? Variable::Kind::input : Variable::Kind::parameter;
      return variable == Variable{kind, n.index} ? 1 : 0;
    }
    std::size_t count = 0;
    if (!std::binary_search(residual_.cells.begin(), residual_.cells.end(), cell)) return count;
    for (std::uint32_t k = 0; k < n.count; ++k) {
      if (operand(cell, k) != no_index) count += occurrences_below(operand(cell, k), variable);
    }
    return count;
  }

  [[nodiscard]] std::vector<Value> cuts(const Grid& grid, const Variable& variable, bool& exact) {
    if (grid.last - grid.first < few) return every(grid);
    watch(variable);
    std::set<std::int64_t> steps{grid.first, grid.last};
    const Value before = variable.kind == Variable::Kind::input
                             ? machine_.cell(program_.input_cells[variable.number])
                             : Value::unknown();
    const auto add = [&](std::int64_t step) {
      for (std::int64_t near = step - 1; near <= step + 1; ++near) {
        if (near >= grid.first && near <= grid.last) steps.insert(near);
      }
    };
    for (const std::uint32_t comparison : comparisons(variable, exact)) {
      // Both sides may turn with a variable that stands in it twice: more than one cut.
      exact = exact && occurrences_below(comparison, variable) < 2;
      bool alone = true;
      for (const int least : {0, 1}) {
        const std::int64_t cut = first_with(grid, variable, comparison, least, alone);
        if (cut != not_found) add(cut);
      }
      if (!alone) {
        exact = exact && compares_variables(comparison);
        for (const std::int64_t step : partner_steps(grid, comparison)) add(step);
      }
    }
    assign(variable, before);
    std::vector<Value> values;
    for (const std::int64_t step : steps) values.push_back(grid.at(step));
    return values;
  }

  // The first step where the (monotone) sign is at least `least`, seen from the lower side;
  // not_found when it never changes.
  [[nodiscard]] std::int64_t first_with(const Grid& grid, const Variable& variable,
                                        std::uint32_t comparison, int least, bool& alone) {
    const auto reached = [&](std::int64_t step) -> std::optional<bool> {
      assign(variable, grid.at(step));
      const int s = sign(comparison);
      if (s == 2) return std::nullopt;
      return s >= least;
    };
    const auto low = reached(grid.first);
    const auto high = reached(grid.last);
    if (!low || !high) {
      alone = false;
      return not_found;
    }
    if (*low == *high) return not_found;
    std::int64_t below = grid.first;
    std::int64_t above = grid.last;
    while (above - below > 1) {
      const std::int64_t middle = below + (above - below) / 2;
      const auto now = reached(middle);
      if (!now) {
        alone = false;
        return not_found;
      }
      (*now == *low ? below : above) = middle;
    }
    return above;
  }

  [[nodiscard]] bool compares_variables(std::uint32_t comparison) const {
    const auto plain = [&](std::uint32_t cell) {
      return node(cell).op == Op::input || node(cell).op == Op::parameter;
    };
    return plain(operand(comparison, 0)) && plain(operand(comparison, 1));
  }

  // Two variables are compared: both take every constant that either is compared with, so that each
  // order of the two occurs.
  [[nodiscard]] std::vector<std::int64_t> partner_steps(const Grid& grid, std::uint32_t) const {
    std::vector<std::int64_t> steps;
    for (const std::uint32_t cell : residual_.cells) {
      if (!is_ordering(node(cell).op)) continue;
      for (std::uint32_t k = 0; k < 2; ++k) {
        if (const auto step = grid.step_of(machine_.cell(operand(cell, k)))) {
          for (std::int64_t near = -2; near <= 2; ++near) steps.push_back(*step + near);
        }
      }
    }
    const std::int64_t middle = grid.first + (grid.last - grid.first) / 2;
    steps.push_back(middle);
    steps.push_back(middle + 2);
    return steps;
  }

  // --- places ---

  static bool is_code(const Value& value) {
    return value.is_string() && value.string().size() == 6 &&
           value.string().find_first_not_of("0123456789") == std::string::npos;
  }

  void note_code(const Value& value, std::set<std::string>& codes) const {
    if (is_code(value)) codes.insert(value.string());
    if (value.is_list()) {
      for (const Value& item : value.list().items) note_code(item, codes);
    }
  }

  // Codes that the residual compares with, and areas that parameters have values for.
  [[nodiscard]] std::set<std::string> mentioned_codes() const {
    std::set<std::string> codes;
    for (const std::uint32_t cell : residual_.cells) {
      const Node& n = node(cell);
      for (std::uint32_t k = 0; k < n.count; ++k) {
        const std::uint32_t below = operand(cell, k);
        if (below != no_index && below < body_.nodes.size()) note_code(machine_.cell(below), codes);
      }
      if (n.op == Op::parameter || n.op == Op::parameter_call) {
        for (const program::BoundValue& bound : program_.parameters[n.index].values)
          codes.insert(bound.area);
      }
    }
    for (const program::Rule& rule : program_.rules) {
      for (const Variable& variable : residual_.variables) {
        if (variable.kind == Variable::Kind::input && variable.number == rule.place_input &&
            !rule.area.empty())
          codes.insert(rule.area);
      }
    }
    return codes;
  }

  // `=` compares codes as written: a province or prefecture that the place is compared with is a
  // value of its own.
  [[nodiscard]] std::set<std::string> compared_codes(const Variable& variable) const {
    std::set<std::string> codes;
    const std::uint32_t place = program_.input_cells[variable.number];
    for (const std::uint32_t cell : residual_.cells) {
      const Op op = node(cell).op;
      if (op != Op::equal && op != Op::not_equal) continue;
      for (std::uint32_t k = 0; k < 2; ++k) {
        if (operand(cell, k) == place) note_code(machine_.cell(operand(cell, 1 - k)), codes);
      }
    }
    return codes;
  }

  [[nodiscard]] std::vector<Value> codes() const {
    const std::set<std::string> mentioned = mentioned_codes();
    std::size_t places = 0;
    for (const Variable& other : residual_.variables) {
      const bool place = other.kind == Variable::Kind::input &&
                         program_.inputs[other.number].domain == Domain::code;
      places += place ? 1 : 0;
    }
    std::set<std::string> chosen;
    for (const std::string& code : mentioned) {
      if (code.substr(4) != "00") chosen.insert(code);
      add_fresh(code.substr(0, 4), 2, mentioned, places, chosen);
      add_fresh(code.substr(0, 2), 4, mentioned, places, chosen);
    }
    add_fresh("", 6, mentioned, places, chosen);
    std::vector<Value> values;
    for (const std::string& code : chosen) values.push_back(Value::string(code));
    return values;
  }

  // A place is a county. Known coarsely, it is one that lies in what is written; unknown, it may
  // also be written coarsely.
  void put_places(const Variable& variable, Choice& choice) const {
    const Value& known = machine_.cell(program_.input_cells[variable.number]);
    for (const Value& county : codes()) {
      if (known.is_string() && !holds(known.string(), county.string())) continue;
      choice.values.push_back(county);
      choice.written.push_back(known.is_string() ? known : county);
      if (known.is_string()) continue;
      for (const std::string& area : compared_codes(variable)) {
        if (area.substr(4) != "00" || !holds(area, county.string())) continue;
        choice.values.push_back(county);
        choice.written.push_back(Value::string(area));
      }
    }
  }

  // County codes with the prefix that nothing mentions, as many as there are places to tell apart.
  static void add_fresh(const std::string& prefix, int digits,
                        const std::set<std::string>& mentioned, std::size_t many,
                        std::set<std::string>& chosen) {
    if (digits == 2 && prefix.substr(2) == "00") return;
    if (digits == 4 && prefix == "00") return;
    const int top = digits == 2 ? 99 : digits == 4 ? 9999 : 999999;
    std::size_t made = 0;
    for (int i = top; i > 0 && made < many; --i) {
      std::string tail = std::to_string(i);
      tail.insert(0, static_cast<std::size_t>(digits) - tail.size(), '0');
      const std::string code = prefix + tail;
      if (code.substr(4) == "00") continue;
      const bool taken =
          std::any_of(mentioned.begin(), mentioned.end(), [&](const std::string& area) {
            return area.size() == 6 && area != "000000" && holds(area, code) &&
                   significant(area) > prefix.size();
          });
      if (taken) continue;
      chosen.insert(code);
      ++made;
    }
  }

  static std::size_t significant(const std::string& code) {
    if (code.substr(2) == "0000") return 2;
    return code.substr(4) == "00" ? 4 : 6;
  }

  // --- texts and sets ---

  [[nodiscard]] std::vector<Value> texts() const {
    std::vector<Value> values;
    for (const std::uint32_t cell : residual_.cells) {
      for (std::uint32_t k = 0; k < node(cell).count; ++k) {
        const std::uint32_t below = operand(cell, k);
        if (below == no_index || below >= body_.nodes.size() || !machine_.cell(below).is_string())
          continue;
        values.push_back(machine_.cell(below));
      }
    }
    values.push_back(Value::string("\x01 one"));
    values.push_back(Value::string("\x01 two"));
    return values;
  }

  // What is looked for in an unset set: known values, or those that an unknown fact is tried with.
  [[nodiscard]] std::vector<Value> set_elements(const Variable& variable, bool& exact) {
    std::vector<Value> elements;
    const auto note = [&](const Value& value) {
      const bool known = std::any_of(elements.begin(), elements.end(),
                                     [&](const Value& e) { return value::same_value(e, value); });
      if (!known) elements.push_back(value);
    };
    for (const std::uint32_t cell : residual_.cells) {
      if (node(cell).op != Op::in_test) continue;
      const Node& set = node(operand(cell, 1));
      if (set.op != Op::parameter || set.index != variable.number) continue;
      const std::uint32_t looked = operand(cell, 0);
      if (!machine_.cell(looked).is_unknown()) {
        note(machine_.cell(looked));
      } else if (node(looked).op == Op::input) {
        const Variable input{Variable::Kind::input, node(looked).index};
        const Choice choice = choice_of(input);
        exact = exact && choice.exact;
        for (const Value& value : choice.values) note(value);
      } else {
        exact = false;
      }
    }
    return elements;
  }

  static std::vector<Value> subsets(const std::vector<Value>& elements, bool& exact) {
    constexpr std::size_t most = 8;
    const std::size_t size = std::min(elements.size(), most);
    exact = exact && elements.size() <= most;
    std::vector<Value> sets;
    for (std::size_t choice = 0; choice < (std::size_t{1} << size); ++choice) {
      std::vector<Value> items;
      for (std::size_t i = 0; i < size; ++i) {
        if ((choice >> i & 1U) != 0) items.push_back(elements[i]);
      }
      sets.push_back(value::make_list(std::move(items)));
    }
    return sets;
  }

  exec::Machine& machine_;
  const Program& program_;
  const Body& body_;
  const Residual& residual_;
  std::vector<Choice> atoms_;
  std::vector<std::uint32_t> rerun_;  // what depends on the variable at hand
  Search search_;
};

}  // namespace

Search search_of(exec::Machine& machine, const Residual& residual) {
  return Maker(machine, residual).make();
}

}  // namespace huice::deciding
