// What a pack file may hold, as one table. The checker reports by it, the JSON Schema is printed
// from it, and nothing else in this folder knows which keys exist where.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "pack/words.hpp"

namespace huice::pack {

/// How the text of a scalar must look (see scalar.cpp for each).
enum class Scalar : std::uint8_t {
  text,        ///< for people or of no fixed form
  id,          ///< an id: lower-case words joined by `-` or `_`
  name,        ///< a name that expressions use
  token,       ///< letters of any script, digits, `_`, `-`, `.`; no blank
  word,        ///< one of the shape's words
  yes_no,      ///< yes, no, true, false
  date,        ///< 2025-04-14
  area,        ///< six digits of GB/T 2260
  sha256,      ///< 64 hexadecimal digits
  range,       ///< [0..150], [0..], [..150]; of numbers or dates
  literal,     ///< a value that its parameter types
  file_name,   ///< of a file beside the pack
  expression,  ///< FEEL
  cell,        ///< FEEL unary tests, as in a decision table
  citations,   ///< "gz 十/s3; gz 十/s4"
  locator,     ///< any text, also one that other readers take for a number
};

enum class Form : std::uint8_t {
  scalar,
  languages,    ///< {zh, en}
  list,         ///< of `item`
  one_or_list,  ///< an `item`, or a list of them
  dictionary,   ///< any key that `key` allows: `item`
  map,          ///< the keys of `keys` and no others
  scalar_or,    ///< a scalar of `key`'s form, or else `item`
  with_key,     ///< `item` when the map has the key `selector`, else `other`
  anything,     ///< checked elsewhere
};

struct Shape;

/// A key that makes sense only where another one has one of these words.
struct Only {
  std::string_view key;
  words::Words words;
  bool when_absent = false;  ///< leaving that other key out means one of the words
};

struct Key {
  std::string_view name;
  const Shape* shape = nullptr;
  bool required = false;  ///< within `only`, where that is given
  std::string_view about;
  std::string_view example;
  Only only;
};

/// How some keys of a map depend on each other.
struct Group {
  enum class Rule : std::uint8_t { exactly_one, at_least_one, at_most_one };
  Rule rule = Rule::exactly_one;
  words::Words keys;
};

struct Shape {
  Form form = Form::scalar;
  std::string_view name;  ///< of its definition in the JSON Schema; "" is written where it is used
  std::string_view noun;  ///< for messages, without an article: "fact"
  std::string_view about;
  Scalar scalar = Scalar::text;
  words::Words words;
  std::span<const Key> keys;
  std::span<const Group> groups;
  bool in_pairs = false;      ///< map: `zh` and `en` only together
  bool may_be_empty = false;  ///< list, dictionary
  const Shape* key = nullptr;
  const Shape* item = nullptr;
  const Shape* other = nullptr;
  std::string_view selector;
};

/// A pack file, and a file of worked cases.
[[nodiscard]] const Shape& pack_shape() noexcept;
[[nodiscard]] const Shape& cases_shape() noexcept;

[[nodiscard]] const Key* find_key(const Shape& map, std::string_view wanted) noexcept;

}  // namespace huice::pack
