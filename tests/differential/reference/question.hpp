// What is asked of the reference: a case with its facts as supplied.
#pragma once

#include <string>

#include "differential/reference/value.hpp"
#include "pack/model.hpp"

namespace huice::reference {

/// A fact or parameter that is not in the maps is unknown or not set by the case.
struct Question {
  const pack::Model& model;
  Date as_of;
  std::string jurisdiction;
  Environment facts;
  Environment parameters;
};

/// What one completion comes to.
enum class Leaf : std::uint8_t { not_applicable, negative, positive, review };

/// What the rule comes to where every fact and parameter that it reads is in `values`. Only a place
/// that the case does not supply is looked at twice: the territorial test may presume it.
[[nodiscard]] Leaf leaf_of(const Question& question, const pack::Rule& rule,
                           const Environment& values);

/// The value that the packs bind, for the rule's place (that of a completion where neither the case
/// nor a presumption gives it) and the date; nullptr: unset.
[[nodiscard]] const pack::Binding* bound(const Question& question, const pack::Parameter& parameter,
                                         const pack::Rule& rule, const Environment& values);

/// Does the office's own area stand in for the rule's place?
[[nodiscard]] bool is_presumed(const Question& question, const pack::Rule& rule);

[[nodiscard]] const pack::Rule& rule_of(const pack::Model& model, const std::string& id);
[[nodiscard]] const pack::Parameter& parameter_of(const pack::Model& model, const std::string& id);

}  // namespace huice::reference
