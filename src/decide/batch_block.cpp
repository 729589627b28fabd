#include "decide/batch_block.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>

#include "decide/standing.hpp"
#include "exec/batch_narrow.hpp"

namespace huice::deciding {

using exec::BatchColumn;
using exec::BatchNode;
using exec::BatchOp;
using exec::ColumnType;
using exec::truth_no;
using exec::truth_open;
using exec::truth_yes;
using program::Domain;
using program::no_index;
using value::Value;

namespace {

constexpr std::int32_t earliest_day = -30'000;
constexpr std::int32_t most_keys = 65'000;
constexpr std::size_t most_kept = 1U << 16;
constexpr std::size_t most_words = 1U << 20;
constexpr exec::Wide most_dividend = exec::Wide{1} << 62;
constexpr exec::Wide most_divisor = exec::Wide{1} << 60;

template <class T>
void append(std::string& key, T part) {
  key.append(reinterpret_cast<const char*>(&part), sizeof part);
}

std::uint8_t leaf(Leaf one) { return Outcomes(one).bits(); }

// Where a StatusTable holds the status of an outcome.
std::size_t at_outcome(std::uint8_t outcome, bool has_open_terms) {
  constexpr std::size_t outcomes = 16;
  return outcome + (has_open_terms ? outcomes : 0);
}

std::uint8_t every_leaf() {
  return static_cast<std::uint8_t>(leaf(Leaf::not_applicable) | leaf(Leaf::negative) |
                                   leaf(Leaf::positive) | leaf(Leaf::review));
}

Outcomes of_bits(std::uint8_t bits) {
  Outcomes all;
  for (const Leaf one : {Leaf::not_applicable, Leaf::negative, Leaf::positive, Leaf::review}) {
    if ((bits & leaf(one)) != 0) all |= one;
  }
  return all;
}

/// `value` / `by`, half to even; `by` is above zero.
template <class T>
T divided(T value, T by) {
  T quotient = value / by;
  const T rest = value % by;
  const T part = rest < 0 ? -rest : rest;
  const bool is_tie = part == by - part;
  if (part > by - part || (is_tie && quotient % 2 != 0)) quotient += value < 0 ? -1 : 1;
  return quotient;
}

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

// --- keys ---------------------------------------------------------------------------------------

Keys::Keys(const BatchPlan& plan, Vocabularies& vocabularies)
    : plan_(plan), vocabularies_(vocabularies) {
  sets_.resize(vocabularies.size());
  set_values_.resize(vocabularies.size());
}

Value Keys::value(std::uint32_t input, std::int32_t key) const {
  switch (plan_.program().inputs[input].domain) {
    case Domain::date:
      return Value(*Date::from_days(std::int64_t{key} + earliest_day));
    case Domain::duration:
      return Value(MonthsDuration{key});
    case Domain::enum_set:
      return set_values_[input][static_cast<std::size_t>(key)];
    default:
      return vocabularies_.of(input).at(static_cast<std::uint32_t>(key)).value;
  }
}

std::int32_t Keys::key_of_position(std::uint32_t input, ColumnReader& column, std::int64_t at) {
  const auto word = column.word_at(at);
  if (!word) return -1;
  const bool fits = !vocabularies_.of(input).is_bad(*word) && *word < most_words;
  return fits ? static_cast<std::int32_t>(*word) : bad_key;
}

std::int32_t Keys::key_at(std::uint32_t input, ColumnReader& column, std::int64_t row) {
  if (!column.is_known(row)) return -1;
  const Domain domain = plan_.program().inputs[input].domain;
  if (domain == Domain::enumeration || domain == Domain::code) {
    const std::uint32_t word = column.word(row);
    const bool fits = !vocabularies_.of(input).is_bad(word) && word < most_words;
    return fits ? static_cast<std::int32_t>(word) : bad_key;
  }
  Checked checked = column.value(row);
  if (checked.objection && !is_warning(checked.objection->code)) return bad_key;
  if (checked.value.is_unknown()) return -1;
  if (domain == Domain::date) {
    const std::int64_t key = checked.value.date().days() - earliest_day;
    return key >= 0 && key < most_keys ? static_cast<std::int32_t>(key) : bad_key;
  }
  if (domain == Domain::duration) {
    const std::int64_t months = checked.value.months_duration().months;
    return months >= 0 && months < most_keys ? static_cast<std::int32_t>(months) : bad_key;
  }
  if (!checked.value.is_list()) return bad_key;
  std::string ids;
  for (const Value& item : checked.value.list().items) ids += item.string() + '\n';
  auto& values = set_values_[input];
  const auto [entry, is_new] =
      sets_[input].emplace(std::move(ids), static_cast<std::int32_t>(values.size()));
  if (is_new) values.push_back(std::move(checked.value));
  return entry->second;
}

// --- compiling ----------------------------------------------------------------------------------

BlockDecider::BlockDecider(const BatchPlan& plan, Vocabularies& vocabularies)
    : plan_(plan), keys_(plan, vocabularies), machine_(plan.program()) {
  const auto& inputs = plan.program().inputs;
  for (const program::Input& input : inputs) facts_.push_back(input.unknown);
  levels_.resize(inputs.size());
  memory_.resize(inputs.size());
}

void BlockDecider::begin(const BatchInput& input, RowReader& reader, BatchResult& result) {
  input_ = &input;
  reader_ = &reader;
  result_ = &result;
  std::vector<exec::InputShape> shapes(plan_.program().inputs.size());
  for (std::uint32_t i = 0; i < shapes.size(); ++i) {
    const ColumnReader* column = reader.column(i);
    if (column == nullptr || column->has_texts()) continue;
    const bool holds_numbers = column->column().layout != Layout::none;
    shapes[i] = {holds_numbers, column->column().scale};
  }
  const auto same = [](const exec::InputShape& a, const exec::InputShape& b) {
    return a.has_column == b.has_column && a.scale == b.scale;
  };
  if (batch_ != nullptr &&
      std::equal(shapes.begin(), shapes.end(), shapes_.begin(), shapes_.end(), same))
    return;
  shapes_ = std::move(shapes);
  compile();
}

void BlockDecider::compile() {
  const exec::Inputs inputs{facts_, plan_.options.as_of, plan_.jurisdiction, plan_.parameters};
  machine_.take(inputs);
  run_.reset();
  batch_ = std::make_unique<exec::BatchProgram>(plan_.program(), machine_, inputs, shapes_);
  outputs_.clear();
  outputs_.resize(plan_.planned.size());
  for (std::size_t i = 0; i < outputs_.size(); ++i) compile_output(i);

  // What all outputs may ask for, then each output by itself.
  std::vector<std::vector<std::uint32_t>> groups(1);
  const auto push = [&](std::uint32_t node) {
    if (node != no_index) groups.back().push_back(node);
  };
  const std::uint32_t kind = plan_.state().links.applicant_kind;
  if (kind != no_index) {
    if (const auto node = batch_->node_of_input(kind)) push(*node);
  }
  const auto push_rule = [&](const RuleNodes& rule, const auto& self) -> void {
    push(rule.applies);
    push(rule.when);
    push(rule.review);
    for (const std::uint32_t node : rule.exceptions) push(node);
    for (const Need& need : rule.needs) {
      push(need.node);
      if (need.place_input != no_index) push(*batch_->node_of_input(need.place_input));
    }
    if (rule.place_input != no_index) push(*batch_->node_of_input(rule.place_input));
    for (const RuleNodes& required : rule.required) self(required, self);
  };
  for (const OutputNodes& output : outputs_) {
    groups.emplace_back();
    if (!output.obstacle.empty()) continue;
    push_rule(output.rule, push_rule);
    push(output.amount);
    for (const Atom& atom : output.atoms) {
      push(atom.node);
      for (const std::uint32_t node : atom.inputs) push(node);
      for (const std::uint32_t node : atom.look_ups) push(node);
    }
  }
  run_ = std::make_unique<exec::BatchRun>(*batch_, inputs, keys_, groups);
  inputs_.clear();
  checked_.clear();
  std::vector<bool> seen(plan_.program().inputs.size(), false);
  std::vector<bool> needed(batch_->nodes().size(), false);
  std::vector<std::uint32_t>& roots = groups.front();
  for (std::size_t i = 1; i < groups.size(); ++i)
    roots.insert(roots.end(), groups[i].begin(), groups[i].end());
  groups.resize(1);  // push() adds to it
  for (std::size_t at = 0; at < roots.size(); ++at) {
    const std::uint32_t number = roots[at];
    if (needed[number]) continue;
    needed[number] = true;
    const BatchNode& node = batch_->nodes()[number];
    if (node.op == BatchOp::input && !seen[node.input]) {
      seen[node.input] = true;
      inputs_.push_back(node.input);
    }
    for (const std::uint32_t operand : {node.a, node.b, node.c}) push(operand);
    for (const std::uint32_t operand : node.operands) push(operand);
  }
  node_of_input_.assign(plan_.program().inputs.size(), no_index);
  for (const std::uint32_t input : inputs_) node_of_input_[input] = *batch_->node_of_input(input);
  // A value that does not fit is found whether or not a kernel reads it.
  for (const std::uint32_t input : plan_.read_inputs) {
    if (seen[input]) continue;
    const bool is_members = plan_.program().inputs[input].domain == Domain::members;
    if (const auto node = batch_->node_of_input(input)) {
      inputs_.push_back(input);
      node_of_input_[input] = *node;
    } else if (!is_members) {
      checked_.push_back(input);
    }
  }
}

std::uint32_t BlockDecider::truth_node(std::uint32_t cell, std::uint32_t level) {
  const auto node = batch_->node_of(cell);
  if (!node || batch_->nodes()[*node].type != ColumnType::truth) return no_index;
  return batch_->spread(*node, level).value_or(no_index);
}

bool BlockDecider::compile_rule(std::uint32_t number, std::uint32_t level, RuleNodes& nodes) {
  const program::Program& program = plan_.program();
  const program::Rule& rule = program.rules[number];
  nodes.rule = number;
  const std::uint32_t own_level = rule.members_input == no_index ? 0 : 1 + rule.members_input;
  if (own_level != 0 && own_level != level) return false;
  nodes.place_input = rule.place_input;
  if (rule.place_input != no_index && !batch_->node_of_input(rule.place_input)) return false;
  const auto make = [&](std::uint32_t cell, std::uint32_t& node) {
    if (cell == no_index) return true;
    node = truth_node(cell, level);
    return node != no_index;
  };
  if (!make(rule.applies, nodes.applies) || !make(rule.when, nodes.when)) return false;
  if (rule.review_decides && !make(rule.review, nodes.review)) return false;
  for (const program::Exception& exception : rule.exceptions) {
    if (!make(exception.when, nodes.exceptions.emplace_back(no_index))) return false;
  }
  for (const std::uint32_t cell : rule.needs) {
    Need need;
    need.cell = cell;
    if (!make(cell, need.node)) return false;
    const std::uint32_t place = program.household().operands[program.household().nodes[cell].first];
    if (place != no_index) {
      need.place_input = program.household().nodes[place].index;
      if (!batch_->node_of_input(need.place_input)) return false;
    }
    nodes.needs.push_back(std::move(need));
  }
  for (const std::uint32_t required : rule.requires_rules) {
    if (!compile_rule(required, level, nodes.required.emplace_back())) return false;
  }
  return true;
}

void BlockDecider::compile_output(std::size_t number) {
  OutputNodes& output = outputs_[number];
  const PlannedOutput& planned = plan_.planned[number];
  const program::Rule& rule = plan_.program().rules[planned.rule];
  const BatchOutput& wanted = plan_.outputs[number];
  if (wanted.reasons && !planned.per_member) {
    output.obstacle = "reasons were asked for";
    return;
  }
  if (planned.members_input != no_index && !planned.per_member) {
    output.obstacle = "the household's outcome of a rule for members";
    return;
  }
  output.level = planned.per_member ? 1 + planned.members_input : 0;
  if (!compile_rule(planned.rule, output.level, output.rule)) {
    output.obstacle = "a condition has no kernel";
    return;
  }
  if (planned.grant != nullptr) {
    const auto amount = batch_->node_of(planned.grant->amount);
    const auto spread = amount ? batch_->spread(*amount, output.level) : amount;
    if (spread && batch_->nodes()[*spread].is_number()) output.amount = *spread;
  }
  output.statuses = statuses_of(number);
  collect_atoms(output.rule, output.atoms);
  const bool has_kind = plan_.state().links.applicant_kind != no_index;
  output.is_simple = !has_kind && output.rule.applies == no_index &&
                     output.rule.review == no_index && output.rule.exceptions.empty() &&
                     output.rule.needs.empty() && output.rule.required.empty() &&
                     output.rule.place_input == no_index &&
                     territory(rule.area, nullptr, plan_.jurisdiction) == Inside::yes;
  output.has_pattern = output.is_simple && output.atoms.size() <= most_in_pattern &&
                       std::all_of(output.atoms.begin(), output.atoms.end(),
                                   [](const Atom& atom) { return atom.is_plain(); });
}

void BlockDecider::collect_atoms(const RuleNodes& rule, std::vector<Atom>& atoms) {
  if (rule.applies != no_index) add_atoms(rule.applies, atoms);
  if (rule.when != no_index) add_atoms(rule.when, atoms);
  if (rule.review != no_index) add_atoms(rule.review, atoms);
  for (const std::uint32_t node : rule.exceptions) add_atoms(node, atoms);
  for (const Need& need : rule.needs) add_atoms(need.node, atoms);
  for (const RuleNodes& required : rule.required) collect_atoms(required, atoms);
}

void BlockDecider::add_atoms(std::uint32_t number, std::vector<Atom>& atoms) {
  const BatchNode node = batch_->nodes()[number];
  const bool is_structure = node.op == BatchOp::conjunction || node.op == BatchOp::disjunction ||
                            node.op == BatchOp::negation;
  if (is_structure) {
    for (const std::uint32_t operand : node.operands) add_atoms(operand, atoms);
    return;
  }
  for (const Atom& atom : atoms) {
    if (atom.node == number) return;
  }
  Atom atom;
  atom.node = number;
  look_below(atom);
  atoms.push_back(std::move(atom));
}

void BlockDecider::look_below(Atom& atom) {
  const std::uint32_t level = batch_->nodes()[atom.node].level;
  struct Part {
    std::uint32_t node;
    bool is_of_members;  // below something over members
  };
  std::vector<Part> open{{atom.node, false}};
  std::vector<bool> seen;
  const auto note = [&](std::uint32_t part, std::vector<std::uint32_t>& parts) {
    const auto spread = batch_->spread(part, level);
    if (spread && std::find(parts.begin(), parts.end(), *spread) == parts.end())
      parts.push_back(*spread);
    atom.is_opaque = atom.is_opaque || !spread;
  };
  while (!open.empty()) {
    const Part part = open.back();
    open.pop_back();
    const std::size_t place = 2 * std::size_t{part.node} + (part.is_of_members ? 1 : 0);
    if (place >= seen.size()) seen.resize(place + 1, false);
    if (seen[place]) continue;
    seen[place] = true;
    const BatchNode below = batch_->nodes()[part.node];
    const bool is_member = part.is_of_members && below.level != 0;
    if (below.op == BatchOp::input && is_member) {
      // Codes of members are places that an unknown place is tried as.
      if (plan_.program().inputs[below.input].domain == Domain::code) atom.is_opaque = true;
      continue;
    }
    if (below.op == BatchOp::input) {
      note(part.node, atom.inputs);
      continue;
    }
    if (below.op == BatchOp::look_up) {
      if (is_member) atom.is_opaque = true;
      if (!is_member) note(part.node, atom.look_ups);
    }
    const bool aggregates = below.op >= BatchOp::some && below.op <= BatchOp::most;
    if (aggregates &&
        std::find(atom.members.begin(), atom.members.end(), below.input) == atom.members.end())
      atom.members.push_back(below.input);
    const bool is_of_members = part.is_of_members || aggregates;
    for (const std::uint32_t operand : below.operands) open.push_back({operand, is_of_members});
    if (!below.operands.empty()) continue;
    for (const std::uint32_t operand : {below.a, below.b, below.c}) {
      if (operand != no_index) open.push_back({operand, is_of_members});
    }
  }
  if (atom.members.size() > 1) atom.is_opaque = true;
}

// --- loading ------------------------------------------------------------------------------------

// Lists that are all known and small: their offsets as they lie there.
bool BlockDecider::load_plain_level(const ColumnReader& lists, std::int64_t first, std::size_t rows,
                                    LevelMemory& level) {
  const Column& raw = lists.column();
  if (raw.layout != Layout::lists || raw.validity != nullptr) return false;
  const std::int32_t* offsets = static_cast<const std::int32_t*>(raw.offsets) + raw.offset + first;
  level.begin = offsets[0];
  level.offsets.resize(rows + 1);
  if (exec::rebase(rows, offsets, level.offsets.data()) > exec::most_members) return false;
  level.owner.resize(static_cast<std::size_t>(level.offsets[rows]));
  exec::own(rows, level.offsets.data(), level.owner.data());
  return true;
}

void BlockDecider::load_level(std::uint32_t members, std::int64_t first, std::size_t rows) {
  LevelMemory& level = levels_[members];
  level.offsets.assign(1, 0);
  level.owner.clear();
  level.rows.clear();
  level.is_dense = true;
  ColumnReader* lists = reader_->column(members);
  if (lists != nullptr && load_plain_level(*lists, first, rows, level)) return;
  level.offsets.assign(1, 0);
  level.owner.clear();
  std::int64_t next = -1;
  for (std::size_t h = 0; h < rows; ++h) {
    const std::int64_t row = first + static_cast<std::int64_t>(h);
    const bool is_known = lists != nullptr && lists->is_known(row);
    const std::int64_t begin = is_known ? lists->begin(row) : 0;
    const std::int64_t size = is_known ? lists->end(row) - begin : 0;
    if (!is_known || size > exec::most_members) {
      left_[h] = 1;
      level.offsets.push_back(level.offsets.back());
      continue;
    }
    if (size > 0) {
      if (next == -1) level.begin = begin;
      if (next != -1 && begin != next) level.is_dense = false;
      next = begin + size;
    }
    for (std::int64_t i = 0; i < size; ++i) level.owner.push_back(static_cast<std::int32_t>(h));
    level.offsets.push_back(level.offsets.back() + static_cast<std::int32_t>(size));
  }
  if (level.is_dense) return;
  for (std::size_t h = 0; h < rows; ++h) {
    const std::int32_t size = level.offsets[h + 1] - level.offsets[h];
    for (std::int32_t i = 0; i < size; ++i)
      level.rows.push_back(lists->begin(first + static_cast<std::int64_t>(h)) + i);
  }
}

BlockDecider::Place BlockDecider::place_of(std::uint32_t input) {
  const program::Input& declared = plan_.program().inputs[input];
  Place place;
  place.reader = reader_->column(input);
  place.level = declared.member_of == no_index ? nullptr : &levels_[declared.member_of];
  place.begin = place.level == nullptr ? first_ : place.level->begin;
  place.is_dense = place.level == nullptr || place.level->is_dense;
  return place;
}

namespace {

/// 0 where the values of a column are known, else `otherwise`.
void read_validity(const Column& column, std::int64_t begin, std::size_t n, std::uint8_t otherwise,
                   std::uint8_t* unknown) {
  exec::bytes_of_bits(n, column.validity, static_cast<std::size_t>(column.offset + begin),
                      otherwise, unknown);
}

}  // namespace

void BlockDecider::load_truths(std::uint32_t input, std::size_t n, std::uint8_t* truths) {
  const Place place = place_of(input);
  const Column* plain = place.plain();
  const bool is_bits = plain != nullptr && plain->layout == Layout::bits;
  if (plain != nullptr && n > 0 && (is_bits || plain->layout == Layout::bytes)) {
    const auto* values = static_cast<const std::uint8_t*>(plain->values);
    const std::int64_t at = plain->offset + place.begin;
    if (is_bits) {
      exec::truth_of_bits(n, values, static_cast<std::size_t>(at), truths);
    } else {
      exec::truth_of_bytes(n, values + at, truths);
    }
    if (plain->validity == nullptr) return;
    std::vector<std::uint8_t>& unknown = memory_[input].unknown;
    read_validity(*plain, place.begin, n, exec::not_known, unknown.data());
    return exec::open_unknown(n, unknown.data(), truths);
  }
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t row = place.row(i);
    truths[i] = place.reader == nullptr || !place.reader->is_known(row) ? truth_open
                : place.reader->boolean(row)                            ? truth_yes
                                                                        : truth_no;
  }
}

// Positions of a byte each: a table of 256 keys. False where that is not how the column lies.
bool BlockDecider::load_small_dictionary(std::uint32_t input, std::size_t n, std::int32_t* keys) {
  const Place place = place_of(input);
  if (place.reader == nullptr || !place.is_dense || n == 0) return false;
  const Column& raw = place.reader->column();
  const bool is_small = raw.dictionary != nullptr &&
                        (raw.layout == Layout::uint8 || raw.layout == Layout::int8) &&
                        raw.dictionary->length <= 128;
  const Domain domain = plan_.program().inputs[input].domain;
  if (!is_small || (domain != Domain::enumeration && domain != Domain::code)) return false;
  std::int32_t table[256] = {};
  for (std::int64_t at = 0; at < raw.dictionary->length; ++at) {
    const std::int32_t key = keys_.key_of_position(input, *place.reader, at);
    if (key == Keys::bad_key) return false;
    table[at] = key;
  }
  const auto* codes = static_cast<const std::uint8_t*>(raw.values) + raw.offset + place.begin;
  for (std::size_t i = 0; i < n; ++i) keys[i] = table[codes[i]];
  if (raw.validity == nullptr) return true;
  std::vector<std::uint8_t>& unknown = memory_[input].unknown;
  read_validity(raw, place.begin, n, exec::not_known, unknown.data());
  for (std::size_t i = 0; i < n; ++i) keys[i] = unknown[i] == exec::known ? keys[i] : -1;
  return true;
}

void BlockDecider::load_keys(std::uint32_t input, std::size_t n, std::int32_t* keys) {
  if (load_small_dictionary(input, n, keys)) return;
  const Place place = place_of(input);
  for (std::size_t i = 0; i < n; ++i) {
    keys[i] = place.reader == nullptr ? -1 : keys_.key_at(input, *place.reader, place.row(i));
    if (keys[i] != Keys::bad_key) continue;
    keys[i] = -1;
    left_[place.household(i)] = 1;
  }
}

// Numbers that lie there as the kernels want them are read in place. What is unknown or does not
// fit is 0.
template <class T>
void BlockDecider::load_numbers(std::uint32_t input, std::size_t n, T* numbers) {
  const program::Input& declared = plan_.program().inputs[input];
  const BatchNode& node = batch_->nodes()[node_of_input_[input]];
  const Place place = place_of(input);
  BatchColumn& column = block_.inputs[input];
  std::uint8_t* unknown = memory_[input].unknown.data();
  const bool has_bounds = declared.member_of == no_index && declared.unknown.bounds() != nullptr;
  const std::uint8_t how_unknown = has_bounds ? exec::known_bounds : exec::not_known;
  const int places = declared.domain == Domain::integer ? 0
                     : declared.domain == Domain::money ? 2
                                                        : node.scale;
  const bool is_exact = node.scale <= places;
  constexpr Layout as_wanted = sizeof(T) == 8 ? Layout::int64 : Layout::int32;
  const Column* plain = place.plain();
  const bool is_wide = plain != nullptr && plain->layout == Layout::decimal128;
  if (plain != nullptr && is_exact && (is_wide || plain->layout == as_wanted) && n > 0) {
    const std::int64_t at = plain->offset + place.begin;
    const bool has_unknown = plain->validity != nullptr;
    if (has_unknown) read_validity(*plain, place.begin, n, how_unknown, unknown);
    const T* values = numbers;
    bool is_narrow = true;
    if (is_wide) {
      const auto* bytes = static_cast<const unsigned char*>(plain->values);
      is_narrow = exec::narrow(n, bytes + at * static_cast<std::int64_t>(sizeof(Wide)),
                               has_unknown ? unknown : nullptr, numbers);
    } else if (has_unknown) {
      exec::keep_known(n, static_cast<const T*>(plain->values) + at, unknown, numbers);
    } else {
      values = static_cast<const T*>(plain->values) + at;
    }
    const auto low = static_cast<T>(has_unknown ? std::min<Wide>(node.low, 0) : node.low);
    const auto high = static_cast<T>(has_unknown ? std::max<Wide>(node.high, 0) : node.high);
    const bool fits = is_narrow && !exec::any_outside(n, values, low, high) &&
                      (!has_unknown || (node.low <= 0 && node.high >= 0));
    if (fits) {
      column.data = values;
      if (has_unknown && exec::any_set(n, unknown, 3)) column.unknown = unknown;
      return;
    }
  }
  const std::int64_t step = is_exact ? 1 : power_of_ten(node.scale - places);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t row = place.row(i);
    numbers[i] = 0;
    unknown[i] = exec::known;
    if (!place.reader->is_known(row)) {
      unknown[i] = how_unknown;
      continue;
    }
    const Wide whole = place.reader->whole(row);
    if (whole >= node.low && whole <= node.high && static_cast<std::int64_t>(whole) % step == 0) {
      numbers[i] = static_cast<T>(whole);
    } else {
      left_[place.household(i)] = 1;
    }
  }
  if (exec::any_set(n, unknown, 3)) column.unknown = unknown;
}

