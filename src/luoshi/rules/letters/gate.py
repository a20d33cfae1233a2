"""What may be done with a letter, and why not."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from luoshi.rules import mandates
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.letters.kinds import LetterKind
from luoshi.rules.letters.states import MOVES, LetterState
from luoshi.rules.units import UnitKind

S = LetterState


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
    *, author_posts: Collection[int], approver_post: int, items: int, text: str, must_list: bool = True
) -> str | None:
    """Return why a letter may not be approved by this post; None when it may.

    `author_posts` are all posts of the persons who drafted, changed or countersigned it: who holds two posts
    is still one person; `must_list` says that a letter of its kind lists what it is about.
    """
    if approver_post in author_posts:
        return "起草人不能签批自己起草的函件，改过、会签过的也不能签批。请由另一位局领导签批。"
    if must_list and items == 0:
        return "函件没有列明督办事项，不能签批。请退回起草人补充。"
    if not text.strip():
        return "函件正文为空，不能签批。请退回起草人补充。"
    return None


def why_not_issue(*, kind: LetterKind, still_behind: int, items: int) -> str | None:
    """Return why an approved letter should no longer go out; None when it should.

    A letter whose every item has recovered since it was drafted would accuse a unit of what is no longer so;
    a notice of praise about what fell behind again would praise it for that.
    """
    if kind is LetterKind.PRAISE:
        return f"拟表扬的任务中又有{still_behind}项滞后或逾期，不应再发。" if still_behind else None
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


_CALLED = re.compile(
    r"(请示|报告|批复|命令|令|(?<!更正)(?<!致歉)函|(?:督办|提醒|预警|通知)单)(?:（[^（）]*）)?\s*$"
)
_UPWARD = {
    "请示": "只用于向上级机关请求指示、批准",
    "报告": "只用于向上级机关汇报工作",
    "批复": "只用于答复下级机关的请示事项",
    "命令": "只用于公布规章、宣布重大强制性措施等，本局没有这项职权",
    "令": "只用于公布规章、宣布重大强制性措施等，本局没有这项职权",
}


def why_not_call(title: str, unit_kind: UnitKind) -> str | None:
    """Return why a paper to a unit of this kind may not be called what its title ends with; None when it may.

    《党政机关公文处理工作条例》（中办发〔2012〕14号）第八条: which instrument serves what.
    """
    found = _CALLED.search(title)
    word = found.group(1) if found else ""
    law = "《党政机关公文处理工作条例》（中办发〔2012〕14号）第八条"
    if word in _UPWARD:
        return (
            f"标题的文种是“{word}”，{_UPWARD[word]}（{law}）。"
            "对县级教育局请用函或通知，对机关处室请用督办单或通知。"
        )
    if word == "函" and unit_kind is UnitKind.OFFICE:
        return f"函用于不相隶属机关之间（{law}），不能发给局机关处室。请改称督办单、提醒单，或用通知。"
    if word.endswith("单") and unit_kind is UnitKind.COUNTY:
        return f"督办单只在局机关内部使用；对县级教育局应当用函或通知（{law}）。请改正标题的文种。"
    return None


def why_not_reply(text: str) -> str | None:
    """Return why a reply may not be sent; None when it may."""
    if not text.strip():
        return "回复内容为空。请写明原因、已采取的措施和完成时间。"
    return None


def why_not_close(state: LetterState, unjudged: int) -> str | None:
    """Return why the office may not close a letter; None when its unit has answered and was answered.

    `unjudged` of what the unit undertook is neither accepted nor returned yet.
    """
    if state is not LetterState.REPLIED:
        return f"函件现为“{state.label}”，不能改为“{LetterState.CLOSED.label}”。"
    if unjudged:
        return f"回复中还有{unjudged}项整改事项没有认可或退回，请先逐项办理，再核定回复。"
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
