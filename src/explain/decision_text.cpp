#include "explain/decision_text.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <map>
#include <set>
#include <span>
#include <tuple>
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
    section(prohibited({Status::violated}),
            say_("办事单位违反了规定", "What an office must not do"));
    section(prohibited(may_be_violated),
            say_("可能违反规定，请核实", "May be against the rules: please check"));
    questions();
    section(not_known(),
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
  [[nodiscard]] Outcomes prohibited(std::span<const Status> statuses) const {
    return select(answer_.prohibitions, [&](const Outcome& outcome) {
      return outcome.force == Force::in_force &&
             std::find(statuses.begin(), statuses.end(), outcome.status) != statuses.end();
    });
  }
  [[nodiscard]] Outcomes prohibited(std::initializer_list<Status> statuses) const {
    return prohibited(std::span<const Status>(statuses.begin(), statuses.size()));
  }
  /// What a question would settle: benefits, and prohibitions of which nothing is known yet.
  [[nodiscard]] Outcomes not_known() const {
    Outcomes open = benefits(Status::undetermined);
    const Outcomes prohibitions = prohibited({Status::undetermined});
    open.insert(open.end(), prohibitions.begin(), prohibitions.end());
    return open;
  }
  /// Benefits of documents that are not in force, as if they were.
  [[nodiscard]] Outcomes benefits_if(Force force) const {
    return select(answer_.entitlements, [&](const Outcome& outcome) {
      return outcome.force == force && outcome.rule->effect == Effect::benefit &&
             (outcome.status == Status::eligible || outcome.status == Status::conditional ||
              outcome.status == Status::undetermined || outcome.status == Status::needs_review);
    });
  }

  void head() {
    std::string title(say_("惠策评估结果", "huice: what the rules give"));
    title += std::string(say_.colon()) + answer_.as_of.to_string();
    if (!answer_.jurisdiction.empty())
      title += std::string(say_("，办理机关：", ", office: ")) + say_.area(answer_.jurisdiction);
    page_.line(0, "", title, Tone::heading);
    std::string counts;
    const auto count = [&](std::string_view name, std::size_t number) {
      if (number == 0) return;
      if (!counts.empty()) counts += say_("；", "; ");
      counts += std::string(name) + std::string(say_.colon()) + std::to_string(number);
    };
    count(say_.status(Status::eligible), benefits(Status::eligible).size());
    count(say_("违反规定", "against the rules"), prohibited({Status::violated}).size());
    count(say_("可能违反规定", "may be against the rules"), prohibited(may_be_violated).size());
    count(say_.status(Status::undetermined), not_known().size());
    for (const Status status : {Status::conditional, Status::needs_review})
      count(say_.status(status), benefits(status).size());
    page_.line(0, counts.empty() ? nothing_found() : std::string_view(counts));
  }

  /// Where only a draft or an ended plan speaks of the place, that is why nothing was found.
  [[nodiscard]] std::string_view nothing_found() const {
    const bool is_any_in_force = !select(answer_.entitlements, [](const Outcome& outcome) {
                                    return outcome.force == Force::in_force;
                                  }).empty();
    if (!is_any_in_force && !benefits_if(Force::draft).empty()) {
      return say_("当地的文件是草案，没有生效；以下内容仅供参考",
                  "the local document is a draft, not in force; what follows is for information");
    }
    if (!is_any_in_force && !benefits_if(Force::period_ended).empty()) {
      return say_("当地文件的实施期已满；以下内容仅供参考",
                  "the period of the local document has ended; what follows is for information");
    }
    return say_("没有找到可以享受的项目", "nothing that may be claimed was found");
  }

  [[nodiscard]] static std::string number_mark(std::size_t number) {
    return std::to_string(number) + ". ";
  }

  [[nodiscard]] static bool gives_money(const Outcome& outcome) {
    const std::vector<GrantInfo>& grants = outcome.rule->grants;
    return std::any_of(grants.begin(), grants.end(), [](const GrantInfo& grant) {
      return grant.kind == "money" || grant.kind == "exemption";
    });
  }
  /// What is nearest to being got stands first: few open facts, a duty before what is promoted,
  /// money before the rest.
  static void sort_by_use(Outcomes& outcomes) {
    const auto rank = [](const Outcome* outcome) {
      return std::tuple(outcome->missing_facts.size(), outcome->rule->encouraged,
                        !gives_money(*outcome));
    };
    std::stable_sort(outcomes.begin(), outcomes.end(),
                     [&](const Outcome* a, const Outcome* b) { return rank(a) < rank(b); });
  }

  void section(Outcomes outcomes, std::string_view heading) {
    if (outcomes.empty()) return;
    sort_by_use(outcomes);
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
    for (const Outcome* outcome : not_known()) {
      std::set<std::string> asked;
      for (const std::string& id : outcome->missing_facts) asked.insert(first_to_ask(id));
      for (const std::string& id : asked) ++waiting[id];
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

  /// What is asked only after another fact stands back for it while that is not known.
  [[nodiscard]] std::string first_to_ask(std::string id) const {
    while (true) {
      const FactInfo* fact = find(answer_.catalogue->fact_index, answer_.catalogue->facts, id);
      if (fact == nullptr || fact->ask_after.empty()) return id;
      const FactInfo* before =
          find(answer_.catalogue->fact_index, answer_.catalogue->facts, fact->ask_after);
      const bool is_open = before != nullptr && before->type == FactType::boolean &&
                           answer_.look_up(before->id).value == LocalText{};
      if (!is_open) return id;
      id = before->id;
    }
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

  /// What an applicant can use: no soft measure and no work inside the administration.
  [[nodiscard]] static bool is_for_people(const ServiceInfo& service) {
    constexpr std::array<std::string_view, 2> internal = {"admin", "public-finance"};
    return !service.encouraged &&
           std::find(internal.begin(), internal.end(), service.family) == internal.end();
  }

  void services() {
    std::map<std::string, std::vector<const ServiceInfo*>> by_document;
    std::size_t promoted = 0;
    std::size_t internal = 0;
    for (const ServiceEntry& entry : answer_.services) {
      if (entry.force != Force::in_force || !concerns(entry.service->area)) continue;
      if (!options_.all && !is_for_people(*entry.service)) {
        ++(entry.service->encouraged ? promoted : internal);
        continue;
      }
      by_document[document_of(entry.service->source)].push_back(entry.service);
    }
    if (by_document.empty() && promoted + internal == 0) return;
    page_.heading(say_("可以使用的服务", "Services that are open to you"));
    for (const auto& [document, services] : by_document) {
      if (!document.empty()) page_.line(0, "", document + std::string(say_.colon()));
      for (const ServiceInfo* one : services) service(*one);
    }
    count_left_out({{promoted, "项推动性措施", "more measures that are only promoted"},
                    {internal, "项行政内部工作", "more inside the administration"}});
  }

  struct LeftOut {
    std::size_t count;
    std::string_view zh;
    std::string_view en;
  };
  /// What is not shown, in one line; nothing where there is nothing.
  void count_left_out(const std::vector<LeftOut>& all) {
    std::string out;
    for (const LeftOut& one : all) {
      if (one.count == 0) continue;
      if (!out.empty()) out += say_("，", ", ");
      out += std::to_string(one.count) + " " + std::string(say_(one.zh, one.en));
    }
    if (out.empty()) return;
    page_.line(0, std::string(say_("另有 ", "")) + out +
                      std::string(say_("；用 --all 查看。", "; --all shows them.")));
  }

  [[nodiscard]] std::string document_of(std::span<const CitationInfo> source) const {
    return source.empty() ? std::string() : say_.source_title(source.front());
  }

  void service(const ServiceInfo& service) {
    std::string text = say_(service.title);
    if (service.encouraged) text += say_.aside(say_.promoted());
    if (!say_(service.office).empty())
      text += std::string(say_("。去哪里：", ". Where: ")) + say_(service.office);
    if (!service.source.empty()) text += say_.aside(say_.places_in_document(service.source));
    page_.line(0, "- ", text);
  }

  /// Drafts and plans whose period has ended stand apart, under their own mark.
  void not_in_force() {
    for (const Force force : {Force::draft, Force::period_ended, Force::not_yet}) {
      Outcomes outcomes = benefits_if(force);
      if (outcomes.empty()) continue;
      sort_by_use(outcomes);
      page_.heading(
          std::string(say_("仅供参考，不能据此申请：", "For information only, no claim: ")) +
          std::string(say_.force(force)));
      if (force == Force::period_ended && !options_.all) {
        ended(outcomes);
        continue;
      }
      std::size_t number = 0;
      for (const Outcome* outcome : outcomes) {
        page_.gap();
        items_.brief(number_mark(++number), *outcome);
      }
    }
  }

  /// Nothing comes of a plan that has ended: a line each, and no questions.
  void ended(const Outcomes& outcomes) {
    std::map<std::string, Outcomes> by_document;
    std::size_t open = 0;
    for (const Outcome* outcome : outcomes) {
      if (outcome->status == Status::undetermined) {
        ++open;
      } else {
        by_document[document_of(outcome->rule->source)].push_back(outcome);
      }
    }
    for (const auto& [document, listed] : by_document) {
      if (!document.empty()) page_.line(0, "", document + std::string(say_.colon()));
      for (const Outcome* outcome : listed) items_.in_one_line(*outcome);
    }
    count_left_out({{open, "项还缺信息", "more are not yet known"}});
  }

  void rest() {
    refusals(Status::ineligible, say_("目前不符合", "Not at present"));
    refusals(Status::not_applicable,
             say_("不适用于本情况（不是拒绝）", "Does not apply here (this is no refusal)"));
    section(prohibited({Status::respected}), say_("禁止性规定：未违反", "Prohibitions: respected"));
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
    page_.gap();
    count_left_out({{count(Status::ineligible), "项目前不符合", "more are not met at present"},
                    {count(Status::not_applicable), "项不适用于本情况", "more do not apply here"}});
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

  static constexpr std::array<Status, 2> may_be_violated = {Status::conditional,
                                                            Status::needs_review};
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
