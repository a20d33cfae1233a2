"""One reading marked against one document's labels: what agrees, and every fault by its kind.

Tasks are matched one to one, the best overlap first, where shared characters make up at least half of all.
What was read in an open place counts neither way. Units and dates are compared on matched tasks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from luoshi.crafts.reading.model import Directive, Reading
from luoshi.crafts.scores.labels import Label, Labels, Place, plain

_HALF = 0.5
_NEAR = 80
_NOTHING = 60

FAULTS = {
    "missed": "漏读",
    "possible": "只列为可能是任务",
    "finer": "拆得过细",
    "coarser": "合得过粗",
    "bounds": "起止不同",
    "invented": "多读",
    "unit_missing": "少读单位",
    "unit_extra": "多读单位",
    "date_wrong": "时限不符",
    "date_extra": "多读时限",
    "body": "正文起止不符",
}


class Fault(NamedTuple):
    """One difference: its kind (a key of FAULTS), where it is, and what it is about."""

    kind: str
    place: Place
    words: str


@dataclass(slots=True)
class Marks:
    """The counts of one document.

    `hit`, `extra` and `missed` count tasks, `left` those read in open places; characters, units and dates are
    counted in the same way.
    """

    hit: int = 0
    extra: int = 0
    missed: int = 0
    left: int = 0
    labelled_characters: int = 0
    covered_characters: int = 0
    read_characters: int = 0
    right_characters: int = 0
    units_hit: int = 0
    units_extra: int = 0
    units_missed: int = 0
    units_near: int = 0
    units_unmatched: int = 0
    unit_sets: int = 0
    unit_sets_right: int = 0
    dated: int = 0
    dated_right: int = 0
    field_dated: int = 0
    field_dated_right: int = 0
    undated: int = 0
    undated_right: int = 0
    body_start: bool = False
    body_end: bool = False
    faults: list[Fault] = field(default_factory=list)


def mark(text: str, labels: Labels, found: Reading) -> Marks:
    """Return how a reading of a document agrees with its labels."""
    marks = Marks()
    read = [task for task in found.tasks if task.end > task.start]
    pairs = _matched([(task.start, task.end) for task in read], [label.place for label in labels.tasks])
    marks.hit = len(pairs)
    marks.missed = len(labels.tasks) - len(pairs)
    for index, task in enumerate(read):
        if index in pairs:
            continue
        place = (task.start, task.end)
        if sum(_shared(place, open_place) for open_place in labels.open_places) >= _HALF * _size(place):
            marks.left += 1
            continue
        marks.extra += 1
        touched = {other for other, label in enumerate(labels.tasks) if _shared(place, label.place)}
        if not touched:
            marks.faults.append(Fault("invented", place, task.summary))
        elif touched & set(pairs.values()):
            marks.faults.append(Fault("finer", place, task.summary))
    _characters(marks, text, labels, read)
    for index, other in sorted(pairs.items()):
        _compare(marks, labels, read[index], labels.tasks[other])
    matched = set(pairs.values())
    for other, label in enumerate(labels.tasks):
        if other not in matched:
            marks.units_unmatched += len(label.units) if labels.scores_units else 0
            words = text[slice(*label.place)][:40]
            marks.faults.append(Fault(_why_missed(label, labels, read, found), label.place, words))
    _body(marks, labels, found)
    return marks


def _shared(one: Place, other: Place) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _size(place: Place) -> int:
    return place[1] - place[0]


def _matched(read: Sequence[Place], labelled: Sequence[Place]) -> dict[int, int]:
    candidates = []
    for one, first in enumerate(read):
        for other, second in enumerate(labelled):
            shared = _shared(first, second)
            if shared and shared >= _HALF * (_size(first) + _size(second) - shared):
                candidates.append((shared / (_size(first) + _size(second) - shared), one, other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(candidates, reverse=True):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _characters(marks: Marks, text: str, labels: Labels, read: Sequence[Directive]) -> None:
    labelled = _covering(len(text), [label.place for label in labels.tasks])
    covered = _covering(len(text), [(task.start, task.end) for task in read])
    left = _covering(len(text), labels.open_places)
    marks.labelled_characters = sum(labelled)
    marks.covered_characters = sum(a & b for a, b in zip(labelled, covered, strict=True))
    marks.right_characters = marks.covered_characters
    marks.read_characters = sum(b and (a or not c) for a, b, c in zip(labelled, covered, left, strict=True))


def _covering(size: int, places: Collection[Place]) -> bytearray:
    covering = bytearray(size)
    for start, end in places:
        end = min(end, size)
        covering[start:end] = b"\1" * max(0, end - start)
    return covering


def _compare(marks: Marks, labels: Labels, task: Directive, label: Label) -> None:
    place = (task.start, task.end)
    if labels.scores_units:
        named = {plain(unit) for unit in task.units} - {""}
        named -= label.inherited - label.units
        marks.units_hit += len(named & label.units)
        marks.units_extra += len(named - label.units)
        marks.units_missed += len(label.units - named)
        marks.units_near += _near(named, label.units)
        marks.unit_sets += 1
        marks.unit_sets_right += named == label.units
        marks.faults += [Fault("unit_missing", place, unit) for unit in sorted(label.units - named)]
        marks.faults += [Fault("unit_extra", place, unit) for unit in sorted(named - label.units)]
    day = task.due_on.isoformat() if task.due_on else None
    if label.due is None:
        marks.undated += 1
        marks.undated_right += day is None
        if day is not None:
            marks.faults.append(Fault("date_extra", place, f"{task.deadline}（{day}）"))
        return
    right = day in label.dates
    marks.dated += 1
    marks.dated_right += right
    marks.field_dated += label.is_field
    marks.field_dated_right += label.is_field and right
    if not right:
        marks.faults.append(Fault("date_wrong", place, f"{day}，应为{label.due}"))


def _near(named: Collection[str], wanted: Collection[str]) -> int:
    """How many names agree when one may be the end of the other (文广新局, 市文广新局)."""
    left = list(named)
    near = 0
    for name in wanted:
        for other in left:
            long_enough = min(len(name), len(other)) >= 2
            if other == name or (long_enough and (other.endswith(name) or name.endswith(other))):
                left.remove(other)
                near += 1
                break
    return near


def _why_missed(label: Label, labels: Labels, read: Sequence[Directive], found: Reading) -> str:
    size = _size(label.place)
    touching = [task for task in read if _shared((task.start, task.end), label.place)]
    if not touching:
        offered = sum(_shared((each.start, each.end), label.place) for each in found.possible)
        return "possible" if 2 * offered >= size else "missed"
    if len(touching) > 1:
        return "finer"
    only = (touching[0].start, touching[0].end)
    others = sum(bool(_shared(only, other.place)) for other in labels.tasks)
    return "coarser" if others > 1 else "bounds"


def _body(marks: Marks, labels: Labels, found: Reading) -> None:
    if labels.body is None:
        empty = found.body_end - found.body_start <= _NOTHING
        marks.body_start = marks.body_end = empty
    else:
        marks.body_start = abs(found.body_start - labels.body[0]) <= _NEAR
        marks.body_end = abs(found.body_end - labels.body[1]) <= _NEAR
    if not (marks.body_start and marks.body_end):
        marks.faults.extend(_sides(marks, labels, found))


def _sides(marks: Marks, labels: Labels, found: Reading) -> Iterator[Fault]:
    place = (found.body_start, found.body_end)
    if labels.body is None:
        yield Fault("body", place, "页面没有正文")
    else:
        if not marks.body_start:
            yield Fault("body", place, f"从{found.body_start}起，应从{labels.body[0]}起")
        if not marks.body_end:
            yield Fault("body", place, f"到{found.body_end}止，应到{labels.body[1]}止")
