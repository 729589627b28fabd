// Reading values out of checked files: what is absent or was reported reads as nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pack/files.hpp"
#include "pack/model.hpp"
#include "pack/words.hpp"

namespace huice::pack {

/// A node of a file, or nothing.
class View {
 public:
  View() = default;
  View(const PackFile& file, yaml::NodeId node) : file_(&file), node_(node) {}
  [[nodiscard]] static View root(const PackFile& file) { return {file, file.document->root()}; }

  [[nodiscard]] bool present() const noexcept { return file_ != nullptr; }
  [[nodiscard]] bool is(yaml::NodeKind kind) const {
    return present() && file_->document->kind(node_) == kind;
  }
  [[nodiscard]] yaml::NodeId node() const noexcept { return node_; }
  [[nodiscard]] const PackFile& file() const noexcept { return *file_; }

  /// The value of a key; nothing when this is no map.
  [[nodiscard]] View operator[](std::string_view key) const;
  /// A list's items; a value that stands alone counts as a list of one.
  [[nodiscard]] std::vector<View> items() const;
  /// A map's keys and values.
  [[nodiscard]] std::vector<std::pair<View, View>> entries() const;

  /// A scalar's text without blanks at its ends; "" when it was reported.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::optional<Date> date() const;
  [[nodiscard]] Text languages() const;
  [[nodiscard]] Expression expression() const;
  [[nodiscard]] std::optional<Expression> optional_expression() const;
  /// A word as the enumerator at its position.
  template <class Enumeration>
  [[nodiscard]] Enumeration word(words::Words list, Enumeration otherwise) const {
    const auto position = words::position(list, text());
    return position ? static_cast<Enumeration>(*position) : otherwise;
  }

  /// A scalar's text as decoded, with the place of each byte.
  [[nodiscard]] const text::Decoded& decoded() const { return file_->document->decoded(node_); }
  /// The place of the scalar; of a map or list, that of its beginning.
  [[nodiscard]] text::Place place() const;

 private:
  const PackFile* file_ = nullptr;
  yaml::NodeId node_{};
};

}  // namespace huice::pack
