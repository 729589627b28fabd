// What is declared where, and what that a pack refers to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pack/library.hpp"
#include "pack/model.hpp"
#include "text/report.hpp"

namespace huice::pack {

/// Ids are unique within a space, over all packs that are loaded together.
enum class Space : std::uint8_t {
  names,  ///< facts, parameters, definitions: what expressions use
  rules,  ///< entitlements, prohibitions, services, indicators
  families,
  documents,
};
inline constexpr std::size_t space_count = 4;

enum class Kind : std::uint8_t {
  fact,
  parameter,
  definition,
  entitlement,
  prohibition,
  service,
  indicator,
  family,
  document,
};
[[nodiscard]] std::string_view noun_of(Kind kind) noexcept;
[[nodiscard]] Space space_of(Kind kind) noexcept;

struct Declaration {
  Kind kind;
  std::size_t pack;   ///< index in the library
  std::size_t index;  ///< in the model's vector for the kind, as it was filled
  text::Place place;
};

class Declarations {
 public:
  /// Declares a name; one that is taken is reported with a note at the first.
  void add(const std::string& name, const Declaration& declaration, text::Report& report);

  [[nodiscard]] const Declaration* find(Space space, std::string_view name) const;
  [[nodiscard]] const std::map<std::string, Declaration, std::less<>>& all(Space space) const {
    return spaces_[static_cast<std::size_t>(space)];
  }

 private:
  std::array<std::map<std::string, Declaration, std::less<>>, space_count> spaces_;
};

/// A name that stands where a declaration of a certain kind is needed.
struct Reference {
  enum class Need : std::uint8_t {
    document,
    fact,
    place_fact,    ///< a fact of type code
    members_fact,  ///< a fact of type members
    family,
    parameter,
    terms,  ///< a parameter of kind terms
    entitlement,
  };
  Need need;
  std::string name;
  std::size_t pack;
  text::Place place;
};

/// Reports the references that lead nowhere, to something of another kind, or into a pack that is
/// not used.
void check_references(const std::vector<Reference>& references, const Declarations& declarations,
                      const Model& model, const Library& library, text::Report& report);

/// "`x` is declared in pack `p`: add it to `uses`", when that is so.
[[nodiscard]] std::string hint_at_other_pack(Space space, std::string_view name, std::size_t pack,
                                             const Declarations& declarations,
                                             const Library& library);

}  // namespace huice::pack
