// Any bytes as an expression: parsed, printed and parsed again, compiled and run.
#include <cstdint>
#include <string>
#include <string_view>

#include "compile/evaluate.hpp"
#include "text/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (huice::text::find_invalid_utf8(text)) return 0;
  huice::text::Report report;
  const std::vector<std::pair<std::string, huice::value::Value>> variables = {
      {"x", huice::value::Value::unknown()},
      {"list", huice::value::make_list(
                   {huice::value::Value(huice::Decimal(1)), huice::value::Value::unknown()})}};
  static_cast<void>(
      huice::compile::evaluate(text, variables, *huice::Date::of(2026, 1, 1), report));
  return 0;
}
