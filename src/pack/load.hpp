// From folders of YAML to the model.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pack/model.hpp"
#include "text/report.hpp"

namespace huice::pack {

/// A pack file that is already in memory (used by bindings and tests).
struct TextFile {
  std::string name;
  std::string text;
};

/// Loads every pack below the paths (see docs/packs.md), all problems into the report.
/// Nothing is returned when there was an error.
[[nodiscard]] std::shared_ptr<const Model> load(const std::vector<std::string>& paths,
                                                text::Report& report);
[[nodiscard]] std::shared_ptr<const Model> load(const std::vector<TextFile>& files,
                                                text::Report& report);

/// The closed JSON Schema (draft-07) of a pack, made from the same table that the loader checks
/// with.
[[nodiscard]] std::string pack_schema();

}  // namespace huice::pack
