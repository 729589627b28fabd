// Parameter values that a case brings along.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decide/case_value.hpp"
#include "huice/case.hpp"

namespace huice::decide {

/// A setting with its area resolved and what is wrong with it; errors make it unusable.
struct CheckedSetting {
  ParameterSetting setting;
  std::vector<Objection> objections;
  [[nodiscard]] bool is_usable() const noexcept;
};

/// Whether the text fits the parameter's kind and type. What only the parameter's own expressions
/// can tell (the test of terms) is checked where they are bound.
[[nodiscard]] CheckedSetting check_setting(const pack::Model& model,
                                           const compile::Catalogue& catalogue,
                                           ParameterSetting setting);

/// The items of a set as the text of a setting: a FEEL list, `["a", "b"]`, `[1, 2]`,
/// `[date("2026-01-01")]`. `type` is that of the parameter ("" where it has none).
[[nodiscard]] std::string set_text(std::string_view type, const std::vector<std::string>& items);

[[nodiscard]] const pack::Parameter* find_parameter(const pack::Model& model,
                                                    std::string_view id) noexcept;

}  // namespace huice::decide
