// Case, the typed builder: the same checks as for cases that are read.
#include "huice/case.hpp"

#include <algorithm>
#include <utility>

#include "compile/rulebook.hpp"
#include "decide/case_names.hpp"
#include "decide/case_parameter.hpp"
#include "decide/case_state.hpp"
#include "decide/case_value.hpp"

namespace huice {

using deciding::Checked;
using deciding::Objection;
using deciding::ValueCheck;

namespace {

Diagnostic to_diagnostic(Objection objection, std::string path) {
  Diagnostic out;
  out.code = text::info(objection.code).id;
  out.severity = deciding::is_warning(objection.code) ? Severity::warning : Severity::error;
  out.message = std::move(objection.message);
  out.hint = std::move(objection.hint);
  out.path = std::move(path);
  return out;
}

const pack::Fact& declared(const detail::CaseState& state, std::uint32_t index) {
  return state.model->facts[index];
}

ValueCheck check_of(const detail::CaseState& state, std::uint32_t index) {
  return {*state.catalogue, declared(state, index)};
}

/// Takes the value over unless an error speaks against it.
void assign(detail::CaseState& state, std::uint32_t index, Checked checked) {
  bool fits = true;
  if (checked.objection) {
    fits = deciding::is_warning(checked.objection->code);
    state.problems.push_back(
        to_diagnostic(std::move(*checked.objection), "facts." + declared(state, index).id));
  }
  if (fits) state.facts[index] = std::move(checked.value);
}

Checked check(const ValueCheck& checks, const FactValue& given) {
  struct Visitor {
    const ValueCheck& checks;
    Checked operator()(bool value) const { return checks.boolean(value); }
    Checked operator()(std::int64_t value) const { return checks.number(Decimal(value)); }
    Checked operator()(const Decimal& value) const { return checks.number(value); }
    Checked operator()(Date value) const { return checks.date(value); }
    Checked operator()(const MonthsDuration& value) const { return checks.duration(value); }
    Checked operator()(const std::string& value) const { return checks.text(value); }
    Checked operator()(const std::vector<std::string>& ids) const {
      return checks.choices({ids.begin(), ids.end()});
    }
  };
  return std::visit(Visitor{checks}, given);
}

/// Collects the facts of one member; those that are not given stay unknown.
class MemberBuilder {
 public:
  MemberBuilder(detail::CaseState& state, const pack::Fact& members, std::string path)
      : state_(state), members_(members), path_(std::move(path)) {
    for (const pack::Fact& field : members.fields)
      fields_.emplace_back(field.id, value::Value::unknown());
  }

  void set(std::string_view name, const FactValue& given) {
    const auto field = std::find_if(members_.fields.begin(), members_.fields.end(),
                                    [&](const pack::Fact& f) { return f.id == name; });
    if (field == members_.fields.end()) {
      object(deciding::unknown_member_fact(members_, name), name);
      return;
    }
    Checked checked = check(ValueCheck(*state_.catalogue, *field), given);
    if (checked.objection) object(std::move(*checked.objection), name);
    fields_[static_cast<std::size_t>(field - members_.fields.begin())].second =
        std::move(checked.value);
  }
  [[nodiscard]] bool fits() const noexcept { return fits_; }
  [[nodiscard]] value::Value take() { return value::make_context(std::move(fields_)); }

 private:
  void object(Objection objection, std::string_view name) {
    fits_ = fits_ && deciding::is_warning(objection.code);
    state_.problems.push_back(to_diagnostic(std::move(objection), path_ + "." + std::string(name)));
  }

