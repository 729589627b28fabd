// "Did you mean": the names nearest to a misspelt one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huice::text {

/// Up to `most` candidates within a sensible Damerau-Levenshtein distance (by code points) of
/// `name`, nearest first, ties in byte order.
[[nodiscard]] std::vector<std::string> nearest(std::string_view name,
                                               const std::vector<std::string_view>& candidates,
                                               std::size_t most = 3);

/// "did you mean `a`, `b` or `c`?", or "" when there is none.
[[nodiscard]] std::string did_you_mean(std::string_view name,
                                       const std::vector<std::string_view>& candidates);

}  // namespace huice::text
