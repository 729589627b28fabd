"""huice list, check, test, schema: the packs themselves."""
import csv
import io
import json
import os
import unittest

import command
from command import CommandTest, case, huice

HEAD = 'pack: %s\nversion: "1"\ntitle: {zh: 甲, en: a}\narea: "520000"\n'
FACT = '  %s: {type: boolean, about: person, label: {zh: 是, en: b}, question: {zh: 是？, en: "b?"}}\n'
PACK = HEAD % "one" + """\
sources:
  s: {title: {zh: 办法, en: measures}, issuer: {zh: 厅, en: office}, issued: 2025-01-01, force: [{from: 2025-01-01, is: in_force}]}
families:
  aid: {title: {zh: 救助, en: assistance}}
facts:
""" + FACT % "needy" + FACT % "barred" + """\
entitlements:
  - id: help
    class: A
    family: aid
    beneficiary: person
    verb: must
    title: {zh: 救助, en: help}
    source: s 一
    when: {test: needy, zh: 困难, en: is in need}
    unless:
      - {id: bar, test: barred, zh: 除外, en: is barred, source: s 二%s}
    grants: {kind: access, of: {zh: 救助, en: help}}
    office: {zh: 民政局, en: civil affairs}
"""
CASES = """\
cases: one
defaults: {as_of: 2026-03-10, jurisdiction: "520000"}
list:
  - {id: yes, title: {zh: 是, en: in need}, facts: {needy: true, barred: false}, expect: {help: %s}}
"""


