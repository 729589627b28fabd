#include "pack/names.hpp"

#include "pack/wording.hpp"

namespace huice::pack {
namespace {

using text::Code;
using Need = Reference::Need;

Kind kind_for(Need need) {
  switch (need) {
    case Need::document:
      return Kind::document;
    case Need::fact:
    case Need::place_fact:
    case Need::members_fact:
      return Kind::fact;
    case Need::family:
      return Kind::family;
    case Need::parameter:
    case Need::terms:
      return Kind::parameter;
    case Need::entitlement:
      return Kind::entitlement;
  }
  return Kind::fact;
}

class ReferenceCheck {
 public:
  ReferenceCheck(const Declarations& declarations, const Model& model, const Library& library,
                 text::Report& report)
      : declarations_(declarations), model_(model), library_(library), report_(report) {}

  void check(const Reference& reference) const {
    const Kind kind = kind_for(reference.need);
    const std::string noun(noun_of(kind));
    const Declaration* found = declarations_.find(space_of(kind), reference.name);
    if (found == nullptr || !library_.packs()[reference.pack].sees_pack(found->pack)) {
      report_.error(Code::unknown_reference, reference.place,
                    "there is no " + noun + " " + quoted(reference.name), hint(reference, kind));
    } else if (found->kind != kind) {
      note_declaration(reference, *found,
                       quoted(reference.name) + " is " + with_article(noun_of(found->kind)) +
                           ", not " + with_article(noun));
    } else if (const std::string_view want = unmet(reference.need, *found); !want.empty()) {
      note_declaration(reference, *found,
                       noun + " " + quoted(reference.name) + " is not of " + std::string(want));
    }
  }

 private:
  /// What the declaration would have to be beyond its kind; "" when it is.
  std::string_view unmet(Need need, const Declaration& found) const {
    if (need == Need::place_fact && model_.facts[found.index].type != FactType::code) {
      return "type `code`, so it is no place";
    }
    if (need == Need::members_fact && model_.facts[found.index].type != FactType::members) {
      return "type `members`";
    }
    if (need == Need::terms && model_.parameters[found.index].kind != ParameterKind::terms) {
      return "kind `terms`";
    }
    return {};
  }

  void note_declaration(const Reference& reference, const Declaration& found,
                        std::string message) const {
    report_.error(Code::unknown_reference, reference.place, std::move(message))
        .notes.push_back({"it is declared here", found.place.locate()});
  }

  std::string hint(const Reference& reference, Kind kind) const {
    const Space space = space_of(kind);
    std::string other =
        hint_at_other_pack(space, reference.name, reference.pack, declarations_, library_);
    if (!other.empty()) return other;
    return near_name(reference.name, report_, [&] {
      std::vector<std::string_view> names;
      for (const auto& [name, declaration] : declarations_.all(space)) {
        const bool visible = library_.packs()[reference.pack].sees_pack(declaration.pack);
        if (declaration.kind == kind && visible) names.push_back(name);
      }
      return names;
    });
  }

  const Declarations& declarations_;
  const Model& model_;
  const Library& library_;
  text::Report& report_;
};

}  // namespace

std::string_view noun_of(Kind kind) noexcept {
  switch (kind) {
    case Kind::fact:
      return "fact";
    case Kind::parameter:
      return "parameter";
    case Kind::definition:
      return "definition";
    case Kind::entitlement:
      return "entitlement";
    case Kind::prohibition:
      return "prohibition";
    case Kind::service:
      return "service";
    case Kind::indicator:
      return "indicator";
    case Kind::family:
      return "family";
    case Kind::document:
      return "document";
  }
  return "";
}

Space space_of(Kind kind) noexcept {
  switch (kind) {
    case Kind::fact:
    case Kind::parameter:
    case Kind::definition:
      return Space::names;
    case Kind::entitlement:
    case Kind::prohibition:
    case Kind::service:
    case Kind::indicator:
      return Space::rules;
    case Kind::family:
      return Space::families;
    case Kind::document:
      return Space::documents;
  }
  return Space::names;
}

void Declarations::add(const std::string& name, const Declaration& declaration,
                       text::Report& report) {
  if (name.empty()) return;
  auto& space = spaces_[static_cast<std::size_t>(space_of(declaration.kind))];
  const auto [first, is_new] = space.try_emplace(name, declaration);
  if (is_new) return;
  report
      .error(Code::duplicate_id, declaration.place,
             std::string(noun_of(declaration.kind)) + " `" + name + "`: the id is taken",
             "ids are unique over all packs that are loaded together")
      .notes.push_back({"first declared here, as " + with_article(noun_of(first->second.kind)),
                        first->second.place.locate()});
}

const Declaration* Declarations::find(Space space, std::string_view name) const {
  const auto& names = all(space);
  const auto found = names.find(name);
  return found == names.end() ? nullptr : &found->second;
}

void check_references(const std::vector<Reference>& references, const Declarations& declarations,
                      const Model& model, const Library& library, text::Report& report) {
  const ReferenceCheck check(declarations, model, library, report);
  for (const Reference& reference : references) check.check(reference);
}

std::string hint_at_other_pack(Space space, std::string_view name, std::size_t pack,
                               const Declarations& declarations, const Library& library) {
  const Declaration* found = declarations.find(space, name);
  if (found == nullptr || library.packs()[pack].sees_pack(found->pack)) return {};
  const std::string other = quoted(library.packs()[found->pack].id);
  return quoted(name) + " is declared in pack " + other + "; add " + other + " to `uses`";
}

}  // namespace huice::pack
