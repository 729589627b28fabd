"""Running the huice command for the tests of this folder. Standard library only."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

HUICE = SOURCE = None
PACKS = OFFICE = None

# Sanitizers must not keep freed memory: a test measures what the command holds.
ENVIRONMENT = dict(os.environ, ASAN_OPTIONS="quarantine_size_mb=1:" + os.environ.get("ASAN_OPTIONS", ""))


class Outcome:
    def __init__(self, process):
        self.code = process.returncode
        self.out = process.stdout.decode("utf-8")
        self.err = process.stderr.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def __str__(self):
        return "exit %s\n--- out\n%s\n--- err\n%s" % (self.code, self.out[:3000], self.err[:3000])


def huice(*arguments, given=b"", timeout=120):
    """Runs the command with `given` on standard input."""
    if isinstance(given, str):
        given = given.encode()
    process = subprocess.run([HUICE, *arguments], input=given, capture_output=True, timeout=timeout,
                             env=ENVIRONMENT, check=False)
    return Outcome(process)


def start(*arguments, **options):
    return subprocess.Popen([HUICE, *arguments], env=ENVIRONMENT, **options)


def decide(*arguments, **options):
    return huice("decide", *PACKS, *OFFICE, *arguments, **options)


def case(facts=None, **head):
    return json.dumps(dict(head, facts=facts or {}), ensure_ascii=False)


class CommandTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, content):
        """A file in the test's own folder; its path."""
        if isinstance(content, str):
            content = content.encode()
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(content)
        return self.path(name)

    def check_code(self, outcome, code):
        self.assertEqual(outcome.code, code, str(outcome))
        return outcome


def main():
    """huice SOURCE: the command and the project's folder come first, then unittest's own options."""
    global HUICE, SOURCE, PACKS, OFFICE
    HUICE, SOURCE = sys.argv[1:3]
    PACKS = ["--packs", os.path.join(SOURCE, "rules", "cn")]
    OFFICE = ["--as-of", "2026-03-10", "--jurisdiction", "520000"]
    unittest.main(module="__main__", argv=[sys.argv[0]] + sys.argv[3:])
