// docs/packs.md is the reference of every key and word of the table.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "pack/schema.hpp"
#include "unit/pack/files.hpp"

namespace huice::pack {
namespace {

class Collector {
 public:
  void collect(const Shape& shape) {
    if (!seen_.insert(&shape).second) return;
    for (const Key& key : shape.keys) {
      names.insert(std::string(key.name));
      collect(*key.shape);
    }
    for (const std::string_view word : shape.words) names.insert(std::string(word));
    for (const Shape* inner : {shape.key, shape.item, shape.other}) {
      if (inner != nullptr) collect(*inner);
    }
  }

  std::set<std::string> names;

 private:
  std::set<const Shape*> seen_;
};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool names_word(const std::string& page, const std::string& word) {
  for (std::size_t at = page.find(word); at != std::string::npos; at = page.find(word, at + 1)) {
    if (!is_word_character(page[at - 1]) && !is_word_character(page[at + word.size()])) return true;
  }
  return false;
}

TEST(PackReference, NamesEveryKeyAndWord) {
  const std::string page = read_bytes(HUICE_SOURCE_DIR "/docs/packs.md");
  Collector table;
  table.collect(pack_shape());
  table.collect(cases_shape());
  ASSERT_GT(table.names.size(), 100U);
  for (const std::string& name : table.names) {
    EXPECT_TRUE(names_word(page, name)) << name;
  }
}

}  // namespace
}  // namespace huice::pack
