"""Accountability decided by a committee of education inspection: recorded here, never proposed here.

《教育督导问责办法》（国教督〔2021〕2号）. The system keeps what people decided, guards the steps that protect
whom it concerns, and hands over what belongs to another authority. It chooses
no form, ranks nobody, counts nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from luoshi.rules import conclusions
from luoshi.rules.calendar import Deadline, WorkCalendar, full_date
from luoshi.rules.enums import Labelled, Turn
from luoshi.rules.opinions import Hearing
from luoshi.rules.parameters import ParameterBook

LAW = "《教育督导问责办法》（国教督〔2021〕2号）"


class SubjectKind(Labelled):
    """Whom a decision is about."""

    UNIT = "UNIT", "单位"
    PERSON = "PERSON", "责任人"
    PRIVATE = "PRIVATE", "民办学校、培训机构责任人"


class Form(Labelled):
    """The forms of accountability that the rule knows."""

    CRITICISM = "CRITICISM", "公开批评"
    TALK = "TALK", "约谈"
    BULLETIN = "BULLETIN", "督导通报"
    RESOURCES = "RESOURCES", "资源调整"
    PENALTY = "PENALTY", "行政处罚"
    SELF_CHECK = "SELF_CHECK", "责令检查"
    NOTICE = "NOTICE", "通报批评"
    REASSIGN = "REASSIGN", "组织处理"
    DISCIPLINE = "DISCIPLINE", "处分"
    TRANSFER = "TRANSFER", "移交监察机关或司法机关"
    CONFISCATE = "CONFISCATE", "罚没违法所得"
    BAN = "BAN", "从业禁止"
    CREDIT = "CREDIT", "纳入诚信记录"


F = Form
_OF_PERSONS = (F.SELF_CHECK, F.TALK, F.NOTICE, F.REASSIGN, F.DISCIPLINE, F.TRANSFER)
FORMS: Mapping[SubjectKind, tuple[Form, ...]] = {
    SubjectKind.UNIT: (F.CRITICISM, F.TALK, F.BULLETIN, F.RESOURCES, F.PENALTY),
    SubjectKind.PERSON: _OF_PERSONS,
    SubjectKind.PRIVATE: (*_OF_PERSONS, F.CONFISCATE, F.BAN, F.CREDIT),
}
ELSEWHERE = frozenset({F.PENALTY, F.REASSIGN, F.DISCIPLINE, F.TRANSFER, F.CONFISCATE, F.BAN})
"""What another authority decides: here only its 《处分建议书》 or 移交函 is made (T2-05).

