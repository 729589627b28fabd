// Evaluates the elements of DMN models: for the public face, conformance and tools.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/model.hpp"
#include "exec/machine.hpp"
#include "huice/diagnostic.hpp"
#include "value/value.hpp"

namespace huice::compile {

/// A value for input data, or for a decision that is not to be made but taken as given.
struct DmnInput {
  std::string name;
  std::string space;  ///< the namespace of its model; empty: any
  value::Value value;
};

/// One element of a library, compiled for a set of inputs. Immutable; may be run by many threads.
class DmnProgram {
 public:
  /// `element` is a decision, a service or business knowledge of model `model`. Of the inputs only
  /// the names count. The library must outlive it.
  DmnProgram(const dmn::Library& library, std::uint32_t model, std::uint32_t element,
             const std::vector<DmnInput>& inputs);

  /// The values in the order of the inputs; an absent input is null. The result stands on its own.
  [[nodiscard]] value::Value run(const std::vector<DmnInput>& inputs, Date as_of) const;

  /// What is wrong with elements that it needs; those are null.
  [[nodiscard]] const Diagnostics& problems() const noexcept { return problems_; }

 private:
  program::Program program_;
  std::uint32_t result_ = 0;
  Diagnostics problems_;
};

/// The element of that kind and name in the first model; `nowhere` when there is none.
[[nodiscard]] std::uint32_t find_element(const dmn::Library& library, dmn::ElementKind kind,
                                         std::string_view name);

}  // namespace huice::compile
