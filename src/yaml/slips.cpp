#include "yaml/slips.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "yaml/full_width.hpp"

namespace huice::yaml {
namespace {

using text::Code;

constexpr std::string_view input_method =
    "switch the input method to half-width punctuation outside of quoted text";

}  // namespace

bool report_lost_colon(const std::shared_ptr<const text::Source>& source, text::Span plain,
                       text::Report& report) {
  const std::string_view written = source->text(plain);
  if (const std::optional<FullWidth> sign = find_full_width(written, U"：")) {
    const std::uint32_t at = plain.begin + sign->offset;
    report.error(Code::yaml_full_width, {source, {at, at + sign->length}},
                 "`：` is full-width; YAML needs `: ` after a key", std::string(input_method));
    return true;
  }
  const std::size_t colon = written.find(':');
  if (colon == std::string_view::npos) return false;
  const auto at = static_cast<std::uint32_t>(plain.begin + colon);
  if (const std::optional<FullWidth> space = find_full_width(written.substr(colon + 1), U"\u3000");
      space && space->offset == 0) {
    report.error(Code::yaml_full_width, {source, {at + 1, at + 1 + space->length}},
                 "a full-width space follows the colon; YAML needs an ASCII space there",
                 std::string(input_method));
  } else {
    report.error(Code::yaml_syntax, {source, {at, at + 1}}, "a space is missing after the colon");
  }
  return true;
}

void report_unclosed_quote(const std::shared_ptr<const text::Source>& source, std::uint32_t quote,
                           text::Report& report) {
  const std::string_view text = source->text();
  const bool is_double = quote < text.size() && text[quote] == '"';
  const std::size_t line_end = std::min(text.find('\n', quote), text.size());
  const std::string_view line = text.substr(quote, line_end - quote);
  const auto sign = find_full_width(line, is_double ? U"“”＂" : U"‘’＇");
  Diagnostic& found = report.error(Code::yaml_syntax, {source, {quote, quote + 1}},
                                   "the quote that opens here is never closed");
  if (!sign) return;
  const std::uint32_t at = quote + sign->offset;
  found.hint = input_method;
  found.notes.push_back(
      {"this quote is full-width and closes nothing", source->locate({at, at + sign->length})});
}

}  // namespace huice::yaml
