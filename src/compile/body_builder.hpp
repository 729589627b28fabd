// Builds one body of a program, sharing equal nodes.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "program/program.hpp"

namespace huice::compile {

/// The index of a text among the program's strings, which it joins when it is new.
[[nodiscard]] std::uint32_t string_index(program::Program& program, std::string_view text);

class BodyBuilder {
 public:
  BodyBuilder(program::Program& program, BodyBuilder* enclosing);

  /// Adds a node, or finds the equal one; gives its cell.
  std::uint32_t node(program::Op op, std::span<const std::uint32_t> operands,
                     const value::TypeRef& type, std::uint32_t index = 0, std::uint8_t flag = 0,
                     std::uint32_t extra = program::no_index);
  std::uint32_t node(program::Op op, std::initializer_list<std::uint32_t> operands,
                     const value::TypeRef& type, std::uint32_t index = 0, std::uint8_t flag = 0,
                     std::uint32_t extra = program::no_index) {
    return node(op, std::span<const std::uint32_t>(operands.begin(), operands.size()), type, index,
                flag, extra);
  }

  std::uint32_t constant(const value::Value& value, const value::TypeRef& type);
  std::uint32_t argument(std::string name, const value::TypeRef& type);  ///< the next argument

  /// The cell here that holds a cell of this body or of one around it (captured on the way).
  std::uint32_t reach(BodyBuilder& owner, std::uint32_t cell);

  /// Finishes the body and gives its number.
  std::uint32_t finish(std::uint32_t result);

  [[nodiscard]] BodyBuilder* enclosing() const noexcept { return enclosing_; }
  [[nodiscard]] program::Body& body() noexcept { return body_; }
  [[nodiscard]] const value::TypeRef& type(std::uint32_t cell) const noexcept {
    return body_.types[cell];
  }
  [[nodiscard]] const program::Node& at(std::uint32_t cell) const noexcept {
    return body_.nodes[cell];
  }

 private:
  program::Program& program_;
  BodyBuilder* enclosing_;
  program::Body body_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

}  // namespace huice::compile
