"""Compares the loaded rules with the register of clauses and with the documents: ids_test.py HUICE PROJECT.

Every clause of a document whose pack is loaded is there, with the class, the family, the verb, the area and the locator
of the register, and no other; every locator names a place that the document has, every quote stands in its text.
Register and documents lie beside the project where it is developed; elsewhere the test is skipped (exit code 77).
"""

import csv
import hashlib
import json
import pathlib
import re
import subprocess
import sys

VERBS = {"H": "must", "S": "encouraged"}
NUMERAL = "[一二三四五六七八九十]+"

# Chongqing prints this paragraph without a break after the one before it.
FUSED = "积极打造和培育有影响力的劳务品牌。"


def sentences(text):
    return text.count("。")


def chongqing(text):
    """Chapter/section/¶n and box/item of the plan; its lines break anywhere, a paragraph ends with 。 at the end of one."""
    body = text[text.index("农民工是建设社会主义现代化国家的重要力量") :].replace(FUSED, "\n" + FUSED)
    places, chapter, where, count, open_paragraph = {}, "第一章", None, 0, False
    for line in (re.sub(r"\[bookmark: \w+\]|\s", "", line) for line in body.split("\n")):
        if heading := re.match(rf"(第{NUMERAL}章)|(第{NUMERAL}节)|专栏(\d)", line):
            if heading[1]:
                chapter = where = heading[1]
            else:
                where = f"{chapter}/{heading[2] or '专栏' + heading[3]}"
            count, open_paragraph = 0, False
        elif where is None or not line or re.fullmatch(r"-\d+-", line):
            continue
        elif "专栏" in where:
            if item := re.match(r"(\d)\.(?!\d)", line):
                count = int(item[1])
                places[f"{where}/{count}"] = 0
            elif line.endswith(("期性", "束性")):
                count += 1
                places[f"{where}/row{count}"] = 0
            if f"{where}/{count}" in places:
                places[f"{where}/{count}"] += sentences(line)
        else:
            if not open_paragraph:
                count += 1
                places[f"{where}/¶{count}"] = 0
            places[f"{where}/¶{count}"] += sentences(line)
            open_paragraph = not line.endswith("。")
    return places | {short(place): places[place] for place in places}


def numbered(text):
    """Parts 一、 with their own paragraph, items （一） and dash items of the other documents."""
    places, part, where, dashes = {}, "", None, 0
    for line in (re.sub(r"\[bookmark: \w+\]|\s", "", line) for line in text.split("\n")):
        if heading := re.match(rf"({NUMERAL})、", line):
            part = where = heading[1]
        elif part and (heading := re.match(rf"（{NUMERAL}）", line)):
            where, dashes = part + heading[0], 0
        elif where and line.startswith("——"):
            dashes += 1
            places[f"{where}/——{dashes}"] = sentences(line)
            continue
        if where:
            places[where] = places.get(where, 0) + sentences(line)
    return places


def places_of(text):
    return chongqing(text) if "重庆市农民工工作“十四五”规划" in text else numbered(text)


def expanded(locator):
    """"a/s1,s3; b" as the packs write it: a/s1, a/s3, b."""
    for one in locator.split("; "):
        first, *others = one.split(",")
        yield first
        for other in others:
            yield first[: first.rindex("/") + 1] + other


def short(locator):
    """The boxes of a document are numbered through: 第二章/专栏2/4 is 专栏2/4."""
    return re.sub(rf"^第{NUMERAL}章/(?=专栏)", "", locator)


def lies_in(locator, places):
    place, numbers = re.fullmatch(r"(.*?)(?:/(s\d+(?:-s\d+)?)(?:\([^)]*\))?)?", locator).groups()
    if place not in places:
        return False
    return not numbers or all(1 <= int(number) <= places[place] for number in re.findall(r"\d+", numbers))


