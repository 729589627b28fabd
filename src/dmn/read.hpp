// From XML to a model. References and imports are still names, texts still without trees.
#pragma once

#include "dmn/model.hpp"
#include "dmn/xml.hpp"
#include "text/report.hpp"

namespace huice::dmn {

/// Reads the root element of a DMN file. What spoils one decision only is kept with that decision;
/// the report gets what spoils the model.
[[nodiscard]] Model read_model(const XmlElement& root, std::shared_ptr<const text::Source> source,
                               text::Report& report);

}  // namespace huice::dmn
