#include "value/type.hpp"

#include <gtest/gtest.h>

#include "unit/value/notation.hpp"

namespace huice::value::test {
namespace {

const TypeRef number = simple(TypeKind::number);
const TypeRef text = simple(TypeKind::string);
const TypeRef any = simple(TypeKind::any);
const TypeRef null = simple(TypeKind::null);
const TypeRef date_time = simple(TypeKind::date_time);
const TypeRef numbers = list_of(number);
const TypeRef person = context_of({{"age", number}, {"name", text}});
const TypeRef named = context_of({{"name", text}});
const TypeRef number_to_text = function_of({number}, text);
const TypeRef any_to_text = function_of({any}, text);

TEST(Type, HasFeelsName) {
  EXPECT_EQ(name(*simple(TypeKind::months_duration)), "years and months duration");
  EXPECT_EQ(name(*list_of(range_of(simple(TypeKind::date_time)))), "list<range<date and time>>");
  EXPECT_EQ(name(*person), "context<age: number, name: string>");
  EXPECT_EQ(name(*context_of({})), "context");
  EXPECT_EQ(name(*number_to_text), "function<number>->string");
  EXPECT_EQ(name(*list_of(nullptr)), "list<Any>");
}

struct Conformance {
  TypeRef from;
  TypeRef to;
  bool forth;
  bool back;
};

TEST(Type, Conforms) {
  const std::vector<Conformance> rows{
      {number, number, true, true},
      {number, any, true, false},
      {null, number, true, false},
      {null, any, true, false},
      {number, text, false, false},
      {numbers, list_of(any), true, false},
      {numbers, number, false, false},
      {numbers, list_of(text), false, false},
      {person, named, true, false},
      {named, context_of({}), true, false},
      {range_of(number), range_of(any), true, false},
      {any_to_text, number_to_text, true, false},
      {simple(TypeKind::date), date_time, false, false},
  };
  for (const Conformance& row : rows) {
    EXPECT_EQ(conforms(*row.from, *row.to), row.forth) << name(*row.from) << " " << name(*row.to);
    EXPECT_EQ(conforms(*row.to, *row.from), row.back) << name(*row.to) << " " << name(*row.from);
    EXPECT_EQ(same(*row.from, *row.to), row.forth && row.back);
  }
}

TEST(Type, CommonIsTheNarrowestThatBothConformTo) {
  const auto common_name = [](const TypeRef& a, const TypeRef& b) { return name(*common(a, b)); };
  EXPECT_EQ(common_name(number, number), "number");
  EXPECT_EQ(common_name(null, number), "number");
  EXPECT_EQ(common_name(number, text), "Any");
  EXPECT_EQ(common_name(numbers, list_of(text)), "list<Any>");
  EXPECT_EQ(common_name(person, named), "context<name: string>");
  EXPECT_EQ(common_name(person, context_of({{"age", text}, {"x", text}})), "context<age: Any>");
  EXPECT_EQ(common_name(numbers, number), "Any");
}

struct Row {
  const char* value;
  TypeRef type;
  const char* instance;
  const char* coerced;
};

TEST(Type, InstancesAndCoercion) {
  const std::vector<Row> rows{
      {"1", number, "true", "1"},
      {"1", text, "false", "error"},
      {"1", any, "true", "1"},
      {"null", any, "false", "null"},
      {"null", number, "false", "null"},
      {"null", null, "true", "null"},
      {"1", null, "false", "error"},
      {"?", number, "?", "?"},
      {"?", any, "?", "?"},
      {"?[0..1]", number, "true", "?[0..1]"},
      {"?[0..1]", text, "false", "error"},
      {"[1, null]", numbers, "true", "[1, null]"},
      {"[1, \"a\"]", numbers, "false", "error"},
      {"[1, ?]", numbers, "?", "[1, ?]"},
      {"[\"a\", ?]", numbers, "false", "error"},
      {"[1, maybe \"a\"]", numbers, "?", "[1, maybe \"a\"]"},
      {"1", numbers, "false", "[1]"},
      {"\"a\"", numbers, "false", "error"},
      {"[[1]]", number, "false", "error"},
      {"[1]", number, "false", "1"},
      {"[\"a\"]", number, "false", "error"},
      {"[1, 2]", number, "false", "error"},
      {"[maybe 1]", number, "false", "?"},
      {"{name: \"a\"}", named, "true", "{name: \"a\"}"},
      {"{name: null}", named, "true", "{name: null}"},
      {"{name: \"a\", x: 1}", named, "true", "{name: \"a\", x: 1}"},
      {"{name: ?}", named, "?", "{name: ?}"},
      {"{name: 1}", named, "false", "error"},
      {"{x: 1}", named, "false", "error"},
      {"[1..3]", range_of(number), "true", "[1..3]"},
      {"[1..3]", range_of(text), "false", "error"},
      {"(<3)", range_of(number), "true", "(<3)"},
      {"@\"2026-03-10\"", date_time, "false", "@\"2026-03-10T00:00:00Z\""},
      {"&less", function_of({any, any}, any), "true", "&less"},
      {"&less", function_of({any}, any), "false", "error"},
  };
  for (const Row& row : rows) {
    const Value value = value_of(row.value);
    const std::string what = std::string(row.value) + " as " + name(*row.type);
    EXPECT_EQ(write(instance_of(value, *row.type)), row.instance) << what;
    EXPECT_EQ(write(coerce(value, *row.type)), write(value_of(row.coerced))) << what;
    EXPECT_EQ(is_instance(value, *row.type), std::string_view(row.instance) != "false") << what;
  }
}

}  // namespace
}  // namespace huice::value::test