// The declared range of a fact is what is known of it where it is not.
void BlockDecider::load_bounds(std::uint32_t input, std::size_t n) {
  BatchColumn& column = block_.inputs[input];
  const value::BoundsObject* bounds = plan_.program().inputs[input].unknown.bounds();
  if (column.unknown == nullptr || bounds == nullptr ||
      !exec::any_set(n, column.unknown, exec::known_bounds))
    return;
  const int scale = batch_->nodes()[node_of_input_[input]].scale;
  const auto low = bounds->has_low ? bounds->low.to_scaled_int64(scale) : exec::no_low;
  const auto high = bounds->has_high ? bounds->high.to_scaled_int64(scale) : exec::no_high;
  InputMemory& memory = memory_[input];
  memory.low.assign(n, low.value_or(exec::no_low));
  memory.high.assign(n, high.value_or(exec::no_high));
  column.low = memory.low.data();
  column.high = memory.high.data();
  if (low && high) return;
  exec::each_set(n, column.unknown, exec::known_bounds,
                 [&](std::size_t i) { left_[place_of(input).household(i)] = 1; });
}

void BlockDecider::load_input(std::uint32_t input, std::size_t n) {
  const BatchNode& node = batch_->nodes()[node_of_input_[input]];
  InputMemory& memory = memory_[input];
  const std::size_t words = n + 8;
  if (memory.data.size() < words) memory.data.resize(words);
  if (memory.unknown.size() < words) memory.unknown.resize(words);
  void* data = memory.data.data();
  block_.inputs[input] = {data, nullptr};
  switch (node.type) {
    case ColumnType::truth:
      return load_truths(input, n, static_cast<std::uint8_t*>(data));
    case ColumnType::key:
      return load_keys(input, n, static_cast<std::int32_t*>(data));
    case ColumnType::narrow:
      load_numbers(input, n, static_cast<std::int32_t*>(data));
      return load_bounds(input, n);
    case ColumnType::wide:
      load_numbers(input, n, static_cast<std::int64_t*>(data));
      return load_bounds(input, n);
  }
}

