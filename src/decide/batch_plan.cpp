#include "decide/batch_plan.hpp"

#include <algorithm>

#include "compile/cone.hpp"
#include "compile/parameter_value.hpp"
#include "decide/case_parameter.hpp"
#include "decide/case_value.hpp"
#include "text/code.hpp"
#include "text/nearest.hpp"

namespace huice::deciding {

using program::no_index;
using text::Code;

namespace {

constexpr int most_places = 12;

class Planner {
 public:
  Planner(const Rulebook& book, std::vector<BatchOutput> outputs, BatchOptions options)
      : plan_(std::make_unique<BatchPlan>(book, std::move(outputs), std::move(options))) {}

  Result<std::unique_ptr<const BatchPlan>> run() {
    if (plan_->outputs.empty()) want_every_status();
    take_jurisdiction();
    take_parameters();
    for (std::size_t i = 0; i < plan_->outputs.size(); ++i)
      plan_output(plan_->outputs[i], "outputs[" + std::to_string(i) + "]");
    if (has_errors(problems_)) return std::move(problems_);
    collect_cells();
    return {std::unique_ptr<const BatchPlan>(std::move(plan_)), std::move(problems_)};
  }

 private:
  void object(const Objection& objection, const std::string& path) {
    Diagnostic problem;
    problem.code = text::info(objection.code).id;
    problem.severity = is_warning(objection.code) ? Severity::warning : Severity::error;
    problem.message = objection.message;
    problem.hint = objection.hint;
    problem.path = path;
    problems_.push_back(std::move(problem));
  }

  void want_every_status() {
    for (const program::Rule& rule : plan_->program().rules) {
      BatchOutput output;
      output.rule = rule.name;
      output.per_member = false;
      plan_->outputs.push_back(std::move(output));
    }
  }

  void take_jurisdiction() {
    if (plan_->options.jurisdiction.empty()) return;
    CheckedPlace place = check_place(plan_->state().catalogue, plan_->options.jurisdiction);
    if (place.objection) object(*place.objection, "jurisdiction");
    plan_->jurisdiction = std::move(place.code);
  }

  void take_parameters() {
    const auto& parameters = plan_->state().model->parameters;
    for (const ParameterSetting& given : plan_->options.parameters) {
      CheckedSetting checked =
          check_setting(*plan_->state().model, plan_->state().catalogue, given);
      for (const Objection& objection : checked.objections)
        object(objection, "parameters." + given.id);
      if (!checked.is_usable()) continue;
      for (std::uint32_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].id != checked.setting.id) continue;
        if (auto value = compile::read_setting(parameters[i], checked.setting.text))
          plan_->parameters.push_back({i, checked.setting.area, std::move(*value)});
      }
      plan_->settings.push_back(std::move(checked.setting));
    }
  }

