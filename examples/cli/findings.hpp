// Diagnostics as JSON.
#pragma once

#include <string>

#include "huice/diagnostic.hpp"

namespace cli {

/// A list of {code, severity, message, file, line, column, hint, path, notes}.
[[nodiscard]] std::string findings_json(const huice::Diagnostics& findings);

}  // namespace cli
