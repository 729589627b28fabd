#include "pack/texts.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "pack/expressions.hpp"
#include "pack/scalar.hpp"
#include "pack/wording.hpp"

namespace huice::pack {
namespace {

using text::Code;

/// Where a part of a text stands in the file: that part, unless quotes or line folds changed it.
text::Place within(const text::Place& place, std::string_view part) {
  if (place.source == nullptr) return place;
  const std::size_t at = place.source->text(place.span).find(part);
  if (at == std::string_view::npos) return place;
  const auto begin = static_cast<std::uint32_t>(place.span.begin + at);
  return {place.source, {begin, static_cast<std::uint32_t>(begin + part.size())}};
}

class TextCheck {
 public:
  TextCheck(const Loading& loading, text::Report& report) : loading_(loading), report_(report) {}

  void rule(const Rule& rule) {
    pack_ = *loading_.library.find(rule.pack);
    members_ = members_of(rule, loading_);
    check(rule.title);
    check(rule.office);
    check(rule.appeal);
    if (rule.when) condition(*rule.when);
    for (const Exception& exception : rule.exceptions) condition(exception.when);
    if (rule.review) {
      for (const Text& reading : rule.review->readings) check(reading);
    }
    for (const Grant& grant : rule.grants) check(grant.of);
    members_ = nullptr;
  }

  void service(const Service& service) {
    pack_ = *loading_.library.find(service.pack);
    check(service.title);
    check(service.group);
    check(service.office);
  }

 private:
  using Names = std::set<std::string, std::less<>>;

  void condition(const Condition& condition) {
    check(condition.text);
    for (const Condition& part : condition.parts) this->condition(part);
  }

  void check(const Text& text) {
    const Names zh = placeholders(text.zh, text.zh_place);
    const Names en = placeholders(text.en, text.en_place);
    if (text.zh.empty() || text.en.empty()) return;
    require_in(zh, en, text.en_place, "English");
    require_in(en, zh, text.zh_place, "Chinese");
  }

  Names placeholders(std::string_view text, const text::Place& place) {
    Names names;
    for (std::size_t open = text.find('{'); open != std::string_view::npos;
         open = text.find('{', open + 1)) {
      const std::size_t close = text.find('}', open);
      if (close == std::string_view::npos) {
        report_.error(Code::placeholder, within(place, text.substr(open)),
                      "a placeholder is not closed", "write `}` behind the name");
        break;
      }
      std::string name(trim(text.substr(open + 1, close - open - 1)));
      if (!is_visible(name)) {
        report_unknown(name, within(place, text.substr(open, close - open + 1)));
      }
      names.insert(std::move(name));
    }
    return names;
  }

  bool is_visible(std::string_view name) const {
    if (name == "as_of" || is_member(name) || !loading_.library.complete()) return true;
    const Declaration* found = loading_.declarations.find(Space::names, name);
    return found != nullptr && loading_.library.packs()[pack_].sees_pack(found->pack);
  }

  bool is_member(std::string_view name) const {
    return members_ != nullptr && std::any_of(members_->begin(), members_->end(),
                                              [&](const Fact& field) { return field.id == name; });
  }

  void report_unknown(const std::string& name, const text::Place& place) {
    std::string hint =
        hint_at_other_pack(Space::names, name, pack_, loading_.declarations, loading_.library);
    if (hint.empty()) hint = near_name(name, report_, [&] { return visible_names(); });
    report_.error(Code::placeholder, place, "the placeholder `{" + name + "}` names nothing known",
                  std::move(hint));
  }

  std::vector<std::string_view> visible_names() const {
    std::vector<std::string_view> names{"as_of"};
    for (const auto& [name, declaration] : loading_.declarations.all(Space::names)) {
      if (loading_.library.packs()[pack_].sees_pack(declaration.pack)) names.push_back(name);
    }
    if (members_ != nullptr) {
      for (const Fact& field : *members_) names.push_back(field.id);
    }
    return names;
  }

  void require_in(const Names& wanted, const Names& found, const text::Place& place,
                  std::string_view language) {
    for (const std::string& name : wanted) {
      if (found.find(name) != found.end()) continue;
      report_.error(Code::placeholder, place,
                    "the placeholder `{" + name + "}` is missing in " + std::string(language),
                    "both languages show the same values");
    }
  }

  const Loading& loading_;
  text::Report& report_;
  std::size_t pack_ = 0;
  const std::vector<Fact>* members_ = nullptr;
};

}  // namespace

void check_texts(Loading& loading) {
  TextCheck check(loading, loading.report);
  for (const Rule& rule : loading.model.rules) check.rule(rule);
  for (const Service& service : loading.model.services) check.service(service);
}

}  // namespace huice::pack
