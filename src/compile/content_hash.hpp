// The content hash of a rulebook: over what packs say, not how they are written.
#pragma once

#include <map>
#include <string>

#include "pack/model.hpp"

namespace huice::compile {

/// SHA-256 over the typed model with its bound values, every list sorted: independent of file
/// order, formatting and comments. Of DMN models the digests of their files count, by the id of the
/// definition that uses them.
[[nodiscard]] std::string content_hash(const pack::Model& model,
                                       const std::map<std::string, std::string>& model_digests);

}  // namespace huice::compile
