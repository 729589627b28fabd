// The stable codes of diagnostics. Each has an entry (title, meaning, bad and good example) in
// src/text/explanation.cpp, from which docs/diagnostics.md and `huice check --explain` are made.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace huice::text {

enum class Code : std::uint16_t {
#define HUICE_CODE(name, id, title) name,
#include "text/code_list.inc"
#undef HUICE_CODE
};

struct CodeInfo {
  Code code;
  std::string_view name;   ///< "unknown_name"
  std::string_view id;     ///< "E0201"
  std::string_view title;  ///< one line
};

[[nodiscard]] const CodeInfo& info(Code code) noexcept;
[[nodiscard]] std::span<const CodeInfo> all_codes() noexcept;

/// The page of `huice check --explain CODE`: meaning, a bad and a good example. Empty when there is
/// no such code.
[[nodiscard]] std::string_view explanation(std::string_view id) noexcept;

}  // namespace huice::text
