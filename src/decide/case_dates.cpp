#include "decide/case_dates.hpp"

#include <string>

#include "text/code.hpp"

namespace huice::deciding {
namespace {

/// Walks the values of a case and notes every date after `as_of`.
class FutureDates {
 public:
  explicit FutureDates(Date as_of) noexcept : as_of_(as_of) {}

  void look(const value::Value& value, const std::string& name, const std::string& path) {
    if (value.kind() == value::Kind::date && as_of_ < value.date()) warn(value.date(), name, path);
    if (!value.is_list()) return;
    for (std::size_t i = 0; i < value.list().items.size(); ++i) {
      const value::Value& item = value.list().items[i];
      if (!item.is_context()) return;
      for (const auto& [field, inner] : item.context().entries) {
        look(inner, field, path + "[" + std::to_string(i) + "]." + field);
      }
    }
  }
  [[nodiscard]] Diagnostics take() { return std::move(found_); }

 private:
  void warn(Date date, const std::string& name, const std::string& path) {
    Diagnostic warning;
    warning.code = text::info(text::Code::case_future_date).id;
    warning.severity = Severity::warning;
    warning.message = "`" + name + "` is " + date.to_string() + ", after " + as_of_.to_string();
    warning.path = path;
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
    const std::string& id = state.model->facts[i].id;
    dates.look(state.facts[i], id, "facts." + id);
  }
  return dates.take();
}

}  // namespace huice::deciding
