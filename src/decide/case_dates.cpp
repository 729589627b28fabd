#include "decide/case_dates.hpp"

#include <string>
#include <utility>

#include "text/code.hpp"

namespace huice::deciding {
namespace {

/// Walks the values of a case and notes every date after `as_of`.
class FutureDates {
 public:
  explicit FutureDates(Date as_of) noexcept : as_of_(as_of) {}

  void look(const value::Value& value, const std::string& fact) {
    if (is_future(value)) warn(value.date(), fact, "facts." + fact);
    if (!value.is_list()) return;
    for (std::size_t i = 0; i < value.list().items.size(); ++i) {
      const value::Value& member = value.list().items[i];
      if (!member.is_context()) return;
      for (const auto& [field, inner] : member.context().entries) {
        if (!is_future(inner)) continue;
        std::string path = "facts." + fact + "[" + std::to_string(i) + "].";
        path += field;
        warn(inner.date(), field, std::move(path));
      }
    }
  }
  [[nodiscard]] Diagnostics take() { return std::move(found_); }

 private:
  [[nodiscard]] bool is_future(const value::Value& value) const {
    return value.kind() == value::Kind::date && as_of_ < value.date();
  }

  void warn(Date date, const std::string& name, std::string path) {
    Diagnostic warning;
    warning.code = text::info(text::Code::case_future_date).id;
    warning.severity = Severity::warning;
    warning.message = "`" + name + "` is " + date.to_string() + ", after " + as_of_.to_string();
    warning.path = std::move(path);
    found_.push_back(std::move(warning));
  }

  Date as_of_;
  Diagnostics found_;
};

}  // namespace

Diagnostics warn_of_future_dates(const detail::CaseState& state) {
  if (!state.as_of) return {};
  FutureDates dates(*state.as_of);
  for (std::size_t i = 0; i < state.facts.size(); ++i) {
    const value::Value& fact = state.facts[i];
    if (fact.kind() == value::Kind::date || fact.is_list())
      dates.look(fact, state.model->facts[i].id);
  }
  return dates.take();
}

}  // namespace huice::deciding
