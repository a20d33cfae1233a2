"""What at a directive a person should look at before accepting it. Nothing here forbids anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.calendar import WorkCalendar, full_date
from luoshi.rules.enums import Labelled


class RemarkKind(Labelled):
    """What a remark is about."""

    AFTER_TEXT = "AFTER_TEXT", "时限晚于原文"
    SEVERAL_DATES = "SEVERAL_DATES", "一条里有几个时限"
    AFTER_ABOVE = "AFTER_ABOVE", "时限晚于上级标题"
    BEFORE_PAPER = "BEFORE_PAPER", "时限早于发文"
    DAY_OFF = "DAY_OFF", "时限是休息日"
    PROVISIONAL = "PROVISIONAL", "时限暂定"
    CROWDED = "CROWDED", "同一周任务过多"
    BUSY = "BUSY", "同一责任人任务过多"
    VAGUE = "VAGUE", "没有可检查的标准"
    ALIKE = "ALIKE", "与已有任务相近"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at. `task_id` is the other task that it speaks of, 0 where there is none.

    `stages` are the days before the due date by which the sentence itself asks for a part.
    """

    kind: RemarkKind
    words: str
    task_id: int = 0
    stages: tuple[date, ...] = ()


# Words that order without saying when it is done, and what each leaves open.
_LEAVING_OPEN = (
    ("没有说做到什么程度算完成", "加强 强化 提高 提升 深化 加大 增强 加快 优化 完善"),
    ("没有说做完时拿得出什么", "推进 推动 做好 抓好 抓实 抓紧 落实 开展 统筹 促进 规范 压实"),
    ("说的是态度，没有说要做成哪件事", "高度重视 注重 关注 聚焦 紧盯 绷紧 坚持"),
)
VAGUE: Mapping[str, str] = {word: reason for reason, words in _LEAVING_OPEN for word in words.split()}
# What makes a directive checkable: a quantity, a date, a thing that can be shown, or a plain prohibition.
FIRM = re.compile(
    r"[\d０-９]|[一二两三四五六七八九十百]+(?:[个项所家名次份条批轮]|成以上)|百分之|全覆盖|清零|全部|每(?:天|日|周|月|季|学期|年)"
    r"|方案|预案|清单|台账|名单|报告|办法|细则|制度|机制|计划|平台|专班|指南|规程|意见书|目录"
    r"|完成|建成|竣工|开工|投用|投入使用|印发|出台|公布|公示|报送|上报|拨付|办结|移交|验收|签订|招聘|安置|清退|关停"
    r"|不得|严禁|禁止|不准|停止|取消"
)
_NAMED = 3
_VAGUE = re.compile("|".join(VAGUE))


def on_standard(quote: str, *, standard: str, is_dated: bool) -> Remark | None:
    """Return what a directive leaves open that can never be ticked off; None when it is checkable.

    `standard` is what the office wrote down, `is_dated` whether the text itself names a date.
    """
    found = _VAGUE.search(quote)
    if not found or standard or is_dated or FIRM.search(quote):
        return None
    word = found.group()
    return Remark(
        RemarkKind.VAGUE,
        f"“{word}”没有量、时限或成果：{VAGUE[word]}。",
    )


def on_dates(
    due_on: date | None,
    *,
    written: Sequence[date],
    above: date | None,
    issued_on: date | None,
    calendar: WorkCalendar,
    usual: str = "",
) -> list[Remark]:
    """Return what is odd about a due date; `written` are the dates of the sentence, `above` its heading's.

    `usual` tells how the date was reckoned where that was by a school year that is not the city's own.
    """
    found = []
    days = sorted(set(written))
    if len(days) > 1:
        named = "、".join(map(full_date, days))
        words = f"原文有{len(days)}个时限（{named}），是否拆成几条，或者把较早的定为阶段时限？"
        earlier = tuple(day for day in days if due_on is not None and day < due_on)
        found.append(Remark(RemarkKind.SEVERAL_DATES, words, stages=earlier))
    if due_on is None:
        return found
    if days and due_on > days[-1]:
        found.append(
            Remark(
                RemarkKind.AFTER_TEXT, f"时限定为{full_date(due_on)}，原文写的最晚是{full_date(days[-1])}。"
            )
        )
    if above is not None and due_on > above:
        found.append(
            Remark(
                RemarkKind.AFTER_ABOVE,
                f"时限{full_date(due_on)}晚于上级标题所定的{full_date(above)}，下级不能比上级晚完成。",
            )
        )
    if issued_on is not None and due_on < issued_on:
        found.append(
            Remark(
                RemarkKind.BEFORE_PAPER,
                f"时限{full_date(due_on)}早于发文日期{full_date(issued_on)}，请核对年份。",
            )
        )
    if not calendar.is_workday(due_on):
        last = calendar.last_workday_on_or_before(due_on)
        found.append(
            Remark(RemarkKind.DAY_OFF, f"{full_date(due_on)}休息，之前最后一个工作日是{full_date(last)}。")
        )
    if calendar.is_provisional(due_on):
        found.append(
            Remark(
                RemarkKind.PROVISIONAL,
                f"{due_on.year}年放假安排还没有公布，时限前后的工作日按法定节假日暂计，公布后可能变动。",
            )
        )
    if usual:
        found.append(
            Remark(RemarkKind.PROVISIONAL, f"本市校历还没有登记，按各地常见安排推算：{usual}。请核对。")
        )
    return found


def crowded(units: Sequence[str], monday: date, count: int, most: int) -> Remark | None:
    """Return that units have more to finish in a week than the office holds for right; None when it fits."""
    if count <= most:
        return None
    named = "、".join(units[:_NAMED]) + (f"等{len(units)}个单位" if len(units) > _NAMED else "")
    return Remark(
        RemarkKind.CROWDED,
        f"{named}在{full_date(monday)}起的一周有{count}项到期（含台账中的），超过本局定的{most}项。",
    )


def busy(units: Sequence[str], monday: date, count: int, most: int) -> Remark | None:
    """Return the question whether what crowds upon one responsible person may be spread; None when it fits.

    The units are named and not the persons: it is about the week, and nobody is compared with anybody.
    """
    if count <= most:
        return None
    named = "、".join(units[:_NAMED]) + (f"等{len(units)}个单位" if len(units) > _NAMED else "")
    return Remark(
        RemarkKind.BUSY,
        f"{named}：同一责任人在{full_date(monday)}起的一周有{count}项到期（含台账中的），超过{most}项。"
        "能不能错开几项？",
    )


def alike(summary: str, state: str, share_x100: int, task_id: int) -> Remark:
    """Return that a task says much the same as another one that is there already."""
    return Remark(
        RemarkKind.ALIKE,
        f"与“{summary}”（{state}）原文有{share_x100 // 100}%相同，请看是否重复；系统不会自动合并。",
        task_id,
    )
