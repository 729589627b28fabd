"""Runs the huice commands shown in README.md: check.py HUICE PROJECT [--write].

A ```console block starts with "$ huice ARGUMENTS... | head -n N"; the rest of the block has to be
what that prints. --write puts it there.
"""

import difflib
import pathlib
import re
import shlex
import subprocess
import sys

BLOCK = re.compile(r"^```console\n\$ huice (?P<command>(?:[^\n]*\\\n)*[^\n]*) \| head -n (?P<lines>\d+)\n(?P<shown>.*?)^```$",
                   re.DOTALL | re.MULTILINE)  # fmt: skip


def printed_by(huice, project, command, lines):
    arguments = shlex.split(command.replace("\\\n", " "))
    run = subprocess.run([huice, *arguments], cwd=project, capture_output=True, encoding="utf-8")
    if run.returncode != 0:
        sys.exit(f"huice {command}: exit code {run.returncode}\n{run.stderr}")
    return "".join(run.stdout.splitlines(keepends=True)[: int(lines)])


def main():
    huice, project = sys.argv[1], pathlib.Path(sys.argv[2])
    readme = project / "README.md"
    text = readme.read_text(encoding="utf-8")
    wrong = []
    blocks = list(BLOCK.finditer(text))
    for block in reversed(blocks):
        printed = printed_by(huice, project, block["command"], block["lines"])
        if printed != block["shown"]:
            wrong.append("".join(difflib.unified_diff(block["shown"].splitlines(True), printed.splitlines(True), "README.md", "huice")))
            text = text[: block.start("shown")] + printed + text[block.end("shown") :]
    if "--write" in sys.argv:
        readme.write_text(text, encoding="utf-8")
    elif wrong or not blocks:
        sys.exit("\n".join(wrong) + "README.md shows something else; tests/readme/check.py HUICE PROJECT --write puts it right")
    print(f"{len(blocks)} commands")


if __name__ == "__main__":
    main()
