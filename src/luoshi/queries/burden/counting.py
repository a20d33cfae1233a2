"""What every unit was asked for within a week that is over, with what it cost by the rates of that week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from luoshi.queries import parameters, people, units
from luoshi.records import statements
from luoshi.records.models import Burden
from luoshi.rules.burden import FIELDS, AskKind, Measure, Rate, rates
from luoshi.rules.burden.costs import FREE_LETTERS
from luoshi.rules.people import Duty
from luoshi.rules.tasks import ACCOUNTABLE, AssignmentState

Counted = tuple[int, int, str, int, int, int, int]
"""Of whom, by whom (units), which AskKind, how many forms, fields, minutes; minutes that a law demands."""
MEASURED_WEEKS = 8


def is_counted(week_start: date) -> bool:
    """Return whether a week was counted."""
    return Burden.objects.filter(week_start=week_start).exists()


def rates_on(day: date) -> dict[AskKind, Rate]:
    """Return what each kind of asking costs on a day, measured over the weeks before where enough was."""
    measured = statements.ask(_MEASURED, [day - timedelta(weeks=MEASURED_WEEKS), day])
    return rates(parameters.book(), day, {AskKind(kind): Measure(*rest) for kind, *rest in measured})


# Sums may come as decimals, which minutes cannot be counted with.
_MEASURED = """
SELECT kind, CAST(sum(seconds) AS bigint), CAST(sum(fields) AS bigint), max(units)
FROM records_measured WHERE week_start >= %s AND week_start < %s GROUP BY kind
"""


def timed(week_start: date) -> tuple[int, int, int]:
    """Return (seconds, lines, units) of all accounts that were timed in a week."""
    [[seconds, lines, count]] = statements.ask(_TIMED, [week_start])
    return seconds, lines, count


_TIMED = """
SELECT CAST(COALESCE(sum(seconds), 0) AS bigint), CAST(COALESCE(sum(lines), 0) AS bigint), count(*)
FROM records_timetaken WHERE week_start = %s
"""


def counted(week_start: date) -> Iterator[Counted]:
    """Yield what every unit was asked for within a week that is over. A few queries over that week alone."""
    after = week_start + timedelta(days=7)
    begin, end = (statements.instant(midnight(day)) for day in (week_start, after))
    office, rate = office_on(after), rates_on(week_start)
    told = statements.ask(_TOLD, [week_start])
    silent = dict(statements.ask(_SILENT, [end, week_start]))
    lines = {unit: (count, words) for unit, count, words, _ in told}
    for unit in sorted(lines.keys() | silent.keys()):
        count, words = lines.get(unit, (0, 0))
        owed = count + silent.get(unit, 0)
        minutes = rate[AskKind.ACCOUNT].minutes(1, owed)
        yield unit, office, AskKind.ACCOUNT, 1, owed * FIELDS[AskKind.ACCOUNT] + words, minutes, 0
    for unit, _, _, returned in told:
        if returned:
            fields = returned * FIELDS[AskKind.AGAIN]
            yield unit, office, AskKind.AGAIN, returned, fields, rate[AskKind.AGAIN].minutes(0, fields), 0
    for kind, asking, given in (
        (AskKind.LETTER, _LETTERS, [begin, end]),
        (AskKind.HELP, _HELP, [week_start, after]),
        (AskKind.QUESTION, _QUESTIONS, [week_start, after]),
    ):
        for unit, asker, count, free in statements.ask(asking, given):
            fields = count * FIELDS[kind]
            cost = rate[kind].minutes
            yield unit, asker or office, kind, count, fields, cost(count, 0), cost(free, 0)
    yield from statements.ask(_REQUESTS, [week_start])
    rate_of_day = rate[AskKind.INSPECTION].minutes
    for unit, count, free in statements.ask(_INSPECTIONS, [week_start, after]):
        yield unit, office, AskKind.INSPECTION, count, 0, rate_of_day(count, 0), rate_of_day(free, 0)


def midnight(day: date) -> datetime:
    """Return the instant at which a day begins in the city's time."""
    return timezone.make_aware(datetime.combine(day, time()))


