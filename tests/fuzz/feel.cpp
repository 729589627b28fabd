// Any text as an expression: what parses is printed, parsed again and printed the same, compiled
// and run with known and unknown variables.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "compile/evaluate.hpp"
#include "feel/library.hpp"
#include "feel/parse.hpp"
#include "text/utf8.hpp"

namespace {

std::unique_ptr<huice::feel::Syntax> parsed(const std::string& text) {
  static const huice::feel::Scope scope{{&huice::feel::builtin_names()}};
  const auto source = std::make_shared<huice::text::Source>("expression", text);
  const auto size = static_cast<std::uint32_t>(text.size());
  huice::text::Report report;
  return huice::feel::parse({text, {source, {0, size}}, {{0, 0}}}, scope,
                            huice::feel::Goal::expression, {}, false, report);
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are what the fuzzer gives
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (huice::text::find_invalid_utf8(text)) return 0;
  if (const auto syntax = parsed(text)) {
    const std::string printed = print(*syntax);
    const auto again = parsed(printed);
    // Canonical parentheses may nest deeper than the text did.
    if (again != nullptr && print(*again) != printed) std::abort();
  }
  using huice::value::Value;
  const std::vector<std::pair<std::string, Value>> variables = {
      {"x", Value::unknown()},
      {"list", huice::value::make_list({Value(huice::Decimal(1)), Value::unknown()})}};
  huice::text::Report report;
  const huice::exec::Limits limits{.steps = 20'000, .depth = 32, .list_items = 5'000};
  static_cast<void>(huice::compile::evaluate(text, variables, *huice::Date::of(2026, 1, 1), report,
                                             nullptr, limits));
  return 0;
}
