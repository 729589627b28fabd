#include "arrow/memory.hpp"

#include <cstdlib>
#include <new>
#include <utility>
#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace huice::arrow {

namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t cache_line = 64;

std::size_t rounded(std::size_t size, std::size_t step) noexcept {
  return (size + step - 1) / step * step;
}

}  // namespace

Memory::Memory(std::vector<unsigned char> bytes) {
  auto owner = std::make_shared<const std::vector<unsigned char>>(std::move(bytes));
  data_ = owner->data();
  size_ = owner->size();
  owner_ = std::move(owner);
}

std::shared_ptr<void> Memory::allocate(std::size_t size) {
  const std::size_t alignment = size >= huge_page ? huge_page : cache_line;
  const std::size_t whole = rounded(size == 0 ? 1 : size, alignment);
  void* block = std::aligned_alloc(alignment, whole);
  if (block == nullptr) throw std::bad_alloc();
  std::shared_ptr<void> owner(block, &std::free);
#if defined(__linux__)
  if (alignment == huge_page) static_cast<void>(::madvise(block, whole, MADV_HUGEPAGE));
#endif
  return owner;
}

}  // namespace huice::arrow
