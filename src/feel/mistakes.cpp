#include "feel/mistakes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "feel/characters.hpp"
#include "feel/literals.hpp"
#include "feel/suggestion.hpp"
#include "text/utf8.hpp"

namespace huice::feel {
namespace {

/// What is said about a problem.
struct Advice {
  text::Span span;
  std::string message;
  std::string hint;
  text::Code code = text::Code::feel_syntax;
};

std::string quoted(std::string_view text) {
  return text == "`" ? "a backquote" : '`' + std::string(text) + '`';
}

std::string quoted(char c) { return quoted(std::string_view(&c, 1)); }

std::string_view describe(Expected expected) {
  switch (expected) {
    case Expected::expression:
    case Expected::operand:
      return "a value";
    case Expected::condition:
      return "a condition";
    case Expected::test:
      return "a test";
    case Expected::argument:
      return "an argument";
    case Expected::item:
      return "an item";
    case Expected::key:
      return "a key";
    case Expected::variable:
      return "a variable";
    case Expected::parameter:
      return "a parameter";
    case Expected::member:
      return "a name";
    case Expected::type:
      return "a type";
    case Expected::endpoint:
      return "the end of the range";
    case Expected::dots:
      return "`..`";
    case Expected::colon:
      return "`:`";
    case Expected::then_word:
      return "`then`";
    case Expected::else_word:
      return "`else`";
    case Expected::in_word:
      return "`in`";
    case Expected::return_word:
      return "`return`";
    case Expected::satisfies_word:
      return "`satisfies`";
    case Expected::between_and:
      return "`and`";
    case Expected::open_parenthesis:
      return "`(`";
    case Expected::close_parenthesis:
      return "`)`";
    case Expected::close_arguments:
    case Expected::close_tests:
    case Expected::close_parameters:
      return "`,` or `)`";
    case Expected::close_list:
      return "`,` or `]`";
    case Expected::close_filter:
      return "`]`";
    case Expected::close_context:
      return "`,` or `}`";
    case Expected::close_range:
      return "`]` or `)`";
    case Expected::close_type:
      return "`,` or `>`";
    case Expected::arrow:
      return "`->`";
    case Expected::end:
      return "an operator or the end";
    case Expected::end_of_tests:
      return "an operator, `,` or the end";
  }
  return "";
}

/// Whether a value should have begun where the text went wrong; else one has just ended there.
bool wants_operand(Expected expected) {
  switch (expected) {
    case Expected::expression:
    case Expected::operand:
    case Expected::condition:
    case Expected::test:
    case Expected::argument:
    case Expected::item:
    case Expected::endpoint:
      return true;
    default:
      return false;
  }
}

constexpr auto long_signs =
    std::to_array<std::string_view>({"!==", "===", "=>", "=<", "==", "=!", "=~", "!=", "<>",
                                     "<=", ">=", ":=", "&&", "||", "**", "->", ".."});

/// The place where the text went wrong.
class Scene {
 public:
  Scene(const SyntaxProblem& problem, const Reader& reader)
      : problem_(problem), reader_(reader), text_(reader.text()), at_(problem.span.begin) {
    found_end_ = end_of_found();
  }

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] Expected expected() const { return problem_.expected; }
  [[nodiscard]] bool wants_operand() const { return feel::wants_operand(problem_.expected); }
  [[nodiscard]] bool is_at_end() const { return at_ >= text_.size(); }

  /// The word, number or sign that stands there.
  [[nodiscard]] std::string_view found() const { return text_.substr(at_, found_end_ - at_); }
  [[nodiscard]] text::Span found_span() const { return span(at_, found_end_); }
  [[nodiscard]] bool found_word() const { return starts_word_at(text_, at_); }
  [[nodiscard]] std::string describe_found() const {
    return is_at_end() ? "the end" : quoted(found());
  }

  /// The token before.
  [[nodiscard]] text::Span last_span() const { return reader_.last_token(); }
  [[nodiscard]] std::string_view last() const { return in(last_span()); }
  [[nodiscard]] bool last_touches() const { return last_span().end == at_ && at_ > 0; }

  [[nodiscard]] std::string_view after_found() const {
    return text_.substr(skip_blanks(text_, found_end_));
  }
  [[nodiscard]] std::string_view word_after_found() const {
    const std::string_view rest = after_found();
    return rest.substr(0, word_end(rest, 0));
  }
  [[nodiscard]] std::string_view in(text::Span span) const {
    return text_.substr(span.begin, span.end - span.begin);
  }
  static text::Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  [[nodiscard]] const SyntaxProblem& problem() const { return problem_; }
  [[nodiscard]] std::string suggest(std::string_view name) const {
    std::vector<std::string_view> names = reader_.visible_names();
    names.insert(names.end(), problem_.local_names.begin(), problem_.local_names.end());
    return suggestion(name, names);
  }

