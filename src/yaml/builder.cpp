#include "yaml/builder.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "yaml/full_width.hpp"
#include "yaml/scalar.hpp"

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

bool report_lost_colon(const std::shared_ptr<const text::Source>& source, text::Span plain,
                       text::Report& report) {
  constexpr std::string_view hint =
      "switch the input method to half-width punctuation outside of quoted text";
  const std::string_view written = source->text(plain);
  if (const std::optional<FullWidth> sign = find_full_width(written, U"：")) {
    const std::uint32_t at = plain.begin + sign->offset;
    report.error(Code::yaml_full_width, {source, {at, at + sign->length}},
                 "`：` is full-width; YAML needs `: ` after a key", std::string(hint));
    return true;
  }
  const std::size_t colon = written.find(':');
  if (colon == std::string_view::npos) return false;
  const auto at = static_cast<std::uint32_t>(plain.begin + colon);
  if (const std::optional<FullWidth> space = find_full_width(written.substr(colon + 1), U"\u3000");
      space && space->offset == 0) {
    report.error(Code::yaml_full_width, {source, {at + 1, at + 1 + space->length}},
                 "a full-width space follows the colon; YAML needs an ASCII space there",
                 std::string(hint));
  } else {
    report.error(Code::yaml_syntax, {source, {at, at + 1}}, "a space is missing after the colon");
  }
  return true;
}

Builder::Builder(std::shared_ptr<const text::Source> source, const Limits& limits,
                 text::Report& report)
    : document_(std::make_unique<Document>()), limits_(limits), report_(report) {
  document_->source_ = std::move(source);
}

void Builder::open(NodeKind kind, std::uint32_t offset, bool is_flow, Properties properties) {
  refuse_properties(offset, properties);
  if (frames_.size() == limits_.depth) {
    report_.error(Code::yaml_depth, place(offset, offset + 1),
                  "lists and maps are nested more than " + std::to_string(limits_.depth) + " deep");
    stopped_ = true;
    return;
  }
  const bool is_key = expects_key();
  const NodeId id = add({kind, ScalarStyle::plain, 0, 0, 0, 0, {offset, offset}});
  attach(id);
  const std::int32_t column = is_flow ? parent_column() : column_of(offset);
  frames_.push_back({id, pending_.size(), is_flow, column, is_key});
  cursor_ = std::max(cursor_, offset);
}

void Builder::close() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  Node& closed = node(frame.id);
  closed.first = static_cast<std::uint32_t>(document_->children_.size());
  const auto begin = pending_.begin() + static_cast<std::ptrdiff_t>(frame.first_pending);
  const auto children = static_cast<std::uint32_t>(pending_.end() - begin);
  closed.count = closed.kind == NodeKind::map ? children / 2 : children;
  document_->children_.insert(document_->children_.end(), begin, pending_.end());
  pending_.erase(begin, pending_.end());
  cursor_ = find_end(frame);
  closed.span.end = cursor_;
  if (closed.kind == NodeKind::map) index_keys(frame.id);
  if (frame.is_key) refuse_key(closed.span);
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
  if (value.size() > limits_.scalar_bytes) {
    report_.error(Code::too_large, place(span.begin, span.end),
                  "a text has " + std::to_string(value.size()) + " bytes; at most " +
                      std::to_string(limits_.scalar_bytes) + " are read");
  }
  const bool is_key = expects_key();
  if (is_key) check_key(value, is_plain, span);
  attach(add_scalar(style, span,
                    {std::move(read.text), {document_->source_, span}, std::move(read.pieces)}));
  if (is_key && !frames_.empty()) frames_.back().key_is_exact = !properties.any();
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
  const bool is_key = expects_key();
  text::Decoded decoded{
      std::string(text().substr(offset, length)), {document_->source_, span}, {{0, offset}}};
  attach(add_scalar(ScalarStyle::plain, span, std::move(decoded)));
  if (is_key) frames_.back().key_is_exact = true;
  cursor_ = span.end;
}

