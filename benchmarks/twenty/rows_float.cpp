// The twenty rules by hand, household by household, in float64.
#include <algorithm>
#include <cmath>

#include "results.hpp"

namespace twenty {

namespace {

constexpr std::array<double, 4> disability_amount{0, 110, 290, 430};
constexpr std::array<double, 4> attendance_amount{0, 0, 290, 430};
constexpr std::array<double, 5> rent_cap{500, 700, 600, 550, 1300};
constexpr std::array<double, 5> council_amount{100, 120, 90, 60, 0};

struct Household {
  double income = 0;
  double savings = 0;
  int children = 0;
  int adults = 0;
  int youngest = 1000;
  double jobseekers = 0;
  bool has_pensioner = false;
  bool has_worker = false;
  bool has_pupil = false;
  bool is_frail = false;
  bool is_exempt = false;
};

double positive(double x) { return std::max(x, 0.0); }
double money(std::int64_t cents) { return static_cast<double>(cents) / 100.0; }

void decide_person(const Population& p, std::size_t i, FloatResults& r, Household& h) {
  const int age = p.age[i];
  const double salary = money(p.salary[i]);
  const double savings = money(p.savings[i]);
  const double gross = salary + money(p.self_employment[i]) + money(p.pension_income[i]);
  const bool meets_residence =
      p.resident[i] != 0 && (p.citizen[i] != 0 || p.contribution_years[i] >= 2);
  const auto work = p.employment[i];
  const auto grade = p.disability[i];

  h.income += gross;
  h.savings += savings;
  (age < 18 ? h.children : h.adults) += 1;
  h.youngest = std::min(h.youngest, age);
  h.has_pensioner |= age >= 66;
  h.has_worker |= salary > 0;
  h.has_pupil |= age >= 4 && age <= 16;
  h.is_frail |= age >= 75 || grade == 3;

  r.amounts[e02][i] = age >= 66 && p.contribution_years[i] >= 10
                          ? std::min(p.contribution_years[i] / 35.0, 1.0) * 900.0
                          : 0;
  const bool seeks = work == 2 && age >= 18 && age < 66 && meets_residence && savings < 16000.0;
  const double allowance = seeks ? positive((age < 25 ? 300.0 : 380.0) - gross) : 0;
  h.jobseekers += allowance;
  r.amounts[e04][i] = allowance;
  const bool cares = p.carer[i] != 0 && age >= 16 && salary <= 650.0 && meets_residence;
  r.amounts[e05][i] = cares ? 330.0 : 0;
  const double disabled = meets_residence && age < 66 ? disability_amount[grade] : 0;
  r.amounts[e06][i] = disabled;
  h.is_exempt |= cares || disabled > 0;
  r.amounts[e07][i] = age >= 66 ? attendance_amount[grade] : 0;
  r.amounts[e10][i] = p.pregnant[i] != 0 && salary >= 500.0 ? std::min(0.9 * salary, 750.0) : 0;
  r.amounts[e14][i] = grade != 0 && work == 0
                          ? 0.4 * positive(std::min(salary, 2000.0) - 500.0) +
                                0.2 * positive(std::min(salary, 4000.0) - 2000.0)
                          : 0;
  r.amounts[e15][i] =
      (work == 0 || work == 1) && age >= 18
          ? 0.1 * positive(std::min(gross, 1200.0) - 600.0) - 0.05 * positive(gross - 1200.0)
          : 0;
}

void decide_members(const Population& p, std::size_t first, std::size_t last, double award,
                    bool is_poor, double income, FloatResults& r) {
  const double grant = positive(400.0 - 0.2 * positive(income - 2500.0));
  for (std::size_t i = first; i < last; ++i) {
    const int age = p.age[i];
    const bool is_student = p.employment[i] == 3;
    r.amounts[e13][i] = is_student && age >= 18 && age < 30 ? grant : 0;
    r.flags[e18][i] =
        age < 16 || age >= 60 || p.pregnant[i] != 0 || (age < 19 && is_student) || award > 0;
    r.flags[e19][i] = age >= 66 || p.disability[i] == 3 || (age < 18 && is_poor);
  }
}

}  // namespace

void decide_float(const Population& p, FloatResults& r) {
  for (std::size_t k = 0; k < p.households(); ++k) {
    Household h;
    const auto first = static_cast<std::size_t>(p.offsets[k]);
    const auto last = static_cast<std::size_t>(p.offsets[k + 1]);
    for (std::size_t i = first; i < last; ++i) decide_person(p, i, r, h);

    const double full = (h.children > 0 ? 110.0 : 0.0) + 72.0 * std::max(h.children - 1, 0);
    const double child_benefit = positive(full - 0.1 * positive(h.income - 5000.0));
    r.amounts[e01][k] = child_benefit;
    r.amounts[e03][k] = h.has_pensioner ? positive((h.adults >= 2 ? 1440.0 : 945.0) - h.income -
                                                   positive(h.savings - 10000.0) / 500.0)
                                        : 0;
    const double equivalence = 1.0 + 0.5 * std::max(h.adults - 1, 0) + 0.3 * h.children;
    const bool rents = p.tenure[k] == 1 || p.tenure[k] == 2;
    const bool has_little = h.savings < 16000.0;
    const double cap = std::min(money(p.rent[k]), rent_cap[p.region[k]]);
    const double housing =
        rents && has_little ? positive(cap - 0.65 * positive(h.income - 400.0 * equivalence)) : 0;
    r.amounts[e08][k] = housing;
    const double most = (h.adults >= 2 ? 620.0 : 393.0) + 290.0 * std::min(h.children, 2);
    const double free = h.children > 0 && h.has_worker ? 400.0 : 0;
    const double capital = std::floor(positive(h.savings - 6000.0) / 250.0) * 4.35;
    const double award =
        has_little ? positive(most - 0.55 * positive(h.income - free) - capital) : 0;
    r.amounts[e09][k] = award;
    r.flags[e11][k] = h.has_pupil && award > 0 && h.income < 620.0;
    const double shared = h.income / std::max(equivalence, 0.1);
    const bool is_frail = h.is_frail || h.youngest < 5;
    r.amounts[e12][k] =
        is_frail && shared < 1200.0 ? std::min(0.3 * money(p.energy_bill[k]), 150.0) : 0;
    const bool is_lone = h.adults == 1 && h.children > 0 && h.youngest < 8 && h.income < 2000.0;
    const double lone = is_lone ? 150.0 : 0;
    r.amounts[e16][k] = lone;
    r.amounts[e17][k] =
        has_little ? council_amount[p.tenure[k]] * positive(1.0 - h.income / 2500.0) : 0;
    const double total = child_benefit + housing + award + lone + h.jobseekers;
    const double limit = h.adults + h.children > 1 ? 2100.0 : 1400.0;
    r.amounts[e20][k] = h.is_exempt ? total : std::min(total, limit);
    decide_members(p, first, last, award, shared < 1500.0, h.income, r);
  }
}

}  // namespace twenty