 private:
  [[nodiscard]] std::size_t end_of_found() const {
    if (is_at_end()) return at_;
    if (const std::size_t end = word_end(text_, at_); end > at_) return end;
    if (const std::size_t end = number_end(text_, at_); end > at_) return end;
    if (text_[at_] == '"') return std::min(read_string(text_, at_).end, text_.size());
    for (const std::string_view sign : long_signs) {
      if (text_.compare(at_, sign.size(), sign) == 0) return at_ + sign.size();
    }
    std::size_t next = at_;
    static_cast<void>(text::next_code_point(text_, next));
    return next;
  }

  const SyntaxProblem& problem_;
  const Reader& reader_;
  std::string_view text_;
  std::size_t at_;
  std::size_t found_end_ = 0;
};

using Rule = std::optional<Advice> (*)(const Scene&);

Advice unexpected(const Scene& scene, std::string hint) {
  const std::string message =
      "expected " + std::string(describe(scene.expected())) + ", found " + scene.describe_found();
  return {scene.found_span(), message, std::move(hint)};
}

// ---- signs of other languages

struct OtherSign {
  std::string_view sign;
  std::string_view hint;
};

constexpr auto other_signs = std::to_array<OtherSign>({
    {"===", "FEEL compares with a single `=`"},
    {"==", "FEEL compares with a single `=`"},
    {"!==", "FEEL writes `!=`"},
    {"=!", "FEEL writes `!=`"},
    {"<>", "FEEL writes `!=`"},
    {"=<", "FEEL writes `<=`"},
    {"=~", "FEEL writes `matches(text, \"pattern\")`"},
    {":=", "FEEL assigns nothing; compare with `=`, or give the value a name in `definitions:`"},
    {"&&", "FEEL writes `and`"},
    {"&", "FEEL writes `and`; strings are joined with `+`"},
    {"||", "FEEL writes `or`; strings are joined with `+`"},
    {"|", "FEEL writes `or`"},
    {"!", "FEEL writes `not(...)`"},
    {"^", "FEEL writes `**` for powers"},
    {"%", "write a percentage as a fraction, such as 0.05; the remainder is `modulo(a, b)`"},
    {";", "FEEL has no `;`: an expression is one value, and items are separated by `,`"},
    {"'", "strings stand in double quotes: \"text\""},
    {"`", "names stand without quotes, strings in double quotes"},
    {"$", "FEEL has no `$`; names stand by themselves"},
    {"~", "FEEL has no `~`; negation is `not(...)`"},
    {"->", "the parts of a value are reached with a dot: `a.b`"},
    {"\\", "FEEL has `\\` in strings only"},
    {"#", "comments begin with `//` or stand between `/*` and `*/`"},
});

std::optional<Advice> sign_of_another_language(const Scene& scene) {
  for (const OtherSign& other : other_signs) {
    if (scene.found() == other.sign) return unexpected(scene, std::string(other.hint));
  }
  return std::nullopt;
}

std::optional<Advice> arrow(const Scene& scene) {
  if (scene.found() != "=>") return std::nullopt;
  const bool is_body = scene.expected() == Expected::expression && scene.last() == ")";
  return unexpected(scene, is_body ? "a function's body follows its parameters: `function(x) x + 1`"
                                   : "FEEL writes `>=`");
}

// ---- full-width and typographic signs

struct WideSign {
  char32_t wide;
  std::string_view plain;
};

constexpr auto wide_signs = std::to_array<WideSign>({
    {0xAC, "not(...)"}, {0xD7, "*"},    {0xF7, "/"},     {0x2012, "-"},  {0x2013, "-"},
    {0x2014, "-"},      {0x2018, "\""}, {0x2019, "\""},  {0x201C, "\""}, {0x201D, "\""},
    {0x2026, ".."},     {0x2212, "-"},  {0x2227, "and"}, {0x2228, "or"}, {0x2260, "!="},
    {0x2264, "<="},     {0x2265, ">="}, {0x3001, ","},   {0x3002, "."},  {0x300A, "<"},
    {0x300B, ">"},      {0x300C, "\""}, {0x300D, "\""},  {0x3010, "["},  {0x3011, "]"},
    {0x3014, "["},      {0x3015, "]"},
});

std::string plain_for(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return {static_cast<char>(c - 0xFEE0)};
  const auto found = std::find_if(wide_signs.begin(), wide_signs.end(),
                                  [c](const WideSign& sign) { return sign.wide == c; });
  return found == wide_signs.end() ? std::string() : std::string(found->plain);
}

std::optional<Advice> wide_sign(const Scene& scene) {
  if (scene.is_at_end()) return std::nullopt;
  std::size_t end = scene.at();
  const char32_t c = text::next_code_point(scene.text(), end);
  const std::string plain = c < 0x80 ? std::string() : plain_for(c);
  if (plain.empty()) return std::nullopt;
  const std::string lead = c >= 0xFF01 ? "FEEL has no full-width " : "FEEL has no ";
  return Advice{scene.found_span(), lead + quoted(scene.found()), "write " + quoted(plain)};
}

// ---- what was left open or out

std::optional<Advice> empty_expression(const Scene& scene) {
  if (!scene.is_at_end() || scene.last_span().end != 0) return std::nullopt;
  if (scene.expected() == Expected::test) {
    return Advice{scene.found_span(), "the test is empty", "write `-` where any value fits"};
  }
  return Advice{scene.found_span(), "the expression is empty",
                "write a value; there is none by default"};
}

char closing_for(char open) {
  switch (open) {
    case '(':
      return ')';
    case '{':
      return '}';
    default:
      return ']';
  }
}

std::optional<Advice> trailing_comma(const Scene& scene) {
  const bool closes =
      scene.is_at_end() || scene.found() == ")" || scene.found() == "]" || scene.found() == "}";
  if (scene.last() != "," || !closes) return std::nullopt;
  if (scene.is_at_end() && scene.problem().open_bracket) return std::nullopt;
  return Advice{scene.last_span(), "a comma with nothing behind it",
                "remove it; `,` only stands between items"};
}

std::optional<Advice> unclosed_bracket(const Scene& scene) {
  if (!scene.is_at_end() || !scene.problem().open_bracket) return std::nullopt;
  const std::size_t open = *scene.problem().open_bracket;
  const std::string_view bracket = scene.text().substr(open, 1);
  return Advice{Scene::span(open, open + 1), quoted(bracket) + " is never closed",
                "add the " + quoted(closing_for(bracket[0])) + " that belongs to it"};
}

std::optional<Advice> bracket_of_another_kind(const Scene& scene) {
  const std::string_view found = scene.found();
  if (found != ")" && found != "]" && found != "}") return std::nullopt;
  if (scene.wants_operand()) return std::nullopt;
  if (!scene.problem().open_bracket) {
    return Advice{scene.found_span(), quoted(found) + " closes nothing",
                  "remove it, or add the bracket that it closes"};
  }
  const char open = scene.text()[*scene.problem().open_bracket];
  if (closing_for(open) == found[0]) return std::nullopt;
  return Advice{
      scene.found_span(),
      quoted(open) + " is closed by " + quoted(found) + " instead of " + quoted(closing_for(open)),
      "make the two brackets of one kind"};
}

std::optional<Advice> incomplete_if(const Scene& scene) {
  if (scene.expected() == Expected::then_word) {
    return Advice{scene.found_span(), "expected `then`, found " + scene.describe_found(),
                  "write `if condition then value else other`"};
  }
  if (scene.expected() != Expected::else_word) return std::nullopt;
  return Advice{scene.found_span(), "expected `else`, found " + scene.describe_found(),
                "every `if` has an `else`: `if condition then value else other`"};
}

std::optional<Advice> incomplete_form(const Scene& scene) {
  switch (scene.expected()) {
    case Expected::between_and:
      return unexpected(scene, "write `x between low and high`");
    case Expected::return_word:
      return unexpected(scene, "write `for x in list return value`");
    case Expected::satisfies_word:
      return unexpected(scene, "write `some x in list satisfies condition`");
    case Expected::in_word:
      return unexpected(scene, "write `x in list` for each variable");
    case Expected::colon:
      return unexpected(scene, "an entry is `key: value`");
    case Expected::close_context:
      if (scene.last() != "{") return std::nullopt;
      return unexpected(scene, "a key is a name or a string");
    case Expected::key:
      return unexpected(scene, "a key is a name or a string");
    case Expected::open_parenthesis:
      return unexpected(scene, "write `function(x) value`");
    case Expected::member:
      return unexpected(scene, "the name of a part follows the dot: `a.b`");
    case Expected::type:
      return unexpected(scene, "a type is a name, such as `number`, or `list<number>`");
    case Expected::close_type:
      return unexpected(scene, "write `list<type>`, `range<type>` or `context<name: type>`");
    case Expected::arrow:
      return unexpected(scene, "write `function<argument types>->result type`");
    case Expected::endpoint:
      return unexpected(scene, "a range has two ends: `[1..5]`; with one end write `>= 1`");
    default:
      return std::nullopt;
  }
}

// ---- words

std::optional<Advice> else_if_in_one_word(const Scene& scene) {
  const std::string_view found = scene.found();
  if (found != "elseif" && found != "elsif" && found != "elif") return std::nullopt;
  return unexpected(scene, "FEEL writes `else if`");
}

std::optional<Advice> not_without_parentheses(const Scene& scene) {
  if (scene.last() != "not" || scene.is_at_end() || scene.wants_operand()) return std::nullopt;
  const bool value_follows = scene.found_word() || is_digit(scene.found()[0]) ||
                             scene.found()[0] == '"' || scene.found()[0] == '@';
  if (!value_follows) return std::nullopt;
  return Advice{scene.last_span(), "`not` is a function",
                "put what it negates in parentheses: `not(...)`"};
}

std::optional<Advice> not_in(const Scene& scene) {
  if (scene.found() != "not" || scene.word_after_found() != "in") return std::nullopt;
  return unexpected(scene, "FEEL writes `not(x in ...)`");
}

std::optional<Advice> is_null(const Scene& scene) {
  if (scene.found() != "is" || scene.wants_operand()) return std::nullopt;
  const std::string_view what = scene.word_after_found();
  if (what == "null") return unexpected(scene, "FEEL writes `= null`");
  if (what == "not") return unexpected(scene, "FEEL writes `!= null`");
  return unexpected(scene, "FEEL compares with `=`; `is(a, b)` is a function");
}

std::optional<Advice> keyword_in_capitals(const Scene& scene) {
  if (!scene.found_word()) return std::nullopt;
  std::string small(scene.found());
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (small == scene.found() || !is_keyword(small)) return std::nullopt;
  return unexpected(scene, "words of the language are in small letters: " + quoted(small));
}

std::optional<Advice> keyword_as_name(const Scene& scene) {
  const bool wants_name = scene.wants_operand() || scene.expected() == Expected::variable ||
                          scene.expected() == Expected::parameter;
  if (!wants_name || !is_keyword(scene.found())) return std::nullopt;
  return unexpected(scene, quoted(scene.found()) + " is a word of the language and names nothing");
}

std::optional<Advice> function_between_operands(const Scene& scene) {
  if (scene.wants_operand() || !builtin_names().contains(scene.found())) return std::nullopt;
  const std::string_view rest = scene.after_found();
  if (rest.empty() || rest[0] == '(') return std::nullopt;
  const std::string call = std::string(scene.found()) + "(a, b)";
  return unexpected(scene, quoted(scene.found()) + " is a function: " + quoted(call));
}

std::optional<Advice> remainder(const Scene& scene) {
  if (scene.wants_operand() || (scene.found() != "mod" && scene.found() != "div")) {
    return std::nullopt;
  }
  return unexpected(
      scene, scene.found() == "mod" ? "FEEL writes `modulo(a, b)`" : "FEEL writes `floor(a / b)`");
}

std::optional<Advice> conditional_operator(const Scene& scene) {
  const bool stands_apart = scene.found().starts_with('?') && !scene.wants_operand();
  const bool within_word = scene.found() == ":" && scene.last().find('?') != std::string_view::npos;
  if (!stands_apart && !within_word) return std::nullopt;
  return unexpected(scene, "FEEL writes `if a then b else c`");
}

/// Two words side by side: usually a name with blanks, misspelt.
std::optional<Advice> words_side_by_side(const Scene& scene) {
  const text::Span last = scene.last_span();
  if (!scene.found_word() || scene.wants_operand() || is_keyword(scene.found()) ||
      !starts_word_at(scene.text(), last.begin) || is_keyword(scene.last())) {
    return std::nullopt;
  }
  std::size_t end = scene.at();
  for (std::size_t next = end; next < scene.text().size();) {
    const std::size_t word = word_end(scene.text(), next);
    if (word == next || is_keyword(scene.text().substr(next, word - next))) break;
    end = word;
    next = skip_blanks(scene.text(), end);
  }
  const text::Span run = Scene::span(last.begin, end);
  const std::string hint = scene.suggest(scene.in(run));
  if (hint.empty()) {
    return unexpected(scene, "an operator or a comma is missing before " + quoted(scene.found()));
  }
  return Advice{run, "unknown name " + quoted(normalise_name(scene.in(run))), hint,
                text::Code::feel_unknown_name};
}

// ---- values

std::optional<Advice> regular_expression(const Scene& scene) {
  if (scene.found() != "/" || !scene.wants_operand()) return std::nullopt;
  return unexpected(scene, "FEEL writes `matches(text, \"pattern\")`");
}

std::optional<Advice> left_side_missing(const Scene& scene) {
  static constexpr auto signs = std::to_array<std::string_view>({"<", "<=", ">", ">=", "=", "!="});
  const bool is_comparison = std::find(signs.begin(), signs.end(), scene.found()) != signs.end();
  if (!scene.wants_operand() || !is_comparison) return std::nullopt;
  return unexpected(scene, "repeat the left side: `x >= 1 and x < 5`, or write `x in [1..5)`");
}

std::optional<Advice> assignment_with_operator(const Scene& scene) {
  static constexpr std::string_view operators = "+-*/";
  const bool after_operator =
      scene.last().size() == 1 && operators.find(scene.last()) != std::string_view::npos;
  if (scene.found() != "=" || !scene.last_touches() || !after_operator) return std::nullopt;
  return unexpected(scene, "FEEL assigns nothing; give the result a name of its own");
}

std::optional<Advice> operand_missing(const Scene& scene) {
  static constexpr auto signs = std::to_array<std::string_view>({"+", "*", "/", "**", ".", ")"});
  if (!scene.wants_operand()) return std::nullopt;
  const auto is_sign = [](std::string_view text) {
    return std::find(signs.begin(), signs.end(), text) != signs.end();
  };
  if (is_sign(scene.found()) && scene.found() != ")") {
    return unexpected(scene, quoted(scene.found()) + " needs a value on its left");
  }
  const std::string_view last = scene.last();
  const bool after_operator =
      is_sign(last) || last == "-" || last == "and" || last == "or" ||
      (!last.empty() && std::string_view("<>=").find(last.back()) != std::string_view::npos);
  if (!after_operator) return std::nullopt;
  return unexpected(scene, quoted(last) + " needs a value on its right");
}

std::optional<Advice> range_without_brackets(const Scene& scene) {
  if (scene.found() != ".." || scene.wants_operand()) return std::nullopt;
  return unexpected(scene, "a range stands in brackets: `[1..5]`");
}

std::optional<Advice> comma_outside_brackets(const Scene& scene) {
  if (scene.found() != "," || scene.expected() != Expected::end) return std::nullopt;
  const std::string_view rest = scene.text().substr(scene.at() + 1);
  const bool between_digits = scene.last_touches() && is_digit(scene.text()[scene.at() - 1]) &&
                              !rest.empty() && is_digit(rest[0]);
  if (between_digits) return unexpected(scene, "the decimal sign is a point, as in 1.5");
  return unexpected(scene, "several values stand in brackets: `[a, b]`, or `x in (a, b)`");
}

std::optional<Advice> quote_inside_string(const Scene& scene) {
  if (scene.wants_operand() || scene.is_at_end() || !scene.last().ends_with('"'))
    return std::nullopt;
  if (scene.last_touches() && (scene.found_word() || scene.found()[0] == '"')) {
    return unexpected(scene, "a quote inside a string is written `\\\"`");
  }
  if (scene.found()[0] != '"') return std::nullopt;
  return unexpected(scene, "strings are joined with `+`, items separated with `,`");
}

std::optional<Advice> bare_time(const Scene& scene) {
  const bool after_digits = scene.last_touches() && is_digit(scene.text()[scene.at() - 1]);
  if (scene.found() != ":" || !after_digits) return std::nullopt;
  return unexpected(scene, "a time is written @\"10:30:00\"");
}

std::optional<Advice> values_side_by_side(const Scene& scene) {
  if (scene.wants_operand() || scene.is_at_end()) return std::nullopt;
  const char c = scene.found()[0];
  if (!is_digit(c) && c != '"' && c != '@' && c != '{') return std::nullopt;
  return unexpected(scene, "an operator or a comma is missing before " + quoted(scene.found()));
}

// The more specific rules first.
constexpr std::array rules{
    empty_expression,
    arrow,
    wide_sign,
    sign_of_another_language,
    conditional_operator,
    trailing_comma,
    unclosed_bracket,
    bracket_of_another_kind,
    else_if_in_one_word,
    keyword_in_capitals,
    not_without_parentheses,
    not_in,
    is_null,
    remainder,
    regular_expression,
    assignment_with_operator,
    left_side_missing,
    keyword_as_name,
    function_between_operands,
    comma_outside_brackets,
    bare_time,
    quote_inside_string,
    words_side_by_side,
    incomplete_if,
    incomplete_form,
    operand_missing,
    range_without_brackets,
    values_side_by_side,
};

// ---- problems that are known when they are met

std::string without_separators(std::string_view number) {
  std::string out;
  std::copy_if(number.begin(), number.end(), std::back_inserter(out),
               [](char c) { return c != '_'; });
  return out;
}

Advice letters_after_number(std::string_view number, text::Span span) {
  if (number.ends_with('?')) {
    return {span, quoted(number) + " is no number", "FEEL writes `if a then b else c`",
            text::Code::feel_literal};
  }
  const std::string digits = without_separators(number);
  const bool has_separators =
      number.find('_') != std::string_view::npos && number_end(digits, 0) == digits.size();
  return {span, quoted(number) + " is no number",
          has_separators ? "digits are not grouped: write " + quoted(digits)
                         : "a number has no unit, and a name does not begin with a digit",
          text::Code::feel_literal};
}

Advice explain_expected(const Scene& scene) {
  for (const Rule rule : rules) {
    if (std::optional<Advice> advice = rule(scene)) return *std::move(advice);
  }
  return unexpected(scene, "");
}

Advice explain(const SyntaxProblem& problem, const Reader& reader) {
  const text::Span span = problem.span;
  const std::string_view found = reader.text().substr(span.begin, span.end - span.begin);
  switch (problem.problem) {
    case Problem::expected:
      return explain_expected(Scene(problem, reader));
    case Problem::unclosed_string:
      return {span, "the string is never closed",
              "add the closing `\"`; a line break in a string is written `\\n`"};
    case Problem::bad_escape:
      return {span, quoted(found) + " names no character",
              "write \\u and four hexadecimal digits, or \\U and six", text::Code::feel_literal};
    case Problem::unclosed_comment:
      return {span, "the comment is never closed", "add the closing `*/`"};
    case Problem::letters_after_number:
      return letters_after_number(found, span);
    case Problem::bare_date:
      return {span, quoted(found) + " is a subtraction, not a date",
              "write " + quoted("@\"" + std::string(found) + '"'), text::Code::feel_literal};
    case Problem::at_without_quotes:
      return {span, "`@` needs a date, time or duration in quotes",
              "write `@\"2026-03-10\"`, `@\"10:30:00\"` or `@\"P1Y\"`", text::Code::feel_literal};
    case Problem::bad_at_literal:
      return {span, quoted(found) + " is no date, time or duration",
              "write `@\"2026-03-10\"`, `@\"10:30:00\"`, `@\"2026-03-10T10:30:00\"` or `@\"P1Y\"`",
              text::Code::feel_literal};
    case Problem::chained_comparison:
      return {span, "comparisons do not chain", "write `1 < x and x < 5`, or `x in (1..5)`"};
    case Problem::mixed_arguments:
      return {span, "arguments are either all named or none is",
              "give each of them a name, as in `f(a: 1, b: 2)`, or none"};
    case Problem::misplaced_test:
      return {span, "tests stand alone behind `in`", "put the value to be compared on the left"};
    case Problem::too_deep:
      return {span, "the expression is nested too deeply here",
              "give a part of it a name of its own", text::Code::feel_depth};
    case Problem::too_many_nodes:
      return {span, "the expression is too long", "give parts of it names of their own",
              text::Code::too_large};
  }
  return {span, "", ""};
}

}  // namespace

void report(const SyntaxProblem& problem, const Reader& reader, const text::Decoded& text,
            text::Report& out) {
  Advice advice = explain(problem, reader);
  out.error(advice.code, text.at(advice.span), std::move(advice.message), std::move(advice.hint));
}

void report(const UnknownName& name, const text::Decoded& text, text::Report& out) {
  const std::string_view word =
      std::string_view(text.text()).substr(name.span.begin, name.span.end - name.span.begin);
  out.error(text::Code::feel_unknown_name, text.at(name.span),
            (name.is_called ? "unknown function " : "unknown name ") + quoted(word), name.hint);
}

}  // namespace huice::feel
