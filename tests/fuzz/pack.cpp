// Any bytes as a pack: read, checked, compiled; where it loads, a case without facts is decided.
#include <cstdint>
#include <string>

#include "huice/huice.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto book = huice::load_texts({{"fuzz.yaml", std::string(data, data + size)}});
  if (!book) return 0;
  huice::Case nobody(*book);
  nobody.as_of(*huice::Date::of(2026, 1, 1));
  const auto decision = huice::decide(*book, nobody);
  if (decision) static_cast<void>(huice::to_json(*decision, huice::ReasonDetail::full));
  return 0;
}
