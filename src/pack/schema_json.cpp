// Prints the table of keys as a JSON Schema (draft-07) that editors complete and check packs with.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "pack/load.hpp"
#include "pack/scalar.hpp"
#include "pack/schema.hpp"

namespace huice::pack {
namespace {

/// A JSON value as text, with its members in the order in which they were added.
class Json {
 public:
  static Json string(std::string_view text) { return Json(quote(text)); }
  static Json literal(std::string_view text) { return Json(std::string(text)); }
  static Json strings(words::Words texts) {
    Json all = array();
    for (const std::string_view text : texts) all.push(string(text));
    return all;
  }
  static Json object() { return {Kind::object}; }
  static Json array() { return {Kind::array}; }

  Json& set(std::string_view key, Json value) {
    keys_.emplace_back(key);
    values_.push_back(std::move(value));
    return *this;
  }
  Json& push(Json value) {
    values_.push_back(std::move(value));
    return *this;
  }
  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }

  void print(std::string& out, std::size_t indent) const {
    if (kind_ == Kind::text) {
      out += text_;
      return;
    }
    const bool short_form = fits_a_line();
    const std::string margin = short_form ? "" : "\n" + std::string(indent + 2, ' ');
    out += kind_ == Kind::object ? "{" : "[";
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (i > 0) out += short_form ? ", " : ",";
      out += margin;
      if (kind_ == Kind::object) out += quote(keys_[i]) + ": ";
      values_[i].print(out, indent + 2);
    }
    if (!short_form) out += "\n" + std::string(indent, ' ');
    out += kind_ == Kind::object ? "}" : "]";
  }

 private:
  enum class Kind : std::uint8_t { text, object, array };
  Json(Kind kind) : kind_(kind) {}
  explicit Json(std::string text) : text_(std::move(text)) {}

  /// Lists of texts and objects with one such member.
  [[nodiscard]] bool fits_a_line() const {
    if (kind_ == Kind::object && values_.size() > 1) return false;
    return std::all_of(values_.begin(), values_.end(), [](const Json& value) {
      return value.kind_ == Kind::text || (value.values_.size() == 1 && value.fits_a_line());
    });
  }

  static std::string quote(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + "\"";
  }

  Kind kind_ = Kind::text;
  std::string text_;
  std::vector<std::string> keys_;
  std::vector<Json> values_;
};

/// Editors read `830`, `true` and `520100` as numbers and truth values where huice reads text.
Json scalar_types(Scalar scalar) {
  switch (scalar) {
    case Scalar::literal:
    case Scalar::expression:
    case Scalar::cell:
      return Json::array()
          .push(Json::string("string"))
          .push(Json::string("number"))
          .push(Json::string("boolean"));
    case Scalar::text:
    case Scalar::locator:
    case Scalar::file_name:
      return Json::array().push(Json::string("string")).push(Json::string("number"));
    case Scalar::area:
      return Json::array().push(Json::string("string")).push(Json::string("integer"));
    default:
      return Json::string("string");
  }
}

class Printer {
 public:
  std::string print() {
    Json root = Json::object();
    root.set("$schema", Json::string("http://json-schema.org/draft-07/schema#"));
    root.set("title", Json::string("huice rule pack"));
    root.set(
        "description",
        Json::string("One file of a rule pack. See docs/packs.md; `huice check` is the judge."));
    const Shape& file = pack_shape();
    Json with = Json::object();
    with.set("required", Json::strings({&file.selector, 1}));
    root.set("type", Json::string("object"));
    root.set("if", std::move(with));
    root.set("then", value(*file.item));
    root.set("else", value(*file.other));
    Json definitions = Json::object();
    for (auto& [name, definition] : definitions_) definitions.set(name, std::move(definition));
    root.set("definitions", std::move(definitions));
    std::string out;
    root.print(out, 0);
    return out + "\n";
  }

 private:
  /// A shape where it is used: by name when it has one.
  Json value(const Shape& shape) {
    if (shape.name.empty()) return body(shape);
    const std::string name(shape.name);
    if (definitions_.find(name) == definitions_.end()) {
      definitions_.emplace(name, Json::object());  // ends recursion
      definitions_.insert_or_assign(name, body(shape));
    }
    return Json::object().set("$ref", Json::string("#/definitions/" + name));
  }

  Json body(const Shape& shape) {
    Json json = Json::object();
    if (!shape.about.empty()) json.set("description", Json::string(shape.about));
    switch (shape.form) {
      case Form::scalar:
        scalar(shape, json);
        break;
      case Form::languages:
        languages(json);
        break;
      case Form::list:
        list(shape, json);
        break;
      case Form::one_or_list: {
        Json items = Json::object();
        list(shape, items);
        json.set("anyOf", Json::array().push(value(*shape.item)).push(std::move(items)));
        break;
      }
      case Form::dictionary:
        dictionary(shape, json);
        break;
      case Form::map:
        map(shape, json);
        break;
      case Form::scalar_or:
        json.set("anyOf", Json::array().push(value(*shape.key)).push(value(*shape.item)));
        break;
      case Form::with_key:
      case Form::anything:
        break;
    }
    return json;
  }

