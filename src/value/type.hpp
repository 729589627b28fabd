// Static types of FEEL expressions (DMN 1.5, 10.3.2.9 and 10.3.2.9.2).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "value/value.hpp"

namespace huice::value {

enum class TypeKind : std::uint8_t {
  any,
  null,
  boolean,
  number,
  string,
  date,
  time,
  date_time,
  days_duration,
  months_duration,
  list,      // element
  context,   // fields; `open`: further keys may exist
  range,     // element
  function,  // parameters (element types in fields), result in element
};

struct Type;
using TypeRef = std::shared_ptr<const Type>;

struct Type {
  TypeKind kind = TypeKind::any;
  TypeRef element;
  std::vector<std::pair<std::string, TypeRef>> fields;
};

[[nodiscard]] TypeRef simple(TypeKind kind);
[[nodiscard]] TypeRef list_of(TypeRef element);
[[nodiscard]] TypeRef range_of(TypeRef element);
[[nodiscard]] TypeRef context_of(std::vector<std::pair<std::string, TypeRef>> fields);
[[nodiscard]] TypeRef function_of(std::vector<TypeRef> parameters, TypeRef result);

/// The simple type (or list, context, range, function of anything) of that name, in the spelling of
/// any version of DMN; null for other names.
[[nodiscard]] TypeRef type_named(std::string_view name);

/// FEEL's name of a type: "list<number>", "years and months duration", "context<a: string>".
[[nodiscard]] std::string name(const Type& type);

[[nodiscard]] bool same(const Type& a, const Type& b);

/// May a value of type `from` be used where `to` is wanted (DMN 1.5, 10.3.2.9.3), without coercion?
[[nodiscard]] bool conforms(const Type& from, const Type& to);

/// The narrowest type that both conform to.
[[nodiscard]] TypeRef common(const TypeRef& a, const TypeRef& b);

/// Is the value an instance of the type (FEEL's `instance of`)? null is an instance of no type but
/// Null. A null inside a list, context or range is accepted. Unknown (parts of) values count as
/// fitting.
[[nodiscard]] bool is_instance(const Value& value, const Type& type);

/// The same, unknown where a part that is not known decides.
[[nodiscard]] Value instance_of(const Value& value, const Type& type);

/// Coerces a value to a type (10.3.2.9.4): a list of one to its item, a value to a list of one
/// where a list is wanted, a date to a date and time; what does not conform becomes an error.
/// Unknown stays unknown.
[[nodiscard]] Value coerce(const Value& value, const Type& type);

}  // namespace huice::value