// Of values that no kernel reads.
void BlockDecider::check_input(std::uint32_t input, std::size_t rows) {
  const std::uint32_t members = plan_.program().inputs[input].member_of;
  const Place place = place_of(input);
  if (place.reader == nullptr) return;
  const std::size_t n = members == no_index ? rows : levels_[members].owner.size();
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t row = place.row(i);
    if (!place.reader->is_known(row)) continue;
    const auto objection = place.reader->value(row).objection;
    if (objection && !is_warning(objection->code)) left_[place.household(i)] = 1;
  }
}

void BlockDecider::load(std::int64_t first, std::int64_t last) {
  const auto rows = static_cast<std::size_t>(last - first);
  const auto& inputs = plan_.program().inputs;
  first_ = first;
  left_.assign(rows, 0);
  block_.left = left_;
  block_.households.rows = rows;
  block_.members.assign(inputs.size(), {});
  block_.inputs.assign(inputs.size(), {});
  std::vector<bool> has_level(inputs.size(), false);
  const auto make_level = [&](std::uint32_t members) {
    if (has_level[members]) return;
    has_level[members] = true;
    load_level(members, first, rows);
    LevelMemory& level = levels_[members];
    block_.members[members] = {level.owner.size(), level.offsets, level.owner};
  };
  for (const BatchNode& node : batch_->nodes()) {
    if (node.level != 0) make_level(node.level - 1);
    if (node.op >= BatchOp::some && node.op <= BatchOp::most) make_level(node.input);
  }
  for (const OutputNodes& output : outputs_) {
    if (output.level != 0) make_level(output.level - 1);
  }
  for (const std::uint32_t input : checked_) {
    if (inputs[input].member_of != no_index) make_level(inputs[input].member_of);
  }
  for (const std::uint32_t input : checked_) check_input(input, rows);
  for (const std::uint32_t input : inputs_) {
    const std::uint32_t members = inputs[input].member_of;
    load_input(input, members == no_index ? rows : block_.members[members].rows);
  }
}

