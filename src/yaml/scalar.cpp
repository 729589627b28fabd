#include "yaml/scalar.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "text/utf8.hpp"

namespace huice::yaml {
namespace {

using Piece = text::Decoded::Piece;

bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }

std::string_view without_last_breaks(std::string_view text) noexcept {
  return text.substr(0, text.find_last_not_of('\n') + 1);
}

/// Whether the parser read the same, but for two defects of yaml-cpp 0.7: it loses line breaks at
/// the end of quoted and folded texts, and decodes `\N` and `\_` to one byte that is not UTF-8.
bool agree(std::string_view decoded, std::string_view parsed) noexcept {
  decoded = without_last_breaks(decoded);
  parsed = without_last_breaks(parsed);
  std::size_t at = 0;
  for (const char c : parsed) {
    if ((c == '\x85' || c == '\xA0') && decoded.substr(at, 1) == "\xC2") ++at;
    if (at >= decoded.size() || decoded[at] != c) return false;
    ++at;
  }
  return at == decoded.size();
}

/// Collects the decoded text together with the map, so that the two cannot part.
class Recorder {
 public:
  explicit Recorder(std::string_view source) : source_(source) {}

  /// Takes source bytes as they stand.
  void copy(std::size_t from, std::size_t to) {
    if (from == to) return;
    if (pieces_.empty() || from != in_step_) {
      pieces_.push_back({size(), static_cast<std::uint32_t>(from)});
    }
    decoded_ += source_.substr(from, to - from);
    in_step_ = to;
  }

  /// Takes what the source bytes [from, to) stand for: an escape or a fold.
  void put(std::string_view meaning, std::size_t from, std::size_t to) {
    if (meaning.empty()) return;
    pieces_.push_back(
        {size(), static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to - from)});
    decoded_ += meaning;
    in_step_ = nowhere;
  }

  void cut(std::size_t to) {
    decoded_.resize(to);
    while (!pieces_.empty() && pieces_.back().text_offset >= to) pieces_.pop_back();
    in_step_ = nowhere;
  }

  [[nodiscard]] const std::string& decoded() const noexcept { return decoded_; }

  /// `content_end` is where text that followed would have stood.
  [[nodiscard]] ScalarText finish(std::size_t end, std::size_t content_end,
                                  std::string_view parsed) {
    if (!agree(decoded_, parsed)) return {static_cast<std::uint32_t>(end), std::string(parsed), {}};
    if (pieces_.empty()) pieces_.push_back({0, static_cast<std::uint32_t>(content_end)});
    return {static_cast<std::uint32_t>(end), std::move(decoded_), std::move(pieces_)};
  }

 private:
  static constexpr std::size_t nowhere = std::string_view::npos;

  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(decoded_.size());
  }

  std::string_view source_;
  std::string decoded_;
  std::vector<Piece> pieces_;
  std::size_t in_step_ = nowhere;
};

/// The line structure that all styles share.
class Scanner {
 public:
  explicit Scanner(std::string_view source) : source_(source), out_(source) {}

 protected:
  [[nodiscard]] bool at_end(std::size_t at) const noexcept { return at >= source_.size(); }

  /// Length of the line break at `at`: 0, 1 or 2 (CR LF).
  [[nodiscard]] std::size_t break_length(std::size_t at) const noexcept {
    if (at_end(at)) return 0;
    if (source_[at] == '\n') return 1;
    return source_[at] == '\r' && at + 1 < source_.size() && source_[at + 1] == '\n' ? 2 : 0;
  }

  [[nodiscard]] std::size_t skip_blanks(std::size_t at) const noexcept {
    while (!at_end(at) && is_blank(source_[at])) ++at;
    return at;
  }

  [[nodiscard]] std::size_t line_end(std::size_t at) const noexcept {
    const std::size_t end = std::min(source_.find('\n', at), source_.size());
    return end > at && end < source_.size() && source_[end - 1] == '\r' ? end - 1 : end;
  }

  /// Takes the line break at `at` with all empty lines and the indentation after it, as flow
  /// scalars fold them: one break is a space (or nothing when escaped), n + 1 breaks are n
  /// newlines.
  std::size_t fold(std::size_t from, std::size_t at, bool escaped) {
    std::size_t breaks = 0;
    while (const std::size_t length = break_length(at)) {
      ++breaks;
      at = skip_blanks(at + length);
    }
    if (breaks > 1) {
      out_.put(std::string(breaks - 1, '\n'), from, at);
    } else if (!escaped) {
      out_.put(" ", from, at);
    }
    return at;
  }

  std::string_view source_;
  Recorder out_;
};

/// Plain scalars end where their context says; the parser's value tells where that was.
class PlainScanner : Scanner {
 public:
  using Scanner::Scanner;

