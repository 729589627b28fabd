"""The JSON Schema of packs and the loader accept and refuse the same files.

usage: pack_schema_test.py VERDICTS, the program that prints what the loader says of files.

Compared are the golden packs, the shipped packs, and two thousand variants of a good pack with
one fault each. Exit code 77: the packages yaml or jsonschema are missing, nothing was tested.
"""

import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"not run: {missing}; install python3-yaml and python3-jsonschema")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "pack"

class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: no dates, and only true and false are truth values."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
]:
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))
CoreLoader.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node))
)


WITHOUT_FAULT = "the pack without a fault"

# Codes that are about keys, shapes and languages: the schema's own matter ...
STRUCTURAL = ("E0201", "E0202", "E0203", "E0209")
# ... save where they depend on other keys' values or on the pack as a whole.
DEEPER = re.compile(r"the row has|no `area`|output's values in order|parts, but no head")


def read(file):
    return yaml.load(file.read_text(encoding="utf-8"), CoreLoader)


def load_verdicts(program, files):
    """What the loader says: by file, the errors as "E0201 message"."""
    paths = "".join(f"{file}\n" for file in files)
    lines = subprocess.run([program], input=paths, capture_output=True, text=True, check=True).stdout
    return {pathlib.Path(path): errors for path, *errors in (x.split("\t") for x in lines.splitlines())}


def good_pack():
    """One file that uses every key of the table."""
    folder = GOLDEN / "good_everything"
    pack = read(folder / "rules.yaml")
    del pack["uses"]
    for file in (folder / "facts" / "dictionary.yaml", folder / "more.yaml"):
        for key, section in read(file).items():
            if key in ("pack", "part", "version", "title", "areas"):
                continue
            if isinstance(section, list):
                pack[key] = pack.get(key, []) + section
            else:
                pack[key] = {**pack.get(key, {}), **section}
    return pack


def variants(pack):
    """(what was done, the pack with that one fault), at every place of the pack."""
    yield WITHOUT_FAULT, pack

    def places(node, path):
        yield path
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in items:
            yield from places(value, path + [key])

    for path in list(places(pack, [])):
        if not path:
            continue
        for name in ("removed", "renamed", None, "text", [], 5, {"zh": "一", "en": "one"}):
            if path[-1] in ("zh", "en") and name not in ("removed", None):
                continue
            variant = copy.deepcopy(pack)
            owner = variant
            for key in path[:-1]:
                owner = owner[key]
            if name == "removed":
                del owner[path[-1]]
            elif name == "renamed":
                if not isinstance(owner, dict):
                    continue
                renamed = {(f"{k}x" if k == path[-1] else k): v for k, v in owner.items()}
                owner.clear()
                owner.update(renamed)
            else:
                owner[path[-1]] = name
            if variant and next(iter(variant)) == "pack":
                yield f"{'/'.join(map(str, path))}: {name!r}", variant


class Comparison:
    def __init__(self, schema):
        self.validator = jsonschema.Draft7Validator(schema)
        self.count = 0
        self.refused = 0
        self.failures = []

    def compare(self, what, tree, must_refuse, may_refuse):
        refusal = next(self.validator.iter_errors(tree), None)
        self.count += 1
        self.refused += refusal is not None
        if must_refuse and refusal is None:
            self.failures.append(f"{what}: the loader refuses it, the schema does not: {must_refuse}")
        if refusal is not None and not may_refuse:
            self.failures.append(f"{what}: the schema refuses it, the loader does not: {refusal.message}")


def compare_golden(comparison):
    files = sorted(GOLDEN.rglob("*.yaml"))
    for file in files:
        case = file.relative_to(GOLDEN).parts[0].removesuffix(".yaml")
        expected = (GOLDEN / f"{case}.expected").read_text(encoding="utf-8")
        found = re.findall(r"^error\[(E\d+)\](.*)\n *--> ([^:\n]*)", expected, re.MULTILINE)
        errors = [code + text for code, text, where in found if where == file.relative_to(GOLDEN).as_posix()]
        if any(error.startswith("E01") for error in errors):
            continue  # not the YAML of packs: there is no tree for a schema to judge
        comparison.compare(file.name, read(file), structural(errors), errors)


def compare_shipped(comparison):
    for file in sorted((ROOT / "rules").rglob("*.yaml")):
        if file.name != "cases.yaml" and not file.name.endswith(".cases.yaml"):
            comparison.compare(file.name, read(file), [], [])


def compare_variants(comparison, program):
    with tempfile.TemporaryDirectory() as folder:
        written = {}
        for number, (what, variant) in enumerate(variants(good_pack())):
            file = pathlib.Path(folder) / f"{number}.yaml"
            file.write_text(json.dumps(variant, ensure_ascii=False, indent=1), encoding="utf-8")
            written[file] = (what, variant)
        for file, errors in load_verdicts(program, written).items():
            what, variant = written[file]
            if what == WITHOUT_FAULT and errors:
                comparison.failures.append(f"{what} is refused: {errors}")
            comparison.compare(what, variant, structural(errors), errors)


def structural(errors):
    return [error for error in errors if error.startswith(STRUCTURAL) and not DEEPER.search(error)]


def main():
    schema = json.loads((ROOT / "rules/schema/rulepack.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    comparison = Comparison(schema)
    compare_golden(comparison)
    compare_shipped(comparison)
    compare_variants(comparison, sys.argv[1])
    print("\n".join(comparison.failures[:40]))
    print(f"{comparison.count} files, {comparison.refused} refused by the schema, {len(comparison.failures)} differ")
    return 1 if comparison.failures or not comparison.refused else 0


if __name__ == "__main__":
    sys.exit(main())
