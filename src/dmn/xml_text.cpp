#include "dmn/xml_text.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace huice::dmn {

using text::Decoded;
using text::Span;

namespace {

struct Entity {
  std::string_view name;
  char character;
};
constexpr std::array entities{Entity{"amp", '&'}, Entity{"lt", '<'}, Entity{"gt", '>'},
                              Entity{"quot", '"'}, Entity{"apos", '\''}};

constexpr std::size_t longest_reference = 12;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

bool is_character(char32_t c) {
  return c == U'\t' || c == U'\n' || c == U'\r' || (c >= 0x20 && c < 0xD800) ||
         (c >= 0xE000 && c <= 0x10FFFF && c != 0xFFFE && c != 0xFFFF);
}

/// #38 or #x26; nothing when it is no number of a character.
std::optional<char32_t> numbered(std::string_view name) {
  if (name.size() < 2 || name.front() != '#') return std::nullopt;
  name.remove_prefix(1);
  int base = 10;
  if (name.front() == 'x') {
    base = 16;
    name.remove_prefix(1);
  }
  char32_t number = 0;
  for (const char c : name) {
    if (digit(c) >= base) return std::nullopt;
    number = number * static_cast<char32_t>(base) + static_cast<char32_t>(digit(c));
    if (number > 0x10FFFF) return std::nullopt;
  }
  if (name.empty() || !is_character(number)) return std::nullopt;
  return number;
}

/// The text that a reference at the start of `rest` stands for, and how long it is written.
std::optional<std::pair<std::string, std::size_t>> reference(std::string_view rest) {
  const std::size_t semicolon = rest.substr(0, longest_reference).find(';');
  if (semicolon == std::string_view::npos) return std::nullopt;
  const std::string_view name = rest.substr(1, semicolon - 1);
  for (const Entity& entity : entities) {
    if (entity.name == name) return std::pair{std::string(1, entity.character), semicolon + 1};
  }
  const auto number = numbered(name);
  if (!number) return std::nullopt;
  std::string out;
  text::append_code_point(out, *number);
  return std::pair{std::move(out), semicolon + 1};
}

/// Where the mark-up that begins at `at` and holds no references ends; `at` when there is none.
std::size_t skip_verbatim(std::string_view bytes, std::size_t at) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kinds{
      {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};
  for (const auto& [open, close] : kinds) {
    if (bytes.substr(at, open.size()) != open) continue;
    const std::size_t end = bytes.find(close, at + open.size());
    return end == std::string_view::npos ? bytes.size() : end + close.size();
  }
  return at;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::optional<Span> find_bad_reference(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t next = bytes.find_first_of("<&", at);
    if (next == std::string_view::npos) return std::nullopt;
    if (bytes[next] == '<') {
      at = std::max(skip_verbatim(bytes, next), next + 1);
      continue;
    }
    const auto found = reference(bytes.substr(next));
    if (!found) {
      const std::size_t semicolon = bytes.substr(next, longest_reference).find(';');
      const std::size_t size = semicolon == std::string_view::npos ? 1 : semicolon + 1;
      return Span{static_cast<std::uint32_t>(next), static_cast<std::uint32_t>(next + size)};
    }
    at = next + found->second;
  }
  return std::nullopt;
}

void XmlText::add_piece(std::uint32_t at, std::uint32_t written) {
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), at, written});
  in_step_ = written == 0;
}

void XmlText::add_plain(std::uint32_t at) {
  if (!in_step_) add_piece(at, 0);
  text_ += source_->text()[at];
}

std::uint32_t XmlText::add_line_end(std::uint32_t at) {
  const std::string_view bytes = source_->text();
  const std::uint32_t size = at + 1 < bytes.size() && bytes[at + 1] == '\n' ? 2 : 1;
  add_piece(at, size);
  text_ += '\n';
  return at + size;
}

std::uint32_t XmlText::add_reference(std::uint32_t at) {
  const auto found = reference(source_->text().substr(at));
  if (!found) {  // refused before: never met
    add_plain(at);
    return at + 1;
  }
  const auto size = static_cast<std::uint32_t>(found->second);
  add_piece(at, size);
  text_ += found->first;
  return at + size;
}

void XmlText::add_characters(std::uint32_t begin) {
  const std::string_view bytes = source_->text();
  in_step_ = false;
  std::uint32_t at = begin;
  while (at < bytes.size() && bytes[at] != '<') {
    if (bytes[at] == '&') {
      at = add_reference(at);
      in_step_ = false;
    } else if (bytes[at] == '\r') {
      at = add_line_end(at);
      in_step_ = false;
    } else {
      add_plain(at++);
    }
  }
  end_ = at;
}

void XmlText::add_section(std::uint32_t begin) {
  const std::string_view bytes = source_->text();
  in_step_ = false;
  std::uint32_t at = begin;
  while (at < bytes.size() && bytes.substr(at, 3) != "]]>") {
    if (bytes[at] == '\r') {
      at = add_line_end(at);
      in_step_ = false;
    } else {
      add_plain(at++);
    }
  }
  end_ = at;
}

Decoded XmlText::finish(const text::Place& element) {
  const auto first = std::find_if_not(text_.begin(), text_.end(), is_blank);
  const auto cut = static_cast<std::uint32_t>(first - text_.begin());
  std::size_t size = text_.size();
  while (size > cut && is_blank(text_[size - 1])) --size;
  if (cut == size) return Decoded({}, element, {});
  std::vector<Decoded::Piece> pieces;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    Decoded::Piece piece = pieces_[i];
    const bool passed = i + 1 < pieces_.size() && pieces_[i + 1].text_offset <= cut;
    if (passed || piece.text_offset >= size) continue;
    if (piece.text_offset < cut) {
      piece.source_offset += piece.written == 0 ? cut - piece.text_offset : 0;
      piece.text_offset = cut;
    }
    piece.text_offset -= cut;
    pieces.push_back(piece);
  }
  const std::uint32_t begin = pieces.front().source_offset;
  const Decoded whole(text_.substr(cut, size - cut), {source_, {begin, end_}}, pieces);
  const auto length = static_cast<std::uint32_t>(size - cut);
  const std::uint32_t end = std::max(begin + 1, whole.at({length - 1, length}).span.end);
  return Decoded(whole.text(), {source_, {begin, end}}, std::move(pieces));
}

}  // namespace huice::dmn
