#include "feel/name_trie.hpp"

#include <algorithm>

#include "feel/characters.hpp"
#include "feel/scope.hpp"
#include "text/utf8.hpp"

namespace huice::feel {
namespace {

/// The name without the blanks that may be left out: those beside . / - ' + *.
std::string tight(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool beside_sign = (at + 1 < name.size() && is_name_sign(name[at + 1])) ||
                             (at > 0 && is_name_sign(name[at - 1]));
    if (name[at] != ' ' || !beside_sign) out += name[at];
  }
  return out;
}

bool ends_in_word(std::string_view name) {
  char32_t last = 0;
  for (std::size_t at = 0; at < name.size();) last = text::next_code_point(name, at);
  return continues_word(last);
}

}  // namespace

NameTrie::End NameTrie::add(std::string_view name) {
  const std::string normal = normalise_name(name);
  std::uint32_t node = 0;
  for (const char byte : tight(normal)) node = make_child(node, byte);
  if (nodes_[node].uses++ == 0) {
    nodes_[node].name = static_cast<std::uint32_t>(names_.size());
    nodes_[node].ends_in_word = ends_in_word(normal);
    names_.push_back(normal);
  }
  return End{node};
}

bool NameTrie::contains(std::string_view name) const {
  std::uint32_t node = 0;
  for (const char byte : tight(normalise_name(name))) {
    node = child(node, byte);
    if (node == 0) return false;
  }
  return nodes_[node].uses > 0;
}

NameTrie::Match NameTrie::match(std::string_view text) const {
  Match best;
  std::uint32_t node = 0;
  bool after_sign = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = node == 0 ? at : skip_blanks(text, at);
    if (next > at) {
      if (next == text.size()) break;
      const bool optional = after_sign || is_name_sign(text[next]);
      if (!optional) node = child(node, ' ');
      if (node == 0) break;
      at = next;
    }
    after_sign = is_name_sign(text[at]);
    node = child(node, text[at++]);
    if (node == 0) break;
    const Node& here = nodes_[node];
    if (here.uses > 0 && !(here.ends_in_word && continues_word_at(text, at))) {
      best = {at, names_[here.name]};
    }
  }
  return best;
}

std::vector<std::string_view> NameTrie::names() const {
  std::vector<std::string_view> out;
  for (const Node& node : nodes_) {
    if (node.uses > 0) out.emplace_back(names_[node.name]);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::uint32_t NameTrie::child(std::uint32_t node, char byte) const noexcept {
  if (node == 0) return first_[static_cast<unsigned char>(byte)];
  std::uint32_t at = nodes_[node].first_child;
  while (at != 0 && nodes_[at].byte != byte) at = nodes_[at].next_sibling;
  return at;
}

std::uint32_t NameTrie::make_child(std::uint32_t node, char byte) {
  if (const std::uint32_t known = child(node, byte); known != 0) return known;
  const auto made = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({});
  nodes_[made].byte = byte;
  if (node == 0) {
    first_[static_cast<unsigned char>(byte)] = made;
  } else {
    nodes_[made].next_sibling = nodes_[node].first_child;
    nodes_[node].first_child = made;
  }
  return made;
}

}  // namespace huice::feel
