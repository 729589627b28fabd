// Reading a text in a test, with what was said about it.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "text/report.hpp"
#include "yaml/tree.hpp"

namespace huice::yaml {

struct Read {
  std::unique_ptr<Document> document;
  Diagnostics diagnostics;

  [[nodiscard]] std::string codes() const {
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics) {
      if (!out.empty()) out += ' ';
      out += diagnostic.code;
    }
    return out;
  }
};

inline Read read_text(std::string text, const Limits& limits = {}) {
  text::Report report;
  auto source = std::make_shared<const text::Source>("t.yaml", std::move(text));
  Read result;
  result.document = read(source, limits, report);
  result.diagnostics = report.take();
  return result;
}

}  // namespace huice::yaml
