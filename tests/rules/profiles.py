"""Synthetic cases for the shipped rules, drawn from the dictionary of facts, and their decisions."""

import calendar
import datetime
import json
import re
import subprocess

DAY = datetime.timedelta(days=1)
AREAS = ("520000", "440000", "500000", "500151", "341000")
# The days on which documents begin and end lie among these, and a leap day.
DATES = ("2023-10-10", "2023-12-31", "2024-02-29", "2025-06-30", "2026-03-10", "2027-08-31")
MONTHS = (0, 6, 12, 24, 36, 48, 60)
AGES = (16, 18, 50, 60)


def date(text):
    return datetime.date.fromisoformat(text)


def months_later(day, months):
    """The corresponding day, or the last of the month where there is none: the tests' own count."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def split_top(text, word):
    """The parts of an expression between ` and ` or ` or ` outside of brackets and quotes."""
    parts, depth, quoted, start = [], 0, False, 0
    for i, sign in enumerate(text):
        quoted ^= sign == '"'
        depth += 0 if quoted else (sign in "([") - (sign in ")]")
        if not quoted and depth == 0 and text.startswith(f" {word} ", i):
            parts.append(text[start:i])
            start = i + len(word) + 2
    return [part.strip() for part in [*parts, text[start:]]]


class Profiles:
    """Draws cases: all of a document's facts at random, or aimed at what a rule asks for, with some of it amiss."""

    def __init__(self, packs, rng, counties):
        self.packs, self.rng = packs, rng
        literals = [text for rule in packs.decided() for text in packs.expressions(rule)]
        literals += [definition.get("value", "") for definition in packs.definitions.values()]
        codes = sorted({code for text in literals for code in re.findall(r'"(\d{6})"', text)})
        inside = [county for area in AREAS for county in counties if within(county, area)]
        self.inside = {area: [county for county in inside if within(county, area)] for area in AREAS}
        self.places = codes + inside[:: max(1, len(inside) // 40)] + ["330102", "110101", "510104", "340100"]
        numbers = {int(number) for text in literals for number in re.findall(r"\b\d{5,}\b", re.sub(r'"\d+"', "", text))}
        self.figures = sorted({number + step for number in numbers for step in (-1, 0, 1)})

    def value(self, name, as_of):
        fact, rng = self.packs.facts[name], self.rng
        kind = fact["type"]
        if kind == "boolean":
            return rng.random() < 0.5
        if kind == "enum":
            return rng.choice(list(fact["values"]))
        if kind == "enum_set":
            return sorted(rng.sample(list(fact["values"]), rng.choice((0, 1, 1, 2))))
        if kind == "code":
            return rng.choice(self.places)
        if kind == "date":
            return str(self.day(name, as_of))
        if kind == "integer":
            return rng.choice([0, 1, *self.figures])
        if kind == "money":
            return rng.choice((0, "499.99", 500, 755, 756, 827, 3000))
        if kind == "members":
            relations = list(fact["fields"]["family_relation"]["values"])
            return [{"family_relation": rng.choice(relations)} for _ in range(rng.choice((0, 1, 2)))]
        raise ValueError(f"{name}: no values for the type {kind}")

    def day(self, name, as_of):
        months = self.rng.choice([12 * age for age in AGES] if name == "birth_date" else MONTHS)
        return months_later(date(as_of), -months) + self.rng.choice((-400, -1, 0, 0, 1, 40)) * DAY

    def aim(self, rule, as_of, amiss=0.15):
        """A case that tends to meet a rule. `amiss` is how often one of its facts is something else or not known."""
        rng, facts = self.rng, {}
        home = rng.choice(self.inside[rule.area])
        for other in [rule, *(self.packs.rules[name] for name in self.required(rule))]:
            for key in ("applies", "when", "violated"):
                self.meet(other.data.get(key), facts, True, as_of, home)
            place = self.packs.connecting(other)
            if place and rng.random() < 0.8:
                facts.setdefault(place, home)
        for name in sorted(facts):
            if rng.random() < amiss:
                if rng.random() < 0.5:
                    del facts[name]
                else:
                    facts[name] = self.value(name, as_of)
        return {"as_of": as_of, "jurisdiction": rng.choice((rule.area, home, rule.area, "330000")), "facts": facts}

    def required(self, rule):
        names = rule.data.get("requires", [])
        return names if isinstance(names, list) else [names]

    def noise(self, case, names, share=0.3):
        """The case with more facts, taken from `names`."""
        for name in sorted(names):
            if name in self.packs.facts and name not in case["facts"] and self.rng.random() < share:
                case["facts"][name] = self.value(name, case["as_of"])
        return case

    def meet(self, node, facts, want, as_of, home):
        """Sets facts so that a condition tends to be what is wanted."""
        again = lambda child, wanted: self.meet(child, facts, wanted, as_of, home)
        if node is None:
            return
        if isinstance(node, dict):
            if "test" in node:
                again(node["test"], want)
            elif "not" in node:
                again(node["not"], not want)
            else:
                together, children = ("all" in node) == want, node.get("all") or node["any"]
                for child in children if together else [self.rng.choice(children)]:
                    again(child, want)
            return
        text = re.sub(r"\s+", " ", node).strip()
        for word, together in (("or", not want), ("and", want)):
            parts = split_top(text, word)
            if len(parts) > 1:
                for part in parts if together else [self.rng.choice(parts)]:
                    again(part, want)
                return
        known, rng = self.packs.facts, self.rng
        if inner := re.fullmatch(r"not\((.*)\)", text):
            again(inner[1], not want)
        elif text in self.packs.definitions:
            again(self.packs.definitions[text]["value"], want)
        elif text in known:
            facts[text] = want
        elif found := re.fullmatch(r'(\w+) (?:!= "(?:[^"]*)"|= "([^"]*)"|in \((.*)\))', text):
            name = found[1]
            if name in known and known[name]["type"] == "enum":
                named, rest = re.findall(r'"([^"]*)"', text), list(known[name]["values"])
                rest = [value for value in rest if value not in named]
                pick = named if want != ("!=" in text) else rest
                facts[name] = rng.choice(pick or named)
        elif found := re.fullmatch(r'list contains\((\w+), "([^"]*)"\)', text):
            facts[found[1]] = sorted({*facts.get(found[1], []), found[2]}) if want else []
        elif found := re.fullmatch(r"within\((\w+), (.*)\)", text):
            target = found[2].strip('"')
            if not want:
                facts[found[1]] = "330102"
            elif target.isdigit():
                facts[found[1]] = home if within(home, target) else target
            else:
                facts[found[1]] = home
                facts.update({name: home for name in self.packs.names(target) if name in known})
        elif found := re.fullmatch(r"(\w+) \+ .*<= as_of", text):
            if found[1] in known:
                facts[found[1]] = str(months_later(date(as_of), -rng.choice((72, 60, 36) if want else (0, 1, 5))))
        elif found := re.fullmatch(r"(\w+) (<=?|>=?) (\d+|\w+)", text):
            if found[1] in known and found[3].isdigit():
                facts[found[1]] = int(found[3]) + (-1 if (found[2][0] == "<") == want else 1)
            elif found[1] in known and known[found[1]]["type"] == "money":
                facts[found[1]] = 500
            elif found[1] == "age_years":
                facts["birth_date"] = str(months_later(date(as_of), -12 * 55))
            elif found[1] in known and known[found[1]]["type"] == "date":
                facts[found[1]] = str(months_later(date(as_of), -30))
        elif found := re.match(r"count\((\w+)\[", text):
            facts[found[1]] = [{"family_relation": "child"}] if want else []


def within(code, area):
    return code.startswith(re.sub(r"(00){1,2}$", "", area))


class Engine:
    """Decides cases through the command, a batch at a time, and looks at every answer with each of `watchers`."""

    def __init__(self, huice):
        self.huice, self.watchers, self.decisions = huice, [], 0

    def decide(self, cases, packs, reasons="none"):
        if not cases:
            return []
        command = [self.huice, "decide", "--jsonl", "--reasons", reasons]
        for path in packs:
            command += ["--packs", path]
        lines = "\n".join(json.dumps({"id": str(i)} | case) for i, case in enumerate(cases))
        run = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8")
        if run.returncode != 0:
            errors = [line for line in run.stdout.splitlines() if '"error"' in line[:200]]
            raise RuntimeError(f"huice decide: exit code {run.returncode}\n{run.stderr}{chr(10).join(errors[:3])}")
        answers = [json.loads(line)["decision"] for line in run.stdout.splitlines()]
        if len(answers) != len(cases):
            raise RuntimeError(f"huice decide: {len(answers)} answers for {len(cases)} cases")
        self.decisions += len(cases)
        for answer in answers:
            answer["by_id"] = {entry["id"]: entry for entry in answer["entitlements"] + answer["prohibitions"]}
        for case, answer in zip(cases, answers):
            for watch in self.watchers:
                watch(case, answer)
        return answers
