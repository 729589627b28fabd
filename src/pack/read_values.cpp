// Values of parameters: those of the pack that declares them and those that value packs bind.
#include <algorithm>

#include "pack/context.hpp"
#include "pack/full_width.hpp"
#include "pack/literal.hpp"

namespace huice::pack {
namespace {

using text::Code;

constexpr std::string_view nation = "000000";

std::string_view key_for(ParameterKind kind) {
  switch (kind) {
    case ParameterKind::value:
    case ParameterKind::set:
      return "value";
    case ParameterKind::table:
      return "table";
    case ParameterKind::terms:
      return "test";
  }
  return "";
}

/// Whether a value may have a key, by its parameter's kind. Amounts go with terms only.
bool fits(ParameterKind kind, std::string_view key) {
  if (kind == ParameterKind::terms)
    return key == "test" || key == "amount" || key == "unit" || key == "per";
  return key == key_for(kind);
}

class ValueReader {
 public:
  ValueReader(const Context& context, Parameter& parameter)
      : context_(context), parameter_(parameter) {}

  void read(const View& body, bool from_another_pack) {
    Binding binding;
    binding.pack = context_.id();
    binding.place = body.place();
    const auto from = body["from"].date();
    if (!from) return;
    binding.from = *from;
    binding.to = body["to"].date();
    if (binding.to && *binding.to < binding.from) {
      context_.report().error(Code::bad_value, body["to"].place(),
                              "the value ends before it begins");
    }
    const auto area = read_area(body, from_another_pack);
    if (!area) return;
    binding.area = *area;
    check_keys(body);
    read_content(body, binding);
    binding.unit = body["unit"].text();
    binding.per = body["per"].text();
    binding.note = body["note"].languages();
    binding.source = context_.citations(body["source"]);
    parameter_.bindings.push_back(std::move(binding));
  }

 private:
  /// Nothing when it was reported: a guess would accuse other values of an overlap.
  std::optional<std::string> read_area(const View& body, bool from_another_pack) const {
    const View written = body["area"];
    if (std::string code = context_.area(written); !code.empty()) return code;
    if (written.present()) return std::nullopt;
    const std::string& own = context_.loading.model.packs[context_.index].area;
    if (!own.empty()) return own;
    if (!from_another_pack) return std::string(nation);
    context_.report().error(Code::missing_key, body.place(), "the value has no `area`",
                            "`area`: where it holds; a pack without an area of its own has to say "
                            "so, also for the nation: \"000000\"");
    return std::nullopt;
  }

  void check_keys(const View& body) const {
    for (const std::string_view key : {"value", "table", "test", "amount", "unit", "per"}) {
      if (!body[key].present() || fits(parameter_.kind, key)) continue;
      const std::string kind(words::parameter_kind[static_cast<std::size_t>(parameter_.kind)]);
      context_.report()
          .error(Code::binding_type, body[key].place(),
                 "parameter `" + parameter_.id + "` is of kind `" + kind + "`: it has no `" +
                     std::string(key) + "`",
                 "use `" + std::string(key_for(parameter_.kind)) + "`")
          .notes.push_back({"the parameter is declared here", parameter_.place.locate()});
    }
  }

  void read_content(const View& body, Binding& binding) const {
    switch (parameter_.kind) {
      case ParameterKind::value:
      case ParameterKind::set:
        return read_literals(body["value"], binding);
      case ParameterKind::table:
        binding.table = read_bound_table(body["table"]);
        return;
      case ParameterKind::terms:
        binding.test = body["test"].optional_expression();
        binding.amount = body["amount"].optional_expression();
        return;
    }
  }

  void read_literals(const View& value, Binding& binding) const {
    if (parameter_.kind == ParameterKind::value && value.is(yaml::NodeKind::list)) {
      report_type(value, "is one value, not a list");
      return;
    }
    for (const View& item : value.items()) {
      if (!item.is(yaml::NodeKind::scalar) || item.file().bad.contains(item.node())) continue;
      if (auto literal = read_literal(parameter_.type, item.decoded())) {
        binding.values.push_back(std::move(*literal));
      } else {
        report_type(item, "is of type `" + type_word() + "`");
      }
    }
  }

  std::string type_word() const {
    if (parameter_.type == ValueType::any) return "text";
    return std::string(words::value_type[static_cast<std::size_t>(parameter_.type) - 1]);
  }

  void report_type(const View& value, const std::string& is) const {
    const auto wide = find_full_width(value.text(), "0123456789.-");
    context_.report()
        .error(Code::binding_type, value.place(),
               "the value does not fit: parameter `" + parameter_.id + "` " + is,
               wide ? full_width_hint(*wide) : std::string(look_of(parameter_.type)))
        .notes.push_back({"the parameter is declared here", parameter_.place.locate()});
  }

  std::optional<DecisionTable> read_bound_table(const View& body) const {
    if (!body.is(yaml::NodeKind::map)) return std::nullopt;
    DecisionTable table;
    table.place = body.place();
    read_hit(body["hit"], table);
    for (const TableParameterInput& input : parameter_.inputs) {
      table.inputs.push_back({name_expression({input.name, parameter_.place, {}}), {}});
    }
    table.outputs.push_back({parameter_.id, parameter_.type, {}, std::nullopt});
    table.rows = read_rows(context_, body["rows"], table.inputs.size(), 1);
    return table;
  }

  const Context& context_;
  Parameter& parameter_;
};

void read_binds(const Context& context, const View& section) {
  for (const auto& [name, values] : section.entries()) {
    context.refer(Reference::Need::parameter, name);
    const Declaration* found = context.loading.declarations.find(Space::names, name.text());
    if (found == nullptr || found->kind != Kind::parameter) continue;
    ValueReader reader(context, context.loading.model.parameters[found->index]);
    const bool from_another_pack = found->pack != context.index;
    for (const View& value : values.items()) reader.read(value, from_another_pack);
  }
}

}  // namespace

void read_values(const Context& context) {
  for (const View& file : context.pack().files) {
    for (const auto& [name, body] : file["parameters"].entries()) {
      const Declaration* found = context.loading.declarations.find(Space::names, name.text());
      const bool declared_here =
          found != nullptr && found->kind == Kind::parameter && found->pack == context.index;
      if (!declared_here) continue;
      ValueReader reader(context, context.loading.model.parameters[found->index]);
      for (const View& value : body["values"].items()) reader.read(value, false);
    }
    read_binds(context, file["binds"]);
  }
}

}  // namespace huice::pack
