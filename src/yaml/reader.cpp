// The only file that includes yaml-cpp.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <istream>
#include <memory>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>

#include "text/utf8.hpp"
#include "yaml/builder.hpp"
#include "yaml/slips.hpp"
#include "yaml/syntax.hpp"
#include "yaml/tree.hpp"

namespace huice::yaml {
namespace {

using text::Code;

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

/// Thrown through the parser to end it early.
struct Stop {};

/// Lets yaml-cpp read a text where it lies.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    // streambuf wants char*, but an input buffer is only written to by a putback of another
    // character, which yaml-cpp never does.
    char* begin = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    setg(begin, begin, begin + text.size());
  }
};

/// What yaml-cpp says, by its text: it has no codes.
Fault fault_of(const std::string& message) {
  namespace msg = YAML::ErrorMsg;
  struct Row {
    const char* prefix;
    Fault fault;
  };
  static const Row rows[] = {
      {msg::MAP_VALUE, Fault::colon_in_text},
      {msg::END_OF_MAP_FLOW, Fault::unclosed_bracket},
      {msg::END_OF_SEQ_FLOW, Fault::unclosed_bracket},
      {msg::END_OF_MAP, Fault::bad_alignment},
      {msg::END_OF_SEQ, Fault::bad_alignment},
      {msg::EOF_IN_SCALAR, Fault::unclosed_quote},
      {msg::FLOW_END, Fault::stray_bracket},
      {msg::BLOCK_ENTRY, Fault::stray_dash},
      {msg::MAP_KEY, Fault::stray_question_mark},
      {msg::UNKNOWN_TOKEN, Fault::bad_start},
      {msg::INVALID_HEX, Fault::bad_escape},
      {msg::INVALID_UNICODE, Fault::bad_escape},
      {msg::INVALID_ESCAPE, Fault::bad_escape},
      {msg::TAB_IN_INDENTATION, Fault::tab_in_indentation},
      {msg::CHAR_IN_BLOCK, Fault::bad_block_header},
      {msg::ZERO_INDENT_IN_BLOCK, Fault::bad_block_header},
      {msg::DOC_IN_SCALAR, Fault::marker_in_text},
      {msg::ALIAS_NOT_FOUND, Fault::bad_anchor},
      {msg::ANCHOR_NOT_FOUND, Fault::bad_anchor},
      {msg::CHAR_IN_ALIAS, Fault::bad_anchor},
      {msg::CHAR_IN_ANCHOR, Fault::bad_anchor},
      {msg::UNKNOWN_ANCHOR, Fault::bad_anchor},
      {msg::MULTIPLE_ANCHORS, Fault::bad_anchor},
      {msg::MULTIPLE_ALIASES, Fault::bad_anchor},
      {msg::ALIAS_CONTENT, Fault::bad_anchor},
      {msg::MULTIPLE_TAGS, Fault::bad_tag},
      {msg::CHAR_IN_TAG_HANDLE, Fault::bad_tag},
      {msg::TAG_WITH_NO_SUFFIX, Fault::bad_tag},
      {msg::END_OF_VERBATIM_TAG, Fault::bad_tag},
      {msg::YAML_DIRECTIVE_ARGS, Fault::bad_directive},
      {msg::YAML_VERSION, Fault::bad_directive},
      {msg::YAML_MAJOR_VERSION, Fault::bad_directive},
      {msg::REPEATED_YAML_DIRECTIVE, Fault::bad_directive},
      {msg::TAG_DIRECTIVE_ARGS, Fault::bad_directive},
      {msg::REPEATED_TAG_DIRECTIVE, Fault::bad_directive},
  };
  for (const Row& row : rows) {
    if (std::string_view(message).starts_with(row.prefix)) return row.fault;
  }
  return Fault::other;
}

Failure failure_of(const YAML::Exception& error, std::size_t size) {
  const std::size_t at = error.mark.pos < 0 ? 0 : static_cast<std::size_t>(error.mark.pos);
  return {fault_of(error.msg), static_cast<std::uint32_t>(std::min(at, size))};
}

/// Hands the parser's events on; marks count from after a byte-order mark.
class Handler final : public YAML::EventHandler {
 public:
  Handler(Builder& builder, std::string_view text, std::uint32_t base)
      : builder_(builder), text_(text), base_(base) {}

