// Turns the parser's events into a Document, and refuses what packs must not hold.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/report.hpp"
#include "text/source.hpp"
#include "yaml/document_builder.hpp"
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
  /// The first character of the innermost bracket that is still open, if brackets are.
  [[nodiscard]] std::optional<std::uint32_t> open_bracket() const noexcept;
  /// The place of the root, when it is a plain scalar.
  [[nodiscard]] std::optional<text::Span> plain_root() const noexcept;

  /// The finished document. Precondition: nothing is open and a root exists.
  [[nodiscard]] std::unique_ptr<Document> finish() { return tree_.finish(); }

 private:
  struct Frame {
    std::uint32_t begin;
    bool is_flow;
    bool is_key;  // this list or map stands where a key should
    std::int32_t column;
    std::optional<NodeId> key;  // maps: the scalar key whose value is to come, if its span is known
  };

  [[nodiscard]] std::string_view text() const noexcept { return source_->text(); }
  [[nodiscard]] text::Place place(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::int32_t column_of(std::uint32_t offset) const noexcept;
  [[nodiscard]] std::int32_t parent_column() const noexcept;

  NodeId add(ScalarStyle style, text::Span span, std::string value,
             std::vector<text::Decoded::Piece> pieces);
  void remember_key(bool is_key, std::optional<NodeId> key) noexcept;
  void check_node_count(std::uint32_t offset);
  void refuse_properties(std::uint32_t offset, Properties properties);
  void refuse_key(text::Span span);
  void refuse_merge_key(text::Span span);
  [[nodiscard]] std::size_t null_length(std::uint32_t offset) const noexcept;
  void missing(std::uint32_t offset);
  [[nodiscard]] std::uint32_t check_written(std::uint32_t offset);
  void report_key_without_value(NodeId key);
  void report_repeated_key(const DocumentBuilder::Repetition& repetition);
  [[nodiscard]] std::uint32_t find_end(const Frame& frame) const noexcept;

  std::shared_ptr<const text::Source> source_;
  DocumentBuilder tree_;
  Limits limits_;
  text::Report& report_;
  std::vector<Frame> frames_;
  std::uint32_t cursor_ = 0;
  bool stopped_ = false;
};

}  // namespace huice::yaml
