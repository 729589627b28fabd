// What the grammar's rules mean: where a node begins, and what becomes of its parts.
#include <array>

#include "feel/characters.hpp"
#include "feel/reader.hpp"

namespace huice::feel {
namespace {

struct Comparison {
  Sign sign;
  SyntaxKind kind;
  std::uint8_t test_flag;
};

// The longer signs first.
constexpr auto comparisons = std::to_array<Comparison>({
    {{"<=", "=>"}, SyntaxKind::less_equal, 1},
    {{">=", "="}, SyntaxKind::greater_equal, 3},
    {{"!=", "="}, SyntaxKind::not_equal, 5},
    {{"<", "=>"}, SyntaxKind::less, 0},
    {{">", "="}, SyntaxKind::greater, 2},
    {{"=", "=<>~!"}, SyntaxKind::equal, 4},
});

constexpr std::uint8_t test_less_equal = 1;
constexpr std::uint8_t test_greater = 2;
constexpr std::uint8_t test_greater_equal = 3;

constexpr std::uint8_t low_included = 1;
constexpr std::uint8_t high_included = 2;

constexpr std::uint8_t start_of_chain = 0xFF;

bool is_ordering(SyntaxKind kind) noexcept {
  return kind == SyntaxKind::less || kind == SyntaxKind::less_equal ||
         kind == SyntaxKind::greater || kind == SyntaxKind::greater_equal;
}

}  // namespace

// ---- openings

bool Reader::open_sign(At& at, const Sign& sign) {
  if (!this->sign(at, sign)) return false;
  tree_.open(last_.begin);
  return true;
}

bool Reader::open_word(At& at, std::string_view word) {
  if (!this->word(at, word)) return false;
  tree_.open(last_.begin);
  return true;
}

bool Reader::open_generic(At& at, std::string_view word) {
  const std::size_t begin = skip(at);
  if (!is_word(begin, word)) return false;
  const std::size_t angle = skip_from(begin + word.size());
  if (!is_sign(angle, {"<", "="})) return false;
  take(at, angle, angle + 1);
  tree_.open(static_cast<std::uint32_t>(begin));
  return true;
}

bool Reader::open_list(At& at) {
  if (!sign(at, {"[", ""})) return false;
  tree_.open(last_.begin, 0, low_included);
  return true;
}

bool Reader::open_reversed_range(At& at) {
  const std::size_t begin = skip(at);
  if (!is_text(begin, ']') || !starts_operand(begin + 1, true)) return false;
  take(at, begin, begin + 1);
  tree_.open(last_.begin);
  return true;
}

bool Reader::open_if_chain(At& at) {
  if (!word(at, "if")) return false;
  tree_.open(last_.begin, 0, start_of_chain);
  tree_.open(last_.begin);
  return true;
}

/// The `if` right behind an `else`, unless a name begins there.
bool Reader::open_else_if(At& at) { return name_at(skip(at)).length == 0 && open_word(at, "if"); }

std::size_t Reader::name_run_end(std::size_t at, bool is_variable) const {
  if (!starts_word_at(text_, at)) return at;
  std::size_t end = at;
  for (std::size_t next = at; next < text_.size(); next = skip_blanks(text_, next)) {
    const bool ends_variable =
        is_word(next, "in") || is_word(next, "return") || is_word(next, "satisfies");
    if (is_variable && ends_variable && end > at) break;
    if (is_word(next, "?")) break;  // `a ? b : c` names nothing
    if (continues_word_at(text_, next)) {
      next = word_rest_end(text_, next);
    } else if (is_name_sign(text_[next]) &&
               !(text_[next] == '/' && (is_text(next + 1, '/') || is_text(next + 1, '*')))) {
      ++next;
    } else {
      break;
    }
    end = next;
  }
  return end;
}

bool Reader::open_name(At& at, bool is_variable) {
  const std::size_t begin = skip(at);
  const std::size_t end = name_run_end(begin, is_variable);
  const std::string_view name = text_.substr(begin, end - begin);
  if (name.empty() || is_keyword(name)) return false;
  take(at, begin, end);
  tree_.open(last_.begin, tree_.add_text(normalise_name(name)));
  return true;
}

bool Reader::open_argument_name(At& at) {
  const std::size_t begin = skip(at);
  const std::size_t end = name_run_end(begin, false);
  if (end == begin) return false;
  const std::size_t colon = skip_from(end);
  if (!is_text(colon, ':')) return false;
  tree_.open(static_cast<std::uint32_t>(begin),
             tree_.add_text(normalise_name(text_.substr(begin, end - begin))));
  return take(at, colon, colon + 1);
}

bool Reader::open_key(At& at) {
  const std::size_t begin = skip(at);
  if (is_text(begin, '"')) {
    const StringLiteral literal = read_string_at(begin);
    take(at, begin, literal.end);
    tree_.open(last_.begin, tree_.add_text(literal.text));
    return true;
  }
  const std::size_t end = name_run_end(begin, false);
  if (end == begin) return false;
  take(at, begin, end);
  tree_.open(last_.begin, tree_.add_text(normalise_name(text_.substr(begin, end - begin))));
  return true;
}

bool Reader::open_variable(At& at) { return open_name(at, true); }
bool Reader::open_parameter(At& at) { return open_name(at, false); }

bool Reader::open_bare_test(At& at) {
  const std::size_t begin = skip(at);
  for (const Comparison& comparison : comparisons) {
    if (!is_sign(begin, comparison.sign)) continue;
    take(at, begin, begin + comparison.sign.text.size());
    tree_.open(last_.begin, 0, comparison.test_flag);
    return true;
  }
  return false;
}

bool Reader::open_bare_value(At& at) {
  if (!open_bare_test(at)) return false;
  if (tree_.mark().flag <= test_less_equal) {
    tree_.push_leaf(SyntaxKind::absent, span_of(last_.begin, last_.begin));
  }
  return true;
}

bool Reader::open_test_list(At& at) {
  const std::size_t begin = skip(at);
  return begin == tests_at_ && open_sign(at, {"(", ""});
}

bool Reader::open_not_tests(At& at) {
  const std::size_t begin = skip(at);
  if (goal_ != Goal::unary_tests || begin != skip_from(0) || !is_word(begin, "not")) return false;
  const std::size_t parenthesis = skip_from(begin + 3);
  if (!is_text(parenthesis, '(')) return false;
  tree_.push_leaf(SyntaxKind::name, span_of(begin, begin + 3), tree_.add_text("not"));
  tree_.open_at_operand();
  return take(at, parenthesis, parenthesis + 1);
}

void Reader::open_tests() { tree_.open(static_cast<std::uint32_t>(skip_from(0))); }

bool Reader::operand_sign(At& at, const Sign& sign) {
  if (!this->sign(at, sign)) return false;
  tree_.open_at_operand();
  return true;
}

bool Reader::operand_word(At& at, std::string_view word) {
  if (!this->word(at, word)) return false;
  tree_.open_at_operand();
  return true;
}

bool Reader::operand_comparison(At& at) {
  const std::size_t begin = skip(at);
  for (const Comparison& comparison : comparisons) {
    if (!is_sign(begin, comparison.sign)) continue;
    take(at, begin, begin + comparison.sign.text.size());
    const Operand& left = tree_.top();
    const SyntaxNode& node = tree_.node_of(left);
    if (is_ordering(comparison.kind) && is_ordering(node.kind) && node.span == left.extent) {
      fail(Problem::chained_comparison, last_);
    }
    tree_.open_at_operand(0, static_cast<std::uint8_t>(comparison.kind));
    return true;
  }
  return false;
}

bool Reader::operand_in(At& at) {
  if (!operand_word(at, "in")) return false;
  tests_at_ = skip(at);
  return true;
}

bool Reader::operand_instance_of(At& at) {
  const std::size_t begin = skip(at);
  if (!is_word(begin, "instance")) return false;
  const std::size_t of = skip_from(begin + std::string_view("instance").size());
  if (!is_word(of, "of")) return false;
  take(at, of, of + 2);
  tree_.open_at_operand();
  return true;
}

bool Reader::operand_filter(At& at) {
  const std::size_t begin = skip(at);
  if (!is_text(begin, '[')) return false;
  if (in_endpoint_ && !starts_operand(begin + 1, true)) return false;
  take(at, begin, begin + 1);
  tree_.open_at_operand();
  return true;
}

// ---- closings

bool Reader::close_empty_list(At& at) {
  const std::size_t begin = skip(at);
  if (!is_text(begin, ']') || starts_operand(begin + 1, false)) return false;
  take(at, begin, begin + 1);
  return true;
}

bool Reader::close_range(At& at) {
  const std::size_t begin = skip(at);
  if (!is_text(begin, ']') && !is_text(begin, ')') && !is_text(begin, '[')) return false;
  take(at, begin, begin + 1);
  if (text_[begin] == ']') tree_.add_flag(high_included);
  close(SyntaxKind::range);
  return true;
}

void Reader::close(SyntaxKind kind) {
  check_operands(tree_.operands_since_mark());
  tree_.close(kind, last_.end);
  check_size();
}

void Reader::combine(SyntaxKind kind) {
  check_operands(2);
  tree_.combine(kind, 2);
  check_size();
}

void Reader::close_comparison() { close(static_cast<SyntaxKind>(tree_.mark().flag)); }

void Reader::close_in() {
  if (tree_.node_of(tree_.top()).kind == SyntaxKind::tests) tree_.dissolve_top();
  tree_.top().stands_alone = false;
  close(SyntaxKind::in);
}

void Reader::close_call() {
  const std::size_t count = tree_.operands_since_mark() - 1;
  const std::vector<Operand>& operands = tree_.operands();
  const auto is_named = [this](const Operand& operand) {
    return tree_.node_of(operand).kind == SyntaxKind::named_argument;
  };
  for (std::size_t i = operands.size() - count; i < operands.size(); ++i) {
    if (is_named(operands[i]) != is_named(operands.back())) {
      fail(Problem::mixed_arguments, operands.back().extent);
    }
  }
  close(SyntaxKind::call);
}

void Reader::close_parenthesis() {
  tree_.top().extent = {tree_.mark().begin, last_.end};
  tree_.drop_mark();
}

void Reader::close_if_chain() {
  while (tree_.mark().flag != start_of_chain) close(SyntaxKind::if_then_else);
  tree_.drop_mark();
}

void Reader::close_iterator() {
  const std::uint32_t name = tree_.mark().text;
  close(SyntaxKind::iterator);
  declare(tree_.syntax().texts[name]);
}

void Reader::close_parameter() {
  const std::uint32_t name = tree_.mark().text;
  close(SyntaxKind::parameter);
  declare(tree_.syntax().texts[name]);
}

void Reader::close_entry() {
  const std::string_view key = tree_.syntax().texts[tree_.mark().text];
  if (starts_word_at(key, 0)) {  // a key such as "1" or "(" is no name
    keys_.add(key);
    declare(key);
  }
  close(SyntaxKind::context_entry);
}

/// `<9` as a value is a range without a start; `=9` and `!=9` are no ranges.
void Reader::close_bare_value() {
  const std::uint8_t comparison = tree_.mark().flag;
  if (comparison > test_greater_equal) {
    close(SyntaxKind::test_compare);
    return;
  }
  if (comparison >= test_greater) {
    tree_.push_leaf(SyntaxKind::absent, span_of(last_.end, last_.end));
  }
  tree_.set_flag(comparison == test_less_equal      ? high_included
                 : comparison == test_greater_equal ? low_included
                                                    : std::uint8_t{0});
  close(SyntaxKind::range);
}

void Reader::close_bare_test() { close(SyntaxKind::test_compare); }

void Reader::close_test_list() {
  if (tree_.operands_since_mark() == 1) {
    close_parenthesis();
    tree_.top().stands_alone = tree_.node_of(tree_.top()).kind == SyntaxKind::test_compare;
    return;
  }
  close(SyntaxKind::tests);
  tree_.top().stands_alone = true;
}

void Reader::close_not_tests() {
  const std::size_t tests = tree_.operands_since_mark() - 1;
  if (skip_from(last_.end) == text_.size()) {
    tree_.abandon(tests);
    close(SyntaxKind::test_not);
    return;
  }
  const Operand& test = tree_.top();
  if (tests != 1 || tree_.node_of(test).kind == SyntaxKind::test_compare) {
    fail(Problem::misplaced_test, {tree_.mark().begin, last_.end});
  }
  close(SyntaxKind::call);
}

void Reader::close_tests() {
  if (tree_.operands_since_mark() == 1 && tree_.node_of(tree_.top()).kind == SyntaxKind::test_not) {
    tree_.drop_mark();
    return;
  }
  close(SyntaxKind::tests);
}

}  // namespace huice::feel
