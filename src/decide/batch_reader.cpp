#include "decide/batch_reader.hpp"

#include <algorithm>

#include "decide/case_names.hpp"
#include "text/code.hpp"

namespace huice::deciding {

using program::no_index;
using value::Value;

namespace {

std::uint32_t input_of(const BatchPlan& plan, const std::string& fact) {
  const auto& catalogue = plan.state().catalogue;
  const auto found = catalogue.fact_index.find(fact);
  return found == catalogue.fact_index.end() ? no_index : catalogue.model_facts[found->second];
}

Diagnostic to_diagnostic(const Objection& objection, std::string path) {
  Diagnostic problem;
  problem.code = text::info(objection.code).id;
  problem.message = objection.message;
  problem.hint = objection.hint;
  problem.path = std::move(path);
  return problem;
}

}  // namespace

Vocabularies::Vocabularies(const BatchPlan& plan) {
  const auto& model = *plan.state().model;
  const auto add = [&](const pack::Fact& fact) {
    facts_.push_back(&fact);
    all_.push_back(std::make_unique<Vocabulary>(plan.state().catalogue, fact));
  };
  // The program's inputs are the facts in order, then the fields of members in order.
  for (const pack::Fact& fact : model.facts) add(fact);
  for (const pack::Fact& fact : model.facts) {
    for (const pack::Fact& field : fact.fields) add(field);
  }
}

RowReader::RowReader(const BatchPlan& plan, const BatchInput& input, Vocabularies& vocabularies)
    : plan_(plan) {
  const auto& inputs = plan.program().inputs;
  columns_.resize(inputs.size());
  for (const Column& column : input.columns) {
    const std::uint32_t number = input_of(plan, column.fact);
    columns_[number] =
        std::make_unique<ColumnReader>(column, vocabularies.fact(number), vocabularies.of(number));
    const auto& read = plan.read_inputs;
    if (std::find(read.begin(), read.end(), number) != read.end()) given_.push_back(number);
    if (inputs[number].domain != program::Domain::members) continue;
    for (const Column& field : column.fields) {
      for (const std::uint32_t i : inputs[number].fields) {
        if (vocabularies.fact(i).id == field.fact)
          columns_[i] =
              std::make_unique<ColumnReader>(field, vocabularies.fact(i), vocabularies.of(i));
      }
    }
  }
}

std::optional<RowProblem> RowReader::read(std::int64_t row, std::vector<Value>& facts) {
  facts.assign(plan_.program().inputs.size(), Value::unknown());
  for (const std::uint32_t input : given_) {
    if (plan_.program().inputs[input].domain == program::Domain::members) {
      if (auto problem = read_members(row, input, facts[input])) return problem;
      continue;
    }
    Checked checked = columns_[input]->value(row);
    if (checked.objection && !is_warning(checked.objection->code))
      return RowProblem{columns_[input]->fact().id, std::move(*checked.objection)};
    facts[input] = std::move(checked.value);
  }
  return std::nullopt;
}

std::optional<RowProblem> RowReader::read_members(std::int64_t row, std::uint32_t input,
                                                  Value& members) {
  ColumnReader& lists = *columns_[input];
  if (!lists.is_known(row)) return std::nullopt;
  std::vector<Value> all;
  const std::int64_t first = lists.begin(row);
  const std::int64_t end = lists.end(row);
  for (std::int64_t at = first; at < end; ++at) {
    std::vector<std::pair<std::string, Value>> entries;
    for (const std::uint32_t field : plan_.program().inputs[input].fields) {
      Value known = Value::unknown();
      const std::string& id =
          columns_[field] != nullptr ? columns_[field]->fact().id : std::string();
      if (columns_[field] != nullptr) {
        Checked checked = columns_[field]->value(at);
        if (checked.objection && !is_warning(checked.objection->code)) {
          return RowProblem{lists.fact().id + "[" + std::to_string(at - first) + "]." + id,
                            std::move(*checked.objection)};
        }
        known = std::move(checked.value);
      }
      entries.emplace_back(plan_.program().inputs[field].field, std::move(known));
    }
    all.push_back(value::make_context(std::move(entries)));
  }
  members = value::make_list(std::move(all));
  return std::nullopt;
}

Diagnostics check_input(const BatchPlan& plan, const BatchInput& input) {
  Diagnostics problems;
  const auto fail = [&](std::string message, std::string path) {
    problems.push_back(
        to_diagnostic({text::Code::batch_column, std::move(message)}, std::move(path)));
  };
  if (input.rows < 0) fail("the number of rows is negative", "");
  std::vector<std::string> seen;
  for (const Column& column : input.columns) {
    const std::string path = "facts." + column.fact;
    const std::uint32_t number = input_of(plan, column.fact);
    if (number == no_index) {
      problems.push_back(to_diagnostic(
          unknown_fact(*plan.state().model, plan.state().catalogue, column.fact), path));
      continue;
    }
    if (std::find(seen.begin(), seen.end(), column.fact) != seen.end())
      fail("two columns are of `" + column.fact + "`", path);
    seen.push_back(column.fact);
    if (auto problem = check_column(column, plan.state().model->facts[number], input.rows, path))
      problems.push_back(std::move(*problem));
  }
  return problems;
}

}  // namespace huice::deciding
