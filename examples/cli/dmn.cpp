// huice dmn: what a DMN model holds, and the value of one of its decisions.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <string>

#include "commands.hpp"
#include "exit_code.hpp"
#include "input.hpp"
#include "json_text.hpp"
#include "surroundings.hpp"

namespace cli {
namespace {

using huice::DmnElement;
using huice::DmnKind;
using huice::DmnModel;

constexpr std::size_t most_bytes = 64U << 20U;

std::string_view word(DmnKind kind) {
  switch (kind) {
    case DmnKind::input:
      return "input";
    case DmnKind::decision:
      return "decision";
    case DmnKind::knowledge:
      return "knowledge";
    case DmnKind::service:
      break;
  }
  return "service";
}

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return out;
}

void list_elements(const DmnModel& model, const Options& options, Output& out) {
  std::vector<std::string> objects;
  for (const DmnElement& element : model.elements()) {
    if (options.format == Format::json) {
      std::vector<std::string> inputs;
      for (const std::string& input : element.inputs) inputs.push_back(json_string(input));
      objects.push_back(json_object({{"kind", json_string(word(element.kind))},
                                     {"name", json_string(element.name)},
                                     {"type", json_string(element.type)},
                                     {"inputs", json_list(inputs)},
                                     {"broken", element.problems.empty() ? "false" : "true"}}));
    } else {
      const std::string needs =
          element.inputs.empty() ? "" : fmt::format(" from {}", joined(element.inputs));
      out.line(fmt::format("{:9}  {}: {}{}{}", word(element.kind), element.name, element.type,
                           needs, element.problems.empty() ? "" : " (broken)"));
    }
  }
  if (options.format == Format::json) out.line(json_list(objects));
}

/// The inputs: JSON itself, standard input for "-", else a file; nothing after it was told why.
std::optional<std::string> read_inputs(const std::string& given) {
  const std::size_t first = given.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "{}";
  if (given[first] == '{' || given[first] == '[') return given;
  const bool standard = given == "-";
  const int descriptor = standard ? STDIN_FILENO : ::open(given.c_str(), O_RDONLY | O_CLOEXEC);
  std::optional<std::string> text;
  if (descriptor >= 0) text = read_all(descriptor, most_bytes);
  if (!standard && descriptor >= 0) ::close(descriptor);
  if (!text) {
    complain(standard ? "standard input cannot be read, or is larger than 64 MiB"
                      : fmt::format("`{}` cannot be read, or is larger than 64 MiB", given));
  }
  return text;
}

bool show_problems(const DmnModel& model, const Options& options) {
  bool broken = false;
  for (const DmnElement& element : model.elements()) {
    if (!options.id.empty() && element.name != options.id) continue;
    if (element.problems.empty()) continue;
    print_error(huice::to_text(element.problems, options.colour));
    broken = true;
  }
  return broken;
}

}  // namespace

int dmn(const Options& options, Output& out) {
  const huice::Result<DmnModel> model = huice::load_dmn(options.packs.front());
  if (!model) {
    print_error(huice::to_text(model.error(), options.colour));
    return bad_pack;
  }
  if (!model.warnings().empty()) print_error(huice::to_text(model.warnings(), options.colour));
  if (options.id.empty()) {
    list_elements(*model, options, out);
    return show_problems(*model, options) ? findings : done;
  }
  const std::optional<std::string> inputs = read_inputs(options.profile);
  if (!inputs) return bad_case;
  const huice::Date as_of = options.as_of ? *options.as_of : today();
  const auto answer = model->evaluate(options.id, *inputs, as_of);
  if (!answer) {
    print_error(huice::to_text(answer.error(), options.colour));
    return bad_case;
  }
  out.line(*answer);
  if (answer.warnings().empty()) return done;
  print_error(huice::to_text(answer.warnings(), options.colour));
  return bad_pack;
}

}  // namespace cli
