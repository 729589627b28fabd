// Whether a value fits the declaration of its fact: the checks that every way of giving a case
// shares (JSON, YAML, the builder).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compile/catalogue.hpp"
#include "pack/model.hpp"
#include "text/code.hpp"
#include "value/value.hpp"

namespace huice::deciding {

/// Something wrong with a value; the code tells whether it is an error or a warning.
struct Objection {
  text::Code code = text::Code::case_wrong_type;
  std::string message;
  std::string hint = {};
};

/// A value as the evaluator takes it; unknown when the objection is an error.
struct Checked {
  value::Value value = value::Value::unknown();
  std::optional<Objection> objection = std::nullopt;
};

/// Codes "W…" only warn.
[[nodiscard]] bool is_warning(text::Code code) noexcept;

/// Six digits with the prefix of a province; old codes become the present one. A code that the
/// rulebook does not know is accepted with a warning.
struct CheckedPlace {
  std::string code;  ///< "" when the objection is an error
  std::optional<Objection> objection = std::nullopt;
};
[[nodiscard]] CheckedPlace check_place(const compile::Catalogue& catalogue, std::string_view code);

/// Checks values for one fact.
class ValueCheck {
 public:
  ValueCheck(const compile::Catalogue& catalogue, const pack::Fact& fact) noexcept
      : catalogue_(catalogue), fact_(fact) {}

  [[nodiscard]] Checked boolean(bool value) const;
  [[nodiscard]] Checked number(const Decimal& value) const;
  [[nodiscard]] Checked date(Date value) const;
  [[nodiscard]] Checked duration(const MonthsDuration& value) const;
  /// A text for any type but boolean, enum_set and members: "1580.00", "2026-03-10", "flexible".
  [[nodiscard]] Checked text(std::string_view value) const;
  [[nodiscard]] Checked choices(const std::vector<std::string_view>& ids) const;

  /// "takes true or false, not a number": for values of the wrong shape.
  [[nodiscard]] Checked wrong_type(std::string_view found, std::string hint = {}) const;

 private:
  [[nodiscard]] bool is(pack::FactType type) const noexcept { return fact_.type == type; }
  [[nodiscard]] bool is_numeric() const noexcept;
  [[nodiscard]] Checked number_text(std::string_view value) const;
  [[nodiscard]] Checked date_text(std::string_view value) const;
  [[nodiscard]] Checked duration_text(std::string_view value) const;
  [[nodiscard]] Checked choice(std::string_view id) const;
  [[nodiscard]] Objection not_a_choice(std::string_view id) const;
  [[nodiscard]] Checked place(std::string_view code) const;

  const compile::Catalogue& catalogue_;
  const pack::Fact& fact_;
};

/// "a date such as \"2026-03-10\"": what a type takes.
[[nodiscard]] std::string_view what_it_takes(pack::FactType type) noexcept;

/// Why a text is no date, and what to write instead.
[[nodiscard]] Objection not_a_date(std::string_view name, std::string_view text);

/// A name in backquotes, cut where it is very long.
[[nodiscard]] std::string quote(std::string_view name);

}  // namespace huice::deciding
