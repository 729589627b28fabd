#include "pack/context.hpp"

#include <optional>

#include "pack/full_width.hpp"
#include "pack/scalar.hpp"
#include "pack/wording.hpp"

namespace huice::pack {
namespace {

using text::Code;

/// The text between two marks, without the blanks at its ends.
text::Span trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view part = text.substr(begin, end - begin);
  const std::string_view inner = trim(part);
  const std::size_t first =
      inner.empty() ? begin : static_cast<std::size_t>(inner.data() - text.data());
  return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(first + inner.size())};
}

std::vector<text::Span> parts_of(std::string_view text) {
  std::vector<text::Span> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    parts.push_back(trimmed(text, begin, end));
    begin = end + 1;
  }
  return parts;
}

/// The sources that a pack can cite under a key: its own, else those of the packs that it uses.
std::vector<std::size_t> sources_named(const Context& context, std::string_view key) {
  const auto& declared = context.loading.sources;
  std::vector<std::size_t> found;
  for (const std::size_t pack : context.pack().sees) {
    const auto at = declared[pack].find(key);
    if (at == declared[pack].end()) continue;
    found.push_back(at->second);
    if (pack == context.index) break;
  }
  return found;
}

std::string hint_for_source(const Context& context, std::string_view key) {
  std::string near = near_name(key, context.report(), [&] {
    std::vector<std::string_view> keys;
    for (const std::size_t pack : context.pack().sees) {
      for (const auto& [known, index] : context.loading.sources[pack]) keys.push_back(known);
    }
    return keys;
  });
  return near.empty() ? "declare it under `sources`" : near;
}

std::optional<Citation> read_citation(const Context& context, const text::Decoded& decoded,
                                      text::Span span) {
  const std::string_view part =
      std::string_view(decoded.text()).substr(span.begin, span.end - span.begin);
  const auto wrong = [&](std::string message, std::string hint) {
    context.report().error(Code::source_reference, decoded.at(span), std::move(message),
                           std::move(hint));
    return std::nullopt;
  };
  if (const auto wide = find_full_width(part, "; ")) {
    return wrong("the reference `" + std::string(part) + "` cannot be read",
                 full_width_hint(*wide));
  }
  const std::size_t blank = part.find_first_of(" \t\n");
  const std::string_view key = part.substr(0, blank);
  if (key.empty()) return wrong("a reference to a source is missing here", "remove the `;`");
  const auto found = sources_named(context, key);
  if (found.empty()) {
    if (!context.loading.library.complete()) return std::nullopt;
    return wrong("no source has the key `" + std::string(key) + "`", hint_for_source(context, key));
  }
  if (found.size() > 1) {
    return wrong("more than one pack that is used has a source `" + std::string(key) + "`",
                 "declare the source in this pack too");
  }
  if (blank == std::string_view::npos) {
    return wrong("the reference `" + std::string(part) + "` does not say where in the source",
                 "write the place behind the key, such as `" + std::string(key) + " 十/s3`");
  }
  return Citation{static_cast<std::uint32_t>(found.front()), std::string(trim(part.substr(blank)))};
}

}  // namespace

void Context::declare(const View& name, Kind kind, std::size_t at) const {
  loading.declarations.add(name.text(), {kind, index, at, name.place()}, loading.report);
}

void Context::refer(Reference::Need need, const View& name) const {
  std::string text = name.text();
  if (!text.empty()) loading.references.push_back({need, std::move(text), index, name.place()});
}

void Context::refer_to_each(Reference::Need need, const View& names) const {
  for (const View& name : names.items()) refer(need, name);
}

std::string Context::area(const View& code) const {
  const std::string written = code.text();
  if (written.empty()) return {};
  if (!loading.areas.knows(written)) {
    loading.report.warning(Code::case_unknown_place, code.place(),
                           "area code `" + written + "` is not in the list of areas");
  }
  return loading.areas.current(written);
}

Citations Context::citations(const View& text) const {
  Citations all;
  if (text.text().empty()) return all;
  const text::Decoded& decoded = text.decoded();
  for (const text::Span part : parts_of(decoded.text())) {
    if (auto citation = read_citation(*this, decoded, part)) all.push_back(std::move(*citation));
  }
  return all;
}

std::vector<std::string> texts_of(const View& list) {
  std::vector<std::string> all;
  for (const View& item : list.items()) {
    if (std::string text = item.text(); !text.empty()) all.push_back(std::move(text));
  }
  return all;
}

}  // namespace huice::pack
