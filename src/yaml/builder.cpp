#include "yaml/builder.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "yaml/scalar.hpp"
#include "yaml/slips.hpp"

namespace huice::yaml {

using text::Code;

namespace {

bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string quoted(std::string_view name) {
  constexpr std::size_t longest = 60;
  std::string out = "`";
  if (name.size() > longest) {
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0U) == 0x80U) --cut;
    out += name.substr(0, cut);
    out += "…";
  } else {
    out += name;
  }
  out += '`';
  return out;
}

}  // namespace

std::size_t skip_gap(std::string_view source, std::size_t at) noexcept {
  while (at < source.size()) {
    if (is_space(source[at])) {
      ++at;
    } else if (source[at] == '#' && (at == 0 || is_space(source[at - 1]))) {
      at = std::min(source.find('\n', at), source.size());
    } else {
      break;
    }
  }
  return at;
}

Builder::Builder(std::shared_ptr<const text::Source> source, const Limits& limits,
                 text::Report& report)
    : source_(std::move(source)), tree_(source_), limits_(limits), report_(report) {}

void Builder::open(NodeKind kind, std::uint32_t offset, bool is_flow, Properties properties) {
  refuse_properties(offset, properties);
  if (frames_.size() == limits_.depth) {
    report_.error(Code::yaml_depth, place(offset, offset + 1),
                  "lists and maps are nested more than " + std::to_string(limits_.depth) + " deep");
    stopped_ = true;
    return;
  }
  const bool is_key = tree_.expects_key();
  remember_key(is_key, std::nullopt);
  const std::int32_t column = is_flow ? parent_column() : column_of(offset);
  tree_.open(kind, offset);
  check_node_count(offset);
  frames_.push_back({offset, is_flow, is_key, column, std::nullopt});
  cursor_ = std::max(cursor_, offset);
}

void Builder::close() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  cursor_ = find_end(frame);
  for (const DocumentBuilder::Repetition& repetition : tree_.close(cursor_)) {
    report_repeated_key(repetition);
  }
  if (frame.is_key) refuse_key({frame.begin, cursor_});
}

void Builder::scalar(std::uint32_t offset, std::string_view value, bool is_plain,
                     Properties properties) {
  refuse_properties(offset, properties);
  const char first = offset < text().size() ? text()[offset] : '\0';
  const ScalarStyle style = is_plain        ? ScalarStyle::plain
                            : first == '\'' ? ScalarStyle::single_quoted
                            : first == '"'  ? ScalarStyle::double_quoted
                                            : ScalarStyle::block;
  // A refused property stands where the scalar should: there is nothing to read here.
  ScalarText read = properties.any() ? ScalarText{offset, std::string(value), {}}
                                     : read_scalar(text(), offset, value, style, parent_column());
  const text::Span span{offset, std::max(read.end, offset)};
  if (!read.is_closed) {
    report_unclosed_quote(source_, offset, report_);
  } else if (value.size() > limits_.scalar_bytes) {
    report_.error(Code::too_large, place(span.begin, span.end),
                  "a text has " + std::to_string(value.size()) + " bytes; at most " +
                      std::to_string(limits_.scalar_bytes) + " are read");
  }
  const bool is_key = tree_.expects_key();
  if (is_key && is_plain && value == "<<") refuse_merge_key(span);
  const NodeId id = add(style, span, std::move(read.text), std::move(read.pieces));
  remember_key(is_key, properties.any() ? std::nullopt : std::optional(id));
  cursor_ = std::max(cursor_, span.end);
}

void Builder::null(std::uint32_t offset, Properties properties) {
  refuse_properties(offset, properties);
  const std::size_t length = properties.any() ? 0 : null_length(offset);
  if (length == 0) {
    missing(offset);
    return;
  }
  const text::Span span{offset, static_cast<std::uint32_t>(offset + length)};
  const bool is_key = tree_.expects_key();
  const NodeId id =
      add(ScalarStyle::plain, span, std::string(text().substr(offset, length)), {{0, offset}});
  remember_key(is_key, id);
  cursor_ = span.end;
}

