"""Brings a talk and a rectification to where a test begins, by the actions that lead there."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from luoshi.actions import rectifications, talks
from luoshi.actions.talks.calling import Proposed
from luoshi.records.models import Post, Rectification, RectificationItem, Talk
from luoshi.rules.mandates import Basis
from luoshi.rules.rectifications import RectificationState, Wanted
from luoshi.rules.talks import TalkState
from tests import cast
from tests.actions.stage import NOON, noon

MEETS_ON = date(2026, 11, 9)
TEXT = "通报：寄宿制学校项目前期手续进度滞后。\n对方说明：图审补正用时较长。\n要求：列明问题，逐项整改。"


def post(city: cast.City, who: str) -> Post:
    """Return the post of somebody of the cast."""
    return Post.objects.select_related("unit").get(id=city.actors[who].post_id)


def proposed(city: cast.City, **otherwise: Any) -> Proposed:
    """Return a lawful proposal to talk with the eastern county."""
    return Proposed(
        **{
            "topic": "寄宿制学校项目进度",
            "basis": Basis.HANDED_DOWN,
            "basis_document": "全市教育重点工作推进会会议纪要",
            "designation": "",
            "why": "前期手续应于10月底前办结，至今未办结，督办函逾期未整改到位。",
            "place": "市教育局三楼会议室",
            "contact": "督查科",
            "meets_on": MEETS_ON,
            "meets_from": time(9, 30),
            "answering": post(city, "county_head"),
            "chair": post(city, "leader"),
            "attending": [post(city, "clerk")],
            "materials": ("图审意见原件",),
            **otherwise,
        }
    )


def wanted(city: cast.City, *, who: str = "county_deputy", **otherwise: Any) -> Wanted:
    """Return one item that may be asked for."""
    return Wanted(
        **{
            "problem": "图审未通过",
            "standard": "开工前取得图审合格书",
            "found": "补正意见未落实",
            "required": "按补正意见修改后重新报审",
            "owner_post_id": city.actors[who].post_id,
            "due_on": date(2026, 12, 4),
            **otherwise,
        }
    )


def talk(city: cast.City, state: TalkState = TalkState.PLANNED, *, dispute: str = "") -> Talk:
    """Return a talk brought to a state; `dispute`: what its unit says against the minutes."""
    office: dict[str, Any] = {"by": city.clerk, "at": noon(8)}
    made = talks.plan_talk(unit=city.east, proposed=proposed(city), letter=None, by=city.clerk, at=NOON)

    def confirm(who: str) -> None:
        minutes = made.minutes.order_by("-number").first()
        assert minutes is not None
        words = dispute if who == "county_head" else ""
        talks.speak(
            talk=made,
            digest=minutes.digest,
            agrees=not words,
            words=words,
            by=city.actors[who],
            at=noon(8),
        )

    def settle() -> None:
        for who in ("leader", "county_head"):
            confirm(who)

    def report() -> None:
        item = done(city, made)
        rectifications.check_item(item=item, is_done=True, words="看过合格书", by=city.head, at=noon(20))
        talks.file_report(talk=made, text="已全部改到位。", by=city.county, at=noon(20))

    settled = TalkState.DISPUTED if dispute else TalkState.CONFIRMED
    ways: list[tuple[TalkState, Any]] = [
        (TalkState.NOTIFIED, lambda: talks.approve_talk(talk=made, by=city.leader, at=NOON)),
        (TalkState.HELD, lambda: talks.hold_talk(talk=made, held_on=MEETS_ON, **office)),
        (TalkState.MINUTED, lambda: talks.write_minutes(talk=made, text=TEXT, **office)),
        (settled, settle),
        (
            TalkState.PLAN,
            lambda: talks.file_plan(talk=made, items=[wanted(city)], by=city.county, at=noon(9)),
        ),
        (TalkState.REPORT, report),
        (
            TalkState.REVISIT,
            lambda: talks.revisit_talk(talk=made, text="查看原件属实。", by=city.clerk, at=noon(22)),
        ),
    ]
    for reached, step in ways:
        if made.state == state:
            break
        step()
        made.refresh_from_db()
        assert made.state == reached
    return Talk.objects.get(id=made.id)


def done(city: cast.City, made: Talk) -> RectificationItem:
    """Report the one item of a talk's plan as put right."""
    item = RectificationItem.objects.select_related("rectification__unit").get(
        rectification_id=made.rectification_id
    )
    return rectifications.report_item(
        item=item,
        done_on=date(2026, 11, 20),
        words="已按意见修改并重新报审，取得合格书。",
        evidence="",
        by=city.county,
        at=noon(19),
    )


def rectification(
    city: cast.City, state: RectificationState = RectificationState.OPEN, **otherwise: Any
) -> Rectification:
    """Return a rectification asked of the eastern county, brought to a state."""
    made = rectifications.draft_rectification(
        **{
            "unit": city.east,
            "title": "校园消防",
            "basis": "《建筑设计防火规范》",
            "items": [wanted(city), wanted(city, problem="疏散通道堵塞", who="county")],
            "letter": None,
            "mandate": None,
            "by": city.clerk,
            "at": NOON,
            **otherwise,
        }
    )
    if state is not RectificationState.DRAFT:
        rectifications.approve_rectification(rectification=made, by=city.leader, at=NOON)
    return Rectification.objects.get(id=made.id)
