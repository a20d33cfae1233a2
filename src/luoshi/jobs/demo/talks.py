"""A talk in the demo city that both sides confirmed, and three things to put right, one of them overdue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from luoshi.actions import rectifications, talks
from luoshi.actions.talks.calling import Proposed
from luoshi.queries import people as people_queries
from luoshi.queries import rectifications as rectification_queries
from luoshi.queries import talks as talk_queries
from luoshi.rules.mandates import Basis
from luoshi.rules.people import Actor
from luoshi.rules.rectifications import Wanted
from luoshi.rules.talks import TalkState

Clock = Callable[..., datetime]

_TALKED_TO, _MENDING = "东河区", "南湖区"
_MINUTES = (
    "约谈方通报：寄宿制学校建设等事项连续两期进度严重滞后，两次督办回复的追赶时间均已过。\n"
    "被约谈方说明：用地手续补正两次，施工图审查排队，资金已到位。\n"
    "约谈方要求：逐项列出问题、标准、措施、责任岗位和期限，需要市级协调的随方案提出。\n"
    "被约谈方表示：十个工作日内报整改方案，用地手续请求市自然资源局加快办理。"
)
_ITEMS = (
    (
        "消防通道堆放杂物",
        "疏散通道保持畅通",
        "北侧通道堆放桌椅约30套",
        "清理并划定禁放区",
        date(2026, 11, 13),
    ),
    ("灭火器过期", "灭火器在检验有效期内", "抽查40具，过期11具", "更换过期的并全数核对", date(2026, 11, 18)),
    ("应急照明缺失", "疏散楼梯应急照明完好", "2处楼梯间照明不亮", "修复并纳入每月检查", date(2026, 12, 11)),
)


def propose(clerk: Actor, leader: Actor, monday: date, at: Clock) -> None:
    """Call a county to a talk at the end of the week, and ask another to put three things right."""
    units = {unit.short_name: unit for unit in talk_queries.addressable(monday)}
    unit = units[_TALKED_TO]
    talk = talks.plan_talk(
        unit=unit,
        proposed=Proposed(
            topic="寄宿制学校建设进度",
            basis=Basis.HANDED_DOWN,
            basis_document="全市教育重点工作推进会讲话分解任务",
            designation="",
            why="牵头承担的寄宿制学校建设等事项连续两期亮红灯，两次督办回复的追赶时间均已过，仍未追平计划进度。",
            place="市教育局三楼会议室",
            contact="督查科",
            meets_on=date(2026, 11, 13),
            meets_from=time(15),
            answering=talk_queries.may_answer(unit, monday)[0],
            chair=talk_queries.may_chair(monday)[0],
            attending=[],
            materials=("用地手续补正意见原件",),
        ),
        letter=None,
        by=clerk,
        at=at(monday, 11),
    )
    talks.approve_talk(talk=talk, by=leader, at=at(monday, 14))
    mending = units[_MENDING]
    owners = rectification_queries.owners(mending, monday)
    notice = rectifications.draft_rectification(
        unit=mending,
        title="校园消防安全",
        basis="《建筑消防设施的维护管理》（GB 25201）和市级抽查记录",
        items=[
            Wanted(problem, standard, found, required, owners[0].id, due_on)
            for problem, standard, found, required, due_on in _ITEMS
        ],
        letter=None,
        mandate=None,
        by=clerk,
        at=at(monday, 15),
    )
    rectifications.approve_rectification(rectification=notice, by=leader, at=at(monday, 16))


def follow(clerk: Actor, leader: Actor, handlers: dict[int, Actor], monday: date, at: Clock) -> None:
    """Hold the talk, let both sides confirm its minutes; one of the three things is reported done."""
    talk = talk_queries.listed(clerk, [TalkState.NOTIFIED])[0]
    talks.hold_talk(talk=talk, held_on=talk.meets_on, by=clerk, at=at(monday, 9))
    minutes = talks.write_minutes(talk=talk, text=_MINUTES, by=clerk, at=at(monday, 10))
    head = people_queries.actor_in(talk.answering)
    for who, hour in ((head, 11), (leader, 16)):
        talks.speak(talk=talk, digest=minutes.digest, agrees=True, words="", by=who, at=at(monday, hour))
    owed = rectification_queries.overdue(date(2026, 12, 31))[0]
    rectifications.report_item(
        item=owed,
        done_on=date(2026, 11, 16),
        words="已清理全部杂物，划定禁放区，每日巡查。",
        evidence="",
        by=handlers[owed.rectification.unit_id],
        at=at(monday, 17),
    )
