// Builds a Syntax bottom-up: leaves are pushed, and each larger node takes the operands since its
// mark.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "feel/syntax.hpp"

namespace huice::feel {

/// A part of the tree that waits for the node it belongs to.
struct Operand {
  SyntaxId id{};
  text::Span extent;          ///< the node with its parentheses
  bool stands_alone = false;  ///< `< 5` or `(1, 2)` as a test: nothing can be done with it
};

/// Where a node of several parts began.
struct Mark {
  std::size_t height = 0;  ///< operands below are not its own
  std::uint32_t begin = 0;
  std::uint32_t text = 0;
  std::uint8_t flag = 0;
};

class TreeBuilder {
 public:
  TreeBuilder() : syntax_(std::make_unique<Syntax>()) {}

  std::uint32_t add_text(std::string_view text);

  void push_leaf(SyntaxKind kind, text::Span span, std::uint32_t text = 0, std::uint8_t flag = 0);
  /// Takes the topmost `count` operands as children; the span runs from the first to the last.
  void combine(SyntaxKind kind, std::size_t count);

  void open(std::uint32_t begin, std::uint32_t text = 0, std::uint8_t flag = 0);
  /// Like open, but with the topmost operand as the first child.
  void open_at_operand(std::uint32_t text = 0, std::uint8_t flag = 0);
  [[nodiscard]] const Mark& mark() const noexcept { return marks_.back(); }
  [[nodiscard]] std::size_t operands_since_mark() const noexcept {
    return operands_.size() - marks_.back().height;
  }
  void set_flag(std::uint8_t flag) noexcept { marks_.back().flag = flag; }
  void add_flag(std::uint8_t bits) noexcept { marks_.back().flag |= bits; }
  /// Makes a node, with the mark's flag, of the operands since the last mark, which is gone then.
  void close(SyntaxKind kind, std::uint32_t end);
  void drop_mark() noexcept { marks_.pop_back(); }

  [[nodiscard]] Operand& top() noexcept { return operands_.back(); }
  [[nodiscard]] const std::vector<Operand>& operands() const noexcept { return operands_; }
  [[nodiscard]] const Syntax& syntax() const noexcept { return *syntax_; }
  [[nodiscard]] const SyntaxNode& node_of(const Operand& operand) const noexcept {
    return syntax_->node(operand.id);
  }
  /// Removes the topmost operand's node and puts its children in its place.
  void dissolve_top();
  /// Leaves out the operand that lies `depth` below the top; its node stays behind, unreached.
  void abandon(std::size_t depth);

  /// The tree whose root is the only operand, without unreached nodes, in post-order.
  [[nodiscard]] std::unique_ptr<Syntax> finish();

 private:
  void make(SyntaxKind kind, const Mark& mark, std::uint32_t end);
  void prune();

  std::unique_ptr<Syntax> syntax_;
  std::vector<Operand> operands_;
  std::vector<Mark> marks_;
  bool has_unreached_ = false;
};

}  // namespace huice::feel
