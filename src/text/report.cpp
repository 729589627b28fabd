#include "text/report.hpp"

#include <algorithm>
#include <tuple>

namespace huice::text {
namespace {

auto sort_key(const Diagnostic& diagnostic) {
  const Location& at = diagnostic.location;
  return std::tie(at.file, at.line, at.column, diagnostic.severity, diagnostic.code,
                  diagnostic.message);
}

}  // namespace

Diagnostic& Report::error(Code code, const Place& place, std::string message, std::string hint) {
  return append(Severity::error, code, place, std::move(message), std::move(hint));
}

Diagnostic& Report::warning(Code code, const Place& place, std::string message, std::string hint) {
  return append(Severity::warning, code, place, std::move(message), std::move(hint));
}

Diagnostic& Report::file_error(Code code, std::string file, std::string message, std::string hint) {
  Diagnostic diagnostic{std::string(info(code).id),
                        Severity::error,
                        std::move(message),
                        Location{},
                        std::move(hint),
                        {}};
  diagnostic.location.file = std::move(file);
  return keep(std::move(diagnostic));
}

Diagnostic& Report::append(Severity severity, Code code, const Place& place, std::string message,
                           std::string hint) {
  Diagnostic diagnostic{
      std::string(info(code).id), severity, std::move(message), Location{}, std::move(hint), {}};
  if (has_room(severity)) diagnostic.location = place.locate();
  return keep(std::move(diagnostic));
}

void Report::add(Diagnostic diagnostic) { keep(std::move(diagnostic)); }

void Report::add(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) add(diagnostic);
}

bool Report::has_room(Severity severity) const noexcept {
  return (severity == Severity::error ? errors_ : found_.size() - kept_errors_) < most_;
}

Diagnostic& Report::keep(Diagnostic diagnostic) {
  const bool room = has_room(diagnostic.severity);
  const bool is_error = diagnostic.severity == Severity::error;
  if (is_error) ++errors_;
  if (!room) {
    ++dropped_;
    spill_ = std::move(diagnostic);
    return spill_;
  }
  if (is_error) ++kept_errors_;
  found_.push_back(std::move(diagnostic));
  return found_.back();
}

Diagnostics Report::take() {
  Diagnostics taken = std::move(found_);
  std::stable_sort(taken.begin(), taken.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return sort_key(a) < sort_key(b);
  });
  taken.erase(std::unique(taken.begin(), taken.end()), taken.end());
  if (dropped_ > 0) {
    Diagnostic closing;
    closing.severity = Severity::note;
    closing.message = std::to_string(dropped_) + " more were found and are not shown";
    taken.push_back(std::move(closing));
  }
  found_.clear();
  errors_ = kept_errors_ = dropped_ = 0;
  return taken;
}

}  // namespace huice::text
