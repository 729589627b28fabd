// The twenty rules side by side: huice's batches, single decisions, and both twins by hand.
//
//   huice_twenty check expected.json      do all three give the stored answers?
//   huice_twenty run PEOPLE [ENGINE]      ns per person of each, and their ratios
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "huice/batch.hpp"
#include "huice/huice.hpp"
#include "results.hpp"

namespace twenty {

namespace {

constexpr std::array rule_ids{"e01-child-benefit",        "e02-state-pension",
                              "e03-pension-credit",       "e04-jobseeker-allowance",
                              "e05-carer-allowance",      "e06-disability-allowance",
                              "e07-attendance-allowance", "e08-housing-benefit",
                              "e09-universal-credit",     "e10-maternity-pay",
                              "e11-free-school-meals",    "e12-energy-support",
                              "e13-student-grant",        "e14-sickness-benefit",
                              "e15-tax-credit",           "e16-lone-parent-supplement",
                              "e17-council-tax-support",  "e18-free-prescriptions",
                              "e19-free-travel",          "e20-capped-total"};

std::shared_ptr<const huice::Column> words(const std::vector<std::string>& all) {
  // Kept for the life of the program.
  auto* text = new std::string;
  auto* offsets = new std::vector<std::int32_t>{0};
  for (const std::string& word : all) {
    *text += word;
    offsets->push_back(static_cast<std::int32_t>(text->size()));
  }
  auto column = std::make_shared<huice::Column>();
  column->layout = huice::Layout::texts;
  column->length = static_cast<std::int64_t>(all.size());
  column->values = text->data();
  column->offsets = offsets->data();
  return column;
}

/// Which values are known; empty: all.
using Mask = std::vector<std::uint8_t>;

template <class T>
huice::Column column(const char* fact, huice::Layout layout, const std::vector<T>& values,
                     int scale = 0, std::shared_ptr<const huice::Column> dictionary = {}) {
  huice::Column made;
  made.fact = fact;
  made.layout = layout;
  made.length = static_cast<std::int64_t>(values.size());
  made.values = values.data();
  made.scale = scale;
  made.dictionary = std::move(dictionary);
  return made;
}

huice::BatchInput columns_of(const Population& p) {
  using huice::Layout;
  static const auto employment =
      words({"employed", "self_employed", "unemployed", "student", "inactive", "retired"});
  static const auto disability = words({"none", "low", "mid", "high"});
  static const auto region = words({"north", "south", "east", "west", "capital"});
  static const auto tenure = words({"owner", "tenant", "social", "free", "homeless"});
  huice::BatchInput input;
  input.rows = static_cast<std::int64_t>(p.households());
  input.columns.push_back(column("rent", Layout::int64, p.rent, 2));
  input.columns.push_back(column("energy_bill", Layout::int64, p.energy_bill, 2));
  input.columns.push_back(column("region", Layout::uint8, p.region, 0, region));
  input.columns.push_back(column("tenure", Layout::uint8, p.tenure, 0, tenure));
  huice::Column people;
  people.fact = "people";
  people.layout = Layout::lists;
  people.length = input.rows;
  people.offsets = p.offsets.data();
  people.fields.push_back(column("age", Layout::int32, p.age));
  people.fields.push_back(column("contribution_years", Layout::int32, p.contribution_years));
  people.fields.push_back(column("salary", Layout::int64, p.salary, 2));
  people.fields.push_back(column("self_employment", Layout::int64, p.self_employment, 2));
  people.fields.push_back(column("pension_income", Layout::int64, p.pension_income, 2));
  people.fields.push_back(column("savings", Layout::int64, p.savings, 2));
  people.fields.push_back(column("employment", Layout::uint8, p.employment, 0, employment));
  people.fields.push_back(column("disability", Layout::uint8, p.disability, 0, disability));
  people.fields.push_back(column("resident", Layout::bytes, p.resident));
  people.fields.push_back(column("citizen", Layout::bytes, p.citizen));
  people.fields.push_back(column("carer", Layout::bytes, p.carer));
  people.fields.push_back(column("pregnant", Layout::bytes, p.pregnant));
  input.columns.push_back(std::move(people));
  return input;
}

/// Makes `percent` of all values unknown; owns the masks.
class Holes {
 public:
  Holes(const Population& p, huice::BatchInput& input, int percent) {
    std::uint64_t stream = 64;
    const auto punch = [&](huice::Column& column, std::size_t size) {
      masks_.emplace_back(size / 8 + 1, std::uint8_t{0});
      Mask& mask = masks_.back();
      for (std::size_t i = 0; i < size; ++i) {
        if (draw(1, stream, i) * 100 >= percent)
          mask[i / 8] = static_cast<std::uint8_t>(mask[i / 8] | 1U << (i % 8));
      }
      column.validity = mask.data();
      ++stream;
    };
    masks_.reserve(32);
    for (huice::Column& column : input.columns) {
      if (column.fact != "people") punch(column, p.households());
      for (huice::Column& field : column.fields) punch(field, p.people());
    }
  }

