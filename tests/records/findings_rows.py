"""A conclusion under review, an opinion, a recorded decision, and what the database refuses of them."""

from __future__ import annotations

from datetime import date

from django.db import models

from luoshi.records.models import (
    Appeal,
    Conclusion,
    ConclusionAuthor,
    Mandate,
    Opinion,
    Review,
    ReviewMember,
    Sanction,
    Suggestion,
)
from tests import cast
from tests.actions.stage import NOON

WRONG: list[tuple[type[models.Model], dict[str, object]]] = [
    (Conclusion, {"state": "LOST"}),
    (Conclusion, {"drafted_by": ""}),
    (Conclusion, {"state": "RECEIVED", "approved_at": None, "approved_by": None}),
    (Conclusion, {"approved_at": None, "approved_by": "某人"}),
    (Conclusion, {"received_at": NOON, "received_by": None}),
    (Review, {"state": "LOST"}),
    (Review, {"asked_by": ""}),
    (Review, {"grounds": ""}),
    (Review, {"state": "DECLINED", "is_late": False}),
    (Review, {"decided_at": NOON, "decided_by": None}),
    (Suggestion, {"kind": "LOST"}),
    (Suggestion, {"state": "LOST"}),
    (Suggestion, {"suggested_by": ""}),
    (Suggestion, {"state": "DONE"}),
    (Suggestion, {"decided_at": NOON, "decided_by": None}),
    (Suggestion, {"done_at": NOON, "done_by": None}),
    (Opinion, {"state": "LOST"}),
    (Opinion, {"hearing": "LOST"}),
    (Opinion, {"drafted_by": ""}),
    (Opinion, {"state": "ISSUED"}),
    *[
        (Opinion, {f"{step}_at": NOON, f"{step}_by": None})
        for step in ("sent", "heard", "issued", "reported", "checked", "published")
    ],
    (Sanction, {"state": "LOST"}),
    (Sanction, {"subject_kind": "LOST"}),
    (Sanction, {"form": "LOST"}),
    (Sanction, {"hearing": "LOST"}),
    (Sanction, {"prepared_by": ""}),
    (Sanction, {"person": "某人"}),
    (Sanction, {"state": "DECIDED", "hearing": ""}),
    (
        Sanction,
        {"state": "DECIDED", "form": "PENALTY", "hearing": "WAIVED", "heard_at": NOON, "heard_by": "某人"},
    ),
    *[(Sanction, {f"{step}_at": NOON, f"{step}_by": None}) for step in ("heard", "decided", "ended")],
    (Appeal, {"kind": "LOST"}),
    (Appeal, {"state": "LOST"}),
    (Appeal, {"asked_by": ""}),
    (Appeal, {"state": "DECLINED", "is_late": False}),
    (Appeal, {"decided_at": NOON, "decided_by": None}),
]
ONCE: list[type[models.Model]] = [Conclusion, ConclusionAuthor, Review, ReviewMember, Opinion, Appeal]


def lay(city: cast.City) -> None:
    """Put one row of each table, past the actions."""
    mandate = Mandate.objects.order_by("id")[:1].get()
    told = Conclusion.objects.create(
        mandate=mandate,
        unit=city.east,
        state="FED_BACK",
        facts="甲",
        findings="乙",
        drafted_at=NOON,
        drafted_by="某人",
        approved_at=NOON,
        approved_by="某人",
    )
    ConclusionAuthor.objects.create(conclusion=told, person_id=city.clerk.person_id)
    review = Review.objects.create(
        conclusion=told,
        grounds="丙",
        asked_on=cast.MONDAY,
        is_late=False,
        decide_by_on=cast.MONDAY,
        asked_at=NOON,
        asked_by="某人",
    )
    ReviewMember.objects.create(review=review, person_id=city.head.person_id)
    Suggestion.objects.create(
        conclusion=told, kind="PRAISE", words="丁", suggested_at=NOON, suggested_by="某人"
    )
    Opinion.objects.create(
        mandate=mandate,
        unit=city.east,
        evaluation="甲",
        problems="乙",
        demands="丙",
        drafted_at=NOON,
        drafted_by="某人",
    )
    decided = Sanction.objects.create(
        unit=city.east,
        subject_kind="UNIT",
        form="BULLETIN",
        facts="甲",
        basis="乙",
        ended_on=date(2026, 9, 1),
        team_by_on=date(2026, 10, 31),
        team_on=date(2026, 9, 2),
        prepared_at=NOON,
        prepared_by="某人",
    )
    Appeal.objects.create(
        sanction=decided,
        kind="REVIEW",
        grounds="丁",
        received_on=cast.MONDAY,
        apply_by_on=cast.MONDAY,
        is_late=False,
        decide_by_on=cast.MONDAY,
        asked_at=NOON,
        asked_by="某人",
    )
