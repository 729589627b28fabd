#include "compile/body_builder.hpp"

#include "value/text.hpp"

namespace huice::compile {

using program::Op;

namespace {

void append_number(std::string& key, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8)
    key.push_back(static_cast<char>(number >> shift & 0xFFU));
}

}  // namespace

namespace {

bool is_same(const program::Body& a, const program::Body& b) {
  return a.result == b.result && a.arguments == b.arguments && a.enclosing == b.enclosing &&
         a.nodes == b.nodes && a.operands == b.operands && a.captures == b.captures &&
         a.names == b.names && a.argument_types == b.argument_types;
}

}  // namespace

std::uint32_t string_index(program::Program& program, std::string_view text) {
  for (std::uint32_t i = 0; i < program.strings.size(); ++i) {
    if (program.strings[i] == text) return i;
  }
  program.strings.emplace_back(text);
  return static_cast<std::uint32_t>(program.strings.size() - 1);
}

BodyBuilder::BodyBuilder(program::Program& program, BodyBuilder* enclosing)
    : program_(program), enclosing_(enclosing) {}

std::uint32_t BodyBuilder::node(Op op, std::span<const std::uint32_t> operands,
                                const value::TypeRef& type, std::uint32_t index, std::uint8_t flag,
                                std::uint32_t extra) {
  std::string key;
  key.push_back(static_cast<char>(op));
  key.push_back(static_cast<char>(flag));
  append_number(key, index);
  append_number(key, extra);
  for (const std::uint32_t operand : operands) append_number(key, operand);
  const auto found = known_.find(key);
  if (found != known_.end()) return found->second;

  program::Node node;
  node.op = op;
  node.flag = flag;
  node.index = index;
  node.extra = extra;
  node.first = static_cast<std::uint32_t>(body_.operands.size());
  node.count = static_cast<std::uint32_t>(operands.size());
  body_.operands.insert(body_.operands.end(), operands.begin(), operands.end());
  const auto cell = static_cast<std::uint32_t>(body_.nodes.size());
  body_.nodes.push_back(node);
  body_.types.push_back(type);
  known_.emplace(std::move(key), cell);
  return cell;
}

std::uint32_t BodyBuilder::constant(const value::Value& value, const value::TypeRef& type) {
  const std::string literal = std::to_string(static_cast<int>(value.kind())) +
                              (value.is_error() ? "!" : "") + value::to_literal(value);
  const auto [found, fresh] = program_.constant_index.emplace(literal, program_.constants.size());
  if (fresh) program_.constants.push_back(value.owned());
  return node(Op::constant, {}, type, found->second);
}

std::uint32_t BodyBuilder::argument(std::string name, const value::TypeRef& type) {
  const std::uint32_t number = body_.arguments++;
  body_.names.push_back(std::move(name));
  body_.argument_types.push_back(type);
  return node(Op::argument, {}, type, number);
}

std::uint32_t BodyBuilder::reach(BodyBuilder& owner, std::uint32_t cell) {
  if (&owner == this) return cell;
  const std::uint32_t outer = enclosing_->reach(owner, cell);
  const value::TypeRef type = enclosing_->type(outer);
  for (std::uint32_t i = 0; i < body_.captures.size(); ++i) {
    if (body_.captures[i] == outer) return node(Op::argument, {}, type, body_.arguments + i);
  }
  body_.captures.push_back(outer);
  return node(Op::argument, {}, type,
              body_.arguments + static_cast<std::uint32_t>(body_.captures.size()) - 1);
}

std::uint32_t BodyBuilder::finish(std::uint32_t result) {
  body_.result = result;
  // The same words in two conditions are one body, so that the cells that run it are one cell.
  for (std::uint32_t i = 1; i < program_.bodies.size(); ++i) {
    if (is_same(program_.bodies[i], body_)) return i;
  }
  const auto number = static_cast<std::uint32_t>(program_.bodies.size());
  program_.bodies.push_back(std::move(body_));
  return number;
}

}  // namespace huice::compile
