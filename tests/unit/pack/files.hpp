// Reading golden files.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace huice::pack {

/// tests/golden/NAME
[[nodiscard]] std::filesystem::path golden_folder(std::string_view name);

[[nodiscard]] std::string read_bytes(const std::filesystem::path& path);

/// Compares a result with the text of a file; with HUICE_UPDATE_GOLDEN=1 writes it there first.
void expect_golden(const std::string& result, const std::filesystem::path& file);

}  // namespace huice::pack
