#include <fmt/format.h>

#include <algorithm>

#include "commands.hpp"
#include "exit_code.hpp"
#include "json_text.hpp"
#include "surroundings.hpp"

namespace cli {
namespace {

using huice::CitationInfo;
using huice::LocalText;

struct Row {
  std::string id;
  std::string kind;
  std::string grade;
  std::string family;
  std::string area;
  std::string force;
  std::string source;
  LocalText title;
  const huice::ParameterInfo* parameter = nullptr;
};

std::string cite(const std::vector<CitationInfo>& citations) {
  std::string out;
  for (const CitationInfo& citation : citations) {
    if (!out.empty()) out += "; ";
    out += citation.source + " " + citation.locator;
  }
  return out;
}

class Table {
 public:
  Table(const huice::Rulebook& book, huice::Date as_of) : book_(book), as_of_(as_of) {
    for (const huice::RuleInfo& rule : book.entitlements())
      measure("entitlement", {&rule.grade, 1}, rule);
    for (const huice::RuleInfo& rule : book.prohibitions())
      measure("prohibition", {&rule.grade, 1}, rule);
    for (const huice::ServiceInfo& service : book.services()) measure("service", "C", service);
    for (const huice::IndicatorInfo& indicator : book.indicators())
      measure("indicator", "D", indicator);
    for (const huice::FactInfo& fact : book.facts())
      rows_.push_back({fact.id, "fact", "", "", "", "", "", fact.label});
    for (const huice::ParameterInfo& parameter : book.parameters())
      rows_.push_back({parameter.id, "parameter", "", "", "", "", cite(parameter.source),
                       parameter.title, &parameter});
  }

  void keep(const std::string& kind) {
    std::erase_if(rows_, [&](const Row& row) { return row.kind != kind; });
  }
  [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }

 private:
  template <class Info>
  void measure(std::string kind, std::string_view grade, const Info& info) {
    rows_.push_back({info.id, std::move(kind), std::string(grade), info.family, info.area,
                     std::string(huice::name(book_.force_of(info.id, as_of_))), cite(info.source),
                     info.title});
  }

  const huice::Rulebook& book_;
  huice::Date as_of_;
  std::vector<Row> rows_;
};

using Values = std::vector<const huice::ParameterValueInfo*>;

Values in_force(const huice::ParameterInfo& parameter, huice::Date as_of) {
  Values values;
  for (const huice::ParameterValueInfo& value : parameter.values) {
    if (value.from <= as_of && (!value.to || as_of <= *value.to)) values.push_back(&value);
  }
  return values;
}

std::string json_values(const Values& values) {
  std::string out;
  for (const huice::ParameterValueInfo* value : values) {
    if (!out.empty()) out += ',';
    out += json_object({{"area", json_string(value->area)},
                        {"from", json_string(value->from.to_string())},
                        {"to", value->to ? json_string(value->to->to_string()) : "null"},
                        {"value", json_string(value->text)},
                        {"amount", json_string(value->amount)},
                        {"unit", json_string(value->unit)},
                        {"per", json_string(value->per)},
                        {"source", json_string(cite(value->source))}});
  }
  return "[" + out + "]";
}

void write_json(const std::vector<Row>& rows, huice::Date as_of, Output& out) {
  std::vector<std::string> objects;
  for (const Row& row : rows) {
    std::vector<std::pair<std::string_view, std::string>> keys = {
        {"id", json_string(row.id)},
        {"kind", json_string(row.kind)},
        {"class", json_string(row.grade)},
        {"family", json_string(row.family)},
        {"area", json_string(row.area)},
        {"force", json_string(row.force)},
        {"source", json_string(row.source)},
        {"title",
         json_object({{"zh", json_string(row.title.zh)}, {"en", json_string(row.title.en)}})}};
    if (row.parameter != nullptr) {
      keys.emplace_back("values", std::to_string(row.parameter->values.size()));
      keys.emplace_back("in_force", json_values(in_force(*row.parameter, as_of)));
    }
    objects.push_back(json_object(keys));
  }
  out.line(json_list(objects));
}

/// A cell must hold neither tabs nor line breaks.
std::string cell(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

void write_tsv(const std::vector<Row>& rows, huice::Language language, Output& out) {
  out.line("id\tkind\tclass\tfamily\tarea\tforce\tsource\ttitle");
  for (const Row& row : rows) {
    out.line(fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", row.id, row.kind, row.grade, row.family,
                         row.area, row.force, cell(row.source),
                         cell(huice::pick(row.title, language))));
  }
}

std::string count_of_values(std::size_t count, huice::Language language) {
  if (language == huice::Language::zh)
    return count == 0 ? "  （未定）" : fmt::format("  （{} 个取值）", count);
  return count == 0 ? "  (open)" : fmt::format("  ({} value{})", count, count == 1 ? "" : "s");
}

std::string in_one_line(const huice::ParameterInfo& parameter,
                        const huice::ParameterValueInfo& value) {
  std::string out = value.area + "  " + value.text;
  if (!value.amount.empty() && value.amount != value.text) out += ", " + value.amount;
  const std::string& unit = value.unit.empty() ? parameter.unit : value.unit;
  if (!unit.empty()) out += " " + unit;
  if (!value.per.empty()) out += (value.per == "once" ? " " : "/") + value.per;
  return out + "  [" + cite(value.source) + "]";
}

/// With a date, the values of parameters that hold on it follow, one a line.
/// Columns of ASCII are aligned; the title, which may be wide, and the source end the line.
void write_text(const std::vector<Row>& rows, huice::Language language,
                std::optional<huice::Date> as_of, Output& out) {
  std::size_t id_width = 2;
  std::size_t family_width = 6;
  for (const Row& row : rows) {
    id_width = std::max(id_width, row.id.size());
    family_width = std::max(family_width, row.family.size());
  }
  for (const Row& row : rows) {
    const std::string source = row.source.empty() ? "" : "  [" + row.source + "]";
    const std::string count =
        row.parameter == nullptr ? "" : count_of_values(row.parameter->values.size(), language);
    out.line(fmt::format("{:<{}}  {:<11}  {:<1}  {:<{}}  {:<6}  {:<12}  {}{}{}", row.id, id_width,
                         row.kind, row.grade, row.family, family_width, row.area, row.force,
                         huice::pick(row.title, language), source, count));
    if (row.parameter == nullptr || !as_of) continue;
    for (const huice::ParameterValueInfo* value : in_force(*row.parameter, *as_of))
      out.line("    " + in_one_line(*row.parameter, *value));
  }
}

}  // namespace

int list(const Options& options, Output& out) {
  const std::optional<huice::Rulebook> book = load_packs(options);
  if (!book) return bad_pack;
  Table table(*book, options.as_of.value_or(today()));
  if (!options.kind.empty()) table.keep(options.kind);
  switch (options.format) {
    case Format::json:
      write_json(table.rows(), options.as_of.value_or(today()), out);
      break;
    case Format::tsv:
      write_tsv(table.rows(), options.language, out);
      break;
    case Format::text:
      write_text(table.rows(), options.language, options.as_of, out);
      break;
  }
  return done;
}

}  // namespace cli
