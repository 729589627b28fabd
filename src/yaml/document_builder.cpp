#include "yaml/document_builder.hpp"

#include <algorithm>
#include <numeric>

namespace huice::yaml {

DocumentBuilder::DocumentBuilder(std::shared_ptr<const text::Source> source)
    : document_(std::make_unique<Document>()) {
  document_->source_ = std::move(source);
}

NodeId DocumentBuilder::add(const Node& added) {
  const auto id = NodeId{static_cast<std::uint32_t>(document_->nodes_.size())};
  document_->nodes_.push_back(added);
  if (!frames_.empty()) pending_.push_back(id);
  return id;
}

void DocumentBuilder::open(NodeKind kind, std::uint32_t begin) {
  Node opened;
  opened.kind = kind;
  opened.span = {begin, begin};
  const NodeId id = add(opened);
  frames_.push_back({id, pending_.size()});
}

std::vector<DocumentBuilder::Repetition> DocumentBuilder::close(std::uint32_t end) {
  const Frame frame = frames_.back();
  frames_.pop_back();
  const auto begin = pending_.begin() + static_cast<std::ptrdiff_t>(frame.first_pending);
  const auto children = static_cast<std::uint32_t>(pending_.end() - begin);
  Node& closed = node(frame.id);
  closed.first = static_cast<std::uint32_t>(document_->children_.size());
  closed.count = closed.kind == NodeKind::map ? children / 2 : children;
  closed.span.end = end;
  document_->children_.insert(document_->children_.end(), begin, pending_.end());
  pending_.erase(begin, pending_.end());
  return closed.kind == NodeKind::map ? index_keys(frame.id) : std::vector<Repetition>{};
}

void DocumentBuilder::scalar(ScalarStyle style, text::Span span, std::string value,
                             std::vector<text::Decoded::Piece> pieces) {
  Node added;
  added.style = style;
  added.scalar = static_cast<std::uint32_t>(document_->scalars_.size());
  added.span = span;
  document_->scalars_.emplace_back(std::move(value), text::Place{document_->source_, span},
                                   std::move(pieces));
  add(added);
}

NodeKind DocumentBuilder::innermost() const noexcept { return document_->kind(frames_.back().id); }

bool DocumentBuilder::expects_key() const noexcept {
  if (frames_.empty() || innermost() != NodeKind::map) return false;
  return (pending_.size() - frames_.back().first_pending) % 2 == 0;
}

bool DocumentBuilder::innermost_is_empty() const noexcept {
  return !frames_.empty() && pending_.size() == frames_.back().first_pending;
}

std::vector<DocumentBuilder::Repetition> DocumentBuilder::index_keys(NodeId map) {
  std::vector<std::uint32_t>& index = document_->index_;
  const auto first_entry = static_cast<std::uint32_t>(index.size());
  const std::uint32_t count = node(map).count;
  const auto key_of = [&](std::uint32_t number) { return document_->entry(map, number).key; };
  node(map).index = first_entry;
  index.resize(index.size() + count);
  const auto begin = index.begin() + first_entry;
  std::iota(begin, index.end(), 0U);
  std::sort(begin, index.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int order = document_->text(key_of(a)).compare(document_->text(key_of(b)));
    return order != 0 ? order < 0 : a < b;
  });
  std::vector<Repetition> repeated;
  for (auto first = begin, at = begin; at != index.end(); ++at) {
    if (at == first) continue;
    if (document_->text(key_of(*at)) != document_->text(key_of(*first))) {
      first = at;
    } else {
      repeated.push_back({key_of(*first), key_of(*at)});
    }
  }
  if (count <= small_map) index.resize(first_entry);
  return repeated;
}

}  // namespace huice::yaml
