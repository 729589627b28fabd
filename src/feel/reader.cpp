#include "feel/reader.hpp"

#include <algorithm>
#include <limits>

namespace huice::feel {
namespace {

constexpr std::uint32_t hard_depth = 256;
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

}  // namespace

Reader::Reader(std::string_view text, const Scope& scope, Goal goal, const ParseLimits& limits,
               bool strict)
    : text_(text),
      scope_(scope),
      goal_(goal),
      limits_(limits),
      strict_(strict),
      skipped_from_(nowhere),
      tests_at_(nowhere) {
  limits_.depth = std::min(limits_.depth, hard_depth);
  tests_ = goal == Goal::unary_tests ? 1 : 0;
}

// ---- scopes

void Reader::declare(std::string_view name) { locals_.push_back(local_names_.add(name)); }

void Reader::forget_locals(std::size_t size) {
  while (locals_.size() > size) {
    local_names_.forget(locals_.back());
    locals_.pop_back();
  }
}

Reader::Nesting::Nesting(Reader& reader) : reader_(reader) {
  if (++reader_.depth_ <= reader_.limits_.depth) return;
  --reader_.depth_;
  reader_.fail(Problem::too_deep, reader_.last_);
}

Reader::Bracket::Bracket(Reader& reader) : reader_(reader), was_in_endpoint_(reader.in_endpoint_) {
  reader_.brackets_.push_back(reader_.last_.begin);
  reader_.in_endpoint_ = false;
}

Reader::Bracket::~Bracket() {
  reader_.brackets_.pop_back();
  reader_.in_endpoint_ = was_in_endpoint_;
}

Reader::Filter::Filter(Reader& reader) : reader_(reader), bracket_(reader), names_(reader) {
  ++reader_.filters_;
  reader_.declare("item");
}

// ---- failures

void Reader::check_operands(std::size_t count) {
  const std::vector<Operand>& operands = tree_.operands();
  for (std::size_t i = operands.size() - count; i < operands.size(); ++i) {
    if (operands[i].stands_alone) fail(Problem::misplaced_test, operands[i].extent);
  }
}

void Reader::check_size() {
  if (tree_.syntax().nodes.size() > limits_.nodes) fail(Problem::too_many_nodes, last_);
}

void Reader::fail(At at, Expected expected) {
  const std::size_t place = skip(at);
  fail(Problem::expected, span_of(place, place), expected);
}

void Reader::fail(Problem problem, text::Span span, Expected expected) {
  SyntaxProblem found{problem, span, expected, std::nullopt, {}};
  if (!brackets_.empty()) found.open_bracket = brackets_.back();
  for (const std::string_view name : local_names_.names()) found.local_names.emplace_back(name);
  throw SyntaxProblem(std::move(found));
}

}  // namespace huice::feel
