#include "yaml/full_width.hpp"

#include <algorithm>
#include <iterator>

#include "text/utf8.hpp"

namespace huice::yaml {
namespace {

struct Pair {
  char32_t full_width;
  std::string_view ascii;
};

// A colon or comma of an input method comes without the space that YAML wants after it.
constexpr Pair pairs[] = {
    {U'：', ": "}, {U'，', ", "}, {U'、', ", "}, {U'（', "("},     {U'）', ")"}, {U'［', "["},
    {U'］', "]"},  {U'【', "["},  {U'】', "]"},  {U'｛', "{"},     {U'｝', "}"}, {U'“', "\""},
    {U'”', "\""},  {U'＂', "\""}, {U'‘', "'"},   {U'’', "'"},      {U'＇', "'"}, {U'－', "-"},
    {U'＃', "#"},  {U'｜', "|"},  {U'＞', ">"},  {U'\u3000', " "},
};

}  // namespace

std::optional<FullWidth> find_full_width(std::string_view text,
                                         std::u32string_view wanted) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t code_point = text::next_code_point(text, at);
    if (code_point < 0x80) continue;
    const auto* pair = std::find_if(std::begin(pairs), std::end(pairs),
                                    [&](const Pair& p) { return p.full_width == code_point; });
    if (pair == std::end(pairs)) continue;
    if (!wanted.empty() && wanted.find(code_point) == std::u32string_view::npos) continue;
    return FullWidth{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at - begin),
                     pair->ascii};
  }
  return std::nullopt;
}

std::string with_ascii_punctuation(std::string_view text) {
  std::string out;
  while (const std::optional<FullWidth> sign = find_full_width(text)) {
    out += text.substr(0, sign->offset);
    out += sign->ascii;
    text.remove_prefix(sign->offset + sign->length);
  }
  out += text;
  return out;
}

}  // namespace huice::yaml