def table(path, key):
    with open(path, encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def written(rules):
    """Verb and quote of each rule as the packs write them; the command does not list these."""
    found = {}
    for path in rules.rglob("*.yaml"):
        if path.name.endswith("cases.yaml"):
            continue
        for block in re.split(r"^  - (?=\{?id: )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            verb = re.search(r"(?:^    |, )verb: (\w+)", block, re.MULTILINE)
            quote = re.search(r"^    quote: (.*)$", block, re.MULTILINE)
            found[re.match(r"\{?id: ([\w-]+)", block)[1]] = (verb[1] if verb else "must", bare(quote[1].strip("\"'")) if quote else "")
    return found


def bare(text):
    """Without blanks and page marks, and with one form of punctuation."""
    text = re.sub(r"\[bookmark: \w+\]|\n *- \d+ -|\s", "", text)
    return text.translate(str.maketrans(",:;()", "，：；（）"))


def documents_of(rules, folder):
    """Places and text of each source, by its key: the document is the file with the hash that the pack states."""
    texts = {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text(encoding="utf-8-sig") for path in folder.glob("*.txt")}
    documents = {}
    for path in rules.rglob("pack.yaml"):
        pack = path.read_text(encoding="utf-8")
        key, hashed = re.search(r"^sources:\n  (\w+):.*?^    sha256: (\w+)$", pack, re.MULTILINE | re.DOTALL).groups()
        if hashed not in texts:
            sys.exit(f"{path}: no document has the hash {hashed}")
        documents[key] = places_of(texts[hashed]), bare(texts[hashed])
    return documents


def main():
    huice, project = sys.argv[1], pathlib.Path(sys.argv[2])
    shared, rules = project.parent / "shared", project / "rules" / "cn"
    if not (shared / "policy" / "rule-ids.tsv").is_file():
        print("skipped: the register of clauses is not beside the project")
        sys.exit(77)
    listed = {}
    for kind in ("entitlement", "prohibition", "service", "indicator"):
        run = subprocess.run([huice, "list", "--packs", rules, "--kind", kind, "--format", "json"],
                             capture_output=True, encoding="utf-8")  # fmt: skip
        if run.returncode != 0:
            sys.exit(f"huice list: exit code {run.returncode}\n{run.stderr}")
        listed |= {rule["id"]: rule for rule in json.loads(run.stdout)}
    loaded = {rule["area"] for rule in listed.values()}
    register = {name: row for name, row in table(shared / "policy" / "rule-ids.tsv", "rule_id").items() if row["jurisdiction"] in loaded}
    documents, texts, wrong = documents_of(rules, shared / "sources"), written(rules), []
    wrong += [f"{name}: in the register ({register[name]['jurisdiction']}), not in the rules" for name in register.keys() - listed.keys()]
    wrong += [f"{name}: in the rules, not in the register" for name in listed.keys() - register.keys()]
    for name in listed.keys() & register.keys():
        rule, row, (verb, quote) = listed[name], register[name], texts[name]
        citations = [citation.split(" ", 1) for citation in rule["source"].split("; ")]
        compared = [
            ("class", rule["class"], row["class"]),
            ("family", rule["family"], row["family"]),
            ("area", rule["area"], row["jurisdiction"]),
            ("locator", [short(locator) for _, locator in citations], [short(locator) for locator in expanded(row["locator"])]),
        ]
        if rule["kind"] != "indicator":
            compared.append(("verb", verb, VERBS[row["force"]]))
        wrong += [f"{name}: {what} {here}, in the register {there}" for what, here, there in compared if here != there]
        wrong += [f"{name}: the document {key} has no {locator}" for key, locator in citations if not lies_in(locator, documents[key][0])]
        if not any(quote in documents[key][1] for key, _ in citations):
            wrong.append(f"{name}: the document does not say {quote}")
    print(*sorted(wrong), sep="\n", end="\n" if wrong else "")
    print(f"{len(listed)} clauses of {len(loaded)} documents, {len(wrong)} differences")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
