// JSON as the same positioned tree that YAML is read into: one reader of cases serves both.
#pragma once

#include <cstdint>
#include <memory>

#include "text/report.hpp"
#include "text/source.hpp"
#include "yaml/tree.hpp"

namespace huice::json {

struct Limits {
  std::uint32_t depth = 64;
  std::size_t nodes = 1'000'000;
  std::size_t scalar_bytes = 1U << 20U;
};

/// Parses one JSON value (RFC 8259; UTF-8 already checked). Strings become double-quoted scalars;
/// numbers, `true`, `false` and `null` plain ones that keep the text as written, so that no number
/// passes through a binary float. Problems go to the report; nothing is returned when there was an
/// error. A key that stands twice in one object is an error.
[[nodiscard]] std::unique_ptr<yaml::Document> read(std::shared_ptr<const text::Source> source,
                                                   const Limits& limits, text::Report& report);

}  // namespace huice::json
