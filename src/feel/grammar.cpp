// The grammar of FEEL (DMN 1.5, 10.3.1.2) in Boost.Spirit X3, the only file that includes it.
// Rules have no attributes: the reader builds the tree. A rule that has read an expression goes on
// or fails for good (`must`), so that nothing is read twice.
#include "feel/grammar.hpp"

#define BOOST_SPIRIT_X3_NO_RTTI
#include <boost/spirit/home/x3/core.hpp>
#include <boost/spirit/home/x3/directive/with.hpp>
#include <boost/spirit/home/x3/nonterminal/rule.hpp>
#include <boost/spirit/home/x3/operator/alternative.hpp>
#include <boost/spirit/home/x3/operator/kleene.hpp>
#include <boost/spirit/home/x3/operator/optional.hpp>
#include <boost/spirit/home/x3/operator/sequence.hpp>

namespace huice::feel {
namespace {

namespace x3 = boost::spirit::x3;

struct reader_tag;

// ---- how the grammar talks to the reader

template <class Derived>
struct Step : x3::parser<Derived> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <class At, class Context, class RuleContext, class Attribute>
  bool parse(At& first, const At& /*last*/, const Context& context, RuleContext& /*rule*/,
             Attribute& /*attribute*/) const {
    Reader& reader = x3::get<reader_tag>(context);
    return this->derived().step(reader, first);
  }
};

/// A token.
struct Token : Step<Token> {
  using Read = bool (Reader::*)(Reader::At&);
  explicit constexpr Token(Read read) : read_(read) {}
  bool step(Reader& reader, Reader::At& at) const { return (reader.*read_)(at); }
  Read read_;
};

/// A token that the grammar spells out.
template <class Spelling>
struct Spelt : Step<Spelt<Spelling>> {
  using Read = bool (Reader::*)(Reader::At&, Spelling);
  constexpr Spelt(Read read, std::remove_reference_t<Spelling> spelling)
      : read_(read), spelling_(spelling) {}
  bool step(Reader& reader, Reader::At& at) const { return (reader.*read_)(at, spelling_); }
  Read read_;
  std::remove_reference_t<Spelling> spelling_;
};

constexpr auto word(std::string_view text) { return Spelt<std::string_view>(&Reader::word, text); }
constexpr auto open_word(std::string_view text) {
  return Spelt<std::string_view>(&Reader::open_word, text);
}
constexpr auto open_generic(std::string_view text) {
  return Spelt<std::string_view>(&Reader::open_generic, text);
}
constexpr auto operand_word(std::string_view text) {
  return Spelt<std::string_view>(&Reader::operand_word, text);
}
constexpr auto sign(std::string_view text, std::string_view not_before = "") {
  return Spelt<const Sign&>(&Reader::sign, {text, not_before});
}
constexpr auto open_sign(std::string_view text) {
  return Spelt<const Sign&>(&Reader::open_sign, {text, ""});
}
constexpr auto operand_sign(std::string_view text) {
  return Spelt<const Sign&>(&Reader::operand_sign, {text, ""});
}

/// What a rule means, done where it stands in the rule.
struct Do : Step<Do> {
  using Act = void (Reader::*)();
  explicit constexpr Do(Act act) : act_(act) {}
  bool step(Reader& reader, Reader::At& /*at*/) const {
    (reader.*act_)();
    return true;
  }
  Act act_;
};

struct Make : Step<Make> {
  using Act = void (Reader::*)(SyntaxKind);
  constexpr Make(Act act, SyntaxKind kind) : act_(act), kind_(kind) {}
  bool step(Reader& reader, Reader::At& /*at*/) const {
    (reader.*act_)(kind_);
    return true;
  }
  Act act_;
  SyntaxKind kind_;
};

constexpr Make close(SyntaxKind kind) { return {&Reader::close, kind}; }
constexpr Make combine(SyntaxKind kind) { return {&Reader::combine, kind}; }

/// must<Expected::x>[p]: p, or the parse ends there.
template <class Subject, Expected expected>
struct Must : x3::unary_parser<Subject, Must<Subject, expected>> {
  using base_type = x3::unary_parser<Subject, Must>;
  static constexpr bool is_pass_through_unary = true;
  using base_type::base_type;

