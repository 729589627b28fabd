// Runs rows of the DMN conformance suite: one JSON object a line in, one a line out.
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "compile/evaluate.hpp"
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
    reply["error"] = "models are not read";
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
