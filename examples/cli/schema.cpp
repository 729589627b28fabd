#include <string>

#include "commands.hpp"
#include "exit_code.hpp"

namespace cli {

int schema(const Options& options, Output& out) {
  std::string text;
  if (options.schema == "decision") {
    text = huice::decision_schema();
  } else if (options.schema == "case") {
    std::optional<huice::Rulebook> book;
    if (!options.packs.empty()) {
      book = load_packs(options);
      if (!book) return bad_pack;
    }
    text = huice::case_schema(book ? &*book : nullptr);
  } else {
    text = huice::pack_schema();
  }
  out.write(text);
  if (!text.ends_with('\n')) out.write("\n");
  return done;
}

}  // namespace cli