  detail::CaseState& state_;
  const pack::Fact& members_;
  std::string path_;
  std::vector<std::pair<std::string, value::Value>> fields_;
  bool fits_ = true;
};

}  // namespace

FactHandle fact(const Rulebook& book, std::string_view id) noexcept {
  const compile::Catalogue& catalogue = book.state().catalogue;
  const auto found = catalogue.fact_index.find(std::string(id));
  if (found == catalogue.fact_index.end()) return {};
  return FactHandle(catalogue.model_facts[found->second]);
}

Case::Case(const Rulebook& book) : state_(std::make_unique<detail::CaseState>()) {
  state_->model = book.state().model;
  state_->catalogue = {book.shared_state(), &book.state().catalogue};
  state_->facts.assign(state_->model->facts.size(), value::Value::unknown());
}
Case::Case(const Case& other) : state_(std::make_unique<detail::CaseState>(*other.state_)) {}
Case::Case(Case&&) noexcept = default;
Case& Case::operator=(const Case& other) {
  if (this != &other) state_ = std::make_unique<detail::CaseState>(*other.state_);
  return *this;
}
Case& Case::operator=(Case&&) noexcept = default;
Case::~Case() = default;

Case& Case::id(std::string_view text) {
  state_->id = text;
  return *this;
}

Case& Case::as_of(Date date) noexcept {
  state_->as_of = date;
  return *this;
}

Case& Case::jurisdiction(std::string_view code) {
  deciding::CheckedPlace place = deciding::check_place(*state_->catalogue, code);
  if (place.objection)
    state_->problems.push_back(to_diagnostic(std::move(*place.objection), "jurisdiction"));
  if (!place.code.empty()) state_->jurisdiction = std::move(place.code);
  return *this;
}

Case& Case::parameter(ParameterSetting setting) {
  const std::string path = "parameters." + setting.id;
  deciding::CheckedSetting checked =
      deciding::check_setting(*state_->model, *state_->catalogue, std::move(setting));
  const bool usable = checked.is_usable();
  for (Objection& objection : checked.objections)
    state_->problems.push_back(to_diagnostic(std::move(objection), path));
  if (usable) state_->parameters.push_back(std::move(checked.setting));
  return *this;
}

Case& Case::set(FactHandle fact, bool value) {
  if (fact.valid()) assign(*state_, fact.index_, check_of(*state_, fact.index_).boolean(value));
  return *this;
}
Case& Case::set(FactHandle fact, std::int64_t value) { return set(fact, Decimal(value)); }
Case& Case::set(FactHandle fact, const Decimal& value) {
  if (fact.valid()) assign(*state_, fact.index_, check_of(*state_, fact.index_).number(value));
  return *this;
}
Case& Case::set(FactHandle fact, Date value) {
  if (fact.valid()) assign(*state_, fact.index_, check_of(*state_, fact.index_).date(value));
  return *this;
}
Case& Case::set(FactHandle fact, const MonthsDuration& value) {
  if (fact.valid()) assign(*state_, fact.index_, check_of(*state_, fact.index_).duration(value));
  return *this;
}
Case& Case::set(FactHandle fact, std::string_view value) {
  if (fact.valid()) assign(*state_, fact.index_, check_of(*state_, fact.index_).text(value));
  return *this;
}
Case& Case::set(FactHandle fact, const std::vector<std::string>& ids) {
  if (!fact.valid()) return *this;
  const std::vector<std::string_view> views(ids.begin(), ids.end());
  assign(*state_, fact.index_, check_of(*state_, fact.index_).choices(views));
  return *this;
}

Case& Case::set_members(FactHandle fact, const std::vector<MemberFacts>& members) {
  if (!fact.valid()) return *this;
  const pack::Fact& declaration = declared(*state_, fact.index_);
  if (declaration.type != pack::FactType::members) {
    assign(*state_, fact.index_, check_of(*state_, fact.index_).wrong_type("a list of members"));
    return *this;
  }
  std::vector<value::Value> list;
  bool fits = true;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string path = "facts." + declaration.id + "[" + std::to_string(i) + "]";
    MemberBuilder member(*state_, declaration, path);
    for (const auto& [field, value] : members[i]) member.set(field, value);
    fits = fits && member.fits();
    list.push_back(member.take());
  }
  if (fits) state_->facts[fact.index_] = value::make_list(std::move(list));
  return *this;
}

Case& Case::forget(FactHandle fact) {
  if (fact.valid()) state_->facts[fact.index_] = value::Value::unknown();
  return *this;
}

const std::string& Case::id() const noexcept { return state_->id; }
std::optional<Date> Case::as_of() const noexcept { return state_->as_of; }
const std::string& Case::jurisdiction() const noexcept { return state_->jurisdiction; }
bool Case::is_known(FactHandle fact) const noexcept {
  return fact.valid() && !state_->facts[fact.index_].is_unknown();
}
const Diagnostics& Case::problems() const noexcept { return state_->problems; }

FactHandle Case::find(std::string_view fact_id) {
  const auto found = state_->catalogue->fact_index.find(std::string(fact_id));
  if (found != state_->catalogue->fact_index.end())
    return FactHandle(state_->catalogue->model_facts[found->second]);
  state_->problems.push_back(
      to_diagnostic(deciding::unknown_fact(*state_->model, *state_->catalogue, fact_id),
                    "facts." + std::string(fact_id)));
  return {};
}

}  // namespace huice
