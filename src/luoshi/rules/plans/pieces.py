"""What the pieces of an assignment come to: its plan, its progress, and what may not be ticked yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.tasks import WHOLE_X100

MOST_PIECES = 20_000
MOST_PROJECTS = 60
"""Of one unit in one task."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One link of one project: `order` among the project's links, `due_on` by the part's own clock."""

    id: int
    project: str
    project_id: int
    link: str
    order: int
    weight: int
    is_gate: bool
    holder: str
    due_on: date
    done_on: date | None

    @property
    def is_done(self) -> bool:
        """Return whether it was claimed."""
        return self.done_on is not None

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return f"{self.project}：{self.link}" if self.project else self.link


def why_not_so_many(projects: Mapping[int, int], links: int) -> str | None:
    """Return why so many projects of each unit may not go through so many links; None when they may."""
    most = max(projects.values(), default=0)
    if most > MOST_PROJECTS:
        return f"一个单位的项目不超过{MOST_PROJECTS}个，现在有{most}个。请分成几项任务，或合并小项目。"
    total = sum(max(1, each) for each in projects.values()) * links
    if total > MOST_PIECES:
        return f"一次最多分解为{MOST_PIECES:,}个项目环节，现在是{total:,}个。请减少环节或分开办理。"
    return None


def progress_x100(done: int, total: int) -> int:
    """Return the share of the weight that is done, in hundredths of a percent, rounded down."""
    return WHOLE_X100 * done // total if total else 0


def claimed_x100(pieces: Sequence[Piece], ticked: Collection[int]) -> int:
    """Return the progress of an assignment of whose pieces these are done."""
    return progress_x100(
        sum(piece.weight for piece in pieces if piece.id in ticked), sum(piece.weight for piece in pieces)
    )


def points(dated: Iterable[tuple[date, int]]) -> tuple[tuple[date, int], ...]:
    """Return the plan of pieces (day, weight): how much of the whole is due by the end of each day."""
    weights: dict[date, int] = {}
    for day, weight in dated:
        weights[day] = weights.get(day, 0) + weight
    total = sum(weights.values())
    gone, found = 0, []
    for day in sorted(weights):
        gone += weights[day]
        found.append((day, progress_x100(gone, total)))
    return tuple(found)


def barred_by(pieces: Iterable[Piece], ticked: Collection[int]) -> list[tuple[Piece, Piece]]:
    """Return every piece that is ticked too early, with the first gate that bars it.

    `pieces` are all of an assignment; a gate bars the later links of its own project.
    """
    gates: dict[int, Piece] = {}
    found = []
    for piece in sorted(pieces, key=lambda each: (each.project_id, each.order)):
        if piece.id in ticked and piece.project_id in gates:
            found.append((piece, gates[piece.project_id]))
        if piece.is_gate and piece.id not in ticked:
            gates.setdefault(piece.project_id, piece)
    return found


def why_not_tick(pieces: Sequence[Piece], ticked: Collection[int]) -> str | None:
    """Return why these pieces, and no others, may not be said to be done; None when they may."""
    if unknown := set(ticked) - {piece.id for piece in pieces}:
        return f"有{len(unknown)}个勾选的环节已不在这一项里，没有记录。请刷新后再报。"
    barred = barred_by(pieces, ticked)
    if not barred:
        return None
    piece, gate = barred[0]
    more = f"（另有{len(barred) - 1}处同样）" if len(barred) > 1 else ""
    return (
        f"“{piece.name}”还不能报完成：前置环节“{gate.link}”没有完成{_held(gate)}{more}。"
        "请先办结前置环节再报；卡在对方手里的，可以提出求助，等待期间暂停计时。"
    )


def _held(gate: Piece) -> str:
    return f"，由{gate.holder}办理" if gate.holder else "，由本单位办理"
