"""What must hold of the shipped rules for every case, tried on generated ones: invariants_test.py HUICE RULES VALUES [NUMBER…].

Each check states its invariant. Some look at what a rule's expressions read, most compare decisions: of a case and of the
same case with one thing changed, drawn near the thresholds of the rules. A counterexample is reduced to the fewest facts
and printed with both answers. The cases are the same in every run. A check that saw nothing it could have caught fails.
Exit code 77: the package yaml is missing, nothing was tested.
"""

import collections
import copy
import json
import pathlib
import random
import re
import sys
import tempfile

try:
    import yaml  # noqa: F401
except ImportError:
    print("not run: install python3-yaml")
    sys.exit(77)

import ids_test
import rulepacks
from profiles import AREAS, DATES, DAY, Engine, Profiles, date, months_later, within
from rulepacks import listed

SHOWN = 3
CLAIM = ("eligible", "conditional")
RANK = ("silent", "ineligible", "undetermined", "needs_review", "conditional", "eligible")
LAND = {"holds_land_contract_right", "holds_homestead_right", "holds_collective_income_right", "rural_rights_exited"}
HUKOU = {"hukou_place", "hukou_type", "student_hukou_type"}
PERMIT = {"residence_permit_held", "residence_permit_place", "residence_permit_issue_date", "residence_permit_endorsement_valid"}
DURATIONS = ("residence_start_date", "stable_employment_start_date", "residence_permit_issue_date")
MEANS = {"household_per_capita_income", "household_assets_within_limit", "low_income_recognised", "student_family_hardship",
         "living_in_hardship", "is_rural_low_income", "has_assistance_need"}  # fmt: skip
# Issue and end of the documents, as they print them; Guangdong's is a draft.
PERIODS = {
    "500000": ("2022-02-17", "2025-12-31"),
    "500151": ("2025-12-12", "2027-12-31"),
    "341000": ("2023-08-15", "2023-12-31"),
    "520000": ("2025-04-14", None),
    "440000": None,
}
# Where the texts themselves name hukou, besides the families whose documents are chosen by it.
HUKOU_NAMED = {
    "gz-dibao-residence-permit", "gz-services-by-residence-years", "cq-legal-aid-outside-wage", "cq-residence-permit-coverage",
    "gd-technical-tuition-free", "gd-unemployment-registration-four-places",
}  # fmt: skip
# Sentences that a document prints twice, with the one rule they make.
RESTATED = {
    "tl 二（二）/s3": "tl-workshops",
    "tl 二（二）/s4": "tl-workshops",
    "hs 二（一）/s4": "hs-county-industry",
}
CHECKS = []


def invariant(number, text):
    def register(check):
        CHECKS.append((number, text, check))
        return check

    return register


def claims(answer):
    return {e["id"] for e in answer["entitlements"] if e["status"] in CLAIM and e["effect"] == "benefit"}


def brief(entry):
    keys = ("status", "force", "missing_facts", "unsettled_facts", "missing_parameters")
    return " ".join(f"{key}={json.dumps(entry[key], ensure_ascii=False)}" for key in keys if entry[key])


class Run:
    """The packs, the generator and the engine, with what a check found and how much of it was telling."""

    def __init__(self, huice, rules, values):
        self.rules, self.values = pathlib.Path(rules), pathlib.Path(values)
        self.packs, self.all_packs = rulepacks.Packs(rules), rulepacks.Packs(rules, values)
        self.dictionary = next(path for path, document in self.packs.documents if document["pack"] == "cn-facts")
        self.folders = {rule.area: rule.path.parent for rule in self.packs.rules.values()}
        rows = self.dictionary.with_name("areas.tsv").read_text("utf-8").splitlines()[1:]
        codes = {row.split("\t")[0] for row in rows}
        # Municipalities, and prefectures without counties, count by their own digits.
        self.counties = sorted(code for code in codes if not code.endswith("00"))
        self.engine = Engine(huice)
        self.learned = []
        self.begin(0)

    def begin(self, number):
        self.rng = random.Random(f"invariant {number}")
        self.draw = Profiles(self.packs, self.rng, self.counties)
        self.faults, self.seen, self.telling = [], 0, 0

    def document(self, area):
        return [self.dictionary, self.folders[area]]

    @property
    def everything(self):
        return [self.rules, self.values]

    def fault(self, text):
        self.faults.append(text)

    def expect(self, holds, text):
        self.seen += 1
        if not holds:
            self.fault(text)

    def aimed(self, area, each=1, rules=None, noise=0.15, amiss=0.15):
        """Cases that aim at each of a document's rules in turn, with some other facts of the document."""
        names = sorted(set().union(*(self.packs.reads(rule) for rule in self.packs.decided(area))))
        for rule in rules if rules is not None else self.packs.decided(area):
            for _ in range(each):
                yield rule, self.draw.noise(self.draw.aim(rule, self.rng.choice(DATES), amiss), names, noise)

    def compare(self, packs, pairs, broken, *, reasons="none", telling=None, answers=None):
        """Decides pairs of cases; `broken(a, b, pair)` gives the ids of entries that break the invariant."""
        answers = answers or self.engine.decide([case for pair in pairs for case in pair[:2]], packs, reasons)
        for i, pair in enumerate(pairs):
            one, other = answers[2 * i : 2 * i + 2]
            self.seen += 1
            self.telling += bool(telling(one, other, pair)) if telling else 0
            for name in sorted(broken(one, other, pair)):
                self.report(packs, pair, broken, reasons, name)
                break

    def report(self, packs, pair, broken, reasons, name):
        if len(self.faults) >= SHOWN:
            self.fault("")
            return
        first, second = copy.deepcopy(pair[0]), copy.deepcopy(pair[1])
        changed = {key for key in {*first["facts"], *second["facts"]} if first["facts"].get(key) != second["facts"].get(key)}
        reduced = True
        while reduced:
            reduced = False
            names = sorted((set(first["facts"]) | set(second["facts"])) - changed)
            trials = []
            for gone in names:
                trial = [case | {"facts": {key: v for key, v in case["facts"].items() if key != gone}} for case in (first, second)]
                trials.append((*trial, *pair[2:]))
            answers = self.engine.decide([case for trial in trials for case in trial[:2]], packs, reasons)
            for i, trial in enumerate(trials):
                if name in broken(answers[2 * i], answers[2 * i + 1], trial):
                    first, second, reduced = trial[0], trial[1], True
                    break
        answers = self.engine.decide([first, second], packs, reasons)
        lines = [name]
        for case, answer in zip((first, second), answers):
            entry = answer["by_id"].get(name)
            lines.append("  " + json.dumps(case, ensure_ascii=False))
            lines.append("    " + (brief(entry) if entry else "not in the answer"))
        self.fault("\n".join(lines))

    def indifferent(self, area, rules, facts, *, each=6):
        """Entries of `rules`, reasons and all, are the same whatever `facts` say. What a rule reads must not hold them."""
        chosen = [self.packs.rules[name] for name in rules]
        for rule in chosen:
            read = self.packs.reads(rule) & set(facts)
            self.expect(not read, f"{rule.id} reads {', '.join(sorted(read))}")
        pairs = []
        for rule, case in self.aimed(area, each, chosen):
            for name in facts:
                case["facts"].pop(name, None)
            for style in range(3):
                changed = copy.deepcopy(case)
                for name in sorted(facts):
                    if self.packs.facts[name]["type"] == "boolean" and style < 2:
                        changed["facts"][name] = style == 0
                    elif self.rng.random() < 0.8:
                        changed["facts"][name] = self.draw.value(name, case["as_of"])
                pairs.append((case, changed))
        differ = lambda a, b, _: {name for name in rules if a["by_id"][name] != b["by_id"][name]}
        claimed = lambda a, b, _: any(a["by_id"][name]["status"] in CLAIM for name in rules)
        self.compare(self.document(area), pairs, differ, reasons="codes", telling=claimed)

    def of_family(self, family):
        return [rule for rule in self.packs.decided() if rule.data["family"] == family]


