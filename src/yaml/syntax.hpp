// Says in plain words why a text is not YAML, and what would mend it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "text/report.hpp"
#include "text/source.hpp"
#include "yaml/builder.hpp"

namespace huice::yaml {

/// What the parser stumbled over.
enum class Fault : std::uint8_t {
  colon_in_text,        // `a: b: c`, or a text that runs on into the next line's key
  bad_alignment,        // something that belongs to no open map or list
  unclosed_quote,       // the file ends inside quotes
  unclosed_bracket,     // a comma or closing bracket was expected
  stray_bracket,        // a closing bracket that closes nothing, or something else
  stray_dash,           // `- ` where no list item can stand
  stray_question_mark,  // `? ` where no key can stand
  bad_start,            // a plain text that starts with a reserved character
  bad_escape,           // `\q`, `\xZZ` in double quotes
  tab_in_indentation,
  bad_block_header,  // something after `|` or `>`
  marker_in_text,    // `---` or `...` inside quotes
  bad_anchor,
  bad_tag,
  bad_directive,
  trailing_content,  // something after the end of the root
  other,
};

struct Failure {
  Fault fault = Fault::other;
  std::uint32_t offset = 0;
};

/// Parses a changed text and says where it fails, if it does.
using TryParse = std::function<std::optional<Failure>(std::string_view text)>;

/// Reports one failure. Repairs that authors often need (a full-width colon, a missing space) are
/// tried on the line in question and named only when the parser then gets past it.
void report_failure(const std::shared_ptr<const text::Source>& source, const Failure& failure,
                    const Builder& builder, const TryParse& try_parse, text::Report& report);

}  // namespace huice::yaml
