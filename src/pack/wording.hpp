// Pieces of messages.
#pragma once

#include <string>
#include <string_view>

#include "pack/words.hpp"

namespace huice::pack {

/// "`text`", shortened where it is long.
[[nodiscard]] std::string quoted(std::string_view text);

/// "a fact", "an entitlement"
[[nodiscard]] std::string with_article(std::string_view noun);

/// "`a`, `b` or `c`", for the joint "or".
[[nodiscard]] std::string alternatives(words::Words list, std::string_view joint);

}  // namespace huice::pack
