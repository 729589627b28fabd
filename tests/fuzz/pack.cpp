// Any text as a pack: reader, table of keys, readers, expressions, links.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "pack/load.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are what the fuzzer gives
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::vector<huice::pack::TextFile> files{{"pack.yaml", text}, {"areas.tsv", text}};
  huice::text::Report report;
  const auto model = huice::pack::load(files, report);
  if (report.has_errors() != (model == nullptr)) std::abort();
  return 0;
}
