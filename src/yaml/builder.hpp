// Turns a stream of YAML events into a Document, and refuses what packs must not hold.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "text/report.hpp"
#include "text/source.hpp"
#include "yaml/tree.hpp"

namespace huice::yaml {

/// What stands before a node: `&anchor` and `!tag`.
struct Properties {
  bool has_anchor = false;
  bool has_tag = false;
  [[nodiscard]] bool any() const noexcept { return has_anchor || has_tag; }
};

/// Offset of the first character after `at` that is neither space, line break nor comment.
[[nodiscard]] std::size_t skip_gap(std::string_view source, std::size_t at) noexcept;

/// Reports a plain text that would have been a key but for its colon: full-width, or without a
/// space after it. False when it has no colon at all.
bool report_lost_colon(const std::shared_ptr<const text::Source>& source, text::Span plain,
                       text::Report& report);

/// Offsets are those of the source; events come in document order.
class Builder {
 public:
  Builder(std::shared_ptr<const text::Source> source, const Limits& limits, text::Report& report);

  void open(NodeKind kind, std::uint32_t offset, bool is_flow, Properties properties);
  void close();
  void scalar(std::uint32_t offset, std::string_view value, bool is_plain, Properties properties);
  /// A plain `~` or `null`, or no value at all; the parser gives both the same event.
  void null(std::uint32_t offset, Properties properties);
  void alias(std::uint32_t offset);

  /// A limit was passed: reading on is pointless.
  [[nodiscard]] bool is_stopped() const noexcept { return stopped_; }
  /// Where reading has come to: past the last scalar or bracket.
  [[nodiscard]] std::uint32_t cursor() const noexcept { return cursor_; }
  /// The innermost list or map that is still open, or nullptr.
  [[nodiscard]] const Node* innermost_open() const noexcept;
  [[nodiscard]] bool innermost_is_flow() const noexcept {
    return !frames_.empty() && frames_.back().is_flow;
  }

  /// The finished document. Precondition: every open() was closed and a root exists.
  [[nodiscard]] std::unique_ptr<Document> finish();
  /// The place of the root, when it is a plain scalar.
  [[nodiscard]] std::optional<text::Span> plain_root() const noexcept;

 private:
  struct Frame {
    NodeId id;
    std::size_t first_pending;
    bool is_flow;
    std::int32_t column;
    bool is_key;                 // this list or map stands where a key should
    bool expects_value = false;  // maps: a key stands without its value
    bool key_is_exact = false;   // the span of that key is known
  };

  [[nodiscard]] std::string_view text() const noexcept { return document_->source_->text(); }
  [[nodiscard]] Node& node(NodeId id) noexcept {
    return document_->nodes_[static_cast<std::uint32_t>(id)];
  }
  [[nodiscard]] text::Place place(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] bool expects_key() const noexcept;
  [[nodiscard]] std::int32_t column_of(std::uint32_t offset) const noexcept;
  [[nodiscard]] std::int32_t parent_column() const noexcept;

  NodeId add(Node node);
  NodeId add_scalar(ScalarStyle style, text::Span span, text::Decoded decoded);
  void attach(NodeId id);
  void refuse_properties(std::uint32_t offset, Properties properties);
  void refuse_key(text::Span span);
  void check_key(std::string_view value, bool is_plain, text::Span span);
  [[nodiscard]] std::size_t null_length(std::uint32_t offset) const noexcept;
  void missing(std::uint32_t offset);
  void report_key_without_value();
  [[nodiscard]] std::uint32_t find_end(const Frame& frame) const noexcept;
  void index_keys(NodeId map);

  std::unique_ptr<Document> document_;
  Limits limits_;
  text::Report& report_;
  std::vector<Frame> frames_;
  std::vector<NodeId> pending_;  // children of the open collections
  std::uint32_t cursor_ = 0;
  bool stopped_ = false;
};

}  // namespace huice::yaml
