// A trie over names in which blanks are loose: the longest known name at a place, in one walk.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace huice::feel {

class NameTrie {
 public:
  /// Where a name ends in the trie.
  enum class End : std::uint32_t {};

  NameTrie() : nodes_(1) { first_.fill(0); }

  /// Makes a name known once more; it stays known until it is forgotten as often.
  End add(std::string_view name);
  void forget(End end) noexcept { --nodes_[index(end)].uses; }

  [[nodiscard]] bool contains(std::string_view name) const;

  struct Match {
    std::size_t length = 0;  ///< bytes of the text; 0: no name is known here
    std::string_view name;   ///< as it was added
  };
  [[nodiscard]] Match match(std::string_view text) const;

  /// The names that are known now, in byte order.
  [[nodiscard]] std::vector<std::string_view> names() const;

 private:
  struct Node {
    std::uint32_t first_child = 0;
    std::uint32_t next_sibling = 0;
    std::uint32_t name = 0;
    std::uint32_t uses = 0;
    char byte = 0;
    bool ends_in_word = false;
  };

  [[nodiscard]] static std::size_t index(End end) noexcept { return static_cast<std::size_t>(end); }
  [[nodiscard]] std::uint32_t child(std::uint32_t node, char byte) const noexcept;
  std::uint32_t make_child(std::uint32_t node, char byte);

  std::array<std::uint32_t, 256> first_;  ///< children of the root, by byte
  std::vector<Node> nodes_;
  std::vector<std::string> names_;
};

}  // namespace huice::feel
