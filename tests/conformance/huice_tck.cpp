// Runs rows of the DMN conformance suite: one JSON object a line in, one a line out.
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "compile/dmn_evaluate.hpp"
#include "compile/evaluate.hpp"
#include "dmn/load.hpp"
#include "value/property.hpp"

namespace {

using nlohmann::json;
using namespace huice;
using value::Kind;
using value::Value;

json encode(const Value& v) {
  switch (v.kind()) {
    case Kind::boolean:
      return {{"t", "boolean"}, {"v", v.boolean()}};
    case Kind::number:
      return {{"t", "number"}, {"v", v.number().to_string()}};
    case Kind::string:
      return {{"t", "string"}, {"v", v.string()}};
    case Kind::date:
      return {{"t", "date"}, {"v", v.date().to_string()}};
    case Kind::time:
      return {{"t", "time"}, {"v", v.time().to_string()}};
    case Kind::date_time:
      return {{"t", "dateTime"}, {"v", v.date_time().to_string()}};
    case Kind::days_duration:
      return {{"t", "dtDuration"}, {"v", v.days_duration().to_string()}};
    case Kind::months_duration:
      return {{"t", "ymDuration"}, {"v", v.months_duration().to_string()}};
    case Kind::list: {
      json items = json::array();
      for (const Value& item : v.list().items) items.push_back(encode(item));
      return {{"t", "list"}, {"v", std::move(items)}};
    }
    case Kind::context: {
      json entries = json::object();
      for (const auto& [key, entry] : v.context().entries) entries[key] = encode(entry);
      return {{"t", "context"}, {"v", std::move(entries)}};
    }
    case Kind::range:
      return {{"t", "range"}, {"v", "range"}};
    case Kind::function:
      return {{"t", "function"}, {"v", "function"}};
    default:
      return {{"t", "null"}};
  }
}

template <class T>
Value parsed(const std::optional<T>& read, Value (*make)(T)) {
  return read ? make(*read) : Value::error();
}

Value decode(const json& typed) {
  const std::string tag = typed.value("t", "null");
  const auto text = [&] { return typed.at("v").get<std::string>(); };
  if (tag == "boolean") return Value(typed.at("v").get<bool>());
  if (tag == "string") return Value::string(text());
  if (tag == "number") {
    const auto number = Decimal::parse(text());
    return number ? Value(*number) : Value::error();
  }
  if (tag == "date") {
    const auto date = Date::parse(text());
    return date ? Value(*date) : Value::error();
  }
  if (tag == "time") return parsed<Time>(Time::parse(text()), &Value::time);
  if (tag == "dateTime") return parsed<DateTime>(DateTime::parse(text()), &Value::date_time);
  if (tag == "dtDuration") {
    const auto days = DaysDuration::parse(text());
    return days ? Value(*days) : Value::error();
  }
  if (tag == "ymDuration") {
    const auto months = MonthsDuration::parse(text());
    return months ? Value(*months) : Value::error();
  }
  if (tag == "list") {
    std::vector<Value> items;
    for (const json& item : typed.at("v")) items.push_back(decode(item));
    return value::make_list(std::move(items));
  }
  if (tag == "context") {
    std::vector<std::pair<std::string, Value>> entries;
    for (const auto& [key, entry] : typed.at("v").items()) entries.emplace_back(key, decode(entry));
    return value::make_context(std::move(entries));
  }
  return Value::null();
}

/// Models that were read, by path, and what is wrong with those that cannot be.
struct Loaded {
  dmn::Library library;
  Diagnostics errors;
};

const Loaded& load(const std::string& path) {
  static std::map<std::string, std::unique_ptr<Loaded>> models;
  std::unique_ptr<Loaded>& found = models[path];
  if (!found) {
    found = std::make_unique<Loaded>();
    text::Report report;
    found->library = dmn::load(path, {}, report);
    if (report.has_errors()) found->errors = report.take();
  }
  return *found;
}

void answer_model(const json& row, json& reply) {
  const Loaded& loaded = load(row.at("model").get<std::string>());
  if (!loaded.errors.empty()) {
    reply["error"] = loaded.errors.front().message;
    return;
  }
  const std::string type = row.value("type", "decision");
  const auto kind = type == "bkm"               ? dmn::ElementKind::knowledge
                    : type == "decisionService" ? dmn::ElementKind::service
                                                : dmn::ElementKind::decision;
  const std::uint32_t element =
      compile::find_element(loaded.library, kind, row.at("name").get<std::string>());
  if (element == dmn::nowhere) {
    reply["error"] = "the model has no such element";
    return;
  }
  const json spaces = row.value("inputNamespaces", json::object());
  std::vector<compile::DmnInput> inputs;
  for (const auto& [name, typed] : row.at("inputs").items())
    inputs.push_back({name, spaces.value(name, ""), decode(typed)});
  const compile::DmnProgram program(loaded.library, 0, element, inputs);
  reply["result"] = encode(program.run(inputs, *Date::of(2026, 1, 1)));
}

value::TypeRef simple_type(const std::string& name) {
  using value::TypeKind;
  static const std::pair<const char*, TypeKind> types[] = {
      {"number", TypeKind::number},
      {"string", TypeKind::string},
      {"boolean", TypeKind::boolean},
      {"date", TypeKind::date},
      {"time", TypeKind::time},
      {"date and time", TypeKind::date_time},
      {"dateTime", TypeKind::date_time},
      {"days and time duration", TypeKind::days_duration},
      {"dayTimeDuration", TypeKind::days_duration},
      {"years and months duration", TypeKind::months_duration},
      {"yearMonthDuration", TypeKind::months_duration}};
  for (const auto& [known, kind] : types) {
    if (name == known) return value::simple(kind);
  }
  if (name.rfind("list<", 0) == 0 && name.back() == '>') {
    const value::TypeRef element = simple_type(name.substr(5, name.size() - 6));
    return element ? value::list_of(element) : nullptr;
  }
  return nullptr;
}

json answer(const json& row) {
  json reply{{"id", row.at("id")}};
  if (!row.contains("expression")) {
    answer_model(row, reply);
    return reply;
  }
  text::Report report;
  const value::TypeRef type = simple_type(row.value("typeRef", ""));
  const Value result = compile::evaluate(row.at("expression").get<std::string>(), {},
                                         *Date::of(2026, 1, 1), report, type);
  if (report.has_errors()) {
    reply["error"] = report.take().front().message;
  } else {
    reply["result"] = encode(result);
  }
  return reply;
}

}  // namespace

// What escapes ends the program, and with it the run.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main() {
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    if (line.empty()) continue;
    const json row = json::parse(line, nullptr, false);
    const json reply = row.is_object() && row.contains("id")
                           ? answer(row)
                           : json{{"id", nullptr}, {"error", "not a row"}};
    std::cout << reply.dump() << "\n" << std::flush;
  }
  return 0;
}
