#include "explain/reason_text.hpp"

#include <algorithm>
#include <string>

namespace huice::explain {
namespace {

Tone tone_of(const Reason& reason) noexcept {
  if (reason.outcome == Truth::unknown) return Tone::open;
  return reason.outcome == Truth::error ? Tone::bad : Tone::plain;
}

bool is_presumed(const Reason& reason) {
  return std::any_of(reason.uses.begin(), reason.uses.end(),
                     [](const Use& use) { return use.presumed; });
}

/// What decides, and what the office presumes, which is never left unsaid.
bool has_decisive(const Reason& reason) {
  return reason.decisive || is_presumed(reason) ||
         std::any_of(reason.parts.begin(), reason.parts.end(), has_decisive);
}

/// Does a condition that must hold ask for this place alone, with the same result?
bool says_the_same(const Reason& condition, const Reason& place) {
  if (condition.kind == "all") {
    return std::any_of(condition.parts.begin(), condition.parts.end(),
                       [&](const Reason& part) { return says_the_same(part, place); });
  }
  return condition.kind == "condition" && condition.parts.empty() && condition.decisive &&
         condition.outcome == place.outcome && condition.uses.size() == 1 &&
         condition.uses.front().id == place.uses.front().id;
}

/// The territorial test goes without saying beside the clause's own; what is presumed or fails
/// never does.
bool is_said_again(const Reason& part, const Reason& root) {
  if (part.kind != "place" || part.uses.empty() || part.outcome == Truth::no || is_presumed(part))
    return false;
  return std::any_of(root.parts.begin(), root.parts.end(),
                     [&](const Reason& other) { return says_the_same(other, part); });
}

bool is_open_term(const Reason& part, std::span<const std::string> named) {
  return part.kind == "term" && part.outcome == Truth::unknown && !part.uses.empty() &&
         std::find(named.begin(), named.end(), part.uses.front().id) != named.end();
}

class Writer {
 public:
  Writer(Page& page, const Phrases& say, ReasonScope scope,
         std::span<const std::string> named_below) noexcept
      : page_(page), say_(say), scope_(scope), named_below_(named_below) {}

  /// `above` is the clause that was named last on the way down.
  void node(const Reason& reason, std::size_t indent, const std::vector<CitationInfo>& above) {
    if (scope_ == ReasonScope::decisive && !has_decisive(reason)) return;
    const std::string text = text_of(reason);
    if (!text.empty()) {
      page_.line(indent, say_.truth(reason.outcome), text + remarks(reason), tone_of(reason));
      wrote_ = true;
      if (scope_ == ReasonScope::whole) details(reason, indent + mark_width, above);
    }
    parts(reason, text.empty() ? indent : indent + step,
          reason.source.empty() ? above : reason.source);
  }

  void parts(const Reason& whole, std::size_t indent, const std::vector<CitationInfo>& above) {
    for (const Reason& part : whole.parts) {
      if (scope_ == ReasonScope::decisive && goes_without_saying(part, whole)) continue;
      node(part, indent, above);
      if (part.kind == "place") told_places_.push_back(part.text);
    }
  }
  [[nodiscard]] bool wrote() const noexcept { return wrote_; }

 private:
  static constexpr std::size_t step = 2;
  static constexpr std::size_t mark_width = 6;

  [[nodiscard]] bool goes_without_saying(const Reason& part, const Reason& whole) const {
    const bool was_told =
        part.kind == "place" &&
        std::find(told_places_.begin(), told_places_.end(), part.text) != told_places_.end();
    return was_told || is_said_again(part, whole) || is_open_term(part, named_below_);
  }

  [[nodiscard]] std::string text_of(const Reason& reason) const {
    // That a clause asks for all of its conditions goes without saying.
    if (scope_ == ReasonScope::decisive && reason.id == "when" && reason.kind == "all") return {};
    if (!say_(reason.text).empty()) return say_(reason.text);
    if (reason.kind == "any" && reason.parts.size() > 1)
      return std::string(say_("以下任一项", "any of these"));
    if (reason.kind == "not") return std::string(say_("不属于下列情形", "not the following"));
    if (!reason.parts.empty()) return {};
    std::vector<std::string> labels;
    for (const Use& use : reason.uses) labels.push_back(use_text(use));
    return say_.join(labels);
  }

  [[nodiscard]] std::string use_text(const Use& use) const {
    const std::string& label = say_(use.label);
    std::string out = label.empty() ? use.id : label;
    if (!say_(use.value).empty()) out += std::string(say_.colon()) + say_(use.value);
    return out;
  }

  [[nodiscard]] std::string remarks(const Reason& reason) const {
    std::string out;
    // The text of the territorial test says so itself.
    if (reason.kind != "place" && is_presumed(reason)) out += say_.aside(say_("推定", "presumed"));
    if (reason.overridden)
      out += say_.aside(say_("被另一例外取代", "another exception takes precedence"));
    return out;
  }

  void details(const Reason& reason, std::size_t indent, const std::vector<CitationInfo>& above) {
    for (const Use& use : reason.uses) {
      std::string text = say_(use.label).empty() ? use.id : say_(use.label);
      text += say_.aside(use.id) + std::string(say_.colon());
      const std::string& value = say_(use.value);
      if (value.empty()) {
        text += use.bound       ? say_("已有规定，还缺信息", "set; a fact is not known yet")
                : use.parameter ? say_("未规定", "not set")
                                : say_("未知", "not known");
      } else {
        text += value;
      }
      if (use.presumed)
        text += say_.aside(say_("按办理机关所在地推定", "presumed from the office"));
      if (use.from_caller) text += say_.aside(say_("由使用者给出", "given with the case"));
      page_.line(indent, "- ", text, Tone::faint);
    }
    if (!reason.source.empty() && reason.source != above) {
      page_.line(indent, "",
                 std::string(say_("依据：", "clause: ")) + say_.citations(reason.source),
                 Tone::faint);
    }
  }

  Page& page_;
  const Phrases& say_;
  ReasonScope scope_;
  std::span<const std::string> named_below_;
  std::vector<LocalText> told_places_;
  bool wrote_ = false;
};

}  // namespace

bool write_reasons(Page& page, const Phrases& say, const Reason& root, ReasonScope scope,
                   std::size_t indent, std::span<const std::string> named_below) {
  Writer writer(page, say, scope, named_below);
  writer.parts(root, indent, root.source);
  return writer.wrote();
}

}  // namespace huice::explain
