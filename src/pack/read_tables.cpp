// Decision tables.
#include "pack/context.hpp"

namespace huice::pack {
namespace {

using text::Code;

std::vector<Expression> read_cells(const Context& context, const View& cells, std::size_t wanted,
                                   std::string_view columns) {
  std::vector<Expression> all;
  for (const View& cell : cells.items()) all.push_back(cell.expression());
  if (cells.is(yaml::NodeKind::list) && all.size() != wanted) {
    context.report().error(Code::wrong_shape, cells.place(),
                           "the row has " + std::to_string(all.size()) + " cells for " +
                               std::to_string(wanted) + " " + std::string(columns));
  }
  return all;
}

}  // namespace

void read_hit(const View& word, DecisionTable& table) {
  constexpr auto collect = static_cast<std::size_t>(HitPolicy::collect);
  const std::size_t position = words::position(words::hit, word.text()).value_or(0);
  table.hit = static_cast<HitPolicy>(std::min(position, collect));
  if (position > collect) table.aggregate = static_cast<Aggregate>(position - collect);
}

std::vector<TableRow> read_rows(const Context& context, const View& rows, std::size_t inputs,
                                std::size_t outputs) {
  std::vector<TableRow> all;
  for (const View& row : rows.items()) {
    all.push_back({read_cells(context, row["when"], inputs, "inputs"),
                   read_cells(context, row["then"], outputs, "outputs"),
                   context.citations(row["source"]), row.place()});
  }
  return all;
}

DecisionTable read_table(const Context& context, const View& view) {
  DecisionTable table;
  table.place = view.place();
  read_hit(view["hit"], table);
  for (const View& input : view["inputs"].items()) {
    table.inputs.push_back({input["value"].expression(), input["label"].languages()});
  }
  for (const View& output : view["outputs"].items()) {
    TableOutput column;
    column.name = output["name"].text();
    column.type = read_value_type(output["type"]);
    for (const View& value : output["values"].items()) column.values.push_back(value.expression());
    column.default_value = output["default"].optional_expression();
    table.outputs.push_back(std::move(column));
  }
  if (table.aggregate != Aggregate::none && table.outputs.size() > 1) {
    context.report().error(Code::bad_value, view["hit"].place(),
                           "a table that aggregates has one output");
  }
  const bool by_priority = table.hit == HitPolicy::priority || table.hit == HitPolicy::output_order;
  for (const View& output : view["outputs"].items()) {
    if (by_priority && !output["values"].present()) {
      context.report().error(Code::missing_key, output.place(),
                             "the hit policy needs the output's values in order",
                             "`values`: its values from first to last priority");
    }
  }
  table.rows = read_rows(context, view["rows"], table.inputs.size(), table.outputs.size());
  return table;
}

}  // namespace huice::pack
