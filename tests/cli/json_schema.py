"""The part of JSON Schema draft-07 that huice's schemas use, to test answers with."""
import re


class Schema:
    KNOWN = {"$schema", "$ref", "title", "description", "definitions", "type", "const", "enum", "pattern", "items",
             "anyOf", "allOf", "properties", "additionalProperties", "required"}
    TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}

    def __init__(self, document):
        self.document = document

    def problems(self, value):
        return list(self._check(self.document, value, "$"))

    def _has_type(self, name, value):
        if name in ("integer", "number"):
            kinds = int if name == "integer" else (int, float)
            return isinstance(value, kinds) and not isinstance(value, bool)
        return isinstance(value, self.TYPES[name])

    def _check(self, schema, value, at):
        unknown = set(schema) - self.KNOWN
        if unknown:
            yield "%s: keywords this checker does not know: %s" % (at, sorted(unknown))
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            yield from self._check(self.document["definitions"][name], value, at)
        if "type" in schema and not self._has_type(schema["type"], value):
            yield "%s: not of type %s: %.60r" % (at, schema["type"], value)
            return
        if "const" in schema and value != schema["const"]:
            yield "%s: not %r" % (at, schema["const"])
        if "enum" in schema and value not in schema["enum"]:
            yield "%s: %r is not listed" % (at, value)
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield "%s: %r does not match %s" % (at, value, schema["pattern"])
        for part in schema.get("allOf", ()):
            yield from self._check(part, value, at)
        if "anyOf" in schema and all(list(self._check(part, value, at)) for part in schema["anyOf"]):
            yield "%s: none of the choices fits %.60r" % (at, value)
        if isinstance(value, list) and "items" in schema:
            for number, item in enumerate(value):
                yield from self._check(schema["items"], item, "%s[%d]" % (at, number))
        if isinstance(value, dict):
            yield from self._object(schema, value, at)

    def _object(self, schema, value, at):
        properties = schema.get("properties", {})
        for key in schema.get("required", ()):
            if key not in value:
                yield "%s: no key %s" % (at, key)
        for key, item in value.items():
            rest = schema.get("additionalProperties", True)
            if key in properties:
                yield from self._check(properties[key], item, "%s.%s" % (at, key))
            elif rest is False:
                yield "%s: unknown key %s" % (at, key)
            elif rest is not True:
                yield from self._check(rest, item, "%s.%s" % (at, key))
