#include "feel/mistakes.hpp"

#include "feel/characters.hpp"

namespace huice::feel {
namespace {

std::string_view describe(Expected expected) {
  switch (expected) {
    case Expected::expression: return "an expression";
    case Expected::operand: return "a value";
    case Expected::condition: return "a condition";
    case Expected::test: return "a test";
    case Expected::argument: return "an argument";
    case Expected::item: return "an item";
    case Expected::entry: return "an entry";
    case Expected::key: return "a key";
    case Expected::variable: return "a variable";
    case Expected::parameter: return "a parameter";
    case Expected::member: return "a name";
    case Expected::type: return "a type";
    case Expected::endpoint: return "the end of the range";
    case Expected::colon: return "`:`";
    case Expected::then_word: return "`then`";
    case Expected::else_word: return "`else`";
    case Expected::in_word: return "`in`";
    case Expected::return_word: return "`return`";
    case Expected::satisfies_word: return "`satisfies`";
    case Expected::between_and: return "`and`";
    case Expected::open_parenthesis: return "`(`";
    case Expected::close_parenthesis: return "`)`";
    case Expected::close_arguments: return "`,` or `)`";
    case Expected::close_tests: return "`,` or `)`";
    case Expected::close_parameters: return "`,` or `)`";
    case Expected::close_list: return "`,` or `]`";
    case Expected::close_filter: return "`]`";
    case Expected::close_context: return "`,` or `}`";
    case Expected::close_range: return "`]` or `)`";
    case Expected::close_type: return "`,` or `>`";
    case Expected::arrow: return "`->`";
    case Expected::end: return "an operator or the end";
    case Expected::end_of_tests: return "`,` or the end";
  }
  return "";
}

}  // namespace

void report(const SyntaxProblem& problem, const Reader&, const text::Decoded& text,
            text::Report& out) {
  out.error(text::Code::feel_syntax, text.at(problem.span),
            "expected " + std::string(describe(problem.expected)));
}

void report(const UnknownName& name, const text::Decoded& text, text::Report& out) {
  const std::string_view word =
      std::string_view(text.text()).substr(name.span.begin, name.span.end - name.span.begin);
  const std::string kind = name.is_called ? "function" : "name";
  out.error(text::Code::feel_unknown_name, text.at(name.span),
            "unknown " + kind + " `" + std::string(word) + "`", name.hint);
}

}  // namespace huice::feel
