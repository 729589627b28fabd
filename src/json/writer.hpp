// Writes JSON: the same values give the same bytes everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace huice::json {

/// Puts commas and colons itself. UTF-8 is kept as it is; bytes that are not UTF-8 become U+FFFD.
///
///     Writer w;
///     w.begin_object().key("id").string("a").key("n").number("12.50").end_object();
///     w.take();   // {"id":"a","n":12.50}
class Writer {
 public:
  enum class Layout : std::uint8_t { one_line, indented };
  explicit Writer(Layout layout = Layout::one_line) noexcept
      : indented_(layout == Layout::indented) {}

  Writer& begin_object() { return begin('{'); }
  Writer& end_object() { return end('}'); }
  Writer& begin_list() { return begin('['); }
  Writer& end_list() { return end(']'); }
  Writer& key(std::string_view name);

  Writer& string(std::string_view text);
  /// A number that is already written as JSON wants it.
  Writer& number(std::string_view digits) { return literal(digits); }
  Writer& number(std::size_t value) { return literal(std::to_string(value)); }
  Writer& boolean(bool value) { return literal(value ? "true" : "false"); }
  Writer& null() { return literal("null"); }
  /// A whole JSON value.
  Writer& value(std::string_view json) { return literal(json); }

  Writer& strings(std::span<const std::string> items);
  /// null where the text is empty.
  Writer& string_or_null(std::string_view text) { return text.empty() ? null() : string(text); }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  Writer& begin(char bracket);
  Writer& end(char bracket);
  Writer& literal(std::string_view text);
  void separate();
  void break_line();
  void append_quoted(std::string_view text);

  std::string out_;
  std::vector<bool> has_items_;  // of the open objects and lists
  bool after_key_ = false;
  bool indented_ = false;
};

}  // namespace huice::json
