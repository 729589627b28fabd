// Compares a YAML tree with the table of keys and reports everything that does not fit.
#pragma once

#include <cstddef>
#include <vector>

#include "pack/schema.hpp"
#include "text/report.hpp"
#include "yaml/tree.hpp"

namespace huice::pack {

/// Which nodes of a document were reported: readers leave them out and go on with the rest.
class BadNodes {
 public:
  void add(yaml::NodeId node) {
    const auto index = static_cast<std::size_t>(node);
    if (index >= bad_.size()) bad_.resize(index + 1);
    bad_[index] = true;
  }
  [[nodiscard]] bool contains(yaml::NodeId node) const {
    const auto index = static_cast<std::size_t>(node);
    return index < bad_.size() && bad_[index];
  }

 private:
  std::vector<bool> bad_;
};

[[nodiscard]] BadNodes check(const yaml::Document& document, const Shape& shape,
                             text::Report& report);

}  // namespace huice::pack
