"""What a notice of a talk must say, whom it may call, and what it may ask them to bring."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules import letters, mandates
from luoshi.rules.calendar import WorkCalendar, full_date
from luoshi.rules.mandates import Basis
from luoshi.rules.parameters import ParameterBook
from luoshi.rules.people import Duty
from luoshi.rules.talks.minutes import why_not_penalise
from luoshi.rules.units import UnitKind

ANSWERING = frozenset({Duty.HEAD, Duty.DEPUTY})
"""A talk is with the post that answers for a unit, not with whoever did the work."""
CHAIRING = frozenset({Duty.BUREAU_LEADER, Duty.SUPERVISION_HEAD})
"""To preside over a talk."""
SHARING = "《政务数据共享条例》"
_HELD = re.compile(
    r"周报|自报进度|任务台账|任务清单|任务分解|督办函|提醒函|预警函|函件回复|回复函|来文|机构(?:名册|编制)表|"
    r"人员名册|任免文件|延期申请|求助记录"
)
_SHOW = re.compile(r"汇报(?:材料|片|ppt)|展板|视频片|宣传片|留痕|照片", re.IGNORECASE)
GROUNDS = {
    Basis.INTERNAL: frozenset({UnitKind.OFFICE}),
    Basis.HANDED_DOWN: frozenset({UnitKind.COUNTY, UnitKind.OFFICE}),
    Basis.GOVERNMENT: frozenset({UnitKind.COUNTY, UnitKind.OFFICE}),
}
"""On what a bureau's talk may rest, and whom each basis reaches."""


@dataclass(frozen=True, slots=True)
class Called:
    """A notice of a talk as far as the rules look at it."""

    unit_kind: UnitKind
    unit_name: str
    basis: Basis
    basis_document: str
    designation: str
    why: str
    place: str
    contact: str
    meets_on: date
    materials: tuple[str, ...]
    answering: Duty
    chairing: Duty


def why_not_call(called: Called, today: date, book: ParameterBook, calendar: WorkCalendar) -> str | None:
    """Return the first thing that stands against a talk, with its article; None when it may be proposed."""
    return (
        letters.why_not_address(called.unit_kind)
        or _why_not_ground(called)
        or _why_not_parts(called)
        or _why_not_posts(called)
        or _why_not_day(called.meets_on, today, book, calendar)
        or why_not_ask_for(called.materials, book.value("talk.materials", today))
        or why_not_penalise(called.why)
        or _why_not_words(called)
    )


def _why_not_ground(called: Called) -> str | None:
    if called.basis is Basis.GOVERNMENT and not called.designation.strip():
        return (
            "教育局是政府所属部门，未经本级人民政府指定，不得以政府督查的名义约谈"
            "（《政府督查工作条例》（国务院令第733号）第七条、第十二条第七项）。"
            "请登记市政府指定本局开展这次督查的文件文号，或改用内部督办、上级交办督办等本局职权内的依据。"
        )
    if called.basis is Basis.EDUCATION:
        return (
            "教育督导问责中的约谈由教育督导委员会办公室实施，不以教育局的名义"
            "（《教育督导问责办法》（国教督〔2021〕2号））。请由教育督导委员会办公室办理；"
            "属于任务落实的，以内部督办或上级交办督办为依据。"
        )
    if called.unit_kind not in GROUNDS.get(called.basis, frozenset()):
        return (
            f"以“{called.basis.label}”为依据，不能约谈{called.unit_name}，属于越权督查"
            "（《政府督查工作条例》（国务院令第733号）第十五条）。请改用能够及于它的依据。"
        )
    if not called.basis_document.strip():
        return "请写明约谈依据的文件：法律法规条款、上级文件、会议纪要或督办函件的文号。"
    return None


def _why_not_parts(called: Called) -> str | None:
    parts = {"约谈事由": called.why, "地点": called.place, "联系人": called.contact}
    missing = [name for name, said in parts.items() if not said.strip()]
    return f"约谈通知书缺少：{'、'.join(missing)}。请补齐。" if missing else None


def _why_not_posts(called: Called) -> str | None:
    if called.answering not in ANSWERING:
        return "约谈的是单位的主要负责人或分管负责人，不约谈经办人员。请改选。"
    if called.chairing not in CHAIRING:
        return "约谈由局领导或督查科科长主持，请改选主持人。"
    return None


def _why_not_day(meets_on: date, today: date, book: ParameterBook, calendar: WorkCalendar) -> str | None:
    days = book.value("talk.notice", today)
    first = calendar.add_workdays(today, days)
    if meets_on < first:
        return (
            f"约谈应提前{days}个工作日通知，最早可定在{full_date(first)}。"
            "临时通知会打乱对方的工作，请改定日期。"
        )
    if not calendar.is_workday(meets_on):
        return f"{full_date(meets_on)}是休息日，请改定工作日。"
    return None


def why_not_ask_for(materials: Sequence[str], most: int) -> str | None:
    """Return why these materials may not be asked for; None when they may. At most `most` of them.

    What the bureau holds or can share is not asked for again (《政务数据共享条例》), nor what only shows.
    """
    if len(materials) > most:
        return f"要求准备的材料有{len(materials)}份，最多{most}份。请只留本局没有、约谈时确实要看的。"
    for each in materials:
        if found := _HELD.search(each):
            return (
                f"“{each}”里的“{found.group()}”本局已有，不能再要：通过共享能满足履职需要的，不得重复收集"
                f"（{SHARING}）。请在本系统中查看。"
            )
        if found := _SHOW.search(each):
            return (
                f"“{each}”里的“{found.group()}”不说明问题怎样解决，不能要求准备"
                "（教师厅〔2025〕2号：不得以留痕、台账记录作为评价依据）。请删去。"
            )
    return None


def _why_not_words(called: Called) -> str | None:
    is_designated = called.basis is Basis.GOVERNMENT and bool(called.designation.strip())
    found = mandates.objections_to_words(called.why, is_designated=is_designated)
    return str(found[0]) if found else None
