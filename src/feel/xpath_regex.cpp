#include "feel/xpath_regex.hpp"

#include <vector>

namespace huice::feel {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Translation {
 public:
  Translation(std::string_view pattern, const RegexFlags& flags) : in_(pattern), flags_(flags) {}

  std::optional<std::string> run() {
    while (at_ < in_.size() && valid_) step();
    if (!valid_ || !open_.empty()) return std::nullopt;
    return std::move(out_);
  }

 private:
  void step() {
    const char c = in_[at_];
    if (flags_.free_spacing && is_blank(c)) {
      ++at_;
      return;
    }
    switch (c) {
      case '\\':
        escape(false);
        return;
      case '[':
        character_class(0);
        return;
      case '(':
        open_group();
        return;
      case ')':
        if (open_.empty()) {
          valid_ = false;
          return;
        }
        if (open_.back() != 0) closed_.push_back(open_.back());
        open_.pop_back();
        break;
      case '.':
        ++at_;
        out_ += flags_.dot_all ? "." : "[^\\n\\r]";
        return;
      case '#':
        out_ += '\\';
        break;  // a comment to ICU where blanks are free
      default:
        break;
    }
    out_ += c;
    ++at_;
  }

  void open_group() {
    if (in_.substr(at_, 3) == "(?:") {
      open_.push_back(0);
      out_ += "(?:";
      at_ += 3;
      return;
    }
    if (in_.substr(at_, 2) == "(?") {
      valid_ = false;  // look-around, flags and names are not XPath's
      return;
    }
    open_.push_back(++groups_);
    out_ += '(';
    ++at_;
  }

  void escape(bool in_class) {
    if (at_ + 1 >= in_.size()) {
      valid_ = false;
      return;
    }
    const char c = in_[at_ + 1];
    if (is_digit(c)) {
      if (in_class) {
        valid_ = false;
      } else {
        back_reference();
      }
      return;
    }
    if (c == 'p' || c == 'P') return category();
    static constexpr std::string_view plain = "\\|.?*+(){}[]^$-";
    static constexpr std::string_view escapes = "nrtsSdDwW";
    if (c == 'i' || c == 'I' || c == 'c' || c == 'C') {
      name_class(c);
      return;
    }
    if (plain.find(c) == std::string_view::npos && escapes.find(c) == std::string_view::npos) {
      valid_ = false;
      return;
    }
    out_ += '\\';
    out_ += c;
    at_ += 2;
  }

  // \i and \c: characters that may begin, or stand in, an XML name.
  void name_class(char c) {
    const bool negated = c == 'I' || c == 'C';
    const bool initial = c == 'i' || c == 'I';
    out_ += negated ? "[^" : "[";
    out_ += initial ? "_:\\p{L}\\p{Nl}]" : "\\-._:\\p{L}\\p{Nl}\\p{Nd}\\p{M}\\u00B7]";
    at_ += 2;
  }

  void back_reference() {
    std::size_t end = at_ + 1;
    std::size_t number = 0;
    // As many digits as name a group that is closed by now.
    while (end < in_.size() && is_digit(in_[end])) {
      const std::size_t longer = number * 10 + static_cast<std::size_t>(in_[end] - '0');
      if (number != 0 && !is_closed(longer)) break;
      number = longer;
      ++end;
    }
    if (!is_closed(number)) {
      valid_ = false;
      return;
    }
    out_ += '\\' + std::to_string(number);
    if (end < in_.size() && is_digit(in_[end]))
      out_ += "(?:)";  // the next digit is a character of its own
    at_ = end;
  }

  [[nodiscard]] bool is_closed(std::size_t group) const {
    for (const std::size_t closed : closed_) {
      if (closed == group) return true;
    }
    return false;
  }

  // \p{Lu}, \p{IsBasicLatin}; with free spacing, blanks inside are dropped.
  void category() {
    const char sign = in_[at_ + 1];
    const std::size_t open = at_ + 2;
    if (open >= in_.size() || in_[open] != '{') {
      valid_ = false;
      return;
    }
    const std::size_t close = in_.find('}', open);
    if (close == std::string_view::npos) {
      valid_ = false;
      return;
    }
    std::string name;
    for (std::size_t i = open + 1; i < close; ++i) {
      if (!flags_.free_spacing || !is_blank(in_[i])) name += in_[i];
    }
    if (name.rfind("Is", 0) == 0) name = "Block=" + name.substr(2);
    out_ += std::string("\\") + sign + '{' + name + '}';
    at_ = close + 1;
  }

  void character_class(int depth) {
    if (depth > 16) {
      valid_ = false;
      return;
    }
    out_ += '[';
    ++at_;
    if (at_ < in_.size() && in_[at_] == '^') {
      out_ += '^';
      ++at_;
    }
    bool first = true;
    while (valid_) {
      if (at_ >= in_.size()) {
        valid_ = false;
        return;
      }
      const char c = in_[at_];
      if (c == ']' && !first) break;
      if (c == '-' && at_ + 1 < in_.size() && in_[at_ + 1] == '[') {
        out_ += "--";
        ++at_;
        character_class(depth + 1);
        if (valid_ && (at_ >= in_.size() || in_[at_] != ']')) valid_ = false;
        break;
      }
      first = false;
      if (c == '\\') {
        escape(true);
        continue;
      }
      if (c == '[') {
        valid_ = false;
        return;
      }
      if (c == '&' || c == '{' || c == '}' || c == ' ') out_ += '\\';  // plain characters to XPath
      out_ += c;
      ++at_;
    }
    if (!valid_) return;
    out_ += ']';
    ++at_;
  }

  std::string_view in_;
  RegexFlags flags_;
  std::size_t at_ = 0;
  std::string out_;
  bool valid_ = true;
  std::size_t groups_ = 0;
  std::vector<std::size_t> open_;
  std::vector<std::size_t> closed_;
};

}  // namespace

std::optional<RegexFlags> read_flags(std::string_view flags) {
  RegexFlags read;
  for (const char c : flags) {
    switch (c) {
      case 's':
        read.dot_all = true;
        break;
      case 'm':
        read.multiline = true;
        break;
      case 'i':
        read.ignore_case = true;
        break;
      case 'x':
        read.free_spacing = true;
        break;
      default:
        return std::nullopt;
    }
  }
  return read;
}

std::optional<std::string> to_icu_pattern(std::string_view pattern, const RegexFlags& flags) {
  return Translation(pattern, flags).run();
}

}  // namespace huice::feel
