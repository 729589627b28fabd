// The promise behind every caret inside an expression: each byte of a decoded scalar that was
// copied from the file is found again at its place there.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "random.hpp"
#include "read_text.hpp"
#include "yaml/scalar.hpp"

namespace huice::yaml {
namespace {

std::vector<NodeId> scalars_of(const Document& document, NodeId id) {
  if (document.kind(id) == NodeKind::scalar) return {id};
  std::vector<NodeId> found;
  const auto append = [&](NodeId child) {
    const std::vector<NodeId> inner = scalars_of(document, child);
    found.insert(found.end(), inner.begin(), inner.end());
  };
  for (std::size_t i = 0; i < document.size(id); ++i) {
    if (document.kind(id) == NodeKind::list) {
      append(document.item(id, i));
    } else {
      append(document.entry(id, i).key);
      append(document.entry(id, i).value);
    }
  }
  return found;
}

/// Checks the map of one scalar byte by byte; false when it has none.
bool check_map(const Document& document, NodeId id) {
  const text::Decoded& decoded = document.decoded(id);
  const std::vector<text::Decoded::Piece>& pieces = decoded.pieces();
  if (pieces.empty()) return decoded.text().empty();
  const std::string_view source = document.source()->text();
  const text::Span whole = document.node(id).span;
  std::uint32_t last_end = whole.begin;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::size_t end =
        i + 1 < pieces.size() ? pieces[i + 1].text_offset : decoded.text().size();
    for (std::uint32_t at = pieces[i].text_offset; at < end; ++at) {
      const text::Span place = decoded.at({at, at + 1}).span;
      EXPECT_GE(place.begin, whole.begin);
      EXPECT_LE(place.begin, place.end);
      if (pieces[i].written > 0) {
        EXPECT_EQ(place, (text::Span{pieces[i].source_offset,
                                     pieces[i].source_offset + pieces[i].written}));
      } else {
        EXPECT_EQ(source.at(place.begin), decoded.text()[at]) << "byte " << at << " in\n" << source;
        EXPECT_EQ(place.end, place.begin + 1);
      }
      const bool is_first = pieces[i].written == 0 || at == pieces[i].text_offset;
      EXPECT_GE(place.begin, is_first ? last_end : whole.begin);
      last_end = place.end;
    }
  }
  return true;
}

const std::vector<std::string_view> words = {"a",     "bc", "年龄", " ", "  ", "x y",
                                             ">= 60", "-",  "。",   "é", "0",  "\t"};

std::string some_line(Random& random, const std::vector<std::string_view>& extra) {
  std::string line;
  for (std::uint32_t n = random.below(5); n > 0; --n) {
    line += random.below(4) == 0 && !extra.empty() ? random.pick(extra) : random.pick(words);
  }
  return line;
}

std::string some_lines(Random& random, std::string_view newline, std::string_view indent,
                       const std::vector<std::string_view>& extra) {
  std::string text = some_line(random, extra);
  for (std::uint32_t n = random.below(5); n > 0; --n) {
    text += newline;
    if (random.below(4) == 0) continue;
    text += indent;
    text += some_line(random, extra);
  }
  return text;
}

std::string some_scalar(Random& random, std::string_view newline, std::string_view indent) {
  static const std::vector<std::string_view> plain_extra = {"'", "\"", "#", ":x", "\\"};
  static const std::vector<std::string_view> single_extra = {"''", "\"", "\\n", ": ", " #"};
  static const std::vector<std::string_view> double_extra = {
      "\\n", "\\\"", "\\\\", "'",   "\\t", "\\x41", "\\u5e74", "\\U0001F600",
      "\\0", "\\/",  "\\ ",  "\\_", "\\N", "\\L",   "\\P",     "\\a",
      "\\b", "\\v",  "\\f",  "\\r", "\\e", ": ",    " #"};
  static const std::vector<std::string_view> block_extra = {"# no comment", ": ",  "'",
                                                            "\"",           "\\n", "- "};
  switch (random.below(4)) {
    case 0:
      return "p" + some_lines(random, newline, indent, plain_extra);
    case 1:
      return "'" + some_lines(random, newline, indent, single_extra) + "'";
    case 2:
      if (random.below(4) == 0) {
        return "\"" + some_lines(random, "\\" + std::string(newline), indent, double_extra) + "\"";
      }
      return "\"" + some_lines(random, newline, indent, double_extra) + "\"";
    default: {
      static const std::vector<std::string_view> headers = {"|",  ">",       "|-", ">-", "|+",
                                                            ">+", "| # why", "|2", ">2-"};
      std::string text(random.pick(headers));
      text += newline;
      text += indent;
      text += some_lines(random, newline, indent, block_extra);
      text += newline;
      return text;
    }
  }
}

TEST(ScalarMap, EveryCopiedByteIsFoundAgain) {
  struct Frame {
    std::string_view before;
    std::string_view indent;
    std::string_view after;
  };
  const std::vector<Frame> frames = {
      {"k: ", "  ", "\nz: 1\n"},   {"- ", "  ", "\n- z\n"}, {"a:\n  b: ", "    ", "\n  z: 1\n"},
      {"- - k: ", "      ", "\n"}, {"k: ", "  ", ""},       {"a: [x, ", " ", ", z]\n"}};
  std::size_t scalars = 0;
  std::size_t unmapped = 0;
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    Random random(seed);
    const std::string newline = random.below(4) == 0 ? "\r\n" : "\n";
    const Frame& frame = frames[random.below(static_cast<std::uint32_t>(frames.size()))];
    std::string text(frame.before);
    text += some_scalar(random, newline, frame.indent);
    text += frame.after;
    const Read result = read_text(text);
    if (!result.document) continue;
    for (const NodeId id : scalars_of(*result.document, result.document->root())) {
      ++scalars;
      if (!check_map(*result.document, id)) ++unmapped;
    }
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed << "\n" << text;
  }
  EXPECT_GT(scalars, 40'000U);
  EXPECT_EQ(unmapped, 0U);
}

}  // namespace
}  // namespace huice::yaml
