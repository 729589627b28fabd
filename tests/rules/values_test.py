"""Compares the value packs with their table and with sums worked out by hand: values_test.py HUICE PROJECT.

The table in rules/cn-values/README.md names every parameter of the register once, as bound where a pack binds it and as
open where none does. The sums below include those that must stay open, which worked cases cannot say.
"""

import json
import pathlib
import re
import subprocess
import sys

HUICE, PROJECT = sys.argv[1], pathlib.Path(sys.argv[2])
PACKS = [PROJECT / "rules/cn", PROJECT / "rules/cn-values"]

RETURNEE = {"is_migrant_worker": True, "is_returning_entrepreneur": True}
PUPIL = {"is_migrant_worker": True, "student_family_hardship": True, "student_school_place": "520103"}
TRANSPORT = {"hukou_place": "522731", "is_poverty_relieved": True, "is_cross_province_worker": True}
FLEXIBLE = {"is_migrant_worker": True, "employment_status": "flexible", "occupation": "vendor", "work_place": "500151"}

OFFICES = {"gz": "520000", "gd": "440000", "cq": "500000", "tl": "500151", "hs": "341000"}
FOUNDER = {"business_kind": ["individual_business"], "business_place": "500151"}

# rule, date, facts, sum (None: open)
SUMS = [
    ("gz-transport-subsidy", "2024-12-31", TRANSPORT, None),
    ("gz-transport-subsidy", "2025-01-01", TRANSPORT, "500"),
    ("gz-startup-subsidies", "2026-03-10", RETURNEE | {"business_place": "520103"}, "5000"),
    ("gz-startup-subsidies", "2026-03-10", RETURNEE | {"business_place": "520302"}, None),
    ("gz-startup-subsidies", "2022-12-20", RETURNEE | {"business_place": "520103"}, None),
    ("gz-startup-loan-interest", "2023-09-03", RETURNEE | {"business_place": "520302"}, "200000"),
    ("gz-startup-loan-interest", "2026-03-10", RETURNEE | {"business_place": "520302"}, None),
    ("gz-student-aid", "2022-12-31", PUPIL | {"student_stage": "secondary_vocational"}, "2000"),
    ("gz-student-aid", "2022-12-31", PUPIL | {"student_stage": "primary"}, None),
    ("gz-student-aid", "2023-01-01", PUPIL | {"student_stage": "secondary_vocational"}, None),
    ("gd-startup-subsidies", "2024-04-17", RETURNEE | {"business_place": "440203"}, None),
    ("gd-startup-subsidies", "2024-04-18", RETURNEE | {"business_place": "440203"}, "10000"),
    ("gd-startup-loan-interest", "2029-09-29", RETURNEE | {"business_place": "440307"}, "300000"),
    ("gd-startup-loan-interest", "2029-09-30", RETURNEE | {"business_place": "440307"}, None),
    ("gd-startup-loan-interest", "2026-03-10", RETURNEE | {"business_place": "440103"}, None),
    ("cq-return-startup-loan", "2024-12-31", RETURNEE | {"business_place": "500106"}, None),
    ("cq-return-startup-loan", "2025-04-30", RETURNEE | {"business_place": "500106"}, "300000"),
    ("cq-return-startup-loan", "2025-05-01", RETURNEE | {"business_place": "500106"}, None),
    ("cq-return-startup-loan", "2025-06-03", RETURNEE | {"business_place": "500106"}, "500000"),
    ("tl-flex-insurance-subsidy", "2026-03-10", FLEXIBLE, None),
    ("tl-startup-one-off-subsidy", "2018-12-31", FOUNDER, None),
    ("tl-startup-one-off-subsidy", "2026-03-10", FOUNDER, "8000"),
    ("hs-startup-loan", "2020-04-14", {"business_place": "341021"}, None),
    ("hs-startup-loan", "2021-01-01", {"business_place": "341021"}, "500000"),
]


def table():
    """The parameters of the table with the packs that it says bind them."""
    found = {}
    for line in (PROJECT / "rules/cn-values/README.md").read_text("utf-8").splitlines():
        if cells := re.match(r"\| `(\w+)` \| ([^|]*) \|", line):
            assert cells[1] not in found, f"{cells[1]} stands twice"
            found[cells[1]] = set() if cells[2] == "open" else set(re.findall(r"([a-z]+) \(", cells[2]))
    return found


def binds():
    """The parameters that the packs bind, with the packs."""
    found = {}
    for path in (PROJECT / "rules/cn-values").glob("*/values.yaml"):
        text = path.read_text("utf-8")
        pack = re.search(r"^pack: cn-values-(\w+)", text, re.M)[1]
        for name in re.findall(r"^  (\w+):$", text[text.index("\nbinds:") :], re.M):
            found.setdefault(name, set()).add(pack)
    return found


def sums():
    lines = [
        {"id": str(i), "as_of": day, "jurisdiction": OFFICES[rule[:2]], "facts": facts}
        for i, (rule, day, facts, _) in enumerate(SUMS)
    ]
    command = [HUICE, "decide", "--jsonl", "--reasons", "none"]
    for path in PACKS:
        command += ["--packs", path]
    answers = subprocess.run(
        command, input="\n".join(map(json.dumps, lines)), capture_output=True, encoding="utf-8", check=True
    ).stdout.splitlines()
    for answer, (rule, day, _, expected) in zip(map(json.loads, answers), SUMS, strict=True):
        decision = answer.get("decision", answer)
        [entry] = [e for e in decision["entitlements"] if e["id"] == rule]
        assert entry["status"] == "conditional", f"{rule} on {day} is {entry['status']}"
        for grant in (g for g in entry["grants"] if g["kind"] == "money"):
            assert grant["amount"] == expected, f"{rule} on {day}: {grant['amount']}, not {expected}"
            assert grant["if_terms_met"] == (expected is not None), f"{rule} on {day}: if_terms_met"
            assert expected is None or grant["source"], f"{rule} on {day} names no source"


named, bound = table(), binds()
register = PROJECT.parent / "shared/policy/parameters.tsv"
if register.exists():
    ids = {line.split("\t")[0] for line in register.read_text("utf-8").splitlines()[1:]}
    assert set(named) == ids, f"the table and the register differ: {set(named) ^ ids}"
for name in sorted(set(named) | set(bound)):
    told, done = named.get(name), bound.get(name, set())
    assert told == done, f"{name}: {told} in the table, {done} in the packs"
sums()
print(f"{len(named)} parameters, {len(bound)} bound, {len(SUMS)} sums")
