"""huice decide, explain, template: one case."""
import datetime
import json
import os
import subprocess
import unittest

import command
from command import CommandTest, case, decide, huice, start
from json_schema import Schema

NEWCOMER = {
    "is_agri_transfer_population": True, "hukou_place": "510500", "usual_residence_place": "520102",
    "residence_permit_held": True, "residence_permit_place": "520102", "residence_start_date": "2025-03-10"}
DIBAO = "gz-dibao-residence-permit"


def entry(answer, rule):
    return next(e for e in answer["entitlements"] + answer["prohibitions"] if e["id"] == rule)


class Decide(CommandTest):
    def test_answers_in_json_and_in_both_languages(self):
        profile = self.write("p.json", case(NEWCOMER))
        answer = self.check_code(decide("--format", "json", profile), 0).json
        self.assertEqual(entry(answer, DIBAO)["status"], "eligible")
        self.assertEqual((answer["as_of"], answer["jurisdiction"]), ("2026-03-10", "520000"))
        chinese = self.check_code(decide(profile), 0)
        english = self.check_code(decide("--lang", "en", profile), 0)
        for text, words in ((chinese.out, ("可以享受", "依据：《", "带上：", "去哪里：")),
                            (english.out, ("What you may get", "clause: ", "bring: ", "where: "))):
            for word in words:
                self.assertIn(word, text)
            self.assertIn("[%s]" % DIBAO, text)
            self.assertNotIn("\x1b", text, "no colours in a file")

    def test_answers_fit_the_schema_and_lists_are_sorted(self):
        schema = Schema(huice("schema", "decision").json)
        for reasons in ("none", "codes", "full"):
            answer = decide("--format", "json", "--reasons", reasons, "-", given=case(NEWCOMER)).json
            self.assertEqual(schema.problems(answer), [])
            for key in ("entitlements", "prohibitions", "services"):
                ids = [e["id"] for e in answer[key]]
                self.assertEqual(ids, sorted(set(ids)), key)
            for one in answer["entitlements"]:
                self.assertEqual(bool(one["missing_facts"]), one["status"] == "undetermined", one["id"])
                self.assertEqual(one["missing_facts"], sorted(one["missing_facts"]))
                self.assertEqual(one["reasons"] == [], reasons == "none" or one["reasons"] == [])
        broken = dict(answer, extra=1)
        self.assertNotEqual(schema.problems(broken), [], "the schema is closed")

    def test_cases_fit_the_schema(self):
        schema = Schema(huice("schema", "case", *command.PACKS).json)
        profiles = os.path.join(command.SOURCE, "examples", "profiles")
        for name in sorted(os.listdir(profiles)):
            with open(os.path.join(profiles, name), encoding="utf-8") as file:
                self.assertEqual(schema.problems(json.load(file)), [], name)
        for bad in ({"facts": {"no_such_fact": 1}}, {"facts": {"sex": "other"}}, {"facts": {}, "x": 1}, {}):
            self.assertNotEqual(schema.problems(bad), [], bad)

    def test_same_bytes_every_time_and_from_every_source(self):
        yaml = "# profile\nfacts:\n" + "".join(
            "  %s: %s\n" % (k, json.dumps(v)) for k, v in NEWCOMER.items())
        answers = [
            decide("--format", "json", self.write("p.json", case(NEWCOMER))),
            decide("--format", "json", self.write("p.yaml", yaml)),
            decide("--format", "json", "-", given=case(NEWCOMER)),
            decide("--format", "json", "-", given=yaml),
            decide("--format", "json", "-", given=b"\xef\xbb\xbf" + case(NEWCOMER).encode()),
            decide("--format", "json", self.write("b.yml", b"\xef\xbb\xbf" + yaml.encode())),
            decide("--format", "json", "-", given=case(dict(reversed(NEWCOMER.items())))),
            huice("decide", *command.PACKS, "--format", "json", "-",
                  given=case(NEWCOMER, as_of="2026-03-10", jurisdiction="520000")),
        ]
        self.assertEqual({(a.code, a.err) for a in answers}, {(0, "")}, str(answers[0]))
        self.assertEqual(len({a.out for a in answers}), 1)

    def test_options_win_over_the_case(self):
        given = case(NEWCOMER, as_of="2020-01-01", jurisdiction="500000")
        answer = decide("--format", "json", "-", given=given).json
        self.assertEqual((answer["as_of"], answer["jurisdiction"]), ("2026-03-10", "520000"))

    def test_without_a_date_today_is_taken_and_said(self):
        zone = datetime.timezone(datetime.timedelta(hours=8))
        before = datetime.datetime.now(zone).date().isoformat()
        outcome = self.check_code(huice("decide", *command.PACKS, "--format", "json", "-", given=case()), 0)
        after = datetime.datetime.now(zone).date().isoformat()
        self.assertIn(outcome.json["as_of"], (before, after))
        self.assertIn(outcome.json["as_of"], outcome.err)

    def test_parameters_come_from_options_and_from_the_case(self):
        facts = dict(NEWCOMER, household_per_capita_income="500.00", household_assets_within_limit=True)
        rule = "gz-dibao-award"
        parts = [
            decide("--format", "json", "-", given=case(facts)),
            decide("--format", "json", "--set", "local_dibao_line=700@520102", "-", given=case(facts)),
            decide("--format", "json", "-", given=case(facts, parameters={
                "local_dibao_line": {"value": 700, "area": "520102"}})),
            decide("--format", "json", "--set", "local_dibao_line=700@500000", "-", given=case(facts)),
        ]
        waits = ["local_dibao_line" in entry(p.json, rule)["missing_parameters"] for p in parts]
        self.assertEqual(waits, [True, False, False, True])
        self.assertEqual(parts[1].out, parts[2].out)

    def test_more_is_shown_when_asked_for(self):
        brief, all_ = (decide(*more, "-", given=case({"is_agri_transfer_population": False})) for more in ((), ("--all",)))
        self.assertNotIn("[%s]" % DIBAO, brief.out)
        self.assertIn("[%s]" % DIBAO, all_.out)
        self.assertIn("\x1b[", decide("--color", "always", "-", given=case()).out)

    def test_warnings_do_not_stop_it(self):
        facts = dict(NEWCOMER, residence_start_date="2030-01-01", hukou_place="510599")
        answer = self.check_code(decide("--format", "json", "-", given=case(facts)), 0).json
        self.assertEqual(sorted((w["code"], w["path"]) for w in answer["warnings"]),
                         [("W0407", "facts.hukou_place"), ("W0410", "facts.residence_start_date")])


