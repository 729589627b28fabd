// Finding, reading and parsing the files of packs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pack/check.hpp"
#include "pack/load.hpp"
#include "text/report.hpp"
#include "yaml/tree.hpp"

namespace huice::pack {

/// One file of a pack, parsed and checked by the table.
struct PackFile {
  std::shared_ptr<const yaml::Document> document;
  BadNodes bad;
  std::string folder;  ///< of the file, with a closing slash; "" is the current one
};

/// Where a pack's other files (its list of areas) are read from.
class FileSource {
 public:
  virtual ~FileSource() = default;
  /// The text of a file beside a pack; problems go to the report.
  [[nodiscard]] virtual std::shared_ptr<const text::Source> beside(const PackFile& pack,
                                                                   const std::string& name,
                                                                   const text::Place& asked,
                                                                   text::Report& report) const = 0;
  /// What DMN models are read from; nullopt: from the disk.
  [[nodiscard]] virtual std::optional<std::vector<std::shared_ptr<const text::Source>>> models(
      text::Report& report) const = 0;
};

struct FilesFound {
  std::vector<PackFile> files;  ///< sorted by name
  std::unique_ptr<FileSource> source;
  /// False when some file could not be parsed: then names it declares are not known, and whether a
  /// reference leads anywhere cannot be told.
  bool complete = true;
};

[[nodiscard]] FilesFound find_packs(const std::vector<std::string>& paths, text::Report& report);
[[nodiscard]] FilesFound find_packs(const std::vector<TextFile>& files, text::Report& report);

/// "cases.yaml" and "*.cases.yaml", in any folder.
[[nodiscard]] bool holds_cases(std::string_view path) noexcept;

}  // namespace huice::pack
