// Rulebook: what loading packs gives. Immutable; share it between threads as you like.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "huice/calendar.hpp"
#include "huice/decimal.hpp"
#include "huice/result.hpp"

namespace huice {

/// A text for people, in both languages.
struct LocalText {
  std::string zh;
  std::string en;
  friend bool operator==(const LocalText&, const LocalText&) = default;
};

enum class Language : std::uint8_t { zh, en };

[[nodiscard]] inline const std::string& pick(const LocalText& text, Language language) noexcept {
  return language == Language::zh ? text.zh : text.en;
}

/// Type of a fact; what a case gives for it is in docs/packs.md ("facts").
enum class FactType : std::uint8_t {
  boolean,
  integer,
  number,
  money,
  date,
  duration,
  enumeration,
  enum_set,
  code,
  text,
  members
};

struct FactValueInfo {
  std::string id;
  LocalText label;
};

struct DocumentInfo {
  std::string id;
  LocalText label;
};

/// A declared fact.
struct FactInfo {
  std::string id;
  std::string pack;
  FactType type = FactType::boolean;
  std::string about;  ///< person, household, business, child, place, case
  LocalText label;
  LocalText question;
  LocalText help;
  std::string unit;
  std::vector<FactValueInfo> values;
  std::vector<std::string> evidence;   ///< ids of documents, any of which proves it
  std::vector<std::string> sensitive;  ///< health, financial, minor, confidential
  std::vector<FactInfo> fields;        ///< of members
  std::string ask_after;               ///< fact to be known before this one is asked for, or ""
};

enum class Force : std::uint8_t { not_yet, in_force, period_ended, draft };
enum class Effect : std::uint8_t { benefit, adverse };

/// A reference into a document: "十/s3" of a source.
struct CitationInfo {
  std::string source;  ///< key of the source in its pack
  LocalText title;     ///< of the source
  std::string locator;
  friend bool operator==(const CitationInfo&, const CitationInfo&) = default;
};

struct SourceInfo {
  std::string pack;
  std::string key;
  LocalText title;
  LocalText issuer;
  std::string number;
  std::optional<Date> issued;
};

/// What an entitlement gives, as its pack says it.
struct GrantInfo {
  std::string kind;  ///< access, money, service, status, exemption, priority, place, duty
  LocalText of;
  std::string unit;  ///< of the amount, e.g. "CNY"; "" when there is none
  std::string per;   ///< month, year, once, person ...; "" when nothing is said
};

/// Another admissible reading of the text, which an officer should know of.
struct ReviewInfo {
  std::vector<LocalText> readings;
};

/// An entitlement or a prohibition.
struct RuleInfo {
  std::string id;
  std::string pack;
  bool prohibition = false;
  char grade = 'A';  ///< class: A or B
  std::string family;
  std::string area;
  std::vector<std::string> beneficiaries;
  bool encouraged = false;  ///< the document's verb is soft (鼓励, 推动 ...)
  Effect effect = Effect::benefit;
  LocalText title;
  LocalText office;
  LocalText appeal;
  std::string quote;  ///< verbatim words of the document, or ""
  std::vector<CitationInfo> source;
  std::vector<std::string> bring;  ///< ids of documents
  std::vector<GrantInfo> grants;
  std::optional<ReviewInfo> review;     ///< set where the pack names other readings
  std::vector<std::string> facts;       ///< every fact that it can read, sorted
  std::vector<std::string> parameters;  ///< every parameter that it can read, sorted
};

struct ServiceInfo {
  std::string id;
  std::string pack;
  std::string family;
  std::string area;
  LocalText group;
  LocalText title;
  LocalText office;
  bool encouraged = false;
  std::vector<CitationInfo> source;
};

struct IndicatorInfo {
  std::string id;
  std::string pack;
  std::string family;
  std::string area;
  LocalText title;
  LocalText unit;
  std::string figure;
  std::string comparator;
  std::string period;
  std::string label;
  std::vector<CitationInfo> source;
};

enum class ParameterKind : std::uint8_t { value, set, table, terms };

struct ParameterValueInfo {
  Date from;
  std::optional<Date> to;
  std::string area;
  std::string text;  ///< as written in the pack; of terms the test, without one the amount
  std::vector<CitationInfo> source;
  std::string amount;  ///< of terms, as written; "" when only a test is bound
  std::string unit;    ///< of the amount
  std::string per;     ///< of the amount: month, year, once, person ...
  LocalText note;      ///< what a reader should know about the value
};

struct ParameterInfo {
  std::string id;
  std::string pack;
  ParameterKind kind = ParameterKind::value;
  std::string type;
  std::string unit;
  std::string set_by;
  LocalText title;
  std::vector<CitationInfo> source;
  std::vector<ParameterValueInfo> values;  ///< empty: open
};

struct FamilyInfo {
  std::string id;
  LocalText title;
  std::string connecting_fact;  ///< "" where the jurisdiction decides alone
};

struct PackInfo {
  std::string id;
  std::string version;
  LocalText title;
  std::string area;
};

struct AreaInfo {
  std::string code;
  LocalText name;
};

/// A pack that is in memory instead of in a file. `name` is what diagnostics call it.
struct PackText {
  std::string name;
  std::string text;
};

namespace detail {
struct RulebookState;
}

/// The immutable result of loading packs; a cheap handle. Thread-safe. Old handles go on working
/// while a new rulebook is loaded.
class Rulebook {
 public:
  explicit Rulebook(std::shared_ptr<const detail::RulebookState> state) noexcept
      : state_(std::move(state)) {}

