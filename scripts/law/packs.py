"""The packs as they are written: rules, values, worked cases, and the remarks beside them."""

import collections
import pathlib
import re

import yaml

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
RULES, VALUES = PROJECT / "rules/cn", PROJECT / "rules/cn-values"
TEXTS_ONLY = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar is text, as the packs mean it
NATION = "000000"
KINDS = ["entitlement", "prohibition", "service", "indicator"]
FEEL_KEYS = {"test", "all", "any", "not", "when", "then", "applies", "violated", "amount", "value"}


class Pack:
    """One pack with all its files; `notes` are the comments that stand inside an item, by its id."""

    def __init__(self, head):
        self.head, self.notes, self.remarks, self.file_of = head, collections.defaultdict(list), [], {}
        self.sections = collections.defaultdict(dict)  # section → id → item, in order

    def add(self, path, content):
        for section in ("sources", "parameters", "definitions", "facts", "families", "documents", "binds"):
            self.sections[section] |= content.get(section, {})
        for kind in KINDS:
            for item in content.get(kind + "s", []):
                self.sections[kind + "s"][item["id"]] = item
                self.file_of[item["id"]] = path
        self.read_comments(path.read_text(encoding="utf-8"))

    def read_comments(self, text):
        """A comment indented by four or more belongs to its item; what follows the heading of a group, to the next one."""
        item, group = None, []
        for line in text.splitlines():
            comment = re.match(r"( *)# ?(.*)$", line)
            if comment and len(comment[1]) >= 4:
                self.notes[item].append(comment[2])
            elif comment and len(comment[1]) == 2:
                group.append(comment[2])
            elif comment and not comment[2].startswith("yaml-language-server"):
                self.remarks.append(comment[2])
            elif not comment:
                if started := re.match(r"  - \{?id: ([\w-]+)|  (\w+): *(?:\{|$)", line):
                    item = started[1] or started[2]
                    if "" in group:
                        self.notes[item] += group[group.index("") + 1 :]
                    group = []
                if self.remarks and self.remarks[-1]:
                    self.remarks.append("")


class Case:
    """One worked case, with what it expects of each rule."""

    def __init__(self, pack, defaults, content):
        self.pack, self.content = pack, content
        self.setting = {name: content.get(name, defaults.get(name, "–")) for name in ("as_of", "jurisdiction")}
        self.expected = {
            rule: {"status": outcome} if isinstance(outcome, str) else outcome for rule, outcome in content["expect"].items()
        }

    def anchor(self, page):
        """Cases of the values may be called as one of the document is."""
        return ("" if self.pack == page.pack.head["pack"] else f"{self.pack}-") + self.content["id"]


class Library:
    """Everything that is loaded."""

    def __init__(self):
        self.packs, self.cases, self.defaults, self.binds = {}, [], {}, collections.defaultdict(list)
        heads, parts = [], []
        for path in sorted([*RULES.rglob("*.yaml"), *VALUES.rglob("*.yaml")]):
            content = yaml.load(path.read_text(encoding="utf-8"), TEXTS_ONLY)
            if "cases" in content:
                self.read_cases(content)
            else:
                (parts if "part" in content else heads).append((path, content))
        for path, content in heads:
            self.packs[content["pack"]] = Pack(content)
        for path, content in heads + parts:
            self.packs[content["pack"]].add(path, content)
        self.facts, self.families, self.papers, self.definitions, self.parameters, self.sources = {}, {}, {}, {}, {}, {}
        for pack in self.packs.values():
            self.facts |= pack.sections["facts"]
            self.families |= pack.sections["families"]
            self.papers |= pack.sections["documents"]
            self.definitions |= pack.sections["definitions"]
            self.parameters |= pack.sections["parameters"]
            self.sources |= pack.sections["sources"]
            for name, entries in pack.sections["binds"].items():
                self.binds[name] += [{"area": pack.head.get("area", NATION), "pack": pack} | entry for entry in entries]
        self.areas = {}
        for line in (RULES / "areas.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            code, zh, en = line.split("\t")[:3]
            self.areas[code] = {"zh": zh, "en": en}
        names = [*self.facts, *self.parameters, *self.definitions]
        longest_first = sorted(names, key=lambda name: (-len(name), name))
        self.name = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")

    def read_cases(self, content):
        defaults = self.defaults[content["cases"]] = content.get("defaults", {})
        self.cases += [Case(content["cases"], defaults, case) for case in content["list"]]

    def documents(self):
        """The packs that hold clauses, by area."""
        found = [pack for pack in self.packs.values() if pack.sections["entitlements"] or pack.sections["services"]]
        return sorted(found, key=lambda pack: pack.head["area"])

    def names_in(self, expressions):
        """The declared names that FEEL texts read, in order; texts in quotes are no names."""
        found = {}
        for expression in expressions:
            for name in self.name.findall(re.sub(r'@?"[^"]*"', '""', expression)):
                found[name] = True
        return list(found)

    def read_by(self, expressions):
        """The same with what definitions read."""
        names = self.names_in(expressions)
        for name in names:  # grows
            if name in self.definitions:
                inner = self.names_in(expressions_in(self.definitions[name]))
                names += [other for other in inner if other not in names]
        return names

    def label(self, name):
        for declared, key in ((self.facts, "label"), (self.definitions, "label"), (self.parameters, "title")):
            if name in declared:
                return declared[name][key]
        return {"zh": "评估日期", "en": "date of the decision"} if name == "as_of" else {"zh": name, "en": name}


def expressions_in(node, key=None):
    """Every FEEL text below a node of a rule, a definition or a binding."""
    if isinstance(node, str):
        return [node] if key in FEEL_KEYS else []
    below = [(key, one) for one in node] if isinstance(node, list) else node.items()
    return [found for name, one in below for found in expressions_in(one, name)]


def within(area, outer):
    return area.startswith(re.sub(r"(00)+$", "", outer))


def as_list(one):
    return one if isinstance(one, list) else [one]