// --- answering ----------------------------------------------------------------------------------

void BlockDecider::decide(std::int64_t first, std::int64_t last) {
  rows_left_.clear();
  redo_.clear();
  load(first, last);
  run_->run(block_, 0);
  for (std::size_t i = 0; i < outputs_.size(); ++i) {
    run_->run(block_, i + 1);
    answer_output(i);
  }
  for (std::size_t h = 0; h < left_.size(); ++h) {
    if (left_[h] != 0) rows_left_.push_back(first + static_cast<std::int64_t>(h));
  }
  std::erase_if(redo_, [&](const Redo& redo) {
    return left_[static_cast<std::size_t>(redo.row - first)] != 0;
  });
}

Inside BlockDecider::inside(RuleNodes& rule, std::size_t household) {
  const std::string& area = plan_.program().rules[rule.rule].area;
  if (rule.place_input == no_index) return territory(area, nullptr, plan_.jurisdiction);
  const auto* keys = static_cast<const std::int32_t*>(block_.inputs[rule.place_input].data);
  const auto at = static_cast<std::size_t>(keys[household]) + 1;
  auto& known = rule.standing_by_place;
  if (at >= known.size()) known.resize(at + 64, 0);
  if (known[at] == 0) {
    const Value place = at == 0 ? Value::unknown() : keys_.value(rule.place_input, keys[household]);
    known[at] = static_cast<std::uint8_t>(
        1 + static_cast<unsigned>(territory(area, &place, plan_.jurisdiction)));
  }
  return static_cast<Inside>(known[at] - 1);
}

