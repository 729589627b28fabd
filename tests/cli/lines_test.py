"""huice decide --jsonl: a line in, a line out."""
import json
import os
import select
import signal
import subprocess
import time
import unittest

import command
from command import CommandTest, case, decide, huice, start
from json_schema import Schema

LONGEST_WAIT = 30.0  # seconds: for a slow machine; an answer that is held back never comes


def line(name, facts=None, **head):
    return case(facts, id=name, as_of="2026-03-10", **head)


class Lines(CommandTest):
    def lines(self, *given, **options):
        return huice("decide", *command.PACKS, "--jsonl", given="\n".join(given) + "\n", **options)

    def test_one_answer_a_line_in_order(self):
        names = ["a", "b", "a", "贵阳", "c"]
        outcome = self.check_code(self.lines(*(line(n) for n in names)), 0)
        self.assertEqual([a["id"] for a in outcome.lines], names)
        self.assertEqual(outcome.err, "")
        schema = Schema(huice("schema", "decision").json)
        for answer in outcome.lines:
            self.assertEqual(list(answer), ["id", "decision"])
            self.assertEqual(schema.problems(answer["decision"]), [])
        self.assertEqual(outcome.lines[0], outcome.lines[2])

    def test_the_answer_is_that_of_a_single_case(self):
        facts = {"is_agri_transfer_population": True, "usual_residence_place": "520102"}
        single = decide("--format", "json", "-", given=case(facts))
        lines = self.lines(line("a", facts, jurisdiction="520000"))
        self.assertEqual(lines.lines[0]["decision"], single.json)

    def test_bad_lines_are_answered_by_errors_in_their_place(self):
        utf16 = line("x").encode("utf-16")
        given = b"\n".join([
            line("good").encode(), b"{", b"", b"[]", case({}, as_of="2026-03-10").encode(),
            line("wrong", {"sex": "x", "nothing": 1}).encode(), case({}, id="dateless").encode(),
            b'{"id": "bytes", "facts": {"sex": "\xff"}}', b'{"id": "twice", "id": "twice", "facts": {}}',
            b'{"id": 7, "facts": {}}', utf16.replace(b"\n", b""), b"[" * 100_000,
            b"\xef\xbb\xbf" + line("mark").encode(), line("last").encode()])
        outcome = self.check_code(huice("decide", *command.PACKS, "--jsonl", given=given), 4)
        answers = outcome.lines
        self.assertEqual(len(answers), 14)
        told = [(a["id"], a.get("line"), a["error"]["code"] if "error" in a else "decided") for a in answers]
        self.assertEqual(told, [
            ("good", None, "decided"), (None, 2, "E0110"), (None, 3, "E0006"), (None, 4, "E0416"),
            (None, 5, "E0413"), ("wrong", None, "E0404"), ("dateless", None, "E0409"), (None, 8, "E0004"),
            (None, 9, "E0112"), (None, 10, "E0403"), (None, 11, "E0005"), (None, 12, "E0111"),
            ("mark", None, "decided"), ("last", None, "decided")])
        wrong = answers[5]["error"]
        self.assertEqual(wrong["path"], "facts.sex")
        self.assertIn("allowed: ", wrong["hint"])
        self.assertIn("nothing", wrong["message"], "every problem of the line is named")

    def test_a_last_line_without_its_newline_and_no_line_at_all(self):
        outcome = self.check_code(huice("decide", *command.PACKS, "--jsonl", given=line("a") + "\r\n" + line("b")), 0)
        self.assertEqual([a["id"] for a in outcome.lines], ["a", "b"])
        nothing = self.check_code(huice("decide", *command.PACKS, "--jsonl"), 0)
        self.assertEqual(nothing.out, "")

    def test_from_a_file_and_with_options(self):
        path = self.write("cases.jsonl", case({}, id="a") + "\n" + case({}, id="b", as_of="2020-01-01"))
        outcome = decide("--jsonl", "--reasons", "none", path)
        self.check_code(outcome, 0)
        for answer in outcome.lines:
            decision = answer["decision"]
            self.assertEqual((decision["as_of"], decision["jurisdiction"]), ("2026-03-10", "520000"))
            self.assertEqual({json.dumps(e["reasons"]) for e in decision["entitlements"]}, {"[]"})

    def test_a_line_of_many_megabytes_is_refused_in_little_memory(self):
        def peak(name):
            with open(self.path(name), "rb") as file, open(self.path("out"), "w+b") as out:
                process = start("decide", *command.PACKS, "--jsonl", stdin=file, stdout=out)
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                out.seek(0)
                return process.returncode, [json.loads(answer) for answer in out], usage.ru_maxrss

        self.write("small", line("a") + "\n" + line("b") + "\n")
        with open(self.path("large"), "wb") as file:  # in pieces: the test must not be large itself
            file.write(line("a").encode() + b'\n{"id": "')
            for _ in range(150):
                file.write(b"x" * (1 << 20))
            file.write(b'"}\n' + line("b").encode())
        small, large = peak("small"), peak("large")
        self.assertEqual((small[0], large[0]), (0, 4))
        told = [(a["id"], a.get("line"), a.get("error", {}).get("code")) for a in large[1]]
        self.assertEqual(told, [("a", None, None), (None, 2, "E0003"), ("b", None, None)])
        self.assertLess(large[2] - small[2], 70 << 10, "KiB more for a line of 150 MiB")


