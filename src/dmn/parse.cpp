#include "dmn/parse.hpp"

#include <functional>

#include "dmn/jdk_functions.hpp"
#include "feel/external.hpp"
#include "feel/parse.hpp"
#include "feel/scope.hpp"
#include "text/report.hpp"

namespace huice::dmn {

using feel::Goal;
using feel::NameSet;
using text::Code;

UsedName used_name(const Library& library, std::uint32_t in, const Reference& reference) {
  const std::string& name = library.at(reference.model, reference.element).variable.name;
  if (reference.model == in) return {{}, name};
  for (const Import& import : library.models[in].imports) {
    if (import.model == reference.model) return {import.name, name};
  }
  return {{}, name};
}

namespace {

// --- names of members: what may follow a dot -----------------------------------------------------

void add_members(const ItemDefinition& item, NameSet& keys) {
  for (const ItemDefinition& component : item.components) {
    keys.add(component.name);
    add_members(component, keys);
  }
}

void add_members(const Boxed& boxed, NameSet& keys) {
  for (const BoxedEntry& entry : boxed.entries) {
    keys.add(entry.variable.name);
    if (entry.value) add_members(*entry.value, keys);
  }
  for (const BoxedRef& part : boxed.parts) {
    if (part) add_members(*part, keys);
  }
  if (boxed.table) {
    for (const TableOutput& output : boxed.table->outputs) keys.add(output.name);
  }
}

NameSet member_names(const Library& library) {
  NameSet keys;
  for (const Model& model : library.models) {
    for (const ItemDefinition& item : model.types) add_members(item, keys);
    for (const Element& element : model.elements) {
      keys.add(element.variable.name);
      if (element.logic) add_members(*element.logic, keys);
    }
  }
  return keys;
}

// --- texts ---------------------------------------------------------------------------------------

/// Parses the texts of one element.
class ElementParser {
 public:
  ElementParser(const NameSet& keys, text::Report& report) : report_(report) {
    scope_.keys = &keys;
    scope_.layers.push_back(&feel::builtin_names());
  }

  void add_layer(const NameSet& names) { scope_.layers.push_back(&names); }

  void boxed(Boxed& boxed) {
    switch (boxed.kind) {
      case BoxedKind::literal:
        parse(boxed.literal, Goal::expression);
        return;
      case BoxedKind::table:
        table(*boxed.table);
        return;
      case BoxedKind::context:
        context(boxed);
        return;
      case BoxedKind::function:
        with(names_of(boxed.parameters), [&] { parts(boxed, 0); });
        if (boxed.function != FunctionKind::feel && external_function(boxed) == nullptr)
          refuse_external(boxed.place);
        return;
      case BoxedKind::filter: {
        part(boxed, 0);
        NameSet item;
        item.add("item");
        in_filter(std::move(item), [&] { parts(boxed, 1); });
        return;
      }
      case BoxedKind::for_loop:
      case BoxedKind::some:
      case BoxedKind::every: {
        part(boxed, 0);
        NameSet names;
        names.add(boxed.iterator);
        names.add("partial");
        with(std::move(names), [&] { parts(boxed, 1); });
        return;
      }
      default:
        parts(boxed, 0);
        for (BoxedEntry& entry : boxed.entries) {
          if (entry.value) this->boxed(*entry.value);
        }
        return;
    }
  }

  /// Unary tests in which `?` is the value.
  void tests(std::optional<Expression>& tests) {
    if (tests) parse(*tests, Goal::unary_tests);
  }

 private:
  static NameSet names_of(const std::vector<Variable>& variables) {
    NameSet names;
    for (const Variable& variable : variables) names.add(variable.name);
    return names;
  }

  void with(NameSet names, const std::function<void()>& inner) {
    scope_.layers.push_back(&names);
    inner();
    scope_.layers.pop_back();
  }

  // Keys of the items are names in the condition of a filter.
  void in_filter(NameSet names, const std::function<void()>& inner) {
    scope_.layers.push_back(&names);
    scope_.layers.push_back(scope_.keys);
    inner();
    scope_.layers.resize(scope_.layers.size() - 2);
  }

  void part(Boxed& boxed, std::size_t i) {
    if (i < boxed.parts.size() && boxed.parts[i]) this->boxed(*boxed.parts[i]);
  }
  void parts(Boxed& boxed, std::size_t first) {
    for (std::size_t i = first; i < boxed.parts.size(); ++i) part(boxed, i);
  }

  // Later entries see earlier ones.
  void context(Boxed& boxed) {
    NameSet names;
    scope_.layers.push_back(&names);
    for (BoxedEntry& entry : boxed.entries) {
      if (entry.value) this->boxed(*entry.value);
      names.add(entry.variable.name);
    }
    scope_.layers.pop_back();
  }

  void table(DecisionTable& table) {
    for (TableInput& input : table.inputs) {
      parse(input.value, Goal::expression);
      tests(input.allowed);
    }
    for (TableOutput& output : table.outputs) {
      tests(output.allowed);
      if (output.otherwise) parse(*output.otherwise, Goal::expression);
    }
    for (TableRow& row : table.rows) {
      for (Expression& cell : row.when) {
        if (!cell.text.text().empty()) parse(cell, Goal::unary_tests);
      }
      for (Expression& cell : row.then) {
        if (!cell.text.text().empty() && cell.text.text() != "-") parse(cell, Goal::expression);
      }
    }
  }