  ScalarText scan(std::size_t at, std::string_view parsed) {
    while (out_.decoded().size() < parsed.size()) {
      // Looking no further than what is left keeps long lines of many scalars linear.
      const std::size_t left = parsed.size() - out_.decoded().size();
      const std::size_t last = std::min(at + left, source_.size());
      std::size_t end = std::min(source_.substr(0, last).find('\n', at), last);
      while (end > at && (is_blank(source_[end - 1]) || source_[end - 1] == '\r')) --end;
      out_.copy(at, end);
      at = end;
      const std::size_t line_break = skip_blanks(end);
      if (out_.decoded().size() == parsed.size() || break_length(line_break) == 0) break;
      at = fold(end, line_break, false);
    }
    return out_.finish(at, at, parsed);
  }
};

class QuotedScanner : Scanner {
 public:
  QuotedScanner(std::string_view source, char quote) : Scanner(source), quote_(quote) {}

  ScalarText scan(std::size_t begin, std::string_view parsed) {
    std::size_t at = begin + 1;
    while (!at_end(at)) {
      const std::size_t after_blanks = skip_blanks(at);
      if (break_length(after_blanks) > 0) {
        at = fold(at, after_blanks, false);
        continue;
      }
      out_.copy(at, after_blanks);
      at = after_blanks;
      if (at_end(at)) break;
      if (source_[at] == quote_ && !is_doubled(at)) return out_.finish(at + 1, at, parsed);
      at = take_one(at);
    }
    return {static_cast<std::uint32_t>(source_.size()), std::string(parsed), {}, false};
  }

 private:
  [[nodiscard]] bool is_doubled(std::size_t at) const noexcept {
    return quote_ == '\'' && at + 1 < source_.size() && source_[at + 1] == quote_;
  }

  std::size_t take_one(std::size_t at) {
    if (source_[at] == quote_) {
      out_.put("'", at, at + 2);
      return at + 2;
    }
    if (quote_ == '"' && source_[at] == '\\') return take_escape(at);
    const std::size_t end = std::min(
        source_.find_first_of(quote_ == '"' ? " \t\r\n\"\\" : " \t\r\n'", at + 1), source_.size());
    out_.copy(at, end);
    return end;
  }

  std::size_t take_escape(std::size_t at) {
    if (break_length(at + 1) > 0) return fold(at, at + 1, true);
    if (at_end(at + 1)) return at + 1;
    const char kind = source_[at + 1];
    const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    std::string meaning;
    if (digits == 0) {
      meaning = simple_escape(kind);
    } else if (const std::optional<char32_t> code_point = hexadecimal(at + 2, digits)) {
      text::append_code_point(meaning, *code_point);
    }
    out_.put(meaning, at, std::min(at + 2 + digits, source_.size()));
    return at + 2 + digits;
  }

  static std::string simple_escape(char kind) {
    constexpr std::string_view kinds = "abtnvfre \"/\\'\t";
    constexpr std::string_view meanings = "\a\b\t\n\v\f\r\x1b \"/\\'\t";
    if (kind == '0') return std::string(1, '\0');
    if (kind == 'N') return "\u0085";
    if (kind == '_') return "\u00A0";
    if (kind == 'L') return "\u2028";
    if (kind == 'P') return "\u2029";
    const std::size_t at = kinds.find(kind);
    return at == std::string_view::npos ? std::string() : std::string(1, meanings[at]);
  }

  [[nodiscard]] std::optional<char32_t> hexadecimal(std::size_t at, std::size_t digits) const {
    if (at + digits > source_.size()) return std::nullopt;
    char32_t value = 0;
    for (const char c : source_.substr(at, digits)) {
      const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
      const bool is_digit = lower >= '0' && lower <= '9';
      if (!is_digit && !(lower >= 'a' && lower <= 'f')) return std::nullopt;
      value = value * 16 + static_cast<char32_t>(is_digit ? lower - '0' : lower - 'a' + 10);
    }
    return value <= 0x10FFFF ? std::optional(value) : std::nullopt;
  }

  char quote_;
};

/// `|` and `>`: a header line, then every line that is indented deeply enough.
class BlockScanner : Scanner {
 public:
  BlockScanner(std::string_view source, std::int32_t parent_column)
      : Scanner(source),
        parent_(static_cast<std::size_t>(std::max(parent_column, 0))),
        at_root_(parent_column < 0) {}

  ScalarText scan(std::size_t begin, std::string_view parsed) {
    const std::size_t body = read_header(begin);
    end_ = line_end(begin);
    if (indent_ == 0) indent_ = detect_indent(body);
    read_lines(body);
    chomp();
    return out_.finish(end_, end_, parsed);
  }

 private:
  enum class Chomp { clip, strip, keep };

  struct Line {
    std::size_t begin;  // after the indentation
    std::size_t end;    // before the line break
    [[nodiscard]] bool is_empty() const noexcept { return begin == end; }
  };

  std::size_t read_header(std::size_t begin) {
    folded_ = source_[begin] == '>';
    for (std::size_t at = begin + 1; at < std::min(begin + 3, source_.size()); ++at) {
      const char c = source_[at];
      if (c == '+') chomp_ = Chomp::keep;
      if (c == '-') chomp_ = Chomp::strip;
      if (c >= '1' && c <= '9') indent_ = parent_ + static_cast<std::size_t>(c - '0');
      if (is_blank(c) || c == '\n' || c == '\r') break;
    }
    const std::size_t end = line_end(begin);
    return end + break_length(end);
  }

