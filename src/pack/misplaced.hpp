// What an author may have meant with a key that is not known where it stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pack/schema.hpp"

namespace huice::pack {

/// "did you mean `label`?", or "`amount` belongs under `grants`", or the keys that are known here.
/// `path` holds the maps on the way from the root to `map`, itself last.
[[nodiscard]] std::string hint_for_unknown_key(std::string_view key,
                                               const std::vector<const Shape*>& path);

}  // namespace huice::pack
