// Decisions as JSON and as text for people. Renderings only say what the decision's record says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "huice/decision.hpp"

namespace huice {

enum class ReasonDetail : std::uint8_t { none, codes, full };

/// The answer of contract section 5: one line, keys in a fixed order, every key present. Valid
/// against `decision_schema()`.
[[nodiscard]] std::string to_json(const Decision& decision,
                                  ReasonDetail reasons = ReasonDetail::codes);

struct TextOptions {
  Language language = Language::zh;
  bool colour = false;
  bool all = false;        ///< also what is not applicable or refused in full
  std::size_t width = 80;  ///< columns; East Asian wide characters count two
};

/// The answer for a caseworker: what one may get first, then what is open and the question that
/// settles it, then what depends on a local rule, then the rest.
[[nodiscard]] std::string to_text(const Decision& decision, const TextOptions& options = {});

/// One entitlement, prohibition, service, indicator, fact or parameter in full. Empty when the id
/// is unknown.
[[nodiscard]] std::string explain_text(const Decision& decision, std::string_view id,
                                       const TextOptions& options = {});
[[nodiscard]] std::string explain_json(const Decision& decision, std::string_view id);

/// JSON Schemas (draft-07, closed) of packs, cases and decisions.
[[nodiscard]] std::string pack_schema();
[[nodiscard]] std::string case_schema(const Rulebook* book = nullptr);
[[nodiscard]] std::string decision_schema();

/// The page of a diagnostic's code ("E0302"): what it means, a bad and a good example. Empty when
/// there is no such code.
[[nodiscard]] std::string explain_code(std::string_view code);

}  // namespace huice
