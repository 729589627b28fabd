// Names that FEEL reads as something else.
#include <algorithm>
#include <array>
#include <vector>

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

std::vector<std::string_view> words_of(std::string_view name) {
  std::vector<std::string_view> all;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find(' ', begin), name.size());
    all.push_back(name.substr(begin, end - begin));
    begin = end + 1;
  }
  return all;
}

/// Whether a name has something in it that FEEL could take for an operator.
bool may_be_misread(std::string_view name) {
  const auto words = words_of(name);
  return name.find_first_of(".-/+*") != std::string_view::npos ||
         std::any_of(words.begin(), words.end(), is_keyword);
}

class NameCheck {
 public:
  explicit NameCheck(Loading& loading)
      : loading_(loading), plain_names_(loading.library.packs().size()) {
    for (const auto& [name, declaration] : loading.declarations.all(Space::names)) {
      if (!may_be_misread(name)) plain_names_[declaration.pack].add(name);
    }
  }

  void check(const std::string& name, const text::Place& place) {
    const auto words = words_of(name);
    if (is_keyword(words.front()) || is_keyword(words.back())) {
      refuse(name, place, "begins or ends with a word of FEEL's grammar");
    } else if (feel::builtin_names().contains(name)) {
      refuse(name, place, "is the name of a built-in");
    }
  }

  /// "a-b" beside "a" and "b": legal, but a reader may take it for a difference.
  void check_reading(const std::string& name, const Declaration& declaration) {
    if (!may_be_misread(name)) return;
    feel::Scope others;
    others.layers.push_back(&feel::builtin_names());
    for (const std::size_t pack : loading_.library.packs()[declaration.pack].sees) {
      others.layers.push_back(&plain_names_[pack]);
    }
    text::Report problems;
    const text::Decoded text(name, declaration.place, {});
    const auto syntax =
        feel::parse(text, others, feel::Goal::expression, feel::ParseLimits{}, true, problems);
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
  std::vector<feel::NameSet> plain_names_;  ///< by pack
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
