"""Reading the form that says who answers for a directive."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from luoshi.pages import numbers
from luoshi.queries import documents, units
from luoshi.queries.documents import Owner
from luoshi.rules.tasks import Role
from luoshi.rules.units import UnitKind

GROUPS = (UnitKind.COUNTY, UnitKind.OFFICE)


@dataclass(slots=True)
class Choice:
    """Units and roles as `assign_task` takes them; `joined` are those that the form added just now.

    `said` is why the words typed name no single unit.
    """

    owners: dict[Any, Role] = field(default_factory=dict)
    joined: list[Any] = field(default_factory=list)
    said: str = ""
    sought: str = ""


def chosen(posted: QueryDict, document: Any, draft_id: int) -> Choice:
    """Return whom a form names: the units shown with their roles, and those that were added.

    A unit whose role was set to nothing is left out; ids that are no assignable units are ignored.
    """
    added = role_in(posted.get("added_role", "")) or Role.RESPONSIBLE
    wanted: dict[int, Role] = {}
    for name, code in posted.items():
        number = numbers.whole(name.removeprefix("role-"))
        if name.startswith("role-") and number is not None and (role := role_in(str(code))):
            wanted[number] = role
    picked, group = numbers.whole(posted.get("unit", "")), posted.get("group", "")
    joining = [] if picked is None else [picked]
    if group in GROUPS:
        joining += units.of_kind(UnitKind(group)).values_list("id", flat=True)
    for unit_id in joining:
        wanted.setdefault(unit_id, added)
    if "above" in posted:
        wanted = {owner.unit_id: owner.role for owner in above(document, draft_id)} | wanted
    choice = Choice()
    sought = posted.get("q", "").strip()
    if sought and not {"unit", "group", "above"} & posted.keys():
        unit, choice.said = one_meant(sought)
        choice.sought = sought
        if unit is not None:
            wanted.setdefault(unit.id, added)
    shown = {name.removeprefix("role-") for name in posted if name.startswith("role-")}
    by_id = {unit.id: unit for unit in units.assignable().filter(id__in=wanted)}
    choice.owners = {by_id[unit_id]: role for unit_id, role in wanted.items() if unit_id in by_id}
    choice.joined = [unit for unit in choice.owners if str(unit.id) not in shown]
    return choice


def one_meant(words: str) -> tuple[Any, str]:
    """Return the unit that typed words mean, or None and why it is not clear."""
    found = units.matching(words)
    exact = [unit for unit in found if words in (unit.short_name, unit.name)]
    if len(found) == 1 or len(exact) == 1:
        return (exact or found)[0], ""
    if not found:
        return None, f"没有找到“{words}”。请输入单位简称中的字，或拼音首字母（如“dh”）。"
    return None, f"“{words}”对应{len(found)}个单位，请在下面点选一个。"


def role_in(code: str) -> Role | None:
    """Return the role that a form names; None for anything else, which takes the unit out."""
    return Role(code) if code in Role.codes() else None


def above(document: Any, draft_id: int) -> tuple[Owner, ...]:
    """Return who answers for the directive before this one in the text; nobody for the first."""
    ids = [mark.id for mark in documents.marks(document)]
    place = ids.index(draft_id) if draft_id in ids else 0
    return documents.desk(document, [ids[place - 1]])[0].owners if place else ()
