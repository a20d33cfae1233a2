"""Nobody is named in a 通报 unheard: what will be said is told first, and the answer is printed with it.

How long a unit has to answer is the bureau's own parameter (letter.right_of_reply, local practice).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import full_date
from luoshi.rules.letters.kinds import LetterKind
from luoshi.rules.letters.states import LetterState

HEARD_FIRST = frozenset({LetterKind.BULLETIN})
"""The letters that may be handed up only when their unit was told what they say."""
_RANKING = re.compile(r"排名|名次|倒数第|末位|后[三五十]名|得分排序|排在[前后末]")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a unit was told, by when it may answer, and whether it did.

    `is_printed` says that what it answered last stands in the words; true when it never answered.
    """

    digest: str
    items: frozenset[int]
    due_on: date
    is_answered: bool
    is_printed: bool = True


def why_not_tell(kind: LetterKind, state: LetterState, items: int) -> str | None:
    """Return why a unit need not or may not be told what a letter will say; None when it may."""
    if kind not in HEARD_FIRST:
        return f"{kind.label}不点名通报，不需要事先告知。"
    if state is not LetterState.DRAFT:
        return f"通报现为“{state.label}”，告知应在草稿阶段进行。需要重新告知的，请先退回修改。"
    if items == 0:
        return "通报没有列明事项，不能告知。请先补充。"
    return None


def why_not_answer(*, is_own: bool, is_answered: bool, is_over: bool, answer: str) -> str | None:
    """Return why a unit may not answer what it was told; None when it may."""
    if not is_own:
        return "只能就告知本单位的内容陈述申辩。"
    if is_over:
        return "通报已发出或已停办，不再收陈述申辩。对已发出的通报有异议，请在回复中提出。"
    if is_answered:
        return "本单位已经陈述申辩过；需要补充的，请与督查科联系，由督查科重新告知。"
    if not answer.strip():
        return "请写明意见：属实、部分属实或不属实，并说明事实和依据。"
    return None


def why_not_unheard(
    kind: LetterKind, heard: Heard | None, *, digest: str, items: Collection[int], today: date
) -> str | None:
    """Return why a 通报 may not be handed up or approved yet; None when its unit was heard or kept silent."""
    if kind not in HEARD_FIRST:
        return None
    if heard is None:
        return (
            "通报点名前，应把拟通报的内容告知该单位并听取陈述申辩（本局督办规则）。"
            "请先“告知单位”，答复期满再送签。"
        )
    if heard.digest != digest or not frozenset(items) <= heard.items:
        return "告知单位以后，通报的文字或事项又有改动。请按现在的内容重新告知，答复期重新计算。"
    if not heard.is_printed:
        return (
            "单位的陈述申辩没有原样印在正文里（本局督办规则）。"
            "请把“……对以上内容说明：……”一段从“告知与陈述申辩”中补回正文末尾。"
        )
    if not heard.is_answered and today <= heard.due_on:
        return f"单位可在{full_date(heard.due_on)}前陈述申辩，现在还没有答复。请等答复或期满后再送签。"
    return None


def why_not_rank(kind: LetterKind, words: str, *, may_rank: bool) -> str | None:
    """Return why a 通报 may not hold these words: it ranks units; None when it may.

    Off unless the bureau's own rule (letter.ranking) allows it: 不搞排名通报是本局的做法 (facts §8.5).
    """
    if kind not in {LetterKind.BULLETIN, LetterKind.PRAISE} or may_rank:
        return None
    if hit := _RANKING.search(words):
        return (
            f"文中有“{hit.group()}”。通报只列事实和数据，不给单位排名次（本局督办规则，参数“通报名次”）。"
            "请删去名次，改写为各单位自己的计划进度和自报进度。"
        )
    return None
