"""What may be rehearsed: which numbers, over which days, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from luoshi.rules.calendar import full_date
from luoshi.rules.letters import REPLY_KEY, RUNGS
from luoshi.rules.parameters import DEFAULTS, Parameter, ParameterBook

LAMP_KEYS = ("lamp.yellow_gap_x100", "lamp.red_gap_x100", "lamp.due_soon")
LADDER_KEYS = (
    "letter.yellow_weeks",
    "letter.bulletin_weeks",
    "letter.red_weeks",
    "letter.warning_days",
    "letter.unread_days",
)
KEYS: tuple[str, ...] = (*LAMP_KEYS, *LADDER_KEYS, *(REPLY_KEY[kind] for kind in RUNGS))
"""The numbers that lamps and the ladder are judged by, in the order in which they are chosen from."""
MOST_DAYS = 366
USUAL_DAYS = 365
MOST_CHANGES = 3
RUN_IN_DAYS = 28
"""So many days before the first are replayed and not counted: by then what stood has come to rest."""
LOOK_AHEAD_DAYS = 90
"""So many days after the last the planned ways are known: no letter looks further ahead."""

UNKNOWABLE = (
    "单位如果早知道标准不同，可能早些或晚些行动；预演按实际报过的进度算，不猜测。",
    "延期、求助、计划调整、销号、人工设置的“不发函”都按实际发生的算；标准不同时是否还会提出，无从知道。",
    "实际没有拟过的函件，按这段时间里函件从拟稿到发出、签收、回复、办结通常用的工作日推算。",
    "“发出前已恢复”只看灯色：是因为自己在办，还是因为收到过别的函件，记录里分不出来。",
    "负担只计回复函件的时间，每份按本局登记的估计；不含因此多开的会、多跑的路。",
)
"""What cannot be known, told beside every result."""

_BY_KEY: Mapping[str, Parameter] = {row.key: row for row in DEFAULTS}


def label(key: str) -> str:
    """Return what a number is called."""
    return _BY_KEY[key].label


def why_not_rehearse(
    changes: Sequence[tuple[str, int]], from_on: date, until_on: date, today: date, book: ParameterBook
) -> str | None:
    """Return why these values cannot be rehearsed over these days; None when they can."""
    if not changes:
        return "请至少改一个数，才有可比的。"
    if len(changes) > MOST_CHANGES:
        return f"一次最多改{MOST_CHANGES}个数；改得多了，就分不清差别是哪一个带来的。"
    if len({key for key, _ in changes}) < len(changes):
        return "同一个数写了两次，请只留一次。"
    for key, value in changes:
        if key not in KEYS:
            return "只能预演灯色和督办阶梯的数。请从列表中选择。"
        if reason := _why_not_value(key, value, until_on, book):
            return reason
    if until_on > today:
        return f"预演只看已经过去的日子，截止日期不能晚于今天（{full_date(today)}）。"
    if from_on >= until_on:
        return "开始日期应早于截止日期。"
    if (until_on - from_on).days >= MOST_DAYS:
        return f"一次最多预演{MOST_DAYS}天，请缩短起止日期。"
    return None


def _why_not_value(key: str, value: int, on: date, book: ParameterBook) -> str | None:
    row = book.row(key, on)
    if value < 1:
        return f"“{row.label}”应是不小于1的整数（单位：{row.unit}）。"
    most = 10_000 if key in LAMP_KEYS[:2] else 60
    if value > most:
        return f"“{row.label}”最大为{most}（单位：{row.unit}），现填{value}。"
    if value == row.value:
        return f"“{row.label}”现行就是{value}，没有改动，不用预演。"
    return None


def book_with(book: ParameterBook, changes: Iterable[tuple[str, int]]) -> ParameterBook:
    """Return the book in which these numbers have had these values all along; campaigns keep their own."""
    wanted = dict(changes)
    rows: list[Parameter] = []
    for row in book:
        if row.key not in wanted or row.campaign:
            rows.append(row)
        elif row is _first(book, row.key):
            rows.append(replace(row, value=wanted[row.key], effective_to=None))
    return ParameterBook(rows)


def _first(book: ParameterBook, key: str) -> Parameter:
    return next(row for row in book if row.key == key and not row.campaign)


def usual_days(today: date) -> tuple[date, date]:
    """Return the days that are rehearsed unless others are asked for: the year that ended yesterday."""
    return today - timedelta(days=USUAL_DAYS), today - timedelta(days=1)


def is_about_lamps(changes: Iterable[tuple[str, int]]) -> bool:
    """Return whether lamps could differ; else only the letters do."""
    return any(key in LAMP_KEYS for key, _ in changes)
