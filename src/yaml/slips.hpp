// Slips of the hand that the parser takes for something else.
#pragma once

#include <cstdint>
#include <memory>

#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::yaml {

/// Reports a plain text that would have been a key but for its colon: full-width, or without a
/// space after it. False when it has no colon at all.
bool report_lost_colon(const std::shared_ptr<const text::Source>& source, text::Span plain,
                       text::Report& report);

/// Reports a quote that is never closed; where its line ends in a full-width one, that one.
void report_unclosed_quote(const std::shared_ptr<const text::Source>& source, std::uint32_t quote,
                           text::Report& report);

}  // namespace huice::yaml
