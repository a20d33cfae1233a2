"""A plan of inspection is written, edited, and sent for approval when nothing stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from luoshi.actions.mandates.moving import carry, enter_plan
from luoshi.queries import mandates as mandate_queries
from luoshi.records import versions
from luoshi.records.models import ListedItem, Mandate, MandateTarget, Unit
from luoshi.rules.mandates import Activity, Basis, Method, moves
from luoshi.rules.mandates.moves import MandateState
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class Written:
    """What is written in a plan, but for its targets and its item of the annual list."""

    title: str
    subject: str
    basis: Basis
    basis_document: str
    designation: str
    activity: Activity
    content: str
    scope: str
    methods: Sequence[Method]
    criteria: str
    from_on: date
    to_on: date
    leader: str
    members: Sequence[str]
    inspectors: int
    discipline: str
    notice_on: date | None


@transaction.atomic
def draft_mandate(
    *, written: Written, targets: Sequence[Unit], listed: ListedItem | None, by: Actor, at: datetime
) -> Mandate:
    """Write a new plan. What stands against it is shown, and keeps it from going on, not from being kept."""
    _refuse_unless_fit(written, by, at)
    mandate = Mandate.objects.create(
        **_columns(written),
        listed=listed,
        drafted_at=at,
        drafted_by=by.words,
        drafted_post_id=by.post_id,
    )
    _reach(mandate, targets)
    enter_plan(mandate, "draft", {"units": [unit.name for unit in targets]}, by, at)
    return mandate


@transaction.atomic
def edit_mandate(
    *,
    mandate: Mandate,
    written: Written,
    targets: Sequence[Unit],
    listed: ListedItem | None,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Write a draft anew. Raises Refused for anything but a draft, SomebodyWasFirst when it changed."""
    _refuse_unless_fit(written, by, at)
    if mandate.state != MandateState.DRAFT:
        raise Refused(
            f"督查立项现为“{MandateState(mandate.state).label}”，不能直接修改；已批准的方案请申请变更。"
        )
    versions.change(mandate, {**_columns(written), "listed": listed})
    mandate.targets.all().delete()
    _reach(mandate, targets)
    enter_plan(mandate, "edit", {"units": [unit.name for unit in targets]}, by, at)
    return mandate


@transaction.atomic
def submit_mandate(*, mandate: Mandate, by: Actor, at: datetime) -> Mandate:
    """Send a draft to the bureau's leaders. Refused while what none may override stands against it."""
    refusal = why_not(by, Permission.MANDATES_DRAFT)
    if refusal is None:
        found = mandate_queries.objections_to(mandate_queries.plan_of(mandate), mandate.id)
        refusal = moves.why_not_go([each for each in found if not each.may_be_overridden], ())
    if refusal:
        raise Refused(refusal)
    return carry(
        mandate=mandate,
        to=MandateState.SUBMITTED,
        action="submit",
        changes={"return_reason": ""},
        facts={},
        by=by,
        at=at,
    )


@transaction.atomic
def discard_mandate(*, mandate: Mandate, reason: str, by: Actor, at: datetime) -> Mandate:
    """Give a plan up before it was approved."""
    if refusal := why_not(by, Permission.MANDATES_DRAFT):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("不采用这份立项应写明理由。")
    words = reason.strip()[:500]
    return carry(
        mandate=mandate,
        to=MandateState.DISCARDED,
        action="discard",
        changes={"end_reason": words},
        facts={"reason": words},
        by=by,
        at=at,
    )


def _refuse_unless_fit(written: Written, by: Actor, at: datetime) -> None:
    if refusal := why_not(by, Permission.MANDATES_DRAFT) or moves.why_not_write(
        written.title, written.subject, written.from_on, written.to_on, timezone.localdate(at)
    ):
        raise Refused(refusal)


def _columns(written: Written) -> dict[str, object]:
    columns = asdict(written)
    columns["methods"] = [method.value for method in written.methods]
    columns["members"] = list(written.members)
    columns["is_unannounced"] = Method.UNANNOUNCED in written.methods
    return columns


def _reach(mandate: Mandate, targets: Sequence[Unit]) -> None:
    MandateTarget.objects.bulk_create([MandateTarget(mandate=mandate, unit=unit) for unit in targets])
