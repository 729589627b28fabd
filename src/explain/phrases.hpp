// The fixed words of the renderings, in both languages, and small phrases made of them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "explain/answer.hpp"
#include "huice/decision.hpp"

namespace huice::explain {

/// Picks the words of one language.
class Phrases {
 public:
  Phrases(const Answer& answer, Language language) noexcept
      : answer_(answer), language_(language) {}

  [[nodiscard]] std::string_view operator()(std::string_view zh,
                                            std::string_view en) const noexcept {
    return language_ == Language::zh ? zh : en;
  }
  [[nodiscard]] const std::string& operator()(const LocalText& text) const noexcept {
    return pick(text, language_);
  }
  [[nodiscard]] Language language() const noexcept { return language_; }
  [[nodiscard]] std::string_view colon() const noexcept { return (*this)("：", ": "); }
  /// "a、b" or "a; b".
  [[nodiscard]] std::string join(const std::vector<std::string>& parts) const;
  /// "（text）" or " (text)".
  [[nodiscard]] std::string aside(std::string_view text) const;

  [[nodiscard]] std::string fact_label(std::string_view id) const;
  [[nodiscard]] std::string parameter_label(std::string_view id) const;
  [[nodiscard]] std::string fact_labels(std::span<const std::string> ids) const;
  [[nodiscard]] std::string parameter_labels(std::span<const std::string> ids) const;
  [[nodiscard]] std::string document_label(std::string_view id) const;
  [[nodiscard]] std::string family_title(std::string_view id) const;
  /// "贵阳市（520100）"; the code alone where the list of areas does not have it.
  [[nodiscard]] std::string area(std::string_view code) const;
  [[nodiscard]] std::string set_by(std::string_view level) const;
  /// Where to go: the clause's office, or that it names none.
  [[nodiscard]] std::string office(const LocalText& named) const;
  /// How to object, likewise.
  [[nodiscard]] std::string appeal(const LocalText& named) const;
  /// What a soft verb (鼓励, 推动, 督促) means for the reader.
  [[nodiscard]] std::string_view promoted() const noexcept;

  [[nodiscard]] std::string_view status(Status status) const noexcept;
  [[nodiscard]] std::string_view force(Force force) const noexcept;
  [[nodiscard]] std::string_view truth(Truth truth) const noexcept;

  /// "《…》十，第3句"
  [[nodiscard]] std::string citation(const CitationInfo& citation) const;
  [[nodiscard]] std::string citations(std::span<const CitationInfo> all) const;
  /// "《…》"
  [[nodiscard]] std::string source_title(const CitationInfo& citation) const;
  /// The same without the name of the first document, which the reader has before them.
  [[nodiscard]] std::string places_in_document(std::span<const CitationInfo> all) const;
  /// A locator in words: "第一章/第三节/¶3/s3" names a paragraph and a sentence.
  [[nodiscard]] std::string locator(std::string_view written) const;

  /// "元", "元/月"; what has no word here stays as it is.
  [[nodiscard]] std::string unit(std::string_view unit, std::string_view per) const;
  /// What is granted with its amount, range or what the amount still depends on; what the whole
  /// outcome waits for is said there.
  [[nodiscard]] std::string grant(const GrantOutcome& grant, const Outcome& outcome) const;

 private:
  [[nodiscard]] std::string unit_word(std::string_view word) const;
  [[nodiscard]] std::string quantity(const GrantOutcome& grant) const;
  [[nodiscard]] std::string open_amount(const GrantOutcome& grant, const Outcome& outcome) const;
  [[nodiscard]] std::string not_said_ask_the_office() const;
  [[nodiscard]] std::string numbered(std::string_view numbers, std::string_view zh,
                                     std::string_view en) const;
  [[nodiscard]] std::string locator_part(std::string_view part) const;
  [[nodiscard]] std::string chapter_part(std::string_view part) const;

  const Answer& answer_;
  Language language_;
};

}  // namespace huice::explain
