// The rows of a table: whatever Python gives, as one stream of Arrow arrays.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <vector>

#include "huice/arrow.hpp"

namespace huice::python {

/// A stream that is read once. Its arrays are asked for without the GIL.
class Rows {
 public:
  explicit Rows(ArrowArrayStream stream) noexcept : stream_(stream) {}
  Rows(Rows&& other) noexcept : stream_(other.stream_) { other.stream_.release = nullptr; }
  Rows& operator=(Rows&&) = delete;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() {
    if (stream_.release != nullptr) stream_.release(&stream_);
  }
  [[nodiscard]] ArrowArrayStream& stream() noexcept { return stream_; }

 private:
  ArrowArrayStream stream_;
};

/// A stream of this one array; takes both over.
ArrowArrayStream stream_of(ArrowSchema schema, ArrowArray array);

/// Paths of the columns that are no facts: keys, which their metadata marks, and pandas' nameless
/// index.
std::vector<std::string> keys_of(const ArrowSchema& schema);

/// Objections to binary floats in columns of money, also of members.
Diagnostics floats_for_money(const Rulebook& book, const ArrowSchema& schema,
                             const std::vector<std::string>& left_out);

}  // namespace huice::python
