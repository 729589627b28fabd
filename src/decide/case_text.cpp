#include "decide/case_text.hpp"

#include <utility>

#include "json/reader.hpp"
#include "text/file.hpp"

namespace huice {
namespace decide {
namespace {

std::unique_ptr<yaml::Document> parse(std::shared_ptr<const text::Source> source, Notation notation,
                                      text::Report& report) {
  if (notation == Notation::yaml) return yaml::read(std::move(source), yaml::Limits{}, report);
  return json::read(std::move(source), json::Limits{}, report);
}

}  // namespace

Case read_case(const Rulebook& book, std::string_view text, std::string name, Notation notation,
               text::Report& report) {
  Case out(book);
  std::shared_ptr<const text::Source> source =
      text::check_text(std::move(name), std::string(text), report);
  if (source == nullptr) return out;
  const std::unique_ptr<yaml::Document> document = parse(std::move(source), notation, report);
  if (document == nullptr) return out;
  CaseReader(*document, notation, out.state(), report).read_case(document->root());
  return out;
}

namespace {

Result<Case> case_from_text(const Rulebook& book, std::string_view text, std::string name,
                            Notation notation) {
  text::Report report;
  Case read = read_case(book, text, std::move(name), notation, report);
  if (report.has_errors()) return report.take();
  return {std::move(read), report.take()};
}

}  // namespace
}  // namespace decide

Result<Case> case_from_json(const Rulebook& book, std::string_view json, std::string name) {
  return deciding::case_from_text(book, json, std::move(name), deciding::Notation::json);
}

Result<Case> case_from_yaml(const Rulebook& book, std::string_view yaml, std::string name) {
  return deciding::case_from_text(book, yaml, std::move(name), deciding::Notation::yaml);
}

}  // namespace huice
