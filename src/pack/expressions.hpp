// Every FEEL text of a model, and the names that each may use.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "feel/parse.hpp"
#include "pack/context.hpp"

namespace huice::pack {

/// What a FEEL text belongs to, as far as its scope depends on it.
struct Owner {
  std::string_view pack;
  const Rule* rule = nullptr;            ///< decided for members: their facts are in scope
  const Parameter* parameter = nullptr;  ///< the inputs of its table are in scope
  const Definition* definition = nullptr;
};

using ExpressionVisit = std::function<void(Expression&, feel::Goal, const Owner&)>;
void for_each_expression(Model& model, const ExpressionVisit& visit);

/// Parses all of them; syntax errors and unknown names go to the report. Expressions that were
/// read as literals keep their trees.
void parse_expressions(Loading& loading);

/// The names that an expression takes from its scope: not those that it binds itself. Each once, in
/// byte order.
[[nodiscard]] std::set<std::string> free_names(const feel::Syntax& syntax);

/// The facts of the members that a rule is decided for; nullptr when it is not, or names no such
/// fact.
[[nodiscard]] const std::vector<Fact>* members_of(const Rule& rule, const Loading& loading);

}  // namespace huice::pack
