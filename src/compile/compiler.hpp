// From the model of packs to a program.
#pragma once

#include "compile/compiled.hpp"
#include "pack/model.hpp"
#include "text/report.hpp"

namespace huice::compile {

/// Lowers every definition, parameter value and rule. Type errors and the like go to the report;
/// the result is only to be used when there was none. The model must outlive the result.
[[nodiscard]] Compiled compile(const pack::Model& model, text::Report& report);

}  // namespace huice::compile
