// DMN models: decisions drawn in a modelling tool, evaluated as they are.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "huice/calendar.hpp"
#include "huice/diagnostic.hpp"
#include "huice/result.hpp"

namespace huice {

enum class DmnKind : std::uint8_t {
  input,      ///< input data
  decision,   ///< a decision
  knowledge,  ///< a business knowledge model: a function
  service,    ///< a decision service: a function made of decisions
};

/// An element of a model.
struct DmnElement {
  DmnKind kind = DmnKind::decision;
  std::string name;
  std::string type;  ///< FEEL's name of its type, "Any" where the model names none
  /// Names of the input data, and of decisions without logic, that a decision needs, directly or
  /// through other decisions; or what a function takes. Sorted for decisions, in order for
  /// functions.
  std::vector<std::string> inputs;
  /// Why it cannot be evaluated: a text that is no FEEL, a reference to nothing. Other elements are
  /// not touched by it; those that need it see null.
  Diagnostics problems;
};

namespace detail {
struct DmnState;
}

/// A DMN 1.1 to 1.5 model with the models that it imports. Immutable; copies share it; threads may
/// use one at once.
///
///     auto model = huice::load_dmn("subsidy.dmn");
///     auto answer = model.value().evaluate("Amount", R"({"Income": 1200})", as_of);
///     std::puts(answer.value().c_str());   // {"amount":300}
class DmnModel {
 public:
  [[nodiscard]] const std::string& name() const noexcept;
  /// Its namespace.
  [[nodiscard]] const std::string& space() const noexcept;
  /// The elements of the model itself, not of its imports, in the order of the file.
  [[nodiscard]] const std::vector<DmnElement>& elements() const noexcept;

  /// The value of a decision, or of business knowledge or a service called with inputs by name, as
  /// JSON: numbers as they are (34 digits), dates, times and durations as text, functions and
  /// ranges as FEEL's text for them. FEEL's null is null.
  ///
  /// `inputs` is a JSON object with values by name, read by the types of the model: dates, times
  /// and durations as text; a number may be written as decimal text. What is left out is null. A
  /// decision that is named is not made but taken as given. A name that nothing has, and a value
  /// that does not fit its type, fail.
  ///
  /// `as_of` is what `today()` and `now()` (at midnight, UTC) give. Elements that are needed but
  /// broken are null; what is wrong with them comes as warnings beside the answer.
  [[nodiscard]] Result<std::string> evaluate(std::string_view name, std::string_view inputs,
                                             Date as_of) const;

 private:
  friend Result<DmnModel> load_dmn(const std::string& path);
  explicit DmnModel(std::shared_ptr<const detail::DmnState> state);
  std::shared_ptr<const detail::DmnState> state_;
};

/// Reads a model, and what it imports from its folder (docs/dmn.md). Fails when a file is no XML or
/// no DMN, or an import cannot be had; what is wrong with single elements is told by them. XML
/// document types, entities and imports from elsewhere are refused; nothing is fetched.
[[nodiscard]] Result<DmnModel> load_dmn(const std::string& path);

}  // namespace huice
