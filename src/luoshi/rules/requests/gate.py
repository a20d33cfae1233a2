"""Everything that may stand against asking units for something: by which document, and the way out.

A field that was reported for the same days, or that the house has anyway, cannot be asked for again: the
earlier value is offered instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.burden.budget import FORMALISM, REMEDY, Load, why_not_exempt, why_over
from luoshi.rules.calendar import full_date
from luoshi.rules.mandates.plans import SCHOOLS, Target
from luoshi.rules.mandates.wording import APPS, TEACHERS, objections_to_criteria, objections_to_words
from luoshi.rules.requests.fields import Field, Known, Period, is_kept
from luoshi.rules.requests.states import Hurdle, RequestKind
from luoshi.rules.units import UnitKind

SHARING = "《政务数据共享条例》（2025年8月1日起施行）"
ASKERS = frozenset({UnitKind.BUREAU, UnitKind.OFFICE})
ASKED = frozenset({UnitKind.OFFICE, UnitKind.COUNTY}) | SCHOOLS
MOST_FIELDS = 30
_TRACES = re.compile(
    r"照片|拍照|截图|影像|视频|录像|留痕|痕迹|打卡|签到|轨迹|定位|学习笔记|心得体会|会议记录|台账(?:记录|资料)|"
    r"点赞|转发|阅读量|在线时长|登录次数|安装率|佐证材料"
)
_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that stands against asking: what is wrong, by which document, the way out, the offer."""

    hurdle: Hurdle
    words: str
    law: str
    remedy: str
    offered: tuple[Known, ...] = ()

    def __str__(self) -> str:
        return f"{self.words}（{self.law}）{self.remedy}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request as it is about to go out. `soonest_on` is the first day on which it may fall due."""

    title: str
    kind: RequestKind
    asker_kind: UnitKind
    basis: str
    law: str
    note: str
    fields: tuple[Field, ...]
    period: Period
    due_on: date
    soonest_on: date
    is_listed: bool
    targets: tuple[Target, ...]
    length: int
    people: int


def bars(wanted: Wanted, known: Sequence[Known], loads: Sequence[Load]) -> tuple[Bar, ...]:
    """Return everything that stands against a request; empty when it may go out.

    `known` are values that the house has of the same fields, units and days; `loads` the weeks of the units.
    """
    return (
        *_whole(wanted),
        *_whom(wanted),
        *_what(wanted),
        *_told(wanted, known),
        *_full(wanted, loads),
    )


def _whole(wanted: Wanted) -> Iterator[Bar]:
    if wanted.asker_kind not in ASKERS:
        yield Bar(
            Hurdle.ASKER,
            "向下要数由局机关科室提出。",
            FORMALISM,
            "县级教育局需要的数，先在“已有的数”里查；确需新要的，请局机关对口科室统一提出。",
        )
    if not wanted.basis.strip():
        yield Bar(
            Hurdle.BASIS, "没有写明依据。", FORMALISM, "请写明要这些数的文件、会议或批示，说明用在哪里。"
        )
    missing = [] if wanted.targets else ["对象"]
    if wanted.kind is RequestKind.DATA and not wanted.fields:
        missing.append("要填的项")
    if wanted.kind is RequestKind.MEETING and not (wanted.length and wanted.people):
        missing.append("会议时长和参加人数")
    if missing:
        yield Bar(Hurdle.PARTS, f"还缺{'、'.join(missing)}。", FORMALISM, "请补齐后再发出。")
    if len(wanted.fields) > MOST_FIELDS:
        count = len(wanted.fields)
        yield Bar(Hurdle.PARTS, f"一次要{count}项，最多{MOST_FIELDS}项。", FORMALISM, "请只留下真正要用的。")
    if wanted.law and (refusal := why_not_exempt(wanted.law)):
        yield Bar(Hurdle.LAW, "“法定职责”一栏写的不是条款。", FORMALISM, refusal)
    elif wanted.due_on < wanted.soonest_on and not wanted.law:
        yield Bar(
            Hurdle.DUE,
            f"截止日期{full_date(wanted.due_on)}太紧，不得要求即时响应。",
            FORMALISM,
            f"请定在{full_date(wanted.soonest_on)}或以后。",
        )


