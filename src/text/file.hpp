// Reading files without surprises.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::text {

/// Reads a regular file (never a FIFO or device, so that it cannot hang) as UTF-8 with the BOM
/// stripped; UTF-16/32, invalid UTF-8, NUL bytes, emptiness and size above `most_bytes` are
/// reported. `name` is how diagnostics call it.
[[nodiscard]] std::shared_ptr<const Source> read_file(const std::string& path,
                                                      std::size_t most_bytes, Report& report);

/// The same checks for text that is already in memory.
[[nodiscard]] std::shared_ptr<const Source> check_text(std::string name, std::string bytes,
                                                       Report& report);

/// All regular files below a folder whose name ends in `suffix`, sorted by path; symlink loops and
/// unreadable folders are reported. A path that is itself a regular file is returned alone.
[[nodiscard]] std::vector<std::string> find_files(const std::string& path, std::string_view suffix,
                                                  Report& report);

}  // namespace huice::text
