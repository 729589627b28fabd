// How long it takes until the first case can be decided, and what the stages of loading take.
#include "pack/load.hpp"

#include <benchmark/benchmark.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "applicants.hpp"
#include "compile/compiler.hpp"
#include "compile/content_hash.hpp"
#include "compile/rulebook.hpp"
#include "pack/files.hpp"

namespace {

using huice::benchmarks::all_packs;

/// The files that loading rules/cn reads.
std::vector<std::string> pack_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(HUICE_RULES)) {
    const std::string path = entry.path().string();
    if (entry.path().extension() == ".yaml" && !huice::pack::holds_cases(path))
      files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// Takes yaml-cpp's events and does nothing with them.
class Nothing : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { ++events; }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { ++events; }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {
    ++events;
  }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    ++events;
  }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    ++events;
  }
  void OnMapEnd() override {}

  std::size_t events = 0;
};

std::size_t bare_events(const std::vector<std::string>& files) {
  Nothing handler;
  for (const std::string& file : files) {
    std::istringstream text(read(file));
    YAML::Parser parser(text);
    while (parser.HandleNextDocument(handler)) {
    }
  }
  return handler.events;
}

/// Loading and the bare event pass by turns, so that both see the same machine.
void load_against_bare_events(benchmark::State& state) {
  using Clock = std::chrono::steady_clock;
  const auto files = pack_files();
  Clock::duration loading{};
  Clock::duration events{};
  for (auto _ : state) {
    const auto start = Clock::now();
    benchmark::DoNotOptimize(huice::load({HUICE_RULES}));
    const auto middle = Clock::now();
    benchmark::DoNotOptimize(bare_events(files));
    loading += middle - start;
    events += Clock::now() - middle;
  }
  const auto mean = [&](Clock::duration sum) {
    return std::chrono::duration<double, std::milli>(sum).count() /
           static_cast<double>(state.iterations());
  };
  state.counters["load_ms"] = mean(loading);
  state.counters["events_ms"] = mean(events);
  state.counters["ratio"] = mean(loading) / mean(events);
}

void load_packs_into_the_model(benchmark::State& state) {
  for (auto _ : state) {
    huice::text::Report report;
    benchmark::DoNotOptimize(huice::pack::load(std::vector<std::string>{HUICE_RULES}, report));
  }
}

void compile(benchmark::State& state) {
  const huice::pack::Model& model = *all_packs().state().model;
  for (auto _ : state) {
    huice::text::Report report;
    benchmark::DoNotOptimize(huice::compile::compile(model, report));
  }
}

void content_hash(benchmark::State& state) {
  const huice::detail::RulebookState& book = all_packs().state();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        huice::compile::content_hash(*book.model, book.compiled.model_digests));
}

}  // namespace

BENCHMARK(load_against_bare_events)->Unit(benchmark::kMillisecond);
BENCHMARK(load_packs_into_the_model)->Unit(benchmark::kMillisecond);
BENCHMARK(compile)->Unit(benchmark::kMillisecond);
BENCHMARK(content_hash)->Unit(benchmark::kMicrosecond);

BENCHMARK_MAIN();
