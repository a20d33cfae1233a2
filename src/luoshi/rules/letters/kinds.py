"""What kinds of letter there are, what each is called on paper, and in which register it is counted."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled
from luoshi.rules.units import UnitKind


class LetterKind(Labelled):
    """The letters of the ladder, lowest rung first, and the notice of praise beside it."""

    REMINDER = "REMINDER", "提醒函"
    WARNING = "WARNING", "预警函"
    SUPERVISION = "SUPERVISION", "督办函"
    BULLETIN = "BULLETIN", "问题通报"
    TALK = "TALK", "约谈通知书"
    PRAISE = "PRAISE", "表扬通报"


REPLY_KEY: Mapping[LetterKind, str] = {
    LetterKind.REMINDER: "letter.reminder_reply",
    LetterKind.WARNING: "letter.warning_reply",
    LetterKind.SUPERVISION: "letter.supervision_reply",
    LetterKind.BULLETIN: "letter.bulletin_reply",
    LetterKind.TALK: "letter.talk_reply",
    LetterKind.PRAISE: "letter.praise_reply",
}

VERBS: Mapping[LetterKind, str] = {
    LetterKind.REMINDER: "提醒",
    LetterKind.WARNING: "预警",
    LetterKind.SUPERVISION: "督办",
    LetterKind.BULLETIN: "通报",
    LetterKind.TALK: "约谈",
    LetterKind.PRAISE: "表扬",
}
"""What a rung of the ladder does, in a word."""

_SERIES: Mapping[LetterKind, str] = {
    LetterKind.REMINDER: "提函",
    LetterKind.WARNING: "警函",
    LetterKind.SUPERVISION: "督函",
    LetterKind.BULLETIN: "通报",
    LetterKind.TALK: "约谈",
    LetterKind.PRAISE: "表扬",
}


def number_words(mark: str, kind: LetterKind, year: int, ordinal: int) -> str:
    """Return the 发文字号, as "示教督函〔2026〕12号" (GB/T 9704-2012 7.2.5)."""
    return f"{mark}{number_series(kind)}〔{year}〕{ordinal}号"


def number_series(kind: LetterKind) -> str:
    """Return the words that tell the kinds' registers apart in a 发文字号."""
    return _SERIES[kind]


def instrument(kind: LetterKind, unit_kind: UnitKind) -> str:
    """Return what the paper is called: a 函 to a county bureau, a 单 inside the bureau (facts §6.4)."""
    return kind.label.replace("函", "单") if unit_kind is UnitKind.OFFICE else kind.label