bool BlockDecider::is_open(Need& need, std::size_t household) {
  std::int32_t key = -1;
  if (need.place_input != no_index)
    key = static_cast<const std::int32_t*>(block_.inputs[need.place_input].data)[household];
  const auto at = static_cast<std::size_t>(key) + 1;
  auto& known = need.open_by_place;
  if (at >= known.size()) known.resize(at + 64, -1);
  if (known[at] < 0) {
    if (need.place_input != no_index) {
      facts_[need.place_input] = key < 0 ? plan_.program().inputs[need.place_input].unknown
                                         : keys_.value(need.place_input, key);
      machine_.set_cell(plan_.program().input_cells[need.place_input], facts_[need.place_input]);
    }
    known[at] = machine_.look_up_cell(need.cell).state == exec::Lookup::State::unset ? 1 : 0;
  }
  return known[at] != 0;
}

// As Standing::of, for a column.
void BlockDecider::outcomes(RuleNodes& rule, std::uint32_t level, std::size_t n, std::uint8_t* out,
                            std::uint8_t* open_terms) {
  const program::Rule& declared = plan_.program().rules[rule.rule];
  const std::int32_t* owner = level == 0 ? nullptr : levels_[level - 1].owner.data();
  const std::uint32_t kind = plan_.state().links.applicant_kind;
  const bool has_kind = kind != no_index && !declared.beneficiaries.empty() &&
                        plan_.program().input_cells[kind] != no_index;
  const auto* kinds =
      has_kind ? static_cast<const std::int32_t*>(block_.inputs[kind].data) : nullptr;
  const auto truths = [&](std::uint32_t node) { return run_->column(node).truths(); };
  const std::uint8_t* applies = rule.applies == no_index ? nullptr : truths(rule.applies);
  const std::uint8_t* when = rule.when == no_index ? nullptr : truths(rule.when);
  const std::uint8_t* review = rule.review == no_index ? nullptr : truths(rule.review);
  static const std::uint8_t of_truth[] = {
      leaf(Leaf::review), leaf(Leaf::positive), leaf(Leaf::negative),
      static_cast<std::uint8_t>(leaf(Leaf::positive) | leaf(Leaf::negative))};
  bool is_meant = true;
  const bool has_place = rule.place_input != no_index;
  Inside place = has_place ? Inside::unknown : inside(rule, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t household = owner == nullptr ? i : static_cast<std::size_t>(owner[i]);
    if (has_place) place = inside(rule, household);
    std::uint8_t result = 0;
    if (has_kind) {
      const auto key = static_cast<std::size_t>(kinds[household]) + 1;
      auto& meant = rule.meant_by_kind;
      if (key >= meant.size()) meant.resize(key + 16, 0);
      if (meant[key] == 0) {
        const Value value = key == 0 ? Value::unknown() : keys_.value(kind, kinds[household]);
        meant[key] = is_for(declared.beneficiaries, value) ? 2 : 1;
      }
      is_meant = meant[key] == 2;
    }
    if (!is_meant || place == Inside::no || (applies != nullptr && applies[i] == truth_no)) {
      out[i] = leaf(Leaf::not_applicable);
    } else {
      if (place == Inside::unknown || (applies != nullptr && applies[i] == truth_open))
        result = leaf(Leaf::not_applicable);
      std::uint8_t truth = when == nullptr ? truth_yes : when[i];
      for (Need& need : rule.needs) {
        if (is_open(need, household)) continue;
        const std::uint8_t term = truths(need.node)[i];
        truth = static_cast<std::uint8_t>((truth & term & 1U) | ((truth | term) & 2U));
      }
      std::uint8_t read = of_truth[truth];
      if (review != nullptr && review[i] == truth_yes) read = leaf(Leaf::review);
      if (review != nullptr && review[i] == truth_open) read |= leaf(Leaf::review);
      result |= read;
      for (const std::uint32_t node : rule.exceptions) {
        // Which exceptions beat which is left to the single evaluator.
        if (truths(node)[i] != truth_no) result = every_leaf();
      }
      out[i] = result;
    }
    for (Need& need : rule.needs) {
      if (is_open(need, household)) open_terms[i] = 1;
    }
  }
  for (RuleNodes& required : rule.required) {
    std::vector<std::uint8_t> other(n);
    outcomes(required, level, n, other.data(), open_terms);
    for (std::size_t i = 0; i < n; ++i) {
      if (out[i] == leaf(Leaf::not_applicable)) continue;
      out[i] = together(of_bits(out[i]), of_bits(other[i])).bits();
    }
  }
}

