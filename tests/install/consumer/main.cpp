// Uses huice::huice as an embedding program does.
#include <cstdio>
#include <huice/calendar.hpp>
#include <huice/decimal.hpp>
#include <huice/diagnostic.hpp>
#include <huice/version.hpp>

int main() {
  const huice::Diagnostics diagnostics = {{.code = "E0001", .message = "so it is"}};
  const auto day = huice::Date::parse("2024-02-29");
  if (!huice::has_errors(diagnostics) || !day || day->weekday() != 4) return 1;
  std::printf("%s\n%s", huice::Decimal(3).to_string().c_str(), to_text(diagnostics).c_str());
  return huice::version().empty() ? 1 : 0;
}
