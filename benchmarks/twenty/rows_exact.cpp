// The twenty rules by hand, household by household, in scaled int64: no rule rounds but e02.
#include <algorithm>

#include "results.hpp"

namespace twenty {

namespace {

using Int = std::int64_t;

// Money of the parameters in cents.
constexpr Int capital_limit = 1'600'000;

constexpr std::array<Int, 4> disability_amount{0, 110'00, 290'00, 430'00};
constexpr std::array<Int, 4> attendance_amount{0, 0, 290'00, 430'00};
constexpr std::array<Int, 5> rent_cap{500'00, 700'00, 600'00, 550'00, 1300'00};
constexpr std::array<Int, 5> council_amount{100, 120, 90, 60, 0};

struct Household {
  Int income = 0;
  Int savings = 0;
  Int children = 0;
  Int adults = 0;
  Int youngest = 1000;
  Int jobseekers = 0;  // their allowances
  bool has_pensioner = false;
  bool has_worker = false;
  bool has_pupil = false;
  bool is_frail = false;
  bool is_exempt = false;
};

Int positive(Int x) { return std::max<Int>(x, 0); }

void decide_person(const Population& p, std::size_t i, ExactResults& r, Household& h) {
  const Int age = p.age[i];
  const Int salary = p.salary[i];
  const Int gross = salary + p.self_employment[i] + p.pension_income[i];
  const bool meets_residence =
      p.resident[i] != 0 && (p.citizen[i] != 0 || p.contribution_years[i] >= 2);
  const auto work = p.employment[i];
  const auto grade = p.disability[i];

  h.income += gross;
  h.savings += p.savings[i];
  (age < 18 ? h.children : h.adults) += 1;
  h.youngest = std::min(h.youngest, age);
  h.has_pensioner |= age >= 66;
  h.has_worker |= salary > 0;
  h.has_pupil |= age >= 4 && age <= 16;
  h.is_frail |= age >= 75 || grade == 3;

  const Int years = std::min<Int>(p.contribution_years[i], 35);
  r.amounts[e02][i] =
      age >= 66 && p.contribution_years[i] >= 10 ? (years * 900'00000000 * 2 + 35) / (2 * 35) : 0;
  const bool seeks =
      work == 2 && age >= 18 && age < 66 && meets_residence && p.savings[i] < capital_limit;
  const Int allowance = seeks ? positive((age < 25 ? 300'00 : 380'00) - gross) : 0;
  h.jobseekers += allowance;
  r.amounts[e04][i] = allowance;
  const bool cares = p.carer[i] != 0 && age >= 16 && salary <= 650'00 && meets_residence;
  r.amounts[e05][i] = cares ? 330'00 : 0;
  const Int disabled = meets_residence && age < 66 ? disability_amount[grade] : 0;
  r.amounts[e06][i] = disabled;
  h.is_exempt |= cares || disabled > 0;
  r.amounts[e07][i] = age >= 66 ? attendance_amount[grade] : 0;
  r.amounts[e10][i] =
      p.pregnant[i] != 0 && salary >= 500'00 ? std::min<Int>(salary * 9, 750'000) : 0;
  r.amounts[e14][i] = grade != 0 && work == 0
                          ? 4 * positive(std::min<Int>(salary, 2000'00) - 500'00) +
                                2 * positive(std::min<Int>(salary, 4000'00) - 2000'00)
                          : 0;
  r.amounts[e15][i] =
      (work == 0 || work == 1) && age >= 18
          ? 10 * positive(std::min<Int>(gross, 1200'00) - 600'00) - 5 * positive(gross - 1200'00)
          : 0;
}

void decide_members(const Population& p, std::size_t first, std::size_t last, Int award,
                    bool is_poor, Int income, ExactResults& r) {
  const Int grant = positive(400'000 - 2 * positive(income - 2500'00));
  for (std::size_t i = first; i < last; ++i) {
    const Int age = p.age[i];
    const bool is_student = p.employment[i] == 3;
    r.amounts[e13][i] = is_student && age >= 18 && age < 30 ? grant : 0;
    r.flags[e18][i] =
        age < 16 || age >= 60 || p.pregnant[i] != 0 || (age < 19 && is_student) || award > 0;
    r.flags[e19][i] = age >= 66 || p.disability[i] == 3 || (age < 18 && is_poor);
  }
}

}  // namespace

void decide_exact(const Population& p, ExactResults& r) {
  for (std::size_t k = 0; k < p.households(); ++k) {
    Household h;
    const auto first = static_cast<std::size_t>(p.offsets[k]);
    const auto last = static_cast<std::size_t>(p.offsets[k + 1]);
    for (std::size_t i = first; i < last; ++i) decide_person(p, i, r, h);

    const Int full = (h.children > 0 ? 110'000 : 0) + 72'000 * positive(h.children - 1);
    const Int child_benefit = positive(full - positive(h.income - 5000'00));
    r.amounts[e01][k] = child_benefit;
    r.amounts[e03][k] = h.has_pensioner
                            ? positive((h.adults >= 2 ? 1440'00000 : 945'00000) - h.income * 1000 -
                                       2 * positive(h.savings - 10000'00))
                            : 0;
    const Int equivalence = 10 + 5 * positive(h.adults - 1) + 3 * h.children;  // tenths
    const bool rents = p.tenure[k] == 1 || p.tenure[k] == 2;
    const bool has_little = h.savings < capital_limit;
    const Int cap = std::min(p.rent[k], rent_cap[p.region[k]]);
    const Int housing = rents && has_little
                            ? positive(cap * 100 - 65 * positive(h.income - 40'00 * equivalence))
                            : 0;
    r.amounts[e08][k] = housing;
    const Int most =
        (h.adults >= 2 ? 620'0000 : 393'0000) + 290'0000 * std::min<Int>(h.children, 2);
    const Int free = h.children > 0 && h.has_worker ? 400'00 : 0;
    const Int capital = positive(h.savings - 6000'00) / 250'00 * 4'3500;
    const Int award = has_little ? positive(most - 55 * positive(h.income - free) - capital) : 0;
    r.amounts[e09][k] = award;
    r.flags[e11][k] = h.has_pupil && award > 0 && h.income < 620'00;
    // The household's income by its equivalence, without dividing: equivalence is above zero.
    const bool is_frail = h.is_frail || h.youngest < 5;
    r.amounts[e12][k] = is_frail && h.income * 10 < 1200'00 * equivalence
                            ? std::min<Int>(3 * p.energy_bill[k], 150'000)
                            : 0;
    const bool is_lone = h.adults == 1 && h.children > 0 && h.youngest < 8 && h.income < 2000'00;
    const Int lone = is_lone ? 150'00 : 0;
    r.amounts[e16][k] = lone;
    r.amounts[e17][k] =
        has_little ? council_amount[p.tenure[k]] * positive(1'000'000 - 4 * h.income) : 0;
    const Int total = child_benefit * 10 + housing + award + (lone + h.jobseekers) * 100;
    const Int limit = h.adults + h.children > 1 ? 2100'0000 : 1400'0000;
    r.amounts[e20][k] = h.is_exempt ? total : std::min(total, limit);
    const bool is_poor = h.income * 10 < 1500'00 * equivalence;
    decide_members(p, first, last, award, is_poor, h.income, r);
  }
}

}  // namespace twenty
