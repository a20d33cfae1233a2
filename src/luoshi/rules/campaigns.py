"""The campaigns that the bureau runs across many units, and by which words a text belongs to one.

The ten come from the leadership speech that this system was built for: what it calls the year's key work.
An office reads why a campaign was suggested (the words found) and decides; nothing is inferred silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.rules.enums import Labelled


class Campaign(Labelled):
    """One theme that is driven across many units."""

    FEES = "FEES", "治理教育乱收费"
    EPIDEMIC = "EPIDEMIC", "疫情和传染病防控"
    PLACES = "PLACES", "学校建设与扩容增位"
    FUNDING = "FUNDING", "生均经费和教育投入"
    PRIVATE = "PRIVATE", "民办义务教育规范"
    TRAINING = "TRAINING", "校外培训治理"
    RULES = "RULES", "作业等五项管理"
    SAFETY = "SAFETY", "校园安全与平安创建"
    EVALUATION = "EVALUATION", "教育评价改革"
    PETITIONS = "PETITIONS", "信访和舆情处置"


# Words that name the campaign outright come before those that merely belong to its field (see suggest).
WORDS: Mapping[Campaign, tuple[str, str]] = {
    Campaign.FEES: ("乱收费|违规收费|教育收费|收费公示|收费风险", "收费|退费|清退"),
    Campaign.EPIDEMIC: ("疫情|传染病|疫苗|核酸|晨午检", "防控|接种|消毒|消杀|应急预案"),
    Campaign.PLACES: (
        "扩容增位|新建改扩建|学校建设|校舍建设|寄宿制学校|学位(?:预警|供需|供给|不足|缺口)|大班额|三年攻坚",
        "学位|校舍|用地手续|开工|竣工|建设项目|新改扩建|(?:新建|改建|扩建)[^，。]{0,8}(?:学校|幼儿园|项目)",
    ),
    Campaign.FUNDING: (
        "生均(?:公用)?(?:经费|补助|拨款)|教育(?:投入|经费|支出)|财政拨款|预算(?:争列|安排)",
        "经费|补助|拨付|财政|预算",
    ),
    Campaign.PRIVATE: (
        "民办(?:义务教育|学校|教育|中小学)|在校生压减|公参民|购买学位|民转公",
        "民办|转设|停办",
    ),
    Campaign.TRAINING: ("校外(?:教育)?培训|双减|培训机构|预收费", "培训贷|隐形变异|学科类"),
    Campaign.RULES: (
        "五项管理|作业(?:管理|总量|设计|负担)|手机管理|读物|睡眠|体质(?:健康|管理)",
        "作业|手机|体质|近视",
    ),
    Campaign.SAFETY: (
        "校园安全|平安(?:校园|创建|和谐)|消防|防溺水|欺凌|安全隐患|重大隐患|校车|食品安全|明厨亮灶",
        "安全|隐患|排查|应急|食堂",
    ),
    Campaign.EVALUATION: ("教育评价|评价改革|破五唯|唯(?:分数|升学)", "评价|考核事项|评比"),
    Campaign.PETITIONS: ("信访|舆情|来信来访|上访|群众(?:反映|诉求|投诉)", "投诉|举报|答复"),
}
_NAMED, _NEAR = 3, 1
_UNDER_HEADING = 2
_ENOUGH = 2
"""A named word, two words of the field, or one such word under a heading that names the campaign."""
_TOO_MANY = 3
"""A sentence that names so many campaigns goes through all of them: it belongs to none."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A campaign that a text seems to belong to; the words that say so in the sentence and in its heading."""

    campaign: Campaign
    words: tuple[str, ...]
    above: str

    @property
    def reason(self) -> str:
        """Return why, in words."""
        grounds = [f"原文有“{'”“'.join(self.words)}”"] if self.words else []
        grounds += [f"标题有“{self.above}”"] if self.above else []
        return "，".join(grounds)


_PATTERNS = tuple(
    (campaign, re.compile(f"(?P<named>{named})|(?:{near})")) for campaign, (named, near) in WORDS.items()
)


def suggest(quote: str, heading: str = "") -> Suggestion | None:
    """Return the campaign that a sentence belongs to by its words; None where nothing says so.

    A word that names a campaign counts three, one of its field one, the nearest heading at most two. Of
    equals the one whose words come first holds. A sentence that names three or more belongs to none.
    """
    best = (0, 0)
    chosen: Suggestion | None = None
    named = 0
    for campaign, pattern in _PATTERNS:
        weights: dict[str, int] = {}
        first = len(quote)
        for found in pattern.finditer(quote):
            weights.setdefault(found.group(), _NAMED if found["named"] else _NEAR)
            first = min(first, found.start())
        if not weights:
            continue
        named += _NAMED in weights.values()
        above = pattern.search(heading)
        under = min(_UNDER_HEADING, _NAMED if above["named"] else _NEAR) if above else 0
        standing = (sum(weights.values()) + under, -first)
        if standing[0] >= _ENOUGH and (chosen is None or standing > best):
            best = standing
            chosen = Suggestion(campaign, tuple(weights)[:3], above.group() if above else "")
    return chosen if named < _TOO_MANY else None


def why_not_choose(code: str) -> str | None:
    """Return why a campaign may not be chosen for a task; None when it may. "" takes it out of any."""
    if code and code not in Campaign.codes():
        return "没有这个专项。请从列表中选择，或选“不属于任何专项”。"
    return None
