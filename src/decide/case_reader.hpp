// Reads a case from the tree of a JSON or YAML text, all problems at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "decide/case_state.hpp"
#include "decide/case_value.hpp"
#include "text/report.hpp"
#include "yaml/tree.hpp"

namespace huice::deciding {

/// JSON tells texts from numbers and truth values; in YAML the declaration does.
enum class Notation : std::uint8_t { json, yaml };

/// Reads into `state`, whose model and catalogue are set and whose facts are all unknown. Problems
/// go to the report, with places and paths; warnings also into `state.problems`.
class CaseReader {
 public:
  CaseReader(const yaml::Document& document, Notation notation, detail::CaseState& state,
             text::Report& report);

  /// {"id"?, "as_of"?, "jurisdiction"?, "parameters"?, "facts": {…}}
  void read_case(yaml::NodeId root);
  void read_facts(yaml::NodeId facts);
  void read_parameters(yaml::NodeId parameters);

 private:
  /// What a node is in the words of a message; by notation, as YAML's plain scalars are texts.
  enum class Found : std::uint8_t { null, truth, number, text, list, object };

  [[nodiscard]] Found found(yaml::NodeId node) const noexcept;
  [[nodiscard]] std::string_view describe(yaml::NodeId node) const noexcept;
  /// A scalar that may stand for a text: quoted, or anything in YAML.
  [[nodiscard]] bool is_text(yaml::NodeId node) const noexcept;

  void object(yaml::NodeId node, std::string path, Objection objection);

  void read_head(yaml::NodeId key, yaml::NodeId value);
  void read_id(yaml::NodeId value);
  void read_as_of(yaml::NodeId value);
  void read_jurisdiction(yaml::NodeId value);

  [[nodiscard]] value::Value read_value(const pack::Fact& fact, yaml::NodeId node,
                                        const std::string& path);
  [[nodiscard]] Checked check(const pack::Fact& fact, yaml::NodeId node) const;
  [[nodiscard]] Checked check_boolean(const pack::Fact& fact, yaml::NodeId node) const;
  [[nodiscard]] Checked check_scalar(const pack::Fact& fact, yaml::NodeId node) const;
  [[nodiscard]] Checked check_set(const pack::Fact& fact, yaml::NodeId node) const;
  [[nodiscard]] value::Value read_members(const pack::Fact& fact, yaml::NodeId node,
                                          const std::string& path);
  [[nodiscard]] value::Value read_member(const pack::Fact& fact, yaml::NodeId node,
                                         const std::string& path);

  void read_parameter(yaml::NodeId key, yaml::NodeId value);
  [[nodiscard]] std::string setting_text(const ParameterInfo* parameter, yaml::NodeId node,
                                         const std::string& path);
  void add_setting(yaml::NodeId place, const std::string& path, ParameterSetting setting);

  const yaml::Document& document_;
  Notation notation_;
  detail::CaseState& state_;
  text::Report& report_;
};

}  // namespace huice::deciding
