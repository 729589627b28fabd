#include "arrow/memory.hpp"

namespace huice::arrow {

Memory::Memory(std::vector<unsigned char> bytes) {
  auto owner = std::make_shared<const std::vector<unsigned char>>(std::move(bytes));
  data_ = owner->data();
  size_ = owner->size();
  owner_ = std::move(owner);
}

}  // namespace huice::arrow