class BadProfiles(CommandTest):
    BAD = [
        # what, the profile, the code, words that help
        ("wrong type", case({"residence_permit_held": "yes"}), "E0403", "write `true` without quotes"),
        ("unknown fact", case({"residence_permit_hold": True}), "E0402", "did you mean `residence_permit_held`"),
        ("derived fact", case({"age_years": 30}), "E0408", "supply `birth_date`"),
        ("unknown key", json.dumps({"fact": {}, "facts": {}}), "E0401", "did you mean `facts`?"),
        ("outside the enum", case({"sex": "women"}), "E0404", "allowed: `male`, `female`"),
        ("impossible date", case({"birth_date": "1990-02-30"}), "E0405", "1990-02 has 28 days"),
        ("duplicate key", '{"facts": {"sex": "male", "sex": "male"}}', "E0112", "stands here twice"),
        ("no such province", case({"hukou_place": "990000"}), "E0406", "prefix `99`"),
        ("a code as a number", case({"hukou_place": 520102}), "E0403", "put it in quotes"),
        ("money with three decimals", case({"household_per_capita_income": 1.005}), "E0412", "two decimals"),
        ("not an object", "[]", "E0416", "a case is an object"),
        ("full-width colon", '{"facts"：{}}', "E0110", "full-width"),
        ("truncated", case(NEWCOMER)[:-20], "E0110", "cut off"),
        ("deep", '{"facts":' + "[" * 100_000, "E0111", "nested more than"),
        ("empty", b"", "E0006", "is empty"),
        ("invalid UTF-8", b'{"facts": {"sex": "\xff"}}', "E0004", "0xFF"),
        ("UTF-16", case().encode("utf-16"), "E0005", "save it as UTF-8"),
        ("UTF-32", case().encode("utf-32-be"), "E0005", "save it as UTF-8"),
        ("zero byte", case({"sex": "male"}).replace("male", "ma\0le"), "E0008", "zero byte"),
    ]

    def test_each_gives_its_own_diagnostic(self):
        for what, profile, code, words in self.BAD:
            for arguments in (("-",), (self.write("bad.json", profile),)):
                given = profile if arguments == ("-",) else b""
                with self.subTest(what, arguments=arguments):
                    outcome = self.check_code(decide(*arguments, given=given), 4)
                    self.assertEqual(outcome.out, "", "no partial answer")
                    self.assertIn(code, outcome.err)
                    self.assertIn(words, outcome.err)

    def test_yaml_says_the_same_in_its_own_way(self):
        for what, profile, code in (
                ("wrong type", "facts: {residence_permit_held: yes}", "E0403"),
                ("full-width colon", "facts：\n  sex: male\n", "E0108"),
                ("an alias bomb", "a: &a [x, x]\nb: &b [*a, *a]\nfacts: *b\n", "E0103"),
                ("duplicate key", "facts:\n  sex: male\n  sex: male\n", "E0106")):
            with self.subTest(what):
                outcome = self.check_code(decide(self.write("bad.yaml", profile)), 4)
                self.assertIn(code, outcome.err)

    def test_all_problems_are_told_at_once(self):
        outcome = decide("-", given=case({"sex": 1, "birth_date": "x", "nothing": 0}, as_of="2026-02-30"))
        for code in ("E0403", "E0405", "E0402", "4 errors"):
            self.assertIn(code, outcome.err)

    def test_what_is_no_file(self):
        fifo = self.path("fifo.json")
        os.mkfifo(fifo)
        os.symlink("loop.json", self.path("loop.json"))
        for path, code in ((self.folder.name, "E0002"), (fifo, "E0002"), (self.path("loop.json"), "E0001"),
                           (self.path("nothing.json"), "E0001"), ("/proc/self/mem", "E0001")):
            with self.subTest(path):
                self.assertIn(code, self.check_code(decide(path), 4).err)


