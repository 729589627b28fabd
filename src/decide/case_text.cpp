#include "decide/case_text.hpp"

#include <utility>

#include "json/reader.hpp"
#include "text/file.hpp"

namespace huice {
namespace deciding {
namespace {

std::unique_ptr<yaml::Document> parse(std::shared_ptr<const text::Source> source, Notation notation,
                                      text::Report& report) {
  if (notation == Notation::yaml) return yaml::read(std::move(source), yaml::Limits{}, report);
  return json::read(std::move(source), json::Limits{}, report);
}

Case read_source(const Rulebook& book, std::shared_ptr<const text::Source> source,
                 Notation notation, text::Report& report) {
  Case out(book);
  if (source == nullptr) return out;
  const std::unique_ptr<yaml::Document> document = parse(std::move(source), notation, report);
  if (document == nullptr) return out;
  CaseReader(*document, notation, out.state(), report).read_case(document->root());
  return out;
}

Result<Case> conclude(Case read, text::Report& report) {
  if (report.has_errors()) return report.take();
  return {std::move(read), report.take()};
}

}  // namespace

Case read_case(const Rulebook& book, std::string_view text, std::string name, Notation notation,
               text::Report& report) {
  return read_source(book, text::check_text(std::move(name), std::string(text), report), notation,
                     report);
}

}  // namespace deciding

using deciding::Notation;

Result<Case> case_from_json(const Rulebook& book, std::string_view json, std::string name) {
  text::Report report;
  Case read = deciding::read_case(book, json, std::move(name), Notation::json, report);
  return deciding::conclude(std::move(read), report);
}

Result<Case> case_from_yaml(const Rulebook& book, std::string_view yaml, std::string name) {
  text::Report report;
  Case read = deciding::read_case(book, yaml, std::move(name), Notation::yaml, report);
  return deciding::conclude(std::move(read), report);
}

Result<Case> case_from_file(const Rulebook& book, const std::string& path) {
  constexpr std::size_t most_bytes = 64U << 20U;
  const bool is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
  text::Report report;
  Case read = deciding::read_source(book, text::read_file(path, most_bytes, report),
                                    is_yaml ? Notation::yaml : Notation::json, report);
  return deciding::conclude(std::move(read), report);
}

}  // namespace huice
