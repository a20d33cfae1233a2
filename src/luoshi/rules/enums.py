"""Enums whose members carry the words shown to people."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """A stored code and its Chinese label, declared on one line."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return plain (code, label) strings, so that no migration ever imports this enum."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def codes(cls) -> list[str]:
        """Return the stored codes in the order of declaration."""
        return [member.value for member in cls]


class Turn(Labelled):
    """Whose turn it is while something rests in a state."""

    OFFICE = "OFFICE", "督查科"
    LEADER = "LEADER", "局领导"
    UNIT = "UNIT", "责任单位"
    UNIT_HEAD = "UNIT_HEAD", "责任单位负责人"
    HELPER = "HELPER", "求助对象"
    COSIGNER = "COSIGNER", "会签处室"
    ASKER = "ASKER", "提要求的单位"
    NOBODY = "NOBODY", "无"
