// The reader's tokens and the leaves of the tree.
#include <algorithm>
#include <array>

#include "feel/characters.hpp"
#include "feel/reader.hpp"
#include "feel/suggestion.hpp"

namespace huice::feel {
namespace {

constexpr std::size_t most_hints = 20;  // a hint looks at every name

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

}  // namespace huice::feel