void Builder::alias(std::uint32_t offset) {
  report_.error(Code::yaml_anchor, place(offset, offset + 1), "an alias (`*`) is not allowed here",
                "write the value out; put a text that starts with `*` into quotes");
  const bool is_key = tree_.expects_key();
  add(ScalarStyle::plain, {offset, offset}, {}, {});
  remember_key(is_key, std::nullopt);
}

std::optional<std::uint32_t> Builder::open_bracket() const noexcept {
  for (auto frame = frames_.rbegin(); frame != frames_.rend() && frame->is_flow; ++frame) {
    if (text()[frame->begin] == '[' || text()[frame->begin] == '{') return frame->begin;
  }
  return std::nullopt;
}

std::optional<text::Span> Builder::plain_root() const noexcept {
  if (tree_.node_count() == 0) return std::nullopt;
  const Node& root = tree_.document().node(tree_.document().root());
  const bool is_plain = root.kind == NodeKind::scalar && root.style == ScalarStyle::plain;
  return is_plain ? std::optional(root.span) : std::nullopt;
}

text::Place Builder::place(std::uint32_t begin, std::uint32_t end) const {
  return {source_, {begin, end}};
}

std::int32_t Builder::column_of(std::uint32_t offset) const noexcept {
  const std::size_t newline = offset == 0 ? std::string_view::npos : text().rfind('\n', offset - 1);
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  return static_cast<std::int32_t>(offset - start);
}

std::int32_t Builder::parent_column() const noexcept {
  return frames_.empty() ? -1 : frames_.back().column;
}

NodeId Builder::add(ScalarStyle style, text::Span span, std::string value,
                    std::vector<text::Decoded::Piece> pieces) {
  const auto id = NodeId{static_cast<std::uint32_t>(tree_.node_count())};
  tree_.scalar(style, span, std::move(value), std::move(pieces));
  check_node_count(span.begin);
  return id;
}

/// Notes whether the node just added is a key whose value may turn out to be missing.
void Builder::remember_key(bool is_key, std::optional<NodeId> key) noexcept {
  if (!frames_.empty()) frames_.back().key = is_key ? key : std::nullopt;
}

void Builder::check_node_count(std::uint32_t offset) {
  if (tree_.node_count() <= limits_.nodes || stopped_) return;
  report_.error(Code::too_large, place(offset, offset + 1),
                "the file has more than " + std::to_string(limits_.nodes) + " values",
                "split it into several files");
  stopped_ = true;
}

void Builder::refuse_properties(std::uint32_t offset, Properties properties) {
  if (properties.has_anchor) {
    report_.error(
        Code::yaml_anchor, place(offset, offset + 1), "an anchor (`&`) is not allowed here",
        "write the value out where it is needed; put a text that starts with `&` into quotes");
  }
  if (properties.has_tag) {
    report_.error(Code::yaml_tag, place(offset, offset + 1), "a tag (`!`) is not allowed here",
                  "leave it out; put a text that starts with `!` into quotes");
  }
}

/// In a file that ends too early the parser takes an open list for a key: a colon after it, or a
/// question mark before it, tells them apart.
void Builder::refuse_key(text::Span span) {
  const std::size_t before = text().substr(0, span.begin).find_last_not_of(" \t");
  const bool has_mark = before != std::string_view::npos && text()[before] == '?';
  if (!has_mark && !text().substr(skip_gap(text(), span.end)).starts_with(':')) return;
  report_.error(Code::yaml_syntax, place(span.begin, span.end),
                "a key is a text, not a list or map");
}

void Builder::refuse_merge_key(text::Span span) {
  report_.error(Code::yaml_merge_key, place(span.begin, span.end),
                "merge keys (`<<`) are not allowed", "write the entries out");
}

