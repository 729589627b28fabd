"""Checks what the sources may include and use: check.py PROJECT.

The order of the folders of src/ is the order of the huice_folder() lines in CMakeLists.txt: a file
includes only its own folder and those declared before it. Prints one line for each breach, and
exits with 1 when there is one.
"""

import pathlib
import re
import sys

CORE = ("text", "number", "value", "program", "exec")

# Third-party headers and the only places that may include them (a folder, or one file).
THIRD_PARTY = {
    "yaml-cpp/": ("src/yaml/",),
    "nlohmann/": ("src/json/",),
    "boost/spirit/": ("src/feel/grammar.cpp",),
    "boost/": ("src/feel/",),
    "unicode/": ("src/feel/",),
    "pugixml": ("src/dmn/",),
}

# Headers of the standard library that bring in streams, binary floats, locales, clocks or chance.
# yaml-cpp reads from a std::istream, so src/yaml may make one; tables of others hold floats, which
# src/arrow turns into decimals.
BANNED_HEADERS = {
    "iostream": (), "fstream": (), "iomanip": (), "locale": (), "regex": (), "random": (),
    "chrono": (), "ctime": (), "cmath": ("src/arrow/",), "complex": (),
    "sstream": ("src/yaml/",), "istream": ("src/yaml/",), "ostream": ("src/yaml/",),
    "streambuf": ("src/yaml/",),
}  # fmt: skip
POSIX_HEADERS = ("dirent.h", "fcntl.h", "unistd.h", "sys/mman.h", "sys/stat.h", "sys/types.h")

# Words that stand for a mistake made before (see docs/design.md), and where they are right.
BANNED_WORDS = {
    r"YAML::Load\w*": (),
    r"YAML::Node\b": (),
    r"x3::alpha\b": (),
    r"x3::space\b": (),
    r"\berror_handler\b": (),
    r"\bstd::endl\b": (),
    r"\bstd::w?regex\b": (),
    r"\b(?:double|float)\b": ("src/arrow/",),
    r"\bstd::(?:cin|cout|cerr|clog)\b": (),
    r"\b(?:std::)?(?:f|w)?printf\s*\(": (),
    r"\bstd::(?:abort|exit|terminate|quick_exit|getenv|time|setlocale|locale|rand)\b": (),
}

TOKENS = re.compile(
    r"""(?P<keep>\b[0-9](?:'?[0-9a-zA-Z_.])*)          # a number may hold the quote 1'000
      | (?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)
      | R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)"   # a raw string
      | "(?:\\.|[^"\\\n])*"
      | '(?:\\.|[^'\\\n])*'""",
    re.DOTALL | re.VERBOSE,
)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?P<open>[<"])(?P<name>[^>"\n]+)[>"]', re.MULTILINE)


def without_comments(text, strings_too):
    def replace(match):
        if match["keep"] or not (strings_too or match["comment"]):
            return match[0]
        return re.sub(r"[^\n]", " ", match[0])

    return TOKENS.sub(replace, text)


def folder_order(project):
    lines = (project / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.findall(r"^huice_folder\((\w+)", lines, re.MULTILINE)


def is_within(path, places):
    return any(path == place or (place.endswith("/") and path.startswith(place)) for place in places)


def breach_of_system_include(path, name):
    for prefix, places in THIRD_PARTY.items():
        if name.startswith(prefix):
            return None if is_within(path, places) else f"only {', '.join(places)} may include <{name}>"
    if name in BANNED_HEADERS:
        return None if is_within(path, BANNED_HEADERS[name]) else f"the library does not use <{name}>"
    if name in POSIX_HEADERS or re.fullmatch(r"[a-z_0-9]+", name):
        return None
    if path.startswith("include/") and re.fullmatch(r"std\w+\.h", name):
        return None  # the C interface
    return f"<{name}> is no dependency of this folder"


def breach_of_own_include(path, name, order):
    first = name.split("/")[0]
    if first == "huice":
        return None
    if path.startswith("examples/"):
        return f'an example uses public headers only, not "{name}"' if first in order else None
    if path.startswith("include/"):
        return f'a public header includes "huice/..." only, not "{name}"'
    if first not in order or "/" not in name:
        return f'write "folder/{name.split("/")[-1]}", from the root of src/, instead of "{name}"'
    own = path.split("/")[1]
    if order.index(first) > order.index(own):
        return f'src/{own} comes before src/{first} and must not include "{name}"'
    return None


def breaches_of_file(path, text, order):
    """Yields (line, message)."""
    code = without_comments(text, strings_too=False)
    for match in INCLUDE.finditer(code):
        if match["open"] == "<":
            message = None if is_within(path, ("examples/",)) else breach_of_system_include(path, match["name"])
        else:
            message = breach_of_own_include(path, match["name"], order)
        if message:
            yield code.count("\n", 0, match.start()) + 1, message
    if path.startswith("examples/"):
        return  # a program may print
    code = without_comments(text, strings_too=True)
    for word, places in BANNED_WORDS.items():
        if not is_within(path, places):
            for match in re.finditer(word, code):
                yield code.count("\n", 0, match.start()) + 1, f"the library does not use `{match[0]}`"


def breaches(project):
    """All breaches below `project`, as "path:line: message"."""
    order = folder_order(project)
    found = []
    if tuple(order[: len(CORE)]) != CORE:
        found.append(f"CMakeLists.txt:1: the first folders must be {', '.join(CORE)}")
    files = [
        file
        for top in ("include", "src", "examples")
        for file in sorted((project / top).rglob("*"))
        if file.suffix in (".hpp", ".cpp", ".h", ".c", ".inc")
    ]
    for file in files:
        path = file.relative_to(project).as_posix()
        if path.startswith("src/") and path.split("/")[1] not in order:
            found.append(f"{path}:1: its folder has no huice_folder() line in CMakeLists.txt")
            continue
        for line, message in breaches_of_file(path, file.read_text(encoding="utf-8"), order):
            found.append(f"{path}:{line}: {message}")
    return found, len(files)


def main():
    found, count = breaches(pathlib.Path(sys.argv[1]))
    for breach in found:
        print(breach)
    print(f"{count} files, {len(found)} breaches")
    if count == 0:
        sys.exit("no source found")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
