// JSON Schema (draft-07), written part by part.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "json/writer.hpp"

namespace huice::explain {

/// A schema is a function that writes it, so that schemas nest as they read.
using Schema = std::function<void(json::Writer&)>;

struct Property {
  std::string name;
  Schema schema;
  bool required = true;
};

/// {"type": "string"} and so on.
[[nodiscard]] Schema of_type(std::string_view type);
[[nodiscard]] Schema pattern(std::string_view regular_expression);
[[nodiscard]] Schema one_of(std::vector<std::string> words);
[[nodiscard]] Schema constant(std::string_view word);
[[nodiscard]] Schema list_of(Schema items);
[[nodiscard]] Schema any_of(std::vector<Schema> choices);
[[nodiscard]] Schema or_null(Schema schema);
/// A reference to "#/definitions/NAME".
[[nodiscard]] Schema reference(std::string_view name);
/// An object with these keys and no others.
[[nodiscard]] Schema closed(std::vector<Property> properties);
/// An object with any keys.
[[nodiscard]] Schema map_of(Schema values);
/// The schema with a "description" (and "title").
[[nodiscard]] Schema described(std::string_view text, Schema schema);

/// A whole schema document: head, title, definitions, the schema itself.
[[nodiscard]] std::string schema_document(std::string_view title, const Schema& schema,
                                          const std::vector<Property>& definitions);

}  // namespace huice::explain