class Streams(CommandTest):
    def open_stream(self, **options):
        process = start("decide", *command.PACKS, "--jsonl", "--reasons", "none", stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.addCleanup(process.kill)
        for stream in (process.stdin, process.stdout, process.stderr):
            self.addCleanup(stream.close)
        return process

    def read_line(self, process):
        """The next answer, which must come although the input stays open."""
        got = b""
        until = time.monotonic() + LONGEST_WAIT
        while not got.endswith(b"\n"):
            ready = select.select([process.stdout], [], [], max(0, until - time.monotonic()))[0]
            self.assertTrue(ready, "an answer is held back: %r" % got[:80])
            more = os.read(process.stdout.fileno(), 1)
            self.assertTrue(more, "the command ended")
            got += more
        return json.loads(got)

    def test_nothing_is_held_back_when_input_pauses(self):
        process = self.open_stream()
        for name in ("a", "b", "c"):
            process.stdin.write(line(name).encode() + b"\n" + line(name * 2)[:20].encode())
            process.stdin.flush()
            self.assertEqual(self.read_line(process)["id"], name)
            process.stdin.write(line(name * 2)[20:].encode() + b"\n")
            process.stdin.flush()
            self.assertEqual(self.read_line(process)["id"], name * 2)
        process.stdin.close()
        self.assertEqual(process.wait(), 0)

    def test_interrupted_it_ends_with_whole_lines(self):
        process = self.open_stream()
        process.stdin.write(line("a").encode() + b"\n" + line("b").encode()[:30])
        process.stdin.flush()
        self.assertEqual(self.read_line(process)["id"], "a")
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        self.assertEqual((process.wait(), rest, process.stderr.read()), (130, b"", b""))

    def test_interrupted_in_full_flow_it_ends_with_whole_lines(self):
        path = self.write("many.jsonl", "".join(line(str(n)) + "\n" for n in range(20_000)))
        with open(path, "rb") as many:
            process = start("decide", *command.PACKS, "--jsonl", stdin=many, stdout=subprocess.PIPE)
            first = process.stdout.read(1)
            process.send_signal(signal.SIGINT)
            out = first + process.stdout.read()
            process.stdout.close()
        self.assertEqual(process.wait(), 130)
        self.assertTrue(out.endswith(b"\n"))
        names = [json.loads(l)["id"] for l in out.splitlines()]
        self.assertEqual(names, [str(n) for n in range(len(names))])
        self.assertLess(len(names), 20_000)

    def test_a_closed_pipe_ends_quietly(self):
        path = self.write("many.jsonl", "".join(line(str(n)) + "\n" for n in range(20_000)))
        with open(path, "rb") as many:
            process = start("decide", *command.PACKS, "--jsonl", stdin=many, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE)
            process.stdout.read(1000)
            process.stdout.close()
            err = process.stderr.read()
            process.stderr.close()
        self.assertEqual((process.wait(), err), (0, b""))

    def test_a_full_disk_is_told(self):
        with open("/dev/full", "wb") as full:
            process = start("decide", *command.PACKS, "--jsonl", stdin=subprocess.PIPE, stdout=full,
                            stderr=subprocess.PIPE)
            err = process.communicate(line("a").encode())[1].decode()
        self.assertEqual((process.returncode, "disk is full" in err), (5, True), err)


if __name__ == "__main__":
    command.main()