void Builder::alias(std::uint32_t offset) {
  report_.error(Code::yaml_anchor, place(offset, offset + 1), "an alias (`*`) is not allowed here",
                "write the value out; put a text that starts with `*` into quotes");
  attach(add_scalar(ScalarStyle::plain, {offset, offset}, {}));
  if (!frames_.empty()) frames_.back().key_is_exact = false;
}

const Node* Builder::innermost_open() const noexcept {
  return frames_.empty() ? nullptr : &document_->node(frames_.back().id);
}

std::optional<text::Span> Builder::plain_root() const noexcept {
  if (document_->nodes_.empty()) return std::nullopt;
  const Node& root = document_->node(document_->root());
  const bool is_plain = root.kind == NodeKind::scalar && root.style == ScalarStyle::plain;
  return is_plain ? std::optional(root.span) : std::nullopt;
}

std::unique_ptr<Document> Builder::finish() { return std::move(document_); }

text::Place Builder::place(std::uint32_t begin, std::uint32_t end) const {
  return {document_->source_, {begin, end}};
}

bool Builder::expects_key() const noexcept {
  return !frames_.empty() && document_->kind(frames_.back().id) == NodeKind::map &&
         !frames_.back().expects_value;
}

std::int32_t Builder::column_of(std::uint32_t offset) const noexcept {
  const std::size_t newline = offset == 0 ? std::string_view::npos : text().rfind('\n', offset - 1);
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  return static_cast<std::int32_t>(offset - start);
}

std::int32_t Builder::parent_column() const noexcept {
  return frames_.empty() ? -1 : frames_.back().column;
}

NodeId Builder::add(Node node) {
  const auto id = NodeId{static_cast<std::uint32_t>(document_->nodes_.size())};
  document_->nodes_.push_back(node);
  if (document_->nodes_.size() > limits_.nodes && !stopped_) {
    report_.error(Code::too_large, place(node.span.begin, node.span.end),
                  "the file has more than " + std::to_string(limits_.nodes) + " values",
                  "split it into several files");
    stopped_ = true;
  }
  return id;
}

NodeId Builder::add_scalar(ScalarStyle style, text::Span span, text::Decoded decoded) {
  const auto number = static_cast<std::uint32_t>(document_->scalars_.size());
  document_->scalars_.push_back(std::move(decoded));
  return add({NodeKind::scalar, style, number, 0, 0, 0, span});
}

