// Builds the tree of a document for the readers of YAML and JSON, which check what they read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "text/source.hpp"
#include "yaml/tree.hpp"

namespace huice::yaml {

/// Nodes are added in document order; in a map keys and values alternate.
class DocumentBuilder {
 public:
  struct Repetition {
    NodeId first;
    NodeId again;
  };

  explicit DocumentBuilder(std::shared_ptr<const text::Source> source);

  void open(NodeKind kind, std::uint32_t begin);
  /// Ends the innermost list or map at `end`, past its last byte; gives the keys that stand twice.
  std::vector<Repetition> close(std::uint32_t end);
  void scalar(ScalarStyle style, text::Span span, std::string value,
              std::vector<text::Decoded::Piece> pieces);

  [[nodiscard]] std::size_t depth() const noexcept { return frames_.size(); }
  [[nodiscard]] std::size_t node_count() const noexcept { return document_->nodes_.size(); }
  [[nodiscard]] const Document& document() const noexcept { return *document_; }
  /// The innermost list or map that is still open. Precondition: depth() > 0.
  [[nodiscard]] NodeKind innermost() const noexcept;
  /// A map is open and its next child is a key.
  [[nodiscard]] bool expects_key() const noexcept;
  [[nodiscard]] bool innermost_is_empty() const noexcept;

  /// The document. Precondition: a root was added and every open() was closed.
  [[nodiscard]] std::unique_ptr<Document> finish() { return std::move(document_); }

 private:
  struct Frame {
    NodeId id;
    std::size_t first_pending;
  };

  [[nodiscard]] Node& node(NodeId id) noexcept {
    return document_->nodes_[static_cast<std::uint32_t>(id)];
  }
  NodeId add(const Node& added);
  std::vector<Repetition> index_keys(NodeId map);

  std::unique_ptr<Document> document_;
  std::vector<Frame> frames_;
  std::vector<NodeId> pending_;  // children of the open collections
};

}  // namespace huice::yaml
