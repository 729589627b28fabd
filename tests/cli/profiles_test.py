"""The shipped applicants: what each is told, in both languages, as tests/golden/profiles holds it.

HUICE_UPDATE_GOLDEN=1 writes the texts anew. The hash of the rulebook and the version stand in them as words.
"""
import json
import os
import pathlib
import re
import unittest

import command
from command import CommandTest, huice

LANGUAGES = ("zh", "en")
FOOT = re.compile(r"[0-9a-f]{16}(,\s)huice \d+\.\d+\.\d+\n$")


def profiles():
    return sorted((pathlib.Path(command.SOURCE) / "examples" / "profiles").glob("*.json"))


def golden(profile, language):
    return pathlib.Path(command.SOURCE) / "tests" / "golden" / "profiles" / f"{profile.stem}.{language}.txt"


class Profiles(CommandTest):
    def packs(self):
        return [*command.PACKS, "--packs", os.path.join(command.SOURCE, "rules", "cn-values")]

    def test_they_say_who_where_and_when(self):
        self.assertEqual(len(profiles()), 10)
        for profile in profiles():
            with self.subTest(profile.stem):
                case = json.loads(profile.read_text("utf-8"))
                self.assertEqual(list(case), ["id", "as_of", "jurisdiction", "facts"])
                self.assertEqual(case["id"], profile.stem)

    def test_what_they_are_told(self):
        for profile in profiles():
            for language in LANGUAGES:
                with self.subTest(profile.stem, language=language):
                    outcome = self.check_code(huice("decide", *self.packs(), "--lang", language, str(profile)), 0)
                    self.assertEqual(outcome.err, "")
                    text, feet = FOOT.subn(r"HASH\1huice VERSION\n", outcome.out)
                    self.assertEqual(feet, 1, outcome.out[-200:])
                    path = golden(profile, language)
                    if "HUICE_UPDATE_GOLDEN" in os.environ:
                        path.parent.mkdir(exist_ok=True)
                        path.write_text(text, "utf-8")
                    self.assertEqual(path.read_text("utf-8"), text, "HUICE_UPDATE_GOLDEN=1 writes it anew")

    def test_no_text_is_left_over(self):
        wanted = {golden(profile, language) for profile in profiles() for language in LANGUAGES}
        self.assertEqual(set(next(iter(wanted)).parent.iterdir()), wanted)


if __name__ == "__main__":
    command.main()
