#include "explain/decision_text.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

#include "explain/layout.hpp"
#include "explain/outcome_text.hpp"
#include "explain/phrases.hpp"
#include "huice/version.hpp"

namespace huice::explain {
namespace {

using Outcomes = std::vector<const Outcome*>;

/// Writes the sections in the order in which people need them.
class DecisionText {
 public:
  DecisionText(const Answer& answer, const TextOptions& options)
      : answer_(answer),
        options_(options),
        say_(answer, options.language),
        page_(options.width, options.colour),
        items_(answer, say_, page_) {}

  [[nodiscard]] std::string write() {
    head();
    section(benefits(Status::eligible), say_("可以享受", "What you may get"));
    section(prohibited(Status::violated), say_("办事单位违反了规定", "What an office must not do"));
    questions();
    section(benefits(Status::undetermined),
            say_("还要回答问题才能确定", "Open: it depends on something not known yet"));
    section(benefits(Status::conditional),
            say_("取决于地方规定", "Depends on rules that are set elsewhere"));
    section(benefits(Status::needs_review), say_("需要人工审核", "An officer must look"));
    later();
    employers();
    services();
    not_in_force();
    if (options_.all) {
      rest();
    } else {
      count_rest();
    }
    warnings();
    foot();
    return page_.take();
  }

 private:
  /// A document concerns this case when it covers the office or a place that was given.
  [[nodiscard]] bool concerns(std::string_view area) const {
    if (area.empty()) return true;
    if (answer_.jurisdiction.empty() && answer_.places.empty()) return true;
    if (lies_in(answer_.jurisdiction, area)) return true;
    return std::any_of(answer_.places.begin(), answer_.places.end(),
                       [&](const std::string& code) { return lies_in(code, area); });
  }

  [[nodiscard]] Outcomes select(std::span<const Outcome> from,
                                const std::function<bool(const Outcome&)>& wanted) const {
    Outcomes out;
    for (const Outcome& outcome : from) {
      if (concerns(outcome.rule->area) && wanted(outcome)) out.push_back(&outcome);
    }
    return out;
  }
  [[nodiscard]] Outcomes benefits(Status status) const {
    return select(answer_.entitlements, [&](const Outcome& outcome) {
      return outcome.force == Force::in_force && outcome.status == status &&
             outcome.rule->effect == Effect::benefit;
    });
  }
  [[nodiscard]] Outcomes prohibited(Status status) const {
    return select(answer_.prohibitions, [&](const Outcome& outcome) {
      return outcome.force == Force::in_force && outcome.status == status;
    });
  }

  void head() {
    std::string title(say_("惠策评估结果", "huice: what the rules give"));
    title += std::string(say_.colon()) + answer_.as_of.to_string();
    if (!answer_.jurisdiction.empty())
      title += std::string(say_("，办理机关：", ", office: ")) + say_.area(answer_.jurisdiction);
    page_.line(0, "", title, Tone::heading);
    std::string counts;
    for (const Status status :
         {Status::eligible, Status::undetermined, Status::conditional, Status::needs_review}) {
      const std::size_t count = benefits(status).size();
      if (count == 0) continue;
      if (!counts.empty()) counts += say_("；", "; ");
      counts += std::string(say_.status(status)) + " " + std::to_string(count);
    }
    page_.line(0, counts.empty()
                      ? say_("没有找到可以享受的项目", "nothing that may be claimed was found")
                      : std::string_view(counts));
  }

  [[nodiscard]] static std::string number_mark(std::size_t number) {
    return std::to_string(number) + ". ";
  }

  void section(const Outcomes& outcomes, std::string_view heading) {
    if (outcomes.empty()) return;
    page_.heading(heading);
    std::size_t number = 0;
    for (const Outcome* outcome : outcomes) {
      page_.gap();
      items_.block(number_mark(++number), *outcome);
    }
  }

