#include "pack/wording.hpp"

namespace huice::pack {

std::string quoted(std::string_view text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return "`" + std::string(text) + "`";
  std::size_t end = most;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return "`" + std::string(text.substr(0, end)) + "…`";
}

std::string with_article(std::string_view noun) {
  const bool vowel = std::string_view("aeio").find(noun.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(noun);
}

std::string alternatives(words::Words list, std::string_view joint) {
  std::string text;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) text += i + 1 == list.size() ? " " + std::string(joint) + " " : std::string(", ");
    text += quoted(list[i]);
  }
  return text;
}

bool is_crowded(const text::Report& report) noexcept {
  constexpr std::size_t enough = 200;
  return report.error_count() >= enough;
}

}  // namespace huice::pack
