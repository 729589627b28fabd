// Full-width punctuation that input methods leave where ASCII is needed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/source.hpp"

namespace huice::pack {

struct FullWidth {
  text::Span span;      ///< within the text
  std::string written;  ///< "："
  char meant = ':';
};

/// The first full-width form in the text of a character that `meant` lists, such as ":,{}[]".
[[nodiscard]] std::optional<FullWidth> find_full_width(std::string_view text,
                                                       std::string_view meant);

/// "`：` is full-width; write `:`"
[[nodiscard]] std::string full_width_hint(const FullWidth& found);

}  // namespace huice::pack
