#include "value/value.hpp"

#include <gtest/gtest.h>

#include <array>

#include "value/compare.hpp"
#include "value/property.hpp"
#include "value/text.hpp"

namespace huice::value {
namespace {

Value nested(unsigned levels) {
  Value value = make_list({});
  for (unsigned i = 1; i < levels; ++i) {
    switch (i % 3) {
      case 0:
        value = make_list({value});
        break;
      case 1:
        value = make_context({{"a", value}});
        break;
      default:
        value = make_function(0, {}, {value});
    }
  }
  return value;
}

TEST(Value, IsAnErrorBeyondTheDeepestLevel) {
  EXPECT_EQ(nested(most_levels).depth(), most_levels);
  EXPECT_TRUE(nested(most_levels + 1).is_error());
  EXPECT_TRUE(make_range(nested(most_levels), true, Value(), true).is_error());
}

TEST(Value, BorrowedPartsAreOwnedByTheWhole) {
  Value list;
  Value context;
  Value range;
  {
    const Value constant = Value::string("a constant of a program");
    const Value borrowed = constant.borrowed();
    list = make_list({borrowed});
    context = make_context({{"a", borrowed}});
    range = make_range(borrowed, true, borrowed, false);
  }
  EXPECT_EQ(to_literal(list), "[\"a constant of a program\"]");
  EXPECT_EQ(to_literal(context), "{a: \"a constant of a program\"}");
  EXPECT_EQ(to_literal(range), "[\"a constant of a program\"..\"a constant of a program\")");
}

TEST(Value, FunctionsAreIdenticalToThemselvesAndEqualToNone) {
  const Value function = make_function(1, {"x"}, {});
  EXPECT_TRUE(identical(function, function).is_true());
  EXPECT_TRUE(identical(function, make_function(1, {"x"}, {})).is_false());
  EXPECT_TRUE(equal(function, function).is_error());
}

TEST(Value, ListOfWhichNoItemMayBeAbsentIsCertain) {
  EXPECT_TRUE(make_list({Value(true)}, {false}).list().certain());
  EXPECT_FALSE(make_list({Value(true)}, {true}).list().certain());
}

TEST(Value, PathGoesThroughContextsAndListsOfThem) {
  const Value one = make_context({{"b", Value(Decimal(1))}});
  const Value nothing = make_context({});
  const Value list = make_context({{"a", make_list({one, nothing, Value::unknown()})}});
  const std::array<std::string_view, 2> names{"a", "b"};
  const Value found = path(list, names);
  ASSERT_TRUE(found.is_list());
  EXPECT_EQ(to_literal(found), "[1, null, unknown]");
  EXPECT_TRUE(path(one, names).is_error());
  EXPECT_EQ(path(list, {}).depth(), list.depth());
}

TEST(Value, LongUncertainListsAreComparedWithinBounds) {
  std::vector<Value> items(5000, Value(Decimal(1)));
  const Value certain = make_list(items);
  const Value uncertain = make_list(items, std::vector<bool>(items.size(), true));
  EXPECT_TRUE(equal(certain, uncertain).is_unknown());
  EXPECT_TRUE(identical(uncertain, uncertain).is_unknown());
}

}  // namespace
}  // namespace huice::value
