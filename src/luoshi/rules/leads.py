"""The last rung: what may be handed to the competent authority, by a person's decision alone.

A lead states facts only: what was asked, on which day, by which letter, what was reported. It judges nobody
and proposes no penalty; whoever may find a breach of duty is another authority (《政府督查工作条例》
（国务院令第733号）第二十三条).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from luoshi.rules.enums import Labelled, Turn


class LeadState(Labelled):
    """Where a lead stands."""

    DRAFT = "DRAFT", "待领导决定"
    HANDED_OVER = "HANDED_OVER", "决定移送"
    KEPT = "KEPT", "决定不移送"


S = LeadState

MOVES: Mapping[LeadState, frozenset[LeadState]] = {
    S.DRAFT: frozenset({S.HANDED_OVER, S.KEPT}),
    S.HANDED_OVER: frozenset(),
    S.KEPT: frozenset(),
}
TURNS: Mapping[LeadState, Turn] = {
    S.DRAFT: Turn.LEADER,
    S.HANDED_OVER: Turn.NOBODY,
    S.KEPT: Turn.NOBODY,
}

_JUDGING = re.compile(
    r"处分|问责|撤职|免职|开除|降级|记过|警告处|诫勉|渎职|失职|违纪|违法犯罪|职务犯罪|态度恶劣|严重失|不作为|慢作为"
)


def why_not_draft(*, items: int, talked: int, reason: str) -> str | None:
    """Return why a lead may not be drafted; None when it may.

    `talked` counts the items about which the unit was talked to (约谈) and which are still behind.
    """
    if items == 0:
        return "请至少选择一项任务，线索移送建议应写明事项和事实。"
    if talked < items:
        return (
            f"所选{items}项中有{items - talked}项没有经过约谈，不能越级提出线索移送建议。"
            "请先按督办阶梯办理；确有公职人员涉嫌职务违法、职务犯罪的，"
            "依照《政府督查工作条例》（国务院令第733号）第二十三条由领导直接决定移送，不经本阶梯。"
        )
    return why_not_say(reason) if reason.strip() else "请写明为什么提请领导决定，只写事实和数据。"


def why_not_say(words: str) -> str | None:
    """Return why a lead may not say this: it judges or proposes a penalty; None when it may."""
    if hit := _JUDGING.search(words):
        return (
            f"文中有“{hit.group()}”。线索移送建议只陈述事实，不评价个人、不提处理意见："
            "是否违纪违法由有权机关调查认定（《政府督查工作条例》（国务院令第733号）第二十三条）。"
            "请改写为任务、时限、函件、约谈和自报数据。"
        )
    return None


def why_not_decide(
    *,
    state: LeadState,
    wanted: LeadState,
    drafter_posts: Collection[int],
    decider_post: int,
    decision: str,
    authority: str,
) -> str | None:
    """Return why a lead may not be decided so; None when it may.

    `drafter_posts` are all posts of the person who drafted it: who holds two posts is still one person.
    """
    if wanted not in MOVES[state]:
        return f"线索移送建议现为“{state.label}”，不能改为“{wanted.label}”。"
    if decider_post in drafter_posts:
        return "起草人不能决定自己起草的线索移送建议。请由局领导决定。"
    if not decision.strip():
        return "请写明决定的理由，理由记入操作台账。"
    if wanted is LeadState.HANDED_OVER and not authority.strip():
        return "请写明移送给哪个有权机关（监察机关、司法机关或有管理权限的机关）。"
    return None
