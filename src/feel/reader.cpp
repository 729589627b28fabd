#include "feel/reader.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "feel/characters.hpp"
#include "feel/suggestion.hpp"

namespace huice::feel {
namespace {

constexpr std::uint32_t hard_depth = 256;
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();
constexpr std::size_t most_hints = 20;  // a hint looks at every name

text::Span span_of(std::size_t begin, std::size_t end) noexcept {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

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

/// Names of more than one word that follow a dot without being declared anywhere.
const NameSet& property_names() {
  static const NameSet set = [] {
    NameSet names;
    for (const char* name : {"time offset", "start included", "end included"}) names.add(name);
    return names;
  }();
  return set;
}

const NameSet& builtin_types() {
  static const NameSet set = [] {
    NameSet names;
    for (const char* name :
         {"date and time", "days and time duration", "years and months duration"}) {
      names.add(name);
    }
    return names;
  }();
  return set;
}

void keep_longer(NameTrie::Match& best, const NameSet& names, std::string_view text) {
  std::string_view name;
  const std::size_t length = names.match(text, name);
  if (length >= best.length && length > 0) best = {length, name};
}

void keep_longer(NameTrie::Match& best, const NameTrie& names, std::string_view text) {
  const NameTrie::Match found = names.match(text);
  if (found.length >= best.length && found.length > 0) best = found;
}

}  // namespace

Reader::Reader(std::string_view text, const Scope& scope, Goal goal, const ParseLimits& limits,
               bool strict)
    : text_(text),
      scope_(scope),
      goal_(goal),
      limits_(limits),
      strict_(strict),
      skipped_from_(nowhere),
      tests_at_(nowhere) {
  limits_.depth = std::min(limits_.depth, hard_depth);
  tests_ = goal == Goal::unary_tests ? 1 : 0;
}

// ---- tokens

std::size_t Reader::skip(At at) {
  ++steps_;
  return skip_from(offset(at));
}

std::size_t Reader::skip_from(std::size_t at) {
  if (at == skipped_from_) return skipped_to_;
  std::size_t end = at;
  for (std::size_t next = at;; end = next) {
    next = skip_blanks(text_, end);
    if (is_text(next, '/')) next = skip_comment(next);
    if (next == end) break;
  }
  skipped_from_ = at;
  skipped_to_ = end;
  return end;
}

std::size_t Reader::skip_comment(std::size_t at) {
  if (is_text(at + 1, '/')) {
    const std::size_t line_end = text_.find_first_of("\r\n", at);
    return std::min(line_end, text_.size());
  }
  if (!is_text(at + 1, '*')) return at;
  const std::size_t close = text_.find("*/", at + 2);
  if (close == std::string_view::npos) fail(Problem::unclosed_comment, span_of(at, at + 2));
  return close + 2;
}

bool Reader::take(At& at, std::size_t begin, std::size_t end) {
  last_ = span_of(begin, end);
  at = text_.data() + end;
  return true;
}

bool Reader::is_sign(std::size_t at, const Sign& sign) const noexcept {
  if (text_.compare(at, sign.text.size(), sign.text) != 0) return false;
  const std::size_t next = at + sign.text.size();
  return next >= text_.size() || sign.not_before.find(text_[next]) == std::string_view::npos;
}

bool Reader::is_word(std::size_t at, std::string_view word) const noexcept {
  return text_.compare(at, word.size(), word) == 0 && !continues_word_at(text_, at + word.size());
}

bool Reader::sign(At& at, const Sign& sign) {
  const std::size_t begin = skip(at);
  return is_sign(begin, sign) && take(at, begin, begin + sign.text.size());
}

bool Reader::word(At& at, std::string_view word) {
  const std::size_t begin = skip(at);
  return is_word(begin, word) && take(at, begin, begin + word.size());
}

bool Reader::end(At& at) {
  const std::size_t begin = skip(at);
  if (begin != text_.size()) return false;
  at = limit();
  return true;
}

bool Reader::starts_operand(std::size_t at, bool also_signs) {
  at = skip_from(at);
  if (at >= text_.size()) return false;
  const char c = text_[at];
  if (is_digit(c) || c == '"' || c == '@' || c == '{') return true;
  if (c == '.') return at + 1 < text_.size() && is_digit(text_[at + 1]);
  if (c == '-' || c == '(' || c == '[') return also_signs;
  static constexpr auto between_operands = std::to_array<std::string_view>(
      {"and", "or", "in", "between", "instance", "then", "else", "return", "satisfies"});
  const std::string_view word = text_.substr(at, word_end(text_, at) - at);
  return !word.empty() && std::find(between_operands.begin(), between_operands.end(), word) ==
                              between_operands.end();
}

// ---- leaves

bool Reader::number(At& at) {
  const std::size_t begin = skip(at);
  const std::size_t end = number_end(text_, begin);
  if (end == begin) return false;
  if (continues_word_at(text_, end)) {
    fail(Problem::letters_after_number, span_of(begin, word_rest_end(text_, end)));
  }
  if (strict_) reject_bare_date(begin, end);
  take(at, begin, end);
  tree_.push_leaf(SyntaxKind::number, last_, tree_.add_text(text_.substr(begin, end - begin)));
  check_size();
  return true;
}

/// 2026-03-10 is a subtraction to FEEL; nobody who writes it so means one.
void Reader::reject_bare_date(std::size_t begin, std::size_t end) {
  static constexpr std::string_view form = "dddd-dd-dd";
  if (end != begin + 4 || text_.size() < begin + form.size()) return;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = text_[begin + i];
    if (form[i] == 'd' ? !is_digit(c) : c != form[i]) return;
  }
  if (!continues_word_at(text_, begin + form.size())) {
    fail(Problem::bare_date, span_of(begin, begin + form.size()));
  }
}

StringLiteral Reader::read_string_at(std::size_t at) {
  StringLiteral literal = read_string(text_, at);
  switch (literal.state) {
    case StringLiteral::State::unclosed:
      fail(Problem::unclosed_string, span_of(at, literal.end));
    case StringLiteral::State::bad_escape:
      fail(Problem::bad_escape, span_of(literal.fault, literal.end));
    case StringLiteral::State::closed:
      break;
  }
  return literal;
}

bool Reader::string(At& at) {
  const std::size_t begin = skip(at);
  if (!is_text(begin, '"')) return false;
  const StringLiteral literal = read_string_at(begin);
  take(at, begin, literal.end);
  tree_.push_leaf(SyntaxKind::string, last_, tree_.add_text(literal.text));
  check_size();
  return true;
}

bool Reader::at_literal(At& at) {
  const std::size_t begin = skip(at);
  if (!is_text(begin, '@')) return false;
  const std::size_t quote_at = skip_from(begin + 1);
  if (!is_text(quote_at, '"')) fail(Problem::at_without_quotes, span_of(begin, begin + 1));
  const StringLiteral literal = read_string_at(quote_at);
  if (strict_ && !has_form_of_at_literal(literal.text)) {
    fail(Problem::bad_at_literal, span_of(begin, literal.end));
  }
  take(at, begin, literal.end);
  tree_.push_leaf(SyntaxKind::at_literal, last_, tree_.add_text(literal.text));
  check_size();
  return true;
}

bool Reader::constant(At& at) {
  if (word(at, "null")) {
    tree_.push_leaf(SyntaxKind::null, last_);
  } else if (word(at, "true")) {
    tree_.push_leaf(SyntaxKind::boolean, last_, 0, 1);
  } else if (word(at, "false")) {
    tree_.push_leaf(SyntaxKind::boolean, last_, 0, 0);
  } else {
    return false;
  }
  check_size();
  return true;
}

NameTrie::Match Reader::name_at(std::size_t at) const {
  NameTrie::Match best;
  if (at >= text_.size()) return best;
  const std::string_view rest = text_.substr(at);
  if (filters_ > 0) {
    if (scope_.keys != nullptr) keep_longer(best, *scope_.keys, rest);
    keep_longer(best, keys_, rest);
  }
  for (const NameSet* layer : scope_.layers) keep_longer(best, *layer, rest);
  keep_longer(best, local_names_, rest);
  if (is_keyword(rest.substr(0, best.length))) return {};
  return best;
}

bool Reader::known_name(At& at) {
  const std::size_t begin = skip(at);
  const NameTrie::Match found = name_at(begin);
  if (found.length == 0) return false;
  take(at, begin, begin + found.length);
  tree_.push_leaf(SyntaxKind::name, last_, tree_.add_text(found.name));
  check_size();
  return true;
}

bool Reader::unknown_name(At& at) {
  const std::size_t begin = skip(at);
  const std::size_t end = word_end(text_, begin);
  const std::string_view found = text_.substr(begin, end - begin);
  if (found.empty() || is_keyword(found)) return false;
  take(at, begin, end);
  if (found != "?" || tests_ == 0) note_unknown(last_);
  tree_.push_leaf(SyntaxKind::name, last_, tree_.add_text(found));
  check_size();
  return true;
}

void Reader::note_unknown(text::Span span) {
  UnknownName unknown{span, is_text(skip_from(span.end), '('), {}};
  if (strict_ && unknown_.size() < most_hints) {
    std::vector<std::string_view> names = visible_names();
    const std::vector<std::string_view> locals = local_names_.names();
    names.insert(names.end(), locals.begin(), locals.end());
    unknown.hint = suggestion(text_.substr(span.begin, span.end - span.begin), names);
  }
  unknown_.push_back(std::move(unknown));
}

std::vector<std::string_view> Reader::visible_names() const {
  std::vector<std::string_view> out{"true", "false", "null"};
  const auto add = [&out](const NameSet& names) {
    const std::vector<std::string_view> more = names.names();
    out.insert(out.end(), more.begin(), more.end());
  };
  for (const NameSet* layer : scope_.layers) add(*layer);
  if (filters_ > 0 && scope_.keys != nullptr) add(*scope_.keys);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool Reader::type_name(At& at) {
  const std::size_t begin = skip(at);
  if (begin >= text_.size()) return false;
  NameTrie::Match known;
  keep_longer(known, builtin_types(), text_.substr(begin));
  for (const NameSet* layer : scope_.layers) keep_longer(known, *layer, text_.substr(begin));
  std::size_t end = word_end(text_, begin);
  while (end > begin && is_text(end, '.') && word_end(text_, end + 1) > end + 1) {
    end = word_end(text_, end + 1);
  }
  const bool is_longest = begin + known.length >= end && known.length > 0;
  if (is_longest) end = begin + known.length;
  if (end == begin || (!is_longest && is_keyword(text_.substr(begin, end - begin)) &&
                       !is_word(begin, "null") && !is_word(begin, "function"))) {
    return false;
  }
  const std::string_view name = is_longest ? known.name : text_.substr(begin, end - begin);
  take(at, begin, end);
  tree_.push_leaf(SyntaxKind::type_name, last_, tree_.add_text(name));
  check_size();
  return true;
}

bool Reader::dash(At& at) {
  const std::size_t begin = skip(at);
  if (!is_text(begin, '-') || skip_from(begin + 1) != text_.size()) return false;
  take(at, begin, begin + 1);
  tree_.push_leaf(SyntaxKind::test_any, last_);
  return true;
}

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

bool Reader::member(At& at) {
  const std::size_t begin = skip(at);
  if (begin >= text_.size()) return false;
  const std::string_view rest = text_.substr(begin);
  NameTrie::Match found{word_end(text_, begin) - begin, {}};
  found.name = rest.substr(0, found.length);
  keep_longer(found, property_names(), rest);
  if (scope_.keys != nullptr) keep_longer(found, *scope_.keys, rest);
  keep_longer(found, keys_, rest);
  if (found.length == 0) return false;
  take(at, begin, begin + found.length);
  tree_.open_at_operand(tree_.add_text(found.name));
  close(SyntaxKind::path);
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

// ---- scopes

void Reader::declare(std::string_view name) { locals_.push_back(local_names_.add(name)); }

void Reader::forget_locals(std::size_t size) {
  while (locals_.size() > size) {
    local_names_.forget(locals_.back());
    locals_.pop_back();
  }
}

Reader::Nesting::Nesting(Reader& reader) : reader_(reader) {
  if (++reader_.depth_ <= reader_.limits_.depth) return;
  --reader_.depth_;
  reader_.fail(Problem::too_deep, reader_.last_);
}

Reader::Bracket::Bracket(Reader& reader) : reader_(reader), was_in_endpoint_(reader.in_endpoint_) {
  reader_.brackets_.push_back(reader_.last_.begin);
  reader_.in_endpoint_ = false;
}

Reader::Bracket::~Bracket() {
  reader_.brackets_.pop_back();
  reader_.in_endpoint_ = was_in_endpoint_;
}

Reader::Filter::Filter(Reader& reader) : reader_(reader), bracket_(reader), names_(reader) {
  ++reader_.filters_;
  reader_.declare("item");
}

// ---- failures

void Reader::check_operands(std::size_t count) {
  const std::vector<Operand>& operands = tree_.operands();
  for (std::size_t i = operands.size() - count; i < operands.size(); ++i) {
    if (operands[i].stands_alone) fail(Problem::misplaced_test, operands[i].extent);
  }
}

void Reader::check_size() {
  if (tree_.syntax().nodes.size() > limits_.nodes) fail(Problem::too_many_nodes, last_);
}

void Reader::fail(At at, Expected expected) {
  const std::size_t place = skip(at);
  fail(Problem::expected, span_of(place, place), expected);
}

void Reader::fail(Problem problem, text::Span span, Expected expected) {
  SyntaxProblem found{problem, span, expected, std::nullopt, {}};
  if (!brackets_.empty()) found.open_bracket = brackets_.back();
  for (const std::string_view name : local_names_.names()) found.local_names.emplace_back(name);
  throw found;
}

}  // namespace huice::feel