# -- what every answer is held against -----------------------------------------------------------------------------------


class Watch:
    """Looks at every answer that any check gets; the checks it speaks for report what it found."""

    def __init__(self, packs):
        self.packs, self.found = packs, collections.defaultdict(list)
        self.reads = {rule.id: packs.reads(rule) for rule in packs.decided()}
        self.seen, self.telling = collections.Counter(), collections.Counter()

    def note(self, number, case, text):
        if len(self.found[number]) < SHOWN:
            self.found[number].append(f"{text}\n  {json.dumps(case, ensure_ascii=False)}")

    def __call__(self, case, answer):
        self.families(case, answer)
        # A place that is coarser than what is asked of it may count as missing.
        given = {name for name, value in case["facts"].items() if not coarse(value)}
        for entry in answer["by_id"].values():
            asked = {*entry["missing_facts"], *entry["unsettled_facts"]}
            needless = given & set(entry["missing_facts"]) or asked - self.reads[entry["id"]]
            if bool(asked) != (entry["status"] == "undetermined") or needless:
                self.note(6, case, f"{entry['id']}: {brief(entry)}")
            if entry["unsettled_facts"]:
                self.note(6, case, f"{entry['id']} leaves unsettled whether facts matter: {brief(entry)}")
            force = expected_force(entry["area"], answer["as_of"])
            if entry["force"] != force:
                self.note(10, case, f"{entry['id']} on {answer['as_of']}: {entry['force']}, not {force}")
            self.amounts(case, answer, entry)
        ids = [entry["id"] for kind in ("entitlements", "prohibitions", "services") for entry in answer[kind]]
        if len(ids) != len(set(ids)):
            self.note(20, case, "an id stands twice in the answer")

    def families(self, case, answer):
        limbs = collections.defaultdict(dict)
        for entry in answer["entitlements"]:
            if entry["effect"] == "benefit":
                limbs[entry["family"], entry["area"], entry["force"]][entry["id"]] = entry["status"]
        told = {(f["family"] if "family" in f else f["id"], f["area"], f["force"]): f for f in answer["families"]}
        if len(told) != len(answer["families"]):
            self.note(7, case, "a family has two results for one document")
        for key, members in limbs.items():
            statuses = {status for status in members.values() if status != "not_applicable"}
            outcome = max(statuses, key=RANK.index, default="silent")
            best = sorted(name for name, status in members.items() if status == outcome)
            self.seen[7] += 1
            self.telling[7] += outcome in CLAIM and "ineligible" in statuses
            entry = told.pop(key, None)
            if entry is None or entry["outcome"] != outcome or entry["best"] != best:
                self.note(7, case, f"family {key}: {entry and (entry['outcome'], entry['best'])}, its limbs are {members}")
            if entry and entry["force"] != expected_force(entry["area"], answer["as_of"]):
                self.note(10, case, f"family {key}: shown as {entry['force']}")
        for key in told:
            self.note(7, case, f"family {key} has a result without a limb")

    def amounts(self, case, answer, entry):
        for grant in entry["grants"]:
            sums = [grant[key] for key in ("amount", "at_least", "at_most") if grant[key] is not None]
            if not sums:
                continue
            self.telling[18] += 1
            names = self.reads[entry["id"]]
            holding = {
                f"{source} {locator}"
                for name, _, bound in self.packs.binds
                if name in names and bound["from"] <= answer["as_of"] <= bound.get("to", "9999")
                for citation in bound["source"].split("; ")
                for source, locator in [citation.split(" ", 1)]
            }
            cited = {f"{source['source']} {source['locator']}" for source in grant["source"]}
            if not cited or not cited <= holding:
                self.note(18, case, f"{entry['id']}: {sums} with the source {sorted(cited) or 'none'}")

    def hand_over(self, run, number):
        run.seen += self.seen[number]
        run.telling += self.telling[number]
        run.faults += self.found[number]


def coarse(value):
    return isinstance(value, str) and len(value) == 6 and value.endswith("00")


def expected_force(area, day):
    period = PERIODS[area]
    if period is None:
        return "draft"
    issued, end = period
    return "not_yet" if day < issued else "period_ended" if end and day > end else "in_force"


# -- the invariants ------------------------------------------------------------------------------------------------------


@invariant(1, "Rights in the village never matter for settlement: no rule on it reads them, they change no answer or reason.")
def land_rights(run):
    for area in AREAS:
        rules = [rule.id for rule in run.of_family("settle") if rule.area == area]
        run.indifferent(area, rules, LAND, each=2)


@invariant(2, "Hukou never matters for temporary assistance; in Guangdong neither residence nor the permit does.")
def temporary_assistance(run):
    for area, prefix, more in (("520000", "gz-temp-assist-", set()), ("440000", "gd-temp-assist-", {"usual_residence_place", *PERMIT})):
        rules = [name for name in run.packs.rules if name.startswith(prefix)]
        run.expect(rules, f"no rule {prefix}…")
        run.indifferent(area, rules, HUKOU | more)
    run.expect("is_agri_transfer_population" not in run.packs.definitions, "a finding of the caseworker is computed")


