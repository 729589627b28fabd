#include "feel/external.hpp"

namespace huice::feel {

namespace {

/// The value of an entry of a context literal, or nullptr.
const SyntaxNode* entry(const Syntax& syntax, const SyntaxNode& context, std::string_view key) {
  if (context.kind != SyntaxKind::context) return nullptr;
  for (std::uint32_t i = 0; i < context.count; ++i) {
    const SyntaxNode& candidate = syntax.node(syntax.child(context, i));
    if (syntax.text(candidate) == key) return &syntax.node(syntax.child(candidate, 0));
  }
  return nullptr;
}

std::string_view text_of(const Syntax& syntax, const SyntaxNode* node) {
  return node != nullptr && node->kind == SyntaxKind::string ? syntax.text(*node)
                                                             : std::string_view();
}

}  // namespace

ExternalName external_name(const Syntax& syntax, const SyntaxNode& body) {
  const SyntaxNode* java = entry(syntax, body, "java");
  if (java == nullptr) return {};
  return {text_of(syntax, entry(syntax, *java, "class")),
          text_of(syntax, entry(syntax, *java, "method signature"))};
}

}  // namespace huice::feel
