// YAML as a flat tree with exact places: scalars stay text, nothing is guessed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::yaml {

enum class NodeKind : std::uint8_t { scalar, list, map };
enum class NodeId : std::uint32_t {};

/// How a scalar was written: `a: x` (plain), 'x', "x", or | and > blocks.
enum class ScalarStyle : std::uint8_t { plain, single_quoted, double_quoted, block };

struct Node {
  NodeKind kind = NodeKind::scalar;
  ScalarStyle style = ScalarStyle::plain;
  std::uint32_t scalar = 0;  ///< index into the decoded scalars (kind scalar)
  std::uint32_t first = 0;   ///< first child in `children` (list, map: key, value, key, value ...)
  std::uint32_t count = 0;   ///< items of a list, entries of a map
  std::uint32_t index = 0;   ///< first of this map's entries in the index by key (larger maps only)
  /// Scalar: all of it with its quotes; collection: from its first character (bracket, dash or
  /// first key) to the end of its last; a value that was not written: empty, after the colon or
  /// dash.
  text::Span span;
};

struct Limits {
  std::size_t file_bytes = 4U << 20U;
  std::size_t scalar_bytes = 64U << 10U;
  std::uint32_t depth = 48;
  std::uint32_t nodes = 400'000;
};

/// Maps with more entries than this are searched through an index.
inline constexpr std::uint32_t small_map = 8;

/// One parsed file. Immutable after read().
class Document {
 public:
  struct Entry {
    NodeId key;
    NodeId value;
  };

  [[nodiscard]] NodeId root() const noexcept { return NodeId{0}; }
  [[nodiscard]] const Node& node(NodeId id) const noexcept {
    return nodes_[static_cast<std::uint32_t>(id)];
  }
  [[nodiscard]] NodeKind kind(NodeId id) const noexcept { return node(id).kind; }

  /// The text of a scalar ("" for other kinds). A plain empty scalar, `~` and `null` are told apart
  /// by is_null().
  [[nodiscard]] std::string_view text(NodeId id) const noexcept;
  /// Plain and empty, "~", "null", "Null" or "NULL": no value was written.
  [[nodiscard]] bool is_null(NodeId id) const noexcept;
  /// The text of a scalar with the place of each of its bytes.
  [[nodiscard]] const text::Decoded& decoded(NodeId id) const noexcept;

  [[nodiscard]] std::size_t size(NodeId id) const noexcept { return node(id).count; }
  [[nodiscard]] NodeId item(NodeId list, std::size_t index) const noexcept;
  [[nodiscard]] Entry entry(NodeId map, std::size_t index) const noexcept;
  /// The value of a key, or nullptr. Keys are unique (checked while reading).
  [[nodiscard]] const NodeId* find(NodeId map, std::string_view key) const noexcept;

  [[nodiscard]] text::Place place(NodeId id) const { return {source_, node(id).span}; }
  [[nodiscard]] const std::shared_ptr<const text::Source>& source() const noexcept {
    return source_;
  }

 private:
  friend class DocumentBuilder;
  std::shared_ptr<const text::Source> source_;
  std::vector<Node> nodes_;  // nodes_[0] is the root
  std::vector<NodeId> children_;
  std::vector<text::Decoded> scalars_;
  std::vector<std::uint32_t> index_;  // per larger map: its entry numbers, sorted by key
};

/// Parses YAML text (UTF-8, BOM already stripped or not). Problems go to the report; nothing is
/// returned when there was an error. Tags, anchors, aliases, merge keys, duplicate keys and further
/// documents are refused.
[[nodiscard]] std::unique_ptr<Document> read(std::shared_ptr<const text::Source> source,
                                             const Limits& limits, text::Report& report);

}  // namespace huice::yaml