 private:
  std::vector<Mask> masks_;
};

huice::Rulebook load_pack() {
  auto book = huice::load({HUICE_TWENTY_PACK});
  if (!book) {
    std::fputs(huice::to_text(book.error()).c_str(), stderr);
    std::exit(1);
  }
  return *book;
}

/// The twenty amounts and flags, in exact places.
std::vector<huice::BatchOutput> outputs(huice::Layout amounts) {
  std::vector<huice::BatchOutput> all;
  for (std::size_t rule = 0; rule < rule_count; ++rule) {
    huice::BatchOutput output;
    output.rule = rule_ids[rule];
    output.status = is_flag(rule);
    output.amount = !is_flag(rule);
    output.places = is_flag(rule) ? 2 : places[rule];
    output.amount_layout = amounts;
    all.push_back(std::move(output));
  }
  return all;
}

huice::BatchDecider decider(const huice::Rulebook& book, unsigned threads,
                            huice::Layout amounts = huice::Layout::int64) {
  huice::BatchOptions options;
  options.as_of = *huice::Date::parse("2025-01-01");
  options.threads = threads;
  auto made = huice::BatchDecider::make(book, outputs(amounts), options);
  if (!made) {
    std::fputs(huice::to_text(made.error()).c_str(), stderr);
    std::exit(1);
  }
  return std::move(*made);
}

void decide(huice::BatchDecider& batch, const huice::BatchInput& input,
            huice::BatchResult& result) {
  const huice::Diagnostics problems = batch.run(input, result);
  if (problems.empty()) return;
  std::fputs(huice::to_text(problems).c_str(), stderr);
  std::exit(1);
}

/// Into a result of its own, whose memory is kept for the next one.
void decide_anew(huice::BatchDecider& batch, const huice::BatchInput& input) {
  huice::BatchResult result;
  decide(batch, input, result);
}

/// Into memory that is new, and gone afterwards.
void decide_afresh(huice::BatchDecider& batch, const huice::BatchInput& input) {
  decide_anew(batch, input);
  huice::detail::forget_memory();
}

ExactResults exact_of(const Population& p, const huice::BatchResult& result) {
  ExactResults exact;
  exact.resize(p);
  for (std::size_t rule = 0; rule < rule_count; ++rule) {
    const huice::OutcomeColumns& columns = result.outcomes[rule];
    if (is_flag(rule)) {
      for (std::size_t i = 0; i < columns.status.size(); ++i)
        exact.flags[rule][i] =
            columns.status[i] == static_cast<std::uint8_t>(huice::Status::eligible) ? 1 : 0;
    } else {
      std::copy(columns.amount.begin(), columns.amount.end(), exact.amounts[rule].begin());
    }
  }
  return exact;
}

// --- check --------------------------------------------------------------------------------------

int check(const char* path) {
  std::ifstream file(path);
  const nlohmann::json expected = nlohmann::json::parse(file).at("populations").at(0);
  const Population p =
      make_population(expected.at("people").get<std::size_t>(), expected.at("seed"));
  ExactResults by_hand;
  by_hand.resize(p);
  decide_exact(p, by_hand);
  FloatResults by_float;
  by_float.resize(p);
  decide_float(p, by_float);
  huice::BatchDecider batch = decider(load_pack(), 1);
  huice::BatchResult result;
  decide(batch, columns_of(p), result);
  const ExactResults by_huice = exact_of(p, result);

  int wrong = 0;
  const auto expect = [&](bool holds, const char* engine, std::size_t rule) {
    if (holds) return;
    ++wrong;
    std::printf("%s differs: %s\n", rule_ids[rule], engine);
  };
  for (std::size_t rule = 0; rule < rule_count; ++rule) {
    char name[8];
    std::snprintf(name, sizeof name, "e%02zu", rule + 1);
    const auto& stored = expected.at("outputs").at(name);
    expect(column_hash(by_hand, rule) == stored.at("sha256"), "by hand, exact", rule);
    expect(column_hash(by_huice, rule) == stored.at("sha256"), "huice", rule);
    double sum = 0;
    for (const double amount : by_float.amounts[rule]) sum += amount;
    for (const std::uint8_t flag : by_float.flags[rule]) sum += flag;
    const double off = sum - stored.at("sum").get<double>();
    expect(off < 0.01 && off > -0.01, "by hand, float64", rule);
  }
  std::printf("%d of %zu columns differ\n", wrong, 3 * rule_count);
  return wrong == 0 ? 0 : 1;
}

// --- run ----------------------------------------------------------------------------------------

/// Of all threads of this program.
double processor_seconds() {
  return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

double seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

struct Engine {
  std::string name;
  std::function<void()> work;
  std::function<void()> prepare = [] {};  // not timed
  std::vector<double> times = {};
  std::vector<double> processor_times = {};
};

double middle(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

huice::Case household(const huice::Rulebook& book, const Population& p, std::size_t row) {
  static const std::array employment{"employed", "self_employed", "unemployed",
                                     "student",  "inactive",      "retired"};
  static const std::array disability{"none", "low", "mid", "high"};
  static const std::array region{"north", "south", "east", "west", "capital"};
  static const std::array tenure{"owner", "tenant", "social", "free", "homeless"};
  const auto money = [](std::int64_t cents) { return huice::Decimal::scaled(cents, -2); };
  huice::Case made(book);
  made.as_of(*huice::Date::parse("2025-01-01"));
  made.set("rent", money(p.rent[row])).set("energy_bill", money(p.energy_bill[row]));
  made.set("region", region[p.region[row]]).set("tenure", tenure[p.tenure[row]]);
  std::vector<huice::MemberFacts> members;
  for (auto i = static_cast<std::size_t>(p.offsets[row]);
       i < static_cast<std::size_t>(p.offsets[row + 1]); ++i) {
    members.push_back({{"age", std::int64_t{p.age[i]}},
                       {"contribution_years", std::int64_t{p.contribution_years[i]}},
                       {"salary", money(p.salary[i])},
                       {"self_employment", money(p.self_employment[i])},
                       {"pension_income", money(p.pension_income[i])},
                       {"savings", money(p.savings[i])},
                       {"employment", std::string(employment[p.employment[i]])},
                       {"disability", std::string(disability[p.disability[i]])},
                       {"resident", p.resident[i] != 0},
                       {"citizen", p.citizen[i] != 0},
                       {"carer", p.carer[i] != 0},
                       {"pregnant", p.pregnant[i] != 0}});
  }
  made.set_members(huice::fact(book, "people"), members);
  return made;
}

void run_single(const huice::Rulebook& book, const Population& p) {
  std::vector<huice::Case> cases;
  const std::size_t count = std::min<std::size_t>(p.households(), 2000);
  for (std::size_t i = 0; i < count; ++i) cases.push_back(household(book, p, i));
  const auto time = [&](const char* name, const auto& each) {
    std::vector<double> times;
    for (huice::Case& one : cases) times.push_back(seconds([&] { each(one); }));
    std::sort(times.begin(), times.end());
    std::printf("%-44s p50 %8.1f us   p99 %8.1f us\n", name, middle(times) * 1e6,
                times[times.size() * 99 / 100] * 1e6);
  };
  huice::DecideOptions options;
  options.earliest = false;
  time("single household", [&](const huice::Case& one) {
    if (!huice::decide(book, one, options)) std::abort();
  });
  time("single household, every reason", [&](const huice::Case& one) {
    const auto decision = huice::decide(book, one, options);
    for (const char* id : rule_ids) {
      if (decision->reasons(id).kind.empty()) std::abort();
    }
  });
}

void print_redone(const char* what, const huice::BatchReport& report) {
  std::printf("rows redone by the single evaluator, %s: %lld\n", what,
              static_cast<long long>(report.rows_redone));
  for (const auto& [why, rows] : report.redone)
    std::printf("  %s: %lld\n", why.c_str(), static_cast<long long>(rows));
}

/// A figure of /proc/self/status, in KiB; 0 where there is none.
std::int64_t kibibytes(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name + ":")) return std::atoll(line.c_str() + name.size() + 1);
  }
  return 0;
}

std::size_t bytes_of(const huice::BatchResult& result) {
  std::size_t bytes = 0;
  for (const huice::OutcomeColumns& columns : result.outcomes)
    bytes += columns.status.size() + 8 * columns.amount.size() + columns.amount_known.size();
  for (const huice::MemberRows& members : result.members)
    bytes += 8 * members.offsets.size() + members.known.size();
  return bytes;
}

/// What a first run takes at its peak beside the columns and the results.
void print_memory(const char* name, huice::BatchDecider& batch, const huice::BatchInput& input) {
  std::ofstream("/proc/self/clear_refs") << '5';  // begins the peak anew
  const std::int64_t before = kibibytes("VmRSS");
  huice::BatchResult result;
  decide(batch, input, result);
  const std::int64_t peak = kibibytes("VmHWM");
  constexpr double per_mebibyte = 1024;
  std::printf("%-44s %8.1f MiB beside %.1f MiB of results\n", name,
              static_cast<double>(peak - before) / per_mebibyte -
                  static_cast<double>(bytes_of(result)) / per_mebibyte / per_mebibyte,
              static_cast<double>(bytes_of(result)) / per_mebibyte / per_mebibyte);
}

/// Of the engines only those whose names contain `filter`.
int run(std::size_t people, const std::string& filter) {
  const Population p = make_population(people, 1);
  const huice::Rulebook book = load_pack();
  const huice::BatchInput input = columns_of(p);
  huice::BatchInput with_holes = columns_of(p);
  const Holes holes(p, with_holes, 5);
  ExactResults exact;
  exact.resize(p);
  FloatResults floats;
  floats.resize(p);
  huice::BatchDecider one = decider(book, 1);
  huice::BatchDecider two = decider(book, 2);
  huice::BatchDecider for_arrow = decider(book, 1, huice::Layout::decimal128);
  huice::BatchResult of_one;
  huice::BatchResult of_two;
  huice::BatchDecider unsure = decider(book, 1);
  huice::BatchResult of_unsure;
  // Later runs find memory that the first gave back.
  if (filter.empty()) print_memory("memory, 1 thread", one, input);
  std::vector<Engine> engines{
      {"by hand, row by row, exact (warm)", [&] { decide_exact(p, exact); }},
      {"by hand, row by row, float64 (warm)", [&] { decide_float(p, floats); }},
      {"huice batch, 1 thread (warm)", [&] { decide(one, input, of_one); }},
      {"huice batch, 2 threads (warm)", [&] { decide(two, input, of_two); }},
      {"huice batch, 1 thread, 5 % unknown (warm)", [&] { decide(unsure, with_holes, of_unsure); }},
      {"by hand, row by row, exact (fresh results)",
       [&] {
         ExactResults fresh;
         fresh.resize(p);
         decide_exact(p, fresh);
       }},
      {"huice batch, 1 thread (fresh results)", [&] { decide_afresh(one, input); },
       &huice::detail::forget_memory},
      {"the same with decimals of 128 bits (fresh results)",
       [&] { decide_afresh(for_arrow, input); }, &huice::detail::forget_memory},
      {"huice batch, 1 thread (results in kept memory)", [&] { decide_anew(one, input); },
       [&] { decide_anew(one, input); }},
      {"the same with decimals of 128 bits (kept memory)", [&] { decide_anew(for_arrow, input); },
       [&] { decide_anew(for_arrow, input); }},
  };
  std::erase_if(
      engines, [&](const Engine& engine) { return engine.name.find(filter) == std::string::npos; });
  if (engines.empty()) return 2;
  const int repeats = filter.empty() ? 7 : 31;
  for (Engine& engine : engines) engine.work();
  for (int i = 0; i < repeats; ++i) {
    for (Engine& engine : engines) {
      engine.prepare();
      const double before = processor_seconds();
      engine.times.push_back(seconds(engine.work));
      engine.processor_times.push_back(processor_seconds() - before);
    }
  }
  const auto best = [](const std::vector<double>& times) {
    return *std::min_element(times.begin(), times.end());
  };
  const double base = best(engines.front().processor_times);
  const double per_person = 1e9 / static_cast<double>(people);
  std::printf("%zu people, %zu households; ns per person, of %d\n", p.people(), p.households(),
              repeats);
  std::printf("%-44s %8s %8s %10s %7s\n", "", "median", "best", "processor", "ratio");
  for (const Engine& engine : engines) {
    std::printf("%-44s %8.1f %8.1f %10.1f %6.2fx\n", engine.name.c_str(),
                middle(engine.times) * per_person, best(engine.times) * per_person,
                best(engine.processor_times) * per_person, best(engine.processor_times) / base);
  }
  if (!filter.empty()) return 0;
  print_redone("all known", of_one.report);
  print_redone("5 % unknown", of_unsure.report);
  run_single(book, p);
  return 0;
}

}  // namespace

}  // namespace twenty

int main(int count, char** arguments) {
  const std::string what = count > 1 ? arguments[1] : "";
  if (what == "check" && count == 3) return twenty::check(arguments[2]);
  if (what == "run")
    return twenty::run(count > 2 ? static_cast<std::size_t>(std::atoll(arguments[2])) : 1'000'000,
                       count > 3 ? arguments[3] : "");
  std::fputs("usage: huice_twenty check FILE | run [PEOPLE [ENGINE]]\n", stderr);
  return 2;
}
