// Decisions of DMN models as definitions of packs.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compile/lower.hpp"
#include "dmn/files.hpp"
#include "dmn/model.hpp"
#include "pack/model.hpp"
#include "text/report.hpp"

namespace huice::compile {

class PackModels {
 public:
  PackModels(program::Program& program, const pack::Model& model, text::Report& report);

  /// The value of the decision, in the body that `lowering` is in, which is the household's. Every
  /// problem of the model, and of what it is given, is an error at load.
  [[nodiscard]] Term decide(Lowering& lowering, const pack::Definition& definition);

  /// SHA-256 of the models that a definition uses, by the definition's id.
  [[nodiscard]] std::map<std::string, std::string> take_digests() { return std::move(digests_); }
  /// The files that were read, imported ones included, sorted by name.
  [[nodiscard]] std::vector<std::shared_ptr<const text::Source>> texts() const;

 private:
  /// The model in the file; nullptr after what is wrong with it was reported, once.
  [[nodiscard]] const dmn::Library* load(const pack::ModelDecision& decision);
  [[nodiscard]] std::uint32_t find(const dmn::Library& library,
                                   const pack::ModelDecision& decision);
  [[nodiscard]] bool check_inputs(const dmn::Library& library, std::uint32_t element,
                                  const pack::ModelDecision& decision);

  program::Program& program_;
  std::unique_ptr<const dmn::ModelFiles> given_;  ///< where packs were given as texts
  text::Report& report_;
  std::map<std::string, std::unique_ptr<const dmn::Library>> libraries_;  // by path
  std::map<std::string, std::string> digests_;
};

}  // namespace huice::compile
