"""How a wording is read: 【名称】 alone on a line begins a part, {{名称}} is a field, {{段：名称}} a part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.rules.templates.fields import FIELDS, Filled

HEAD = re.compile(r"【([^【】]{1,12})】")
FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
PART = re.compile(r"\{\{\s*段[:：]\s*([^{}]*?)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording laid out: the title, the text that the drafter may change, and what follows the table.

    `opening` and `closing` are lines; the table of items stands between them where `has_table`.
    """

    title: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    has_table: bool


def sections(text: str) -> dict[str, list[tuple[int, str]]]:
    """Return {part: its lines with their numbers from 1}; what stands before the first part is under ""."""
    found: dict[str, list[tuple[int, str]]] = {}
    name = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if head := HEAD.fullmatch(line.strip()):
            name = head[1].strip()
            found.setdefault(name, [])
        elif line.strip():
            found.setdefault(name, []).append((number, line.strip()))
    return found


def names_in(text: str) -> list[str]:
    """Return the names of the fields in a text, in their order, parts left out."""
    return FIELD.findall(PART.sub("", text))


def included_in(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the parts that these lines take in, each with the number of its line."""
    return [(number, name) for number, line in lines for name in PART.findall(line)]


def read(text: str) -> Wording:
    """Return a wording that has no faults, laid out: a part that another takes in stands there only."""
    found = sections(text)
    taken = {name for lines in found.values() for _, name in included_in(lines)}
    body = [line for name in list(found)[1:] if name not in taken for line in _spread(name, found)]
    cut = next((place for place, line in enumerate(body) if _ends_opening(line)), len(body))
    closing = tuple(line for line in body[cut:] if "事项表" not in names_in(line))
    has_table = any("事项表" in names_in(line) for line in body)
    return Wording(found["标题"][0][1], tuple(body[:cut]), closing, has_table)


def _spread(name: str, found: Mapping[str, list[tuple[int, str]]]) -> list[str]:
    lines = []
    for _, line in found[name]:
        inner = PART.fullmatch(line)
        lines += _spread(inner[1], found) if inner else [line]
    return lines


def _ends_opening(line: str) -> bool:
    """Whether the words from this line on are not the drafter's: a field is filled in after drafting."""
    return any(FIELDS[name].filled in {Filled.TABLE, Filled.ISSUING} for name in names_in(line))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with the fields filled in that there is a value for; the others stay open."""
    return FIELD.sub(lambda field: values.get(field[1], field[0]), text)
