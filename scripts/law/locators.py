"""Where a clause stands in its document."""

import re
import sys

BRACKETS = {  # in the order in which they follow each other
    "first half": "前半",
    "first part": "前部",
    "middle": "中部",
    "part": "部分",
    "second half": "后半",
    "last half": "后半",
    "last part": "后部",
}
DIGITS = "一二三四五六七八九"


def number(numeral):
    """十二 → 12"""
    if "十" not in numeral:
        return DIGITS.index(numeral) + 1
    tens, ones = numeral.split("十")
    return (DIGITS.index(tens) + 1 if tens else 1) * 10 + (DIGITS.index(ones) + 1 if ones else 0)


def citations(item):
    """[(source, locator)]"""
    return [tuple(one.split(" ", 1)) for one in item["source"].split("; ")]


def split_part(part):
    """二（七） names two places."""
    return re.findall(r"[^（]+|（[^）]*）", part)


def step(part):
    """One step of a locator: what sorts it, in Chinese, in English, and whether it is a heading of the document."""
    if heading := re.fullmatch(r"第([一二三四五六七八九十]+)([章节])", part):
        return (1, number(heading[1])), part, f"{'chapter' if heading[2] == '章' else 'section'} {number(heading[1])}", True
    if box := re.fullmatch(r"专栏(\d+)", part):
        return (2, int(box[1])), part, f"box {box[1]}", True
    if re.fullmatch(r"[一二三四五六七八九十]+", part):
        return (1, number(part)), part, f"part {number(part)}", True
    if item := re.fullmatch(r"（([一二三四五六七八九十]+)）", part):
        return (1, number(item[1])), part, f"item {number(item[1])}", True
    if dash := re.fullmatch(r"——(\d+)", part):
        return (3, int(dash[1])), f"第{dash[1]}个“——”", f"dash {dash[1]}", False
    plain = re.fullmatch(r"(s|¶|row|)(\d+)(?:-s(\d+))?(?:\(([^)]*)\))?", part)
    if not plain:
        sys.exit(f"law_pages: the locator has a step that is not known: {part}")
    kind, first, last, bracket = plain.groups()
    zh, en = {"s": ("句", "sentence"), "¶": ("段", "paragraph"), "row": ("行", "row"), "": ("项", "item")}[kind]
    key = (0, int(first), rank(bracket), int(last or first))
    zh = f"第{first}至{last}{zh}" if last else f"第{first}{zh}"
    en = f"{en}s {first} to {last}" if last else f"{en} {first}"
    return key, zh + (f"（{BRACKETS.get(bracket, bracket)}）" if bracket else ""), en + (f" ({bracket})" if bracket else ""), False


def rank(bracket):
    if not bracket:
        return 0
    return int(bracket) if bracket.isdigit() else 1 + list(BRACKETS).index(bracket)


class Place:
    """A locator taken apart; `chapters` says in which chapter a box stands that is cited without it."""

    def __init__(self, locator, chapters):
        self.written = locator
        parts = [one for part in locator.split("/") for one in split_part(part)]
        if parts[0] in chapters:
            parts.insert(0, chapters[parts[0]])
        steps = [step(part) for part in parts]
        headings = [one for one in steps if one[3]]
        self.group = tuple(one[0] for one in headings)
        self.key = tuple(one[0] for one in steps)
        self.zh, self.en = "，".join(one[1] for one in steps), ", ".join(one[2] for one in steps)
        self.zh = re.sub(r"(?<=[一二三四五六七八九十])，(?=（[一二三四五六七八九十])", "", self.zh)
        self.heading = "，".join(one[1] for one in headings).replace("，（", "（") + " · " + ", ".join(one[2] for one in headings)


def chapters_of_boxes(items):
    """专栏5 → 第六章: as some clause writes it, else the chapter of a clause that is cited with it."""
    found = {}
    for item in items:
        for _, locator in citations(item):
            if box := re.match(r"(第[一二三四五六七八九十]+章)/(专栏\d+)", locator):
                found[box[2]] = box[1]
    for item in items:
        for _, locator in citations(item):
            if (box := re.match(r"专栏\d+", locator)) and box[0] not in found:
                beside = [other.split("/")[0] for _, other in citations(item) if other.startswith("第")]
                found[box[0]] = beside[-1]
    return found