void Builder::attach(NodeId id) {
  if (frames_.empty()) return;
  Frame& parent = frames_.back();
  pending_.push_back(id);
  if (document_->kind(parent.id) == NodeKind::map) {
    parent.expects_value = !parent.expects_value;
    if (parent.expects_value) parent.key_is_exact = false;
  }
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

/// In a file that ends too early the parser takes an open list for a key: a colon tells them apart.
void Builder::refuse_key(text::Span span) {
  if (!text().substr(skip_gap(text(), span.end)).starts_with(':')) return;
  report_.error(Code::yaml_syntax, place(span.begin, span.end),
                "a key is a text, not a list or map");
}

void Builder::check_key(std::string_view value, bool is_plain, text::Span span) {
  if (is_plain && value == "<<") {
    report_.error(Code::yaml_merge_key, place(span.begin, span.end),
                  "merge keys (`<<`) are not allowed", "write the entries out");
  }
}

/// Length of the null literal at `offset`, or 0 when the event stands for a value that is not
/// there: then `offset` is some earlier token, or the next one, which may happen to be called
/// `null`.
std::size_t Builder::null_length(std::uint32_t offset) const noexcept {
  if (offset < cursor_) return 0;
  if (!frames_.empty()) {
    const Frame& parent = frames_.back();
    if (!parent.is_flow && !expects_key() && column_of(offset) <= parent.column) return 0;
  }
  const std::string_view rest = text().substr(std::min<std::size_t>(offset, text().size()));
  for (const std::string_view literal : {"null", "Null", "NULL", "~"}) {
    if (rest.starts_with(literal)) return literal.size();
  }
  return 0;
}

/// A key, value or item that was not written.
void Builder::missing(std::uint32_t offset) {
  const bool in_flow = !frames_.empty() && frames_.back().is_flow;
  std::uint32_t at = std::max(cursor_, offset);
  if (expects_key()) {
    report_.error(Code::yaml_syntax, place(at, at + 1), "a key is missing before the colon");
  } else if (!frames_.empty()) {
    const std::size_t sign = skip_gap(text(), cursor_);
    const char c = sign < text().size() ? text()[sign] : '\0';
    const bool in_map = document_->kind(frames_.back().id) == NodeKind::map;
    if (c == (in_map ? ':' : '-')) {
      at = static_cast<std::uint32_t>(sign + 1);
    } else if (in_map && frames_.back().key_is_exact) {
      report_key_without_value();
      at = cursor_;
    } else if (!in_map && in_flow) {
      report_.error(Code::yaml_syntax, place(at, at + 1), "an item is missing before this");
    }
  }
  attach(add_scalar(ScalarStyle::plain, {at, at}, {std::string(), place(at, at), {}}));
  cursor_ = std::max(cursor_, at);
}

void Builder::report_key_without_value() {
  const Node& key = node(pending_.back());
  // At the end of the file an open bracket is what is wrong; the parser is about to say so.
  if (frames_.back().is_flow && skip_gap(text(), key.span.end) == text().size()) return;
  if (key.style == ScalarStyle::plain && report_lost_colon(document_->source_, key.span, report_))
    return;
  report_.error(Code::yaml_syntax, place(key.span.begin, key.span.end),
                quoted(document_->text(pending_.back())) + " is a key without a value",
                "a colon and a space follow a key: `key: value`");
}

/// The end of a collection: its closing bracket, or the end of its last child.
std::uint32_t Builder::find_end(const Frame& frame) const noexcept {
  const Node& closed = document_->node(frame.id);
  const std::uint32_t begin = closed.span.begin;
  const char opening = begin < text().size() ? text()[begin] : '\0';
  if (!frame.is_flow || (opening != '[' && opening != '{')) return cursor_;
  std::size_t at = skip_gap(text(), cursor_ == begin ? begin + 1 : cursor_);
  while (at < text().size() && text()[at] == ',') at = skip_gap(text(), at + 1);
  const bool is_closed = at < text().size() && text()[at] == (opening == '[' ? ']' : '}');
  return is_closed ? static_cast<std::uint32_t>(at + 1) : cursor_;
}

/// Sorts the entries by key: finds repetitions, and serves Document::find() in larger maps.
void Builder::index_keys(NodeId map) {
  Node& indexed = node(map);
  std::vector<std::uint32_t>& index = document_->index_;
  indexed.index = static_cast<std::uint32_t>(index.size());
  index.resize(index.size() + indexed.count);
  const auto begin = index.begin() + indexed.index;
  std::iota(begin, index.end(), 0U);
  const auto key_of = [&](std::uint32_t number) { return document_->entry(map, number).key; };
  std::stable_sort(begin, index.end(), [&](std::uint32_t a, std::uint32_t b) {
    return document_->text(key_of(a)) < document_->text(key_of(b));
  });
  auto first = begin;
  for (auto at = begin; at != index.end(); ++at) {
    const std::string_view name = document_->text(key_of(*at));
    if (at == first || name != document_->text(key_of(*first))) {
      first = at;
      continue;
    }
    if (document_->kind(key_of(*at)) != NodeKind::scalar || name.empty()) continue;
    report_
        .error(Code::yaml_duplicate_key, document_->place(key_of(*at)),
               "the key " + quoted(name) + " stands here twice")
        .notes.push_back({"first here", document_->place(key_of(*first)).locate()});
  }
  if (indexed.count <= small_map) index.resize(indexed.index);
}

}  // namespace huice::yaml
