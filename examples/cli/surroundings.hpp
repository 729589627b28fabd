// What the command takes from where it runs: the day, the terminal.
#pragma once

#include <cstddef>

#include "huice/calendar.hpp"

namespace cli {

/// Today in China (UTC+8).
[[nodiscard]] huice::Date today();

/// Columns of the terminal that standard output is, else 80.
[[nodiscard]] std::size_t output_width();

/// Standard output is a terminal that shows colours, and nobody asked for none (NO_COLOR).
[[nodiscard]] bool wants_colour();

}  // namespace cli
