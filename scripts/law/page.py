"""The page of a document: its clauses in the order of the text, each with all that its rule says."""

import collections
import re

from law.locators import Place, chapters_of_boxes, citations
from law.markdown import WORDS, anchor, both, code, days, duration, plain, remark, table, unit, word
from law.packs import KINDS, PROJECT, as_list, expressions_in, within

FEW_VALUES = 4  # up to here the values of a parameter stand in the clause itself
JOINED = {"all": "须全部满足 all of", "any": "满足一项即可 any of", "not": "下面一项须不成立 not"}


class Page:
    def __init__(self, library, pack):
        self.library, self.pack, self.area = library, pack, pack.head["area"]
        (self.key, self.source), = pack.sections["sources"].items()
        self.usual = library.defaults[pack.head["pack"]]
        self.name = next(iter(pack.file_of.values())).parent.name
        self.items = [(kind, item) for kind in KINDS for item in pack.sections[kind + "s"].values()]
        boxes = chapters_of_boxes([item for _, item in self.items])
        self.places = {item["id"]: [Place(locator, boxes) for _, locator in citations(item)] for _, item in self.items}
        self.items.sort(key=lambda one: (self.places[one[1]["id"]][0].key, KINDS.index(one[0])))
        self.required_by = collections.defaultdict(list)
        for _, item in self.items:
            for other in as_list(item.get("requires", [])):
                self.required_by[other].append(item["id"])
        self.reads = {item["id"]: library.read_by(expressions_in(item)) for _, item in self.items}
        self.uses = {item["id"]: self.parameters_of(item) for _, item in self.items}
        used = {name for names in self.uses.values() for name in names}
        self.parameters = [name for name in library.parameters if name in used or name in pack.sections["parameters"]]

    def parameters_of(self, item):
        names = [name for name in self.reads[item["id"]] if name in self.library.parameters]
        names += item.get("needs", [])
        names += [grant["amount_from"] for grant in as_list(item.get("grants", [])) if "amount_from" in grant]
        names = list(dict.fromkeys(names))
        for name in names:  # grows
            names += [other for other in self.read_by_values([name]) if other in self.library.parameters and other not in names]
        return names

    def read_by_values(self, parameters):
        """What the values of parameters read in their turn."""
        entries = [entry for name in parameters for entry in self.values(name)[0]]
        return self.library.read_by([entry[key] for entry in entries for key in ("test", "amount") if key in entry])

    def count(self, kind, class_=None):
        return sum(one == kind and class_ in (None, item.get("class")) for one, item in self.items)

    def cases(self, name=None):
        """The worked cases that expect something of this clause, or of any clause of the document."""
        return [case for case in self.library.cases if (name in case.expected if name else case.expected.keys() & self.places.keys())]

    def setting(self, case):
        """Date and office of a case where they are not the usual ones."""
        office = case.setting["jurisdiction"]
        return [
            *([case.setting["as_of"]] if case.setting["as_of"] != self.usual["as_of"] else []),
            *([self.areas([office])] if office != self.usual["jurisdiction"] else []),
        ]

    def values(self, name):
        """What binds a parameter inside the area of the document, and how many values are for elsewhere."""
        own = self.library.parameters[name].get("values", [])
        entries = [{"area": self.area, "pack": self.pack} | entry for entry in own] + self.library.binds[name]
        here = [entry for entry in entries if within(entry["area"], self.area) or within(self.area, entry["area"])]
        return here, len(entries) - len(here)

    # -- the parts of a page

    def text(self):
        lines = [
            f"# {plain(self.source['title']['zh'])}",
            "",
            f"**{plain(self.source['title']['en'])}**",
            "",
            "本页由规则包生成，供法律人员逐条核对；怎样读，见[说明](README.md)。"
            "Generated from the packs, to be checked clause by clause; [how to read it](README.md).",
            "",
            *self.head(),
            *self.concordance(),
        ]
        for group in sorted({self.places[item["id"]][0].group for _, item in self.items}):
            lines += self.section(group)
        return "\n".join([*lines, *self.annex()]).rstrip("\n") + "\n"

    def head(self):
        source = self.source
        rows = [["发文机关 issuer", both(source["issuer"], "<br>")]]
        if "number" in source:
            rows.append(["文号 number", plain(source["number"])])
        if "issued" in source:
            rows.append(["发布 issued", source["issued"]])
        rows.append(["效力 force", "<br>".join(f"{days(entry)}：{word(entry['is'])}" for entry in source["force"])])
        rows.append(["地区 area", both(self.library.areas[self.area]) + f" {self.area}"])
        if "note" in source:
            rows.append(["说明 note", both(source["note"], "<br>")])
        rows.append(["规则 rules", f"[rules/cn/{self.name}](../../rules/cn/{self.name})"])
        usual = f"{self.usual['as_of']}，{self.areas([self.usual['jurisdiction']])}"
        rows.append(["案例 worked cases", f"[全部案例 all of them]({self.name}-cases.md)；日期、机关 date and office: {usual}"])
        if "sha256" in source:
            rows.append(["文本校验 hash of the text", f"SHA-256 {code(source['sha256'])}"])
        remarks = [remark(one) for one in "\n".join(self.pack.remarks).split("\n\n") if one.strip()]
        return [*table(["", ""], rows), "**编写说明 Notes of the pack**", "", *(f"- {one}" for one in remarks), ""]

    def concordance(self):
        rows = []
        for kind, item in self.items:
            for at, place in enumerate(self.places[item["id"]]):
                rows.append((place.key, at, [
                    f"{place.zh}<br>{place.en}",
                    ("" if at == 0 else "另见 also: ") + self.link(item["id"], both(item["title"], "<br>")),
                    word(kind) if kind != "service" else "服务 service",
                    item.get("class", "–"),
                    word(item["verb"]) if "verb" in item else "–",
                ]))  # fmt: skip
        rows.sort(key=lambda row: row[:2])
        head = ["位置 place", "条款 clause", "类型 kind", "类别 class", "力度 verb"]
        return ["## 条款一览 · All clauses in the order of the document", "", *table(head, [row[2] for row in rows])]

    def section(self, group):
        here = [(kind, item) for kind, item in self.items if self.places[item["id"]][0].group == group]
        lines = [f"## {self.places[here[0][1]['id']][0].heading}", ""]
        for kind, item in here:
            if kind in ("entitlement", "prohibition"):
                lines += self.clause(kind, item)
        if services := [item for kind, item in here if kind == "service"]:
            lines += ["### 服务和工作措施 · Services and measures, without a test of a person", ""]
            lines += self.services(services)
        if indicators := [item for kind, item in here if kind == "indicator"]:
            lines += ["### 目标指标 · Targets, which decide nobody's case", ""]
            lines += table(
                ["位置 place", "指标 target", "数值 figure", "时间 period", "性质 label"],
                [[self.where(item), self.titled(item), self.figure(item), plain(item.get("period", "–")), word(item["label"])]
                 for item in indicators],
            )  # fmt: skip
        return lines

    def services(self, services):
        """An office that all of them share is said once."""
        offices = [both(item["office"], "<br>") if "office" in item else "–" for item in services]
        shared = len(set(offices)) == 1
        head = ["位置 place", "措施 measure", "对象 for", "力度 verb", "事项 matter", *([] if shared else ["机关 office"])]
        rows = [[self.where(item), self.titled(item), both(item["group"], "<br>"), word(item["verb"]), self.family(item),
                 *([] if shared else [office])] for item, office in zip(services, offices)]  # fmt: skip
        said = [f"机关 office: {both(services[0]['office'])}", ""] if shared and "office" in services[0] else []
        return said + table(head, rows)

    def clause(self, kind, item):
        name, places = item["id"], self.places[item["id"]]
        file = self.pack.file_of[name]
        lines = [
            anchor(name),
            "",
            f"### {places[0].zh} · {plain(item['title']['zh'])}",
            "",
            f"*{plain(item['title']['en'])}* ({places[0].en})",
            "",
            f"{code(name)} · {word(kind)} · {item['class']} 类 class {item['class']} · **{word(item['verb'])}** · {self.family(item)}"
            + (f" · 对象 for: {beneficiaries(item['beneficiary'])}" if "beneficiary" in item else "")
            + f" · {code(item['source'])} · [{file.name}](../../{file.relative_to(PROJECT).as_posix()})",
            "",
        ]
        if "quote" in item:
            lines += [f"> {plain(item['quote'])}", ""]
        for place in places[1:]:
            lines += [f"另见 also: {place.zh} · {place.en}", ""]
        lines += self.grants(item)
        if item.get("effect") == "adverse":
            lines += ["**不利措施 Adverse**：对单位不利，不计入可享受的事项 · a measure against the business, never counted as something to get", ""]
        lines += self.conditions(item)
        lines += self.exceptions(item)
        lines += self.review(item)
        lines += self.needs_of(item)
        lines += self.facts(item)
        lines += self.practical(item)
        lines += self.notes(name)
        lines += self.worked_cases(name)
        return lines

    def grants(self, item):
        lines = []
        for grant in as_list(item.get("grants", [])):
            line = f"- {both(grant['of'])}（{word(grant['kind'])}）"
            if "amount" in grant:
                line += f"<br>金额 amount: {code(grant['amount'])}"
            if "amount_from" in grant:
                line += f"<br>金额出自 amount from: {self.parameter_link(grant['amount_from'])}"
            if "unit" in grant:
                line += f"，单位 unit: {unit(grant['unit'], grant.get('per'))}"
            lines.append(line)
        if "for" in item:
            lines.append(f"- 逐一判断 decided for each of: {self.labelled(item['for'])}")
        return ["**内容 Gives**", "", *lines, ""] if lines else []

    def conditions(self, item):
        lines = []
        connecting = item.get("place", self.library.families[item["family"]].get("connecting"))
        if connecting:
            own = "本条另定 named by this clause" if "place" in item else "按事项 by its matter"
            lines += [f"**地点 Place**：{self.labelled(connecting)}（{own}）", ""]
        else:
            lines += ["**地点 Place**：由办理机关所在地区决定 · the area of the deciding office alone decides", ""]
        if "applies" in item:
            lines += ["**适用范围 Applies only if**（否则“不适用” otherwise not applicable）", "", *self.tree(item["applies"], 0), ""]
        if "violated" in item:
            return [*lines, "**违反的情形 Violated if**", "", *self.tree(item["violated"], 0), ""]
        if "when" not in item:
            return [*lines, "**条件 Conditions**：条文没有写明个人条件 · the clause itself states no test", ""]
        when = item["when"]
        if isinstance(when, dict) and ("all" in when or "any" in when):
            key = "all" if "all" in when else "any"
            title = f"**条件 Conditions**（{JOINED[key]}）" + (f"：{self.shown(when)}" if "zh" in when else "")
            return [*lines, title, "", *(line for one in when[key] for line in self.tree(one, 0)), ""]
        return [*lines, "**条件 Conditions**", "", *self.tree(when, 0), ""]

    def tree(self, node, depth):
        """A condition as a list: what is said to people, below it the test in FEEL."""
        indent = "  " * depth
        if isinstance(node, str):
            return [f"{indent}- {code(node)}"]
        cited = f"（{code(node['source'])}）" if "source" in node else ""
        said = self.shown(node) + cited if "zh" in node else cited
        if "test" in node:
            return [f"{indent}- {said}<br>", f"{indent}  {code(node['test'])}"] if said else [f"{indent}- {code(node['test'])}"]
        key = next(key for key in ("all", "any", "not") if key in node)
        below = [line for one in as_list(node[key]) for line in self.tree(one, depth + 1)]
        return [f"{indent}- {said}（{JOINED[key]}）" if said else f"{indent}- {JOINED[key]}", *below]

    def exceptions(self, item):
        lines = []
        for one in item.get("unless", []):
            beats = "，优先于 overrides: " + "、".join(map(code, as_list(one["overrides"]))) if "overrides" in one else ""
            lines.append(f"- {code(one['id'])} → **{word(one.get('gives', 'ineligible'))}**{beats}")
            lines += self.tree(one, 1)
        return ["**例外 Exceptions**", "", *lines, ""] if lines else []

    def review(self, item):
        if "review" not in item:
            return []
        review = item["review"]
        outcome = {
            "yes": "按所采用的解读判断，并注明 · decided by the reading followed, and marked",
            "no": "交人工审核 · left to an officer",
        }[review.get("prefer", "yes")]
        return [
            "**不同解读 Readings**",
            "",
            f"何时有别 when they differ: {code(review['when'])}<br>此时 then: {outcome}",
            "",
            *(f"{at}. {self.shown(reading)}" for at, reading in enumerate(review["readings"], 1)),
            "",
        ]

    def needs_of(self, item):
        lines = []
        for name in self.uses[item["id"]]:
            needed = "（本条的条件 terms of this clause）" if name in item.get("needs", []) else ""
            here, elsewhere = self.values(name)
            lines.append(f"- {both(self.library.parameters[name]['title'])} {code(name)}{needed}：{self.state(name, here, elsewhere)}")
            if 0 < len(joined(here)) <= FEW_VALUES:
                lines += [f"  - {line}" for line in self.value_lines(name, here)]
        lines = ["**参数 Parameters**", "", *lines, ""] if lines else []
        if "requires" in item:
            lines += ["**以此为前提 Requires**：" + "、".join(self.link(name) for name in as_list(item["requires"])), ""]
        if self.required_by[item["id"]]:
            lines += ["**是下列条款的前提 Required by**：" + "、".join(map(self.link, self.required_by[item["id"]])), ""]
        return lines

    def state(self, name, here, elsewhere):
        parameter = self.library.parameters[name]
        by = f"由{WORDS[parameter['set_by']][0]}规定 set by {WORDS[parameter['set_by']][1]}" if "set_by" in parameter else ""
        if here:
            own = all(entry["pack"] is self.pack for entry in here)
            said = "文件自定 stated by the document" if own else "有值 bound"
            state = f"**{said}**（[{len(here)} 个值 values](#values-{name})）"
        else:
            state = "**待定 open**"
        state += f"，{by}" if by else ""
        return state + (f"；其他地区 elsewhere: {elsewhere}" if elsewhere else "")

    def value_lines(self, name, here):
        for entry, areas in joined(here):
            note = f"<br>{both(entry['note'])}" if "note" in entry else ""
            where = self.areas(areas) if len(areas) <= FEW_VALUES else f"[{len(areas)} 个地区 areas](#values-{name})"
            yield f"{days(entry)}，{where}：{self.value(name, entry)}<br>{self.cited(entry)}{note}"

    def value(self, name, entry, in_table=False):
        parameter, parts = self.library.parameters[name], []
        if "value" in entry:
            value = entry["value"]
            if isinstance(value, list):
                parts.append("、".join(map(plain, value)) or "（空 empty）")
            elif parameter.get("type") == "duration":
                parts.append(duration(value))
            else:
                parts.append(plain(value) + (f" {unit(parameter['unit'])}" if "unit" in parameter else ""))
        if "test" in entry:
            parts.append(f"条件 test: {code(entry['test'], in_table)}")
        if "amount" in entry:
            whole = f" {unit(entry['unit'], entry.get('per'))}" if "unit" in entry else ""
            amount = plain(entry["amount"]) if re.fullmatch(r"[\d.]+", entry["amount"]) else code(entry["amount"], in_table)
            parts.append(f"金额 amount: {amount}{whole}")
        if "table" in entry:
            for row in entry["table"]["rows"]:
                parts.append(code(", ".join(as_list(row["when"])) + " → " + ", ".join(as_list(row["then"])), in_table))
        return "<br>".join(parts)

    def cited(self, entry):
        if "source" not in entry:
            return ""
        found = []
        for key, locator in (one.split(" ", 1) if " " in one else (one, "") for one in entry["source"].split("; ")):
            source = entry["pack"].sections["sources"].get(key) or self.library.sources[key]
            title = "本文件 this document" if source is self.source else f"《{plain(source['title']['zh'])}》"
            found.append(f"{title} {plain(locator)}".strip())
        return "；".join(found)

    def areas(self, codes):
        named = [self.library.areas.get(one, {"zh": one})["zh"] + f" {one}" for one in codes]
        return "、".join(named)

    def facts(self, item):
        read, by_values = self.reads[item["id"]], self.read_by_values(self.uses[item["id"]])
        lines, facts = [], [name for name in read if name in self.library.facts]
        if facts:
            lines.append("- 事实 facts: " + "；".join(map(self.labelled, facts)))
        if more := [name for name in by_values if name in self.library.facts and name not in facts]:
            lines.append("- 参数的值另读取 read by the values of the parameters: " + "；".join(map(self.labelled, more)))
        for name in dict.fromkeys(read + by_values):
            if name in self.library.definitions:
                definition = self.library.definitions[name]
                value = code(definition["value"]) if "value" in definition else "决策表 decision table"
                lines.append(f"- 定义 definition: {both(definition['label'])} {code(name)} = {value}")
        return ["**读取的事实 Facts read**", "", *lines, ""] if lines else []

    def practical(self, item):
        lines = []
        if "bring" in item:
            lines.append("- 带上 bring: " + "；".join(both(self.library.papers[paper]) for paper in as_list(item["bring"])))
        if "office" in item:
            lines.append(f"- 去哪里 office: {both(item['office'])}")
        if "appeal" in item:
            lines.append(f"- 不服怎么办 appeal: {both(item['appeal'])}")
        return ["**办理 In practice**", "", *lines, ""] if lines else []

    def notes(self, name):
        if not (text := " ".join(" ".join(self.pack.notes.get(name, [])).split())):
            return []
        linked = re.sub(r"[\w-]+", lambda found: self.link(found[0]) if found[0] in self.places else found[0], remark(text))
        return [f"**编写说明 Drafting note**：{linked}", ""]

    def worked_cases(self, name):
        rows = [self.worked_case(case, case.expected[name]) for case in self.cases(name)]
        if not rows:
            return ["**案例 Worked cases**：无 none", ""]
        head = ["案例 case", "说的是 about", "日期、机关 date, office", "结果 expected", "还有 besides"]
        return [f"**案例 Worked cases**（{len(rows)}）", "", *table(head, rows)]

    def worked_case(self, case, expected):
        more = []
        if expected.get("missing_facts"):
            more.append("未知事实 facts: " + self.labels(expected["missing_facts"]))
        if expected.get("missing_parameters"):
            more.append("待定参数 parameters: " + self.labels(expected["missing_parameters"]))
        if expected.get("earliest", "null") != "null":
            more.append(f"最早 earliest: {expected['earliest']}")
        if isinstance(expected.get("amount"), str):
            more.append(f"金额 amount: {expected['amount']}")
        if expected.get("review", "null") not in ("null", "false"):
            more.append("解读有别 readings differ")
        link = f"[{code(case.content['id'])}]({self.name}-cases.md#{case.anchor(self)})"
        values = "" if case.pack == self.pack.head["pack"] else " †"
        return [link + values, both(case.content["title"], "<br>"), "<br>".join(self.setting(case)) or "–",
                "**{}**<br>{}".format(*WORDS[expected["status"]]), "<br>".join(more) or "–"]  # fmt: skip

    def annex(self):
        lines = ["## 参数 · Parameters of the document", ""]
        rows = []
        for name in self.parameters:
            here, elsewhere = self.values(name)
            users = [item["id"] for _, item in self.items if name in self.uses[item["id"]]]
            rows.append([
                anchor(f"param-{name}") + both(self.library.parameters[name]["title"], "<br>") + f"<br>{code(name)}",
                self.state(name, here, elsewhere),
                "、".join(map(self.link, users)) or "不由规则读取 read by no rule",
                remark(" ".join(self.pack.notes.get(name, []))) or "–",
            ])  # fmt: skip
        lines += table(["参数 parameter", "状态 state", "用于 used by", "编写说明 drafting note"], rows)
        for name in self.parameters:
            here = joined(self.values(name)[0])
            if not here:
                continue
            lines += [anchor(f"values-{name}"), "", f"### {both(self.library.parameters[name]['title'])}", ""]
            lines += table(
                ["日期 dates", "地区 area", "值 value", "依据 source", "说明 note"],
                [[days(entry), self.areas(areas), self.value(name, entry, True), self.cited(entry) or "–",
                  both(entry["note"], "<br>") if "note" in entry else "–"] for entry, areas in here],
            )  # fmt: skip
        return lines

    # -- the small pieces

    def link(self, name, text=None):
        return f"[{text or code(name)}](#{name})"

    def parameter_link(self, name):
        return f"[{both(self.library.parameters[name]['title'])}](#param-{name})"

    def labelled(self, fact):
        declared = self.library.facts[fact]
        kinds = "、".join(map(word, as_list(declared.get("sensitive", []))))
        return f"{both(declared['label'])} {code(fact)}" + (f"（{kinds}）" if kinds else "")

    def labels(self, names):
        return "；".join(both(self.library.label(name), " ") for name in names)

    def family(self, item):
        return both(self.library.families[item["family"]]["title"], " ")

    def titled(self, item):
        return f"{anchor(item['id'])}{both(item['title'], '<br>')}<br>{code(item['id'])}"

    def where(self, item):
        return "<br>".join(f"{place.zh}<br>{place.en}" for place in self.places[item["id"]])

    def figure(self, item):
        counted = both(item["unit"]) if "unit" in item else ""
        return f"{word(item['comparator'])}<br>**{plain(item['figure'])}** {counted}".strip()

    def shown(self, texts):
        """A text of a rule; a placeholder shows the label of what is filled in."""
        filled = {
            language: re.sub(r"\{([^{}]+)\}", lambda name: before + self.library.label(name[1])[language] + after, texts[language])
            for language, before, after in (("zh", "〔", "〕"), ("en", "[", "]"))
        }
        return both(filled)


def beneficiaries(value):
    return "、".join(word(one) for one in (value if isinstance(value, list) else [value]))


def joined(entries):
    """Values that differ in the area alone, as one with its areas."""
    found = {}
    for entry in entries:
        key = repr({name: value for name, value in entry.items() if name not in ("area", "pack")})
        found.setdefault(key, (entry, []))[1].append(entry["area"])
    return list(found.values())
