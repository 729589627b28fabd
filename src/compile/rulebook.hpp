// What a Rulebook handle points at.
#pragma once

#include <memory>
#include <string>

#include "compile/catalogue.hpp"
#include "compile/compiled.hpp"
#include "compile/links.hpp"
#include "huice/rulebook.hpp"
#include "pack/model.hpp"

namespace huice::detail {

struct RulebookState {
  std::shared_ptr<const pack::Model> model;
  compile::Catalogue catalogue;  ///< what the public lists show
  compile::Compiled compiled;    ///< the program and what links it to the model
  compile::Links links;          ///< what deciding looks up in the two
  std::string hash;
};

}  // namespace huice::detail
