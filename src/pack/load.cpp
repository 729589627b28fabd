#include "pack/load.hpp"

#include <algorithm>

#include "pack/context.hpp"
#include "pack/expressions.hpp"
#include "pack/links.hpp"
#include "pack/texts.hpp"

namespace huice::pack {
namespace {

struct Section {
  std::string_view key;
  void (*read)(const Context&, const View&);
};

constexpr Section sections[] = {
    {"facts", read_facts},
    {"families", read_families},
    {"documents", read_documents},
    {"parameters", read_parameters},
    {"definitions", read_definitions},
    {"entitlements", read_entitlements},
    {"prohibitions", read_prohibitions},
    {"services", read_services},
    {"indicators", read_indicators},
};

void read_sections(const Context& context) {
  for (const View& file : context.pack().files) {
    for (const Section& section : sections) {
      if (const View view = file[section.key]; view.present()) section.read(context, view);
    }
  }
}

template <class Item>
void sort_by_id(std::vector<Item>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& a, const Item& b) { return a.id < b.id; });
}

/// What needs every file: whether names lead anywhere, and what follows from them.
void link(Loading& loading) {
  if (loading.library.complete()) {
    check_references(loading.references, loading.declarations, loading.model, loading.library,
                     loading.report);
  }
  check_validity(loading);
  check_exceptions(loading);
  check_names(loading);
  parse_expressions(loading);
  check_circles(loading);
  check_texts(loading);
  connect_families(loading);
}

std::shared_ptr<const Model> load(const FilesFound& files, text::Report& report) {
  const Library library(files, report);
  Loading loading(library, report);
  for (const PackFile& file : files.files) loading.model.texts.push_back(file.document->source());
  const auto each_pack = [&](const auto& read) {
    for (std::size_t i = 0; i < library.packs().size(); ++i) read(Context{loading, i});
  };
  loading.model.dmn_texts = files.source->models(report);
  each_pack([&](const Context& context) { read_areas(context, files); });
  each_pack(read_head);
  each_pack(read_sources);
  each_pack(read_sections);
  each_pack(read_values);
  link(loading);
  if (report.has_errors()) return nullptr;
  Model& model = loading.model;
  model.areas = loading.areas.take();
  sort_by_id(model.rules);
  sort_by_id(model.services);
  sort_by_id(model.indicators);
  return std::make_shared<const Model>(std::move(model));
}

}  // namespace

void connect_families(Loading& loading) {
  for (Rule& rule : loading.model.rules) {
    if (!rule.place_fact.empty()) continue;
    const Declaration* family = loading.declarations.find(Space::families, rule.family);
    if (family != nullptr) rule.place_fact = loading.model.families[family->index].connecting;
  }
}

std::shared_ptr<const Model> load(const std::vector<std::string>& paths, text::Report& report) {
  return load(find_packs(paths, report), report);
}

std::shared_ptr<const Model> load(const std::vector<TextFile>& files, text::Report& report) {
  return load(find_packs(files, report), report);
}

}  // namespace huice::pack