  void plan_output(const BatchOutput& output, const std::string& path) {
    const program::Program& program = plan_->program();
    const auto& rules = program.rules;
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const program::Rule& rule) {
      return rule.name == output.rule;
    });
    if (found == rules.end()) {
      std::vector<std::string_view> ids;
      for (const program::Rule& rule : rules) ids.push_back(rule.name);
      object({Code::batch_output, "no entitlement or prohibition is called " + quote(output.rule),
              text::did_you_mean(output.rule, ids)},
             path);
      return;
    }
    PlannedOutput planned;
    planned.rule = static_cast<std::uint32_t>(found - rules.begin());
    planned.members_input = found->members_input;
    planned.per_member = found->members_input != no_index && output.per_member;
    if (planned.per_member) planned.members = member_index(found->members_input);
    if (output.amount) planned.grant = grant_of(output, planned, path);
    plan_->planned.push_back(planned);
  }

  std::size_t member_index(std::uint32_t input) {
    auto& inputs = plan_->member_inputs;
    const auto found = std::find(inputs.begin(), inputs.end(), input);
    if (found != inputs.end()) return static_cast<std::size_t>(found - inputs.begin());
    inputs.push_back(input);
    return inputs.size() - 1;
  }

  const compile::CompiledGrant* grant_of(const BatchOutput& output, const PlannedOutput& planned,
                                         const std::string& path) {
    if (output.places < 0 || output.places > most_places) {
      object({Code::batch_output,
              "an amount has 0 to 12 places, not " + std::to_string(output.places)},
             path + ".places");
      return nullptr;
    }
    if (output.amount_layout != Layout::int64 && output.amount_layout != Layout::decimal128) {
      object({Code::batch_output, "amounts lie as int64 or decimal128"}, path + ".amount_layout");
      return nullptr;
    }
    if (planned.members_input != no_index && !planned.per_member) {
      object({Code::batch_output,
              quote(output.rule) + " grants amounts to members, none to the household",
              "ask for it per member"},
             path + ".amount");
      return nullptr;
    }
    const auto& grants = plan_->state().compiled.rules[planned.rule].grants;
    for (std::size_t i = 0; i < grants.size(); ++i) {
      const bool is_wanted = output.grant == BatchOutput::no_grant || output.grant == i;
      if (is_wanted && grants[i].amount != no_index) return &grants[i];
    }
    object({Code::batch_output, quote(output.rule) + " grants no amount there"}, path + ".amount");
    return nullptr;
  }

  [[nodiscard]] std::vector<std::uint32_t> without_inputs(std::vector<std::uint32_t> cells) const {
    const auto& nodes = plan_->program().household().nodes;
    std::erase_if(cells, [&](std::uint32_t cell) { return nodes[cell].op == program::Op::input; });
    return cells;
  }

  void collect_cells() {
    const program::Program& program = plan_->program();
    std::vector<std::uint32_t> roots;
    for (const PlannedOutput& planned : plan_->planned) {
      const program::Rule& rule = program.rules[planned.rule];
      roots.insert(roots.end(), rule.cone.begin(), rule.cone.end());
      if (planned.grant != nullptr) roots.push_back(planned.grant->amount);
    }
    const std::uint32_t kind = plan_->state().links.applicant_kind;
    if (kind != no_index) roots.push_back(program.input_cells[kind]);
    // Fields of members that a rule enters members into.
    for (std::size_t i = 0; i < program.inputs.size(); ++i) {
      if (program.inputs[i].member_of != no_index) roots.push_back(program.input_cells[i]);
    }
    plan_->cells = compile::cone_of(program, program.household(), std::move(roots));
    collect_inputs();
  }

  void collect_inputs() {
    const program::Program& program = plan_->program();
    std::vector<bool> is_read(program.inputs.size(), false);
    for (const std::uint32_t cell : plan_->cells) {
      const program::Node& node = program.household().nodes[cell];
      if (node.op == program::Op::input) is_read[node.index] = true;
    }
    for (std::uint32_t i = 0; i < program.inputs.size(); ++i) {
      const std::uint32_t members = program.inputs[i].member_of;
      if (members == no_index ? is_read[i] : is_read[members]) plan_->read_inputs.push_back(i);
    }
  }

  std::unique_ptr<BatchPlan> plan_;
  Diagnostics problems_;
};

}  // namespace

Result<std::unique_ptr<const BatchPlan>> make_plan(const Rulebook& book,
                                                   std::vector<BatchOutput> outputs,
                                                   BatchOptions options) {
  return Planner(book, std::move(outputs), std::move(options)).run();
}

std::uint32_t SetTable::number_of(const std::vector<std::string>& ids) {
  const std::lock_guard lock(mutex_);
  const auto [entry, is_new] = numbers_.emplace(ids, static_cast<std::uint32_t>(sets_.size()));
  if (is_new) sets_.push_back(&entry->first);
  return entry->second;
}

std::vector<std::string> SetTable::at(std::uint32_t number) const {
  const std::lock_guard lock(mutex_);
  return *sets_[number];
}

}  // namespace huice::deciding
