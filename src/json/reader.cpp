#include "json/reader.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/syntax_error.hpp"
#include "yaml/document_builder.hpp"

namespace huice::json {
namespace {

using text::Code;
using text::Span;

/// Walks the text for the parser and leaves word of how far it has come: the events carry no place.
class TrackingIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackingIterator() = default;
  TrackingIterator(const char* at, const char** reached) noexcept : at_(at), reached_(reached) {}

  reference operator*() const noexcept { return *at_; }
  TrackingIterator& operator++() noexcept {
    *reached_ = ++at_;
    return *this;
  }
  TrackingIterator operator++(int) noexcept {
    TrackingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const TrackingIterator& a, const TrackingIterator& b) noexcept {
    return a.at_ == b.at_;
  }

 private:
  const char* at_ = nullptr;
  const char** reached_ = nullptr;
};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Length of the number at the start of the text (RFC 8259, section 6), which the parser has seen.
std::size_t measure_number(std::string_view text) noexcept {
  std::size_t at = 0;
  const auto has = [&](std::string_view any) {
    return at < text.size() && any.find(text[at]) != std::string_view::npos;
  };
  const auto digits = [&] {
    while (at < text.size() && is_digit(text[at])) ++at;
  };
  if (has("-")) ++at;
  if (has("0")) {
    ++at;
  } else {
    digits();
  }
  if (has(".")) {
    ++at;
    digits();
  }
  if (has("eE")) {
    ++at;
    if (has("+-")) ++at;
    digits();
  }
  return at;
}

/// Where each byte of a decoded string stands; `begin` is past the opening quote.
std::vector<text::Decoded::Piece> map_string(std::string_view source, Span inside,
                                             std::size_t decoded_size) {
  std::vector<text::Decoded::Piece> pieces;
  if (inside.end - inside.begin == decoded_size) return {{0, inside.begin, 0}};
  std::uint32_t decoded = 0;
  bool in_run = false;
  for (std::uint32_t at = inside.begin; at < inside.end;) {
    if (source[at] != '\\') {
      if (!in_run) pieces.push_back({decoded, at, 0});
      in_run = true;
      ++decoded;
      ++at;
      continue;
    }
    in_run = false;
    const Escape escape = measure_escape(source.substr(at));
    pieces.push_back({decoded, at, escape.written});
    decoded += escape.decoded;
    at += escape.written;
  }
  return pieces;
}

/// Turns the parser's events into nodes with places.
class Events final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Events(std::shared_ptr<const text::Source> source, const Limits& limits, text::Report& report)
      : source_(source),
        text_(source->text()),
        reached_(text_.data()),
        limits_(limits),
        report_(report),
        builder_(std::move(source)) {}

  [[nodiscard]] const char** reached() noexcept { return &reached_; }
  [[nodiscard]] std::unique_ptr<yaml::Document> finish() { return builder_.finish(); }

  bool null() override { return literal(); }
  bool boolean(bool /*value*/) override { return literal(); }
  bool number_integer(number_integer_t /*value*/) override { return number(); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return number(); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
    return number();
  }
  bool string(string_t& value) override { return quoted(value); }
  bool key(string_t& value) override { return quoted(value); }
  bool binary(binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*size*/) override { return open(yaml::NodeKind::map); }
  bool start_array(std::size_t /*size*/) override { return open(yaml::NodeKind::list); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& failure) override {
    // The only failure that is not one of syntax: the parser's own conversion of a number.
    constexpr int number_overflow = 406;
    const std::uint32_t begin = next_token();
    if (failure.id == number_overflow) {
      report_.error(Code::json_syntax, place({begin, number_end(begin)}),
                    "the number is too large");
    } else {
      report_syntax_error({source_, begin, offset_of_reached(), expected()}, report_);
    }
    return false;
  }

 private:
  [[nodiscard]] std::uint32_t offset_of_reached() const noexcept {
    return static_cast<std::uint32_t>(reached_ - text_.data());
  }
  [[nodiscard]] text::Place place(Span span) const { return {source_, span}; }

