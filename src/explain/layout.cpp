#include "explain/layout.hpp"

#include <algorithm>
#include <vector>

#include "text/utf8.hpp"

namespace huice::explain {
namespace {

constexpr std::size_t least_width = 20;
constexpr std::u32string_view not_at_line_start = U"，。、；：？！）》」』”’…％,.;:?!)]}%";
constexpr std::u32string_view not_at_line_end = U"（《「『“‘([{";

bool is_in(std::u32string_view set, char32_t c) noexcept {
  return set.find(c) != std::u32string_view::npos;
}

/// Also control characters: a text of a case must not steer the terminal.
bool is_blank(char32_t c) noexcept { return c <= U' ' || (c >= 0x7F && c < 0xA0); }

/// A piece of text that stays on one line, with the blank that may follow it.
struct Piece {
  std::string_view text;
  std::size_t width = 0;
  bool blank_after = false;
};

/// Words of Latin text, and single wide characters with the marks that belong to them.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : text_(text) {}

  [[nodiscard]] std::vector<Piece> split() {
    while (at_ < text_.size()) {
      const std::size_t start = at_;
      const char32_t c = text::next_code_point(text_, at_);
      if (is_blank(c)) {
        finish(start);
        if (!out_.empty()) out_.back().blank_after = true;
        begin_ = at_;
        keep_with_next_ = false;
        continue;
      }
      const bool wide = text::display_width(text_.substr(start, at_ - start)) > 1;
      const bool may_break = (wide || last_was_wide_) && start > begin_ && !keep_with_next_ &&
                             !is_in(not_at_line_start, c);
      if (may_break) {
        finish(start);
        begin_ = start;
      }
      keep_with_next_ = is_in(not_at_line_end, c);
      last_was_wide_ = wide;
    }
    finish(text_.size());
    return std::move(out_);
  }

 private:
  void finish(std::size_t end) {
    if (end > begin_) {
      const std::string_view piece = text_.substr(begin_, end - begin_);
      out_.push_back({piece, text::display_width(piece), false});
    }
    begin_ = end;
    last_was_wide_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t begin_ = 0;
  bool keep_with_next_ = false;
  bool last_was_wide_ = false;
  std::vector<Piece> out_;
};

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  bool blank = false;
  for (const Piece& piece : Pieces(text).split()) {
    const std::size_t needed = piece.width + (blank ? 1 : 0);
    if (used > 0 && used + needed > width) {
      lines.emplace_back();
      used = 0;
      blank = false;
    }
    if (blank) lines.back() += ' ';
    lines.back() += piece.text;
    used += piece.width + (blank ? 1 : 0);
    blank = piece.blank_after;
  }
  return lines;
}

std::string_view colour_of(Tone tone) noexcept {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::heading:
      return "\x1b[1m";
    case Tone::good:
      return "\x1b[32m";
    case Tone::open:
      return "\x1b[33m";
    case Tone::bad:
      return "\x1b[31m";
    case Tone::faint:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

Page::Page(std::size_t width, bool colour) noexcept
    : width_(std::max(width, least_width)), colour_(colour) {}

void Page::begin_tone(Tone tone) {
  if (colour_) out_ += colour_of(tone);
}

void Page::end_tone(Tone tone) {
  if (colour_ && tone != Tone::plain) out_ += "\x1b[0m";
}

void Page::line(std::size_t indent, std::string_view mark, std::string_view text, Tone tone) {
  const std::size_t hang = indent + text::display_width(mark);
  const std::size_t room = width_ > hang + least_width / 2 ? width_ - hang : least_width / 2;
  bool first = true;
  for (const std::string& wrapped : wrap(text, room)) {
    out_.append(first ? indent : hang, ' ');
    begin_tone(tone);
    if (first) out_ += mark;
    out_ += wrapped;
    end_tone(tone);
    out_ += '\n';
    first = false;
  }
}

void Page::heading(std::string_view text) {
  gap();
  line(0, "", text, Tone::heading);
}

void Page::gap() {
  if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
}

}  // namespace huice::explain
