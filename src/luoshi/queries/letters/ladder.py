"""What the ladder sees of a unit's assignments on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Min

from luoshi.records.models import Alert, LetterItem, Unit
from luoshi.rules import letters
from luoshi.rules.alerts import AlertState
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters import Item, LetterKind
from luoshi.rules.tasks import UNDERWAY


def items_for(unit: Unit, on: date) -> list[Item]:
    """Return one unit's assignments with an unsettled warning, as the ladder sees them. Three queries.

    Those for which a 督办函 is under way are left out: it is the highest rung, nothing follows it.
    """
    lettered = LetterItem.objects.filter(letter__unit=unit, letter__state__in=sorted(letters.UNFINISHED))
    highest = lettered.filter(letter__kind=LetterKind.SUPERVISION)
    warned = Alert.objects.filter(unit=unit, lamp=F("assignment__lamp")).order_by()
    lamp_of = dict(
        warned.filter(
            state__in=[AlertState.OPEN, AlertState.LETTERED], assignment__state__in=sorted(UNDERWAY)
        )
        .exclude(assignment_id__in=highest.values("assignment_id"))
        .values_list("assignment_id", "lamp")
    )
    since = dict(
        warned.filter(lamp=Lamp.YELLOW, raised_on__gte=F("assignment__lamp_on"))
        .values_list("assignment_id")
        .annotate(first=Min("raised_on"))
    )
    reminded = dict(
        lettered.filter(letter__kind=LetterKind.REMINDER)
        .order_by("-letter_id")
        .values_list("assignment_id", "letter__reply_due_on")
    )
    return [
        Item(
            assignment_id=assignment_id,
            lamp=Lamp(lamp),
            yellow_weeks=_weeks_since(since.get(assignment_id), on) if lamp == Lamp.YELLOW else 0,
            open_letter=LetterKind.REMINDER if assignment_id in reminded else None,
            open_letter_reply_due=reminded.get(assignment_id),
        )
        for assignment_id, lamp in sorted(lamp_of.items())
    ]


def _weeks_since(since: date | None, on: date) -> int:
    """Return in how many calendar weeks the warning has stood: 1 in the week that it was raised."""
    if since is None:
        return 1
    return (on.toordinal() - on.weekday() - since.toordinal() + since.weekday()) // 7 + 1
