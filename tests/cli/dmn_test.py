"""huice dmn: what a model holds, its decisions, and what it refuses."""
import os
import unittest

import command
from command import CommandTest, huice

DMN = "https://www.omg.org/spec/DMN/20230324/MODEL/"
MODEL = """<?xml version="1.0" encoding="UTF-8"?>
<d:definitions xmlns:d="%s" name="m" namespace="urn:m">
  <d:inputData id="i" name="收入"><d:variable name="收入" typeRef="number"/></d:inputData>
  <d:decision id="rate" name="Rate"><d:informationRequirement><d:requiredInput href="#i"/></d:informationRequirement>
    <d:literalExpression><d:text>收入 * 0.1</d:text></d:literalExpression></d:decision>
  <d:decision id="bad" name="Bad"><d:literalExpression><d:text>1 +</d:text></d:literalExpression></d:decision>
</d:definitions>
""" % DMN


class Dmn(CommandTest):
    def ask(self, *arguments, **options):
        return huice("dmn", self.write("m.dmn", MODEL), *arguments, **options)

    def test_a_decision_in_each_way_to_give_inputs(self):
        given = '{"收入": 0.3}'
        for arguments, text in ((["--input", given], b""), (["--input", "-"], given),
                                (["--input", self.write("in.json", given)], b"")):
            got = self.ask("--decision", "Rate", *arguments, given=text)
            self.check_code(got, 0)
            self.assertEqual((got.out, got.err), ("0.03\n", ""))
        self.assertEqual(self.ask("--decision", "Rate").out, "null\n")

    def test_the_list(self):
        got = self.ask("--format", "json")
        self.check_code(got, 1)  # one of them is broken
        self.assertIn("E0301", got.err)
        self.assertEqual([(e["kind"], e["name"], e["type"], e["inputs"], e["broken"]) for e in got.json],
                         [("input", "收入", "number", [], False), ("decision", "Rate", "Any", ["收入"], False),
                          ("decision", "Bad", "Any", [], True)])

    def test_what_is_wrong_has_its_exit_code(self):
        for arguments, code, diagnostic in (
                (["--decision", "Rates"], 4, "did you mean `Rate`"),
                (["--decision", "Rate", "--input", '{"收入": "much"}'], 4, "E0403"),
                (["--decision", "Rate", "--input", '{"收": 1}'], 4, "E0402"),
                (["--decision", "Rate", "--input", "[1]"], 4, "E0416"),
                (["--decision", "Rate", "--input", self.path("none.json")], 4, "cannot be read"),
                (["--decision", "Bad"], 3, "E0301"),
                (["--decision"], 2, "--help"),
                (["--as-of", "2026-3-1"], 2, "--as-of")):
            got = self.ask(*arguments)
            self.check_code(got, code)
            self.assertIn(diagnostic, got.err, arguments)

    def test_models_that_cannot_be_loaded(self):
        doctype = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        for text, code in (("", "E0006"), ("<a>", "E0113"), ("<a/>", "E0601"),
                           (MODEL.replace("<d:definitions", doctype + "<d:definitions"), "E0114"),
                           (MODEL.replace("<d:inputData", '<d:import name="b" namespace="urn:b" importType="%s" '
                                          'locationURI="https://example.org/b.dmn"/><d:inputData' % DMN), "E0604")):
            got = huice("dmn", self.write("m.dmn", text), "--decision", "Rate")
            self.check_code(got, 3)
            self.assertIn(code, got.err)
        os.mkfifo(self.path("pipe.dmn"))
        self.check_code(huice("dmn", self.path("pipe.dmn"), timeout=20), 3)


if __name__ == "__main__":
    command.main()
