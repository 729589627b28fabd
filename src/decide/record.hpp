// Reading the record of a decision: values, uses, places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "decide/decision_state.hpp"

namespace huice::deciding {

/// A fact or parameter as a reason shows it; `place_input` is the connecting fact of the rule (for
/// parameters by place), or no_index.
[[nodiscard]] Use use_of_fact(const detail::DecisionState& state, std::uint32_t input);
[[nodiscard]] Use use_of_parameter(const detail::DecisionState& state,
                                   std::uint32_t parameter_cell);
/// By id, with the jurisdiction as the place of parameters. An empty id when nothing is called so.
[[nodiscard]] Use use_of(const detail::DecisionState& state, std::string_view id);

/// How the parameter of a cell was found.
[[nodiscard]] const exec::Lookup& look_up_of(const detail::DecisionState& state,
                                             std::uint32_t parameter_cell);
/// Labels of the facts that keep what is bound from being known: of its test, or the place that
/// decides which value holds.
[[nodiscard]] std::vector<LocalText> facts_awaited(const detail::DecisionState& state,
                                                   std::uint32_t parameter_cell);

/// Codes of places that the case supplies, ascending, each once.
[[nodiscard]] std::vector<std::string> supplied_places(const detail::DecisionState& state);

/// The reasons of the rule at an index of the program.
[[nodiscard]] Reason reasons_of(const detail::DecisionState& state, std::uint32_t rule);

/// A value in the reader's language: labels of enum ids, names of places, "1年" / "1 year", money
/// with its unit.
[[nodiscard]] LocalText show(const detail::DecisionState& state, const value::Value& value,
                             const pack::Fact* fact, std::string_view unit);

/// A text with its placeholders filled in from the record.
[[nodiscard]] LocalText fill_in(const detail::DecisionState& state, const pack::Text& text,
                                const compile::CompiledRule& rule);

/// Index of a rule in the program; no_index when there is none of that id.
[[nodiscard]] std::uint32_t find_rule(const detail::DecisionState& state, std::string_view id);

}  // namespace huice::deciding
