#include "feel/tree_builder.hpp"

#include <utility>

namespace huice::feel {
namespace {

std::uint32_t size_of(const auto& items) noexcept {
  return static_cast<std::uint32_t>(items.size());
}

}  // namespace

std::uint32_t TreeBuilder::add_text(std::string_view text) {
  syntax_->texts.emplace_back(text);
  return size_of(syntax_->texts) - 1;
}

void TreeBuilder::push_leaf(SyntaxKind kind, text::Span span, std::uint32_t text,
                            std::uint8_t flag) {
  const SyntaxId id{size_of(syntax_->nodes)};
  syntax_->nodes.push_back({kind, flag, text, size_of(syntax_->children), 0, span});
  operands_.push_back({id, span, false});
}

void TreeBuilder::combine(SyntaxKind kind, std::size_t count) {
  const std::size_t height = operands_.size() - count;
  make(kind, {height, operands_[height].extent.begin, 0, 0}, operands_.back().extent.end);
}

void TreeBuilder::open(std::uint32_t begin, std::uint32_t text, std::uint8_t flag) {
  marks_.push_back({operands_.size(), begin, text, flag});
}

void TreeBuilder::open_at_operand(std::uint32_t text, std::uint8_t flag) {
  marks_.push_back({operands_.size() - 1, operands_.back().extent.begin, text, flag});
}

void TreeBuilder::close(SyntaxKind kind, std::uint32_t end) {
  const Mark mark = marks_.back();
  marks_.pop_back();
  make(kind, mark, end);
}

void TreeBuilder::dissolve_top() {
  const SyntaxNode node = syntax_->nodes.back();
  operands_.pop_back();
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const SyntaxId child = syntax_->child(node, i);
    operands_.push_back({child, syntax_->node(child).span, false});
  }
  syntax_->nodes.pop_back();
  syntax_->children.resize(node.first);
}

void TreeBuilder::abandon(std::size_t depth) {
  operands_.erase(operands_.end() - 1 - static_cast<std::ptrdiff_t>(depth));
  has_unreached_ = true;
}

std::unique_ptr<Syntax> TreeBuilder::finish() {
  syntax_->root = operands_.back().id;
  if (has_unreached_) prune();
  return std::move(syntax_);
}

void TreeBuilder::make(SyntaxKind kind, const Mark& mark, std::uint32_t end) {
  const std::uint32_t first = size_of(syntax_->children);
  for (std::size_t i = mark.height; i < operands_.size(); ++i) {
    syntax_->children.push_back(operands_[i].id);
  }
  operands_.resize(mark.height);
  const text::Span span{mark.begin, end};
  const SyntaxId id{size_of(syntax_->nodes)};
  const std::uint32_t count = size_of(syntax_->children) - first;
  syntax_->nodes.push_back({kind, mark.flag, mark.text, first, count, span});
  operands_.push_back({id, span, false});
}

void TreeBuilder::prune() {
  std::vector<bool> reached(syntax_->nodes.size(), false);
  reached[static_cast<std::uint32_t>(syntax_->root)] = true;
  for (std::size_t i = reached.size(); i-- > 0;) {
    if (!reached[i]) continue;
    const SyntaxNode& node = syntax_->nodes[i];
    for (std::uint32_t c = 0; c < node.count; ++c) {
      reached[static_cast<std::uint32_t>(syntax_->child(node, c))] = true;
    }
  }
  Syntax kept;
  std::vector<SyntaxId> renumbered(reached.size());
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (!reached[i]) continue;
    SyntaxNode node = syntax_->nodes[i];
    const std::uint32_t first = size_of(kept.children);
    for (std::uint32_t c = 0; c < node.count; ++c) {
      const SyntaxId child = syntax_->child(node, c);
      kept.children.push_back(renumbered[static_cast<std::uint32_t>(child)]);
    }
    node.first = first;
    renumbered[i] = SyntaxId{size_of(kept.nodes)};
    kept.nodes.push_back(node);
  }
  kept.texts = std::move(syntax_->texts);
  kept.root = renumbered[static_cast<std::uint32_t>(syntax_->root)];
  *syntax_ = std::move(kept);
}

}  // namespace huice::feel
