"""What a reminder says outside the house: how much there is, and of what; titles only where that is allowed.

Never more: the words of a notice that somebody typed freely (a reason, an answer) stay on the desk, for they
may speak of persons; so does whatever is not in the table below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luoshi.rules.enums import Labelled
from luoshi.rules.notices.channels import ROBOTS, ChannelKind


class Matter(Labelled):
    """What a notice is about, most urgent first."""

    LETTER = "LETTER", "收到函件"
    REPLY_DUE = "REPLY_DUE", "函件待回复"
    HELP_DUE = "HELP_DUE", "求助待答复"
    REQUEST_DUE = "REQUEST_DUE", "数据要求快到期"
    REQUEST = "REQUEST", "数据要求"
    ACCOUNT_DUE = "ACCOUNT_DUE", "周报今天截止"
    SOON = "SOON", "任务临期"
    SENT_BACK = "SENT_BACK", "退回修改"
    HELP = "HELP", "求助进展"
    EXTENSION = "EXTENSION", "延期结果"
    PLAN = "PLAN", "计划调整"
    ALLOWANCE = "ALLOWANCE", "周报放宽"
    INSPECTION = "INSPECTION", "督查通知和结论"
    TALK = "TALK", "约谈和整改进展"
    ASSIGNED = "ASSIGNED", "新交办任务"
    LETTER_NEWS = "LETTER_NEWS", "函件进展"
    OTHER = "OTHER", "其他消息"


URGENT = frozenset({Matter.LETTER})
"""What does not wait for the day's digest: a formal letter, from whose arrival a date runs."""
SHOWN = frozenset(
    {Matter.LETTER, Matter.REPLY_DUE, Matter.HELP_DUE, Matter.ACCOUNT_DUE, Matter.SOON, Matter.ASSIGNED}
)
"""What is worded by the system from titles alone, so that a channel may be allowed to show it."""
_BY_KEY: Mapping[str, Matter] = {
    r"letter:\d+:issued": Matter.LETTER,
    r"letter:\d+:returned.*": Matter.SENT_BACK,
    r"letter:.*": Matter.LETTER_NEWS,
    r"reply:.*": Matter.REPLY_DUE,
    r"help:.*": Matter.HELP_DUE,
    r"report:.*": Matter.ACCOUNT_DUE,
    r"soon:.*": Matter.SOON,
    r"return:.*": Matter.SENT_BACK,
    r"obstacle:.*": Matter.HELP,
    r"extension:.*": Matter.EXTENSION,
    r"plan:.*": Matter.PLAN,
    r"allowance:.*": Matter.ALLOWANCE,
    r"(?:mandate|conclusion|opinion|sanction):.*": Matter.INSPECTION,
    r"request:\d+:(?:soon|due):.*": Matter.REQUEST_DUE,
    r"request:.*": Matter.REQUEST,
    r"(?:talk:\d+:notified|rectification:\d+:opened)": Matter.LETTER,
    r"(?:talk|rectification):.*": Matter.TALK,
    r"publish:.*": Matter.ASSIGNED,
}
_RANK = {matter: rank for rank, matter in enumerate(Matter)}
_MOST_TITLES = 10
_LONGEST_TITLE = 40
_LONG_NUMBER = re.compile(r"\d{7,}[\dXx]?")
_MOST_BYTES = {ChannelKind.SMS: 600, ChannelKind.WECOM: 2000}
"""What fits: a robot of 企业微信 takes 2048 bytes of text, a text message some two hundred characters."""
_PLENTY = 16_000


@dataclass(frozen=True, slots=True)
class Told:
    """One notice, as far as a message needs it: its key, whose it is, its own words."""

    key: str
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """What leaves: one line for the subject of a mail, and the text."""

    subject: str
    text: str


def matter_of(key: str) -> Matter:
    """Return what the notice with this key is about."""
    return next((matter for pattern, matter in _BY_KEY.items() if re.fullmatch(pattern, key)), Matter.OTHER)


def message(
    told: Sequence[Told], kind: ChannelKind, *, shows_titles: bool, site: str, is_digest: bool = True
) -> Message:
    """Return the one message that tells of these notices, units in the order given.

    `site` is the address of the system, "" when it is not to be named. Whatever would make it longer than the
    channel takes is left out and counted.
    """
    titles = _titles(told) if shows_titles else []
    where = f"请登录落实系统的工作台办理：{site}" if site else "请登录落实系统的工作台办理。"
    note = "" if kind is ChannelKind.SMS else _note(kind, is_digest)
    shown = len(titles)
    while True:
        left = [f"另有{len(titles) - shown}条见工作台"] if 0 < shown < len(titles) else []
        text = "\n".join(filter(None, [*_counts(told), *titles[:shown], *left, where, note]))
        if not shown or len(text.encode()) <= _MOST_BYTES.get(kind, _PLENTY):
            return Message(f"落实：{len(told)}条提醒", _cut(text, kind))
        shown -= 1


def _counts(told: Sequence[Told]) -> list[str]:
    units: dict[str, list[Matter]] = {}
    for each in told:
        units.setdefault(each.unit, []).append(matter_of(each.key))
    lines = []
    for unit, matters in units.items():
        kinds = sorted(set(matters), key=_RANK.__getitem__)
        parts = "，".join(f"{matter.label}{matters.count(matter)}条" for matter in kinds)
        lines.append(f"{unit}有{len(matters)}条提醒：{parts}。")
    return lines


def _titles(told: Sequence[Told]) -> list[str]:
    shown = sorted((each for each in told if matter_of(each.key) in SHOWN), key=_rank)
    lines = []
    for each in shown[:_MOST_TITLES]:
        words = _LONG_NUMBER.sub("…", " ".join(each.words.split()))
        lines.append(f"· {words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1] + '…'}")
    return lines


def _rank(each: Told) -> int:
    return _RANK[matter_of(each.key)]


def _note(kind: ChannelKind, is_digest: bool) -> str:
    every = "每个工作日最多一条，正式函件另发" if is_digest else "正式函件随到随发"
    return f"（{every}。）" if kind in ROBOTS else f"（{every}；本人的提醒可以在“我的提醒”中关闭。）"


def _cut(text: str, kind: ChannelKind) -> str:
    most = _MOST_BYTES.get(kind, _PLENTY)
    data = text.encode()
    return text if len(data) <= most else data[: most - 3].decode(errors="ignore") + "…"