class Usage(CommandTest):
    def test_mistakes_in_the_call(self):
        for arguments in ((), ("dcide",), ("decide",), ("decide", *command.PACKS), ("check",), ("test",),
                          ("decide", *command.PACKS, "--as-of", "2026-02-30", "-"),
                          ("decide", *command.PACKS, "--as-of", "10.3.2026", "-"),
                          ("decide", *command.PACKS, "--jurisdiction", "99", "-"),
                          ("decide", *command.PACKS, "--set", "nothing=1", "-"),
                          ("decide", *command.PACKS, "--set", "local_dibao_line=much", "-"),
                          ("decide", *command.PACKS, "--set", "local_dibao_line", "-"),
                          ("decide", *command.PACKS, "--lang", "fr", "-"),
                          ("decide", *command.PACKS, "--format", "xml", "-"),
                          ("decide", *command.PACKS, "--wrong", "-"),
                          ("list", *command.PACKS, "--kind", "cat"),
                          ("template", *command.PACKS, "--entitlement", "nothing"),
                          ("explain", *command.PACKS, "gz-dibao-residence-permi"),
                          ("check", "--explain", "E9999"),
                          ("schema", "cat")):
            with self.subTest(arguments):
                outcome = self.check_code(huice(*arguments, given=case()), 2)
                self.assertEqual(outcome.out, "")
                self.assertTrue(outcome.err.startswith("huice: "), outcome.err)

    def test_help_and_version(self):
        self.assertRegex(self.check_code(huice("--version"), 0).out, r"^huice \d+\.\d+\.\d+\n$")
        for name in ("", "decide", "list", "template", "explain", "check", "test", "schema"):
            text = self.check_code(huice(*name.split(), "--help"), 0).out
            self.assertTrue(text.startswith("Examples:\n  huice "), name)

    def test_the_output_cannot_be_written(self):
        with open("/dev/full", "wb") as full:
            for arguments in (("decide", *command.PACKS, *command.OFFICE, "-"), ("list", *command.PACKS), ("--help",)):
                process = start(*arguments, stdin=subprocess.PIPE, stdout=full, stderr=subprocess.PIPE)
                err = process.communicate(case().encode())[1].decode()
                self.assertEqual((process.returncode, "disk is full" in err), (5, True), err)

    def test_a_closed_pipe_ends_quietly(self):
        process = start("list", *command.PACKS, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        err = process.stderr.read()
        process.stderr.close()
        self.assertEqual((process.wait(), err), (0, b""))


class Explain(CommandTest):
    def test_any_id_in_both_formats(self):
        for one, kind in ((DIBAO, "entitlement"), ("gz-wage-account-no-auto-freeze", "prohibition"),
                          ("gz-job-expansion", "service"), ("residence_permit_held", "fact"),
                          ("local_dibao_line", "parameter")):
            with self.subTest(one):
                arguments = ("explain", *command.PACKS, *command.OFFICE, "--lang", "en")
                text = self.check_code(huice(*arguments, one, "-", given=case(NEWCOMER)), 0).out
                self.assertIn("[%s]" % one, text)
                told = self.check_code(huice(*arguments, "--format", "json", one, "-", given=case(NEWCOMER)), 0).json
                self.assertEqual((told["kind"], told["id"]), (kind, one))

    def test_the_whole_tree_with_values(self):
        text = huice("explain", *command.PACKS, *command.OFFICE, "--lang", "en", DIBAO, "-", given=case(NEWCOMER)).out
        for part in ("outcome: may get", "[yes] holds a residence permit", "(residence_permit_held): yes",
                     "dibao_residence_years", "1 year", "2025-03-10", "clause: "):
            self.assertIn(part, text)

    def test_a_misspelt_id_is_helped(self):
        self.assertIn("did you mean `%s`" % DIBAO, huice("explain", *command.PACKS, DIBAO[:-1]).err)


class Template(CommandTest):
    def test_a_blank_profile_is_a_case_with_nothing_known(self):
        blank = self.check_code(huice("template", *command.PACKS), 0).out
        facts = [f["id"] for f in huice("list", *command.PACKS, "--kind", "fact", "--format", "json").json]
        for fact in facts:
            self.assertIn("\n  %s:" % fact, blank)
        decided = self.check_code(decide("--format", "json", self.write("blank.yaml", blank)), 0)
        self.assertEqual(decided.out, decide("--format", "json", "-", given=case()).out)

    def test_only_what_one_entitlement_reads(self):
        blank = huice("template", *command.PACKS, "--entitlement", DIBAO, "--lang", "en").out
        self.assertIn("\n  residence_permit_held:", blank)
        self.assertIn("residence permit now?", blank)
        self.assertNotIn("\n  wage_arrears:", blank)
        self.check_code(decide(self.write("blank.yaml", blank)), 0)


if __name__ == "__main__":
    command.main()
