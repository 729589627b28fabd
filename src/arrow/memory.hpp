// Memory of an Arrow array: its own, or that of someone who stays alive for it.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "huice/batch.hpp"

namespace huice::arrow {

class Memory {
 public:
  Memory() = default;
  /// Takes the bytes over.
  // NOLINTNEXTLINE(google-explicit-constructor): bytes are memory
  Memory(std::vector<unsigned char> bytes);
  /// Shows what `owner` keeps alive.
  Memory(std::shared_ptr<const void> owner, const void* data, std::size_t size) noexcept
      : owner_(std::move(owner)), data_(data), size_(size) {}

  /// Uninitialized, to be written through `out`.
  template <class T>
  [[nodiscard]] static Memory make(std::size_t count, T*& out) {
    std::shared_ptr<void> block = detail::allocate(count * sizeof(T));
    out = static_cast<T*>(block.get());
    return {std::move(block), out, count * sizeof(T)};
  }

  [[nodiscard]] const void* data() const noexcept { return data_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

 private:
  std::shared_ptr<const void> owner_;
  const void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace huice::arrow