  static void scalar(const Shape& shape, Json& json) {
    if (shape.scalar == Scalar::word) {
      json.set("enum", Json::strings(shape.words));
      return;
    }
    if (shape.scalar == Scalar::yes_no) {
      Json words = Json::strings(words::yes_no);
      json.set("enum", words.push(Json::literal("true")).push(Json::literal("false")));
      return;
    }
    json.set("type", scalar_types(shape.scalar));
    if (const std::string_view pattern = pattern_of(shape.scalar); !pattern.empty()) {
      json.set("pattern", Json::string(pattern));
    }
    if (shape.scalar == Scalar::area) {
      json.set("minimum", Json::literal("0")).set("maximum", Json::literal("999999"));
    }
  }

  static void languages(Json& json) {
    Json text = Json::object();
    text.set("type", scalar_types(Scalar::text))
        .set("pattern", Json::string(pattern_of(Scalar::text)));
    Json keys = Json::object();
    keys.set("zh", text).set("en", text);
    json.set("type", Json::string("object"));
    json.set("properties", std::move(keys));
    json.set("required", Json::array().push(Json::string("zh")).push(Json::string("en")));
    json.set("additionalProperties", Json::literal("false"));
  }

  void list(const Shape& shape, Json& json) {
    json.set("type", Json::string("array"));
    json.set("items", value(*shape.item));
    if (!shape.may_be_empty) json.set("minItems", Json::literal("1"));
  }

  void dictionary(const Shape& shape, Json& json) {
    json.set("type", Json::string("object"));
    json.set("propertyNames", value(*shape.key));
    json.set("additionalProperties", value(*shape.item));
    json.set("minProperties", Json::literal("1"));
  }

  void map(const Shape& shape, Json& json) {
    Json keys = Json::object();
    Json required = Json::array();
    Json rules = Json::array();
    for (const Key& key : shape.keys) {
      keys.set(key.name, described(key));
      if (!key.only.key.empty()) {
        rules.push(only_with(key));
      } else if (key.required) {
        required.push(Json::string(key.name));
      }
    }
    for (const Group& group : shape.groups) rules.push(group_rule(group));
    json.set("type", Json::string("object"));
    json.set("properties", std::move(keys));
    if (!required.empty()) json.set("required", std::move(required));
    json.set("additionalProperties", Json::literal("false"));
    if (shape.in_pairs) {
      Json pairs = Json::object();
      pairs.set("zh", Json::array().push(Json::string("en")));
      pairs.set("en", Json::array().push(Json::string("zh")));
      json.set("dependencies", std::move(pairs));
    }
    if (!rules.empty()) json.set("allOf", std::move(rules));
  }

  /// Draft-07 ignores what stands beside `$ref`, so a described reference is wrapped.
  Json described(const Key& key) {
    Json json = Json::object();
    json.set("description", Json::string(key.about));
    if (!key.example.empty()) json.set("examples", Json::array().push(Json::string(key.example)));
    return json.set("allOf", Json::array().push(value(*key.shape)));
  }

  static Json only_with(const Key& key) {
    Json words = Json::object();
    words.set(key.only.key, Json::object().set("enum", Json::strings(key.only.words)));
    Json condition = Json::object();
    condition.set("properties", std::move(words));
    if (!key.only.when_absent) condition.set("required", Json::strings({&key.only.key, 1}));
    Json rule = Json::object();
    rule.set("if", std::move(condition));
    if (key.required)
      rule.set("then", Json::object().set("required", Json::strings({&key.name, 1})));
    Json none = Json::object();
    none.set(key.name, Json::literal("false"));
    return rule.set("else", Json::object().set("properties", std::move(none)));
  }

  static Json group_rule(const Group& group) {
    if (group.rule == Group::Rule::at_most_one) {
      return Json::object().set("not", Json::object().set("required", Json::strings(group.keys)));
    }
    Json choices = Json::array();
    for (const std::string_view key : group.keys) {
      choices.push(Json::object().set("required", Json::strings({&key, 1})));
    }
    return Json::object().set(group.rule == Group::Rule::exactly_one ? "oneOf" : "anyOf",
                              std::move(choices));
  }

  std::map<std::string, Json> definitions_;
};

}  // namespace

std::string pack_schema() { return Printer().print(); }

}  // namespace huice::pack
