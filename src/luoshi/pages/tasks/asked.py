"""What somebody asks the ledger for: out of an address, back into an address, and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from luoshi.queries.desks import Choices
from luoshi.queries.tasks import Due, Filter, Sort, Standing
from luoshi.rules.campaigns import Campaign
from luoshi.rules.enums import Labelled
from luoshi.rules.lamps import Lamp

LAST_PAGE = 2000
LONGEST = 60
_ENUMS: Mapping[str, tuple[type[Labelled], str]] = {
    "standing": (Standing, "办理情况"),
    "lamp": (Lamp, "灯色"),
    "due": (Due, "时限"),
    "campaign": (Campaign, "专项"),
    "sort": (Sort, "排序"),
}
_NUMBERS: Mapping[str, tuple[str, str]] = {
    "unit": ("branch_id", "责任单位"),
    "document": ("document_id", "来文"),
}
_TEXTS = ("owner", "words")
_NOTHING = Filter()


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter, the page of it, and notes about everything in the address that could not be understood."""

    filter: Filter
    page: int
    notes: tuple[str, ...]


def understand(query: QueryDict, choices: Choices) -> Asked:
    """Return what an address asks for. What makes no sense is left out and noted, never an error."""
    values: dict[str, Any] = {}
    notes: list[str] = []
    for key, (kind, label) in _ENUMS.items():
        if word := query.get(key, ""):
            if word in kind.codes():
                values[key] = kind(word)
            else:
                notes.append(f"“{label}”没有“{_short(word)}”这个选项，已忽略。")
    offered = {"unit": dict(choices.branches), "document": dict(choices.documents)}
    for key, (field, label) in _NUMBERS.items():
        if word := query.get(key, ""):
            if word.isascii() and word.isdigit() and len(word) < 12 and int(word) in offered[key]:
                values[field] = int(word)
            else:
                notes.append(f"“{label}”没有这个选项，或不在您的查看范围，已忽略。")
    for key in _TEXTS:
        word = query.get(key, "").strip()
        if "\x00" in word:
            notes.append("输入的文字中有不能识别的字符，已忽略。")
        elif word:
            values[key] = word[:LONGEST]
    values["descending"] = query.get("order") == "descending"
    return Asked(Filter(**values), _page(query.get("page", "1"), notes), tuple(notes))


def _page(word: str, notes: list[str]) -> int:
    if word.isascii() and word.isdigit() and len(word) < 6 and 1 <= int(word) <= LAST_PAGE:
        return int(word)
    notes.append(f"没有第“{_short(word)}”页，显示第1页。")
    return 1


def _short(word: str) -> str:
    return word[:20].replace("\x00", "")


def address(asked: Filter, page: int = 1) -> str:
    """Return the query string of a filter, empty for the ledger as it opens; equal filters, equal strings."""
    names = {"branch_id": "unit", "document_id": "document"}
    pairs: list[tuple[str, object]] = []
    for field in fields(Filter):
        value = getattr(asked, field.name)
        if field.name != "descending" and value != getattr(_NOTHING, field.name):
            pairs.append((names.get(field.name, field.name), value))
    if asked.descending:
        pairs.append(("order", "descending"))
    if page > 1:
        pairs.append(("page", page))
    return urlencode(pairs)


def asks(asked: Filter, choices: Choices) -> Iterator[tuple[str, Filter]]:
    """Yield everything that a filter asks for, in words, each with the filter that no longer asks for it."""
    if asked.branch_id:
        yield dict(choices.branches)[asked.branch_id], replace(asked, branch_id=None)
    if asked.standing != _NOTHING.standing:
        words = "各种办理情况" if asked.standing == Standing.ALL else asked.standing.label
        yield words, replace(asked, standing=_NOTHING.standing)
    if asked.lamp:
        lamp = Lamp(asked.lamp)
        yield f"{lamp.sign} {lamp.label}", replace(asked, lamp="")
    if asked.due:
        yield Due(asked.due).label, replace(asked, due="")
    if asked.owner:
        yield f"责任人{asked.owner}", replace(asked, owner="")
    if asked.document_id:
        yield f"来自《{dict(choices.documents)[asked.document_id]}》", replace(asked, document_id=None)
    if asked.campaign:
        yield f"{Campaign(asked.campaign).label}专项", replace(asked, campaign="")
    if asked.words:
        yield f"含“{asked.words}”", replace(asked, words="")


def spoken(asked: Filter, choices: Choices) -> str:
    """Return a filter as a sentence that can be read aloud, with its order."""
    said = [words for words, _ in asks(asked, choices)]
    if asked.standing == _NOTHING.standing:
        said.insert(0, asked.standing.label)
    turned = "，倒序" if asked.descending else ""
    return f"{'、'.join(said)}；按{asked.sort.label}排列{turned}"


def sorted_by(asked: Filter, sort: Sort) -> Filter:
    """Return the filter that a click on a column's head asks for: that order, or the same turned round."""
    return replace(asked, sort=sort, descending=asked.sort == sort and not asked.descending)
