// The grammar of FEEL (DMN 1.5, 10.3.1.2) in Boost.Spirit X3, the only file that includes it.
// Rules have no attributes: the reader builds the tree. A rule that has read an expression goes on
// or fails for good (`must`), so that nothing is read twice.
#include "feel/grammar.hpp"

#include <utility>

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

 private:
  Read read_;
};

/// A token that the grammar spells out.
template <class Spelling>
struct Spelt : Step<Spelt<Spelling>> {
  using Read = bool (Reader::*)(Reader::At&, Spelling);
  constexpr Spelt(Read read, std::remove_reference_t<Spelling> spelling)
      : read_(read), spelling_(spelling) {}
  bool step(Reader& reader, Reader::At& at) const { return (reader.*read_)(at, spelling_); }

 private:
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

 private:
  Act act_;
};

struct Make : Step<Make> {
  using Act = void (Reader::*)(SyntaxKind);
  constexpr Make(Act act, SyntaxKind kind) : act_(act), kind_(kind) {}
  bool step(Reader& reader, Reader::At& /*at*/) const {
    (reader.*act_)(kind_);
    return true;
  }

 private:
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

// ---- tokens and what is done between them

// Short names, so that a rule fits its line.
using E = Expected;
using K = SyntaxKind;

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

constexpr Token known_name{&Reader::known_name};
constexpr Token unknown_name{&Reader::unknown_name};
constexpr Token number{&Reader::number};
constexpr Token string{&Reader::string};
constexpr Token at_literal{&Reader::at_literal};
constexpr Token constant{&Reader::constant};
constexpr Token member{&Reader::member};
constexpr Token type_name{&Reader::type_name};
constexpr Token dash{&Reader::dash};
constexpr Token end{&Reader::end};

constexpr Token open_bare_value{&Reader::open_bare_value};
constexpr Token open_bare_test{&Reader::open_bare_test};
constexpr Token open_test_list{&Reader::open_test_list};
constexpr Token open_not_tests{&Reader::open_not_tests};
constexpr Token open_list{&Reader::open_list};
constexpr Token open_reversed_range{&Reader::open_reversed_range};
constexpr Token open_if_chain{&Reader::open_if_chain};
constexpr Token open_else_if{&Reader::open_else_if};
constexpr Token open_argument_name{&Reader::open_argument_name};
constexpr Token open_key{&Reader::open_key};
constexpr Token open_variable{&Reader::open_variable};
constexpr Token open_parameter{&Reader::open_parameter};
constexpr Do open_tests{&Reader::open_tests};

constexpr Token operand_comparison{&Reader::operand_comparison};
constexpr Token operand_in{&Reader::operand_in};
constexpr Token operand_instance_of{&Reader::operand_instance_of};
constexpr Token operand_filter{&Reader::operand_filter};

constexpr Token close_range{&Reader::close_range};
constexpr Token close_empty_list{&Reader::close_empty_list};
constexpr Do enclose{&Reader::close_parenthesis};
constexpr Do close_comparison{&Reader::close_comparison};
constexpr Do close_in{&Reader::close_in};
constexpr Do close_call{&Reader::close_call};
constexpr Do close_if_chain{&Reader::close_if_chain};
constexpr Do close_iterator{&Reader::close_iterator};
constexpr Do close_parameter{&Reader::close_parameter};
constexpr Do close_entry{&Reader::close_entry};
constexpr Do close_bare_value{&Reader::close_bare_value};
constexpr Do close_bare_test{&Reader::close_bare_test};
constexpr Do close_test_list{&Reader::close_test_list};
constexpr Do close_not_tests{&Reader::close_not_tests};
constexpr Do close_tests{&Reader::close_tests};
constexpr Do declare_partial{&Reader::declare_partial};
constexpr Do set_external{&Reader::set_external};

// ---- rules, from the loosest binding to the tightest

x3::rule<struct expression_tag> const expression;  // a whole expression; `< 5` is a range
x3::rule<struct condition_tag> const condition;    // the same without `< 5`
x3::rule<struct test_tag> const test;              // the same with `< 5` as a test
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

// clang-format off

auto const bare_test = open_bare_test >> must<E::operand>[sum] >> close_bare_test;

auto const expression_def = limit[
    open_bare_value >> must<E::operand>[sum] >> close_bare_value
  | disjunction];

auto const condition_def = limit[disjunction];

auto const test_def = limit[bare_test | disjunction];

auto const disjunction_def =
    conjunction >> *(word("or") >> must<E::operand>[conjunction] >> combine(K::disjunction));

auto const conjunction_def =
    comparison >> *(word("and") >> must<E::operand>[comparison] >> combine(K::conjunction));

auto const between =
    operand_word("between") >> must<E::operand>[sum]
    >> must<E::between_and>[word("and")] >> must<E::operand>[sum] >> close(K::between);

auto const in = operand_in >> testing[must<E::test>[bare_test | sum]] >> close_in;

auto const comparison_def =
    sum >> *( operand_comparison >> must<E::operand>[sum] >> close_comparison
            | in
            | between);

auto const sum_def =
    product >> *( plus >> must<E::operand>[product] >> combine(K::add)
                | minus >> must<E::operand>[product] >> combine(K::subtract));

auto const product_def =
    power >> *( times >> must<E::operand>[power] >> combine(K::multiply)
              | divided_by >> must<E::operand>[power] >> combine(K::divide));

auto const power_def =
    negation >> *(to_the_power_of >> must<E::operand>[negation] >> combine(K::power));

auto const negation_def =
    open_sign("-") >> limit[must<E::operand>[negation]] >> close(K::negate)
  | postfix >> *(operand_instance_of >> must<E::type>[type] >> close(K::instance_of));

auto const argument =
    open_argument_name >> must<E::expression>[expression] >> close(K::named_argument)
  | expression;

auto const arguments = bracketed[
    -(argument >> *(comma >> must<E::argument>[argument]))
    >> must<E::close_arguments>[close_parenthesis]] >> close_call;

auto const filter = filtering[
    must<E::condition>[condition] >> must<E::close_filter>[close_bracket]] >> close(K::filter);

auto const postfix_def =
    primary >> *( dot >> must<E::member>[member]
                | operand_filter >> filter
                | operand_sign("(") >> arguments);

// ---- brackets

auto const range_end =
    dots >> endpoint[must<E::endpoint>[expression]] >> must<E::close_range>[close_range];

auto const parenthesis = open_sign("(") >> bracketed[
    must<E::expression>[expression]
    >> (range_end | must<E::close_parenthesis>[close_parenthesis] >> enclose)];

auto const tests = must<E::test>[test] >> *(comma >> must<E::test>[test]);

auto const test_list = open_test_list >> bracketed[
    must<E::test>[test]
    >> ( range_end
       | *(comma >> must<E::test>[test])
         >> must<E::close_tests>[close_parenthesis] >> close_test_list)];

auto const not_tests = open_not_tests >> bracketed[
    tests >> must<E::close_tests>[close_parenthesis]] >> close_not_tests;

auto const list_or_range = open_list >> bracketed[
    close_empty_list >> close(K::list)
  | must<E::item>[expression]
    >> ( range_end
       | *(comma >> must<E::item>[expression])
         >> must<E::close_list>[close_bracket] >> close(K::list))];

auto const reversed_range = open_reversed_range >> bracketed[
    must<E::expression>[expression] >> must<E::dots>[range_end]];

auto const entry =
    open_key >> must<E::colon>[colon] >> must<E::expression>[expression] >> close_entry;

auto const context = open_sign("{") >> bracketed[scoped[
    -(entry >> *(comma >> must<E::key>[entry]))
    >> must<E::close_context>[close_brace]]] >> close(K::context);

// ---- what begins with a word

auto const branches =
    must<E::condition>[condition]
    >> must<E::then_word>[word("then")] >> must<E::expression>[expression]
    >> must<E::else_word>[word("else")];

auto const conditional =
    open_if_chain >> branches >> *(open_else_if >> branches)
    >> must<E::expression>[expression] >> close_if_chain;

auto const iterator =
    must<E::variable>[open_variable] >> must<E::in_word>[word("in")]
    >> must<E::expression>[expression] >> -(dots >> must<E::operand>[sum]) >> close_iterator;

auto const iterators = iterator >> *(comma >> iterator);

auto const for_loop = open_word("for") >> scoped[
    iterators >> must<E::return_word>[word("return")] >> declare_partial
    >> must<E::expression>[expression]] >> close(K::for_loop);

auto const quantified_rest = scoped[
    iterators >> must<E::satisfies_word>[word("satisfies")] >> must<E::condition>[condition]];

auto const quantified =
    open_word("some") >> quantified_rest >> close(K::some)
  | open_word("every") >> quantified_rest >> close(K::every);

auto const parameter =
    open_parameter >> -(colon >> must<E::type>[type]) >> close_parameter;

auto const function = open_word("function") >> scoped[
    must<E::open_parenthesis>[open_parenthesis]
    >> bracketed[-(parameter >> *(comma >> must<E::parameter>[parameter]))
                 >> must<E::close_parameters>[close_parenthesis]]
    >> -(word("external") >> set_external)
    >> must<E::expression>[expression]] >> close(K::function);

auto const primary_def =
    not_tests
  | known_name
  | number
  | string
  | test_list
  | parenthesis
  | list_or_range
  | constant
  | at_literal
  | context
  | conditional
  | for_loop
  | quantified
  | function
  | unknown_name
  | reversed_range;

// ---- types

auto const type_entry =
    must<E::key>[open_key] >> must<E::colon>[colon] >> must<E::type>[type] >> close(K::type_entry);

auto const type_def = limit[
    open_generic("list") >> must<E::type>[type]
      >> must<E::close_type>[close_angle] >> close(K::type_list)
  | open_generic("range") >> must<E::type>[type]
      >> must<E::close_type>[close_angle] >> close(K::type_range)
  | open_generic("context") >> type_entry >> *(comma >> type_entry)
      >> must<E::close_type>[close_angle] >> close(K::type_context)
  | open_generic("function") >> -(type >> *(comma >> must<E::type>[type]))
      >> must<E::close_type>[close_angle] >> must<E::arrow>[arrow]
      >> must<E::type>[type] >> close(K::type_function)
  | type_name];

// ---- whole texts

auto const whole_expression = must<E::expression>[expression] >> must<E::end>[end];

auto const whole_tests =
    dash
  | open_tests >> tests >> must<E::end_of_tests>[end] >> close_tests;

auto const whole_type = must<E::type>[type] >> must<E::end>[end];

// clang-format on

BOOST_SPIRIT_DEFINE(expression, condition, test, disjunction, conjunction, comparison, sum, product,
                    power, negation, postfix, primary, type)

template <class Whole>
std::optional<SyntaxProblem> read(Reader& reader, const Whole& whole) {
  Reader::At first = reader.begin();
  try {
    x3::parse(first, reader.limit(), x3::with<reader_tag>(reader)[whole]);
  } catch (SyntaxProblem& problem) {
    return std::move(problem);
  }
  return std::nullopt;
}

}  // namespace

std::optional<SyntaxProblem> read_whole(Reader& reader, Goal goal) {
  switch (goal) {
    case Goal::unary_tests:
      return read(reader, whole_tests);
    case Goal::type:
      return read(reader, whole_type);
    default:
      return read(reader, whole_expression);
  }
}

}  // namespace huice::feel