  template <class At, class Context, class RuleContext, class Attribute>
  bool parse(At& first, const At& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    if (this->subject.parse(first, last, context, rule, attribute)) return true;
    Reader& reader = x3::get<reader_tag>(context);
    reader.fail(first, expected);
  }
};

template <Expected expected>
struct MustGenerator {
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    using Parser = typename x3::extension::as_parser<Subject>::value_type;
    return Must<Parser, expected>(x3::as_parser(subject));
  }
};
template <Expected expected>
constexpr MustGenerator<expected> must{};

/// in<Scope>[p]: p within a scope of the reader, left however p ends.
template <class Subject, class Scope>
struct Within : x3::unary_parser<Subject, Within<Subject, Scope>> {
  using base_type = x3::unary_parser<Subject, Within>;
  static constexpr bool is_pass_through_unary = true;
  using base_type::base_type;

  template <class At, class Context, class RuleContext, class Attribute>
  bool parse(At& first, const At& last, const Context& context, RuleContext& rule,
             Attribute& attribute) const {
    const Scope scope(x3::get<reader_tag>(context));
    return this->subject.parse(first, last, context, rule, attribute);
  }
};

template <class Scope>
struct WithinGenerator {
  template <class Subject>
  constexpr auto operator[](const Subject& subject) const {
    using Parser = typename x3::extension::as_parser<Subject>::value_type;
    return Within<Parser, Scope>(x3::as_parser(subject));
  }
};
constexpr WithinGenerator<Reader::Nesting> limit{};
constexpr WithinGenerator<Reader::LocalNames> scoped{};
constexpr WithinGenerator<Reader::Bracket> bracketed{};
constexpr WithinGenerator<Reader::Endpoint> endpoint{};
constexpr WithinGenerator<Reader::Filter> filtering{};
constexpr WithinGenerator<Reader::Tests> testing{};

// ---- tokens

constexpr auto comma = sign(",");
constexpr auto colon = sign(":");
constexpr auto dots = sign("..");
constexpr auto plus = sign("+");
constexpr auto minus = sign("-", ">");
constexpr auto times = sign("*", "*");
constexpr auto divided_by = sign("/");
constexpr auto to_the_power_of = sign("**");
constexpr auto dot = sign(".", ".");
constexpr auto open_parenthesis = sign("(");
constexpr auto close_parenthesis = sign(")");
constexpr auto close_bracket = sign("]");
constexpr auto close_brace = sign("}");
constexpr auto close_angle = sign(">");
constexpr auto arrow = sign("->");
constexpr Token close_range{&Reader::close_range};
constexpr Token end{&Reader::end};

// ---- rules

x3::rule<struct expression_tag> const expression;  // a whole expression, `< 5` as a range included
x3::rule<struct condition_tag> const condition;    // the same without bare comparisons
x3::rule<struct test_tag> const test;              // the same with bare comparisons as tests
x3::rule<struct disjunction_tag> const disjunction;
x3::rule<struct conjunction_tag> const conjunction;
x3::rule<struct comparison_tag> const comparison;
x3::rule<struct sum_tag> const sum;
x3::rule<struct product_tag> const product;
x3::rule<struct power_tag> const power;
x3::rule<struct negation_tag> const negation;
x3::rule<struct postfix_tag> const postfix;
x3::rule<struct primary_tag> const primary;
x3::rule<struct type_tag> const type;

auto const expression_def = limit[Token(&Reader::open_bare_value) >> must<Expected::operand>[sum] >>
                                      Do(&Reader::close_bare_value) |
                                  disjunction];

auto const condition_def = limit[disjunction];

auto const test_def = limit[Token(&Reader::open_bare_test) >> must<Expected::operand>[sum] >>
                                Do(&Reader::close_bare_test) |
                            disjunction];

auto const disjunction_def = conjunction >> *(word("or") >> must<Expected::operand>[conjunction] >>
                                              combine(SyntaxKind::disjunction));

auto const conjunction_def = comparison >> *(word("and") >> must<Expected::operand>[comparison] >>
                                             combine(SyntaxKind::conjunction));

auto const between = operand_word("between") >> must<Expected::operand>[sum] >>
                     must<Expected::between_and>[word("and")] >> must<Expected::operand>[sum] >>
                     close(SyntaxKind::between);

