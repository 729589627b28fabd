// Case: the facts of one applicant, a date and the deciding office.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "huice/calendar.hpp"
#include "huice/decimal.hpp"
#include "huice/result.hpp"
#include "huice/rulebook.hpp"

namespace huice {

/// A fact that was looked up once, to set it often.
class FactHandle {
 public:
  FactHandle() = default;
  [[nodiscard]] bool valid() const noexcept { return index_ != no_index; }

 private:
  friend class Case;
  friend FactHandle fact(const Rulebook&, std::string_view) noexcept;
  static constexpr std::uint32_t no_index = 0xFFFFFFFF;
  explicit FactHandle(std::uint32_t index) noexcept : index_(index) {}
  std::uint32_t index_ = no_index;
};

/// The handle of a declared fact; invalid when there is none of that id.
[[nodiscard]] FactHandle fact(const Rulebook& book, std::string_view id) noexcept;

/// A parameter value that the case brings ("--set", "parameters"). `text` is a value as in a value
/// pack (700, P1Y, 2026-03-10), for a set a list (a, b), for terms whether they are met (true,
/// false); tables cannot be given. `area` is a place code; "" means everywhere.
struct ParameterSetting {
  std::string id;
  std::string text;
  std::string area;
};

/// A value for a fact where its type is not known at compile time. Texts are enum ids, codes,
/// texts, and decimal, date and duration text; lists are the ids of an enum set.
using FactValue = std::variant<bool, std::int64_t, Decimal, Date, MonthsDuration, std::string,
                               std::vector<std::string>>;

/// The facts of one member of a household, by id; what is left out is unknown.
using MemberFacts = std::vector<std::pair<std::string, FactValue>>;

namespace detail {
struct CaseState;
}

/// One case. Facts that are not set are *unknown*, which is never false, zero or null. Setters
/// check the value against the declaration and keep the old value when it does not fit;
/// `problems()` tells.
///
///     huice::Case c(book);
///     c.as_of(*huice::Date::parse("2026-03-10")).jurisdiction("520000");
///     c.set("is_agri_transfer_population", true).set("hukou_place", "510500");
///     auto decision = huice::decide(book, c);
class Case {
 public:
  explicit Case(const Rulebook& book);
  Case(const Case&);
  Case(Case&&) noexcept;
  Case& operator=(const Case&);
  Case& operator=(Case&&) noexcept;
  ~Case();

  Case& id(std::string_view text);
  Case& as_of(Date date) noexcept;
  Case& jurisdiction(std::string_view code);
  Case& parameter(ParameterSetting setting);

  Case& set(FactHandle fact, bool value);
  Case& set(FactHandle fact, std::int64_t value);
  Case& set(FactHandle fact, const Decimal& value);
  Case& set(FactHandle fact, Date value);
  Case& set(FactHandle fact, const MonthsDuration& value);
  /// Enum ids, codes, texts; also decimal, date and duration text.
  Case& set(FactHandle fact, std::string_view value);
  Case& set(FactHandle fact, const std::vector<std::string>& ids);
  /// The members of a `members` fact; an empty list says that there are none.
  Case& set_members(FactHandle fact, const std::vector<MemberFacts>& members);
  /// Makes the fact unknown again.
  Case& forget(FactHandle fact);

  template <class T>
  Case& set(std::string_view fact_id, const T& value) {
    return set_by_id(fact_id, [&](FactHandle handle) { set(handle, value); });
  }
  Case& set(std::string_view fact_id, const char* value) {
    return set(fact_id, std::string_view(value));
  }
  Case& set(FactHandle fact, const char* value) { return set(fact, std::string_view(value)); }
  Case& set(FactHandle fact, int value) { return set(fact, static_cast<std::int64_t>(value)); }

  [[nodiscard]] const std::string& id() const noexcept;
  [[nodiscard]] std::optional<Date> as_of() const noexcept;
  [[nodiscard]] const std::string& jurisdiction() const noexcept;
  [[nodiscard]] bool is_known(FactHandle fact) const noexcept;

  /// What was wrong with values given so far, and warnings (unknown county codes, dates after
  /// as_of).
  [[nodiscard]] const Diagnostics& problems() const noexcept;

  [[nodiscard]] const detail::CaseState& state() const noexcept { return *state_; }
  [[nodiscard]] detail::CaseState& state() noexcept { return *state_; }

 private:
  template <class F>
  Case& set_by_id(std::string_view fact_id, F&& assign) {
    const FactHandle handle = find(fact_id);
    if (handle.valid()) assign(handle);
    return *this;
  }
  [[nodiscard]] FactHandle find(std::string_view fact_id);  // reports an unknown id

  std::unique_ptr<detail::CaseState> state_;
};

/// Reads a case from JSON: {"id"?, "as_of"?, "jurisdiction"?, "parameters"?, "facts": {…}}. `name`
/// is what diagnostics call it. Fails with every problem found; warnings come with the case.
[[nodiscard]] Result<Case> case_from_json(const Rulebook& book, std::string_view json,
                                          std::string name = "case");
/// The same object written as YAML.
[[nodiscard]] Result<Case> case_from_yaml(const Rulebook& book, std::string_view yaml,
                                          std::string name = "case");
/// Reads a profile: YAML where the name ends in .yaml or .yml, else JSON. Only regular files of at
/// most 64 MiB are read.
[[nodiscard]] Result<Case> case_from_file(const Rulebook& book, const std::string& path);

}  // namespace huice