def office_on(day: date) -> int:
    """Return the supervision office, which asks for accounts, letters' answers and explanations."""
    posts = people.posts_on(day).filter(duty__in=[Duty.SUPERVISION_HEAD, Duty.SUPERVISION_CLERK])
    found = posts.order_by("-duty", "id").values_list("unit_id", flat=True).first()
    return found if found is not None else units.bureau().id


# A later account of the week replaced an earlier one: the unit was asked once more only if that came back.
_TOLD = """
SELECT part.unit_id,
       count(CASE WHEN report.state <> 'REPLACED' THEN 1 END),
       count(CASE WHEN report.state <> 'REPLACED' AND report.words <> '' THEN 1 END),
       count(CASE WHEN report.return_reason <> '' THEN 1 END)
FROM records_report report JOIN records_assignment part ON part.id = report.assignment_id
WHERE report.week_start = %s GROUP BY part.unit_id
"""
_SILENT = f"""
SELECT part.unit_id, count(*) FROM records_assignment part
JOIN records_unit unit ON unit.id = part.unit_id AND unit.kind IN ('BUREAU', 'COUNTY', 'OFFICE')
JOIN records_task task ON task.id = part.task_id
JOIN records_document document ON document.id = task.document_id AND document.published_at < %s
WHERE part.state = '{AssignmentState.OPEN.value}' AND part.role IN {statements.codes(ACCOUNTABLE)}
  AND NOT EXISTS (SELECT 1 FROM records_report report
                  WHERE report.assignment_id = part.id AND report.week_start = %s)
GROUP BY part.unit_id
"""  # noqa: S608
_LETTERS = f"""
SELECT letter.unit_id, NULL, count(*), count(NULLIF(relief.law, '')) FROM records_letter letter
LEFT JOIN records_relief relief ON relief.subject = 'letter:' || letter.id
WHERE letter.issued_at >= %s AND letter.issued_at < %s AND letter.kind NOT IN {statements.codes(FREE_LETTERS)}
GROUP BY letter.unit_id
"""  # noqa: S608
_HELP = """
SELECT obstacle.helper_id, part.unit_id, count(*), 0 FROM records_asking asking
JOIN records_obstacle obstacle ON obstacle.id = asking.obstacle_id
JOIN records_assignment part ON part.id = obstacle.assignment_id
WHERE asking.asked_on >= %s AND asking.asked_on < %s GROUP BY obstacle.helper_id, part.unit_id
"""
_QUESTIONS = """
SELECT side.unit_id, NULL, count(*), 0 FROM records_side side
JOIN records_contradiction contradiction ON contradiction.id = side.contradiction_id
WHERE contradiction.raised_on >= %s AND contradiction.raised_on < %s GROUP BY side.unit_id
"""
# Whoever answered before a request was taken back had the work all the same.
_REQUESTS = """
SELECT part.unit_id, request.asker_id, CASE WHEN request.kind = 'MEETING' THEN 'MEETING' ELSE 'REQUEST' END,
       count(*), CAST(sum(part.fields) AS bigint), CAST(sum(part.minutes) AS bigint),
       CAST(sum(CASE WHEN request.law <> '' THEN part.minutes ELSE 0 END) AS bigint)
FROM records_requestunit part JOIN records_request request ON request.id = part.request_id
WHERE part.week_start = %s AND part.minutes > 0
  AND (request.state IN ('ASKED', 'ANSWERED', 'CLOSED')
       OR request.state = 'WITHDRAWN' AND part.answered_at IS NOT NULL)
GROUP BY part.unit_id, request.asker_id, request.kind
"""
# A tour of a week has each unit for a part of it: it is counted where it begins.
_INSPECTIONS = """
SELECT target.unit_id, count(*), count(NULLIF(relief.law, ''))
FROM records_mandate mandate JOIN records_mandatetarget target ON target.mandate_id = mandate.id
LEFT JOIN records_relief relief ON relief.subject = 'mandate:' || mandate.id
WHERE mandate.state IN ('APPROVED', 'ENDED') AND mandate.from_on >= %s AND mandate.from_on < %s
GROUP BY target.unit_id
"""