  [[nodiscard]] std::uint32_t next_document() const noexcept { return next_document_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    next_document_ = offset(mark);
    throw Stop{};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    builder_.null(offset(mark), {anchor != 0, false});
    check();
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    builder_.alias(offset(mark));
    check();
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const bool is_plain = tag == "?";
    builder_.scalar(offset(mark), value, is_plain,
                    {anchor != 0, !is_plain && is_tagged(mark, tag)});
    check();
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(NodeKind::list, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(NodeKind::map, mark, tag, anchor, style);
  }
  void OnMapEnd() override { close(); }

 private:
  [[nodiscard]] std::uint32_t offset(const YAML::Mark& mark) const noexcept {
    return base_ + static_cast<std::uint32_t>(std::max(mark.pos, 0));
  }

  /// Quoted and block scalars have the tag `!` by themselves; a written one stands in the text.
  [[nodiscard]] bool is_tagged(const YAML::Mark& mark, const std::string& tag) const noexcept {
    const std::uint32_t at = offset(mark);
    return tag != "!" || (at < text_.size() && text_[at] == '!');
  }

  void open(NodeKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    const bool has_tag = !tag.empty() && tag != "?";
    builder_.open(kind, offset(mark), style != YAML::EmitterStyle::Block, {anchor != 0, has_tag});
    check();
  }
  void close() {
    builder_.close();
    check();
  }
  void check() const {
    if (builder_.is_stopped()) throw Stop{};
  }

  Builder& builder_;
  std::string_view text_;
  std::uint32_t base_;
  std::uint32_t documents_ = 0;
  std::uint32_t next_document_ = 0;
};

/// Takes events and keeps nothing: for trying whether a text parses.
class NullHandler final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      throw Failure{Fault::trailing_content, static_cast<std::uint32_t>(mark.pos)};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override {}
  void OnScalar(const YAML::Mark& /*mark*/, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                const std::string& /*value*/) override {}
  void OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/,
                       YAML::anchor_t /*anchor*/, YAML::EmitterStyle::value /*style*/) override {
    enter(mark);
  }
  void OnSequenceEnd() override { --depth_; }
  void OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    enter(mark);
  }
  void OnMapEnd() override { --depth_; }

 private:
  void enter(const YAML::Mark& mark) {
    if (++depth_ > most_depth) throw Failure{Fault::other, static_cast<std::uint32_t>(mark.pos)};
  }
  static constexpr std::uint32_t most_depth = 64;
  std::uint32_t depth_ = 0;
  std::uint32_t documents_ = 0;
};

/// Where a changed text fails, if it does.
std::optional<Failure> parse_again(std::string_view text) {
  const std::uint32_t base = text.starts_with(utf8_mark) ? 3U : 0U;
  ViewBuffer buffer(text.substr(base));
  std::istream stream(&buffer);
  NullHandler handler;
  std::optional<Failure> failure;
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(handler)) {
    }
  } catch (const Failure& stopped) {
    failure = stopped;
  } catch (const YAML::Exception& error) {
    failure = failure_of(error, text.size() - base);
  }
  if (failure) failure->offset += base;
  return failure;
}

/// Reads one source: checks on the bare text first, then the events, then what is left over.
class Reading {
 public:
  Reading(std::shared_ptr<const text::Source> source, const Limits& limits, text::Report& report)
      : source_(std::move(source)),
        text_(source_->text()),
        limits_(limits),
        report_(report),
        base_(text_.starts_with(utf8_mark) ? 3U : 0U),
        builder_(source_, limits, report) {}

  std::unique_ptr<Document> run() {
    const std::size_t errors_before = report_.error_count();
    if (!check_text()) return nullptr;
    parse();
    if (report_.error_count() > errors_before) return nullptr;
    return builder_.finish();
  }

 private:
  Diagnostic& error(Code code, std::size_t offset, std::string message, std::string hint = {}) {
    const auto at = static_cast<std::uint32_t>(offset);
    return report_.error(code, {source_, {at, at + 1}}, std::move(message), std::move(hint));
  }

  /// What yaml-cpp would take silently, or only at great cost.
  bool check_text() {
    return check_size() && check_characters() && check_directives() && check_indicators() &&
           check_content();
  }