auto const bare_test = Token(&Reader::open_bare_test) >> must<Expected::operand>[sum] >>
                       Do(&Reader::close_bare_test);

auto const in = Token(&Reader::operand_in) >> testing[must<Expected::test>[bare_test | sum]] >>
                Do(&Reader::close_in);

auto const comparison_def = sum >>
                            *(Token(&Reader::operand_comparison) >> must<Expected::operand>[sum] >>
                                  Do(&Reader::close_comparison) |
                              in | between);

auto const sum_def = product >>
                     *(plus >> must<Expected::operand>[product] >> combine(SyntaxKind::add) |
                       minus >> must<Expected::operand>[product] >> combine(SyntaxKind::subtract));

auto const product_def = power >> *(times >> must<Expected::operand>[power] >>
                                        combine(SyntaxKind::multiply) |
                                    divided_by >> must<Expected::operand>[power] >>
                                        combine(SyntaxKind::divide));

auto const power_def = negation >> *(to_the_power_of >> must<Expected::operand>[negation] >>
                                     combine(SyntaxKind::power));

auto const negation_def = open_sign("-") >> limit[must<Expected::operand>[negation]] >>
                              close(SyntaxKind::negate) |
                          postfix >>
                              *(Token(&Reader::operand_instance_of) >> must<Expected::type>[type] >>
                                close(SyntaxKind::instance_of));

auto const argument = Token(&Reader::open_argument_name) >>
                          must<Expected::expression>[expression] >>
                          close(SyntaxKind::named_argument) |
                      expression;

auto const arguments = bracketed[-(argument >> *(comma >> must<Expected::argument>[argument])) >>
                                 must<Expected::close_arguments>[close_parenthesis]] >>
                       Do(&Reader::close_call);

auto const filter = filtering[must<Expected::condition>[condition] >>
                              must<Expected::close_filter>[close_bracket]] >>
                    close(SyntaxKind::filter);

auto const postfix_def = primary >> *(dot >> must<Expected::member>[Token(&Reader::member)] |
                                      Token(&Reader::operand_filter) >> filter |
                                      operand_sign("(") >> arguments);

auto const range_end = dots >> endpoint[must<Expected::endpoint>[expression]] >>
                       must<Expected::close_range>[close_range];

auto const parenthesis =
    open_sign("(") >> bracketed[must<Expected::expression>[expression] >>
                                (range_end | must<Expected::close_parenthesis>[close_parenthesis] >>
                                                 Do(&Reader::close_parenthesis))];

auto const test_list = Token(&Reader::open_test_list) >>
                       bracketed[must<Expected::test>[test] >>
                                 (range_end | *(comma >> must<Expected::test>[test]) >>
                                                  must<Expected::close_tests>[close_parenthesis] >>
                                                  Do(&Reader::close_test_list))];

auto const not_tests =
    Token(&Reader::open_not_tests) >>
    bracketed[must<Expected::test>[test] >> *(comma >> must<Expected::test>[test]) >>
              must<Expected::close_tests>[close_parenthesis]] >>
    Do(&Reader::close_not_tests);

auto const list_or_range =
    Token(&Reader::open_list) >>
    bracketed[Token(&Reader::close_empty_list) >> close(SyntaxKind::list) |
              must<Expected::item>[expression] >>
                  (range_end | *(comma >> must<Expected::item>[expression]) >>
                                   must<Expected::close_list>[close_bracket] >>
                                   close(SyntaxKind::list))];

auto const reversed_range =
    Token(&Reader::open_reversed_range) >>
    bracketed[must<Expected::expression>[expression] >> must<Expected::endpoint>[range_end]];

auto const entry = Token(&Reader::open_key) >> must<Expected::colon>[colon] >>
                   must<Expected::expression>[expression] >> Do(&Reader::close_entry);

auto const context = open_sign("{") >>
                     bracketed[scoped[-(entry >> *(comma >> must<Expected::key>[entry])) >>
                                      must<Expected::close_context>[close_brace]]] >>
                     close(SyntaxKind::context);

auto const branches =
    must<Expected::condition>[condition] >> must<Expected::then_word>[word("then")] >>
    must<Expected::expression>[expression] >> must<Expected::else_word>[word("else")];

