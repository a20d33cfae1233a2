"""How much falls due to one responsible person, week by week: in the ledger, and with what is at the desk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from luoshi.queries import people
from luoshi.records import statements
from luoshi.rules import tasks
from luoshi.rules.people import FIRST_RESPONSIBLE
from luoshi.rules.tasks import ACCOUNTABLE, UNDERWAY, WHOLE_X100, Remark


def falling_to(
    person_ids: Collection[int], first: date, last: date, today: date
) -> Counter[tuple[int, date]]:
    """Return {(person, Monday): parts} that fall due to each, in all posts held today: two queries."""
    held = list(
        people.posts_on(today).filter(person__in=person_ids).values_list("id", "person_id", "unit_id")
    )
    counts: Counter[tuple[int, date]] = Counter()
    if not held:
        return counts
    holder = {post: person for post, person, _ in held}
    asking = _FALLING.format(", ".join(str(unit) for unit in {unit for _, _, unit in held}))
    for due_on, first_post, direct_post, count in statements.ask(asking, (first, last)):
        monday = due_on - timedelta(days=due_on.weekday())
        for person in {holder[post] for post in (first_post, direct_post) if post in holder}:
            counts[person, monday] += count
    return counts


# What is claimed whole asks nothing more of anybody. The sum keeps SQLite on the index of due dates.
_FALLING = f"""
SELECT part.due_on, part.first_responsible_id, part.direct_responsible_id, count(*)
FROM records_assignment part
WHERE part.state IN {statements.codes(UNDERWAY)} AND part.role IN {statements.codes(ACCOUNTABLE)}
AND part.unit_id IN ({{}}) AND part.due_on BETWEEN %s AND %s AND part.claimed_x100 + 0 < {WHOLE_X100}
GROUP BY part.due_on, part.first_responsible_id, part.direct_responsible_id
"""  # noqa: S608


def busy(
    coming: Mapping[tuple[int, date], Sequence[int]], names: Mapping[int, str], most: int, today: date
) -> list[tuple[Remark, tuple[int, ...]]]:
    """Return the weeks in which what comes to units would crowd upon who heads them, each with what comes.

    `coming` are directives at the desk by (unit, Monday), `names` the units'. Units to which the same comes
    are one remark; no person is named and none counted but for the question. Three queries.
    """
    if not coming:
        return []
    headed = people.posts_on(today).filter(unit__in=names, duty__in=sorted(FIRST_RESPONSIBLE))
    heads = dict(headed.order_by("-from_on", "-id").values_list("unit_id", "person_id"))
    mondays = [monday for _, monday in coming]
    before = falling_to(set(heads.values()), min(mondays), max(mondays) + timedelta(days=6), today)
    weeks: dict[tuple[date, tuple[int, ...]], list[tuple[str, int]]] = defaultdict(list)
    for (unit_id, monday), ids in coming.items():
        if unit_id in heads:
            count = len(ids) + before[heads[unit_id], monday]
            weeks[monday, tuple(ids)].append((names[unit_id], count))
    found = []
    for (monday, ids), units in sorted(weeks.items()):
        over = [(name, count) for name, count in units if count > most]
        remark = tasks.busy([name for name, _ in over], monday, max((n for _, n in over), default=0), most)
        if remark:
            found.append((remark, ids))
    return found
