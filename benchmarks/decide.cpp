// How long one case takes: read, decided, and written with its reasons.
#include <benchmark/benchmark.h>

#include <cstddef>

#include "applicants.hpp"
#include "compile/rulebook.hpp"

namespace {

using huice::benchmarks::all_packs;
using huice::benchmarks::applicants;
using huice::benchmarks::guizhou;
using huice::benchmarks::Known;

/// The size of what is run, with every figure.
void state_size(benchmark::State& state, const huice::Rulebook& book) {
  const auto& compiled = book.state().compiled;
  state.counters["rules"] = static_cast<double>(compiled.program.rules.size());
  state.counters["nodes"] = static_cast<double>(compiled.program.household().nodes.size());
}

/// Decides the applicants in turn; the reasons are recorded, not rendered.
void decide(benchmark::State& state, const huice::Rulebook& book, Known known,
            const huice::DecideOptions& options) {
  const auto cases = applicants(book, known);
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(huice::decide(book, cases[next], options));
    next = (next + 1) % cases.size();
  }
  state_size(state, book);
}

/// Decides and writes the whole answer.
void decide_and_write(benchmark::State& state, const huice::Rulebook& book, Known known,
                      huice::ReasonDetail detail) {
  const auto cases = applicants(book, known);
  std::size_t next = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const auto decision = huice::decide(book, cases[next]);
    bytes += huice::to_json(*decision, detail).size();
    next = (next + 1) % cases.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state_size(state, book);
}

void case_from_json(benchmark::State& state, const huice::Rulebook& book, Known known) {
  const auto texts = huice::benchmarks::applicants_as_json(book, known);
  std::size_t next = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(huice::case_from_json(book, texts[next]));
    bytes += texts[next].size();
    next = (next + 1) % texts.size();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

constexpr huice::DecideOptions kNoEarliest = {.earliest = false};
constexpr auto kCodes = huice::ReasonDetail::codes;
constexpr auto kFull = huice::ReasonDetail::full;

}  // namespace

BENCHMARK_CAPTURE(decide, guizhou_every_fact, guizhou(), Known::every, {});
BENCHMARK_CAPTURE(decide, guizhou_half_of_the_facts, guizhou(), Known::half, {});
BENCHMARK_CAPTURE(decide, guizhou_no_facts, guizhou(), Known::none, {});
BENCHMARK_CAPTURE(decide, guizhou_every_fact_no_earliest, guizhou(), Known::every, kNoEarliest);
BENCHMARK_CAPTURE(decide, all_every_fact, all_packs(), Known::every, {});
BENCHMARK_CAPTURE(decide, all_half_of_the_facts, all_packs(), Known::half, {});
BENCHMARK_CAPTURE(decide, all_no_facts, all_packs(), Known::none, {});
BENCHMARK_CAPTURE(decide_and_write, guizhou_every_fact_in_codes, guizhou(), Known::every, kCodes);
BENCHMARK_CAPTURE(decide_and_write, guizhou_every_fact_in_full, guizhou(), Known::every, kFull);
BENCHMARK_CAPTURE(decide_and_write, guizhou_half_of_the_facts_in_full, guizhou(), Known::half,
                  kFull);
BENCHMARK_CAPTURE(decide_and_write, guizhou_no_facts_in_full, guizhou(), Known::none, kFull);
BENCHMARK_CAPTURE(case_from_json, every_fact, guizhou(), Known::every);
BENCHMARK_CAPTURE(case_from_json, half_of_the_facts, guizhou(), Known::half);

BENCHMARK_MAIN();