void BlockDecider::append_key(RuleNodes& rule, std::size_t i, std::size_t household,
                              std::string& key) {
  const program::Rule& declared = plan_.program().rules[rule.rule];
  append(key, static_cast<std::uint8_t>(inside(rule, household)));
  const std::uint32_t kind = plan_.state().links.applicant_kind;
  if (kind != no_index && !declared.beneficiaries.empty() &&
      plan_.program().input_cells[kind] != no_index)
    append(key, static_cast<const std::int32_t*>(block_.inputs[kind].data)[household]);
  for (Need& need : rule.needs) append(key, static_cast<std::uint8_t>(is_open(need, household)));
  for (RuleNodes& required : rule.required) append_key(required, i, household, key);
}

bool BlockDecider::is_unsure(std::uint32_t node, std::size_t i) const {
  const BatchColumn column = run_->column(node);
  switch (batch_->nodes()[node].type) {
    case ColumnType::truth:
      return column.truths()[i] == truth_open;
    case ColumnType::key:
      return static_cast<const std::int32_t*>(column.data)[i] < 0;
    default:
      return column.unknown != nullptr && column.unknown[i] != exec::known;
  }
}

// Everything that an undecided outcome can hang on: how the conditions stand, and what is known
// below those that are open. Where members leave one open and all else below it is known, the
// members as a whole are what it hangs on: the single evaluator never looks for values of theirs.
// False where it hangs on more than a key holds.
bool BlockDecider::key_of(OutputNodes& output, std::size_t i, std::size_t household,
                          std::string& key) {
  key.clear();
  append_key(output.rule, i, household, key);
  for (const Atom& atom : output.atoms)
    key += static_cast<char>(run_->column(atom.node).truths()[i]);
  for (const Atom& atom : output.atoms) {
    if (run_->column(atom.node).truths()[i] != truth_open) continue;
    if (atom.is_opaque) return false;
    const bool has_members = !atom.members.empty();
    const auto unsure = [&](std::uint32_t node) { return is_unsure(node, i); };
    if (has_members && (std::any_of(atom.inputs.begin(), atom.inputs.end(), unsure) ||
                        std::any_of(atom.look_ups.begin(), atom.look_ups.end(), unsure)))
      return false;
    for (const std::uint32_t number : atom.inputs) {
      const BatchNode& node = batch_->nodes()[number];
      const BatchColumn column = run_->column(number);
      if (has_members && node.is_number()) continue;
      append(key, column.unknown == nullptr ? exec::known : column.unknown[i]);
      if (node.type == ColumnType::truth) {
        append(key, column.truths()[i]);
      } else if (node.type == ColumnType::wide) {
        append(key, static_cast<const std::int64_t*>(column.data)[i]);
      } else {
        append(key, static_cast<const std::int32_t*>(column.data)[i]);
      }
    }
  }
  return true;
}

// `key` is that under which the answer may be kept, where there is one.
const Answer* BlockDecider::find_kept(OutputNodes& output, std::size_t i, std::size_t household,
                                      std::string& key) {
  if (output.has_pattern) {
    std::uint64_t pattern = 0;
    for (const Atom& atom : output.atoms)
      pattern = pattern << 2 | run_->column(atom.node).truths()[i];
    const auto found = output.kept_by_pattern.find(pattern);
    if (found != output.kept_by_pattern.end()) return &found->second;
    key.clear();
    append(key, pattern);
    return nullptr;
  }
  if (!key_of(output, i, household, key)) {
    key.clear();
    return nullptr;
  }
  const auto found = output.kept.find(key);
  return found == output.kept.end() ? nullptr : &found->second;
}

void BlockDecider::put_amount(std::size_t number, std::size_t i, std::size_t household,
                              Status status, std::size_t at) {
  OutcomeColumns& columns = result_->outcomes[number];
  const OutputNodes& output = outputs_[number];
  deciding::put_amount(columns, at, 0);
  columns.amount_known[at] = is_refusal(status) ? 1 : 0;
  if (!is_grant(status)) return;
  const auto redo = [&] {
    const std::int64_t row = first_ + static_cast<std::int64_t>(household);
    const auto member = output.level == 0 ? -1
                                          : static_cast<std::int32_t>(i) -
                                                levels_[output.level - 1].offsets[household];
    redo_.push_back({row, static_cast<std::uint32_t>(number), member, true, {}});
  };
  if (output.amount == no_index) return redo();
  const BatchColumn column = run_->column(output.amount);
  const std::uint8_t unknown = column.unknown == nullptr ? exec::known : column.unknown[i];
  if (unknown != exec::known) return;
  const BatchNode& node = batch_->nodes()[output.amount];
  const std::int64_t value = node.type == ColumnType::wide
                                 ? static_cast<const std::int64_t*>(column.data)[i]
                                 : static_cast<const std::int32_t*>(column.data)[i];
  const int places = plan_.outputs[number].places;
  exec::Wide scaled = value;
  exec::Wide by = node.divisor;
  for (int k = node.scale; k < places; ++k) scaled *= 10;
  for (int k = places; k < node.scale; ++k) by *= 10;
  if (by != 1) {
    const bool fits = scaled <= INT64_MAX && scaled >= INT64_MIN && by <= INT64_MAX;
    scaled = fits ? divided(static_cast<std::int64_t>(scaled), static_cast<std::int64_t>(by))
                  : divided(scaled, by);
  }
  if (scaled >= amount_limit || scaled <= -amount_limit) return redo();
  deciding::put_amount(columns, at, static_cast<std::int64_t>(scaled));
  columns.amount_known[at] = 1;
}

