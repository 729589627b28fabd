// From XPath's regular expressions (XQuery and XPath Functions 3.1, 5.6) to ICU's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huice::feel {

struct RegexFlags {
  bool dot_all = false;       ///< s
  bool multiline = false;     ///< m
  bool ignore_case = false;   ///< i
  bool free_spacing = false;  ///< x
};

/// Reads "smix" in any order; nothing for another letter.
[[nodiscard]] std::optional<RegexFlags> read_flags(std::string_view flags);

/// The pattern as ICU writes it; nothing for what XPath does not allow (look-around, named groups,
/// \0, a reference to a group that is not closed yet, one in a class).
[[nodiscard]] std::optional<std::string> to_icu_pattern(std::string_view pattern,
                                                        const RegexFlags& flags);

}  // namespace huice::feel
