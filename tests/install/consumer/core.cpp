// Uses huice::core alone.
#include <huice/calendar.hpp>
#include <huice/decimal.hpp>

int main() {
  const auto amount = huice::Decimal::parse("1320.50");
  const auto day = huice::Date::parse("2024-02-29");
  if (!amount || !day) return 1;
  const auto third = divide(*amount, huice::Decimal(3));
  const auto next = day->plus_months(12);
  return third && third->to_fixed(2) == "440.17" && next && next->to_string() == "2025-02-28" ? 0
                                                                                              : 1;
}
