#include <algorithm>

#include "yaml/tree.hpp"

namespace huice::yaml {

std::string_view Document::text(NodeId id) const noexcept { return decoded(id).text(); }

bool Document::is_null(NodeId id) const noexcept {
  if (kind(id) != NodeKind::scalar || node(id).style != ScalarStyle::plain) return false;
  const std::string_view written = text(id);
  return written.empty() || written == "~" || written == "null" || written == "Null" ||
         written == "NULL";
}

const text::Decoded& Document::decoded(NodeId id) const noexcept {
  static const text::Decoded none;
  return kind(id) == NodeKind::scalar ? scalars_[node(id).scalar] : none;
}

NodeId Document::item(NodeId list, std::size_t index) const noexcept {
  return children_[node(list).first + index];
}

Document::Entry Document::entry(NodeId map, std::size_t index) const noexcept {
  const std::size_t key = node(map).first + 2 * index;
  return {children_[key], children_[key + 1]};
}

const NodeId* Document::find(NodeId map, std::string_view key) const noexcept {
  const Node& found = node(map);
  if (found.kind != NodeKind::map) return nullptr;
  const auto value_at = [&](std::size_t number) {
    return &children_[found.first + 2 * number + 1];
  };
  if (found.count <= small_map) {
    for (std::size_t number = 0; number < found.count; ++number) {
      if (text(entry(map, number).key) == key) return value_at(number);
    }
    return nullptr;
  }
  const auto begin = index_.begin() + found.index;
  const auto end = begin + found.count;
  const auto at =
      std::lower_bound(begin, end, key, [&](std::uint32_t number, std::string_view wanted) {
        return text(entry(map, number).key) < wanted;
      });
  return at != end && text(entry(map, *at).key) == key ? value_at(*at) : nullptr;
}

}  // namespace huice::yaml
