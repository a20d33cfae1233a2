"""On which rung an assignment stands on a day, which letter comes next, and what holds that back.

提醒, 预警, 督办, 通报, 约谈: the ladder and its numbers are the bureau's own (facts §6.2, local practice), a
campaign may have others; every step is only a draft until a person with the authority approves it (T6-02). A
letter proposes no penalty to anybody; what may follow, 线索移送建议, is reached by a person's decision alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.rules.calendar import WorkCalendar, full_date
from luoshi.rules.enums import Labelled
from luoshi.rules.lamps import Lamp
from luoshi.rules.letters.kinds import VERBS, LetterKind
from luoshi.rules.letters.states import OUT, LetterState
from luoshi.rules.parameters import ParameterBook

K = LetterKind
RUNGS = (K.REMINDER, K.WARNING, K.SUPERVISION, K.BULLETIN, K.TALK)
"""The letters of the ladder, lowest first."""


class Hold(Labelled):
    """What of an assignment is pending at somebody else's desk; no letter goes out about it meanwhile."""

    HELP = "HELP", "求助尚未答复，时限暂停计算"
    EXTENSION = "EXTENSION", "延期申请尚未批复"
    PLAN = "PLAN", "计划调整申请尚未批复"
    VISIT = "VISIT", "同一事项正在督查，待督查结束"


@dataclass(frozen=True, slots=True)
class Past:
    """The last letter of the ladder about an assignment since it fell behind; withdrawn ones do not count."""

    kind: LetterKind
    state: LetterState
    reply_due_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One assignment as the ladder sees it on a day.

    `weeks` counts the calendar weeks that its colour has stood, 1 in the first; `red_on` is the day on which
    it turns red if nobody reports anything; `campaign` is "" for none.
    """

    assignment_id: int
    lamp: Lamp
    weeks: int
    past: Past | None = None
    holds: tuple[Hold, ...] = ()
    red_on: date | None = None
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of the ladder on a day: weeks running of a colour, working days."""

    today: date
    calendar: WorkCalendar
    yellow_weeks: int
    bulletin_weeks: int
    talk_weeks: int
    warning_days: int
    unread_days: int


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next for an assignment: which letter, and what holds it back until when.

    Nothing in `held` means that the letter is called for today. `earliest` is the first day on which it may
    be if the record stays as it is; None when no day can be told.
    """

    kind: LetterKind | None
    held: tuple[str, ...] = ()
    earliest: date | None = None


def limits_on(book: ParameterBook, calendar: WorkCalendar, today: date, campaign: str = "") -> Limits:
    """Return the numbers that hold on a day for the tasks of a campaign ("" for none)."""

    def value(key: str) -> int:
        return book.value(f"letter.{key}", today, campaign)

    return Limits(
        today=today,
        calendar=calendar,
        yellow_weeks=value("yellow_weeks"),
        bulletin_weeks=value("bulletin_weeks"),
        talk_weeks=value("red_weeks"),
        warning_days=value("warning_days"),
        unread_days=value("unread_days"),
    )


def called_for(item: Item, limits: Limits) -> LetterKind | None:
    """Return which letter an assignment calls for on a day; None when it calls for none or one is held."""
    found = step(item, limits)
    return None if found.held else found.kind


def step(item: Item, limits: Limits) -> Step:
    """Return what comes next for an assignment, and all that holds it back."""
    kind, weeks = _next(item, limits)
    if kind is None:
        return Step(None)
    ready_on = limits.today
    held = [hold.label for hold in item.holds]
    if item.weeks < weeks:
        ready_on = _monday(limits.today) + timedelta(weeks=weeks - item.weeks)
        colour = "红灯" if item.lamp is Lamp.RED else "黄灯"
        held.append(f"{colour}刚{item.weeks}期，连续{weeks}期才{VERBS[kind]}")
    told: date | None = limits.today
    if not _is_at_once(item, kind):
        words, told = _former(item.past, limits)
        held += words
    is_open = bool(item.holds) or told is None
    return Step(kind, tuple(held), None if is_open else max(ready_on, told or ready_on))


def _next(item: Item, limits: Limits) -> tuple[LetterKind | None, int]:
    """Return the next letter and how many weeks running its colour must have stood for it."""
    last = item.past.kind if item.past else None
    if item.lamp is Lamp.RED:
        return {
            K.SUPERVISION: (K.BULLETIN, limits.bulletin_weeks),
            K.BULLETIN: (K.TALK, limits.talk_weeks),
            K.TALK: (None, 0),
        }.get(last or K.REMINDER, (K.SUPERVISION, 1))
    if item.lamp is not Lamp.YELLOW or last in {K.SUPERVISION, K.BULLETIN, K.TALK}:
        return None, 0
    if item.weeks >= limits.yellow_weeks:
        return K.SUPERVISION, limits.yellow_weeks
    if last is not K.WARNING and _turns_red_soon(item, limits):
        return K.WARNING, 1
    return (K.SUPERVISION, limits.yellow_weeks) if last else (K.REMINDER, 1)


def _turns_red_soon(item: Item, limits: Limits) -> bool:
    return item.red_on is not None and item.red_on <= limits.calendar.add_workdays(
        limits.today, limits.warning_days
    )


def _is_at_once(item: Item, kind: LetterKind) -> bool:
    """Say whether what turned red is taken up without waiting for the answer to a gentler letter."""
    return item.lamp is Lamp.RED and kind is K.SUPERVISION


def _former(past: Past | None, limits: Limits) -> tuple[list[str], date | None]:
    """Return why the letter before this one still stands in the way, and the first day that it does not."""
    if past is None:
        return [], limits.today
    name, today = past.kind.label, limits.today
    if past.state not in OUT:
        return [f"{name}还没有发出"], None
    if past.state is LetterState.REPLIED:
        return [f"{name}已回复，等督查科核定"], None
    if past.state in {LetterState.CLOSED, LetterState.ARCHIVED}:
        again = _monday(past.closed_on) + timedelta(weeks=1) if past.closed_on else today
        return ([f"{name}的回复本周刚核定，看下一期周报"] if today < again else []), again
    due_on = past.reply_due_on or today
    if past.state is LetterState.ISSUED:
        again = limits.calendar.add_workdays(due_on, limits.unread_days) + timedelta(days=1)
        return ([f"{name}尚未签收，应先核实送达"] if today < again else []), again
    again = due_on + timedelta(days=1)
    return ([f"{name}的回复期到{full_date(due_on)}"] if today < again else []), again


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