  [[nodiscard]] std::size_t count_spaces(std::size_t at) const noexcept {
    return std::min(source_.find_first_not_of(' ', at), source_.size()) - at;
  }

  /// The indentation of the first line with text; empty lines before it may not be deeper.
  [[nodiscard]] std::size_t detect_indent(std::size_t at) const noexcept {
    const auto least = parent_ + 1;
    std::size_t deepest = least;
    while (!at_end(at)) {
      const std::size_t spaces = count_spaces(at);
      deepest = std::max(deepest, spaces);
      const std::size_t after = at + spaces;
      const std::size_t length = break_length(after);
      if (length == 0) return deepest;
      at = after + length;
    }
    return deepest;
  }

  [[nodiscard]] bool is_document_marker(std::size_t at) const noexcept {
    const std::string_view mark = source_.substr(at, 3);
    return at_root_ && (mark == "---" || mark == "...") &&
           (at + 3 >= source_.size() || is_blank(source_[at + 3]) || break_length(at + 3) > 0);
  }

  void read_lines(std::size_t at) {
    std::optional<Line> last_text;
    std::size_t last_break = at;
    while (!at_end(at) && !is_document_marker(at)) {
      const std::size_t spaces = count_spaces(at);
      const std::size_t text_end = line_end(at);
      if (spaces < indent_ && at + spaces < text_end) break;
      const Line line{at + std::min(spaces, indent_), text_end};
      const std::size_t next = text_end + break_length(text_end);
      take_line(line, next, last_text, last_break);
      if (!line.is_empty()) {
        last_text = line;
        last_break = text_end;
        end_ = text_end;
      }
      at = next;
    }
    if (folded_) end_folded(last_text, last_break);
  }

  void take_line(const Line& line, std::size_t next, const std::optional<Line>& last_text,
                 std::size_t last_break) {
    if (!folded_) {
      out_.copy(line.begin, line.end);
      take_break(line.end, next);
      return;
    }
    if (line.is_empty()) {
      empty_lines_.push_back(line.end);
      return;
    }
    if (last_text) {
      join(*last_text, line, last_break);
    } else {
      for (const std::size_t at : empty_lines_) take_break(at, at + break_length(at));
    }
    empty_lines_.clear();
    out_.copy(line.begin, line.end);
  }

  void take_break(std::size_t at, std::size_t next) {
    if (next - at == 1) out_.copy(at, next);
    if (next - at == 2) out_.put("\n", at, next);
  }

  /// Between two lines with text: a fold, unless one of them is indented more than the block.
  void join(const Line& before, const Line& after, std::size_t break_at) {
    const std::size_t next = break_at + break_length(break_at);
    const bool keeps_breaks = is_blank(source_[before.begin]) || is_blank(source_[after.begin]);
    if (keeps_breaks) take_break(break_at, next);
    if (!keeps_breaks && empty_lines_.empty()) out_.put(" ", break_at, after.begin);
    for (const std::size_t at : empty_lines_) take_break(at, at + break_length(at));
  }

  void end_folded(const std::optional<Line>& last_text, std::size_t break_at) {
    if (last_text) take_break(break_at, break_at + break_length(break_at));
    for (const std::size_t at : empty_lines_) take_break(at, at + break_length(at));
  }

  void chomp() {
    if (chomp_ == Chomp::keep) return;
    const std::string& text = out_.decoded();
    const std::size_t last = text.find_last_not_of('\n');
    const std::size_t length = last == std::string::npos ? 0 : last + 1;
    const bool keeps_one = chomp_ == Chomp::clip && length > 0 && length < text.size();
    out_.cut(keeps_one ? length + 1 : length);
  }

  std::size_t parent_;  // column of the collection round it, 0 for none
  bool at_root_;
  bool folded_ = false;
  Chomp chomp_ = Chomp::clip;
  std::size_t indent_ = 0;  // 0: to be detected
  std::size_t end_ = 0;
  std::vector<std::size_t>
      empty_lines_;  // where the breaks of the empty lines since the last text stand
};

}  // namespace

ScalarText read_scalar(std::string_view source, std::uint32_t begin, std::string_view parsed,
                       ScalarStyle style, std::int32_t parent_column) {
  switch (style) {
    case ScalarStyle::plain:
      return PlainScanner(source).scan(begin, parsed);
    case ScalarStyle::single_quoted:
      return QuotedScanner(source, '\'').scan(begin, parsed);
    case ScalarStyle::double_quoted:
      return QuotedScanner(source, '"').scan(begin, parsed);
    case ScalarStyle::block:
      return BlockScanner(source, parent_column).scan(begin, parsed);
  }
  return {begin, std::string(parsed), {}};
}

}  // namespace huice::yaml
