"""Marks of several documents added up to the figures that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.crafts.scores.labels import Labels
from luoshi.crafts.scores.marking import Marks


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Sum:
    """The figures of a set of documents; a share is None where nothing was to be counted."""

    papers: int
    labelled: int
    read: int
    left: int
    tasks: Rate
    mean_f1: float
    characters: Rate
    units: Rate
    near_units_f1: float
    all_units_f1: float
    unit_sets: float | None
    dated: int
    dates: float | None
    field_dates: float | None
    undated: float | None
    bodies: float | None
    furnished: int
    furnished_bodies: float | None
    body_starts: float | None
    body_ends: float | None

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as `luoshi score --json` writes them, under the names of the corpus's scorer."""
        return {
            "docs": self.papers,
            "gold": self.labelled,
            "pred": self.read,
            "ignored": self.left,
            "P": self.tasks.precision,
            "R": self.tasks.recall,
            "F1": self.tasks.f1,
            "macroF1": self.mean_f1,
            "charP": self.characters.precision,
            "charR": self.characters.recall,
            "units_P": self.units.precision,
            "units_R": self.units.recall,
            "units_F1": self.units.f1,
            "units_F1_lenient": self.near_units_f1,
            "units_F1_end2end": self.all_units_f1,
            "units_set_exact": self.unit_sets,
            "deadline_acc": self.dates,
            "deadline_n": self.dated,
            "deadline_field_acc": self.field_dates,
            "no_deadline_kept": self.undated,
            "body_acc": self.bodies,
            "body_acc_boiler": self.furnished_bodies,
            "body_boiler_docs": self.furnished,
            "body_start_acc": self.body_starts,
            "body_end_acc": self.body_ends,
        }


def total(marked: Sequence[tuple[Labels, Marks]]) -> Sum:
    """Return the figures of documents taken together; every task and every name counts the same."""
    marks = [each for _, each in marked]
    furnished = [each for labels, each in marked if labels.is_furnished]

    def add(name: str) -> int:
        return sum(getattr(each, name) for each in marks)

    hit, extra, missed = add("units_hit"), add("units_extra"), add("units_missed")
    near = add("units_near")
    return Sum(
        papers=len(marks),
        labelled=add("hit") + add("missed"),
        read=add("hit") + add("extra"),
        left=add("left"),
        tasks=rate(add("hit"), add("extra"), add("missed")),
        mean_f1=_three(sum(f1(each.hit, each.extra, each.missed) for each in marks) / len(marks)),
        characters=rate(
            add("right_characters"),
            add("read_characters") - add("right_characters"),
            add("labelled_characters") - add("covered_characters"),
        ),
        units=rate(hit, extra, missed),
        near_units_f1=rate(near, hit + extra - near, hit + missed - near).f1,
        all_units_f1=rate(hit, extra, missed + add("units_unmatched")).f1,
        unit_sets=_share(add("unit_sets_right"), add("unit_sets")),
        dated=add("dated"),
        dates=_share(add("dated_right"), add("dated")),
        field_dates=_share(add("field_dated_right"), add("field_dated")),
        undated=_share(add("undated_right"), add("undated")),
        bodies=_share(sum(each.body_start and each.body_end for each in marks), len(marks)),
        furnished=len(furnished),
        furnished_bodies=_share(sum(each.body_start and each.body_end for each in furnished), len(furnished)),
        body_starts=_share(sum(each.body_start for each in furnished), len(furnished)),
        body_ends=_share(sum(each.body_end for each in furnished), len(furnished)),
    )


def f1(hit: int, extra: int, missed: int) -> float:
    """Return the harmonic mean of precision and recall; nothing read where nothing is labelled is right."""
    precision = hit / (hit + extra) if hit + extra else 1.0
    recall = hit / (hit + missed) if hit + missed else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def rate(hit: int, extra: int, missed: int) -> Rate:
    """Return precision, recall and F1 to three places."""
    precision = hit / (hit + extra) if hit + extra else 1.0
    recall = hit / (hit + missed) if hit + missed else 1.0
    return Rate(_three(precision), _three(recall), _three(f1(hit, extra, missed)))


def _share(part: int, whole: int) -> float | None:
    return _three(part / whole) if whole else None


def _three(value: float) -> float:
    return round(value, 3)
