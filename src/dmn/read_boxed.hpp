// Boxed expressions, from XML.
#pragma once

#include "dmn/model.hpp"
#include "dmn/xml.hpp"
#include "text/report.hpp"

namespace huice::dmn {

/// `prefix:name` or a name, as the content of a typeRef.
[[nodiscard]] TypeName read_type_name(const XmlElement& element, std::string_view written,
                                      const text::Place& place);
/// The text child of a literal expression, unary tests and the like.
[[nodiscard]] Expression read_text(const XmlElement& element);
/// An informationItem: name and typeRef.
[[nodiscard]] Variable read_variable(const XmlElement& element);

class BoxedReader {
 public:
  explicit BoxedReader(text::Report& report) : report_(report) {}

  /// The boxed expression among the children of `parent`, or null when there is none.
  [[nodiscard]] BoxedRef inside(const XmlElement& parent);
  /// A function: its parameters and body (functionDefinition, encapsulatedLogic).
  [[nodiscard]] BoxedRef function(const XmlElement& element);

 private:
  [[nodiscard]] BoxedRef read(const XmlElement& element);
  [[nodiscard]] Expression text(const XmlElement& element);
  [[nodiscard]] BoxedRef part(const XmlElement& element, std::string_view name);
  void literal(const XmlElement& element, Boxed& boxed);
  void context(const XmlElement& element, Boxed& boxed);
  void invocation(const XmlElement& element, Boxed& boxed);
  void relation(const XmlElement& element, Boxed& boxed);
  void list(const XmlElement& element, Boxed& boxed);
  void loop(const XmlElement& element, Boxed& boxed);
  void table(const XmlElement& element, Boxed& boxed);
  void table_head(const XmlElement& element, DecisionTable& table);
  void table_row(const XmlElement& element, DecisionTable& table);

  text::Report& report_;
};

}  // namespace huice::dmn
