// A model as text, without places: what the readers made of a pack.
#pragma once

#include <string>

#include "pack/model.hpp"

namespace huice::pack {

[[nodiscard]] std::string model_text(const Model& model);

}  // namespace huice::pack