  /// The facts that open outcomes wait for, those that settle most first.
  void questions() {
    std::map<std::string, std::size_t> waiting;
    for (const Outcome* outcome : benefits(Status::undetermined)) {
      for (const std::string& id : outcome->missing_facts) ++waiting[id];
    }
    if (waiting.empty()) return;
    std::vector<std::pair<std::string, std::size_t>> order(waiting.begin(), waiting.end());
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    page_.heading(say_("先回答这些问题", "Questions that settle most"));
    std::size_t number = 0;
    const std::size_t shown = options_.all ? order.size() : std::min(order.size(), most_questions);
    for (const auto& [id, count] : std::span(order).first(shown))
      question(number_mark(++number), id, count);
    if (shown == order.size()) return;
    const std::string more = std::to_string(order.size() - shown);
    page_.line(0, say_.language() == Language::zh
                      ? "另有 " + more + " 个问题，见以下各项。"
                      : more + " more questions stand with the items below.");
  }

  void question(std::string_view mark, const std::string& id, std::size_t count) {
    const FactInfo* fact = find(answer_.catalogue->fact_index, answer_.catalogue->facts, id);
    std::string text = fact == nullptr || say_(fact->question).empty() ? say_.fact_label(id)
                                                                       : say_(fact->question);
    text += " [" + id + "]";
    text +=
        say_.language() == Language::zh
            ? "（关系到 " + std::to_string(count) + " 项）"
            : (count == 1 ? " (1 depends on it)" : " (" + std::to_string(count) + " depend on it)");
    page_.line(0, mark, text, Tone::open);
    if (fact == nullptr) return;
    if (!say_(fact->help).empty()) page_.line(body_indent, "", say_(fact->help), Tone::faint);
    std::vector<std::string> choices;
    for (const FactValueInfo& value : fact->values)
      choices.push_back(say_(value.label) + " = " + value.id);
    if (!choices.empty())
      page_.line(body_indent, "", std::string(say_("可选：", "one of: ")) + say_.join(choices),
                 Tone::faint);
  }

  void later() {
    const Outcomes outcomes = select(answer_.entitlements, [](const Outcome& outcome) {
      return outcome.force == Force::in_force && outcome.earliest.has_value() &&
             outcome.rule->effect == Effect::benefit;
    });
    if (outcomes.empty()) return;
    page_.heading(say_("以后可以享受", "Not yet: a date will bring it"));
    std::size_t number = 0;
    for (const Outcome* outcome : outcomes) {
      page_.gap();
      items_.refusal(number_mark(++number), *outcome);
    }
  }

  void employers() {
    section(
        select(
            answer_.entitlements,
            [](const Outcome& outcome) {
              return outcome.force == Force::in_force && outcome.rule->effect == Effect::adverse &&
                     (outcome.status == Status::eligible || outcome.status == Status::needs_review);
            }),
        say_("用人单位的后果（不针对个人）", "Consequences for employers (never for a person)"));
  }

  void services() {
    bool has_heading = false;
    for (const ServiceEntry& entry : answer_.services) {
      if (entry.force != Force::in_force || !concerns(entry.service->area)) continue;
      if (!has_heading) page_.heading(say_("可以使用的服务", "Services that are open to you"));
      has_heading = true;
      service(entry);
    }
  }

  void service(const ServiceEntry& entry) {
    std::string text = say_(entry.service->title);
    if (entry.service->encouraged) text += say_.aside(say_("鼓励性措施", "encouraged, not a duty"));
    if (!say_(entry.service->office).empty())
      text += std::string(say_("。去哪里：", ". Where: ")) + say_(entry.service->office);
    page_.line(0, "- ", text);
    page_.line(2, "", say_.citations(entry.service->source), Tone::faint);
  }