def residence_pairs(run, area, count):
    """Cases that differ in one duration alone, the second the longer, around the thresholds."""
    rules = [rule for rule in run.all_packs.decided(area) if run.all_packs.reads(rule) & set(DURATIONS)]
    for rule, case in run.aimed(area, -(-count // max(1, len(rules))), rules, noise=0.05, amiss=0.04):
        name = run.rng.choice(sorted(run.all_packs.reads(rule) & set(DURATIONS)))
        others = sorted(run.all_packs.reads(rule) & set(DURATIONS) - {name})
        as_of = date(case["as_of"])
        case["facts"] |= {other: str(months_later(as_of, -90)) for other in others if run.rng.random() < 0.9}
        case["parameters"] = {}
        if "permit_years_for_assistance" in run.all_packs.reads(rule):
            case["parameters"] = {"permit_years_for_assistance": "P2Y", "assistance_kinds_extended": ["temporary"]}
        late = months_later(as_of, -run.rng.choice((6, 12, 24, 36, 60))) + run.rng.choice((0, 1, 1, 1, 40)) * DAY
        early = late - run.rng.choice((1, 2, 40, 400, 1500, 3000)) * DAY
        yield tuple(case | {"facts": case["facts"] | {name: str(day)}} for day in (late, early))


@invariant(3, "More unbroken residence, stable work or time with a permit never loses an entitlement, all else being equal.")
def more_residence(run):
    lost = lambda a, b, _: claims(a) - claims(b)
    changed = lambda a, b, _: claims(a) != claims(b)
    for area in AREAS:
        run.compare(run.document(area), list(residence_pairs(run, area, 60)), lost, telling=changed)
    # With the values, where a ladder by years of residence would stand.
    for area in AREAS:
        pairs = list(residence_pairs(run, area, 24))
        for case in (case for pair in pairs for case in pair):
            case["facts"].setdefault("usual_residence_place", run.draw.inside[area][0])
        run.compare(run.everything, pairs, lost, telling=changed)


@invariant(4, "Years of residence start again with a new start of residence alone, not by passing time or a renewed permit.")
def passing_time(run):
    for rule in run.packs.decided():
        read = run.packs.reads(rule)
        run.expect("residence_permit_endorsement_valid" not in read, f"{rule.id} reads the endorsement of the permit")
        if "residence_start_date" in read:
            run.expect("residence_permit_issue_date" not in read, f"{rule.id} counts residence and the age of the permit")
    for name in DURATIONS:
        run.expect(name in run.packs.facts, f"{name} is not stated in the case")
    reads = {rule.id: run.packs.reads(rule) for rule in run.packs.decided()}
    counted = {name for name, read in reads.items() if read & set(DURATIONS) and "birth_date" not in read}
    lost = lambda a, b, _: (claims(a) - claims(b)) & counted
    changed = lambda a, b, _: (claims(a) ^ claims(b)) & counted
    for area in AREAS:
        pairs = []
        for case, _ in residence_pairs(run, area, 60):
            later = months_later(date(case["as_of"]), run.rng.choice((0, 0, 1, 6, 12, 240))) + run.rng.choice((1, 1, 29)) * DAY
            pairs.append((case, case | {"as_of": str(later)}))
        run.compare(run.document(area), pairs, lost, telling=changed)


def learning(run):
    """Cases, each with the same case and one more fact, and their answers; two checks look at them."""
    if not run.learned:
        run.rng.seed("learning")
        run.learned = [(area, pairs, run.engine.decide([case for pair in pairs for case in pair[:2]], run.document(area)))
                       for area, pairs in learning_pairs(run)]  # fmt: skip
    return run.learned


def learning_pairs(run):
    for area in AREAS:
        read = set().union(*(run.packs.reads(rule) for rule in run.packs.decided(area))) & set(run.packs.facts)
        pairs = []
        for rule, case in run.aimed(area, 3, noise=0.2):
            own = sorted((run.packs.reads(rule) & set(run.packs.facts)) - set(case["facts"]))
            others = sorted(({*read, "applicant_kind"}) - set(case["facts"]))
            name = run.rng.choice(own if own and run.rng.random() < 0.7 else others)
            value = run.draw.value(name, case["as_of"])
            pairs.append((case, case | {"facts": case["facts"] | {name: value}}, name))
        yield area, pairs


def may_change(run, pair, rule, after):
    """What learning a fact may do to a decided outcome."""
    name, value = pair[2], pair[1]["facts"][pair[2]]
    if name == "applicant_kind" or run.packs.facts[name]["type"] == "code":
        # A place once known may take a case out of a document, the kind of applicant too.
        if after["status"] == "not_applicable":
            return True
    # A place that is too coarse to tell replaces the presumption and is asked for.
    if coarse(value) and after["status"] == "undetermined" and name in after["missing_facts"]:
        return True
    # A flag without a preferred reading goes up when it is known to hold; until then the outcome stands without it.
    review = rule.data.get("review", {})
    return after["status"] == "needs_review" and review.get("prefer") == "no" and name in run.packs.names(review["when"])


@invariant(5, "Knowledge is monotone: learning a fact settles what was open and changes nothing that was decided.")
def knowledge(run):
    def turned(a, b, pair):
        for name, entry in a["by_id"].items():
            after = b["by_id"][name]
            if entry["status"] not in ("undetermined", after["status"]) and not may_change(run, pair, run.packs.rules[name], after):
                yield name

    open_in = lambda answer: {name for name, entry in answer["by_id"].items() if entry["status"] == "undetermined"}
    settled = lambda a, b, _: open_in(a) - open_in(b)
    for area, pairs, answers in learning(run):
        run.compare(run.document(area), pairs, turned, telling=settled, answers=answers)


@invariant(6, "A missing fact is never a refusal, and nobody is asked for a fact that cannot change the outcome.")
def missing_facts(run):
    refusals = ("ineligible", "not_applicable", "violated", "respected")
    blank = [{"as_of": day, "jurisdiction": area, "facts": {}} for area in AREAS for day in DATES[::2]]
    for case, answer in zip(blank, run.engine.decide(blank, [run.rules])):
        for name, entry in answer["by_id"].items():
            elsewhere = entry["status"] == "not_applicable" and not run.packs.connecting(run.packs.rules[name])
            run.expect(entry["status"] not in refusals or elsewhere, f"{name} without any fact: {brief(entry)}\n  {json.dumps(case)}")

    def refused(a, b, pair):
        return {name for name in claims(a) if b["by_id"][name]["status"] in refusals}

    def asked(a, b, pair):
        """A fact that is not among the missing ones is told: nothing moves."""
        for name, entry in a["by_id"].items():
            after = b["by_id"][name]
            same = all(entry[key] == after[key] for key in ("status", "missing_facts", "missing_parameters"))
            if entry["unsettled_facts"] or after["unsettled_facts"]:
                continue
            if pair[2] not in entry["missing_facts"] and not same and not may_change(run, pair, run.packs.rules[name], after):
                yield name

    for area in AREAS:
        pairs = []
        for rule, case in run.aimed(area, 2, noise=0.1):
            gone = run.rng.sample(sorted(case["facts"]), min(len(case["facts"]), run.rng.choice((1, 1, 2, 4))))
            pairs.append((case, case | {"facts": {key: value for key, value in case["facts"].items() if key not in gone}}))
        run.compare(run.document(area), pairs, refused, telling=lambda a, b, _: claims(a) - claims(b))
    for area, pairs, answers in learning(run):
        run.compare(run.document(area), pairs, asked, answers=answers)
    witnesses(run)


def read_by_tests(run, rule):
    return set().union(*map(run.packs.names, run.packs.expressions(rule)))


def witnesses(run):
    """For facts that are asked for: two cases that differ in that fact alone and in the outcome."""
    open_parameters = {name for name, parameter in run.packs.parameters.items() if "values" not in parameter}
    for area in AREAS:
        asked = []
        rules = [rule for rule in run.packs.decided(area) if not read_by_tests(run, rule) & open_parameters]
        sample = [case for case in run.aimed(area, 1, rules)]
        answers = run.engine.decide([case for _, case in sample], run.document(area))
        for (rule, case), answer in zip(sample, answers):
            for name in answer["by_id"][rule.id]["missing_facts"]:
                asked.append((rule, case, name, answer["by_id"][rule.id]["missing_facts"]))
        asked = run.rng.sample(asked, min(12, len(asked)))
        # Few trials find most witnesses; the others are looked for longer.
        for tries in (5, 40, 200):
            asked = [entry for entry, found in zip(asked, witnessed(run, area, asked, tries)) if not found]
            run.seen += 1
        for rule, case, name, _ in asked:
            run.fault(f"{rule.id} asks for {name}, which changes nothing\n  {json.dumps(case)}")


def witnessed(run, area, asked, tries):
    """For each fact that is asked for, whether some pair of cases differs in it alone and in the outcome."""
    trials = []
    for index, (rule, case, name, missing) in enumerate(asked):
        for attempt in range(tries):
            base = run.draw.aim(rule, case["as_of"], amiss=0)["facts"]
            for other in missing:
                if other not in base or run.rng.random() < 0.5:
                    base[other] = run.draw.value(other, case["as_of"])
            base |= case["facts"]
            values = [base[name], *(run.draw.value(name, case["as_of"]) for _ in range(2))]
            if run.packs.facts[name]["type"] == "code":
                values += ["330102", *(value for key, value in base.items() if run.packs.facts[key]["type"] == "code")]
            elif run.packs.facts[name]["type"] == "boolean":
                values = [True, False]
            trials += [(index, attempt, case | {"facts": base | {name: value}}) for value in values]
    outcomes = collections.defaultdict(set)
    for (index, attempt, _), answer in zip(trials, run.engine.decide([case for *_, case in trials], run.document(area))):
        outcomes[index, attempt].add(answer["by_id"][asked[index][0].id]["status"])
    return [any(len(outcomes[index, attempt]) > 1 for attempt in range(tries)) for index in range(len(asked))]


@invariant(7, "A refusal on one limb is no refusal of the family: it follows its best limb, and is silent when none speaks.")
def families(run):
    # Every answer of every check is looked at as well; see Watch.
    run.engine.decide([case for area in AREAS for _, case in run.aimed(area)][::5], [run.rules])
    run.watch.hand_over(run, 7)


def band_cases(run):
    figures = sorted({0, 1, 99999999} | {limit + step for limit in (3000000, 5000000, 10000000) for step in (-1, 0, 1)})
    figures += sorted(run.rng.randrange(0, 20000000) for _ in range(20))
    named = ("440100", "440300", "440600", "441900")
    others = [code for code in run.draw.inside["440000"] if not any(within(code, city) for city in named)][::15]
    return figures, named, others


BANDS = ("gd-settle-under-3m", "gd-settle-5m-plus", "gd-settle-10m-plus-points")


@invariant(8, "The bands of city sizes have no gap or overlap but the one that the text passes over; named cities need no figure.")
def bands(run):
    figures, named, others = band_cases(run)
    base = {"as_of": "2026-03-10", "jurisdiction": "440000"}
    limits = ((0, 3000000, BANDS[0]), (3000000, 5000000, None), (5000000, 10000000, BANDS[1]), (10000000, 10**9, BANDS[2]))
    cases = [(place, figure, next(limb for low, high, limb in limits if low <= figure < high)) for place in others for figure in figures]
    cases += [(place, figure, BANDS[2] if place in named[:2] else BANDS[1]) for place in named for figure in (None, *figures[:6])]
    asked = []
    for place, figure, _ in cases:
        size = {} if figure is None else {"city_urban_resident_population": figure}
        asked.append(base | {"facts": {"settlement_target_place": place} | size})
    for case, (_, _, limb), answer in zip(asked, cases, run.engine.decide(asked, run.document("440000"))):
        status = {name: answer["by_id"][name]["status"] for name in BANDS}
        right = all(status[name] in (CLAIM if name == limb else ("ineligible",)) for name in BANDS)
        run.telling += limb is not None
        run.expect(right, f"{limb or 'no limb'} should speak: {status}\n  {json.dumps(case)}")


@invariant(9, "Nobody stands worse in a smaller city than in a bigger one, among the bands that speak.")
def smaller_cities(run):
    figures, _, others = band_cases(run)
    speaking = sorted(figure for figure in figures if not 3000000 <= figure < 5000000)
    ranks = lambda answer: [RANK.index(answer["by_id"][name]["status"]) for name in BANDS if answer["by_id"][name]["status"] in RANK]
    best = lambda answer: max(ranks(answer), default=0)
    worse = lambda a, b, _: {BANDS[0]} if best(a) < best(b) else set()
    pairs = []
    read = set().union(*(run.packs.reads(rule) for rule in run.packs.decided("440000")))
    for _ in range(80):
        case = {"as_of": "2026-03-10", "jurisdiction": "440000", "facts": {"settlement_target_place": run.rng.choice(others)}}
        run.draw.noise(case, read - {"applicant_kind", "city_urban_resident_population"}, 0.3)
        small, big = sorted(run.rng.sample(speaking, 2))
        pairs.append(tuple(case | {"facts": case["facts"] | {"city_urban_resident_population": figure}} for figure in (small, big)))
    run.compare(run.document("440000"), pairs, worse, telling=lambda a, b, _: best(a) > best(b))


@invariant(10, "Whether a text is in force, ended or a draft stands in every outcome; inside or after its period the reasons are the same.")
def status_kept(run):
    for area in AREAS:
        period = PERIODS[area] or ("2025-01-01",)
        days = sorted({str(date(day) + step * DAY) for day in period if day for step in (-1, 0, 1)})
        rules = run.packs.decided(area)
        dated = {name for name, fact in run.packs.facts.items() if fact["type"] == "date"}
        pairs = []
        for _, case in run.aimed(area, 1, rules[:: max(1, len(rules) // 7)]):
            case["facts"] = {key: value for key, value in case["facts"].items() if key not in dated}
            pairs += [(case | {"as_of": one}, case | {"as_of": other}) for one, other in zip(days, days[1:])]

        def moved(a, b, _):
            for name, entry in a["by_id"].items():
                if entry | {"force": None} != b["by_id"][name] | {"force": None}:
                    yield name

        tag = lambda a, b, _: any(entry["force"] != b["by_id"][name]["force"] for name, entry in a["by_id"].items())
        run.compare(run.document(area), pairs, moved, reasons="codes", telling=tag)
        for case, answer in zip(pairs[:40], run.engine.decide([pair[0] for pair in pairs[:40]], run.document(area))):
            for service in answer["services"]:
                force = expected_force(service["area"], answer["as_of"])
                run.expect(service["force"] == force, f"{service['id']} on {answer['as_of']}: {service['force']}, not {force}")
    run.watch.hand_over(run, 10)


@invariant(11, "Equality in school: the rules that promise it, and those on public schools, read no hukou.")
def schooling(run):
    rules = ["cq-school-six-equals", "tl-school-three-equals", "tl-school-all-admitted"]
    rules += [name for name in run.packs.rules if name.endswith("-public-first")]
    run.expect(len(rules) == 7, f"the rules on public schools are not those of four documents: {rules[3:]}")
    for area in AREAS:
        run.indifferent(area, [name for name in rules if run.packs.rules[name].area == area], HUKOU, each=3)


@invariant(12, "Legal aid without a check of means looks at no means, and the rule that spares the check grants no counsel.")
def means_exempt(run):
    for name in ("gz-legal-aid-means-exempt", "gd-legal-aid-means-exempt"):
        rule = run.packs.rules[name]
        financial = {fact for fact, entry in run.packs.facts.items() if "financial" in entry.get("sensitive", [])}
        run.indifferent(rule.area, [name], (MEANS | financial) & set(run.packs.facts))
        kinds = [grant["kind"] for grant in listed(rule.data["grants"])]
        run.expect(kinds == ["exemption"], f"{name} grants {kinds}")


@invariant(13, "The lists of relatives are closed, and one relative more takes nothing from another.")
def relatives(run):
    family = ("self", "spouse", "child", "parent")
    lists = {"owned": ("hs-settle-owner-household", family), "rents_public": ("hs-settle-public-rental-household", family),
             "rents_private": ("hs-settle-private-rental-collective", ("self",))}  # fmt: skip
    relations = list(run.packs.facts["family_relation"]["values"])
    cases = []
    for tenure, (name, members) in lists.items():
        for relation in relations:
            place = run.rng.choice(run.draw.inside["341000"])
            facts = {"settlement_target_place": place, "legal_stable_residence": True}
            facts |= {"dwelling_tenure": tenure, "family_relation": relation}
            cases.append((name, relation in members, {"as_of": "2023-10-10", "jurisdiction": "341000", "facts": facts}))
    for (name, member, case), answer in zip(cases, run.engine.decide([case for *_, case in cases], run.document("341000"))):
        status = answer["by_id"][name]["status"]
        run.expect(status == ("eligible" if member else "ineligible"), f"{name}: {status}\n  {json.dumps(case)}")
    lost = lambda a, b, _: claims(a) - claims(b)
    for area in AREAS:
        reading = [rule for rule in run.packs.decided(area) if run.packs.reads(rule) & {"household_members", "family_relation"}]
        pairs = []
        for _, case in run.aimed(area, 4, reading):
            members = [member for member in case["facts"].get("household_members", []) if len(member)]
            more = {"household_members": [*members, {"family_relation": run.rng.choice(relations)}]}
            pairs.append((case | {"facts": case["facts"] | {"household_members": members}}, case | {"facts": case["facts"] | more}))
        run.compare(run.document(area), pairs, lost, telling=lambda a, b, _: claims(a))


@invariant(14, "One briefing, one guidance, three job offers, one training offer are minimums: more will do, fewer of any will not.")
def bundle(run):
    name = "tl-unemployed-poverty-relieved-bundle"
    case = {"as_of": "2026-03-10", "jurisdiction": "500151", "facts": {"unemployment_registered": True, "is_poverty_relieved": True}}
    [answer] = run.engine.decide([case], run.document("500151"))
    entry = answer["by_id"][name]
    run.expect(entry["status"] == "eligible", f"{name}: {brief(entry)}\n  {json.dumps(case)}")
    words = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    items = [("政策宣介", "briefing", 1), ("职业指导", "guidance", 1), ("岗位推送", "job offer", 3),
             ("就业培训推荐", "training offer", 1)]  # fmt: skip
    minimums = []
    for zh, en, _ in items:
        told = []
        for grant in entry["grants"]:
            chinese = re.fullmatch(rf"至少(\d+)次{zh}", grant["of"]["zh"])
            english = re.fullmatch(rf"at least (\w+) (?:\w+ )?{en}s?", grant["of"]["en"])
            if chinese and english and int(chinese[1]) == words.get(english[1]):
                told.append(int(chinese[1]))
        run.expect(len(told) == 1, f"{name} does not state one minimum of {zh} in both languages")
        minimums.append(told[0] if len(told) == 1 else None)
    run.expect(len(entry["grants"]) == len(items), f"{name} grants {len(entry['grants'])} services, not {len(items)}")
    enough = lambda plan: all(low is not None and has >= low for has, low in zip(plan, minimums))
    for _ in range(200):
        plan = [least + run.rng.choice((0, 0, 1, 2)) for *_, least in items]
        run.expect(enough(plan), f"a plan of {plan} services would not do: the minimums told are {minimums}")
        short = run.rng.randrange(len(plan))
        plan[short] = run.rng.randrange(items[short][2])
        run.expect(not enough(plan), f"a plan of {plan} services would do: the minimums told are {minimums}")
    run.telling += 1


@invariant(15, "Hukou matters only where a text says so.")
def hukou_named(run):
    reading = {rule.id for rule in run.packs.decided() if read_by_tests(run, rule) & HUKOU}
    run.expect(reading <= HUKOU_NAMED, f"rules read hukou whose texts do not name it: {sorted(reading - HUKOU_NAMED)}")
    run.expect(reading >= HUKOU_NAMED, f"rules do not read hukou, which their texts name: {sorted(HUKOU_NAMED - reading)}")
    transport = run.packs.reads(run.packs.rules["gz-transport-subsidy"])
    run.expect({"hukou_place", "is_cross_province_worker"} <= transport, "gz-transport-subsidy does not look at the province of work")
    free = [rule for rule in run.packs.decided() if not run.packs.reads(rule) & HUKOU]
    for area in AREAS:
        rules = [rule.id for rule in free if rule.area == area]
        pairs = []
        for rule, case in run.aimed(area, 1, [run.packs.rules[name] for name in rules]):
            more = {name: run.draw.value(name, case["as_of"]) for name in sorted(HUKOU)}
            pairs.append((case, case | {"facts": case["facts"] | more}))
        differ = lambda a, b, _: {name for name in rules if a["by_id"][name] != b["by_id"][name]}
        run.compare(run.document(area), pairs, differ, telling=lambda a, b, _: claims(a))
    read_as_told(run)


def read_as_told(run):
    """The inspection misses nothing: what the reasons name as read is what the expressions name."""
    for area in AREAS:
        cases = [case for _, case in run.aimed(area)][::3]
        for answer in run.engine.decide(cases, run.document(area), "codes"):
            for name, entry in answer["by_id"].items():
                used = set(re.findall(r"\w+", " ".join(facts_used(entry["reasons"]))))
                missed = used - run.packs.reads(run.packs.rules[name]) - {"applicant_kind"}
                run.expect(not missed, f"{name} was decided by {sorted(missed)}, which its expressions do not name")


def facts_used(nodes):
    for node in nodes:
        yield from node["facts"]
        yield from facts_used(node["parts"])


@invariant(16, "Disability, illness, hardship and poverty only widen what one gets, and no reason prints a fact about health.")
def sensitive(run):
    tags = {name: set(fact.get("sensitive", [])) for name, fact in run.packs.facts.items()}
    health = {name for name, tag in tags.items() if "health" in tag}
    marked = {name for name, tag in tags.items() if tag & {"health", "confidential", "financial"}}
    widening = {name for name in marked if run.packs.facts[name]["type"] == "boolean"}
    shrunk = lambda a, b, _: claims(a) - claims(b)
    for area in AREAS:
        pairs = []
        for rule, case in run.aimed(area, 2):
            own = sorted(widening & run.packs.reads(rule))
            name = run.rng.choice(own or sorted(widening))
            before = {key: value for key, value in case["facts"].items() if key != name}
            if run.rng.random() < 0.7:
                before[name] = False
            pairs.append((case | {"facts": before}, case | {"facts": before | {name: True}}))
        run.compare(run.document(area), pairs, shrunk, telling=lambda a, b, _: claims(b) - claims(a))
    for rule in run.packs.rules.values():
        for text in rulepacks.texts_for_people(rule.data):
            for name in re.findall(r"\{(\w+)\}", text):
                run.expect(not run.packs.names(name) & health, f"{rule.id} prints {name}: {text}")
    for area in AREAS:
        rules = [rule for rule in run.packs.decided(area) if run.packs.reads(rule) & health]
        pairs = []
        for rule, case in run.aimed(area, 2, rules):
            for name in sorted(health & run.packs.reads(rule)):
                values = [True] if run.packs.facts[name]["type"] == "boolean" else sorted(run.packs.facts[name].get("values", ()))
                values = [value for value in values if value != "none"] or [run.draw.places[0]]
                pairs += [(name, case | {"facts": case["facts"] | {name: value}}) for value in values]
        for (name, case), answer in zip(pairs, run.engine.decide([case for _, case in pairs], run.document(area), "full")):
            for entry in answer["by_id"].values():
                printed = health_values(entry["reasons"], health) - {"（已记录）", "(on file)"}
                run.expect(not printed, f"{entry['id']} prints of {name}: {printed}\n  {json.dumps(case)}")
            fact, value = run.packs.facts[name], case["facts"][name]
            words = set(fact["values"][value].values()) if "values" in fact and value != "other" else set()
            words |= {value} if fact["type"] == "code" else set()
            reasons = [entry["reasons"] for entry in answer["by_id"].values()]
            told = json.dumps([nodes for nodes in reasons if name in facts_used(nodes)], ensure_ascii=False)
            others = json.dumps({key: other for key, other in case["facts"].items() if key != name})
            printed = [word for word in words if word in told and word not in others]
            run.expect(not printed, f"the reasons print {value} of {name}\n  {json.dumps(case)}")


def health_values(nodes, health):
    """What rendered reasons show as the values of facts about health."""
    shown = set()
    for node in nodes:
        for use in node["uses"]:
            if use["id"] in health and use["value"] is not None:
                shown |= set(use["value"].values())
        shown |= health_values(node["parts"], health)
    return shown


@invariant(17, "What is to an employer's disadvantage never touches a person: not decided of one, and no worker's outcome hangs on it.")
def adverse(run):
    marks = {"employer_arrears_violation", "org_abnormal_operation", "org_kind"}
    listing = marks - {"org_kind"}
    rules = [rule for rule in run.packs.decided() if rule.data.get("effect") == "adverse"]
    run.expect(len(rules) == 4, f"rules with an adverse effect: {[rule.id for rule in rules]}")
    personal = {"person", "household", "child", "labour_broker"}
    # A rule that names nobody, such as a prohibition, speaks of whoever asks.
    of_person = lambda rule: bool(personal & set(listed(rule.data.get("beneficiary", "person"))))
    for rule in rules:
        run.expect(not of_person(rule), f"{rule.id} is about a {rule.data.get('beneficiary')}")
        read = run.packs.reads(rule, place=False) & run.packs.facts.keys()
        about = {name for name in read if run.packs.facts[name]["about"] != "business"}
        run.expect(not about, f"{rule.id} reads {sorted(about)}")
    for rule in run.packs.decided():
        if of_person(rule):
            read = run.packs.reads(rule) & listing
            run.expect(not read, f"{rule.id} hangs on the employer: {sorted(read)}")
    names = {rule.id for rule in rules}
    for area in AREAS:
        of_persons = {rule.id for rule in run.packs.decided(area) if of_person(rule)}
        pairs = []
        for rule, case in run.aimed(area, 1):
            listed_now = {name: True for name in listing} | {"org_kind": "dispatch_unit"}
            plain = {name: False for name in listing} | {"org_kind": run.rng.choice(("enterprise", "platform"))}
            pairs.append(tuple(case | {"facts": case["facts"] | more} for more in (plain, listed_now)))
        differ = lambda a, b, _: {name for name in of_persons if a["by_id"][name] != b["by_id"][name]}
        run.compare(run.document(area), pairs, differ, telling=lambda a, b, _: claims(a))
        cases = [pair[1] | {"facts": pair[1]["facts"] | {"applicant_kind": "person"}} for pair in pairs[::4]]
        for case, answer in zip(cases, run.engine.decide(cases, run.document(area))):
            for name in names & answer["by_id"].keys():
                status = answer["by_id"][name]["status"]
                run.expect(status == "not_applicable", f"{name} of a person: {status}\n  {json.dumps(case)}")
            shown = {name for family in answer["families"] for name in family["best"]} & names
            run.expect(not shown, f"a family shows {shown}\n  {json.dumps(case)}")


@invariant(18, "No sum is invented: it comes from a parameter with a source and a date, and the documents alone give none.")
def sums(run):
    for rule in run.packs.rules.values():
        for grant in listed(rule.data.get("grants")):
            figures = re.findall(r"\d+", re.sub(r'"[^"]*"', "", str(grant.get("amount", "")))) if isinstance(grant, dict) else []
            run.expect(not figures, f"{rule.id} grants {grant.get('amount')}")
        if rule.data.get("class") == "B":
            for text in rulepacks.texts_for_people({key: rule.data.get(key) for key in ("title", "when", "grants", "review")}):
                a_sum = re.search(r"\d\s*万?(元|块)|(CNY|RMB|¥)\s*\d|\d\s*(yuan|CNY|RMB)", text)
                run.expect(not a_sum, f"{rule.id} names a sum: {text}")
    for name, parameter in run.packs.parameters.items():
        for value in parameter.get("values", []):
            run.expect("from" in value and "source" in (value | parameter), f"{name} has a value without source and date")
    for name, pack, entry in run.all_packs.binds:
        dated = re.fullmatch(r"\d{4}-\d\d-\d\d", entry.get("from", ""))
        known = all((pack, citation.split(" ")[0]) in run.all_packs.sources for citation in entry["source"].split("; "))
        run.expect(dated and known, f"{name} is bound in {pack} without a source and a date: {entry}")
    money = [rule for rule in run.packs.decided() if any(grant["kind"] == "money" for grant in listed(rule.data.get("grants")))]
    # The sums of these answers are looked at one by one, as are those of all other checks; see Watch.
    for area in AREAS:
        cases = [case for _, case in run.aimed(area, 3, [rule for rule in money if rule.area == area])]
        for case, answer in zip(cases, run.engine.decide(cases, run.document(area))):
            for entry in answer["by_id"].values():
                for grant in entry["grants"]:
                    sums_told = [grant[key] for key in ("amount", "at_least", "at_most") if grant[key] is not None]
                    run.expect(not sums_told, f"{entry['id']} gives {sums_told} by the document alone\n  {json.dumps(case)}")
        cases = [case for _, case in run.aimed(area, 3, [rule for rule in money if rule.area == area])]
        for case in cases:
            case["as_of"] = run.rng.choice((case["as_of"], "2022-12-31", "2024-06-30"))
            case["facts"].setdefault("usual_residence_place", run.rng.choice(run.draw.inside[area]))
        run.engine.decide(cases, run.everything)
    run.watch.hand_over(run, 18)


@invariant(19, "Every outcome names its place in a document, and the document has that place.")
def locators(run):
    folder = run.rules.parent.parent.parent / "shared" / "sources"
    documents = ids_test.documents_of(run.rules, folder) if folder.is_dir() else {}
    for path, document in run.packs.documents:
        own = {key for pack, key in run.packs.sources if pack == document["pack"]}
        for citation in rulepacks.citations({key: value for key, value in document.items() if key != "sources"}):
            key, _, locator = citation.partition(" ")
            run.expect(key in own and locator, f"{path.name}: {citation} names no source of the pack and a place in it")
            for one in ids_test.expanded(locator) if key in documents else ():
                run.expect(ids_test.lies_in(one, documents[key][0]), f"{path.name}: the document {key} has no {one}")
    for rule in run.packs.rules.values():
        run.expect(rule.data.get("source"), f"{rule.id} names no place")
        source = run.packs.sources.get((rule.pack, rule.data["source"].split(" ")[0]), {})
        run.expect("sha256" in source, f"{rule.id}: its document has no hash")
    for area in AREAS:
        cases = [case for _, case in run.aimed(area)][::4]
        for case, answer in zip(cases, run.engine.decide(cases, run.document(area), "codes")):
            for name, entry in answer["by_id"].items():
                nodes = list(all_nodes(entry["reasons"]))
                placed = nodes and all(node["source"] and all(s["source"] and s["locator"] for s in node["source"]) for node in nodes)
                run.telling += bool(placed)
                run.expect(placed, f"{name} has a reason without a place in the document\n  {json.dumps(case)}")


def all_nodes(nodes):
    for node in nodes:
        yield node
        yield from all_nodes(node["parts"])


@invariant(20, "What a document says twice counts once.")
def restated(run):
    said = collections.defaultdict(list)
    for rule in run.packs.rules.values():
        for citation in rule.data["source"].split("; "):
            for one in ids_test.expanded(citation):
                said[one].append(rule)
                if span := re.fullmatch(r"(.*/s)(\d+)-s(\d+)", one):
                    for number in range(int(span[2]), int(span[3]) + 1):
                        said[f"{span[1]}{number}"].append(rule)
    for place, name in RESTATED.items():
        cited = [rule.id for rule in said[place] if rule.kind != "indicator"]
        run.expect(cited == [name], f"{place} is cited by {cited or 'no rule'}, not by {name} alone")
    for rule in run.packs.decided():
        # The first citation is the clause, the others repeat it.
        for citation in rule.data["source"].split("; ")[1:]:
            others = [other.id for other in said[citation] if other.kind == rule.kind and other is not rule]
            run.expect(not others, f"{citation} counts in {rule.id} and again in {others}")
    shapes = collections.defaultdict(list)
    for rule in run.packs.decided():
        tests = sorted(re.sub(r"\s+", " ", text) for text in run.packs.expressions(rule))
        grants = [(g["kind"], g.get("amount"), g.get("amount_from"), g["of"]["zh"]) for g in listed(rule.data.get("grants"))]
        shapes[rule.area, rule.data["family"], json.dumps([tests, rule.data.get("needs"), grants])].append(rule.id)
        money = [g.get("amount") or g.get("amount_from") for g in listed(rule.data.get("grants")) if g["kind"] == "money"]
        run.expect(len(money) == len(set(money)), f"{rule.id} gives the same sum twice")
    for twins in shapes.values():
        run.expect(len(twins) == 1, f"the same benefit on the same conditions: {twins}")
    payments = collections.defaultdict(set)
    for rule in run.packs.decided():
        for grant in listed(rule.data.get("grants")):
            if name := grant.get("amount_from"):
                for citation in rule.data["source"].split("; "):
                    payments[citation, name].add(rule.id)
    for (place, name), rules in payments.items():
        run.expect(len(rules) == 1, f"{name} is paid twice for {place}: {sorted(rules)}")
    # Nor does an answer list an id twice; see Watch.
    run.engine.decide([case for area in AREAS for _, case in run.aimed(area)][::20], [run.rules])
    run.telling += len(RESTATED)
    run.watch.hand_over(run, 20)


@invariant(21, "Targets decide nothing: no rule reads one, and without them every answer is the same.")
def targets(run):
    targets_of = {rule.id for rule in run.packs.rules.values() if rule.kind == "indicator"}
    for rule in run.packs.decided():
        for text in [*run.packs.expressions(rule), *listed(rule.data.get("requires")), *rule.data.get("needs", [])]:
            named = [name for name in targets_of if name in text or name.replace("-", "_") in text]
            run.expect(not named, f"{rule.id} reads {named}")
    cases = [case for area in AREAS for _, case in run.aimed(area)][::8]
    with tempfile.TemporaryDirectory() as folder:
        bare, cut = pathlib.Path(folder), 0
        for path, document in run.packs.documents:
            target = bare / path.relative_to(run.rules)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text("utf-8")
            kept = re.sub(r"^indicators:\n(?:[ #].*\n|\n)*", "", text + "\n", flags=re.MULTILINE)
            cut += "indicators" in document
            if set(document) - {"pack", "part", "indicators"}:
                target.write_text(kept, "utf-8")
        (bare / "areas.tsv").write_text(run.dictionary.with_name("areas.tsv").read_text("utf-8"), "utf-8")
        left = [path for path, document in rulepacks.Packs(bare).documents if "indicators" in document]
        run.expect(cut and not left, f"targets were not taken out: {left}")
        for case, one, other in zip(cases, run.engine.decide(cases, [run.rules]), run.engine.decide(cases, [bare])):
            differ = [key for key in one if key not in ("rulebook", "by_id") and one[key] != other[key]]
            run.telling += bool(claims(one))
            run.expect(not differ, f"without the targets {differ} differ\n  {json.dumps(case)}")


@invariant(22, "A date and n years or months is the corresponding day, else the last of the month; that very day suffices.")
def date_counting(run):
    starts = ["2020-02-29", "2024-02-29", "2023-02-28", "2023-08-31", "2022-08-30", "2024-12-31", "2021-03-01", "2025-05-31"]
    starts += [str(date("2019-01-01") + run.rng.randrange(2500) * DAY) for _ in range(10)]
    county = {area: run.draw.inside[area][0] for area in AREAS}
    met = {
        "gz-dibao-residence-permit": ("520000", 12, ("residence_start_date",), {
            "is_agri_transfer_population": True, "residence_permit_held": True, "hukou_place": "510104",
            "usual_residence_place": county["520000"], "residence_permit_place": county["520000"]}, {}),
        "hs-school-permit-half-year": ("341000", 6, ("residence_start_date",), {
            "student_is_accompanying_child": True, "student_stage": "primary", "legal_stable_employment": True,
            "residence_permit_held": True, "student_school_place": county["341000"]}, {}),
        "cq-settle-3y-key-group": ("500000", 36, ("residence_start_date", "stable_employment_start_date"), {
            "is_agri_transfer_population": True, "settlement_target_place": county["500000"]}, {}),
        "gd-assist-permit-years": ("440000", 24, ("residence_permit_issue_date",), {
            "is_permanent_resident": True, "residence_permit_held": True, "usual_residence_place": county["440000"]},
            {"permit_years_for_assistance": "P2Y", "assistance_kinds_extended": ["temporary"]}),
        "tl-older-worker-posts": ("500151", 600, ("birth_date",), {"is_migrant_worker": True, "hukou_place": "500151"},
            {"older_worker_min_age": 50}),
    }  # fmt: skip
    for name, (area, months, dates, facts, parameters) in met.items():
        asked = []
        for start in starts:
            shift = -12 * 45 if "birth_date" in dates else 0
            begun = months_later(date(start), shift)
            if date(start).day == 29 and date(start).month == 2 and shift:
                begun = date(start).replace(year=1976)
            due = months_later(begun, months)
            for step in (-1, 0, 1):
                # All of the dates begin then, or the one while the others began long before.
                for late in dict.fromkeys((dates, *((one,) for one in dates))):
                    begin = {fact: str(begun if fact in late else months_later(begun, -120)) for fact in dates}
                    case = {"as_of": str(due + step * DAY), "jurisdiction": area, "parameters": parameters, "facts": facts | begin}
                    asked.append((due, step, case))
        for (due, step, case), answer in zip(asked, run.engine.decide([case for *_, case in asked], run.document(area))):
            entry = answer["by_id"][name]
            run.expect((entry["status"] in CLAIM) == (step >= 0), f"{name}, due on {due}: {brief(entry)}\n  {json.dumps(case)}")
            if step < 0:
                run.telling += 1
                run.expect(entry["earliest"] == str(due), f"{name}: earliest is {entry['earliest']}, not {due}\n  {json.dumps(case)}")


def main():
    huice, rules, values, *numbers = sys.argv[1:]
    run, failed = Run(huice, rules, values), 0
    run.watch = Watch(run.all_packs)
    run.engine.watchers.append(run.watch)
    # What is looked at in every answer is reported when all have been seen.
    for number, text, check in sorted(CHECKS, key=lambda entry: (entry[0] in (7, 10, 18, 20), entry[0])):
        if numbers and str(number) not in numbers:
            continue
        run.begin(number)
        try:
            check(run)
        except RuntimeError as error:
            run.fault(str(error))
        if number == 6:
            run.watch.hand_over(run, 6)
        if not run.faults and (not run.seen or run.telling == 0):
            run.fault(f"nothing was seen that could have failed: {run.seen} comparisons, {run.telling} telling")
        print(f"{'FAILED' if run.faults else 'ok'} {number}: {text} ({run.seen} compared, {run.telling} telling)")
        for fault in [fault for fault in run.faults if fault][:SHOWN]:
            print("    " + fault.replace("\n", "\n    "))
        if len(run.faults) > SHOWN:
            print(f"    … {len(run.faults)} in all")
        failed += bool(run.faults)
        sys.stdout.flush()
    print(f"{len(numbers) or len(CHECKS)} invariants, {failed} broken, {run.engine.decisions} decisions")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
