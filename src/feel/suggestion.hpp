// What somebody may have meant by a name that is not in scope.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huice::feel {

/// A hint for an unknown name: what FEEL writes for it, when it comes from another language; else
/// the nearest names in scope; "" when there is none.
[[nodiscard]] std::string suggestion(std::string_view name,
                                     const std::vector<std::string_view>& names);

}  // namespace huice::feel
