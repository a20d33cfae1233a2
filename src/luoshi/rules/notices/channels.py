"""The ways by which a reminder leaves the house, and who may be reached by them."""

from __future__ import annotations

import re

from luoshi.rules.enums import Labelled
from luoshi.rules.units import UnitKind


class ChannelKind(Labelled):
    """A way out. The desk is none of them: everything is on it already."""

    MAIL = "MAIL", "邮件"
    WECOM = "WECOM", "企业微信群机器人"
    DINGTALK = "DINGTALK", "钉钉群机器人"
    FEISHU = "FEISHU", "飞书群机器人"
    SMS = "SMS", "短信"


K = ChannelKind
ROBOTS = frozenset({K.WECOM, K.DINGTALK, K.FEISHU})
LONGEST_TO = 120
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)


def why_not_to(kind: ChannelKind, to: str) -> str | None:
    """Return why a channel cannot reach this address; None when it can. A robot needs none."""
    if kind in ROBOTS:
        return f"{kind.label}发到所在的群，不填地址，请只写单位。" if to else None
    if not to:
        return f"请在后面写上{'邮箱' if kind is K.MAIL else '手机号'}。"
    if kind is K.MAIL:
        whole = len(to) <= LONGEST_TO and _MAIL.fullmatch(to)
        return None if whole else f"“{to[:40]}”不是邮箱地址，应形如 name@example.gov.cn。"
    return None if _MOBILE.fullmatch(to) else f"“{to[:40]}”不是手机号，应为1开头的11位数字。"


def why_not_remind(unit_kind: UnitKind) -> str | None:
    """Return why units of this kind are sent no reminders from here; None when they may be."""
    if unit_kind in {UnitKind.SCHOOL, UnitKind.KINDERGARTEN}:
        return (
            f"不向{unit_kind.label}推送提醒：涉校督查检查事项实行年度清单管理，未纳入清单的一律不得开展"
            "（教师厅〔2025〕2号）。提醒只发到机关处室和县级教育局。"
        )
    if unit_kind is UnitKind.PUBLIC:
        return "社会公众不是本系统的用户，不推送提醒。"
    return None


def masked(to: str) -> str:
    """Return an address as others than its owner are shown it: a few signs of it only."""
    name, at, house = to.partition("@")
    if at:
        return f"{name[:1]}***@{house}"
    return f"{to[:3]}****{to[-4:]}" if len(to) == 11 else to