罚没违法所得 and 从业禁止 are kinds of 行政处罚 (行政处罚法第九条), so they stand with it.
"""


class SanctionState(Labelled):
    """Where the record of one decision stands."""

    PREPARED = "PREPARED", "已登记事实材料"
    HEARD = "HEARD", "已听取陈述申辩"
    DECIDED = "DECIDED", "已登记问责决定"
    HANDED_OVER = "HANDED_OVER", "已建议或移交"
    CORRECTED = "CORRECTED", "已纠正"
    DROPPED = "DROPPED", "不予问责"


class AppealKind(Labelled):
    """The ways to have a decision looked at again."""

    REVIEW = "REVIEW", "复核"
    AFTER_REVIEW = "AFTER_REVIEW", "复核后申诉"
    DIRECT = "DIRECT", "直接申诉"


class AppealState(Labelled):
    """Where a review or an appeal stands."""

    ASKED = "ASKED", "待决定"
    UPHELD = "UPHELD", "维持"
    ALTERED = "ALTERED", "变更"
    REVOKED = "REVOKED", "撤销"
    DECLINED = "DECLINED", "逾期不予受理"


S, A, K = SanctionState, AppealState, AppealKind
MOVES: Mapping[SanctionState, frozenset[SanctionState]] = {
    S.PREPARED: frozenset({S.HEARD, S.DROPPED}),
    S.HEARD: frozenset({S.DECIDED, S.HANDED_OVER, S.DROPPED}),
    S.DECIDED: frozenset({S.CORRECTED}),
    S.HANDED_OVER: frozenset(),
    S.CORRECTED: frozenset(),
    S.DROPPED: frozenset(),
}
TURNS: Mapping[SanctionState, Turn] = {
    S.PREPARED: Turn.OFFICE,
    S.HEARD: Turn.LEADER,
    S.DECIDED: Turn.NOBODY,
    S.HANDED_OVER: Turn.NOBODY,
    S.CORRECTED: Turn.NOBODY,
    S.DROPPED: Turn.NOBODY,
}
APPEAL_MOVES: Mapping[AppealState, frozenset[AppealState]] = {
    A.ASKED: frozenset({A.UPHELD, A.ALTERED, A.REVOKED, A.DECLINED}),
    A.UPHELD: frozenset(),
    A.ALTERED: frozenset(),
    A.REVOKED: frozenset(),
    A.DECLINED: frozenset(),
}
APPEAL_TURNS: Mapping[AppealState, Turn] = {
    A.ASKED: Turn.OFFICE,
    A.UPHELD: Turn.NOBODY,
    A.ALTERED: Turn.NOBODY,
    A.REVOKED: Turn.NOBODY,
    A.DECLINED: Turn.NOBODY,
}
NO_STAY = f"复核、申诉期间不停止问责决定的执行（{LAW}）。"
_APPLY = {
    K.REVIEW: "inspection_blame.review_apply",
    K.AFTER_REVIEW: "inspection_blame.appeal_after_review",
    K.DIRECT: "inspection_blame.appeal_direct",
}


def why_not_prepare(kind: SubjectKind, form: Form, person: str, facts: str, basis: str) -> str | None:
    """Return why the material of a case may not be kept so; None when it may."""
    if form not in FORMS[kind]:
        able = "、".join(each.label for each in FORMS[kind])
        return f"对{kind.label}没有“{form.label}”这种问责方式，可以是：{able}（{LAW}）。"
    if kind is SubjectKind.UNIT and person.strip():
        return "问责对象是单位，不填写个人。"
    if kind is not SubjectKind.UNIT and not person.strip():
        return "请写明责任人的姓名和职务；只有参与决定的人看得到。"
    if not facts.strip() or not basis.strip():
        return f"请写明问责事实和问责依据（{LAW}），这是告知和听取陈述申辩的前提。"
    return None


def why_not_hear(kind: Hearing, told_on: date, words: str, paper: str, today: date) -> str | None:
    """Return why the hearing may not be recorded so; None when it may."""
    if told_on > today:
        return f"书面告知的日期{full_date(told_on)}还没有到，请核对。"
    if kind is Hearing.PLEA and not words.strip():
        return "请写明陈述申辩的要点。"
    if not paper.strip():
        return f"请写明告知书、陈述申辩材料或者放弃书的名称和日期（{LAW}）。"
    return None


def why_not_move(current: SanctionState, wanted: SanctionState, form: Form) -> str | None:
    """Return why the record may not move so; None when it may."""
    if wanted in {S.DECIDED, S.HANDED_OVER} and current is S.PREPARED:
        return f"还没有书面告知并听取陈述申辩的记录，不能登记问责决定（{LAW}）。"
    if wanted is S.DECIDED and form in ELSEWHERE:
        return (
            f"“{form.label}”由有权机关依法作出，教育督导机构不能直接决定（{LAW}）。"
            f"请出具{paper_of(form)}，由其他机关办理。"
        )
    if wanted is S.HANDED_OVER and form not in ELSEWHERE:
        return f"“{form.label}”由教育督导委员会决定，不需要移交。请登记问责决定。"
    if wanted in MOVES[current]:
        return None
    return f"这件问责现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_decide(
    *, number: str, approver: str, decided_on: date, effective_on: date, heard_on: date
) -> str | None:
    """Return why a decision may not be recorded so; None when it may."""
    if refusal := conclusions.why_not_number(number):
        return refusal
    if not approver.strip():
        return f"请写明审定问责决定的教育督导委员会主任或者副主任（{LAW}）。"
    if decided_on < heard_on:
        return f"决定日期{full_date(decided_on)}早于听取陈述申辩的日期{full_date(heard_on)}，请核对。"
    if effective_on < decided_on:
        return f"生效日期{full_date(effective_on)}早于决定日期{full_date(decided_on)}，请核对。"
    return None


def paper_of(form: Form) -> str:
    """Return the paper that goes to the authority in charge of a form."""
    return "《处分建议书》" if form in {F.DISCIPLINE, F.REASSIGN} else "移交函"


def team_by(ended_on: date, book: ParameterBook, calendar: WorkCalendar) -> Deadline:
    """Return by when the group that finds out and judges is formed after an inspection ended (60 days)."""
    return book.deadline("inspection_blame.team", ended_on, calendar)


def aggravation(earlier: Sequence[date], decided_on: date, book: ParameterBook) -> str | None:
    """Return the words that people may weigh 从重 with, and their rule; None when nothing speaks for it.

    `earlier` are the days of decisions about the same subject. A hint for who decides, never a finding.
    """
    least = book.value("inspection_blame.aggravate_from", decided_on)
    within = [day for day in earlier if _year_before(decided_on) < day <= decided_on]
    if len(within) + 1 < least:
        return None
    days = "、".join(full_date(day) for day in sorted(within))
    return (
        f"一年内曾于{days}被教育督导问责，连同本次达到{least}次，属于可以从重的情形（{LAW}）。"
        "是否从重由教育督导委员会决定并说明理由，系统不作判断。"
    )


def _year_before(day: date) -> date:
    return (
        day.replace(year=day.year - 1, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year - 1)
    )


def apply_by(kind: AppealKind, received_on: date, book: ParameterBook, calendar: WorkCalendar) -> Deadline:
    """Return the last day to ask: from receipt of the decision, or of the outcome of its review."""
    return book.deadline(_APPLY[kind], received_on, calendar)


def decide_by(kind: AppealKind, asked_on: date, book: ParameterBook, calendar: WorkCalendar) -> Deadline:
    """Return by when a review (30 days) or an appeal (60 days) is decided."""
    key = "review_decide" if kind is K.REVIEW else "appeal_decide"
    return book.deadline(f"inspection_blame.{key}", asked_on, calendar)


def correct_by(received_on: date, book: ParameterBook, calendar: WorkCalendar) -> Deadline:
    """Return by when who decided wrongly puts it right after the outcome of an appeal came (15 days)."""
    return book.deadline("inspection_blame.correct", received_on, calendar)


def why_not_ask(
    kind: AppealKind, state: SanctionState, grounds: str, before: Collection[tuple[AppealKind, AppealState]]
) -> str | None:
    """Return why a review or an appeal may not be recorded; None when it may. Being late is no reason.

    `before` are those asked for earlier, with where they stand.
    """
    if state is not S.DECIDED:
        return f"这件问责现为“{state.label}”，没有可以复核、申诉的问责决定。"
    if not grounds.strip():
        return "请写明申请的事实和理由。"
    appeals = [each for each, _ in before if each is not K.REVIEW]
    reviews = [at for each, at in before if each is K.REVIEW]
    if appeals:
        return "对这件问责决定已经提出申诉，不能重复提出。"
    if kind is K.REVIEW and reviews:
        return "对这件问责决定已经申请复核，不能重复申请；对复核决定不服的，可以申诉。"
    if kind is K.AFTER_REVIEW and not any(at in {A.UPHELD, A.ALTERED} for at in reviews):
        return f"还没有复核决定，不能提出复核后申诉；不经复核的，请选直接申诉（{LAW}）。"
    if kind is K.DIRECT and reviews:
        return "已经申请复核的，收到复核决定后再申诉，请选复核后申诉。"
    return None


def why_not_settle(current: AppealState, wanted: AppealState, words: str, *, late: bool) -> str | None:
    """Return why a review or an appeal may not be settled so; None when it may."""
    if wanted not in APPEAL_MOVES[current]:
        return f"这件申请现为“{current.label}”，不能改为“{wanted.label}”。"
    if wanted is A.DECLINED and not late:
        return f"申请在期限内提出，应当受理（{LAW}），不能以逾期为由不予受理。"
    if not words.strip():
        return "请写明决定的事实和理由，一并告知申请人。"
    return None
