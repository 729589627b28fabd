// Large pieces of memory for results.
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "huice/batch.hpp"

namespace huice::detail {

namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t cache_line = 64;

// A sanitizer is to see every piece come and go.
#if defined(MADV_FREE) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HUICE_KEEPS_MEMORY 1
#else
#define HUICE_KEEPS_MEMORY 0
#endif

#if HUICE_KEEPS_MEMORY

/// Large pieces that nobody uses any more. The system may take their pages whenever it wants some
/// (MADV_FREE); those that it has not taken are there at once for the next result, where new ones
/// would have to be cleared first, which takes as long as deciding. Nothing waits for anything
/// here: a process may fork in the middle of it.
class KeptMemory {
 public:
  /// A piece of that many huge pages, or of a few more: `pages` is then how many it has. nullptr
  /// where there is none.
  void* take(std::size_t& pages) noexcept {
    for (std::atomic<char*>& slot : slots_) {
      char* piece = slot.load(std::memory_order_relaxed);
      const std::size_t found = pages_of(piece);
      if (found < pages || found > pages + pages / 4) continue;
      if (!slot.compare_exchange_strong(piece, nullptr, std::memory_order_acq_rel)) continue;
      pages_.fetch_sub(found, std::memory_order_relaxed);
      pages = found;
      return piece - found;
    }
    return nullptr;
  }

  /// False where there is no room for it.
  bool put(void* memory, std::size_t pages) noexcept {
    if (pages_.fetch_add(pages, std::memory_order_relaxed) + pages <= most_pages) {
      static_cast<void>(::madvise(memory, pages * huge_page, MADV_FREE));
      char* const wanted = static_cast<char*>(memory) + pages;
      for (std::atomic<char*>& slot : slots_) {
        char* piece = nullptr;
        if (slot.compare_exchange_strong(piece, wanted, std::memory_order_acq_rel)) return true;
      }
    }
    pages_.fetch_sub(pages, std::memory_order_relaxed);
    return false;
  }

  void forget() noexcept {
    for (std::atomic<char*>& slot : slots_) {
      char* const piece = slot.exchange(nullptr, std::memory_order_acq_rel);
      if (piece == nullptr) continue;
      pages_.fetch_sub(pages_of(piece), std::memory_order_relaxed);
      std::free(piece - pages_of(piece));
    }
  }

 private:
  static constexpr std::size_t most_pages = 256;  // 512 MiB

  static std::size_t pages_of(const char* piece) noexcept {
    return reinterpret_cast<std::uintptr_t>(piece) % huge_page;
  }

  // Where a piece begins, plus how many pages it has: pieces begin with a page.
  std::array<std::atomic<char*>, 64> slots_{};
  std::atomic<std::size_t> pages_ = 0;
};

constinit KeptMemory kept;

#endif

// What is read before it is written is to show in tests.
void spoil([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t size) {
#ifndef NDEBUG
  std::memset(memory, 0xA5, size);
#endif
}

std::shared_ptr<void> allocate_pages(std::size_t size) {
  std::size_t pages = size / huge_page + 1;
  void* memory = nullptr;
#if HUICE_KEEPS_MEMORY
  memory = kept.take(pages);
#endif
  if (memory == nullptr) memory = std::aligned_alloc(huge_page, pages * huge_page);
  if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
  // Not the end, of which a huge page would take more than is needed.
  static_cast<void>(::madvise(memory, size / huge_page * huge_page, MADV_HUGEPAGE));
#endif
  spoil(memory, size);
#if HUICE_KEEPS_MEMORY
  return {memory, [pages](void* unused) {
            if (!kept.put(unused, pages)) std::free(unused);
          }};
#else
  return {memory, &std::free};
#endif
}

}  // namespace

std::shared_ptr<void> allocate(std::size_t size) {
  if (size >= huge_page) return allocate_pages(size);
  void* memory = std::aligned_alloc(cache_line, (size / cache_line + 1) * cache_line);
  if (memory == nullptr) throw std::bad_alloc();
  spoil(memory, size);
  return {memory, &std::free};
}

void forget_memory() noexcept {
#if HUICE_KEEPS_MEMORY
  kept.forget();
#endif
}

}  // namespace huice::detail
