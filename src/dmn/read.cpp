#include "dmn/read.hpp"

#include "dmn/namespaces.hpp"
#include "dmn/read_boxed.hpp"
#include "feel/scope.hpp"

namespace huice::dmn {

using text::Code;

const ItemDefinition* Model::find_type(std::string_view wanted) const noexcept {
  for (const ItemDefinition& type : types) {
    if (type.name == wanted) return &type;
  }
  return nullptr;
}

namespace {

bool is_true(std::string_view text) { return text == "true" || text == "1"; }

TypeName type_child(const XmlElement& element) {
  const XmlElement* type = element.child("typeRef");
  return type != nullptr ? read_type_name(*type, type->text.text(), type->text.whole())
                         : read_type_name(element, element.attribute("typeRef"), element.place);
}

ItemDefinition read_item(const XmlElement& element) {
  ItemDefinition item;
  item.place = element.place;
  item.name = feel::normalise_name(element.attribute("name"));
  item.type = type_child(element);
  item.is_collection = is_true(element.attribute("isCollection"));
  for (const auto& child : element.children) {
    if (child->space != element.space) continue;
    if (child->name == "itemComponent") {
      item.components.push_back(read_item(*child));
    } else if (child->name == "allowedValues") {
      item.allowed = read_text(*child);
    } else if (child->name == "typeConstraint") {
      item.constraint = read_text(*child);
    } else if (child->name == "functionItem") {
      item.is_function = true;
      item.result = read_type_name(*child, child->attribute("outputTypeRef"), child->place);
      for (const auto& parameter : child->children) {
        if (parameter->name == "parameters" && parameter->space == child->space)
          item.parameters.push_back(read_variable(*parameter));
      }
    }
  }
  return item;
}

Reference read_reference(const XmlElement& element) {
  Reference reference;
  reference.place = element.place;
  const std::string_view href = element.attribute("href");
  const std::size_t hash = href.rfind('#');
  if (hash == std::string_view::npos) {
    reference.id = href;
  } else {
    reference.space = href.substr(0, hash);
    reference.id = href.substr(hash + 1);
  }
  return reference;
}

class ModelReader {
 public:
  explicit ModelReader(Model& model) : model_(model) {}

  void child(const XmlElement& element) {
    if (element.name == "import") {
      import(element);
    } else if (element.name == "itemDefinition") {
      model_.types.push_back(read_item(element));
    } else if (element.name == "inputData") {
      static_cast<void>(add(element, ElementKind::input));
    } else if (element.name == "decision") {
      decision(element);
    } else if (element.name == "businessKnowledgeModel") {
      knowledge(element);
    } else if (element.name == "decisionService") {
      service(element);
    }
  }

 private:
  void import(const XmlElement& element) {
    Import import;
    import.place = element.place;
    import.space = element.attribute("namespace");
    import.name = feel::normalise_name(element.attribute("name"));
    import.location = element.attribute("locationURI");
    if (!version_of_models(element.attribute("importType")).empty())
      model_.imports.push_back(std::move(import));
  }

  Element& add(const XmlElement& source, ElementKind kind) {
    Element& element = model_.elements.emplace_back();
    element.kind = kind;
    element.place = source.place;
    element.id = source.attribute("id");
    element.name = feel::normalise_name(source.attribute("name"));
    if (const XmlElement* variable = source.child("variable"))
      element.variable = read_variable(*variable);
    if (element.variable.name.empty()) element.variable.name = element.name;
    return element;
  }

  static void requirements(const XmlElement& source, Element& element) {
    for (const auto& child : source.children) {
      if (child->space != source.space ||
          (child->name != "informationRequirement" && child->name != "knowledgeRequirement"))
        continue;
      for (const std::string_view name :
           {"requiredInput", "requiredDecision", "requiredKnowledge"}) {
        if (const XmlElement* required = child->child(name))
          element.required.push_back(read_reference(*required));
      }
    }
  }

  void decision(const XmlElement& source) {
    Element& element = add(source, ElementKind::decision);
    requirements(source, element);
    text::Report report;
    element.logic = BoxedReader(report).inside(source);
    element.problems = report.take();
  }

  void knowledge(const XmlElement& source) {
    Element& element = add(source, ElementKind::knowledge);
    requirements(source, element);
    text::Report report;
    if (const XmlElement* logic = source.child("encapsulatedLogic"))
      element.logic = BoxedReader(report).function(*logic);
    element.problems = report.take();
  }

  void service(const XmlElement& source) {
    Element& element = add(source, ElementKind::service);
    for (const auto& child : source.children) {
      if (child->space != source.space) continue;
      if (child->name == "outputDecision") element.outputs.push_back(read_reference(*child));
      if (child->name == "inputDecision") element.input_decisions.push_back(read_reference(*child));
      if (child->name == "inputData") element.input_data.push_back(read_reference(*child));
    }
  }

  Model& model_;
};

}  // namespace

Model read_model(const XmlElement& root, std::shared_ptr<const text::Source> source,
                 text::Report& report) {
  Model model;
  model.source = std::move(source);
  if (root.name != "definitions" || version_of_models(root.space).empty()) {
    report.error(Code::dmn_namespace, root.place,
                 "`" + root.name + "` of the namespace \"" + root.space + "\" is no DMN model",
                 "models of DMN 1.1 to 1.5 are read");
    return model;
  }
  model.space = root.attribute("namespace");
  model.name = root.attribute("name");
  ModelReader reader(model);
  for (const auto& child : root.children) {
    if (child->space == root.space) reader.child(*child);
  }
  return model;
}

}  // namespace huice::dmn