  bool check_size() {
    if (text_.size() <= limits_.file_bytes) return true;
    report_.file_error(Code::too_large, source_->name(),
                       "the text has " + std::to_string(text_.size()) + " bytes; at most " +
                           std::to_string(limits_.file_bytes) + " are read",
                       "split it into several files");
    return false;
  }

  /// yaml-cpp ends reading at U+0004 as if the file ended there, and drops a lone CR from text.
  bool check_characters() {
    if (const std::optional<std::size_t> bad = text::find_invalid_utf8(text_)) {
      report_.file_error(Code::bad_utf8, source_->name(),
                         "byte " + std::to_string(*bad) + " is not part of any UTF-8 character");
      return false;
    }
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const char c = text_[at];
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) continue;
      if (c == '\n' || c == '\t') continue;
      if (c == '\r') {
        if (at + 1 < text_.size() && text_[at + 1] == '\n') continue;
        error(Code::control_character, at, "a carriage return stands here without a line feed",
              "end lines with a line feed, or with both");
      } else {
        error(Code::control_character, at, "a control character stands in the text",
              "leave it out; in double quotes it can be written as an escape");
      }
      return false;
    }
    return true;
  }

  /// Directives change how the rest is read; only %YAML, which changes nothing here, may stand.
  bool check_directives() {
    for (std::size_t at = base_; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      const std::string_view line = text_.substr(at, end - at);
      if (line.starts_with('%')) {
        if (!line.starts_with("%YAML ")) {
          error(Code::yaml_syntax, at,
                "a line that starts with `%` is a directive, and those are not used here",
                "leave it out, or put the text into quotes");
          return false;
        }
      } else if (skip_gap(line, 0) != line.size()) {
        return true;
      }
      at = end + 1;
    }
    return true;
  }

  /// yaml-cpp keeps every token of a bracket in memory until the bracket closes.
  bool check_indicators() {
    const std::size_t most = 2 * std::size_t{limits_.nodes};
    std::size_t count = 0;
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c != '[' && c != ']' && c != '{' && c != '}' && c != ',') continue;
      if (++count <= most) continue;
      error(Code::too_large, at,
            "the file has more than " + std::to_string(most) + " brackets and commas",
            "split it into several files");
      return false;
    }
    return true;
  }

  bool check_content() {
    std::size_t at = skip_gap(text_, base_);
    if (text_.substr(at).starts_with("---")) at = skip_gap(text_, at + 3);
    if (at < text_.size()) return true;
    report_.file_error(Code::empty_file, source_->name(), "the file holds nothing but comments");
    return false;
  }

  void parse() {
    ViewBuffer buffer(text_.substr(base_));
    std::istream stream(&buffer);
    Handler handler(builder_, text_, base_);
    try {
      YAML::Parser parser(stream);
      while (parser.HandleNextDocument(handler)) {
      }
    } catch (const Stop&) {
      if (handler.next_document() > 0) report_next_document(handler.next_document());
      return;
    } catch (const YAML::Exception& exception) {
      Failure failure = failure_of(exception, text_.size() - base_);
      failure.offset += base_;
      report_failure(source_, failure, builder_, parse_again, report_);
      return;
    } catch (const std::exception&) {
      report_.file_error(Code::internal, source_->name(),
                         "reading this file failed inside the YAML parser");
      return;
    }
    check_root();
  }

  void report_next_document(std::uint32_t offset) {
    const std::string_view between = text_.substr(builder_.cursor(), offset - builder_.cursor());
    if (text_.substr(offset).starts_with("---") ||
        between.find("\n...") != std::string_view::npos) {
      error(Code::yaml_documents, offset, "a second document starts here",
            "write it to a file of its own");
      return;
    }
    report_failure(source_, {Fault::trailing_content, offset}, builder_, parse_again, report_);
  }

  /// `title：x` or `title:x` alone in a file is a text to YAML, and never what was meant.
  void check_root() {
    if (const std::optional<text::Span> root = builder_.plain_root())
      report_lost_colon(source_, *root, report_);
  }

  std::shared_ptr<const text::Source> source_;
  std::string_view text_;
  const Limits& limits_;
  text::Report& report_;
  std::uint32_t base_;
  Builder builder_;
};

}  // namespace

std::unique_ptr<Document> read(std::shared_ptr<const text::Source> source, const Limits& limits,
                               text::Report& report) {
  return Reading(std::move(source), limits, report).run();
}

}  // namespace huice::yaml
