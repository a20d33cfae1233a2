"""The wordings of letters: which version counts, what was before, and what changed between two."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from luoshi.records.models import TemplateVersion

# The row that pages may name; they import no records themselves.
__all__ = ["Change", "TemplateVersion", "changes", "current", "current_of_all", "version", "versions"]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a comparison: "+" is new, "-" is gone, " " stands as it was."""

    sign: str
    line: str


def current(kind: str) -> TemplateVersion | None:
    """Return the version that counts for a kind of letter; None for the one that the program brings."""
    return TemplateVersion.objects.filter(kind=kind).order_by("-number").first()


def current_of_all() -> dict[str, TemplateVersion]:
    """Return {kind: the version that counts}, for the kinds that the office has worded itself."""
    return {version.kind: version for version in TemplateVersion.objects.order_by("number")}


def versions(kind: str) -> list[TemplateVersion]:
    """Return the versions of a kind of letter, latest first."""
    return list(TemplateVersion.objects.filter(kind=kind).order_by("-number"))


def version(kind: str, number: int) -> TemplateVersion | None:
    """Return one version; None when there is none of this number."""
    return TemplateVersion.objects.filter(kind=kind, number=number).first()


def changes(before: str, after: str) -> list[Change]:
    """Return what changed between two wordings, line by line."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [Change(line[0], line[2:]) for line in lines if line[0] != "?"]