  /// Start of the first token after the last one.
  [[nodiscard]] std::uint32_t next_token() const noexcept {
    const std::size_t at = text_.find_first_not_of(" \t\r\n,:", end_);
    return static_cast<std::uint32_t>(std::min(at, text_.size()));
  }
  [[nodiscard]] std::uint32_t number_end(std::uint32_t begin) const noexcept {
    return begin + static_cast<std::uint32_t>(measure_number(text_.substr(begin)));
  }

  [[nodiscard]] Expected expected() const noexcept {
    if (builder_.node_count() == 0) return Expected::value;
    if (builder_.depth() == 0) return Expected::end;
    const bool after_sign = text_.find_first_not_of(" \t\r\n", end_) < next_token();
    const bool in_map = builder_.innermost() == yaml::NodeKind::map;
    if (in_map && !builder_.expects_key()) return after_sign ? Expected::value : Expected::colon;
    if (builder_.innermost_is_empty()) return in_map ? Expected::first_key : Expected::first_item;
    if (!after_sign) return in_map ? Expected::comma_in_object : Expected::comma_in_list;
    return in_map ? Expected::key : Expected::value;
  }

  bool within_limits(Span span) {
    if (builder_.node_count() < limits_.nodes) return true;
    report_.error(Code::too_large, place(span),
                  "the text has more than " + std::to_string(limits_.nodes) + " values");
    return false;
  }

  bool scalar(yaml::ScalarStyle style, Span span, std::string value,
              std::vector<text::Decoded::Piece> pieces) {
    end_ = span.end;
    if (value.size() > limits_.scalar_bytes) {
      report_.error(Code::too_large, place({span.begin, span.begin + 1}),
                    "a text has " + std::to_string(value.size()) + " bytes; at most " +
                        std::to_string(limits_.scalar_bytes) + " are read");
      return false;
    }
    builder_.scalar(style, span, std::move(value), std::move(pieces));
    return within_limits(span);
  }

  bool plain(Span span) {
    std::string written(text_.substr(span.begin, span.end - span.begin));
    return scalar(yaml::ScalarStyle::plain, span, std::move(written), {{0, span.begin, 0}});
  }
  bool literal() {
    const std::uint32_t begin = next_token();
    return plain({begin, begin + (text_[begin] == 'f' ? 5U : 4U)});
  }
  bool number() {
    const std::uint32_t begin = next_token();
    return plain({begin, number_end(begin)});
  }
  bool quoted(string_t& value) {
    const Span span{next_token(), offset_of_reached()};
    auto pieces = map_string(text_, {span.begin + 1, span.end - 1}, value.size());
    return scalar(yaml::ScalarStyle::double_quoted, span, std::move(value), std::move(pieces));
  }

  bool open(yaml::NodeKind kind) {
    const std::uint32_t begin = next_token();
    if (builder_.depth() == limits_.depth) {
      report_.error(
          Code::json_depth, place({begin, begin + 1}),
          "objects and lists are nested more than " + std::to_string(limits_.depth) + " deep");
      return false;
    }
    builder_.open(kind, begin);
    end_ = begin + 1;
    return within_limits({begin, end_});
  }
  bool close() {
    end_ = next_token() + 1;
    for (const auto& [first, again] : builder_.close(end_)) {
      const yaml::Document& document = builder_.document();
      report_
          .error(Code::json_duplicate_key, document.place(again),
                 "the key `" + shorten(document.text(again)) + "` stands here twice")
          .notes.push_back({"first here", document.place(first).locate()});
    }
    return true;
  }

  std::shared_ptr<const text::Source> source_;
  std::string_view text_;
  const char* reached_;
  const Limits& limits_;
  text::Report& report_;
  yaml::DocumentBuilder builder_;
  std::uint32_t end_ = 0;  // past the last token
};

}  // namespace

std::unique_ptr<yaml::Document> read(std::shared_ptr<const text::Source> source,
                                     const Limits& limits, text::Report& report) {
  const std::size_t errors_before = report.error_count();
  const std::string_view text = source->text();
  Events events(std::move(source), limits, report);
  const TrackingIterator begin(std::to_address(text.begin()), events.reached());
  const TrackingIterator end(std::to_address(text.end()), events.reached());
  const bool complete = nlohmann::json::sax_parse(begin, end, &events);
  if (!complete || report.error_count() != errors_before) return nullptr;
  return events.finish();
}

}  // namespace huice::json
