"""A 交账单 in words: what is said of each sentence, the same on the page and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from luoshi.crafts.answers import Entry, Note, Sheet
from luoshi.queries.answers import Answers, Became, Group, Outcome, Part, Sent
from luoshi.rules.calendar import full_date, short_date
from luoshi.rules.lamps import Lamp, percent
from luoshi.rules.letters import LetterState
from luoshi.rules.tasks import AssignmentState, Role, TaskState

_WORST_FIRST = (Lamp.RED, Lamp.YELLOW, Lamp.GREY, Lamp.GREEN, Lamp.BLUE)
_STOOD = {
    LetterState.ISSUED: "尚未签收",
    LetterState.READ: "{}签收，尚未回复",
    LetterState.REPLIED: "{}回复，待核定",
    LetterState.RETURNED: "{}退回重报",
    LetterState.CLOSED: "{}办结",
    LetterState.WITHDRAWN: "{}撤回",
}


def sheet(answers: Answers) -> Sheet:
    """Return the sheet as it is put on paper."""
    return Sheet(
        title=answers.document.title,
        number=answers.document.number,
        as_of=f"截至{full_date(answers.on)}",
        figures=figures(answers),
        entries=tuple(_entry(group, answers.on) for group in answers.groups),
    )


def figures(answers: Answers) -> tuple[str, ...]:
    """Return the sums that stand at the head: sentences by outcome, tasks by state, parts by lamp."""
    total = sum(count for _, count in answers.counts)
    shares = "，".join(f"{outcome.label}{count}句" for outcome, count in answers.counts)
    said = [f"全文{total}句，句句有着落：{shares}。"]
    if tasks := answers.tasks:
        closed = sum(task.state is TaskState.CLOSED for task in tasks)
        lamps = [part.lamp for task in tasks for part in task.parts if part.lamp]
        told = "，".join(
            f"{lamp.sign} {lamp.label}{lamps.count(lamp)}项次" for lamp in _WORST_FIRST if lamp in lamps
        )
        letters = {letter.id for task in tasks for letter in task.letters}
        sent = f"；已发函件{len(letters)}份" if letters else ""
        said.append(f"任务{len(tasks)}项，已办结{closed}项；交办{len(lamps)}项次，其中：{told}{sent}。")
    return tuple(said)


def outcome(group: Group) -> str:
    """Return the words for what came of some sentences."""
    if group.above:
        return f"同第{group.above}句"
    if group.became and group.outcome is Outcome.TASK:
        closed = group.became.closed_on
        return f"任务，{full_date(closed)}办结" if closed else f"任务，{group.became.state.label}"
    return group.outcome.label


def notes(group: Group, on: date) -> tuple[Note, ...]:
    """Return what is told of some sentences beyond the outcome, in lines."""
    if group.became is None or group.above:
        return ()
    return tuple(_notes(group.became, on))


def _entry(group: Group, on: date) -> Entry:
    first, last = group.lines[0].number, group.lines[-1].number
    return Entry(
        number=str(first) if first == last else f"{first}—{last}",
        words=group.paragraphs,
        outcome=outcome(group),
        notes=notes(group, on),
        is_heading=group.outcome is Outcome.HEADING,
    )


def _notes(became: Became, on: date) -> Iterator[Note]:
    if became.state is TaskState.DROPPED:
        yield Note(became.reason or "未写明", "理由")
        if became.decided_on:
            yield Note(f"{became.by}，{short_date(became.decided_on, on)}", "审定")
        return
    due = f"（{full_date(became.due_on)}前完成）" if became.due_on else ""
    yield Note(f"{became.summary}{due}", "事项")
    for lamp in _WORST_FIRST:
        if alike := [part for part in became.parts if part.lamp is lamp]:
            words = "、".join(_part(part, on) for part in alike)
            yield Note(words, f"{lamp.label}{len(alike)}个单位", lamp)
    if helping := [part.unit for part in became.parts if part.lamp is None]:
        yield Note("、".join(helping), "配合")
    for kind, letters in groupby(sorted(became.letters, key=lambda each: each.kind), lambda each: each.kind):
        sent = list(letters)
        yield Note("；".join(_letter(each, on) for each in sent), f"{kind.label}{len(sent)}份")


def _part(part: Part, on: date) -> str:
    remarks = ["牵头"] if part.role is Role.LEAD else []
    if part.closed_on:
        return f"{part.unit}（{'，'.join([*remarks, short_date(part.closed_on, on)])}）"
    if part.state is AssignmentState.CLOSING:
        remarks.append("申请销号")
    claimed = percent(part.claimed_x100).replace(".00", "") if part.claimed_on else "未报"
    return f"{part.unit}{claimed}" + (f"（{'，'.join(remarks)}）" if remarks else "")


def _letter(letter: Sent, on: date) -> str:
    since = short_date(letter.since, on)
    stood = _STOOD[letter.state].format(since)
    return f"{letter.number}（{letter.unit}，{short_date(letter.issued_on, on)}发出，{stood}）"
