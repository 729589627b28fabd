// Reads a model with the models that it imports, which lie in its folder.
#pragma once

#include <string>

#include "dmn/files.hpp"
#include "dmn/model.hpp"
#include "dmn/xml.hpp"
#include "text/report.hpp"

namespace huice::dmn {

struct LoadLimits {
  std::size_t bytes = std::size_t{16} << 20U;  ///< of one file
  std::uint32_t models = 64;                   ///< with the imported ones
  std::uint32_t files = 1'000;                 ///< looked at in the folder to find an import
  std::size_t parts = 10'000;  ///< elements, and types with their components, of all models
  XmlLimits xml;
};

/// Reads the file, its imports (found by their location inside the folder, else by their namespace
/// among the `.dmn` files beside the model; never outside of the folder, never over a network),
/// links what refers to what and parses every text. What spoils one decision only stays with that
/// decision (Element::problems). The result is only to be used when the report has no errors.
[[nodiscard]] Library load(const std::string& path, const LoadLimits& limits, text::Report& report,
                           const ModelFiles& files = files_on_disk());

}  // namespace huice::dmn
