// Pieces of messages.
#pragma once

#include <string>
#include <string_view>

#include "pack/words.hpp"
#include "text/nearest.hpp"
#include "text/report.hpp"

namespace huice::pack {

/// "`text`", shortened where it is long.
[[nodiscard]] std::string quoted(std::string_view text);

/// "a fact", "an entitlement"
[[nodiscard]] std::string with_article(std::string_view noun);

/// "`a`, `b` or `c`", for the joint "or".
[[nodiscard]] std::string alternatives(words::Words list, std::string_view joint);

/// So many errors that further ones are only counted: looking for hints is no longer worth the
/// time.
[[nodiscard]] bool is_crowded(const text::Report& report) noexcept;

/// "did you mean …" unless the report is crowded; `names` makes the candidates.
template <class Names>
[[nodiscard]] std::string near_name(std::string_view name, const text::Report& report,
                                    const Names& names) {
  return is_crowded(report) ? std::string() : text::did_you_mean(name, names());
}

}  // namespace huice::pack
