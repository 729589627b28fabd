#include "findings.hpp"

#include <vector>

#include "json_text.hpp"

namespace cli {
namespace {

std::string severity_name(huice::Severity severity) {
  switch (severity) {
    case huice::Severity::error:
      return "error";
    case huice::Severity::warning:
      return "warning";
    case huice::Severity::note:
      return "note";
  }
  return "note";
}

std::string note_json(const huice::Note& note) {
  return json_object({{"message", json_string(note.message)},
                      {"file", json_string(note.location.file)},
                      {"line", std::to_string(note.location.line)},
                      {"column", std::to_string(note.location.column)}});
}

}  // namespace

std::string findings_json(const huice::Diagnostics& findings) {
  std::vector<std::string> objects;
  for (const huice::Diagnostic& finding : findings) {
    std::string notes;
    for (const huice::Note& note : finding.notes)
      notes += (notes.empty() ? "" : ",") + note_json(note);
    objects.push_back(json_object({{"code", json_string(finding.code)},
                                   {"severity", json_string(severity_name(finding.severity))},
                                   {"message", json_string(finding.message)},
                                   {"file", json_string(finding.location.file)},
                                   {"line", std::to_string(finding.location.line)},
                                   {"column", std::to_string(finding.location.column)},
                                   {"hint", json_string(finding.hint)},
                                   {"path", json_string(finding.path)},
                                   {"notes", "[" + notes + "]"}}));
  }
  return json_list(objects);
}

}  // namespace cli
