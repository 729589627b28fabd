// What readers of one pack's sections share.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "pack/areas.hpp"
#include "pack/library.hpp"
#include "pack/model.hpp"
#include "pack/names.hpp"
#include "pack/view.hpp"

namespace huice::pack {

/// The model while it is filled, and what is known about it beside.
struct Loading {
  Loading(const Library& packs, text::Report& problems) : library(packs), report(problems) {}

  const Library& library;
  text::Report& report;
  Model model;
  Areas areas;
  Declarations declarations;
  std::vector<Reference> references;
  /// By pack, the sources that it declares, as indices into the model.
  std::vector<std::map<std::string, std::size_t, std::less<>>> sources;
};

/// One pack of the loading.
struct Context {
  Loading& loading;
  std::size_t index;  ///< of the pack in the library

  [[nodiscard]] const PackFiles& pack() const { return loading.library.packs()[index]; }
  [[nodiscard]] const std::string& id() const { return pack().id; }
  [[nodiscard]] text::Report& report() const { return loading.report; }

  void declare(const View& name, Kind kind, std::size_t at) const;
  void refer(Reference::Need need, const View& name) const;
  void refer_to_each(Reference::Need need, const View& names) const;

  /// A code with former codes replaced; one that is not listed is warned of.
  [[nodiscard]] std::string area(const View& code) const;
  [[nodiscard]] Citations citations(const View& text) const;
};

/// "[`a`, `b`]" as texts.
[[nodiscard]] std::vector<std::string> texts_of(const View& list);

// The readers, each of one section. They fill the model and note declarations and references.
void read_head(const Context& context);
void read_sources(const Context& context);
void read_areas(const Context& context, const FilesFound& files);
void read_facts(const Context& context, const View& section);
void read_families(const Context& context, const View& section);
void read_documents(const Context& context, const View& section);
void read_parameters(const Context& context, const View& section);
void read_definitions(const Context& context, const View& section);
void read_entitlements(const Context& context, const View& section);
void read_prohibitions(const Context& context, const View& section);
void read_services(const Context& context, const View& section);
void read_indicators(const Context& context, const View& section);

/// The values of a pack's own parameters and those that it binds, once all parameters are known.
void read_values(const Context& context);

/// A type by its word; `any` where none is written.
[[nodiscard]] ValueType read_value_type(const View& word);
[[nodiscard]] DecisionTable read_table(const Context& context, const View& table);
/// The rows of a table whose columns are known; the number of cells is checked.
[[nodiscard]] std::vector<TableRow> read_rows(const Context& context, const View& rows,
                                              std::size_t inputs, std::size_t outputs);
void read_hit(const View& word, DecisionTable& table);

}  // namespace huice::pack
