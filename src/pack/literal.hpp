// Values that packs write without FEEL's marks ("P1Y", "830", "520100"), as the trees they stand
// for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pack/model.hpp"

namespace huice::pack {

/// The literal of a type; nothing when the text is not one.
[[nodiscard]] std::optional<Expression> read_literal(ValueType type, const text::Decoded& text);

/// What a literal of a type looks like, for hints.
[[nodiscard]] std::string_view look_of(ValueType type) noexcept;

/// A name as an expression.
[[nodiscard]] Expression name_expression(const text::Decoded& text);

}  // namespace huice::pack
