// The names that an expression can use. FEEL names may hold blanks, operators and keywords, so
// where a name ends is known only from this scope: the longest known name wins.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huice::feel {

/// A set of names, as a trie over normalised names. Immutable once shared.
class NameSet {
 public:
  NameSet();
  ~NameSet();
  NameSet(NameSet&&) noexcept;
  NameSet& operator=(NameSet&&) noexcept;

  void add(std::string_view name);
  [[nodiscard]] bool contains(std::string_view name) const;

  /// Length in bytes of the longest known name at the start of `text`, 0 when there is none. A
  /// blank in a name matches one or more blanks; blanks around . / - ' + * are optional; the name
  /// must end at a word's end. `normalised` gets the name as it was declared.
  [[nodiscard]] std::size_t match(std::string_view text, std::string_view& normalised) const;

  /// Every name, in byte order, for "did you mean".
  [[nodiscard]] std::vector<std::string_view> names() const;

 private:
  struct Trie;
  std::unique_ptr<Trie> trie_;
};

/// What an expression sees: layers of names, innermost last. `keys` are names of members of
/// contexts that may follow a dot or stand inside a filter (used for untyped contexts and for
/// records).
struct Scope {
  std::vector<const NameSet*> layers;
  const NameSet* keys = nullptr;
};

/// The names of FEEL's built-in functions and of what huice adds (docs/language.md). Built once per
/// process, immutable.
[[nodiscard]] const NameSet& builtin_names();

/// Collapses blanks: "date  and\n time" -> "date and time".
[[nodiscard]] std::string normalise_name(std::string_view name);

}  // namespace huice::feel
