// Large pieces of memory for results.
#include <cstdlib>
#include <new>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "huice/batch.hpp"

namespace huice::detail {

namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t cache_line = 64;

}  // namespace

std::shared_ptr<void> allocate(std::size_t size) {
  const std::size_t step = size >= huge_page ? huge_page : cache_line;
  const std::size_t whole = (size / step + 1) * step;
  void* block = std::aligned_alloc(step, whole);
  if (block == nullptr) throw std::bad_alloc();
  std::shared_ptr<void> owner(block, &std::free);
#if defined(__linux__)
  if (step == huge_page) static_cast<void>(::madvise(block, whole, MADV_HUGEPAGE));
#endif
  return owner;
}

}  // namespace huice::detail
