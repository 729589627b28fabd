// A batch answers as single decisions do, on packs, offices, parameters and rows that nobody wrote.
// By hand: HUICE_BATCH_ROWS is how many rows to compare (at least), HUICE_BATCH_SEED the first
// seed; the packs of a seed and their rows are always the same.
#include <gtest/gtest.h>

#include <cstdio>

#include "batch/differential.hpp"
#include "differential/generator.hpp"

namespace huice::test {

namespace {

class Chooser {
 public:
  explicit Chooser(std::uint64_t seed) : random_(seed) {}
  int operator()(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  template <class T>
  T one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>((*this)(static_cast<int>(all.size())))];
  }

 private:
  std::mt19937_64 random_;
};

BatchOptions choose_question(Chooser& choose) {
  BatchOptions options;
  options.as_of = *Date::parse(
      choose.one_of<std::string>({"2026-03-10", "2026-02-28", "2024-02-29", "2027-01-01"}));
  options.jurisdiction = choose.one_of<std::string>({"520000", "", "520102", "500000"});
  const auto set = [&](const char* id, const std::vector<std::string>& values, const char* area) {
    if (choose(5) == 4) options.parameters.push_back({id, choose.one_of(values), area});
  };
  set("line", {"0", "2", "4", "5"}, "");
  set("line", {"1", "3"}, "520100");
  set("flag", {"true", "false"}, "");
  set("rules", {"true", "false"}, "");
  set("years", {"P1Y", "P6M"}, "");
  set("kinds", {"a, c"}, "");
  return options;
}

TEST(Generated, BatchIsSingle) {
  const std::uint64_t rows = from_environment("HUICE_BATCH_ROWS", 40'000);
  std::uint64_t seed = from_environment("HUICE_BATCH_SEED", 1);
  Tally tally;
  for (; tally.rows < static_cast<std::int64_t>(rows); ++seed) {
    Chooser choose(seed);
    const reference::Choose choose_int = [&](int n) { return choose(n); };
    const std::string text =
        choose(3) == 0 ? reference::pack_text(choose_int) : reference::wide_pack_text(choose_int);
    const auto book = load_texts({{"small.yaml", text}});
    ASSERT_TRUE(book) << "seed " << seed << "\n" << to_text(book.error()) << text;
    Differential differential(*book, text, seed, tally);
    ++tally.packs;
    for (int question = 0; question < 2; ++question) {
      const std::string difference = differential.run(choose_question(choose), 500);
      ASSERT_TRUE(difference.empty()) << text << "seed " << seed << " question " << question << "\n"
                                      << difference;
    }
  }
  std::printf("%sseeds up to %llu\n", text_of(tally).c_str(),
              static_cast<unsigned long long>(seed - 1));
}

}  // namespace

}  // namespace huice::test
