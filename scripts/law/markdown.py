"""Markdown in two languages."""

import re

# Words of the pack format, for people.
WORDS = {
    "access": ("准入、渠道", "access"),
    "money": ("资金", "money"),
    "service": ("服务", "service"),
    "status": ("资格、身份", "status"),
    "exemption": ("免除", "exemption"),
    "priority": ("优先", "priority"),
    "place": ("学位、名额", "place"),
    "duty": ("他人的义务", "duty of another"),
    "person": ("个人", "person"),
    "household": ("家庭", "household"),
    "child": ("儿童", "child"),
    "business": ("用人单位、经营者", "business"),
    "labour_broker": ("劳务经纪人", "labour broker"),
    "training_provider": ("培训机构", "training provider"),
    "must": ("应当", "must"),
    "encouraged": ("鼓励、推动", "promoted"),
    "entitlement": ("权益", "entitlement"),
    "prohibition": ("禁止", "prohibition"),
    "indicator": ("指标", "target"),
    "eligible": ("可以享受", "eligible"),
    "ineligible": ("目前不符合", "ineligible"),
    "undetermined": ("还缺信息", "undetermined"),
    "conditional": ("取决于地方规定", "conditional"),
    "needs_review": ("需要人工审核", "needs review"),
    "not_applicable": ("不适用", "not applicable"),
    "violated": ("违反禁止性规定", "violated"),
    "respected": ("未违反禁止性规定", "respected"),
    "not_yet": ("尚未发布", "not issued yet"),
    "in_force": ("现行有效", "in force"),
    "period_ended": ("实施期已满", "period ended"),
    "draft": ("草案，未生效", "draft, not in force"),
    "nation": ("国家", "the nation"),
    "province": ("省级", "the province"),
    "municipality": ("直辖市", "the municipality"),
    "prefecture": ("地市级", "the prefecture"),
    "city": ("城市", "the city"),
    "county": ("县级", "the county"),
    "district": ("区县", "the district"),
    "at least": ("不少于", "at least"),
    "at most": ("不超过", "at most"),
    "equal to": ("等于", "equal to"),
    "about": ("约", "about"),
    "range": ("区间", "range"),
    "qualitative": ("定性", "qualitative"),
    "not labelled": ("未标明", "not labelled"),
    "expected": ("预期性", "expected"),
    "binding": ("约束性", "binding"),
    "aspirational": ("力争", "aspirational"),
    "health": ("敏感：健康", "sensitive: health"),
    "financial": ("敏感：财务", "sensitive: financial"),
    "minor": ("敏感：未成年人", "sensitive: minor"),
    "confidential": ("保密", "confidential"),
    "CNY": ("元", "CNY"),
    "year": ("年", "year"),
    "years": ("年", "years"),
    "month": ("月", "month"),
    "months": ("个月", "months"),
    "once": ("次", "once"),
}


def plain(text):
    """Text as Markdown that shows it unchanged."""
    return re.sub(r"([\\`*|])", r"\\\1", " ".join(text.split())).replace("<", "&lt;")


def remark(text):
    """A comment of a pack; what stands in backticks there is code here too."""
    return plain(text).replace("\\`", "`")


def code(text, in_table=False):
    text = " ".join(text.split())
    return f"`{text.replace('|', chr(92) + '|') if in_table else text}`"


def both(texts, between=" · "):
    zh, en = plain(texts["zh"]), plain(texts["en"])
    return zh if zh == en else zh + between + en


def word(name, between=" "):
    zh, en = WORDS.get(name, (name, name))
    return zh if zh == en else f"{zh}{between}{en}"


def unit(text, per=None):
    parts = [*text.split("/"), *([per] if per else [])]
    words = WORDS | {"person": ("人", "person"), "household": ("户", "household")}
    zh, en = ("/".join(words.get(part, (part, part))[at] for part in parts) for at in (0, 1))
    return zh if zh == en else f"{zh}（{en}）"


def duration(text):
    years, months = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?", text).groups()
    zh = (f"{years}年" if years else "") + (f"{months}个月" if months else "")
    counted = [f"{n} {name}{'' if n == '1' else 's'}" for n, name in ((years, "year"), (months, "month")) if n]
    return f"{zh} {' '.join(counted)}"


def days(entry):
    """From when to when."""
    first, last = entry.get("from", ""), entry.get("to", "")
    first = "" if first == "1900-01-01" else first
    if first and last:
        return f"{first} 至 to {last}"
    return f"{first} 起 onwards" if first else f"至 until {last}" if last else "任何日期 every date"


def table(head, rows):
    if not rows:
        return []
    line = lambda cells: "| " + " | ".join(cells) + " |"
    return [line(head), line(["---"] * len(head)), *map(line, rows), ""]


def anchor(name):
    return f'<a id="{name}"></a>'
