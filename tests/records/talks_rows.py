"""A talk with its minutes, a rectification with one item, and what the database refuses to make of them."""

from __future__ import annotations

from datetime import date, time

from django.db import models

from luoshi.records.models import Minutes, Post, Rectification, RectificationItem, Talk, Voice
from tests import cast
from tests.actions.stage import NOON

WRONG: list[tuple[type[models.Model], dict[str, object]]] = [
    (Talk, {"state": "LOST"}),
    (Talk, {"drafted_by": ""}),
    (Talk, {"basis": "GOVERNMENT", "designation": ""}),
    (Talk, {"state": "CANCELLED", "end_reason": ""}),
    *[
        (Talk, {f"{step}_at": NOON, f"{step}_by": None})
        for step in ("notified", "held", "reported", "revisited", "ended")
    ],
    (Minutes, {"written_by": ""}),
    (Minutes, {"text": ""}),
    (Voice, {"side": "LOST"}),
    (Voice, {"said_by": ""}),
    (Voice, {"agrees": False, "words": ""}),
    (Rectification, {"state": "LOST"}),
    (Rectification, {"origin": "LOST"}),
    (Rectification, {"drafted_by": ""}),
    (Rectification, {"state": "CANCELLED", "end_reason": ""}),
    *[(Rectification, {f"{step}_at": NOON, f"{step}_by": None}) for step in ("opened", "ended")],
    (RectificationItem, {"state": "LOST"}),
    (RectificationItem, {"problem": ""}),
    (RectificationItem, {"state": "REPORTED", "done_on": cast.MONDAY, "done_words": ""}),
    (RectificationItem, {"state": "REPORTED", "done_on": None, "done_words": "已改"}),
    (
        RectificationItem,
        {"state": "CHECKED_NOT", "done_on": cast.MONDAY, "done_words": "已改", "check_words": ""},
    ),
    *[(RectificationItem, {f"{step}_at": NOON, f"{step}_by": None}) for step in ("reported", "checked")],
]
ONCE: list[type[models.Model]] = [Talk, Minutes, Voice, Rectification, RectificationItem]


def lay(city: cast.City) -> None:
    """Keep one row of each."""
    head = Post.objects.get(id=city.county_head.post_id)
    who = {"drafted_at": NOON, "drafted_by": "某人", "drafted_post_id": 1}
    whole = Rectification.objects.create(
        unit=city.east,
        issuer=city.bureau,
        origin="TALK",
        title="项目",
        basis="约谈记录",
        number="甲〔2026〕1号",
        **who,
    )
    RectificationItem.objects.create(
        rectification=whole,
        place=1,
        problem="未开工",
        standard="9月开工",
        found="未开工",
        required="开工",
        owner=head,
        due_on=date(2026, 12, 1),
    )
    talk = Talk.objects.create(
        unit=city.east,
        issuer=city.bureau,
        rectification=whole,
        number="乙〔2026〕1号",
        topic="项目",
        basis="HANDED_DOWN",
        basis_document="会议纪要",
        why="未开工",
        place="会议室",
        contact="督查科",
        meets_on=date(2026, 11, 9),
        meets_from=time(9),
        answering=head,
        chair_id=city.leader.post_id,
        **who,
    )
    minutes = Minutes.objects.create(
        talk=talk, number=1, text="记录", digest="0" * 64, written_at=NOON, written_by="某人"
    )
    Voice.objects.create(
        minutes=minutes, side="UNIT", agrees=True, said_at=NOON, said_by="某人", said_post_id=1
    )
