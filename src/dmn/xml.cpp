#include "dmn/xml.hpp"

#include <algorithm>
#include <optional>
#include <pugixml.hpp>

#include "dmn/xml_text.hpp"

namespace huice::dmn {

using text::Code;
using text::Place;
using text::Source;

std::string_view XmlElement::attribute(std::string_view wanted) const noexcept {
  for (const auto& [key, value] : attributes) {
    if (key == wanted) return value;
  }
  return {};
}

std::string_view XmlElement::space_of(std::string_view prefix) const noexcept {
  for (const XmlElement* element = this; element != nullptr; element = element->parent) {
    for (const auto& [declared_prefix, namespace_uri] : element->declared) {
      if (declared_prefix == prefix) return namespace_uri;
    }
  }
  return prefix == "xml" ? "http://www.w3.org/XML/1998/namespace" : std::string_view();
}

const XmlElement* XmlElement::child(std::string_view wanted) const noexcept {
  for (const auto& element : children) {
    if (element->name == wanted && element->space == space) return element.get();
  }
  return nullptr;
}

namespace {

struct QualifiedName {
  std::string_view prefix;
  std::string_view local;
};

QualifiedName split(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

/// Turns pugixml's tree into ours.
class Converter {
 public:
  Converter(std::shared_ptr<const Source> source, const XmlLimits& limits, text::Report& report)
      : source_(std::move(source)), limits_(limits), report_(report) {}

  std::unique_ptr<XmlElement> convert(const pugi::xml_node& node, const XmlElement* parent,
                                      std::uint32_t depth) {
    auto element = std::make_unique<XmlElement>();
    element->parent = parent;
    element->place = place_of(node);
    if (depth > limits_.depth) {
      refuse(Code::xml_limit, element->place,
             "elements lie more than " + std::to_string(limits_.depth) + " deep in one another");
      return nullptr;
    }
    if (++elements_ > limits_.elements) {
      refuse(Code::xml_limit, element->place,
             "the document has more than " + std::to_string(limits_.elements) + " elements");
      return nullptr;
    }
    if (!take_attributes(node, *element) || !name(node, *element)) return nullptr;
    XmlText text(source_);
    for (const pugi::xml_node& part : node.children()) {
      if (part.type() == pugi::node_element) {
        auto inner = convert(part, element.get(), depth + 1);
        if (!inner) return nullptr;
        element->children.push_back(std::move(inner));
      } else if (part.type() == pugi::node_pcdata) {
        text.add_characters(offset_of(part));
      } else if (part.type() == pugi::node_cdata) {
        text.add_section(offset_of(part));
      }
    }
    element->text = text.finish(element->place);
    return element;
  }

 private:
  bool name(const pugi::xml_node& node, XmlElement& element) {
    const QualifiedName name = split(node.name());
    element.name = name.local;
    element.space = element.space_of(name.prefix);
    if (!name.prefix.empty() && element.space.empty()) {
      return refuse(Code::xml_syntax, element.place,
                    "the prefix `" + std::string(name.prefix) + "` stands for no namespace");
    }
    return true;
  }

  bool take_attributes(const pugi::xml_node& node, XmlElement& element) {
    std::vector<std::string_view> seen;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
        return refuse(Code::xml_syntax, element.place,
                      "the attribute `" + std::string(name) + "` stands twice");
      }
      seen.push_back(name);
      const QualifiedName parts = split(name);
      if (name == "xmlns") {
        element.declared.emplace_back(std::string(), attribute.value());
      } else if (parts.prefix == "xmlns") {
        element.declared.emplace_back(parts.local, attribute.value());
      } else if (parts.prefix.empty()) {
        element.attributes.emplace_back(name, attribute.value());
      }
    }
    return true;
  }

  static std::uint32_t offset_of(const pugi::xml_node& node) {
    return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
  }

  Place place_of(const pugi::xml_node& node) const {
    const std::uint32_t begin = offset_of(node);
    const auto size = static_cast<std::uint32_t>(std::string_view(node.name()).size());
    return {source_, {begin, begin + size}};
  }

  bool refuse(Code code, const Place& place, std::string message) {
    report_.error(code, place, std::move(message));
    return false;
  }

  std::shared_ptr<const Source> source_;
  XmlLimits limits_;
  text::Report& report_;
  std::uint32_t elements_ = 0;
};

bool is_utf8(std::string encoding) {
  std::transform(encoding.begin(), encoding.end(), encoding.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return encoding.empty() || encoding == "utf-8" || encoding == "us-ascii";
}

bool check_prologue(const pugi::xml_document& document, const std::shared_ptr<const Source>& source,
                    text::Report& report) {
  for (const pugi::xml_node& node : document.children()) {
    const auto at = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
    const Place place{source, {at, at + 1}};
    if (node.type() == pugi::node_doctype) {
      report.error(Code::xml_entity, place, "document types are not read",
                   "take the <!DOCTYPE …> out; DMN models need none");
      return false;
    }
    if (node.type() == pugi::node_declaration && !is_utf8(node.attribute("encoding").value())) {
      report.error(Code::other_encoding, place,
                   "the document declares the encoding `" +
                       std::string(node.attribute("encoding").value()) + "`",
                   "save it as UTF-8");
      return false;
    }
  }
  return true;
}

}  // namespace

std::unique_ptr<XmlElement> read_xml(const std::shared_ptr<const Source>& source,
                                     const XmlLimits& limits, text::Report& report) {
  const std::string_view bytes = source->text();
  if (const auto fault = find_bad_reference(bytes)) {
    report.error(Code::xml_entity, Place{source, *fault},
                 "`" + std::string(source->text(*fault)) + "` refers to no entity of XML",
                 "XML has &amp; &lt; &gt; &quot; &apos; and numbers such as &#x5E74;");
    return nullptr;
  }
  pugi::xml_document document;
  constexpr unsigned options =
      (pugi::parse_default | pugi::parse_doctype | pugi::parse_declaration) & ~pugi::parse_eol;
  const pugi::xml_parse_result result =
      document.load_buffer(bytes.data(), bytes.size(), options, pugi::encoding_utf8);
  if (!result) {
    const auto at = static_cast<std::uint32_t>(
        std::min<std::size_t>(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)),
                              bytes.empty() ? 0 : bytes.size() - 1));
    report.error(Code::xml_syntax, Place{source, {at, at + 1}}, "this is not XML",
                 "DMN models are XML files; the place shown is where reading had to stop");
    return nullptr;
  }
  if (!check_prologue(document, source, report)) return nullptr;
  const pugi::xml_node root = document.document_element();
  if (!root || root.next_sibling()) {
    report.error(Code::xml_syntax, Place{source, {0, 1}}, "a document has exactly one element");
    return nullptr;
  }
  return Converter(source, limits, report).convert(root, nullptr, 1);
}

}  // namespace huice::dmn