void BlockDecider::answer_output(std::size_t number) {
  OutputNodes& output = outputs_[number];
  const std::size_t households = left_.size();
  if (!output.obstacle.empty()) {
    for (std::size_t h = 0; h < households; ++h)
      redo_.push_back({first_ + static_cast<std::int64_t>(h),
                       static_cast<std::uint32_t>(number),
                       -1,
                       false,
                       {}});
    return;
  }
  const LevelMemory* level = output.level == 0 ? nullptr : &levels_[output.level - 1];
  const std::size_t n = level == nullptr ? households : level->owner.size();
  if (output.is_simple && answer_simple(number, n)) return;
  outcome_.resize(n);
  open_terms_.assign(n, 0);
  outcomes(output.rule, output.level, n, outcome_.data(), open_terms_.data());
  const BatchOutput& wanted = plan_.outputs[number];
  const bool is_status_alone = output.level == 0 && wanted.status && !wanted.missing_facts &&
                               !wanted.missing_parameters && !wanted.reasons && !wanted.amount;
  if (is_status_alone) return answer_statuses(number, n);
  for (std::size_t i = 0; i < n; ++i) answer_row(number, i);
}

// A rule that hangs on its condition alone: whole columns at once, then what is open row by row.
bool BlockDecider::answer_simple(std::size_t number, std::size_t n) {
  OutputNodes& output = outputs_[number];
  OutcomeColumns& columns = result_->outcomes[number];
  const BatchOutput& wanted = plan_.outputs[number];
  const program::Rule& rule = plan_.program().rules[plan_.planned[number].rule];
  auto at = static_cast<std::size_t>(first_);
  if (output.level != 0) {
    const Buffer<std::int64_t>& offsets = result_->members[columns.members].offsets;
    const auto end = static_cast<std::size_t>(offsets[at + left_.size()]);
    at = static_cast<std::size_t>(offsets[at]);
    if (end - at != n) return false;  // members of some household are not here
  }
  if (n == 0) return true;
  if (output.rule.when == no_index) {
    outcome_.assign(n, truth_yes);
  }
  const std::uint8_t* truths =
      output.rule.when == no_index ? outcome_.data() : run_->column(output.rule.when).truths();
  const bool has_open = exec::any_open(n, truths);
  if (wanted.status) {
    const auto status = [](Status one) { return static_cast<std::uint8_t>(one); };
    const std::uint8_t table[] = {
        BatchResult::no_answer, status(rule.prohibition ? Status::violated : Status::eligible),
        status(rule.prohibition ? Status::respected : Status::ineligible), BatchResult::no_answer};
    exec::map_truths(n, truths, table, columns.status.data() + at);
  }
  if (wanted.missing_facts) std::fill_n(columns.missing_facts.data() + at, n, 0U);
  if (wanted.missing_parameters) std::fill_n(columns.missing_parameters.data() + at, n, 0U);
  if (wanted.reasons) std::fill_n(columns.reasons.data() + at, n, 0U);
  if (wanted.amount) answer_amounts(number, n, truths, at);
  if (!has_open) return true;
  if (output.has_pattern) {
    answer_patterns(number, n, truths, at);
    return true;
  }
  outcome_.resize(std::max(outcome_.size(), n));
  open_terms_.resize(std::max(open_terms_.size(), n));
  exec::each_open(n, truths, [&](std::size_t i) {
    outcome_[i] = static_cast<std::uint8_t>(leaf(Leaf::positive) | leaf(Leaf::negative));
    open_terms_[i] = 0;
    answer_row(number, i);
  });
  return true;
}

// Open outcomes that hang on nothing but how the atoms stand.
void BlockDecider::answer_patterns(std::size_t number, std::size_t n, const std::uint8_t* truths,
                                   std::size_t at) {
  const OutputNodes& output = outputs_[number];
  OutcomeColumns& columns = result_->outcomes[number];
  const BatchOutput& wanted = plan_.outputs[number];
  const LevelMemory* level = output.level == 0 ? nullptr : &levels_[output.level - 1];
  std::array<const std::uint8_t*, most_in_pattern> atoms{};
  const std::size_t count = output.atoms.size();
  for (std::size_t k = 0; k < count; ++k) atoms[k] = run_->column(output.atoms[k].node).truths();
  // Few patterns are common; nothing is added to the kept ones meanwhile.
  struct Found {
    std::uint64_t pattern = 0;
    const Answer* answer = nullptr;
  };
  std::array<Found, 64> recent{};
  exec::each_open(n, truths, [&](std::size_t i) {
    std::uint64_t pattern = 0;
    for (std::size_t k = 0; k < count; ++k) pattern = pattern << 2 | atoms[k][i];
    Found& found = recent[(pattern * 0x9E3779B97F4A7C15) >> 58];
    if (found.answer == nullptr || found.pattern != pattern) {
      const auto kept = output.kept_by_pattern.find(pattern);
      const std::size_t household =
          level == nullptr ? i : static_cast<std::size_t>(level->owner[i]);
      if (kept == output.kept_by_pattern.end()) {
        Redo redo{first_ + static_cast<std::int64_t>(household),
                  static_cast<std::uint32_t>(number),
                  member_at(number, i, household),
                  false,
                  {}};
        append(redo.key, pattern);
        redo_.push_back(std::move(redo));
        return;
      }
      found = {pattern, &kept->second};
    }
    const Answer& answer = *found.answer;
    if (wanted.status) columns.status[at + i] = answer.status;
    if (wanted.missing_facts) columns.missing_facts[at + i] = answer.missing_facts;
    if (wanted.missing_parameters) columns.missing_parameters[at + i] = answer.missing_parameters;
    if (!wanted.amount) return;
    const auto status = static_cast<Status>(answer.status);
    if (is_grant(status)) {
      const std::size_t household =
          level == nullptr ? i : static_cast<std::size_t>(level->owner[i]);
      put_amount(number, i, household, status, at + i);
    } else {
      columns.amount_known[at + i] = is_refusal(status) ? 1 : 0;
    }
  });
}

// Amounts where the outcome is decided.
void BlockDecider::answer_amounts(std::size_t number, std::size_t n, const std::uint8_t* truths,
                                  std::size_t at) {
  OutcomeColumns& columns = result_->outcomes[number];
  const OutputNodes& output = outputs_[number];
  const bool is_wide = !columns.amount128.empty();
  if (is_wide && amounts_.size() < n) amounts_.resize(n);
  std::int64_t* amounts = is_wide ? amounts_.data() : columns.amount.data() + at;
  std::uint8_t* is_known = columns.amount_known.data() + at;
  std::memset(is_known, 1, n);
  const bool is_answered = pay(number, n, truths, amounts, is_known);
  if (!is_answered) std::fill_n(amounts, n, 0);
  if (is_wide) exec::widen(n, amounts, columns.amount128.data() + at);
  if (is_answered) return;
  const LevelMemory* level = output.level == 0 ? nullptr : &levels_[output.level - 1];
  exec::each_yes(n, truths, [&](std::size_t i) {
    const std::size_t household = level == nullptr ? i : static_cast<std::size_t>(level->owner[i]);
    put_amount(number, i, household, Status::eligible, at + i);
  });
}

