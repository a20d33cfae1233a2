"""The annual list of what may be asked of schools: entered from its paper, struck where it was wrong."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from luoshi.actions import audit
from luoshi.records.models import ListedItem
from luoshi.rules.mandates import ListedKind, moves
from luoshi.rules.people import Actor, Permission, why_not
from luoshi.rules.refusals import Refused, SomebodyWasFirst


@transaction.atomic
def enter_item(
    *,
    year: int,
    number: str,
    title: str,
    kind: ListedKind,
    units: str,
    source: str,
    announced_on: date,
    by: Actor,
    at: datetime,
) -> ListedItem:
    """Enter one item of a year's list as its paper has it. Raises SomebodyWasFirst when the number stands."""
    if refusal := why_not(by, Permission.LIST_EDIT) or moves.why_not_enter(year, announced_on, source):
        raise Refused(refusal)
    try:
        with transaction.atomic():
            item = ListedItem.objects.create(
                year=year,
                number=number.strip(),
                title=title.strip(),
                kind=kind.value,
                units=units.strip(),
                source=source.strip(),
                announced_on=announced_on,
                entered_at=at,
                entered_by=by.words,
            )
    except IntegrityError as error:
        raise SomebodyWasFirst(
            f"{year}年清单已有第{number.strip()}项。要更正，请先划去原来那一项。"
        ) from error
    _enter_item(item, "enter_item", {"number": item.number, "source": item.source}, by, at)
    return item


@transaction.atomic
def strike_item(*, item: ListedItem, reason: str, by: Actor, at: datetime) -> ListedItem:
    """Strike an item that was entered wrongly. Refused when a plan rests on it."""
    if refusal := why_not(by, Permission.LIST_EDIT):
        raise Refused(refusal)
    if not reason.strip():
        raise Refused("划去清单事项应写明理由。")
    if mandate := item.mandates.exclude(state="DISCARDED").first():
        raise Refused(f"督查立项“{mandate.title}”以这一项为依据，不能划去。请先处理该立项。")
    won = ListedItem.objects.filter(id=item.id, struck_at__isnull=True).update(
        struck_at=at, struck_by=by.words, strike_reason=reason.strip()[:200]
    )
    item.refresh_from_db()
    if not won:
        raise SomebodyWasFirst(f"这一项已由{item.struck_by}划去。")
    _enter_item(item, "strike_item", {"reason": item.strike_reason}, by, at)
    return item


def _enter_item(item: ListedItem, action: str, facts: dict[str, object], by: Actor, at: datetime) -> None:
    audit.record(
        action=f"mandates.{action}",
        subject=f"list:{item.year}",
        facts={"title": item.title, **facts},
        by=by,
        at=at,
    )
