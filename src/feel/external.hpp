// What an external function definition names (DMN 1.5, 10.3.2.13.3).
#pragma once

#include <string_view>

#include "feel/syntax.hpp"

namespace huice::feel {

/// {java: {class: "...", method signature: "..."}}; empty texts where the body has another form.
struct ExternalName {
  std::string_view class_name;
  std::string_view signature;
};

[[nodiscard]] ExternalName external_name(const Syntax& syntax, const SyntaxNode& body);

}  // namespace huice::feel
