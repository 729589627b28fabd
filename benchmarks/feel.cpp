// How parsing grows with the depth of what is parsed, and what a parse and a decision cost.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "applicants.hpp"
#include "feel/parse.hpp"
#include "huice/dmn.hpp"
#include "text/source.hpp"

namespace {

using huice::benchmarks::all_packs;

/// A form that can stand inside itself: `before` and `after` round `core`, as often as wanted.
struct Nest {
  const char* name;
  const char* before;
  const char* after;
  const char* core = "1";
};

constexpr Nest nests[] = {
    {"parentheses", "(", ")"},
    {"intervals", "[0..", "]"},
    {"open_intervals", "](", ")..2["},
    {"lists", "[", "]"},
    {"contexts", "{a: ", "}"},
    {"calls", "abs(", ")"},
    {"named_arguments", "abs(n: ", ")"},
    {"if_chain", "if true then 0 else ", ""},
    {"if_in_condition", "if ", " then 1 else 2", "true"},
    {"for_loops", "for i in ", " return i", "[1]"},
    {"filters", "l[", "]"},
    {"in_tests", "1 in (", ")"},
};

std::string repeated(std::int64_t times, std::string_view part) {
  std::string out;
  for (std::int64_t i = 0; i < times; ++i) out += part;
  return out;
}

/// A text that can be parsed again and again.
class Text {
 public:
  explicit Text(const std::string& expression)
      : source_(std::make_shared<huice::text::Source>("benchmark", expression)),
        text_(expression, {source_, {0, static_cast<std::uint32_t>(expression.size())}}, {{0, 0}}) {
    for (const huice::FactInfo& fact : all_packs().facts()) names_.add(fact.id);
    for (const std::string_view name : {"dibao_residence_years", "age", "as_of", "l"})
      names_.add(name);
  }

  /// Is the text an expression?
  [[nodiscard]] bool parse() const {
    const huice::feel::Scope scope{{&huice::feel::builtin_names(), &names_}, nullptr};
    huice::text::Report report;
    benchmark::DoNotOptimize(huice::feel::parse(text_, scope, huice::feel::Goal::expression,
                                                {.depth = 200}, true, report));
    return !report.has_errors();
  }

 private:
  huice::feel::NameSet names_;
  std::shared_ptr<huice::text::Source> source_;
  huice::text::Decoded text_;
};

void nested(benchmark::State& state, const Nest& nest) {
  const std::int64_t depth = state.range(0);
  const Text text(repeated(depth, nest.before) + nest.core + repeated(depth, nest.after));
  if (!text.parse()) return state.SkipWithError("no expression");
  for (auto _ : state) benchmark::DoNotOptimize(text.parse());
  state.SetComplexityN(depth);
}

void expression_of_90_bytes(benchmark::State& state) {
  const Text text(
      "residence_permit_held and residence_start_date + dibao_residence_years <= as_of and "
      "age>=16");
  if (!text.parse()) return state.SkipWithError("no expression");
  for (auto _ : state) benchmark::DoNotOptimize(text.parse());
}

// The lending model of the DMN conformance suite, which is not part of the project.
constexpr const char* lending =
    HUICE_SHARED "/tck/compliance-level-3/0004-lending/0004-lending.dmn";

void lending_decision(benchmark::State& state, const char* decision) {
  if (!std::filesystem::exists(lending))
    return state.SkipWithError("the conformance suite does not lie beside the project");
  const auto model = huice::load_dmn(lending);
  if (!model) return state.SkipWithError("the model cannot be loaded");
  constexpr const char* inputs = R"({
    "ApplicantData": {"Age": 51, "MaritalStatus": "M", "EmploymentStatus": "EMPLOYED",
                      "ExistingCustomer": false,
                      "Monthly": {"Income": 10000, "Repayments": 2500, "Expenses": 3000}},
    "RequestedProduct": {"ProductType": "STANDARD LOAN", "Amount": 100000, "Rate": 0.08,
                         "Term": 36},
    "BureauData": {"Bankrupt": false, "CreditScore": 600},
    "SupportingDocuments": "YES"})";
  const huice::Date as_of = *huice::Date::of(2026, 3, 10);
  const auto answer = model->evaluate(decision, inputs, as_of);
  if (!answer || *answer == "null") return state.SkipWithError("the decision has no answer");
  state.SetLabel(*answer);
  for (auto _ : state) benchmark::DoNotOptimize(model->evaluate(decision, inputs, as_of));
}

}  // namespace

int main(int count, char** arguments) {
  for (const Nest& nest : nests) {
    benchmark::RegisterBenchmark((std::string("nested/") + nest.name).c_str(),
                                 [&nest](benchmark::State& state) { nested(state, nest); })
        ->RangeMultiplier(2)
        ->Range(8, 64)
        ->Complexity()
        ->Unit(benchmark::kMicrosecond);
  }
  benchmark::RegisterBenchmark("expression_of_90_bytes", expression_of_90_bytes)
      ->Unit(benchmark::kMicrosecond);
  for (const char* decision : {"Strategy", "Routing", "Adjudication"}) {
    benchmark::RegisterBenchmark((std::string("lending/") + decision).c_str(), lending_decision,
                                 decision)
        ->Unit(benchmark::kMicrosecond);
  }
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
