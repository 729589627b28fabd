// Small rule packs and cases, made to repeat facts on purpose.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "differential/reference/question.hpp"
#include "huice/rulebook.hpp"

namespace huice::reference {

/// A number from 0 to n - 1.
using Choose = std::function<int(int)>;

/// The text of a pack with two or three rules over two to five facts.
[[nodiscard]] std::string pack_text(const Choose& choose);
/// The same with members, sets, amounts and kinds of applicants, which the reference does not walk.
[[nodiscard]] std::string wide_pack_text(const Choose& choose);
/// The same where everything hangs on dates, for `earliest`.
[[nodiscard]] std::string dated_pack_text(const Choose& choose);

/// A case that knows about `known` of ten facts, and sets some parameters itself.
[[nodiscard]] Question question(const pack::Model& model, const Choose& choose, int known);

[[nodiscard]] std::string to_text(const Question& question);

}  // namespace huice::reference
