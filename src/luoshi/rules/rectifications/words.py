"""What a rectification may ask, of whom, and what counts as a report of what was done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules import mandates
from luoshi.rules.calendar import full_date
from luoshi.rules.people import Duty
from luoshi.rules.units import UnitKind

MOST_ITEMS = 50
OWNERS = (Duty.HEAD, Duty.DEPUTY, Duty.HANDLER, Duty.SUPERVISION_HEAD, Duty.SUPERVISION_CLERK)
"""Who may answer for an item, in the order in which they are offered."""
INSTEAD = "《关于统筹规范督查检查考核工作的通知》（2018年）"
_SCHOOLS = frozenset({UnitKind.SCHOOL, UnitKind.KINDERGARTEN})
_PUNISHED = re.compile(r"问责|追责|处分|诫勉|免职|撤职|停职|调离|约谈|通报批评|批评教育|检讨|扣发|罚款|处罚")
_CLAUSES = re.compile(r"[，。；！？\n、]+")
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """One item as it is to be written: the problem, what is against what should be, what to do, by when."""

    problem: str
    standard: str
    found: str
    required: str
    owner_post_id: int
    due_on: date


def why_not_address(kind: UnitKind, *, reaches_it: bool) -> str | None:
    """Return why no rectification may be asked of a unit; None when it may.

    `reaches_it` says that it rests on an approved plan of inspection that has the unit among its targets:
    only so may a school be asked directly (教师厅〔2025〕2号).
    """
    if kind in {UnitKind.OFFICE, UnitKind.COUNTY}:
        return None
    if kind in _SCHOOLS:
        if reaches_it:
            return None
        return (
            "不能直接要求学校、幼儿园整改：涉校督查检查事项实行年度清单管理，未纳入清单的一律不得开展"
            "（教师厅〔2025〕2号）。请选择以该校为对象、已批准的督查立项作为来源，或发给其主管的县级教育局。"
        )
    return (
        f"不能向{kind.label}发整改通知：政府所属部门未经本级政府指定不得开展政府督查"
        "（《政府督查工作条例》第七条）。如需协调，请以商洽工作的函办理。"
    )


def why_not_want(items: Sequence[Wanted], today: date) -> str | None:
    """Return why these items may not be asked for; None when they may."""
    if not items:
        return "请至少写一项整改事项：问题是什么、应当怎样、由哪个岗位在哪天前改到位。"
    if len(items) > MOST_ITEMS:
        return f"一份整改最多{MOST_ITEMS}项，现有{len(items)}项。请合并同类问题，或分成几份。"
    for place, item in enumerate(items, start=1):
        if reason := _why_not_item(item, today):
            return f"第{place}项：{reason}"
    return None


def _why_not_item(item: Wanted, today: date) -> str | None:
    if not item.problem.strip():
        return "请写明存在的问题。"
    if not item.standard.strip() or not item.found.strip():
        return "请写明应达到的标准和实际情况，两相对照才知道改到什么程度。"
    if not item.required.strip():
        return "请写明整改要求。"
    if item.due_on <= today:
        return f"整改期限{full_date(item.due_on)}应晚于今天，请改正。"
    words = f"{item.problem}\n{item.required}"
    found = mandates.objections_to_words(words, is_designated=False)
    return str(found[0]) if found else None


def why_not_instead(words: str) -> str | None:
    """Return why these words do not say that a thing was put right: they tell of somebody's punishment only.

    中共中央办公厅《关于统筹规范督查检查考核工作的通知》（2018年）: 不能简单以问责代替整改.
    """
    clauses = [clause.strip() for clause in _CLAUSES.split(words) if clause.strip()]
    done = sum(len(clause) for clause in clauses if not _PUNISHED.search(clause))
    if done < _LEAST and _PUNISHED.search(words):
        return (
            f"只写了对人的处理，没有写问题改到什么程度。不能以问责代替整改（{INSTEAD}）。"
            "请写明采取了什么措施、现在达到什么标准。"
        )
    return None


def why_not_report(words: str) -> str | None:
    """Return why an item may not be reported done in these words; None when it may. Evidence is optional."""
    if reason := why_not_instead(words):
        return reason
    return None if len(words.strip()) >= _LEAST else "请写明采取了什么措施、现在达到什么标准。"


def why_not_return(words: str) -> str | None:
    """Return why an item may not be found wanting without more words; None when it may."""
    return None if words.strip() else "核查未通过应写明还差什么，单位据此继续整改。"
