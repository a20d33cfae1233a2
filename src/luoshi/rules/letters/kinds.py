"""What kinds of letter there are, what each is called on paper, and in which register it is counted."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled
from luoshi.rules.units import UnitKind


class LetterKind(Labelled):
    """The letters of the ladder, lowest rung first, the notice of praise beside it, and all other papers."""

    REMINDER = "REMINDER", "提醒函"
    WARNING = "WARNING", "预警函"
    SUPERVISION = "SUPERVISION", "督办函"
    BULLETIN = "BULLETIN", "问题通报"
    TALK = "TALK", "约谈通知书"
    PRAISE = "PRAISE", "表扬通报"
    RECTIFY = "RECTIFY", "整改通知书"
    NOTICE = "NOTICE", "督导通知"
    ADVICE = "ADVICE", "提示函"
    CORRECTION = "CORRECTION", "更正函"
    APOLOGY = "APOLOGY", "致歉函"
    MINUTES = "MINUTES", "会议纪要"


REPLY_KEY: Mapping[LetterKind, str] = {
    LetterKind.REMINDER: "letter.reminder_reply",
    LetterKind.WARNING: "letter.warning_reply",
    LetterKind.SUPERVISION: "letter.supervision_reply",
    LetterKind.BULLETIN: "letter.bulletin_reply",
    LetterKind.TALK: "letter.talk_reply",
    LetterKind.PRAISE: "letter.praise_reply",
    LetterKind.RECTIFY: "letter.rectify_reply",
    LetterKind.NOTICE: "letter.notice_reply",
    LetterKind.ADVICE: "letter.advice_reply",
    LetterKind.CORRECTION: "letter.correction_reply",
    LetterKind.APOLOGY: "letter.correction_reply",
    LetterKind.MINUTES: "letter.minutes_reply",
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

LISTING = frozenset(LetterKind) - {
    LetterKind.RECTIFY,
    LetterKind.NOTICE,
    LetterKind.ADVICE,
    LetterKind.CORRECTION,
    LetterKind.APOLOGY,
    LetterKind.MINUTES,
}
"""The kinds that must list what they are about."""

CORRECTING = frozenset({LetterKind.CORRECTION, LetterKind.APOLOGY})
"""The kinds that are about another letter."""

UNANSWERED = frozenset({LetterKind.PRAISE, LetterKind.CORRECTION, LetterKind.APOLOGY, LetterKind.MINUTES})
"""The kinds that ask for no reply: whoever signs for one has done all that it asks."""

_SERIES: Mapping[LetterKind, str] = {
    LetterKind.REMINDER: "提函",
    LetterKind.WARNING: "警函",
    LetterKind.SUPERVISION: "督函",
    LetterKind.BULLETIN: "通报",
    LetterKind.TALK: "约谈",
    LetterKind.PRAISE: "表扬",
    LetterKind.RECTIFY: "整改",
    LetterKind.NOTICE: "督导",
    LetterKind.ADVICE: "示函",
    LetterKind.CORRECTION: "更函",
    LetterKind.APOLOGY: "歉函",
    LetterKind.MINUTES: "纪",
}


def number_words(mark: str, kind: LetterKind, year: int, ordinal: int) -> str:
    """Return the 发文字号, as "示教督函〔2026〕12号" (GB/T 9704-2012 7.2.5)."""
    return f"{mark}{number_series(kind)}〔{year}〕{ordinal}号"


def number_series(kind: LetterKind) -> str:
    """Return the words that tell the kinds' registers apart in a 发文字号."""
    return _SERIES[kind]


def instrument(kind: LetterKind, unit_kind: UnitKind) -> str:
    """Return what the paper is called: a 函 to a county bureau, a 单 inside the bureau (facts §6.4)."""
    is_inside = unit_kind is UnitKind.OFFICE and kind not in CORRECTING
    return kind.label.replace("函", "单") if is_inside else kind.label