class Packs(CommandTest):
    def folder_of(self, **files):
        for name, text in files.items():
            self.write("packs/%s.yaml" % name, text)
        return self.path("packs")

    def test_packs_that_cannot_be_loaded(self):
        good = PACK % ""
        for what, files, code in (
                ("nothing there", None, "E0001"),
                ("no pack", {"cases": CASES % "eligible"}, "E0007"),
                ("two packs with one id", {"a": good, "b": good}, "E0206"),
                ("cyclic definitions", {"a": good + "definitions:\n  p: {value: q, label: {zh: 甲, en: p}}\n"
                                        "  q: {value: p, label: {zh: 乙, en: q}}\n"}, "E0208"),
                ("cyclic uses", {"a": good + "uses: [two]\n", "b": HEAD % "two" + "uses: [one]\n"}, "E0208"),
                ("an exception that overrides nothing", {"a": PACK % ", overrides: [nothing]"}, "E0211"),
                ("full-width colon", {"a": good.replace("version:", "version：")}, "E0108"),
                ("an alias bomb", {"a": good + "x: &x [1]\ny: [*x, *x]\n"}, "E0103"),
                ("a syntax error", {"a": good + "  - ]"}, "E0101"),
                ("an unknown name", {"a": good.replace("test: needy", "test: nedy")}, "E0302"),
                ("not UTF-8", {"a": good.encode().replace("困难".encode(), b"\xc0\xc7\xc4\xd1")}, "E0004"),
                ("UTF-16", {"a": good.encode("utf-16")}, "E0005"),
                ("empty", {"a": ""}, "E0006")):
            with self.subTest(what):
                folder = self.path("nowhere")
                if files is not None:
                    folder = self.folder_of(**files)
                checked = self.check_code(huice("check", folder), 1)
                self.assertIn(code, checked.out)
                decided = self.check_code(huice("decide", "--packs", folder, "-", given=case()), 3)
                self.assertIn(code, decided.err)
                self.assertEqual(decided.out, "")
                for name in files or ():
                    os.remove(os.path.join(folder, name + ".yaml"))

    def test_folders_that_are_none(self):
        os.makedirs(self.path("packs"))
        os.symlink(self.path("packs"), self.path("packs/loop"))
        os.mkfifo(self.path("packs/fifo.yaml"))
        for path in (self.path("packs"), self.path("packs/fifo.yaml"), "/dev/null"):
            self.check_code(huice("check", path), 1)
            self.check_code(huice("list", "--packs", path), 3)

    def test_findings_as_json(self):
        found = self.check_code(huice("check", "--format", "json", self.folder_of(a=PACK % ", overides: [x]")), 1).json
        self.assertEqual((found[0]["code"], found[0]["severity"]), ("E0201", "error"))
        self.assertTrue(found[0]["file"].endswith("a.yaml"))
        self.assertGreater(found[0]["line"], 1)
        self.assertIn("overrides", found[0]["hint"])

    def test_good_packs_have_no_errors(self):
        self.check_code(huice("check", self.folder_of(a=PACK % "")), 0)
        self.check_code(huice("check", os.path.join(command.SOURCE, "rules", "cn")), 0)

    def test_codes_are_explained(self):
        self.assertIn("E0302", self.check_code(huice("check", "--explain", "E0302"), 0).out)

    def test_worked_cases(self):
        folder = self.folder_of(a=PACK % "", cases=CASES % "eligible")
        self.assertIn("1 passed, 0 failed", self.check_code(huice("test", folder), 0).out)
        self.folder_of(cases=CASES % "ineligible")
        failed = self.check_code(huice("test", folder), 1)
        self.assertIn("help status: expected ineligible, got eligible", failed.out)
        told = self.check_code(huice("test", "--format", "json", folder), 1).json
        self.assertEqual(told[0]["mismatches"], [
            {"rule": "help", "field": "status", "expected": "ineligible", "got": "eligible"}])
        self.folder_of(cases=(CASES % "eligible").replace("needy: true", "nedy: true"))
        self.assertIn("E0402", self.check_code(huice("test", folder), 1).out)
        os.remove(self.path("packs/cases.yaml"))
        self.check_code(huice("test", folder), 1)
        self.check_code(huice("test", self.path("nowhere")), 3)

    def test_cases_do_not_see_the_packs_that_follow(self):
        parameter = "parameters:\n  extra: {kind: terms, title: {zh: 条件, en: terms}}\n"
        pack = (PACK % "").replace("entitlements:", parameter + "entitlements:").replace(
            "    grants:", "    needs: [extra]\n    grants:")
        base = os.path.dirname(self.write("base/a.yaml", pack))
        self.write("base/cases.yaml", CASES % "conditional")
        values = os.path.dirname(self.write("values/v.yaml", HEAD.replace('area: "520000"\n', "") % "two" + (
            "uses: [one]\nsources:\n  t: {title: {zh: 通知, en: notice}, issuer: {zh: 厅, en: office}, issued: 2025-01-01,\n"
            "      force: [{from: 2025-01-01, is: in_force}]}\n"
            'binds:\n  extra: [{from: 2025-01-01, area: "520000", test: needy, source: t 一}]\n')))
        self.write("values/cases.yaml", (CASES % "eligible").replace("cases: one", "cases: two"))
        outcome = self.check_code(huice("test", base, values), 0)
        self.assertIn("2 passed, 0 failed", outcome.out)

    def test_the_list_in_every_format(self):
        folder = self.folder_of(a=PACK % "")
        arguments = ("list", "--packs", folder, "--as-of", "2026-03-10")
        rows = self.check_code(huice(*arguments, "--format", "json"), 0).json
        self.assertEqual([(r["id"], r["kind"]) for r in rows],
                         [("help", "entitlement"), ("barred", "fact"), ("needy", "fact")])
        self.assertEqual(rows[0], {"id": "help", "kind": "entitlement", "class": "A", "family": "aid", "area": "520000",
                                   "force": "in_force", "source": "s 一", "title": {"zh": "救助", "en": "help"}})
        table = list(csv.DictReader(io.StringIO(huice(*arguments, "--format", "tsv", "--lang", "en").out),
                                    delimiter="\t", quoting=csv.QUOTE_NONE))
        self.assertEqual(table[0], dict(rows[0], title="help"))
        self.assertEqual(len(table), len(rows))
        text = huice(*arguments, "--kind", "entitlement").out
        self.assertEqual(text.split(), ["help", "entitlement", "A", "aid", "520000", "in_force", "救助", "[s", "一]"])
        early = huice("list", "--packs", folder, "--as-of", "2024-12-31", "--format", "json").json
        self.assertEqual(early[0]["force"], "not_yet")

    def test_the_list_tells_the_values_of_parameters(self):
        folder = self.folder_of(a=PACK % "" + """\
parameters:
  line:
    type: money
    unit: CNY/month
    title: {zh: 标准, en: line}
    values: [{from: 2025-01-01, to: 2025-12-31, value: 700}, {from: 2026-01-01, value: 750, source: s 三}]
  loan: {kind: terms, title: {zh: 贷款, en: loan}}
  open: {kind: terms, title: {zh: 未定, en: open}}
""", b=(HEAD % "two").replace("en: a}", "en: figures}") + """\
uses: [one]
sources:
  t: {title: {zh: 通知, en: notice}, issuer: {zh: 厅, en: office}, issued: 2025-01-01, force: [{from: 2025-01-01, is: in_force}]}
binds:
  loan:
    - {from: 2025-01-01, test: needy, amount: 500000, unit: CNY, per: once, source: t 一}
    - {from: 2025-01-01, area: "520100", amount: 9, unit: CNY, per: day, source: t 二}
""")
        arguments = ("list", "--packs", folder, "--kind", "parameter")
        rows = {r["id"]: r for r in self.check_code(huice(*arguments, "--as-of", "2026-03-10", "--format", "json"), 0).json}
        self.assertEqual({name: row["values"] for name, row in rows.items()}, {"line": 2, "loan": 2, "open": 0})
        self.assertEqual(rows["open"]["in_force"], [])
        self.assertEqual(rows["line"]["in_force"], [
            {"area": "520000", "from": "2026-01-01", "to": None, "value": "750", "amount": "", "unit": "", "per": "",
             "source": "s 三"}])
        self.assertEqual([(v["area"], v["value"], v["amount"], v["unit"], v["per"], v["source"])
                          for v in sorted(rows["loan"]["in_force"], key=lambda v: v["area"])],
                         [("520000", "needy", "500000", "CNY", "once", "t 一"), ("520100", "9", "9", "CNY", "day", "t 二")])
        dated = huice(*arguments, "--as-of", "2026-03-10", "--lang", "en").out.splitlines()
        self.assertEqual([line for line in dated if line.startswith("    ")],
                         ["    520000  750 CNY/month  [s 三]", "    520000  needy, 500000 CNY once  [t 一]",
                          "    520100  9 CNY/day  [t 二]"])
        undated = huice(*arguments, "--lang", "en").out.splitlines()
        self.assertEqual([line.split("  ")[-1] for line in undated], ["(2 values)", "(2 values)", "(open)"])

    def test_schemas_are_json(self):
        for which in ((), ("pack",), ("case",), ("decision",)):
            schema = json.loads(self.check_code(huice("schema", *which), 0).out)
            self.assertEqual(schema["$schema"], "http://json-schema.org/draft-07/schema#")


if __name__ == "__main__":
    command.main()