  void parse(Expression& expression, Goal goal) {
    expression.syntax = nullptr;
    if (expression.text.text().empty()) {
      report_.error(Code::feel_syntax, expression.text.whole(), "there is no expression here");
      return;
    }
    expression.syntax = feel::parse(expression.text, scope_, goal, {}, false, report_);
    if (expression.syntax) check_external(expression);
  }

  void check_external(const Expression& expression) {
    const feel::Syntax& syntax = *expression.syntax;
    for (const feel::SyntaxNode& node : syntax.nodes) {
      if (node.kind != feel::SyntaxKind::function || node.flag == 0) continue;
      const feel::SyntaxNode& body = syntax.node(syntax.child(node, node.count - 1));
      const feel::ExternalName name = feel::external_name(syntax, body);
      if (find_jdk_function(name.class_name, name.signature) == nullptr)
        refuse_external(expression.text.at(node.span));
    }
  }

  void refuse_external(const text::Place& place) {
    report_.error(Code::dmn_external, place, "functions of other languages are not run",
                  "write the function in FEEL; docs/dmn.md lists the few of Java that are known");
  }

  feel::Scope scope_;
  text::Report& report_;
};

class LibraryParser {
 public:
  explicit LibraryParser(Library& library) : library_(library), keys_(member_names(library)) {}

  void run() {
    for (Model& model : library_.models) {
      text::Report report;
      for (ItemDefinition& item : model.types) this->item(item, report);
      model.problems = report.take();
    }
    std::vector<std::vector<Diagnostics>> found = elements();
    // Keys of contexts are known once they were read; those that are no plain word change how a
    // text that names them is read.
    if (add_written_keys()) found = elements();
    for (std::size_t m = 0; m < found.size(); ++m) {
      for (std::size_t e = 0; e < found[m].size(); ++e) {
        Diagnostics& problems = library_.models[m].elements[e].problems;
        problems.insert(problems.end(), found[m][e].begin(), found[m][e].end());
      }
    }
  }

 private:
  // Tests of types see no variables; one that cannot be read admits every value, and says so.
  void item(ItemDefinition& item, text::Report& report) {
    ElementParser parser(keys_, report);
    parser.tests(item.allowed);
    parser.tests(item.constraint);
    for (ItemDefinition& component : item.components) this->item(component, report);
  }

  std::vector<std::vector<Diagnostics>> elements() {
    std::vector<std::vector<Diagnostics>> found;
    for (std::uint32_t m = 0; m < library_.models.size(); ++m) {
      found.emplace_back();
      for (Element& element : library_.models[m].elements) {
        text::Report report;
        if (element.logic) {
          const NameSet names = visible_to(m, element);
          ElementParser parser(keys_, report);
          parser.add_layer(names);
          parser.boxed(*element.logic);
        }
        found.back().push_back(report.take());
      }
    }
    return found;
  }

  NameSet visible_to(std::uint32_t model, const Element& element) const {
    NameSet names;
    if (element.kind == ElementKind::knowledge) names.add(element.variable.name);
    for (const Reference& reference : element.required) {
      if (!reference.found()) continue;
      const UsedName used = used_name(library_, model, reference);
      names.add(used.qualifier.empty() ? used.name : used.qualifier);
    }
    return names;
  }

  bool add_written_keys() {
    bool added = false;
    for (const Model& model : library_.models) {
      for (const Element& element : model.elements) {
        if (element.logic) added = add_written_keys(*element.logic) || added;
      }
    }
    return added;
  }

  bool add_written_keys(const Boxed& boxed) {
    bool added = add_keys(boxed.literal);
    for (const BoxedRef& part : boxed.parts) {
      if (part) added = add_written_keys(*part) || added;
    }
    for (const BoxedEntry& entry : boxed.entries) {
      if (entry.value) added = add_written_keys(*entry.value) || added;
    }
    if (boxed.table) {
      for (const TableRow& row : boxed.table->rows) {
        for (const Expression& cell : row.then) added = add_keys(cell) || added;
      }
    }
    return added;
  }

  bool add_keys(const Expression& expression) {
    if (!expression.syntax) return false;
    bool added = false;
    for (const feel::SyntaxNode& node : expression.syntax->nodes) {
      if (node.kind != feel::SyntaxKind::context_entry) continue;
      const std::string_view key = expression.syntax->text(node);
      if (key.find_first_of(" .+-*/'") == std::string_view::npos || keys_.contains(key)) continue;
      keys_.add(key);
      added = true;
    }
    return added;
  }

  Library& library_;
  NameSet keys_;
};

}  // namespace

const value::Builtin* external_function(const Boxed& function) {
  if (function.function != FunctionKind::java || function.parts.empty() || !function.parts.front())
    return nullptr;
  const auto text_of = [&](std::string_view key) -> std::string_view {
    for (const BoxedEntry& entry : function.parts.front()->entries) {
      if (entry.variable.name != key || !entry.value || !entry.value->literal.syntax) continue;
      const feel::Syntax& syntax = *entry.value->literal.syntax;
      const feel::SyntaxNode& root = syntax.node(syntax.root);
      if (root.kind == feel::SyntaxKind::string) return syntax.text(root);
    }
    return {};
  };
  return find_jdk_function(text_of("class"), text_of("method signature"));
}

void parse_texts(Library& library) { LibraryParser(library).run(); }

}  // namespace huice::dmn
