#include "huice/diagnostic.hpp"

#include <algorithm>
#include <charconv>

#include "text/utf8.hpp"

namespace huice {
namespace {

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[1;33m";
constexpr std::string_view blue = "\x1b[1;34m";
constexpr std::string_view green = "\x1b[1;32m";
constexpr std::string_view plain = "\x1b[0m";
constexpr std::string_view tab = "    ";

std::string_view word_for(Severity severity) noexcept {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::string_view colour_of(Severity severity) noexcept {
  switch (severity) {
    case Severity::error:
      return red;
    case Severity::warning:
      return yellow;
    case Severity::note:
      return green;
  }
  return red;
}

/// Characters that would move the cursor, ring, or turn the reading direction: a file must not be
/// able to repaint the terminal through its own diagnostic.
bool is_treacherous(char32_t c) noexcept {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Appends text as it may be shown, and returns the columns that it takes.
std::size_t append_shown(std::string& out, std::string_view text) {
  const std::size_t before = out.size();
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, at);
    if (c == '\t') {
      out += tab;
    } else {
      text::append_code_point(out, is_treacherous(c) ? 0xFFFD : c);
    }
  }
  return text::display_width(std::string_view(out).substr(before));
}

void append_number(std::string& out, std::uint64_t value) {
  char digits[20];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
  out.append(std::begin(digits), end);
}

std::size_t digits_of(std::uint32_t line) {
  std::string text;
  append_number(text, line);
  return text.size();
}

/// Writes the parts of one diagnostic; all its excerpts share one gutter.
class Renderer {
 public:
  Renderer(std::string& out, bool colour, std::size_t gutter)
      : out_(out), colour_(colour), gutter_(gutter) {}

  void heading(Severity severity, std::string_view code, std::string_view message) {
    paint(colour_of(severity));
    out_ += word_for(severity);
    if (!code.empty()) {
      out_ += '[';
      append_shown(out_, code);
      out_ += ']';
    }
    paint(plain);
    paint(bold);
    out_ += ": ";
    lines(message, 0);
    paint(plain);
    out_ += '\n';
  }

  void place(const Location& location, std::string_view colour) {
    if (location.file.empty()) return;
    out_.append(gutter_, ' ');
    paint(blue);
    out_ += "--> ";
    paint(plain);
    append_shown(out_, location.file);
    if (location.line > 0) {
      out_ += ':';
      append_number(out_, location.line);
      out_ += ':';
      append_number(out_, location.column);
    }
    out_ += '\n';
    if (location.line > 0) excerpt(location, colour);
  }

  void hint(std::string_view text) {
    if (text.empty()) return;
    out_.append(gutter_ + 1, ' ');
    paint(blue);
    out_ += "= ";
    paint(plain);
    paint(bold);
    out_ += "hint";
    paint(plain);
    out_ += ": ";
    lines(text, gutter_ + 9);
    out_ += '\n';
  }

 private:
  void paint(std::string_view sequence) {
    if (colour_) out_ += sequence;
  }

  void bar(std::string_view number) {
    paint(blue);
    out_.append(gutter_ - number.size(), ' ');
    out_ += number;
    out_ += " |";
    paint(plain);
  }

  void excerpt(const Location& location, std::string_view colour) {
    bar({});
    out_ += '\n';
    std::string number;
    append_number(number, location.line);
    bar(number);
    if (!location.excerpt.empty()) out_ += ' ';
    const std::string_view line = location.excerpt;
    const std::size_t begin = text::skip_code_points(line, 0, location.caret);
    const std::size_t end = text::skip_code_points(line, begin, location.length);
    const std::size_t before = append_shown(out_, line.substr(0, begin));
    const std::size_t under = append_shown(out_, line.substr(begin, end - begin));
    append_shown(out_, line.substr(end));
    out_ += '\n';
    bar({});
    out_.append(before + 1, ' ');
    paint(colour);
    out_.append(std::max<std::size_t>(under, 1), '^');
    paint(plain);
    out_ += '\n';
  }

  /// Text of one or more lines; the later ones are indented under the first.
  void lines(std::string_view text, std::size_t indent) {
    while (true) {
      const std::size_t end = text.find('\n');
      append_shown(out_, text.substr(0, end));
      if (end == std::string_view::npos) return;
      text.remove_prefix(end + 1);
      out_ += '\n';
      out_.append(indent, ' ');
    }
  }

  std::string& out_;
  bool colour_;
  std::size_t gutter_;
};

void render(std::string& out, const Diagnostic& diagnostic, bool colour) {
  std::size_t gutter = digits_of(diagnostic.location.line);
  for (const Note& note : diagnostic.notes) {
    gutter = std::max(gutter, digits_of(note.location.line));
  }
  Renderer renderer(out, colour, gutter);
  renderer.heading(diagnostic.severity, diagnostic.code, diagnostic.message);
  renderer.place(diagnostic.location, colour_of(diagnostic.severity));
  renderer.hint(diagnostic.hint);
  for (const Note& note : diagnostic.notes) {
    renderer.heading(Severity::note, {}, note.message);
    renderer.place(note.location, colour_of(Severity::note));
  }
}

void append_count(std::string& out, std::size_t count, std::string_view word) {
  if (count == 0) return;
  if (!out.empty()) out += ", ";
  append_number(out, count);
  out += ' ';
  out += word;
  if (count != 1) out += 's';
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic, bool colour) {
  std::string out;
  render(out, diagnostic, colour);
  return out;
}

std::string to_text(const Diagnostics& diagnostics, bool colour) {
  std::string out;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    render(out, diagnostic, colour);
    out += '\n';
    if (diagnostic.severity == Severity::error) ++errors;
    if (diagnostic.severity == Severity::warning) ++warnings;
  }
  std::string counts;
  append_count(counts, errors, "error");
  append_count(counts, warnings, "warning");
  if (!counts.empty()) out += counts + '\n';
  return out;
}

bool has_errors(const Diagnostics& diagnostics) noexcept {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error;
  });
}

}  // namespace huice
