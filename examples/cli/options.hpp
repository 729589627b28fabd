// What the caller asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "huice/huice.hpp"

namespace cli {

enum class Command { decide, list, blank_profile, explain, check, test, schema, dmn };
enum class Format { text, json, tsv };

struct Options {
  Command command = Command::decide;
  std::vector<std::string> packs;
  std::optional<huice::Date> as_of;
  std::string jurisdiction;
  std::vector<huice::ParameterSetting> settings;
  huice::Language language = huice::Language::zh;
  Format format = Format::text;
  huice::ReasonDetail reasons = huice::ReasonDetail::codes;
  bool all = false;
  bool by_line = false;  ///< --jsonl
  std::string profile;   ///< or the inputs of dmn; "-" is standard input; "" where none was given
  std::string id;        ///< of explain and template; the decision of dmn
  std::string kind;      ///< of list; "" is every kind
  std::string code;      ///< of check --explain
  std::string schema;    ///< pack, case, decision; "" is pack
  bool colour = false;
};

/// The options, or the exit code after help, version or a mistake was shown.
struct Parsed {
  std::optional<Options> options;
  int code = 0;
};
[[nodiscard]] Parsed parse_options(int argc, char** argv);

}  // namespace cli