  /// Drafts and plans whose period has ended stand apart, under their own mark.
  void not_in_force() {
    for (const Force force : {Force::draft, Force::period_ended, Force::not_yet}) {
      const Outcomes outcomes = select(answer_.entitlements, [&](const Outcome& outcome) {
        return outcome.force == force && outcome.rule->effect == Effect::benefit &&
               (outcome.status == Status::eligible || outcome.status == Status::conditional ||
                outcome.status == Status::undetermined || outcome.status == Status::needs_review);
      });
      if (outcomes.empty()) continue;
      page_.heading(
          std::string(say_("仅供参考，不能据此申请：", "For information only, no claim: ")) +
          std::string(say_.force(force)));
      std::size_t number = 0;
      for (const Outcome* outcome : outcomes) {
        page_.gap();
        items_.brief(number_mark(++number), *outcome);
      }
    }
  }

  void rest() {
    refusals(Status::ineligible, say_("目前不符合", "Not at present"));
    refusals(Status::not_applicable,
             say_("不适用于本情况（不是拒绝）", "Does not apply here (this is no refusal)"));
    section(prohibited(Status::undetermined), say_("禁止性规定：还缺信息", "Prohibitions: open"));
    section(prohibited(Status::respected), say_("禁止性规定：未违反", "Prohibitions: respected"));
  }

  void refusals(Status status, std::string_view heading) {
    Outcomes outcomes = select(answer_.entitlements, [&](const Outcome& outcome) {
      return outcome.force == Force::in_force && outcome.status == status && !outcome.earliest;
    });
    if (outcomes.empty()) return;
    page_.heading(heading);
    std::size_t number = 0;
    for (const Outcome* outcome : outcomes) {
      page_.gap();
      items_.refusal(number_mark(++number), *outcome);
    }
  }

  void count_rest() {
    const auto count = [&](Status status) {
      return select(answer_.entitlements,
                    [&](const Outcome& outcome) {
                      return outcome.force == Force::in_force && outcome.status == status &&
                             !outcome.earliest;
                    })
          .size();
    };
    const std::string refused = std::to_string(count(Status::ineligible));
    const std::string elsewhere = std::to_string(count(Status::not_applicable));
    page_.gap();
    page_.line(0, say_.language() == Language::zh
                      ? "另有 " + refused + " 项目前不符合，" + elsewhere +
                            " 项不适用于本情况；用 --all 查看。"
                      : refused + " more are not met at present and " + elsewhere +
                            " do not apply here; --all shows them.");
  }

  void warnings() {
    if (answer_.warnings.empty()) return;
    page_.heading(say_("请核对", "Please check"));
    for (const Diagnostic& warning : answer_.warnings) {
      std::string text = warning.message;
      if (!warning.path.empty()) text += say_.aside(warning.path);
      page_.line(0, "- ", text, Tone::open);
    }
  }

  void foot() {
    constexpr std::size_t shown_digits = 16;
    page_.gap();
    page_.line(0, "",
               std::string(say_("以上是按规则得出的初步结果，由办理机关决定。规则库 ",
                                "This follows from the rules; the office decides. Rulebook ")) +
                   std::string(answer_.rulebook_hash.substr(0, shown_digits)) + ", huice " +
                   std::string(version()),
               Tone::faint);
  }

  static constexpr std::size_t body_indent = 3;
  static constexpr std::size_t most_questions = 10;  // one sitting; --all asks for more

  const Answer& answer_;
  const TextOptions& options_;
  Phrases say_;
  Page page_;
  OutcomeText items_;
};

}  // namespace

bool lies_in(std::string_view code, std::string_view area) noexcept {
  if (area == "000000") return !code.empty();
  const std::size_t digits = area.ends_with("0000") ? 2 : area.ends_with("00") ? 4 : 6;
  return code.size() == area.size() && code.substr(0, digits) == area.substr(0, digits);
}

std::string decision_text(const Answer& answer, const TextOptions& options) {
  return DecisionText(answer, options).write();
}

}  // namespace huice::explain
