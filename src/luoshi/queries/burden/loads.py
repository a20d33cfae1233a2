"""How full a week of certain units is, as it stands: asked for these units alone, never for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from luoshi.queries import parameters
from luoshi.queries.burden.counting import midnight, rates_on
from luoshi.records import rows, statements
from luoshi.records.models import Letter, Mandate, Relief, RequestUnit, Unit
from luoshi.rules.burden import AskKind, Load, why_over
from luoshi.rules.burden.costs import FREE_LETTERS
from luoshi.rules.people import Actor
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def used(unit_ids: Iterable[int], monday: date, today: date) -> dict[int, dict[AskKind, int]]:
    """Return the minutes that these units' week holds already, by what they were asked for.

    What comes unannounced is not in it before its first day: the sum would tell of it.
    """
    sunday, rate = monday + timedelta(days=6), rates_on(monday)
    begin, end = (statements.instant(midnight(day)) for day in (monday, monday + timedelta(days=7)))
    asked = rows.packed([each] for each in unit_ids)
    found: dict[int, dict[AskKind, int]] = defaultdict(lambda: dict.fromkeys(AskKind, 0))
    counts: dict[AskKind, tuple[str, list[object]]] = {
        AskKind.ACCOUNT: (_LINES, []),
        AskKind.LETTER: (_LETTERS, [begin, end]),
        AskKind.HELP: (_HELP, [monday, sunday]),
        AskKind.QUESTION: (_QUESTIONS, [monday, sunday]),
    }
    among = rows.handed_over("bigint")
    for kind, (statement, given) in counts.items():
        for unit, count in statements.ask(statement.format(among=among), [asked, *given]):
            is_lines = kind is AskKind.ACCOUNT
            found[unit][kind] += rate[kind].minutes(1, count) if is_lines else rate[kind].minutes(count, 0)
    for unit, code, minutes in statements.ask(_REQUESTS.format(among=among), [monday, asked]):
        found[unit][AskKind.MEETING if code == "MEETING" else AskKind.REQUEST] += minutes
    for unit, count in statements.ask(_INSPECTIONS.format(among=among), [asked, monday, sunday, today]):
        found[unit][AskKind.INSPECTION] += rate[AskKind.INSPECTION].minutes(count, 0)
    return found


_LINES = f"""
SELECT part.unit_id, count(*) FROM records_assignment part
JOIN records_unit unit ON unit.id = part.unit_id AND unit.kind IN ('BUREAU', 'COUNTY', 'OFFICE')
WHERE part.unit_id IN ({{among}}) AND part.state = '{AssignmentState.OPEN.value}'
  AND part.role IN {statements.codes(ACCOUNTABLE)}
GROUP BY part.unit_id
"""  # noqa: S608
_LETTERS = f"""
SELECT unit_id, count(*) FROM records_letter
WHERE unit_id IN ({{among}}) AND issued_at >= %s AND issued_at < %s
  AND kind NOT IN {statements.codes(FREE_LETTERS)}
GROUP BY unit_id
"""  # noqa: S608
_HELP = """
SELECT obstacle.helper_id, count(*) FROM records_asking asking
JOIN records_obstacle obstacle ON obstacle.id = asking.obstacle_id
WHERE obstacle.helper_id IN ({among}) AND asking.asked_on BETWEEN %s AND %s GROUP BY obstacle.helper_id
"""
_QUESTIONS = """
SELECT side.unit_id, count(*) FROM records_side side
JOIN records_contradiction contradiction ON contradiction.id = side.contradiction_id
WHERE side.unit_id IN ({among}) AND contradiction.raised_on BETWEEN %s AND %s GROUP BY side.unit_id
"""
_REQUESTS = """
SELECT part.unit_id, request.kind, CAST(sum(part.minutes) AS bigint)
FROM records_requestunit part JOIN records_request request ON request.id = part.request_id
WHERE part.week_start = %s AND part.unit_id IN ({among})
  AND (request.state IN ('ASKED', 'ANSWERED', 'CLOSED')
       OR request.state = 'WITHDRAWN' AND part.answered_at IS NOT NULL)
