// Values of DMN inputs and results as JSON.
#pragma once

#include <optional>

#include "json/writer.hpp"
#include "text/report.hpp"
#include "value/type.hpp"
#include "value/value.hpp"
#include "yaml/tree.hpp"

namespace huice::compile {

/// A JSON value as a value of a type: texts become dates, times and durations where the type wants
/// them. What does not fit is reported and is nothing.
[[nodiscard]] std::optional<value::Value> from_json(const yaml::Document& json, yaml::NodeId node,
                                                    const value::Type& type, text::Report& report);

/// Dates, times, durations, ranges and functions become FEEL's text for them.
void write_json(json::Writer& writer, const value::Value& value);

}  // namespace huice::compile