// The column of amounts, where 64 bits hold all that they are made of; false where they may not.
bool BlockDecider::pay(std::size_t number, std::size_t n, const std::uint8_t* truths,
                       std::int64_t* amounts, std::uint8_t* is_known) const {
  const std::uint32_t amount = outputs_[number].amount;
  if (amount == no_index) return false;
  const BatchNode& node = batch_->nodes()[amount];
  const BatchColumn column = run_->column(amount);
  const int more = plan_.outputs[number].places - node.scale;
  const std::int64_t factor = power_of_ten(std::max(more, 0));
  const exec::Wide by = exec::Wide{node.divisor} * power_of_ten(std::max(-more, 0));
  const exec::Wide most = std::max(node.high, -node.low) * factor;
  if (most >= most_dividend || by > most_divisor) return false;
  const auto pay_as = [&](const auto* values) {
    if (by == 1) return exec::grant(n, truths, values, factor, amounts);
    exec::grant_quotients(n, truths, values, factor, static_cast<std::int64_t>(by), amounts);
  };
  if (node.type == ColumnType::wide) {
    pay_as(static_cast<const std::int64_t*>(column.data));
  } else {
    pay_as(static_cast<const std::int32_t*>(column.data));
  }
  if (column.unknown != nullptr) exec::hide_unknown(n, truths, column.unknown, amounts, is_known);
  if (most < amount_limit) return true;
  for (std::size_t i = 0; i < n; ++i) {
    if (is_amount(amounts[i])) continue;
    amounts[i] = 0;
    is_known[i] = 0;
  }
  return true;
}

BlockDecider::StatusTable BlockDecider::statuses_of(std::size_t number) const {
  const program::Rule& rule = plan_.program().rules[plan_.planned[number].rule];
  StatusTable table;
  table.fill(BatchResult::no_answer);
  const auto put = [&](Leaf one, bool has_open_terms, Status status) {
    table[at_outcome(leaf(one), has_open_terms)] = static_cast<std::uint8_t>(status);
  };
  for (const bool has_open_terms : {false, true}) {
    put(Leaf::not_applicable, has_open_terms, Status::not_applicable);
    put(Leaf::negative, has_open_terms, rule.prohibition ? Status::respected : Status::ineligible);
    put(Leaf::review, has_open_terms, Status::needs_review);
  }
  put(Leaf::positive, false, rule.prohibition ? Status::violated : Status::eligible);
  // Which terms are open is for the single evaluator to say.
  if (!plan_.outputs[number].missing_parameters) put(Leaf::positive, true, Status::conditional);
  return table;
}

void BlockDecider::answer_row(std::size_t number, std::size_t i) {
  const OutputNodes& output = outputs_[number];
  const std::size_t household =
      output.level == 0 ? i : static_cast<std::size_t>(levels_[output.level - 1].owner[i]);
  Answer answer;
  answer.status = output.statuses[at_outcome(outcome_[i], open_terms_[i] != 0)];
  if (answer.status != BatchResult::no_answer) {
    write(number, i, household, answer);
  } else if (!settle(number, i, household)) {
    redo_.push_back({first_ + static_cast<std::int64_t>(household),
                     static_cast<std::uint32_t>(number), member_at(number, i, household), false,
                     key_});
  }
}

// Rows that need no more than their status.
void BlockDecider::answer_statuses(std::size_t number, std::size_t n) {
  const StatusTable& statuses = outputs_[number].statuses;
  std::uint8_t* status = result_->outcomes[number].status.data() + first_;
  for (std::size_t i = 0; i < n; ++i) {
    status[i] = statuses[at_outcome(outcome_[i], open_terms_[i] != 0)];
    if (status[i] == BatchResult::no_answer) answer_row(number, i);
  }
}

std::int32_t BlockDecider::member_at(std::size_t number, std::size_t i,
                                     std::size_t household) const {
  const std::uint32_t level = outputs_[number].level;
  return level == 0 ? -1 : static_cast<std::int32_t>(i) - levels_[level - 1].offsets[household];
}

bool BlockDecider::settle(std::size_t number, std::size_t i, std::size_t household) {
  const Answer* found = find_kept(outputs_[number], i, household, key_);
  if (found == nullptr) return false;
  write(number, i, household, *found);
  return true;
}

bool BlockDecider::answer_kept(const Redo& redo) {
  if (redo.key.empty() || redo.amount_only) return false;
  if (plan_.outputs[redo.output].amount && outputs_[redo.output].amount == no_index) return false;
  const auto household = static_cast<std::size_t>(redo.row - first_);
  const std::uint32_t level = outputs_[redo.output].level;
  const std::size_t i =
      level == 0 ? household
                 : static_cast<std::size_t>(levels_[level - 1].offsets[household] + redo.member);
  return settle(redo.output, i, household);
}

// The amount is that of the row; `answer` may have come from another.
void BlockDecider::write(std::size_t number, std::size_t i, std::size_t household,
                         const Answer& answer) {
  OutcomeColumns& columns = result_->outcomes[number];
  const BatchOutput& wanted = plan_.outputs[number];
  std::size_t at = static_cast<std::size_t>(first_) + household;
  if (outputs_[number].level != 0)
    at = static_cast<std::size_t>(result_->members[columns.members].offsets[at]) +
         static_cast<std::size_t>(member_at(number, i, household));
  if (wanted.status) columns.status[at] = answer.status;
  if (wanted.missing_facts) columns.missing_facts[at] = answer.missing_facts;
  if (wanted.missing_parameters) columns.missing_parameters[at] = answer.missing_parameters;
  if (wanted.reasons) columns.reasons[at] = 0;
  if (wanted.amount) put_amount(number, i, household, static_cast<Status>(answer.status), at);
}

void BlockDecider::keep(const Redo& redo, const Answer& answer) {
  if (redo.key.empty()) return;
  OutputNodes& output = outputs_[redo.output];
  if (output.has_pattern) {
    std::uint64_t pattern = 0;
    std::memcpy(&pattern, redo.key.data(), sizeof pattern);
    if (output.kept_by_pattern.size() >= most_kept) output.kept_by_pattern.clear();
    output.kept_by_pattern.emplace(pattern, answer);
    return;
  }
  if (output.kept.size() >= most_kept) output.kept.clear();
  output.kept.emplace(redo.key, answer);
}

}  // namespace huice::deciding
