// The packs that were found, put together from their files, and which of them sees which.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pack/files.hpp"
#include "pack/view.hpp"

namespace huice::pack {

struct PackFiles {
  std::string id;
  View head;                ///< the file with version and title; nothing when it is missing
  std::vector<View> files;  ///< the head, then the parts by name
  std::string area;
  std::vector<std::size_t> sees;  ///< itself first, then what it uses, also through others, by id
  text::Place place;              ///< of the id in the head (or in a part)

  [[nodiscard]] bool sees_pack(std::size_t pack) const;
};

class Library {
 public:
  /// Groups the files by pack and follows `uses`. `found` must outlive the library.
  Library(const FilesFound& found, text::Report& report);

  [[nodiscard]] const std::vector<PackFiles>& packs() const noexcept { return packs_; }  // by id
  [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
  /// False when some file could not be read: what it declares is not known.
  [[nodiscard]] bool complete() const noexcept { return complete_; }

 private:
  void gather(const FilesFound& found, text::Report& report);
  void follow_uses(text::Report& report);

  std::vector<PackFiles> packs_;
  bool complete_ = true;
};

}  // namespace huice::pack
