// XML as elements with namespaces and places: the only way XML gets into huice.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::dmn {

struct XmlLimits {
  std::uint32_t depth = 128;
  std::uint32_t elements = 500'000;
};

/// An element. Names are compared by namespace and local name; prefixes mean nothing.
struct XmlElement {
  std::string space;  ///< the namespace; empty: none
  std::string name;   ///< the local name
  /// Without a namespace of their own (a DMN model's attributes have none), by name.
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<std::unique_ptr<XmlElement>> children;
  text::Decoded text;  ///< all character data that lies directly in it
  text::Place place;   ///< its name in the source
  const XmlElement* parent = nullptr;
  std::vector<std::pair<std::string, std::string>> declared;  ///< xmlns: prefix -> namespace

  /// The value of an attribute; empty when there is none.
  [[nodiscard]] std::string_view attribute(std::string_view wanted) const noexcept;
  /// The namespace that a prefix stands for here; empty when it was not declared.
  [[nodiscard]] std::string_view space_of(std::string_view prefix) const noexcept;
  /// The first child of that name in the element's own namespace, or nullptr.
  [[nodiscard]] const XmlElement* child(std::string_view wanted) const noexcept;
};

/// Reads a document. Document types (and with them entities of one's own), references to entities
/// that XML does not define, undeclared prefixes and too deep a nesting are errors; nothing outside
/// of the text is ever read. Null when something was wrong.
[[nodiscard]] std::unique_ptr<XmlElement> read_xml(
    const std::shared_ptr<const text::Source>& source, const XmlLimits& limits,
    text::Report& report);

}  // namespace huice::dmn
