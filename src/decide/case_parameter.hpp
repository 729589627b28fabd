// Parameter values that a case brings along.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decide/case_value.hpp"
#include "huice/case.hpp"

namespace huice::deciding {

/// A setting with its area resolved and what is wrong with it; errors make it unusable.
struct CheckedSetting {
  ParameterSetting setting;
  std::vector<Objection> objections;
  [[nodiscard]] bool is_usable() const noexcept;
};

/// Whether the text fits the parameter's kind and type.
[[nodiscard]] CheckedSetting check_setting(const pack::Model& model,
                                           const compile::Catalogue& catalogue,
                                           ParameterSetting setting);

/// The items of a set as the text of a setting: `["a", "b"]`, `[1, 2]`. `type` is that of the
/// parameter ("" where it has none).
[[nodiscard]] std::string set_text(std::string_view type, const std::vector<std::string>& items);

[[nodiscard]] const pack::Parameter* find_parameter(const pack::Model& model,
                                                    std::string_view id) noexcept;

}  // namespace huice::deciding
