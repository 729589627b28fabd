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
      rows_.push_back(
          {parameter.id, "parameter", "", "", "", "", cite(parameter.source), parameter.title});
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

void write_json(const std::vector<Row>& rows, Output& out) {
  std::vector<std::string> objects;
  for (const Row& row : rows) {
    objects.push_back(json_object({{"id", json_string(row.id)},
                                   {"kind", json_string(row.kind)},
                                   {"class", json_string(row.grade)},
                                   {"family", json_string(row.family)},
                                   {"area", json_string(row.area)},
                                   {"force", json_string(row.force)},
                                   {"source", json_string(row.source)},
                                   {"title", json_object({{"zh", json_string(row.title.zh)},
                                                          {"en", json_string(row.title.en)}})}}));
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

/// Columns of ASCII are aligned; the title, which may be wide, and the source end the line.
void write_text(const std::vector<Row>& rows, huice::Language language, Output& out) {
  std::size_t id_width = 2;
  std::size_t family_width = 6;
  for (const Row& row : rows) {
    id_width = std::max(id_width, row.id.size());
    family_width = std::max(family_width, row.family.size());
  }
  for (const Row& row : rows) {
    const std::string source = row.source.empty() ? "" : "  [" + row.source + "]";
    out.line(fmt::format("{:<{}}  {:<11}  {:<1}  {:<{}}  {:<6}  {:<12}  {}{}", row.id, id_width,
                         row.kind, row.grade, row.family, family_width, row.area, row.force,
                         huice::pick(row.title, language), source));
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
      write_json(table.rows(), out);
      break;
    case Format::tsv:
      write_tsv(table.rows(), options.language, out);
      break;
    case Format::text:
      write_text(table.rows(), options.language, out);
      break;
  }
  return done;
}

}  // namespace cli
