"""Which letter an assignment calls for, what may happen to a letter, and why not.

The ladder and its numbers are the bureau's own (facts §6.2, local practice); every step is only a draft
until a person with the authority approves it (T6-02). A letter proposes no penalty to anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules import mandates
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.lamps import Lamp
from luoshi.rules.people import Actor, Permission
from luoshi.rules.units import UnitKind


class LetterKind(Labelled):
    """The rungs of the ladder that exist so far, lowest first."""

    REMINDER = "REMINDER", "提醒函"
    SUPERVISION = "SUPERVISION", "督办函"


class LetterState(Labelled):
    """Where a letter stands."""

    DRAFT = "DRAFT", "草稿"
    SUBMITTED = "SUBMITTED", "待签批"
    APPROVED = "APPROVED", "已签批"
    NUMBERED = "NUMBERED", "已编号"
    ISSUED = "ISSUED", "已发出"
    READ = "READ", "已签收"
    REPLIED = "REPLIED", "已回复"
    RETURNED = "RETURNED", "退回重报"
    CLOSED = "CLOSED", "已办结"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    DISCARDED = "DISCARDED", "未采用"


S = LetterState

MOVES: Mapping[LetterState, frozenset[LetterState]] = {
    S.DRAFT: frozenset({S.SUBMITTED, S.DISCARDED}),
    S.SUBMITTED: frozenset({S.APPROVED, S.DRAFT, S.DISCARDED}),
    S.APPROVED: frozenset({S.NUMBERED, S.DISCARDED}),
    S.NUMBERED: frozenset({S.ISSUED, S.WITHDRAWN}),
    S.ISSUED: frozenset({S.READ, S.WITHDRAWN}),
    S.READ: frozenset({S.REPLIED, S.WITHDRAWN}),
    S.REPLIED: frozenset({S.CLOSED, S.RETURNED, S.WITHDRAWN}),
    S.RETURNED: frozenset({S.REPLIED, S.WITHDRAWN}),
    S.CLOSED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.DISCARDED: frozenset(),
}
TURNS: Mapping[LetterState, Turn] = {
    S.DRAFT: Turn.OFFICE,
    S.SUBMITTED: Turn.LEADER,
    S.APPROVED: Turn.OFFICE,
    S.NUMBERED: Turn.OFFICE,
    S.ISSUED: Turn.UNIT,
    S.READ: Turn.UNIT,
    S.REPLIED: Turn.OFFICE,
    S.RETURNED: Turn.UNIT,
    S.CLOSED: Turn.NOBODY,
    S.WITHDRAWN: Turn.NOBODY,
    S.DISCARDED: Turn.NOBODY,
}
_WHOSE_TURN: Mapping[Turn, Permission] = {
    Turn.OFFICE: Permission.LETTERS_DRAFT,
    Turn.LEADER: Permission.LETTERS_APPROVE,
    Turn.UNIT: Permission.LETTERS_REPLY,
}
UNFINISHED = frozenset(state for state in LetterState if TURNS[state] is not Turn.NOBODY)
OUT = frozenset({S.ISSUED, S.READ, S.REPLIED, S.RETURNED, S.CLOSED})
AWAITING_REPLY = frozenset({S.ISSUED, S.READ, S.RETURNED})

REPLY_KEY: Mapping[LetterKind, str] = {
    LetterKind.REMINDER: "letter.reminder_reply",
    LetterKind.SUPERVISION: "letter.supervision_reply",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One assignment as the ladder sees it on a day."""

    assignment_id: int
    lamp: Lamp
    yellow_weeks: int
    open_letter: LetterKind | None
    open_letter_reply_due: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A letter that the ladder calls for, with the three sentences shown beside it."""

    kind: LetterKind
    assignment_ids: tuple[int, ...]
    why: str
    why_now: str
    what_would_stop: str


def states_waiting_for(actor: Actor) -> tuple[LetterState, ...]:
    """Return the states in which it is this actor's turn, in the order of the work."""
    return tuple(state for state, turn in TURNS.items() if _is_turn_of(turn, actor))


def _is_turn_of(turn: Turn, actor: Actor) -> bool:
    return turn in _WHOSE_TURN and actor.may(_WHOSE_TURN[turn])


def why_not_move(current: LetterState, wanted: LetterState) -> str | None:
    """Return why a letter may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"函件现为“{current.label}”，不能改为“{wanted.label}”。"


def called_for(item: Item, today: date, lingers_from: int) -> LetterKind | None:
    """Return which letter an assignment calls for on a day; None when none does.

    Red, or yellow in `lingers_from` weeks running (letter.yellow_weeks), calls for a 督办函; a newer
    yellow for a 提醒函. An open letter of the same rung is not repeated, and a 提醒函 whose reply is not yet
    due holds back a 督办函 unless red.
    """
    if item.open_letter is LetterKind.SUPERVISION:
        return None
    if item.lamp is Lamp.RED:
        return LetterKind.SUPERVISION
    if item.lamp is not Lamp.YELLOW:
        return None
    lingers = item.yellow_weeks >= lingers_from
    if item.open_letter is LetterKind.REMINDER:
        waiting = item.open_letter_reply_due is not None and today <= item.open_letter_reply_due
        return LetterKind.SUPERVISION if lingers and not waiting else None
    return LetterKind.SUPERVISION if lingers else LetterKind.REMINDER


def propose(items: Sequence[Item], today: date, lingers_from: int) -> tuple[Proposal, ...]:
    """Return the letters that one unit's assignments call for on a day: one of each kind at most."""
    proposals = []
    for kind in (LetterKind.SUPERVISION, LetterKind.REMINDER):
        chosen = [item for item in items if called_for(item, today, lingers_from) is kind]
        if chosen:
            proposals.append(_proposal(kind, chosen, lingers_from))
    return tuple(proposals)