def _whom(wanted: Wanted) -> Iterator[Bar]:
    beyond = [target.name for target in wanted.targets if target.kind not in ASKED]
    if beyond:
        yield Bar(
            Hurdle.TARGETS,
            f"{'、'.join(beyond[:3])}不是本局可以要数的对象。",
            FORMALISM,
            "对象应为局机关科室、县级教育局；其他部门的数请发函商请或通过数据共享取得。",
        )
    schools = [target.name for target in wanted.targets if target.kind in SCHOOLS]
    if schools and not wanted.is_listed:
        more = f"等{len(schools)}所" if len(schools) > 3 else ""
        yield Bar(
            Hurdle.SCHOOLS,
            f"对象中有学校、幼儿园（{'、'.join(schools[:3])}{more}），没有选年度清单事项。",
            TEACHERS,
            "请选择年度清单中的事项；清单里没有的不得向学校要，改向县级教育局或从学籍、学前等系统中取。",
        )


def _what(wanted: Wanted) -> Iterator[Bar]:
    for field in wanted.fields:
        if hit := _TRACES.search(field.name):
            yield Bar(
                Hurdle.TRACES,
                f"“{field.name}”要的是“{hit.group()}”，不得强制上传照片、视频，不得以留痕作为工作依据。",
                APPS,
                "请删去，只问结果；需要核实的，用现场抽查。",
            )
        elif found := objections_to_criteria(field.name):
            yield Bar(Hurdle.TRACES, found[0].words, found[0].law, found[0].remedy)
    words = "\n".join((wanted.title, wanted.note, *(field.name for field in wanted.fields)))
    for each in objections_to_words(words, is_designated=False):
        yield Bar(Hurdle.WORDS, each.words, each.law, each.remedy)


def _told(wanted: Wanted, known: Sequence[Known]) -> Iterator[Bar]:
    by_key: dict[str, list[Known]] = {}
    for each in known:
        by_key.setdefault(each.key, []).append(each)
    for field in wanted.fields:
        if is_kept(field.name):
            yield Bar(
                Hurdle.IN_HOUSE,
                f"“{field.name}”各单位每周已在台账里报过，不得重复要。",
                SHARING,
                "请到台账按单位、按时间查看或导出。",
            )
        elif found := by_key.get(field.key):
            yield _again(wanted, field, found)


def _again(wanted: Wanted, field: Field, found: Sequence[Known]) -> Bar:
    units = len({each.unit_id for each in found})
    shown = "；".join(each.words for each in found[:_OFFERED])
    more = f"；另有{len(found) - _OFFERED}个" if len(found) > _OFFERED else ""
    whom = "这些单位" if units == len(wanted.targets) else f"其中{units}个单位"
    return Bar(
        Hurdle.KNOWN,
        f"“{field.name}”{whom}同期已经报过，同一项数据同一期只报一次：{shown}{more}。",
        SHARING,
        "请点“采用已有的数”，只向还没有报过的单位要；数有变化的，由报数单位自己更正。",
        tuple(found),
    )


def _full(wanted: Wanted, loads: Sequence[Load]) -> Iterator[Bar]:
    if wanted.law and not why_not_exempt(wanted.law):
        return
    if words := why_over(loads):
        yield Bar(Hurdle.BUDGET, words, FORMALISM, REMEDY)


def why_not_give(fields: Mapping[int, Field], values: Mapping[int, str]) -> str | None:
    """Return why these answers cannot be taken, by the fields' ids; None when they can."""
    empty = [field.name for number, field in fields.items() if not values.get(number, "").strip()]
    if empty:
        return f"还有{len(empty)}项没有填：{'、'.join(empty[:5])}。没有的填0或“无”，弄不清的写明原因。"
    for number, field in fields.items():
        value = values[number].strip()
        if field.measure and not re.fullmatch(r"-?\d{1,12}(?:\.\d{1,3})?|无|不适用", value):
            return f"“{field.name}（{field.measure}）”应填数字，没有的填0或“无”；现为“{value[:20]}”。"
        if len(value) > 200:
            return f"“{field.name}”最多200字，请精简。"
    return None


def why_not_replace(is_out: bool, same_asker: bool, shares_week: bool) -> str | None:
    """Return why a request cannot make room for another; None when it can.

    `is_out`: it went out and is still being answered; `shares_week`: it reaches a full unit in that week.
    """
    if not is_out:
        return "被替换的要求应是正在填报的，已结束、已撤回的腾不出负担。"
    if not same_asker:
        return "只能替换本单位提出的要求；请与提出单位商定，由其先撤回。"
    if not shares_week:
        return "被替换的要求与超出预算的单位和那一周都不相干，腾不出负担。"
    return None
