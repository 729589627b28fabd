"""The page that leads to the others and says how to read them."""

from law.markdown import both, days, plain, table, word

READING = """## 怎样读 · How to read a page

每个文件一页，按文件自身的章节排列；另有一页列出它的案例和每个案例已知的事实。每条先写位置、标题和力度，
再写规则怎样理解这一条。核对时请看：条文和规则是否说的是同一件事，条件有没有多出或者缺少，留白的地方是否确实留白，
案例的结果是否正确。发现不对，请改规则包，不改这些页。

One page a document, in the order of its own sections, and one of its cases with the facts of each. A clause begins with
its place, title and verb; then what the rule makes of it. Questions for the reader: do clause and rule say the same; is
a condition added or missing; is what stays open left open by the text; are the results of the cases right? What is wrong
is changed in the packs, never here.

| | |
| --- | --- |
| 位置 place | 章、节、段、句；句按“。”计，段首的小标题是第1句；括号里是一句中的第几个分句。<br>Sentences are counted by 。, the run-in heading being the first; a number in brackets is a limb of the sentence. |
| 类别 class | A：只看文件就能判断，含义宽泛的词由办理人员认定；B：有一部分取决于别的规定，或者金额没有写明。<br>A: decided from the text alone, a vague word being a finding of the officer; B: some of it lies in other rules, or a sum is not stated. |
| 力度 verb | **应当 must**：文件作出承诺；**鼓励、推动 promoted**：文件只是鼓励、引导、探索。<br>The document commits itself; or it only encourages, guides or explores. |
| 地点 place | 决定本文件管不管这件事的事实。已知在文件地区之外：不适用；不清楚时，办理机关在文件地区内的，推定在地区内。<br>The fact that brings a case under the document. Known to lie outside: not applicable; not known: presumed inside when the office is. |
| 条件 conditions | 先写给人看的话，下面是实际执行的判断式（FEEL）；〔 〕里填入本人的情况。<br>What people read, below it the test that is carried out (FEEL); brackets are filled from the case. |
| 参数 parameters | 由文件或者别的规定设定的数值、名单、条件，按日期和地区。**待定 open**：没有值，有关系时结果是“取决于地方规定”。<br>Values, lists and terms that law sets, by date and area. Open: no value; where it matters the outcome is conditional. |
| 案例 worked cases | 按条文手工写成的申请人；未写的事实是未知；日期、机关与页首所列不同时才写出；† 连同参数的值一起判断。<br>Written by hand from the text; facts not given are unknown; date and office are named when they are not those at the head of the page; † decided with the values of the parameters. |
| 编写说明 drafting note | 规则包里写给审阅者的话，只有英文。<br>Remarks in the packs, in English only. |

| 结果 outcome | |
| --- | --- |
| 可以享受 eligible | 条件都已满足<br>every condition is met |
| 目前不符合 ineligible | 无论还缺什么信息，条件都不能满足<br>whatever is still unknown, the conditions cannot be met |
| 还缺信息 undetermined | 有一个还不知道的事实会改变结果<br>a fact that is not known matters |
| 取决于地方规定 conditional | 有一个没有值的参数会改变结果，或者另有条件待定<br>a parameter without a value matters, or terms stay open |
| 需要人工审核 needs review | 几种解读结果不同而没有采用哪一种，或者例外相互冲突<br>readings differ and none is followed, or exceptions conflict |
| 不适用 not applicable | 条款不针对这种情形，不是拒绝<br>the clause is not meant for the case; no refusal |
| 违反、未违反 violated, respected | 只用于禁止<br>of prohibitions alone |
"""


def index(library, pages):
    rows, force = [], []
    for page in pages:
        bound = sum(bool(page.values(name)[0]) for name in page.parameters)
        cases = page.cases()
        own = sum(case.pack == page.pack.head["pack"] for case in cases)
        rows.append([f"[{both(page.source['title'], '<br>')}]({page.name}.md)", both(library.areas[page.area], "<br>"),
                     f"{page.count('entitlement')}<br>(A {page.count('entitlement', 'A')}, B {page.count('entitlement', 'B')})",
                     str(page.count("prohibition")), str(page.count("service")), str(page.count("indicator")),
                     f"{len(page.parameters)}<br>(有值 with values {bound})",
                     f"[{own}]({page.name}-cases.md)<br>(† {len(cases) - own})"])  # fmt: skip
        for at, entry in enumerate(page.source["force"]):
            force.append([both(library.areas[page.area]) if at == 0 else "", page.source.get("issued", "–") if at == 0 else "",
                          days(entry), word(entry["is"])])  # fmt: skip
    lines = [
        "# 条文与规则对照 · The law beside the rules",
        "",
        "这些页由规则包生成（`scripts/law_pages`），请不要手工修改。文件的原文不在这里，只有规则包摘引的短句。",
        "",
        "These pages are generated from the packs by `scripts/law_pages`; never edit them by hand. They hold no text of the",
        "documents beyond the short quotes of the packs.",
        "",
        "## 文件 · Documents",
        "",
        *table(["文件 document", "地区 area", "权益 entitlements", "禁止 prohibitions", "服务 services", "指标 targets",
                "参数 parameters", "案例 cases"], rows),
        "## 效力 · Force by date",
        "",
        "发布之前的日期：尚未发布；列出的日期之后：实施期已满。判断结果与效力分别给出。Before its first day a document is not issued yet,",
        "after its last day its period has ended; outcomes are judged apart from force, and shown beside it.",
        "",
        *table(["文件 document", "发布 issued", "日期 dates", "效力 force"], force),
    ]  # fmt: skip
    return "\n".join(lines) + "\n" + READING
