// One case a line, one answer a line: what `huice decide --jsonl` does, for hosts of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "huice/decision.hpp"
#include "huice/render.hpp"

namespace huice {

/// What holds for every line. `as_of` and `jurisdiction` win over those of a line.
struct LineOptions {
  std::optional<Date> as_of;
  std::string jurisdiction;
  std::vector<ParameterSetting> parameters;  ///< win over those of a line
  ReasonDetail reasons = ReasonDetail::codes;
  DecideOptions decide;
};

/// `json` has no newline. `decided` is false when the line was answered by an error.
struct LineAnswer {
  std::string json;
  bool decided = false;
};

/// Decides a case written on one line (contract: "answer"): {"id":…,"decision":{…}}, or
/// {"id":…,"error":{"code","message","path"?,"hint"?}} with "line" where the line has no usable id.
/// Never fails. `number` counts lines from 1.
[[nodiscard]] LineAnswer decide_line(const Rulebook& book, std::string_view line,
                                     std::uint64_t number, const LineOptions& options = {});

/// The answer to a line that was not read because it is longer than `most_bytes`.
[[nodiscard]] LineAnswer refuse_long_line(std::uint64_t number, std::size_t most_bytes);

}  // namespace huice
