#include "explain/phrases.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace huice::explain {
namespace {

struct Word {
  std::string_view id;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array<Word, 14> unit_words = {{{"CNY", "元", "CNY"},
                                              {"year", "年", "year"},
                                              {"years", "年", "years"},
                                              {"month", "月", "month"},
                                              {"months", "个月", "months"},
                                              {"day", "日", "day"},
                                              {"days", "日", "days"},
                                              {"person", "人", "person"},
                                              {"persons", "人", "persons"},
                                              {"household", "户", "household"},
                                              {"child", "儿童", "child"},
                                              {"once", "次", "once"},
                                              {"term", "学期", "term"},
                                              {"m2", "平方米", "m²"}}};

constexpr std::array<Word, 7> set_by_words = {{{"nation", "国家", "the nation"},
                                               {"province", "省级", "the province"},
                                               {"municipality", "直辖市", "the municipality"},
                                               {"prefecture", "地市级", "the prefecture"},
                                               {"city", "城市", "the city"},
                                               {"county", "县级", "the county"},
                                               {"district", "区县", "the district"}}};

/// What narrows a place in a document down, as packs write it.
constexpr std::array<Word, 8> half_words = {{{"first half", "前半", "first half"},
                                             {"second half", "后半", "second half"},
                                             {"last half", "后半", "last half"},
                                             {"first part", "前部", "first part"},
                                             {"second part", "后部", "second part"},
                                             {"last part", "后部", "last part"},
                                             {"middle", "中间", "middle"},
                                             {"part", "部分", "part"}}};

/// Divisions of Chinese documents: 第六章, 第六节, 第六条.
constexpr std::array<Word, 3> division_words = {
    {{"章", "章", "chapter"}, {"节", "节", "section"}, {"条", "条", "article"}}};

template <std::size_t size>
const Word* look_up(const std::array<Word, size>& words, std::string_view id) noexcept {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.id == id; });
  return found == words.end() ? nullptr : &*found;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// 1 to 99 in Chinese figures; 0 for anything else.
unsigned chinese_number(std::string_view text) noexcept {
  constexpr std::array<std::string_view, 9> digits = {"一", "二", "三", "四", "五",
                                                      "六", "七", "八", "九"};
  constexpr std::string_view ten = "十";
  const auto digit = [&](std::string_view one) {
    const auto found = std::find(digits.begin(), digits.end(), one);
    return found == digits.end() ? 0U : static_cast<unsigned>(found - digits.begin()) + 1U;
  };
  const std::size_t at = text.find(ten);
  if (at == std::string_view::npos) return digit(text);
  const std::string_view tens = text.substr(0, at);
  const std::string_view ones = text.substr(at + ten.size());
  if ((!tens.empty() && digit(tens) == 0) || (!ones.empty() && digit(ones) == 0)) return 0;
  return (tens.empty() ? 1U : digit(tens)) * 10U + digit(ones);
}

bool is_in(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool starts_with_digit(std::string_view text) noexcept {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

}  // namespace

std::string Phrases::join(const std::vector<std::string>& parts) const {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += (*this)("；", "; ");
    out += part;
  }
  return out;
}

std::string Phrases::aside(std::string_view text) const {
  return std::string((*this)("（", " (")) + std::string(text) + std::string((*this)("）", ")"));
}

std::string Phrases::fact_label(std::string_view id) const {
  const FactInfo* fact = find(answer_.catalogue->fact_index, answer_.catalogue->facts, id);
  return fact == nullptr || (*this)(fact->label).empty() ? std::string(id) : (*this)(fact->label);
}

std::string Phrases::parameter_label(std::string_view id) const {
  const ParameterInfo* parameter =
      find(answer_.catalogue->parameter_index, answer_.catalogue->parameters, id);
  if (parameter == nullptr || (*this)(parameter->title).empty()) return std::string(id);
  return (*this)(parameter->title);
}

std::string Phrases::fact_labels(std::span<const std::string> ids) const {
  std::vector<std::string> labels;
  for (const std::string& id : ids) labels.push_back(fact_label(id));
  return join(labels);
}

std::string Phrases::parameter_labels(std::span<const std::string> ids) const {
  std::vector<std::string> labels;
  for (const std::string& id : ids) {
    const ParameterInfo* parameter =
        find(answer_.catalogue->parameter_index, answer_.catalogue->parameters, id);
    std::string label = parameter_label(id);
    if (parameter != nullptr && !parameter->set_by.empty())
      label += aside(set_by(parameter->set_by));
    labels.push_back(std::move(label));
  }
  return join(labels);
}

std::string Phrases::document_label(std::string_view id) const {
  const DocumentInfo* document =
      find(answer_.catalogue->document_index, answer_.catalogue->documents, id);
  return document == nullptr ? std::string(id) : (*this)(document->label);
}

std::string Phrases::family_title(std::string_view id) const {
  const FamilyInfo* family = find(answer_.catalogue->family_index, answer_.catalogue->families, id);
  return family == nullptr ? std::string(id) : (*this)(family->title);
}

std::string Phrases::area(std::string_view code) const {
  const AreaInfo* area = find(answer_.catalogue->area_index, answer_.catalogue->areas, code);
  if (area == nullptr || (*this)(area->name).empty()) return std::string(code);
  return (*this)(area->name) + aside(code);
}

std::string Phrases::set_by(std::string_view level) const {
  const Word* word = look_up(set_by_words, level);
  if (word == nullptr) return std::string((*this)("由 ", "set by ")) + std::string(level);
  if (language_ == Language::zh) return "由" + std::string(word->zh) + "规定";
  return level == "nation" ? "set nationally" : "set by " + std::string(word->en);
}

std::string Phrases::not_said_ask_the_office() const {
  std::string out(
      (*this)("文件没有写明，请问办理机关", "the document does not say; ask the office"));
  const AreaInfo* area =
      find(answer_.catalogue->area_index, answer_.catalogue->areas, answer_.jurisdiction);
  if (area != nullptr && !(*this)(area->name).empty()) out += aside((*this)(area->name));
  return out;
}

std::string Phrases::office(const LocalText& named) const {
  return (*this)(named).empty() ? not_said_ask_the_office() : (*this)(named);
}

std::string Phrases::appeal(const LocalText& named) const {
  return (*this)(named).empty() ? not_said_ask_the_office() : (*this)(named);
}

std::string_view Phrases::promoted() const noexcept {
  return (*this)("本文件是推动性规定，法定义务不变",
                 "this document only promotes it; duties by law stand");
}

std::string_view Phrases::status(Status status) const noexcept {
  switch (status) {
    case Status::eligible:
      return (*this)("可以享受", "may get");
    case Status::conditional:
      return (*this)("取决于地方规定", "depends on a local rule");
    case Status::undetermined:
      return (*this)("还缺信息", "not yet known");
    case Status::ineligible:
      return (*this)("目前不符合", "not at present");
    case Status::not_applicable:
      return (*this)("不适用于本情况", "does not apply here");
    case Status::needs_review:
      return (*this)("需要人工审核", "an officer must look");
    case Status::violated:
      return (*this)("违反禁止性规定", "the prohibition is violated");
    case Status::respected:
      return (*this)("未违反禁止性规定", "the prohibition is respected");
  }
  return "";
}

std::string_view Phrases::force(Force force) const noexcept {
  switch (force) {
    case Force::not_yet:
      return (*this)("尚未发布", "not issued yet");
    case Force::in_force:
      return (*this)("现行有效", "in force");
    case Force::period_ended:
      return (*this)("实施期已满", "its period has ended");
    case Force::draft:
      return (*this)("草案，未生效", "draft, not in force");
  }
  return "";
}

std::string_view Phrases::truth(Truth truth) const noexcept {
  switch (truth) {
    case Truth::yes:
      return (*this)("[是] ", "[yes] ");
    case Truth::no:
      return (*this)("[否] ", "[no]  ");
    case Truth::unknown:
      return (*this)("[？] ", "[?]   ");
    case Truth::error:
      return (*this)("[误] ", "[err] ");
  }
  return "";
}

std::string Phrases::numbered(std::string_view numbers, std::string_view zh,
                              std::string_view en) const {
  // "3(1)", "2(first half)": what stands in brackets narrows the place down.
  const std::size_t bracket = numbers.find('(');
  std::string narrower;
  if (bracket != std::string_view::npos && numbers.ends_with(')')) {
    const std::string_view inside = numbers.substr(bracket + 1, numbers.size() - bracket - 2);
    const Word* word = look_up(half_words, inside);
    narrower = aside(word == nullptr ? inside : (*this)(word->zh, word->en));
    numbers = numbers.substr(0, bracket);
  }
  // "2-s4": from one to another.
  std::string range(numbers);
  const std::size_t dash = range.find("-s");
  if (dash != std::string::npos) range.replace(dash, 2, language_ == Language::zh ? "至" : " to ");
  const std::string out = language_ == Language::zh
                              ? "第" + range + std::string(zh)
                              : std::string(en) + (dash == std::string::npos ? " " : "s ") + range;
  return out + narrower;
}

std::string Phrases::locator_part(std::string_view part) const {
  constexpr std::string_view paragraph = "¶";
  if (part.starts_with(paragraph))
    return numbered(part.substr(paragraph.size()), "段", "paragraph");
  if (part.starts_with("row")) return numbered(part.substr(3), "行", "row");
  if (part.starts_with("s") && starts_with_digit(part.substr(1)))
    return numbered(part.substr(1), "句", "sentence");
  return language_ == Language::zh ? std::string(part) : chapter_part(part);
}

// Only what is regular: 第六章, 第六节, 专栏4.
std::string Phrases::chapter_part(std::string_view part) const {
  constexpr std::string_view ordinal = "第";
  constexpr std::string_view box = "专栏";
  if (part.starts_with(box) && starts_with_digit(part.substr(box.size())))
    return "box " + std::string(part.substr(box.size()));
  for (const Word& division : division_words) {
    if (!part.starts_with(ordinal) || !part.ends_with(division.id)) continue;
    const std::size_t length = part.size() - ordinal.size() - division.id.size();
    const unsigned number = chinese_number(part.substr(ordinal.size(), length));
    if (number != 0) return std::string(division.en) + " " + std::to_string(number);
  }
  return std::string(part);
}

std::string Phrases::locator(std::string_view written) const {
  std::string out;
  for (const std::string_view part : split(written, '/')) {
    if (part.empty()) continue;
    if (!out.empty()) out += (*this)("，", ", ");
    out += locator_part(part);
  }
  return out;
}

std::string Phrases::source_title(const CitationInfo& citation) const {
  const std::string& title = (*this)(citation.title);
  if (title.empty()) return citation.source;
  return language_ == Language::zh ? "《" + title + "》" : title;
}

std::string Phrases::citation(const CitationInfo& citation) const {
  return source_title(citation) + std::string((*this)("", ", ")) + locator(citation.locator);
}

std::string Phrases::citations(std::span<const CitationInfo> all) const {
  if (all.empty()) return {};
  return source_title(all.front()) + std::string((*this)("", ", ")) + places_in_document(all);
}

std::string Phrases::places_in_document(std::span<const CitationInfo> all) const {
  std::string out;
  const CitationInfo* before = nullptr;
  for (const CitationInfo& one : all) {
    if (before != nullptr) out += (*this)("；", "; ");
    // The document is named once for clauses that follow each other.
    const bool same = before == nullptr || before->source == one.source;
    out += same ? locator(one.locator) : citation(one);
    before = &one;
  }
  return out;
}

std::string Phrases::unit_word(std::string_view word) const {
  const Word* found = look_up(unit_words, word);
  if (found == nullptr) return std::string(word);
  return std::string((*this)(found->zh, found->en));
}

std::string Phrases::unit(std::string_view unit, std::string_view per) const {
  std::string out;
  for (const std::string_view part : split(unit, '/')) {
    if (part.empty()) continue;
    if (!out.empty()) out += '/';
    // What is counted in months is not what is due each month.
    out += out.empty() && part == "month" ? (*this)("个月", "month") : unit_word(part);
  }
  if (per == "once") {
    out += (*this)("，一次性", " once");
  } else if (!per.empty()) {
    out += "/" + unit_word(per);
  }
  return out;
}

std::string Phrases::quantity(const GrantOutcome& grant) const {
  const bool is_zh = language_ == Language::zh;
  if (grant.amount) return grant.amount->to_string();
  if (grant.at_least && grant.at_most)
    return grant.at_least->to_string() + (is_zh ? " 至 " : " to ") + grant.at_most->to_string();
  if (grant.at_least) return (is_zh ? "至少 " : "at least ") + grant.at_least->to_string();
  if (grant.at_most) return (is_zh ? "至多 " : "at most ") + grant.at_most->to_string();
  return {};
}

std::string Phrases::open_amount(const GrantOutcome& grant, const Outcome& outcome) const {
  if (grant.missing_facts.empty() && grant.missing_parameters.empty()) return {};
  std::vector<std::string> causes;
  for (const std::string& id : grant.missing_facts) {
    if (!is_in(outcome.missing_facts, id)) causes.push_back(fact_label(id));
  }
  for (const std::string& id : grant.missing_parameters) {
    if (!is_in(outcome.missing_parameters, id)) causes.push_back(parameter_label(id));
  }
  if (causes.empty()) return std::string((*this)("金额未定", "the amount is open"));
  return std::string((*this)("金额取决于：", "the amount depends on: ")) + join(causes);
}

std::string Phrases::grant(const GrantOutcome& grant, const Outcome& outcome) const {
  std::string out = (*this)(grant.info->of);
  const std::string amount = quantity(grant);
  if (!amount.empty()) {
    if (!out.empty()) out += (*this)("，", ", ");
    out += amount + " " + unit(grant.unit, grant.per);
  }
  if (grant.member) {
    out += aside(std::string((*this)("家庭成员 ", "member ")) + std::to_string(*grant.member + 1));
  }
  if (grant.if_terms_met) out += aside((*this)("条件符合时", "if the terms are met"));
  if (!grant.amount) {
    const std::string open = open_amount(grant, outcome);
    if (!open.empty()) out += aside(open);
  }
  return out;
}

}  // namespace huice::explain
