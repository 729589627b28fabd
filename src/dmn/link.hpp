// Finds what the references of models refer to.
#pragma once

#include "dmn/model.hpp"

namespace huice::dmn {

/// Fills in Reference::model and ::element. A reference to nothing, and decisions that require each
/// other in a circle, become problems of the elements that hold them.
void link(Library& library);

/// The model that a namespace means inside of a model; `nowhere` when it imports none of it.
[[nodiscard]] std::uint32_t model_of(const Library& library, std::uint32_t model,
                                     std::string_view space) noexcept;

}  // namespace huice::dmn
