// The little JSON that lists and findings need.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cli {

/// A JSON string, quotes included.
[[nodiscard]] std::string json_string(std::string_view text);

/// Keys with values that are JSON already.
[[nodiscard]] std::string json_object(
    const std::vector<std::pair<std::string_view, std::string>>& entries);
/// One value a line.
[[nodiscard]] std::string json_list(const std::vector<std::string>& values);

}  // namespace cli
