#include "commands.hpp"
#include "exit_code.hpp"
#include "surroundings.hpp"

namespace cli {
namespace {

huice::TextOptions text_options(const Options& options) {
  huice::TextOptions text;
  text.language = options.language;
  text.colour = options.colour;
  text.all = options.all;
  text.width = output_width();
  return text;
}

/// Runs `show` on the decision of the one case that the options name.
template <class Show>
int with_decision(const Options& options, const huice::Rulebook& book, Show show) {
  const std::optional<huice::Case> applicant = read_profile(options, book);
  if (!applicant) return bad_case;
  const huice::Result<huice::Decision> decision = huice::decide(book, *applicant);
  if (decision) return show(*decision);
  print_error(huice::to_text(decision.error()));
  return bad_case;
}

void show_unknown_id(const huice::Rulebook& book, const std::string& id) {
  std::string message = "the packs have nothing called `" + id + "`";
  const std::vector<std::string> similar = book.similar_ids(id);
  for (std::size_t i = 0; i < similar.size(); ++i)
    message += (i == 0 ? "; did you mean `" : "`, `") + similar[i];
  complain(similar.empty() ? message : message + "`?");
}

}  // namespace

int decide(const Options& options, Output& out) {
  const std::optional<huice::Rulebook> book = load_packs(options);
  if (!book) return bad_pack;
  if (!check_options(options, *book)) return usage;
  if (options.by_line) return decide_lines(options, *book, out);
  return with_decision(options, *book, [&](const huice::Decision& decision) {
    if (options.format == Format::json) {
      out.line(huice::to_json(decision, options.reasons));
    } else {
      out.write(huice::to_text(decision, text_options(options)));
    }
    return done;
  });
}

int explain(const Options& options, Output& out) {
  const std::optional<huice::Rulebook> book = load_packs(options);
  if (!book) return bad_pack;
  if (!check_options(options, *book)) return usage;
  return with_decision(options, *book, [&](const huice::Decision& decision) {
    const bool as_json = options.format == Format::json;
    const std::string text = as_json
                                 ? huice::explain_json(decision, options.id)
                                 : huice::explain_text(decision, options.id, text_options(options));
    if (text.empty()) {
      show_unknown_id(*book, options.id);
      return usage;
    }
    as_json ? out.line(text) : out.write(text);
    return done;
  });
}

}  // namespace cli