/// Length of the null literal at `offset`, or 0 when the event stands for a value that is not
/// there: then `offset` is some earlier token, or the next one, which may happen to be called
/// `null`.
std::size_t Builder::null_length(std::uint32_t offset) const noexcept {
  if (offset < cursor_) return 0;
  if (!frames_.empty()) {
    const Frame& parent = frames_.back();
    if (!parent.is_flow && !tree_.expects_key() && column_of(offset) <= parent.column) return 0;
  }
  const std::string_view rest = text().substr(std::min<std::size_t>(offset, text().size()));
  for (const std::string_view literal : {"null", "Null", "NULL", "~"}) {
    if (rest.starts_with(literal)) return literal.size();
  }
  return 0;
}

/// A key, value or item that was not written.
void Builder::missing(std::uint32_t offset) {
  const std::uint32_t at = frames_.empty() ? std::max(cursor_, offset) : check_written(offset);
  const bool is_key = tree_.expects_key();
  add(ScalarStyle::plain, {at, at}, {}, {});
  remember_key(is_key, std::nullopt);
  cursor_ = std::max(cursor_, at);
}

/// Where the missing node would have stood: after the colon or dash that announces it. Without
/// those it is an error.
std::uint32_t Builder::check_written(std::uint32_t offset) {
  const Frame& parent = frames_.back();
  const std::uint32_t next = std::max(cursor_, offset);
  if (tree_.expects_key()) {
    report_.error(Code::yaml_syntax, place(next, next + 1), "a key is missing before the colon");
    return next;
  }
  const bool in_map = tree_.innermost() == NodeKind::map;
  const std::size_t sign = skip_gap(text(), cursor_);
  if (sign < text().size() && text()[sign] == (in_map ? ':' : '-')) {
    return static_cast<std::uint32_t>(sign + 1);
  }
  if (in_map && parent.key) {
    report_key_without_value(*parent.key);
    return cursor_;
  }
  if (!in_map && parent.is_flow) {
    report_.error(Code::yaml_syntax, place(next, next + 1), "an item is missing before this");
  }
  return next;
}

void Builder::report_key_without_value(NodeId key) {
  const Node& node = tree_.document().node(key);
  // At the end of the file an open bracket is what is wrong; the parser is about to say so.
  if (frames_.back().is_flow && skip_gap(text(), node.span.end) == text().size()) return;
  if (node.style == ScalarStyle::plain && report_lost_colon(source_, node.span, report_)) return;
  report_.error(Code::yaml_syntax, place(node.span.begin, node.span.end),
                quoted(tree_.document().text(key)) + " is a key without a value",
                "a colon and a space follow a key: `key: value`");
}

void Builder::report_repeated_key(const DocumentBuilder::Repetition& repetition) {
  const Document& document = tree_.document();
  const Node& again = document.node(repetition.again);
  // Keys that are lists, or are not there, were reported as such.
  const bool was_reported = again.kind != NodeKind::scalar || again.span.begin == again.span.end;
  if (was_reported) return;
  Diagnostic& found =
      report_.error(Code::yaml_duplicate_key, document.place(repetition.again),
                    "the key " + quoted(document.text(repetition.again)) + " stands here twice");
  found.notes.push_back({"first here", document.place(repetition.first).locate()});
}

/// The end of a collection: its closing bracket, or the end of its last child.
std::uint32_t Builder::find_end(const Frame& frame) const noexcept {
  const char opening = frame.begin < text().size() ? text()[frame.begin] : '\0';
  if (!frame.is_flow || (opening != '[' && opening != '{')) return cursor_;
  std::size_t at = skip_gap(text(), cursor_ == frame.begin ? frame.begin + 1 : cursor_);
  while (at < text().size() && text()[at] == ',') at = skip_gap(text(), at + 1);
  const bool is_closed = at < text().size() && text()[at] == (opening == '[' ? ']' : '}');
  return is_closed ? static_cast<std::uint32_t>(at + 1) : cursor_;
}

}  // namespace huice::yaml
