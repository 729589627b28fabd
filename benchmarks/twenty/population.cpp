#include "population.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace twenty {

namespace {

constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

/// One column of the generator.
class Stream {
 public:
  Stream(std::uint64_t seed, std::uint64_t column)
      : key_(mix(mix(seed + golden) + column * golden)) {}
  [[nodiscard]] double at(std::uint64_t row) const {
    return static_cast<double>(mix(key_ + (row + 1) * golden) >> 11) * 0x1p-53;
  }
  [[nodiscard]] std::int64_t below(std::uint64_t row, int k) const {
    return static_cast<std::int64_t>(std::floor(at(row) * k));
  }
  [[nodiscard]] double log(std::uint64_t row) const { return std::log(1.0 - at(row)); }
  [[nodiscard]] double cos2(std::uint64_t row) const {
    const double c = std::cos(2.0 * std::numbers::pi * at(row));
    return c * c;
  }
  /// The index of the first bound above the draw.
  template <std::size_t n>
  [[nodiscard]] std::uint8_t choice(std::uint64_t row, const std::array<double, n>& bounds) const {
    const double u = at(row);
    std::uint8_t i = 0;
    while (i < n && u >= bounds[i]) ++i;
    return i;
  }

 private:
  std::uint64_t key_;
};

std::int64_t cents(double x) { return static_cast<std::int64_t>(std::floor(x * 100.0 + 0.5)); }

constexpr std::uint8_t employed = 0;
constexpr std::uint8_t self_employed = 1;
constexpr std::uint8_t student = 3;

/// The streams by number; 0 to 17 are of people, 32 to 40 of households.
class Streams {
 public:
  explicit Streams(std::uint64_t seed) : seed_(seed) {}
  [[nodiscard]] Stream operator[](std::uint64_t column) const { return {seed_, column}; }

 private:
  std::uint64_t seed_;
};

std::vector<std::int32_t> households_of(std::size_t people, std::size_t households,
                                        const Stream& stream) {
  std::vector<std::int32_t> of;
  of.reserve(people);
  for (std::size_t i = 0; i < households; ++i) of.push_back(static_cast<std::int32_t>(i));
  for (std::size_t j = 0; of.size() < people; ++j)
    of.push_back(static_cast<std::int32_t>(stream.below(j, static_cast<int>(households))));
  std::sort(of.begin(), of.end());
  return of;
}

void add_person(Population& p, const Streams& s, std::uint64_t i, bool first) {
  constexpr std::array employment_bounds{.55, .65, .73, .78, .88};
  constexpr std::array disability_bounds{.85, .92, .97};
  const std::int64_t age = first ? 18 + s[1].below(i, 77) : s[2].below(i, 70);
  const bool adult = age >= 18;
  const std::uint8_t work = adult ? s[3].choice(i, employment_bounds) : student;
  p.age.push_back(static_cast<std::int32_t>(age));
  p.employment.push_back(work);
  p.salary.push_back(adult && work == employed ? cents(-1100.0 * (s[4].log(i) + s[5].log(i))) : 0);
  p.self_employment.push_back(work == self_employed ? cents(-700.0 * (s[6].log(i) + s[7].log(i)))
                                                    : 0);
  p.pension_income.push_back(age >= 62 ? cents(-300.0 * (s[8].log(i) + s[9].log(i) * s[10].cos2(i)))
                                       : 0);
  p.savings.push_back(adult ? cents(-9000.0 * (s[11].log(i) * s[12].cos2(i))) : 0);
  p.disability.push_back(s[13].choice(i, disability_bounds));
  p.resident.push_back(s[14].at(i) < .97);
  p.citizen.push_back(s[15].at(i) < .9);
  p.carer.push_back(adult && s[16].at(i) < .06);
  p.pregnant.push_back(age >= 18 && age < 45 && s[17].at(i) < .03);
  const std::int64_t years = age - 20 - s[18].below(i, 15);
  p.contribution_years.push_back(static_cast<std::int32_t>(std::clamp<std::int64_t>(years, 0, 50)));
}

void add_household(Population& p, const Streams& s, std::uint64_t i) {
  constexpr std::array tenure_bounds{.6, .8, .95, .99};
  p.rent.push_back(cents(-220.0 * (s[32].log(i) + s[33].log(i) + s[34].log(i))));
  p.region.push_back(static_cast<std::uint8_t>(s[35].below(i, 5)));
  p.tenure.push_back(s[36].choice(i, tenure_bounds));
  p.energy_bill.push_back(
      cents(-40.0 * (s[37].log(i) + s[38].log(i) + s[39].log(i) + s[40].log(i))));
}

}  // namespace

double draw(std::uint64_t seed, std::uint64_t column, std::uint64_t row) {
  return Stream(seed, column).at(row);
}

Population make_population(std::size_t people, std::uint64_t seed) {
  const std::size_t households = people * 42 / 100;
  const Streams streams(seed);
  Population p;
  const std::vector<std::int32_t> of = households_of(people, households, streams[0]);
  for (std::size_t i = 0; i < people; ++i) {
    const bool first = i == 0 || of[i] != of[i - 1];
    if (first) p.offsets.push_back(static_cast<std::int32_t>(i));
    add_person(p, streams, i, first);
  }
  p.offsets.push_back(static_cast<std::int32_t>(people));
  for (std::size_t i = 0; i < households; ++i) add_household(p, streams, i);
  return p;
}

}  // namespace twenty
