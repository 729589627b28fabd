#include "compile/dmn_json.hpp"

#include "feel/library.hpp"
#include "feel/scope.hpp"
#include "value/temporal.hpp"
#include "value/text.hpp"

namespace huice::compile {

using text::Code;
using value::Kind;
using value::Type;
using value::TypeKind;
using value::Value;
using yaml::Document;
using yaml::NodeId;
using yaml::NodeKind;
using yaml::ScalarStyle;

namespace {

template <class T>
std::optional<Value> plain(const std::optional<T>& read) {
  return read ? std::optional<Value>(Value(*read)) : std::nullopt;
}

/// A text as a value of a simple type; nothing when it is none.
std::optional<Value> typed(const std::string& text, TypeKind kind) {
  switch (kind) {
    case TypeKind::number:
      return plain(Decimal::parse(text));
    case TypeKind::date:
      return plain(Date::parse(text));
    case TypeKind::months_duration:
      return plain(MonthsDuration::parse(text));
    case TypeKind::days_duration:
      return plain(DaysDuration::parse(text));
    case TypeKind::time: {
      auto time = Time::parse(text);
      if (!time || !value::is_valid(time->zone, feel::zone_rules())) return std::nullopt;
      return Value::time(std::move(*time));
    }
    case TypeKind::date_time: {
      if (const auto date = Date::parse(text)) return Value(*date);
      auto moment = DateTime::parse(text);
      if (!moment || !value::is_valid(moment->time.zone, feel::zone_rules())) return std::nullopt;
      return Value::date_time(std::move(*moment));
    }
    case TypeKind::any:
    case TypeKind::string:
      return Value::string(text);
    default:
      return std::nullopt;
  }
}

class Reader {
 public:
  Reader(const Document& json, text::Report& report) : json_(json), report_(report) {}

  std::optional<Value> read(NodeId node, const Type& type) {
    switch (json_.kind(node)) {
      case NodeKind::list:
        return list(node, type);
      case NodeKind::map:
        return context(node, type);
      case NodeKind::scalar:
        break;
    }
    return scalar(node, type);
  }

 private:
  std::optional<Value> list(NodeId node, const Type& type) {
    const Type& element = type.kind == TypeKind::list && type.element ? *type.element : any();
    std::vector<Value> items;
    for (std::size_t i = 0; i < json_.size(node); ++i) {
      auto item = read(json_.item(node, i), element);
      if (!item) return std::nullopt;
      items.push_back(std::move(*item));
    }
    return fitted(node, value::make_list(std::move(items)), type);
  }

  std::optional<Value> context(NodeId node, const Type& type) {
    std::vector<std::pair<std::string, Value>> entries;
    for (std::size_t i = 0; i < json_.size(node); ++i) {
      const Document::Entry entry = json_.entry(node, i);
      const std::string key = feel::normalise_name(json_.text(entry.key));
      auto value = read(entry.value, field(type, key));
      if (!value) return std::nullopt;
      entries.emplace_back(key, std::move(*value));
    }
    return fitted(node, value::make_context(std::move(entries)), type);
  }

  std::optional<Value> scalar(NodeId node, const Type& type) {
    if (json_.is_null(node)) return Value::null();
    const std::string written(json_.text(node));
    if (json_.node(node).style == ScalarStyle::double_quoted) {
      auto value = typed(written, single(type).kind);
      return value ? fitted(node, *value, type) : wrong(node, type);
    }
    if (written == "true" || written == "false")
      return fitted(node, Value(written == "true"), type);
    const auto number = Decimal::parse(written);
    return number ? fitted(node, Value(*number), type) : wrong(node, type);
  }

  std::optional<Value> fitted(NodeId node, const Value& value, const Type& type) {
    Value coerced = value::coerce(value, type);
    if (coerced.is_null()) return wrong(node, type);
    return coerced;
  }

  std::optional<Value> wrong(NodeId node, const Type& type) {
    report_.error(Code::case_wrong_type, json_.place(node),
                  "this is no value of the type `" + value::name(type) + "`");
    return std::nullopt;
  }

  static const Type& any() { return *value::simple(TypeKind::any); }
  static const Type& single(const Type& type) {
    return type.kind == TypeKind::list && type.element ? *type.element : type;
  }
  static const Type& field(const Type& type, std::string_view key) {
    for (const auto& [name, field] : single(type).fields) {
      if (name == key && field) return *field;
    }
    return any();
  }

  const Document& json_;
  text::Report& report_;
};

}  // namespace

std::optional<Value> from_json(const Document& json, NodeId node, const Type& type,
                               text::Report& report) {
  return Reader(json, report).read(node, type);
}

void write_json(json::Writer& writer, const Value& value) {
  switch (value.kind()) {
    case Kind::null:
    case Kind::unknown:
    case Kind::bounds:
      writer.null();
      return;
    case Kind::boolean:
      writer.boolean(value.boolean());
      return;
    case Kind::number:
      writer.number(value.number().to_string());
      return;
    case Kind::list:
      writer.begin_list();
      for (const Value& item : value.list().items) write_json(writer, item);
      writer.end_list();
      return;
    case Kind::context:
      writer.begin_object();
      for (const auto& [key, entry] : value.context().entries) write_json(writer.key(key), entry);
      writer.end_object();
      return;
    default:
      writer.string(value::to_text(value));
      return;
  }
}

}  // namespace huice::compile
