#include "yaml/syntax.hpp"

#include <algorithm>
#include <string>

#include "yaml/full_width.hpp"
#include "yaml/slips.hpp"

namespace huice::yaml {
namespace {

using text::Code;

// Longer texts are not parsed again for the sake of a hint.
constexpr std::size_t longest_retry = 1U << 20U;

struct Wording {
  std::string_view message;
  std::string_view hint;
};

Wording wording_of(Fault fault) noexcept {
  switch (fault) {
    case Fault::colon_in_text:
      return {"a colon stands where no key can end",
              "put a text that contains `: ` into quotes; write each key on a line of its own"};
    case Fault::bad_alignment:
      return {"this belongs to no map or list before it",
              "entries of one map, and items of one list, start in the same column"};
    case Fault::unclosed_quote:
      return {"the quote that opens here is never closed", ""};
    case Fault::unclosed_bracket:
      return {"a comma or the closing bracket is missing before this", ""};
    case Fault::stray_bracket:
      return {"this bracket closes nothing that is open here",
              "put a text that starts with a bracket into quotes"};
    case Fault::stray_dash:
      return {"a list item cannot start here", "write each `- ` on a line of its own"};
    case Fault::stray_question_mark:
      return {"`?` and a space cannot stand here", "put the text into quotes"};
    case Fault::bad_start:
      return {"a text cannot start with this character", "put the text into quotes"};
    case Fault::bad_escape:
      return {"no such escape in a text in double quotes",
              "write `\\\\` for a backslash, or use single quotes"};
    case Fault::tab_in_indentation:
      return {"a tab is used for indentation", "indent with spaces"};
    case Fault::bad_block_header:
      return {
          "only `+`, `-`, a digit from 1 to 9 or a comment may follow `|` and `>` on their line",
          "start the text on the next line; put a text that starts with `|` or `>` into quotes"};
    case Fault::marker_in_text:
      return {"a line with `---` or `...` stands inside a text in quotes", "indent that line"};
    case Fault::bad_anchor:
      return {"`&` and `*` start an anchor or alias, which are not allowed here",
              "put a text that starts with `&` or `*` into quotes"};
    case Fault::bad_tag:
      return {"`!` starts a tag, which is not allowed here",
              "put a text that starts with `!` into quotes"};
    case Fault::bad_directive:
      return {"a line that starts with `%` is a directive, and this one is not understood",
              "leave it out"};
    case Fault::trailing_content:
      return {"this stands after the end of what the file holds",
              "entries of one map, and items of one list, start in the same column"};
    case Fault::other:
      return {"the text is not YAML from here on", ""};
  }
  return {"the text is not YAML from here on", ""};
}

Code code_of(Fault fault) noexcept {
  if (fault == Fault::bad_anchor) return Code::yaml_anchor;
  if (fault == Fault::bad_tag) return Code::yaml_tag;
  return Code::yaml_syntax;
}

/// One line as a range of the source, without its break.
struct Line {
  std::uint32_t number = 0;
  std::uint32_t begin = 0;
  std::string_view text;

  [[nodiscard]] std::size_t indent() const noexcept {
    return std::min(text.find_first_not_of(" \t"), text.size());
  }
  [[nodiscard]] bool is_blank() const noexcept { return indent() == text.size(); }
};

class Explainer {
 public:
  Explainer(const std::shared_ptr<const text::Source>& source, const Failure& failure,
            const Builder& builder, const TryParse& try_parse, text::Report& report)
      : source_(source),
        failure_(failure),
        builder_(builder),
        try_parse_(try_parse),
        report_(report) {}

  void explain() {
    const Line failing = line_at(failure_.offset);
    const Line before = line_before(failing);
    if (tab_indents(failing)) return;
    if (source_->text().size() <= longest_retry) {
      for (const Line& line : {failing, before}) {
        if (line.number > 0 && (full_width_mends(line) || space_mends(line))) return;
      }
    }
    if (failure_.fault == Fault::colon_in_text &&
        (key_without_colon(before, failing) || continues_text(before, failing))) {
      return;
    }
    report_plainly();
  }

 private:
  [[nodiscard]] Line line_at(std::uint32_t offset) const noexcept {
    const std::uint32_t number = source_->line_of(offset);
    const std::string_view text = source_->line_text(number);
    const auto begin = static_cast<std::uint32_t>(text.data() - source_->text().data());
    return {number, text.empty() ? offset : begin, text};
  }

  /// The nearest line above that holds anything.
  [[nodiscard]] Line line_before(const Line& line) const noexcept {
    for (std::uint32_t number = line.number; number > 1; --number) {
      const std::string_view text = source_->line_text(number - 1);
      if (text.find_first_not_of(" \t") == std::string_view::npos) continue;
      return {number - 1, static_cast<std::uint32_t>(text.data() - source_->text().data()), text};
    }
    return {};
  }

  text::Place place(std::uint32_t begin, std::uint32_t end) const {
    return {source_, {begin, end}};
  }

  bool tab_indents(const Line& line) {
    const std::size_t tab = line.text.substr(0, line.indent()).find('\t');
    if (tab == std::string_view::npos || line.is_blank() || failure_.fault == Fault::unclosed_quote)
      return false;
    const auto at = static_cast<std::uint32_t>(line.begin + tab);
    const Wording wording = wording_of(Fault::tab_in_indentation);
    report_.error(Code::yaml_syntax, place(at, at + 1), std::string(wording.message),
                  std::string(wording.hint));
    return true;
  }

