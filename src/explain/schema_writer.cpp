#include "explain/schema_writer.hpp"

#include <utility>

namespace huice::explain {
namespace {

using json::Writer;

/// Writes the keys of a schema between the braces; `described` puts its own before them.
Schema object(std::function<void(Writer&)> keys) {
  return [keys = std::move(keys)](Writer& out) {
    out.begin_object();
    keys(out);
    out.end_object();
  };
}

void write_list(Writer& out, const std::vector<Schema>& schemas) {
  out.begin_list();
  for (const Schema& schema : schemas) schema(out);
  out.end_list();
}

}  // namespace

Schema of_type(std::string_view type) {
  return object([type = std::string(type)](Writer& out) { out.key("type").string(type); });
}

Schema pattern(std::string_view regular_expression) {
  return object([text = std::string(regular_expression)](Writer& out) {
    out.key("type").string("string").key("pattern").string(text);
  });
}

Schema one_of(std::vector<std::string> words) {
  return object([words = std::move(words)](Writer& out) { out.key("enum").strings(words); });
}

Schema constant(std::string_view word) {
  return object([word = std::string(word)](Writer& out) { out.key("const").string(word); });
}

Schema list_of(Schema items) {
  return object([items = std::move(items)](Writer& out) {
    out.key("type").string("array").key("items");
    items(out);
  });
}

Schema any_of(std::vector<Schema> choices) {
  return object([choices = std::move(choices)](Writer& out) {
    out.key("anyOf");
    write_list(out, choices);
  });
}

Schema or_null(Schema schema) { return any_of({std::move(schema), of_type("null")}); }

Schema reference(std::string_view name) {
  return object([target = "#/definitions/" + std::string(name)](Writer& out) {
    out.key("$ref").string(target);
  });
}

Schema closed(std::vector<Property> properties) {
  return object([properties = std::move(properties)](Writer& out) {
    std::vector<std::string> required;
    out.key("type").string("object").key("additionalProperties").boolean(false);
    out.key("properties").begin_object();
    for (const Property& property : properties) {
      out.key(property.name);
      property.schema(out);
      if (property.required) required.push_back(property.name);
    }
    out.end_object();
    if (!required.empty()) out.key("required").strings(required);
  });
}

Schema map_of(Schema values) {
  return object([values = std::move(values)](Writer& out) {
    out.key("type").string("object").key("additionalProperties");
    values(out);
  });
}

Schema described(std::string_view text, Schema schema) {
  return object([text = std::string(text), schema = std::move(schema)](Writer& out) {
    out.key("description").string(text).key("allOf");
    write_list(out, {schema});
  });
}

std::string schema_document(std::string_view title, const Schema& schema,
                            const std::vector<Property>& definitions) {
  Writer out(Writer::Layout::indented);
  out.begin_object().key("$schema").string("http://json-schema.org/draft-07/schema#");
  out.key("title").string(title);
  if (!definitions.empty()) {
    out.key("definitions").begin_object();
    for (const Property& definition : definitions) {
      out.key(definition.name);
      definition.schema(out);
    }
    out.end_object();
  }
  out.key("allOf");
  write_list(out, {schema});
  out.end_object();
  return out.take() + "\n";
}

}  // namespace huice::explain
