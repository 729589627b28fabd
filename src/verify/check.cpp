// check(): what loading finds, then what the static checks find.
#include "huice/rulebook.hpp"
#include "text/report.hpp"
#include "verify/checks.hpp"

namespace huice {

Diagnostics check(const std::vector<std::string>& paths) {
  const Result<Rulebook> book = load(paths);
  if (!book) return book.error();
  text::Report report;
  report.add(book.warnings());
  verify::find_conflicting_exceptions(book->state(), report);
  verify::find_dead_rules(book->state(), report);
  return report.take();
}

}  // namespace huice
