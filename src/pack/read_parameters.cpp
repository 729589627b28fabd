// Parameters without their values, and definitions.
#include "pack/context.hpp"

namespace huice::pack {

ValueType read_value_type(const View& word) {
  const auto position = words::position(words::value_type, word.text());
  return position ? static_cast<ValueType>(*position + 1) : ValueType::any;
}

void read_parameters(const Context& context, const View& section) {
  std::vector<Parameter>& parameters = context.loading.model.parameters;
  for (const auto& [key, body] : section.entries()) {
    context.declare(key, Kind::parameter, parameters.size());
    Parameter parameter;
    parameter.pack = context.id();
    parameter.id = key.text();
    parameter.place = key.place();
    parameter.kind = body["kind"].word(words::parameter_kind, ParameterKind::value);
    parameter.type = read_value_type(body["type"]);
    parameter.unit = body["unit"].text();
    parameter.set_by = body["set_by"].text();
    parameter.title = body["title"].languages();
    parameter.source = context.citations(body["source"]);
    for (const auto& [name, type] : body["inputs"].entries()) {
      parameter.inputs.push_back({name.text(), read_value_type(type)});
    }
    parameters.push_back(std::move(parameter));
  }
}

namespace {

ModelDecision read_decision(const View& body) {
  ModelDecision decision;
  const View file = body["dmn"];
  const View name = body["name"];
  decision.path = file.file().folder + file.text();
  decision.file_place = file.place();
  decision.name = name.text();
  decision.name_place = name.place();
  for (const auto& [input, value] : body["inputs"].entries())
    decision.inputs.emplace_back(input.text(), value.expression());
  return decision;
}

}  // namespace

void read_definitions(const Context& context, const View& section) {
  std::vector<Definition>& definitions = context.loading.model.definitions;
  for (const auto& [key, body] : section.entries()) {
    context.declare(key, Kind::definition, definitions.size());
    Definition definition;
    definition.pack = context.id();
    definition.id = key.text();
    definition.place = key.place();
    definition.label = body["label"].languages();
    definition.value = body["value"].expression();
    if (const View table = body["table"]; table.is(yaml::NodeKind::map)) {
      definition.table = read_table(context, table);
    }
    if (const View decision = body["decision"];
        decision["dmn"].present() && decision["name"].present()) {
      definition.decision = read_decision(decision);
    }
    definition.source = context.citations(body["source"]);
    definitions.push_back(std::move(definition));
  }
}

}  // namespace huice::pack
