#include "feel/scope.hpp"

#include "feel/characters.hpp"
#include "feel/name_trie.hpp"

namespace huice::feel {

struct NameSet::Trie {
  NameTrie names;
};

NameSet::NameSet() : trie_(std::make_unique<Trie>()) {}
NameSet::~NameSet() = default;
NameSet::NameSet(NameSet&&) noexcept = default;
NameSet& NameSet::operator=(NameSet&&) noexcept = default;

void NameSet::add(std::string_view name) {
  if (!name.empty() && !contains(name)) trie_->names.add(name);
}

bool NameSet::contains(std::string_view name) const { return trie_->names.contains(name); }

std::size_t NameSet::match(std::string_view text, std::string_view& normalised) const {
  const NameTrie::Match found = trie_->names.match(text);
  normalised = found.name;
  return found.length;
}

std::vector<std::string_view> NameSet::names() const { return trie_->names.names(); }

std::string normalise_name(std::string_view name) {
  std::string out;
  for (std::size_t at = skip_blanks(name, 0); at < name.size();) {
    const std::size_t next = skip_blanks(name, at);
    if (next == name.size()) break;
    if (next > at) out += ' ';
    at = next;
    out += name[at++];
  }
  return out;
}

}  // namespace huice::feel
