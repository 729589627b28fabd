// Loading packs and reading the one case of a command.
#include <fmt/format.h>
#include <unistd.h>

#include <string>

#include "commands.hpp"
#include "input.hpp"
#include "surroundings.hpp"

namespace cli {
namespace {

using huice::Case;
using huice::Result;
using huice::Rulebook;

constexpr std::size_t most_bytes = 64U << 20U;

/// Standard input is JSON when its first character is a brace, else YAML.
Result<Case> read_input(const Rulebook& book, const std::string& text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  std::string_view rest = text;
  if (rest.starts_with(mark)) rest.remove_prefix(mark.size());
  const std::size_t first = rest.find_first_not_of(" \t\r\n");
  const bool is_yaml = first != std::string_view::npos && rest[first] != '{' && rest[first] != '[';
  return is_yaml ? huice::case_from_yaml(book, text, "standard input")
                 : huice::case_from_json(book, text, "standard input");
}

std::optional<Case> read(const Options& options, const Rulebook& book) {
  if (options.profile.empty()) return Case(book);
  std::optional<Result<Case>> read;
  if (options.profile == "-") {
    const std::optional<std::string> text = read_all(STDIN_FILENO, most_bytes);
    if (!text) {
      complain("standard input cannot be read, or is larger than 64 MiB");
      return std::nullopt;
    }
    read = read_input(book, *text);
  } else {
    read = huice::case_from_file(book, options.profile);
  }
  if (read->has_value()) return std::move(**read);
  print_error(huice::to_text(read->error()));
  return std::nullopt;
}

void apply(const Options& options, Case& applicant) {
  if (options.as_of) applicant.as_of(*options.as_of);
  if (!options.jurisdiction.empty()) applicant.jurisdiction(options.jurisdiction);
  for (const huice::ParameterSetting& setting : options.settings) applicant.parameter(setting);
}

}  // namespace

std::optional<Rulebook> load_packs(const Options& options) {
  Result<Rulebook> book = huice::load(options.packs);
  if (book) return std::move(*book);
  print_error(huice::to_text(book.error()));
  return std::nullopt;
}

bool check_options(const Options& options, const Rulebook& book) {
  Case probe(book);
  apply(options, probe);
  if (!huice::has_errors(probe.problems())) return true;
  for (const huice::Diagnostic& problem : probe.problems()) {
    const std::string hint = problem.hint.empty() ? "" : " (" + problem.hint + ")";
    complain(problem.message + hint);
  }
  return false;
}

std::optional<Case> read_profile(const Options& options, const Rulebook& book) {
  std::optional<Case> applicant = read(options, book);
  if (!applicant) return std::nullopt;
  apply(options, *applicant);
  if (!applicant->as_of()) {
    const huice::Date date = today();
    complain(fmt::format("no date was given: decided as of {}, today at UTC+8", date.to_string()));
    applicant->as_of(date);
  }
  return applicant;
}

}  // namespace cli