  /// SHA-256 (64 hex digits) over the typed, sorted content with all bound values; independent of
  /// file order and formatting.
  [[nodiscard]] const std::string& hash() const noexcept;

  // All lists are sorted by id and live as long as the rulebook.
  [[nodiscard]] std::span<const PackInfo> packs() const noexcept;
  [[nodiscard]] std::span<const SourceInfo> sources() const noexcept;
  [[nodiscard]] std::span<const FactInfo> facts() const noexcept;
  [[nodiscard]] std::span<const FamilyInfo> families() const noexcept;
  [[nodiscard]] std::span<const DocumentInfo> documents() const noexcept;
  [[nodiscard]] std::span<const AreaInfo> areas() const noexcept;
  [[nodiscard]] std::span<const ParameterInfo> parameters() const noexcept;
  [[nodiscard]] std::span<const RuleInfo> entitlements() const noexcept;
  [[nodiscard]] std::span<const RuleInfo> prohibitions() const noexcept;
  [[nodiscard]] std::span<const ServiceInfo> services() const noexcept;
  [[nodiscard]] std::span<const IndicatorInfo> indicators() const noexcept;

  /// By id; nullptr when there is none.
  [[nodiscard]] const FactInfo* find_fact(std::string_view id) const noexcept;
  [[nodiscard]] const RuleInfo* find_rule(std::string_view id) const noexcept;
  [[nodiscard]] const ServiceInfo* find_service(std::string_view id) const noexcept;
  [[nodiscard]] const IndicatorInfo* find_indicator(std::string_view id) const noexcept;
  [[nodiscard]] const ParameterInfo* find_parameter(std::string_view id) const noexcept;
  [[nodiscard]] const FamilyInfo* find_family(std::string_view id) const noexcept;
  [[nodiscard]] const DocumentInfo* find_document(std::string_view id) const noexcept;
  /// Also by an old code of the area.
  [[nodiscard]] const AreaInfo* find_area(std::string_view code) const noexcept;

  /// Ids of anything listed here that are spelt nearly like `id`, nearest first.
  [[nodiscard]] std::vector<std::string> similar_ids(std::string_view id) const;

  /// Legal force on a date of the document that an entitlement, prohibition, service or indicator
  /// stands in.
  [[nodiscard]] Force force_of(std::string_view id, Date as_of) const noexcept;
  /// Last day of the time in force that the date lies in; none where the document names no end or
  /// is not in force on the date.
  [[nodiscard]] std::optional<Date> in_force_until(std::string_view id, Date as_of) const noexcept;

  /// The files that it was loaded from, as load_texts() takes them: what that gives has the same
  /// hash. With the areas and DMN models that packs name.
  [[nodiscard]] std::vector<PackText> texts() const;

  [[nodiscard]] const detail::RulebookState& state() const noexcept { return *state_; }
  [[nodiscard]] const std::shared_ptr<const detail::RulebookState>& shared_state() const noexcept {
    return state_;
  }

 private:
  std::shared_ptr<const detail::RulebookState> state_;
};

/// Loads every pack below the paths (folders are searched; see docs/packs.md). Value packs are
/// packs too. Fails with all diagnostics found; warnings come with the rulebook.
///
///     auto book = huice::load({"rules/cn", "rules/cn-values"});
[[nodiscard]] Result<Rulebook> load(const std::vector<std::string>& paths);

/// The same for packs in memory, and for what they name (areas, DMN models): names say how files
/// lie beside each other.
[[nodiscard]] Result<Rulebook> load_texts(const std::vector<PackText>& packs);

/// Everything that loading and the static checks find, errors and warnings; empty: nothing to say.
/// Never fails.
[[nodiscard]] Diagnostics check(const std::vector<std::string>& paths);

[[nodiscard]] std::string_view name(
    FactType type) noexcept;  ///< "boolean", "enum", "enum_set" ...: as in packs
[[nodiscard]] std::string_view name(
    Force force) noexcept;  ///< "not_yet", "in_force", "period_ended", "draft"
[[nodiscard]] std::string_view name(Effect effect) noexcept;  ///< "benefit", "adverse"
[[nodiscard]] std::string_view name(
    ParameterKind kind) noexcept;  ///< "value", "set", "table", "terms"

}  // namespace huice
