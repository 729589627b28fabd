"""What rule packs read and say, taken from their YAML: for tests that inspect rules beside deciding cases."""

import pathlib
import re
import types

import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
SECTIONS = {"entitlements": "entitlement", "prohibitions": "prohibition", "services": "service", "indicators": "indicator"}


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def tokens(feel):
    """The names that an expression holds; what stands in quotes is no name."""
    return set(re.findall(r"[^\W\d]\w*", re.sub(r'"(?:\\.|[^"\\])*"', " ", feel)))


def conditions(node):
    """The FEEL texts of a condition."""
    if isinstance(node, str):
        yield node
    elif node:
        if "test" in node:
            yield node["test"]
        for child in listed(node.get("all")) + listed(node.get("any")) + listed(node.get("not")):
            yield from conditions(child)


def texts_for_people(node):
    """Every zh and en text below a node."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("zh", "en") and isinstance(value, str):
                yield value
            else:
                yield from texts_for_people(value)
    elif isinstance(node, list):
        for child in node:
            yield from texts_for_people(child)


def citations(node):
    """Every `source` below a node, as the packs write it."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "source" and isinstance(value, str):
                yield from value.split("; ")
            else:
                yield from citations(value)
    elif isinstance(node, list):
        for child in node:
            yield from citations(child)


class Packs:
    """Facts, families, definitions, parameters, rules, sources and bound values of the packs below some folders."""

    def __init__(self, *roots):
        self.facts, self.families, self.definitions, self.parameters = {}, {}, {}, {}
        self.rules, self.sources, self.binds, self.documents = {}, {}, [], []
        for path in sorted(path for root in roots for path in pathlib.Path(root).rglob("*.yaml")):
            if path.name.endswith("cases.yaml"):
                continue
            document = yaml.load(path.read_text("utf-8-sig"), LOADER)
            if isinstance(document, dict) and next(iter(document)) == "pack":
                self.documents.append((path, document))
        areas = {document["pack"]: document["area"] for _, document in self.documents if "area" in document}
        for path, document in self.documents:
            pack = document["pack"]
            self.facts |= document.get("facts", {})
            self.families |= document.get("families", {})
            self.definitions |= document.get("definitions", {})
            self.parameters |= document.get("parameters", {})
            self.sources |= {(pack, key): source for key, source in document.get("sources", {}).items()}
            for section, kind in SECTIONS.items():
                for rule in document.get(section, []):
                    self.rules[rule["id"]] = types.SimpleNamespace(
                        id=rule["id"], kind=kind, area=areas[pack], pack=pack, path=path, **{"data": rule}
                    )
            for name, entries in document.get("binds", {}).items():
                self.binds += [(name, pack, {"area": areas.get(pack)} | entry) for entry in entries]
        names = set(self.facts) | set(self.definitions) | set(self.parameters)
        odd = [name for name in names if not re.fullmatch(r"[^\W\d]\w*", name)]
        assert not odd, f"names with blanks or signs are not told apart here: {odd}"

    def connecting(self, rule):
        return rule.data.get("place") or self.families[rule.data["family"]].get("connecting")

    def expressions(self, rule):
        """The FEEL texts of a rule itself."""
        data = rule.data
        for key in ("applies", "when", "violated"):
            yield from conditions(data.get(key))
        for exception in data.get("unless", []):
            yield from conditions(exception)
        if "review" in data:
            yield data["review"]["when"]
        for grant in listed(data.get("grants")):
            if "amount" in grant:
                yield grant["amount"]
        if "for" in data:
            yield data["for"]

    def names(self, feel):
        """The facts and parameters behind an expression, through definitions and bound terms."""
        found, open_names = set(), tokens(feel)
        while open_names:
            name = open_names.pop()
            if name in found:
                continue
            found.add(name)
            if name in self.definitions:
                definition = self.definitions[name]
                parts = [definition["value"]] if "value" in definition else []
                for part in [] if parts else [definition["table"]]:
                    parts += [entry["value"] for entry in part["inputs"]]
                    parts += [cell for row in part["rows"] for cell in row["when"] + row["then"]]
                open_names |= set().union(*map(tokens, parts))
            for bound, _, entry in self.binds:
                if bound == name:
                    open_names |= tokens(entry.get("test", "")) | tokens(str(entry.get("amount", "")))
        return {name for name in found if name in self.facts or name in self.parameters}

    def reads(self, rule, *, place=True):
        """The facts and parameters that a rule's outcome can hang on; with `place` also those that choose its document."""
        found = set(rule.data.get("needs", []))
        for text in self.expressions(rule):
            found |= self.names(text)
        for name in rule.data.get("needs", []):
            found |= self.names(name)
        for grant in listed(rule.data.get("grants")):
            if isinstance(grant, dict) and "amount_from" in grant:
                found |= self.names(grant["amount_from"])
        if place and self.connecting(rule):
            found.add(self.connecting(rule))
        elif "place" in rule.data:
            found.add(rule.data["place"])
        for other in listed(rule.data.get("requires")):
            found |= self.reads(self.rules[other], place=place)
        return found

    def decided(self, area=None):
        """Entitlements and prohibitions, those that have an outcome."""
        return [
            rule
            for rule in self.rules.values()
            if rule.kind in ("entitlement", "prohibition") and area in (None, rule.area)
        ]
