"""The page of the worked cases of a document: what each says, and what it expects of every clause."""

from law.markdown import WORDS, anchor, both, code, duration, plain, table


def cases_page(page):
    own, with_values = [], []
    for case in page.cases():
        (own if case.pack == page.pack.head["pack"] else with_values).append(case)
    lines = [
        f"# {plain(page.source['title']['zh'])} · 案例",
        "",
        f"**{plain(page.source['title']['en'])}: worked cases**",
        "",
        f"申请人都是虚构的，按条文手工写成；没有写出的事实是未知。各条的规则见[条文页]({page.name}.md)，怎样读见[说明](README.md)。"
        f"Made-up applicants, written by hand from the text; a fact that is not given is not known. "
        f"The rules are on [the page of the clauses]({page.name}.md); [how to read it](README.md).",
        "",
        f"除另有写明外 unless stated otherwise: {page.usual['as_of']}，{page.areas([page.usual['jurisdiction']])}",
        "",
        "## 只看文件 · The document alone",
        "",
        *table(HEAD, [row(page, case) for case in own]),
    ]
    if with_values:
        lines += ["## † 连同参数的值 · With the values of the parameters", "", *table(HEAD, [row(page, case) for case in with_values])]
    return "\n".join(lines).rstrip("\n") + "\n"


HEAD = ["案例 case", "已知 given", "结果 expected"]


def row(page, case):
    setting = page.setting(case)
    given = [f"**{one}**" for one in setting] + [said(page.library, name, value) for name, value in case.content["facts"].items()]
    for name, value in case.content.get("parameters", {}).items():
        given.append("参数 parameter: " + said(page.library, name, value))
    expected = [
        f"[{code(name)}]({page.name}.md#{name}): {' '.join(WORDS[outcome['status']])}"
        for name, outcome in case.expected.items()
        if name in page.places
    ]
    title = f"{anchor(case.anchor(page))}{both(case.content['title'], '<br>')}<br>{code(case.content['id'])}"
    return [title, "<br>".join(given) or "–", "<br>".join(expected)]


def said(library, name, value):
    """户籍地 place of hukou = 重庆市 500000"""
    return f"{both(library.label(name), ' ')} = {shown(library, library.facts.get(name, {}), library.parameters.get(name, {}), value)}"


def shown(library, fact, parameter, value):
    kind = fact.get("type") or parameter.get("type")
    if isinstance(value, list):
        return "、".join(shown(library, fact, parameter, one) for one in value) or "无 none"
    if isinstance(value, dict):
        fields = fact.get("fields", {})
        parts = [f"{both(fields[name]['label'], ' ')} {shown(library, fields[name], {}, one)}" if name in fields
                 else f"{code(name)} {plain(str(one))}" for name, one in value.items()]  # fmt: skip
        return "（" + "；".join(parts) + "）"
    if value in ("true", "false") and kind in ("boolean", None):
        return "是 yes" if value == "true" else "否 no"
    if value in fact.get("values", {}):
        return both(fact["values"][value], " ")
    if kind == "duration":
        return duration(value)
    if kind == "code" and value in library.areas:
        return f"{library.areas[value]['zh']} {value}"
    return plain(value)
