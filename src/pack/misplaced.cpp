#include "pack/misplaced.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "pack/wording.hpp"
#include "text/nearest.hpp"

namespace huice::pack {
namespace {

using KeyPath = std::vector<std::string_view>;

/// Breadth-first through the table: the shortest way from a map to one that has a key.
class Search {
 public:
  explicit Search(std::string_view key) : key_(key) {}

  std::optional<KeyPath> from(const Shape& start) {
    enter(start, {});
    for (std::size_t next = 0; next < maps_.size(); ++next) {
      const Stop stop = maps_[next];
      if (next > 0 && find_key(*stop.map, key_) != nullptr) return stop.way;
      for (const Key& key : stop.map->keys) {
        KeyPath way = stop.way;
        way.push_back(key.name);
        enter(*key.shape, way);
      }
    }
    return std::nullopt;
  }

 private:
  struct Stop {
    const Shape* map;
    KeyPath way;
  };

  /// The maps that a value of this shape holds without a further key of the table.
  void enter(const Shape& shape, const KeyPath& way) {
    if (!seen_.insert(&shape).second) return;
    if (shape.form == Form::map) maps_.push_back({&shape, way});
    if (shape.item != nullptr) enter(*shape.item, way);
    if (shape.other != nullptr) enter(*shape.other, way);
  }

  std::string_view key_;
  std::set<const Shape*> seen_;
  std::vector<Stop> maps_;
};

std::string joined(const KeyPath& way) {
  std::string text;
  for (const std::string_view key : way) {
    if (!text.empty()) text += " > ";
    text += key;
  }
  return quoted(text);
}

std::string known_keys(const Shape& map) {
  std::string text;
  for (const Key& key : map.keys) {
    text.append(text.empty() ? "" : ", ").append(quoted(key.name));
  }
  return "known here: " + text;
}

}  // namespace

std::string hint_for_unknown_key(std::string_view key, const std::vector<const Shape*>& path) {
  const Shape& here = *path.back();
  std::vector<std::string_view> names;
  for (const Key& known : here.keys) names.push_back(known.name);
  if (std::string near = text::did_you_mean(key, names); !near.empty()) return near;

  if (&here == pack_shape().item && find_key(*pack_shape().other, key) != nullptr) {
    return quoted(key) + " belongs to the head of the pack, the file without `" +
           std::string(pack_shape().selector) + "`";
  }
  if (const auto below = Search(key).from(here)) {
    return quoted(key) + " belongs under " + joined(*below);
  }
  for (auto outer = path.rbegin() + 1; outer != path.rend(); ++outer) {
    if (find_key(**outer, key) != nullptr) {
      return quoted(key) + " belongs to the " + std::string((*outer)->noun) +
             ", further left; check the indentation";
    }
  }
  if (const auto elsewhere = Search(key).from(*path.front())) {
    return quoted(key) + " belongs under " + joined(*elsewhere);
  }
  return known_keys(here);
}

}  // namespace huice::pack