auto const conditional = Token(&Reader::open_if_chain) >> branches >>
                         *(open_word("if") >> branches) >> must<Expected::expression>[expression] >>
                         Do(&Reader::close_if_chain);

auto const iterator = must<Expected::variable>[Token(&Reader::open_variable)] >>
                      must<Expected::in_word>[word("in")] >>
                      must<Expected::expression>[expression] >>
                      -(dots >> must<Expected::operand>[sum]) >> Do(&Reader::close_iterator);

auto const iterators = iterator >> *(comma >> iterator);

auto const for_loop =
    open_word("for") >>
    scoped[iterators >> must<Expected::return_word>[word("return")] >>
           Do(&Reader::declare_partial) >> must<Expected::expression>[expression]] >>
    close(SyntaxKind::for_loop);

auto const quantified_rest =
    scoped[iterators >> must<Expected::satisfies_word>[word("satisfies")] >>
           must<Expected::condition>[condition]];

auto const quantified = open_word("some") >> quantified_rest >> close(SyntaxKind::some) |
                        open_word("every") >> quantified_rest >> close(SyntaxKind::every);

auto const parameter = Token(&Reader::open_parameter) >> -(colon >> must<Expected::type>[type]) >>
                       Do(&Reader::close_parameter);

auto const function =
    open_word("function") >>
    scoped[must<Expected::open_parenthesis>[open_parenthesis] >>
           bracketed[-(parameter >> *(comma >> must<Expected::parameter>[parameter])) >>
                     must<Expected::close_parameters>[close_parenthesis]] >>
           -(word("external") >> Do(&Reader::set_external)) >>
           must<Expected::expression>[expression]] >>
    close(SyntaxKind::function);

auto const primary_def = not_tests | Token(&Reader::known_name) | Token(&Reader::number) |
                         Token(&Reader::string) | test_list | parenthesis | list_or_range |
                         Token(&Reader::constant) | Token(&Reader::at_literal) | context |
                         conditional | for_loop | quantified | function |
                         Token(&Reader::unknown_name) | reversed_range;

auto const type_entry = must<Expected::key>[Token(&Reader::open_key)] >>
                        must<Expected::colon>[colon] >> must<Expected::type>[type] >>
                        close(SyntaxKind::type_entry);

auto const type_def =
    limit[open_generic("list") >> must<Expected::type>[type] >>
              must<Expected::close_type>[close_angle] >> close(SyntaxKind::type_list) |
          open_generic("range") >> must<Expected::type>[type] >>
              must<Expected::close_type>[close_angle] >> close(SyntaxKind::type_range) |
          open_generic("context") >> type_entry >> *(comma >> type_entry) >>
              must<Expected::close_type>[close_angle] >> close(SyntaxKind::type_context) |
          open_generic("function") >> -(type >> *(comma >> must<Expected::type>[type])) >>
              must<Expected::close_type>[close_angle] >> must<Expected::arrow>[arrow] >>
              must<Expected::type>[type] >> close(SyntaxKind::type_function) |
          Token(&Reader::type_name)];

BOOST_SPIRIT_DEFINE(expression, condition, test, disjunction, conjunction, comparison, sum, product,
                    power, negation, postfix, primary, type)

auto const whole_expression = must<Expected::expression>[expression] >> must<Expected::end>[end];

auto const whole_tests =
    Token(&Reader::dash) |
    Do(&Reader::open_tests) >> must<Expected::test>[test] >>
        *(comma >> must<Expected::test>[test]) >> must<Expected::end_of_tests>[end] >>
        Do(&Reader::close_tests);

auto const whole_type = must<Expected::type>[type] >> must<Expected::end>[end];

template <class Whole>
void read(Reader& reader, const Whole& whole) {
  Reader::At first = reader.begin();
  x3::parse(first, reader.limit(), x3::with<reader_tag>(reader)[whole]);
}

}  // namespace

void read_whole(Reader& reader, Goal goal) {
  switch (goal) {
    case Goal::expression:
      return read(reader, whole_expression);
    case Goal::unary_tests:
      return read(reader, whole_tests);
    case Goal::type:
      return read(reader, whole_type);
  }
}

}  // namespace huice::feel
