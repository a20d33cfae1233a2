"""One unit's part piece by piece, what its task waits for, and how its published plan was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.queries import plans
from luoshi.queries.tasks import Part
from luoshi.rules import plans as rules
from luoshi.rules import ways
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.people import Actor, Permission
from luoshi.rules.plans import Piece
from luoshi.rules.tasks import UNDERWAY


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece on the grid: `falls_on` is its day by the calendar; late when that has passed undone."""

    piece: Piece
    falls_on: date
    is_late: bool


def about(actor: Actor, part: Part, today: date, days: WorkCalendar) -> dict[str, Any]:
    """Return what the page shows of a part's plan; nothing is asked of a part that has none of its own."""
    change = ways.read(part.change)
    found: dict[str, Any] = {"may_plan": actor.may(Permission.DOCUMENTS_READ) and part.state in UNDERWAY}
    if change.plan:
        found |= _grid(part, change, today) | {"plan_changes": plans.about(part.id)}
        own = part.unit_id == actor.unit_id and actor.may(Permission.EXTENSIONS_ASK)
        facts = plans.part_of(part, actor, today) if own and part.state in UNDERWAY else None
        found["change_plan"] = (rules.why_not_begin(facts, today) or "") if facts else None
    if change.waits:
        awaited = plans.awaited_by_tasks([part.task_id]).get(part.task_id, [])
        later = rules.later_start(part.task.start_on, awaited, days)
        found |= {
            "awaited": [(each.said(today), each.task_id, each.is_done) for each in awaited],
            "later": rules.later_words(part.task.start_on, *later) if later else "",
        }
    return found


def _grid(part: Part, change: ways.Change, today: date) -> dict[str, Any]:
    """Return the links as heads and the projects as rows, each with what is done and what is late."""
    stood = change.stood(today)
    rows: dict[tuple[int, str], dict[str, Cell]] = {}
    links: dict[str, int] = {}
    done = late = total = 0
    for piece in plans.pieces(part.id):
        day = ways.last_day(piece.due_on, stood)
        cell = Cell(piece, day, not piece.is_done and day < today)
        rows.setdefault((piece.project_id, piece.project), {})[piece.link] = cell
        links[piece.link] = piece.order
        done, late, total = done + piece.is_done, late + cell.is_late, total + 1
    heads = sorted(links, key=lambda name: links[name])
    return {
        "piece_links": heads,
        "piece_rows": [
            (name or "（不分项目）", [cells.get(head) for head in heads]) for (_, name), cells in rows.items()
        ],
        "pieces_said": f"共{total}个环节，已完成{done}个" + (f"，{late}个已过时间还没有完成" if late else ""),
    }
