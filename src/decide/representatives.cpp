#include "decide/representatives.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "compile/cone.hpp"
#include "decide/turning.hpp"
#include "value/compare.hpp"
#include "value/place.hpp"
#include "value/text.hpp"

namespace huice::deciding {

using program::Body;
using program::Domain;
using program::no_index;
using program::Node;
using program::Op;
using program::Program;
using value::Value;

namespace {

class Maker {
 public:
  Maker(exec::Machine& machine, const Residual& residual)
      : machine_(machine),
        program_(machine.program()),
        body_(program_.household()),
        residual_(residual),
        turning_(machine, residual, codes()) {}

  Search make() {
    free_atoms();
    for (const Variable& variable : residual_.variables) {
      if (!is_covered(variable)) search_.choices.push_back(choice_of(variable));
    }
    turning_.fill(search_.choices, atoms_);
    for (Choice& choice : search_.choices) {
      if (is_set(choice.variable))
        choice.values = subsets(set_elements(choice.variable, choice.exact), choice.exact);
    }
    for (const std::uint32_t cell : residual_.cells) {
      if (node(cell).op != Op::input && !is_free(cell)) search_.rerun.push_back(cell);
    }
    for (Choice& atom : atoms_) search_.choices.push_back(std::move(atom));
    for (Choice& choice : search_.choices) choice.conditions = occurrences(choice.variable);
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
      const bool turns = turning_.turns_freely(atom.cell) || op == Op::in_test || op == Op::some ||
                         op == Op::every || op == Op::call_builtin || op == Op::parameter ||
                         op == Op::parameter_call;
      const bool alone = std::all_of(atom.variables.begin(), atom.variables.end(), once);
      if (!frees || op == Op::input || !(turns || (alone && !program::is_comparison(op)))) continue;
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

  [[nodiscard]] bool is_set(const Variable& variable) const {
    return variable.kind == Variable::Kind::parameter &&
           program_.parameters[variable.number].is_set;
  }

  // Ordered values and open sets come later.
  [[nodiscard]] Choice choice_of(const Variable& variable) {
    Choice choice;
    choice.variable = variable;
    choice.variables = {variable};
    if (variable.kind == Variable::Kind::parameter) {
      choice.cell = no_index;
      if (!is_set(variable)) put_values(program_.parameters[variable.number].domain, {}, choice);
      return choice;
    }
    const program::Input& input = program_.inputs[variable.number];
    choice.cell = program_.input_cells[variable.number];
    if (input.domain == Domain::enum_set) {
      choice.values = subsets(input.values, choice.exact);
    } else if (input.domain == Domain::code) {
      put_places(variable, choice);
    } else {
      put_values(input.domain, input.values, choice);
    }
    return choice;
  }

  void put_values(Domain domain, const std::vector<Value>& listed, Choice& choice) const {
    switch (domain) {
      case Domain::boolean:
        choice.values = {Value(false), Value(true)};
        return;
      case Domain::enumeration:
        choice.values = listed;
        return;
      case Domain::code:
        choice.values = codes();
        return;
      case Domain::text:
        choice.values = texts();
        return;
      case Domain::members:
      case Domain::enum_set:
        choice.exact = false;
        return;
      default:
        return;
    }
  }

  // --- places ---

  static bool is_code(const Value& value) {
    return value.is_string() && value.string().size() == 6 &&
           value.string().find_first_not_of("0123456789") == std::string::npos;
  }

  static void note_code(const Value& value, std::set<std::string>& codes) {
    if (is_code(value)) codes.insert(value.string());
  }

  // What a cell holds, items of a list by themselves; of a parameter whose value hangs on the
  // place, every value.
  template <class Note>
  void for_each_value(std::uint32_t cell, const Note& note) const {
    const auto each = [&](const Value& value) {
      note(value);
      if (!value.is_list()) return;
      for (const Value& item : value.list().items) note(item);
    };
    each(machine_.cell(cell));
    if (node(cell).op != Op::parameter) return;
    for (const program::BoundValue& bound : program_.parameters[node(cell).index].values)
      each(bound.constant);
  }

  // Everything known that stands beside something unknown.
  template <class Note>
  void for_each_known(const Note& note) const {
    std::vector<std::uint32_t> parts;
    for (const std::uint32_t cell : residual_.cells) {
      parts.assign(1, cell);
      compile::append_dependencies(program_, body_, cell, parts);
      for (const std::uint32_t part : parts) for_each_value(part, note);
    }
  }

  // Areas with values of parameters that hang on a place. Where one parameter alone does, areas
  // with the same value are as good as one.
  void append_areas_of_values(std::set<std::string>& codes) const {
    std::set<std::uint32_t> numbers;
    for (const std::uint32_t cell : residual_.cells) {
      if (node(cell).op == Op::parameter || node(cell).op == Op::parameter_call)
        numbers.insert(node(cell).index);
    }
    for (const exec::CallerValue& given : machine_.caller_values()) {
      if (!given.area.empty() && numbers.count(given.parameter) != 0) codes.insert(given.area);
    }
    std::set<std::string> seen;
    for (const std::uint32_t number : numbers) {
      for (const program::BoundValue& bound : program_.parameters[number].values) {
        const bool in_force =
            bound.from <= machine_.as_of() && (!bound.has_to || machine_.as_of() <= bound.to);
        if (!in_force) continue;
        const bool is_plain = numbers.size() == 1 && bound.body == no_index;
        if (!is_plain || seen.insert(value::to_literal(bound.constant)).second)
          codes.insert(bound.area);
      }
    }
  }

  // Codes that the residual compares with, and areas that parameters have values for.
  [[nodiscard]] std::set<std::string> mentioned_codes() const {
    std::set<std::string> codes;
    for_each_known([&](const Value& value) { note_code(value, codes); });
    append_areas_of_values(codes);
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
      if (op != Op::equal && op != Op::not_equal && op != Op::in_test) continue;
      for (std::uint32_t k = 0; k < 2; ++k) {
        if (operand(cell, k) != place) continue;
        for_each_value(operand(cell, 1 - k), [&](const Value& value) { note_code(value, codes); });
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
      if (known.is_string() && !value::holds(known.string(), county.string())) continue;
      choice.values.push_back(county);
      choice.written.push_back(known.is_string() ? known : county);
      if (known.is_string()) continue;
      for (const std::string& area : compared_codes(variable)) {
        if (area.substr(4) != "00" || !value::holds(area, county.string())) continue;
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
            return area.size() == 6 && area != "000000" && value::holds(area, code) &&
                   value::significant_digits(area) > prefix.size();
          });
      if (taken) continue;
      chosen.insert(code);
      ++made;
    }
  }

