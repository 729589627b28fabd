// Names that FEEL reads as something else.
#include <array>

#include "feel/scope.hpp"
#include "pack/expressions.hpp"
#include "pack/links.hpp"

namespace huice::pack {
namespace {

using text::Code;

// DMN 1.5, 10.3.1.2: the grammar's own words, and the variables that FEEL sets.
constexpr std::array<std::string_view, 26> keywords{
    "and",  "between", "by",   "else",     "every",   "external", "false", "for",    "function",
    "get",  "if",      "in",   "instance", "null",    "of",       "or",    "return", "satisfies",
    "some", "then",    "true", "item",     "partial", "else if",  "not",   "@"};

bool is_keyword(std::string_view word) {
  for (const std::string_view keyword : keywords) {
    if (keyword == word) return true;
  }
  return false;
}

std::string_view first_word(std::string_view name) { return name.substr(0, name.find(' ')); }
std::string_view last_word(std::string_view name) { return name.substr(name.rfind(' ') + 1); }

class NameCheck {
 public:
  explicit NameCheck(Loading& loading) : loading_(loading) {}

  void check(const std::string& name, const text::Place& place) {
    if (is_keyword(first_word(name)) || is_keyword(last_word(name))) {
      refuse(name, place, "begins or ends with a word of FEEL's grammar");
    } else if (feel::builtin_names().contains(name)) {
      refuse(name, place, "is the name of a built-in");
    }
  }

  /// "a-b" beside "a" and "b": legal, but a reader may take it for a difference.
  void check_reading(const std::string& name, const Declaration& declaration) {
    if (name.find_first_of(" .-/+*") == std::string::npos) return;
    feel::NameSet others;
    for (const auto& [other, declared] : loading_.declarations.all(Space::names)) {
      const bool visible = loading_.library.packs()[declaration.pack].sees_pack(declared.pack);
      if (visible && other != name) others.add(other);
    }
    const feel::Scope scope{{&feel::builtin_names(), &others}, nullptr};
    text::Report problems;
    const text::Decoded text(name, declaration.place, {});
    const auto syntax =
        feel::parse(text, scope, feel::Goal::expression, feel::ParseLimits{}, true, problems);
    if (syntax == nullptr || problems.has_errors()) return;
    loading_.report.warning(Code::name_reads_as_expression, declaration.place,
                            "`" + name + "` also reads as an expression over other names",
                            "choose a name that cannot be misread");
  }

 private:
  void refuse(const std::string& name, const text::Place& place, const std::string& why) {
    loading_.report.error(Code::reserved_name, place, "`" + name + "` " + why,
                          "choose another name");
  }

  Loading& loading_;
};

}  // namespace

void check_names(Loading& loading) {
  NameCheck check(loading);
  for (const auto& [name, declaration] : loading.declarations.all(Space::names)) {
    check.check(name, declaration.place);
    check.check_reading(name, declaration);
  }
  for (const Fact& fact : loading.model.facts) {
    for (const Fact& field : fact.fields) check.check(field.id, field.place);
  }
}

}  // namespace huice::pack
