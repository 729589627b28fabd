#include <string>

#include "commands.hpp"
#include "exit_code.hpp"
#include "findings.hpp"

namespace cli {

int check(const Options& options, Output& out) {
  if (!options.code.empty()) {
    const std::string page = huice::explain_code(options.code);
    if (page.empty()) {
      complain("there is no code `" + options.code + "`");
      return usage;
    }
    out.write(page);
    if (!page.ends_with('\n')) out.write("\n");
    return done;
  }
  const huice::Diagnostics found = huice::check(options.packs);
  if (options.format == Format::json) {
    out.line(findings_json(found));
  } else if (found.empty()) {
    out.line("no errors, no warnings");
  } else {
    out.write(huice::to_text(found, options.colour));
  }
  return huice::has_errors(found) ? findings : done;
}

}  // namespace cli