  // --- texts and sets ---

  [[nodiscard]] std::vector<Value> texts() const {
    std::vector<Value> values;
    for_each_known([&](const Value& value) {
      if (value.is_string()) values.push_back(value);
    });
    values.push_back(Value::string("\x01 one"));
    values.push_back(Value::string("\x01 two"));
    return values;
  }

  [[nodiscard]] bool reads(std::uint32_t cell, const Variable& parameter) const {
    std::vector<std::uint32_t> parts;
    compile::append_dependencies(program_, body_, cell, parts);
    return std::any_of(parts.begin(), parts.end(), [&](std::uint32_t part) {
      return node(part).op == Op::parameter && node(part).index == parameter.number;
    });
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
      if (node(cell).op != Op::in_test) {
        exact = exact && !reads(cell, variable);
        continue;
      }
      const Node& set = node(operand(cell, 1));
      if (set.op != Op::parameter || set.index != variable.number) continue;
      const std::uint32_t looked = operand(cell, 0);
      if (!machine_.cell(looked).is_unknown()) {
        note(machine_.cell(looked));
      } else if (node(looked).op == Op::input) {
        const Variable input{Variable::Kind::input, node(looked).index};
        for (const Choice& choice : search_.choices) {
          if (choice.free_atom || choice.variable != input) continue;
          exact = exact && choice.exact;
          for (const Value& value : choice.values) note(value);
        }
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
  Turning turning_;
  std::vector<Choice> atoms_;
  Search search_;
};

}  // namespace

Search search_of(exec::Machine& machine, const Residual& residual) {
  return Maker(machine, residual).make();
}

}  // namespace huice::deciding
