// The content hash of a rulebook: over what packs say, not how they are written.
#pragma once

#include <string>

#include "pack/model.hpp"

namespace huice::compile {

/// SHA-256 over the typed model with its bound values, every list sorted: independent of file
/// order, formatting and comments.
[[nodiscard]] std::string content_hash(const pack::Model& model);

}  // namespace huice::compile
