// The head of a pack: what it is, its sources, its list of areas.
#include <algorithm>

#include "pack/context.hpp"

namespace huice::pack {
namespace {

using text::Code;

bool covers(const Force& wide, const Force& narrow) {
  const bool begins_before = !wide.from || (narrow.from && *wide.from <= *narrow.from);
  const bool ends_after = !wide.to || (narrow.to && *narrow.to <= *wide.to);
  return begins_before && ends_after;
}

std::vector<Force> read_force(const Context& context, const View& entries) {
  std::vector<Force> all;
  for (const View& entry : entries.items()) {
    const Force force{entry["from"].date(), entry["to"].date(),
                      entry["is"].word(words::force, ForceKind::in_force)};
    if (force.from && force.to && *force.to < *force.from) {
      context.report().error(Code::bad_value, entry["to"].place(),
                             "this span of force ends before it begins");
    }
    const auto earlier = std::find_if(all.begin(), all.end(),
                                      [&](const Force& other) { return covers(other, force); });
    if (earlier != all.end()) {
      context.report().error(Code::bad_value, entry.place(),
                             "this span of force can never hold: one before it covers it",
                             "end the one before with `to`; the first that covers a date holds");
    }
    all.push_back(force);
  }
  return all;
}

/// Rules and services hold in an area, which only the pack can say.
void require_area(const Context& context) {
  const View& head = context.pack().head;
  if (!head.present() || head["area"].present()) return;
  for (const View& file : context.pack().files) {
    for (const std::string_view section : {"entitlements", "prohibitions", "services"}) {
      if (!file[section].present()) continue;
      context.report().error(
          Code::missing_key, context.pack().place,
          "pack `" + context.id() + "` has " + std::string(section) + ", but no `area`",
          "`area`: the area that the document covers, such as `area: \"520000\"`");
      return;
    }
  }
}

}  // namespace

void read_head(const Context& context) {
  require_area(context);
  const View& head = context.pack().head;
  Pack pack;
  pack.id = context.id();
  pack.version = head["version"].text();
  pack.title = head["title"].languages();
  pack.area = context.area(head["area"]);
  pack.uses = texts_of(head["uses"]);
  pack.place = context.pack().place;
  context.loading.model.packs.push_back(std::move(pack));
}

void read_sources(const Context& context) {
  std::vector<SourceDocument>& sources = context.loading.model.sources;
  auto& by_key = context.loading.sources.emplace_back();
  for (const auto& [key, source] : context.pack().head["sources"].entries()) {
    SourceDocument document;
    document.pack = context.id();
    document.key = key.text();
    document.title = source["title"].languages();
    document.issuer = source["issuer"].languages();
    document.note = source["note"].languages();
    document.number = source["number"].text();
    document.issued = source["issued"].date();
    document.sha256 = source["sha256"].text();
    document.force = read_force(context, source["force"]);
    document.place = key.place();
    by_key.emplace(document.key, sources.size());
    sources.push_back(std::move(document));
  }
}

void read_areas(const Context& context, const FilesFound& files) {
  for (const View& file : context.pack().files) {
    const View name = file["areas"];
    if (name.text().empty()) continue;
    const auto source =
        files.source->beside(name.file(), name.text(), name.place(), context.report());
    if (source == nullptr) continue;
    context.loading.areas.read(source, context.report());
    context.loading.model.texts.push_back(source);
  }
}

}  // namespace huice::pack