  /// Whether the parser gets past `line` when it reads `instead`.
  [[nodiscard]] bool mends(const Line& line, std::string_view instead) const {
    const std::string_view all = source_->text();
    std::string changed(all.substr(0, line.begin));
    changed += instead;
    const std::size_t next = changed.size();
    changed += all.substr(line.begin + line.text.size());
    const std::optional<Failure> failure = try_parse_(changed);
    if (!failure) return true;
    const std::size_t failing_end =
        line_at(failure_.offset).begin + line_at(failure_.offset).text.size();
    return failure->offset > failing_end + next - (line.begin + line.text.size());
  }

  bool full_width_mends(const Line& line) {
    const std::optional<FullWidth> sign = find_full_width(line.text);
    if (!sign || !mends(line, with_ascii_punctuation(line.text))) return false;
    const std::uint32_t at = line.begin + sign->offset;
    report_.error(Code::yaml_full_width, place(at, at + sign->length),
                  "`" + std::string(line.text.substr(sign->offset, sign->length)) +
                      "` is full-width; YAML needs `" + std::string(sign->ascii) + "` here",
                  "switch the input method to half-width punctuation outside of quoted text");
    return true;
  }

  bool space_mends(const Line& line) {
    const std::size_t colon = line.text.find(':', line.indent());
    if (colon == std::string_view::npos || colon + 1 == line.text.size()) return false;
    if (line.text[colon + 1] == ' ') return false;
    std::string changed(line.text);
    changed.insert(colon + 1, 1, ' ');
    if (!mends(line, changed)) return false;
    const auto at = static_cast<std::uint32_t>(line.begin + colon);
    report_.error(Code::yaml_syntax, place(at, at + 1), "a space is missing after the colon");
    return true;
  }

  [[nodiscard]] bool is_at_first_colon(const Line& line) const noexcept {
    return failure_.offset == line.begin + std::min(line.text.find(':'), line.text.size());
  }

  /// `a: 1`, then `b`, then `c: 2`: the parser only notices at the second colon.
  bool key_without_colon(const Line& before, const Line& failing) {
    if (before.number == 0 || before.indent() != failing.indent() || !is_at_first_colon(failing)) {
      return false;
    }
    const std::string_view name = before.text.substr(before.indent());
    if (name.find(": ") != std::string_view::npos || name.ends_with(':') || name.starts_with('#')) {
      return false;
    }
    const auto at = static_cast<std::uint32_t>(before.begin + before.indent());
    report_.error(Code::yaml_syntax, place(at, at + static_cast<std::uint32_t>(name.size())),
                  "this line has no colon, so it is no entry of the map",
                  "a colon and a space follow a key: `key: value`");
    return true;
  }

  /// `a: 1`, then ` b: 2`: the deeper line is more of the text `1`.
  bool continues_text(const Line& before, const Line& failing) {
    if (before.number == 0 || before.indent() >= failing.indent() || !is_at_first_colon(failing)) {
      return false;
    }
    const auto at = static_cast<std::uint32_t>(failing.begin + failing.indent());
    report_
        .error(
            Code::yaml_syntax, place(at, failure_.offset),
            "this line is indented deeper than the one before, so it continues that one's text",
            "start keys of one map in the same column; put a text that contains `: ` into quotes")
        .notes.push_back(
            {"the text before",
             source_->locate({static_cast<std::uint32_t>(before.begin + before.indent()),
                              static_cast<std::uint32_t>(before.begin + before.text.size())})});
    return true;
  }

  void report_plainly() {
    const std::uint32_t at = failure_.offset;
    const Fault fault = failure_.fault;
    const std::optional<std::uint32_t> bracket = builder_.open_bracket();
    if (fault == Fault::unclosed_quote) {
      report_unclosed_quote(source_, opening_quote(), report_);
      return;
    }
    const bool at_end = skip_gap(source_->text(), at) >= source_->text().size();
    if (fault == Fault::unclosed_bracket && at_end && bracket) {
      report_.error(Code::yaml_syntax, place(*bracket, *bracket + 1),
                    "the bracket that opens here is never closed");
      return;
    }
    if (fault == Fault::stray_bracket && bracket) {
      report_
          .error(Code::yaml_syntax, place(at, at + 1),
                 "this bracket does not match the one that is open")
          .notes.push_back(opened_at(*bracket));
      return;
    }
    const Wording wording = wording_of(fault);
    const std::uint32_t begin = fault == Fault::bad_escape ? escape_before(at) : at;
    Diagnostic& found = report_.error(code_of(fault), place(begin, std::max(at, begin + 1)),
                                      std::string(wording.message), std::string(wording.hint));
    if (fault == Fault::unclosed_bracket && bracket) found.notes.push_back(opened_at(*bracket));
  }

  [[nodiscard]] Note opened_at(std::uint32_t bracket) const {
    return {"opened here", source_->locate({bracket, bracket + 1})};
  }

  /// The parser has read past the escape when it finds that there is none.
  [[nodiscard]] std::uint32_t escape_before(std::uint32_t at) const noexcept {
    const std::size_t backslash = source_->text().substr(0, at).rfind('\\');
    return backslash == std::string_view::npos ? at : static_cast<std::uint32_t>(backslash);
  }

  /// The parser only knows where the file ended: the quote is the first one after what was read.
  [[nodiscard]] std::uint32_t opening_quote() const noexcept {
    const std::size_t at = source_->text().find_first_of("'\"", builder_.cursor());
    return at == std::string_view::npos ? failure_.offset : static_cast<std::uint32_t>(at);
  }

  const std::shared_ptr<const text::Source>& source_;
  const Failure& failure_;
  const Builder& builder_;
  const TryParse& try_parse_;
  text::Report& report_;
};

}  // namespace

void report_failure(const std::shared_ptr<const text::Source>& source, const Failure& failure,
                    const Builder& builder, const TryParse& try_parse, text::Report& report) {
  Explainer(source, failure, builder, try_parse, report).explain();
}

}  // namespace huice::yaml
