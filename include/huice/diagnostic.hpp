// Diagnostics: what is wrong with a pack, an expression or a case, and where.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace huice {

/// How grave a diagnostic is. Only `error` keeps a pack from loading or a case from being decided.
enum class Severity : std::uint8_t { error, warning, note };

/// A place in a file: 1-based line and column (column counts Unicode code points), with the
/// line itself and the number of code points to underline. An empty `file` means "no place".
struct Location {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string excerpt;       ///< the text of that line, shortened around the place where it is long
  std::uint32_t caret = 0;   ///< code points in `excerpt` before the first underlined one
  std::uint32_t length = 1;  ///< code points underlined (within the line)

  friend bool operator==(const Location&, const Location&) = default;
};

/// A further place or cause that belongs to a diagnostic ("first declared here").
struct Note {
  std::string message;
  Location location;

  friend bool operator==(const Note&, const Note&) = default;
};

/// One finding. `code` is stable ("E0312", "W0101"): see docs/diagnostics.md, or `huice check
/// --explain CODE`.
struct Diagnostic {
  std::string code;
  Severity severity = Severity::error;
  std::string message;
  Location location;
  std::string hint;  ///< what to do about it; empty when nothing better than the message is known
  std::vector<Note> notes;
  /// Of a case: the value it is about, "facts.household_members[0].birth_date"; else empty.
  std::string path = {};

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

/// Renders one diagnostic for a terminal, with excerpt and caret, ending in a newline.
///
///     error[E0201]: unknown fact `residence_permit_hold`
///       --> rules/p.yaml:12:15
///        |
///     12 |         test: residence_permit_hold
///        |               ^^^^^^^^^^^^^^^^^^^^^
///        = hint: did you mean `residence_permit_held`?
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic, bool colour = false);

/// Renders all of them, in the order given, with a closing count line.
[[nodiscard]] std::string to_text(const Diagnostics& diagnostics, bool colour = false);

/// True when at least one of them is an error.
[[nodiscard]] bool has_errors(const Diagnostics& diagnostics) noexcept;

}  // namespace huice