def _proposal(kind: LetterKind, items: Sequence[Item], lingers_from: int) -> Proposal:
    red = sum(item.lamp is Lamp.RED for item in items)
    lingering = len(items) - red
    ids = tuple(item.assignment_id for item in items)
    if kind is LetterKind.REMINDER:
        return Proposal(
            kind,
            ids,
            why=f"{len(items)}项任务亮黄灯（滞后），按督办阶梯先提醒。",
            why_now="黄灯为本期新亮，此前没有未办结的函件。",
            what_would_stop="周报进度追平计划，或已销号、已获准延期，即不再需要本函。",
        )
    reasons = [f"{red}项亮红灯（严重滞后或逾期）"] * bool(red)
    reasons += [f"{lingering}项连续{lingers_from}期黄灯"] * bool(lingering)
    now = ["红灯即时督办，不等下一期。"] * bool(red)
    now += [f"连续{lingers_from}期黄灯，提醒函回复期已过或未曾提醒，本期督办。"] * bool(lingering)
    return Proposal(
        kind,
        ids,
        why=f"{'、'.join(reasons)}，按督办阶梯应予督办。",
        why_now="".join(now),
        what_would_stop="补报真实进度后灯色恢复，或任务已销号、已获准延期，即不再需要本函。",
    )


def why_not_address(unit_kind: UnitKind) -> str | None:
    """Return why a letter of supervision may not be addressed to a unit of this kind; None when it may."""
    if unit_kind in {UnitKind.OFFICE, UnitKind.COUNTY}:
        return None
    if unit_kind in {UnitKind.SCHOOL, UnitKind.KINDERGARTEN}:
        return (
            "不能直接向学校、幼儿园发督办函件：涉校督查检查事项实行年度清单管理，未纳入清单的一律不得开展"
            "（教师厅〔2025〕2号）。请发给其主管的县级教育局或机关处室。"
        )
    return (
        f"不能向{unit_kind.label}发督办函件：政府所属部门未经本级政府指定不得开展政府督查"
        "（《政府督查工作条例》第七条）。如需协调，请以商洽工作的函办理。"
    )


def why_not_approve(
    *, drafter_posts: Collection[int], approver_post: int, items: int, text: str
) -> str | None:
    """Return why a letter may not be approved by this post; None when it may.

    `drafter_posts` are all posts of the person who drafted it: who holds two posts is still one person.
    """
    if approver_post in drafter_posts:
        return "起草人不能签批自己起草的函件。请由局领导签批。"
    if items == 0:
        return "函件没有列明督办事项，不能签批。请退回起草人补充。"
    if not text.strip():
        return "函件正文为空，不能签批。请退回起草人补充。"
    return None


def why_not_issue(*, still_behind: int, items: int) -> str | None:
    """Return why an approved letter should no longer go out; None when it should.

    A letter whose every item has recovered since it was drafted would accuse a unit of what is no longer so.
    """
    if items and still_behind == 0:
        return (
            "函中所列任务均已恢复正常或已销号，不应再发函。请作“未采用”处理，已编号的请撤回；"
            "如确需发出，请重新起草并说明理由。"
        )
    return None


def why_not_say(title: str, text: str) -> str | None:
    """Return why a letter may not go on with these words, by which document; None when it may.

    Pledges and single vetoes (教师厅〔2025〕2号), the name of 政府督查 without a designation
    (《政府督查工作条例》第七条), marks of secrecy.
    """
    found = mandates.objections_to_words(f"{title}\n{text}", is_designated=False)
    return str(found[0]) if found else None


def why_not_reply(text: str) -> str | None:
    """Return why a reply may not be sent; None when it may."""
    if not text.strip():
        return "回复内容为空。请写明原因、已采取的措施和完成时间。"
    return None


def why_not_withdraw(state: LetterState, reason: str) -> str | None:
    """Return why a letter may not be withdrawn; None when it may."""
    if LetterState.WITHDRAWN not in MOVES[state]:
        return f"函件现为“{state.label}”，不能撤回。" + (
            "尚未编号的草稿可作“未采用”处理。" if state in {S.DRAFT, S.SUBMITTED, S.APPROVED} else ""
        )
    if not reason.strip():
        return "撤回应写明理由，理由将告知收函单位并记入操作台账。"
    return None


def reply_due(issued_on: date, workdays: int, calendar: WorkCalendar) -> date:
    """Return the last day to reply: `workdays` working days after the day of issue, which is not counted.

    《民法典》第二百零一条 (the first day is not counted); the number is the bureau's own parameter.
    """
    return calendar.add_workdays(issued_on, workdays)


def why_not_number(mark: str) -> str | None:
    """Return why no 发文字号 can be given yet; None when it can (GB/T 9704-2012 7.2.5)."""
    if not mark.strip():
        return "本局还没有设置发文机关代字（如“示教”），不能编号。请系统管理员先在机构信息中补充。"
    return None


def number_words(mark: str, kind: LetterKind, year: int, ordinal: int) -> str:
    """Return the 发文字号, as "示教督函〔2026〕12号" (GB/T 9704-2012 7.2.5)."""
    return f"{mark}{number_series(kind)}〔{year}〕{ordinal}号"


def number_series(kind: LetterKind) -> str:
    """Return the words that tell the kinds' registers apart in a 发文字号."""
    return {LetterKind.REMINDER: "提函", LetterKind.SUPERVISION: "督函"}[kind]


def instrument(kind: LetterKind, unit_kind: UnitKind) -> str:
    """Return what the paper is called: a 函 to a county bureau, a 单 inside the bureau (facts §6.4)."""
    return kind.label.replace("函", "单") if unit_kind is UnitKind.OFFICE else kind.label
