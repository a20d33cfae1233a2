"""A document's labels, as a person made them: tasks with units and dates, what is left open, the body."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from luoshi.rules.refusals import Refused

Place = tuple[int, int]

_REPOSITORY = re.compile(r"#SOURCE:\s*(?:github:)?(?P<first>[^\s/|]+)(?:/(?P<second>[^\s/|]+))?")
_FURNISHED = 40


@dataclass(frozen=True, slots=True)
class Label:
    """One task as labelled. `dates` are all ISO dates that count as right; `due` is the last or None."""

    place: Place
    units: frozenset[str]
    inherited: frozenset[str]
    due: str | None
    dates: frozenset[str]
    is_field: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one document; offsets count the characters of its file, the first line included.

    `open_places` hold what is neither right nor wrong; `body` is None when the page holds no document;
    `is_furnished` says that other things stand around the body.
    """

    name: str
    file: str
    source: str
    kind: str
    is_education: bool
    scores_units: bool
    tasks: tuple[Label, ...]
    open_places: tuple[Place, ...]
    body: Place | None
    is_furnished: bool


def parse(words: str, name: str) -> Labels:
    """Return the labels that a file holds. Raises Refused when it is not JSON or lacks a part."""
    try:
        found = json.loads(words)
        return Labels(
            name=str(found["id"]),
            file=str(found.get("file", f"{found['id']}.txt")),
            source=str(found["label_source"]),
            kind=str(found.get("type") or "未注明"),
            is_education=bool(found.get("education")),
            scores_units=bool(found.get("score_units", True)),
            tasks=tuple(map(_label, found["tasks"])),
            open_places=(
                *((int(start), int(end)) for start, end in found.get("ignore", [])),
                *((int(task["start"]), int(task["end"])) for task in found.get("optional", [])),
            ),
            body=None if found["body_start"] is None else (int(found["body_start"]), int(found["body_end"])),
            is_furnished=(found.get("boilerplate_chars") or 0) >= _FURNISHED or found["body_start"] is None,
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(f"{name} 不是标注文件，或者缺少内容（{error}）。请对照标注规则检查。") from error


def repository(text: str) -> str:
    """Return the repository that a document was taken from, by its first line; empty where it names none."""
    found = _REPOSITORY.match(text)
    if not found:
        return ""
    is_hosted = text.startswith("#SOURCE: github:")
    return f"{found['first']}/{found['second']}" if is_hosted else found["first"]


def plain(name: str) -> str:
    """Return a unit's name as names are compared: no white space, one form of brackets, no 等."""
    name = re.sub(r"\s", "", name).replace("(", "（").replace(")", "）")
    return name.strip("，。；;、：:").removesuffix("等")


def _label(task: dict[str, Any]) -> Label:
    due = task.get("deadline_iso")
    dates = {one["iso"] for one in task.get("deadline_all", [])} | {due}
    return Label(
        place=(int(task["start"]), int(task["end"])),
        units=frozenset(plain(unit) for unit in task["units"]),
        inherited=frozenset(plain(unit) for unit in task.get("units_inherited", [])),
        due=due or None,
        dates=frozenset(day for day in dates if day),
        is_field=task.get("deadline_source") == "field",
    )