GROUP BY part.unit_id, request.kind
"""


_INSPECTIONS = """
SELECT target.unit_id, count(*)
FROM records_mandate mandate JOIN records_mandatetarget target ON target.mandate_id = mandate.id
WHERE target.unit_id IN ({among}) AND mandate.state IN ('APPROVED', 'ENDED')
  AND mandate.from_on BETWEEN %s AND %s AND (NOT mandate.is_unannounced OR mandate.from_on <= %s)
GROUP BY target.unit_id
"""


def budget_on(day: date) -> int:
    """Return how many minutes a week of a unit may hold."""
    return parameters.book().value("burden.week_budget", day)


def loads(
    added: Mapping[int, int],
    names: Mapping[int, str],
    monday: date,
    today: date,
    freed: Mapping[int, int] | None = None,
) -> list[Load]:
    """Return the weeks of units to which minutes are to be added, by their ids."""
    budget, gone = budget_on(monday), freed or {}
    full = {unit: sum(minutes.values()) for unit, minutes in used(added, monday, today).items()}
    return [
        Load(unit, names[unit], monday, full.get(unit, 0), more, budget, gone.get(unit, 0))
        for unit, more in added.items()
        if more
    ]


@dataclass(frozen=True, slots=True)
class Adding:
    """What a letter ("letter:12") or an inspection ("mandate:3") adds to the weeks of units.

    `names` are the units by their ids, `minutes` what it costs each of them, `monday` the first day of the
    week, `title` what is added, in words.
    """

    subject: str
    title: str
    names: Mapping[int, str]
    minutes: int
    monday: date

    def why_over(self, today: date, freed: Mapping[int, int] | None = None) -> str | None:
        """Return which weeks do not bear it, with the sums; None when all do. `freed`: minutes given up."""
        added = dict.fromkeys(self.names, self.minutes)
        return why_over(loads(added, self.names, self.monday, today, freed))

    def why_not(self, today: date) -> str | None:
        """Return why it does not fit, and what would make it lawful; None when it does or has room made."""
        words = self.why_over(today)
        if words is None or self._has_room():
            return None
        return (
            f"{words}（《整治形式主义为基层减负若干规定》）请写明用它替换哪一项数据要求（被替换的随即撤回），"
            "或改在下一周；法律法规明文要求的，请写明文件和条款，照办并照样计入负担。"
        )

    def _has_room(self) -> bool:
        relief = Relief.objects.filter(subject=self.subject).first()
        if relief is None or relief.law:
            return relief is not None
        parts = RequestUnit.objects.filter(request=relief.replaces_id, unit__in=list(self.names))
        return parts.filter(week_start=self.monday).exists()


def of_letter(letter: Letter, today: date) -> Adding:
    """Return what a letter adds to its unit's week if it goes out today: nothing if it asks for no reply."""
    monday, unit = week_of(today), letter.unit
    more = 0 if letter.kind in FREE_LETTERS else rates_on(monday)[AskKind.LETTER].minutes(1, 0)
    return Adding(f"letter:{letter.id}", letter.title, {unit.id: unit.short_name}, more, monday)


def of_inspection(mandate: Mandate, units: Iterable[Unit]) -> Adding:
    """Return what an inspection adds to the first week of its days, for each unit alike.

    Its days are those of the whole tour, a unit has a part of one.
    """
    monday = week_of(mandate.from_on)
    more = rates_on(monday)[AskKind.INSPECTION].minutes(1, 0)
    names = {unit.id: unit.short_name for unit in units}
    return Adding(f"mandate:{mandate.id}", mandate.title, names, more, monday)


def own_week(actor: Actor, monday: date, today: date) -> tuple[dict[AskKind, int], int]:
    """Return the minutes of the week of the actor's own unit by kind, and its budget."""
    return used([actor.unit_id], monday, today).get(actor.unit_id, {}), budget_on(monday)


def is_subject(subject: str) -> bool:
    """Return whether there is a letter or a mandate that is called so in the ledger ("letter:12")."""
    kind, _, number = subject.partition(":")
    found = {"letter": Letter, "mandate": Mandate}.get(kind)
    return found is not None and number.isdecimal() and found._default_manager.filter(id=int(number)).exists()


def reliefs() -> QuerySet[Relief]:
    """Return what went ahead in a full week, by an article or for a request given up, newest first."""
    return Relief.objects.select_related("replaces").order_by("-id")
