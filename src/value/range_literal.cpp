#include "value/range_literal.hpp"

#include <array>
#include <optional>
#include <string>

#include "text/utf8.hpp"
#include "value/builtins.hpp"
#include "value/compare.hpp"
#include "value/kinds.hpp"

namespace huice::value {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<unsigned> hex_digit(char c) {
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
  return std::nullopt;
}

class RangeReader {
 public:
  RangeReader(std::string_view text, const ZoneRules* zones) : text_(text) {
    context_.zones = zones;
  }

  // Nothing where the text is no range.
  std::optional<Value> read() {
    const auto open = bracket("[(]");
    auto low = open ? end() : std::nullopt;
    if (!low || !take("..")) return std::nullopt;
    auto high = end();
    const auto close = high ? bracket("])[") : std::nullopt;
    skip_blanks();
    if (!close || at_ != text_.size() || !in_order(*low, *high)) return std::nullopt;
    return make_range(*std::move(low), *open == '[', *std::move(high), *close == ']');
  }

 private:
  bool in_order(const Value& low, const Value& high) const {
    return compare(Relation::less_equal, low, high, context_.zones).is_true();
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  bool take(std::string_view word) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::optional<char> bracket(std::string_view allowed) {
    skip_blanks();
    if (at_ == text_.size() || allowed.find(text_[at_]) == std::string_view::npos) {
      return std::nullopt;
    }
    return text_[at_++];
  }

  std::optional<Value> end() {
    skip_blanks();
    if (at_ == text_.size()) return std::nullopt;
    if (text_[at_] == '"') return string();
    if (take("@")) return at_literal();
    for (const std::string_view function : {"date and time", "date", "time", "duration"}) {
      if (take(function)) return call(function);
    }
    return number();
  }

  std::optional<Value> number() {
    const std::size_t from = at_;
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    // "1..3": two points end the number.
    if (text_.substr(at_, 1) == "." && text_.substr(at_, 2) != "..") ++at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      if (at_ < text_.size() && (text_[at_] == '-' || text_[at_] == '+')) ++at_;
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
    const auto parsed = Decimal::parse(text_.substr(from, at_ - from));
    return parsed ? std::optional(Value(*parsed)) : std::nullopt;
  }

  // @"..." is the first of these that the text is.
  std::optional<Value> at_literal() {
    const auto text = string();
    if (!text) return std::nullopt;
    const bool has_time = text->string().find(':') != std::string::npos;
    const bool has_date = text->string().find('T') != std::string::npos;
    if (has_time) return made_by(has_date ? "date and time" : "time", *text);
    auto date = made_by("date", *text);
    return date ? date : made_by("duration", *text);
  }

  std::optional<Value> call(std::string_view function) {
    if (!take("(")) return std::nullopt;
    skip_blanks();
    const auto argument = string();
    if (!argument || !take(")")) return std::nullopt;
    return made_by(function, *argument);
  }

  std::optional<Value> made_by(std::string_view function, const Value& argument) const {
    const std::array arguments{argument};
    Value made = find_core_builtin(function)->body(arguments, context_);
    return made.is_null() ? std::nullopt : std::optional(std::move(made));
  }

  std::optional<Value> string() {
    if (at_ == text_.size() || text_[at_] != '"') return std::nullopt;
    std::string result;
    for (++at_; at_ < text_.size() && text_[at_] != '"';) {
      if (text_[at_] != '\\') {
        result += text_[at_++];
      } else if (!escape(result)) {
        return std::nullopt;
      }
    }
    if (at_ == text_.size()) return std::nullopt;
    ++at_;
    return Value::string(result);
  }

  bool escape(std::string& out) {
    ++at_;
    if (at_ == text_.size()) return false;
    switch (const char c = text_[at_++]) {
      case 'n':
        out += '\n';
        return true;
      case 't':
        out += '\t';
        return true;
      case 'r':
        out += '\r';
        return true;
      case '"':
      case '\'':
      case '\\':
        out += c;
        return true;
      case 'u':
        return code_point(4, out);
      case 'U':
        return code_point(6, out);
      default:
        return false;
    }
  }

  std::optional<char32_t> hex(std::size_t digits) {
    char32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const auto digit = at_ < text_.size() ? hex_digit(text_[at_]) : std::nullopt;
      if (!digit) return std::nullopt;
      value = value * 16 + *digit;
      ++at_;
    }
    return value;
  }

  // A surrogate pair written as two escapes is one character.
  bool code_point(std::size_t digits, std::string& out) {
    auto value = hex(digits);
    if (!value) return false;
    if (*value >= 0xD800 && *value < 0xDC00) {
      if (!text_.substr(at_).starts_with("\\u")) return false;
      at_ += 2;
      const auto low = hex(4);
      if (!low || *low < 0xDC00 || *low > 0xDFFF) return false;
      value = 0x10000 + ((*value - 0xD800) << 10) + (*low - 0xDC00);
    }
    if (*value > 0x10FFFF || (*value >= 0xDC00 && *value <= 0xDFFF)) return false;
    text::append_code_point(out, *value);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  CallContext context_;
};

}  // namespace

Value parse_range(std::string_view text, const ZoneRules* zones) {
  auto range = RangeReader(text, zones).read();
  return range ? *std::move(range) : Value::error();
}

}  // namespace huice::value
