// A blank profile: every key empty, its question as a comment.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "commands.hpp"
#include "exit_code.hpp"

namespace cli {
namespace {

using huice::FactInfo;
using huice::FactType;
using huice::Language;
using huice::ParameterInfo;

bool contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

class Template {
 public:
  Template(const huice::Rulebook& book, Language language, Output& out)
      : book_(book), language_(language), out_(out) {}

  void write(const huice::RuleInfo* only) {
    comment(0, say("空着的项就是“未知”，照样可以评估。代码和日期写在引号里。",
                   "What is left empty is unknown; that is fine. Codes and dates go in quotes."));
    if (only != nullptr) comment(0, huice::pick(only->title, language_) + " [" + only->id + "]");
    out_.line("id:");
    comment(0, say("评估日期，如 \"2026-03-10\"", "date of the decision, as \"2026-03-10\""));
    out_.line("as_of:");
    comment(0, say("办理机关所在地代码，如 \"520000\"",
                   "area code of the deciding office, as \"520000\""));
    out_.line("jurisdiction:");
    out_.line("facts:");
    for (const std::string_view about : subjects) write_facts(about, only);
    if (only != nullptr) write_parameters(*only);
  }

 private:
  static constexpr std::array<std::string_view, 6> subjects = {"case",  "person",   "household",
                                                               "child", "business", "place"};

  [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
    return std::string(language_ == Language::zh ? zh : en);
  }

  void comment(std::size_t indent, std::string_view text) {
    if (text.empty()) return;
    std::string line = std::string(indent, ' ') + "# " + std::string(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    out_.line(line);
  }

  [[nodiscard]] std::string how(const FactInfo& fact) const {
    switch (fact.type) {
      case FactType::boolean:
        return "true / false";
      case FactType::integer:
        return say("整数", "a whole number");
      case FactType::number:
        return say("数字", "a number");
      case FactType::money:
        return say("金额，最多两位小数", "an amount, at most two decimals");
      case FactType::date:
        return say("日期，如 \"2026-03-10\"", "a date, as \"2026-03-10\"");
      case FactType::duration:
        return say("年月，如 \"P1Y6M\"", "years and months, as \"P1Y6M\"");
      case FactType::enumeration:
        return say("选一个：", "one of: ") + choices(fact);
      case FactType::enum_set:
        return say("可多选，写成 [a, b]：", "any of, as [a, b]: ") + choices(fact);
      case FactType::code:
        return say("地点代码，如 \"520102\"", "a place code, as \"520102\"");
      case FactType::text:
        return say("文字", "a text");
      case FactType::members:
        return say("每人一项，写成 - {…}：", "one entry each, as - {…}: ");
    }
    return {};
  }

  [[nodiscard]] std::string choices(const FactInfo& fact) const {
    std::string out;
    for (const huice::FactValueInfo& value : fact.values) {
      if (!out.empty()) out += say("；", "; ");
      out += value.id + " " + huice::pick(value.label, language_);
    }
    return out;
  }

  void write_facts(std::string_view about, const huice::RuleInfo* only) {
    for (const FactInfo& fact : book_.facts()) {
      if (fact.about != about || (only != nullptr && !contains(only->facts, fact.id))) continue;
      const std::string& question = huice::pick(fact.question, language_);
      comment(2, question.empty() ? huice::pick(fact.label, language_) : question);
      comment(2, huice::pick(fact.help, language_));
      comment(2, how(fact) + (fact.unit.empty() ? "" : " (" + fact.unit + ")"));
      for (const FactInfo& field : fact.fields)
        comment(4, field.id + ": " + huice::pick(field.label, language_) + ", " + how(field));
      out_.line("  " + fact.id + ":");
    }
  }

  void write_parameters(const huice::RuleInfo& rule) {
    out_.line("parameters:");
    for (const ParameterInfo& parameter : book_.parameters()) {
      const bool is_open =
          parameter.values.empty() && parameter.kind != huice::ParameterKind::table;
      if (!is_open || !contains(rule.parameters, parameter.id)) continue;
      std::string about = huice::pick(parameter.title, language_);
      about += " (" + std::string(huice::name(parameter.kind));
      if (!parameter.type.empty()) about += " " + parameter.type;
      if (!parameter.unit.empty()) about += ", " + parameter.unit;
      comment(2, about + ")");
      out_.line("  " + parameter.id + ":");
    }
  }

  const huice::Rulebook& book_;
  Language language_;
  Output& out_;
};

}  // namespace

int blank_profile(const Options& options, Output& out) {
  const std::optional<huice::Rulebook> book = load_packs(options);
  if (!book) return bad_pack;
  const huice::RuleInfo* only = nullptr;
  if (!options.id.empty()) {
    only = book->find_rule(options.id);
    if (only == nullptr) {
      complain("the packs have no entitlement or prohibition called `" + options.id + "`");
      return usage;
    }
  }
  Template(*book, options.language, out).write(only);
  return done;
}

}  // namespace cli
