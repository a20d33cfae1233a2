"""To what standard: quantities with their direction and unit, frequencies, and blanks left open (X个项目)."""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+(?:\.\d+)?|[XxＸ×]|[一二三四五六七八九十百两]+)"
_UNIT = (
    r"(?:%|％|个百分点|万元|亿元|元|个工作日|天|小时|分钟|周|个月"
    r"|万?[个项家所名人次处条份套间座台件场节课时门学分平方米公里亩]+)"
)
_BOUNDS = (
    "不低于|不少于|不超过|不高于|不大于|不小于|至少|最多|超过|高于|低于|控制在|保持在|稳定在|压缩至|提升至"
    "|提高到|降至|增加到|缩短至"
)
_BOUND = f"(?:{_BOUNDS}|达到?|力争达?到?)"
_PERIOD = r"每(?:半|两|[一二三]|\d)?(?:年|学年|学期|季度|月|周|天|日)"
_TIMES = rf"{_NUMBER}(?:次|轮|场|届|课时|元|万元|分钟|小时)"
_STANDARD = re.compile(
    rf"{_BOUND}[^，。；、（）]{{0,12}}?{_NUMBER}(?:{_UNIT}|[一-龥])(?:以上|以下|以内|左右)?"
    rf"|{_PERIOD}(?:至少|定期|各|要)?[^，。；、（）]{{0,10}}?(?:{_TIMES}|定期)"
    rf"|[^，。；、（）“”\d前]{{0,10}}(?:率|比例|覆盖面|占比)[^，。；、（）]{{0,8}}?{_NUMBER}[%％](?:以上|以内|左右)?"
    rf"|{_NUMBER}[%％](?:以上|以内|左右)?|全覆盖|零[延容差]\w|\d+(?:\.\d+)?{_UNIT}(?:以上|以下|以内)"
    r"|[XxＸ×]{1,2}(?:个|项|所|名|人|万元|亿元|%)[^，。；、（）]{0,8}"
)
# One of these stands in every standard; no standard goes beyond the signs between the parts.
_HINT = re.compile(f"%|％|{_BOUNDS}|达|力争|每|全覆盖|零|以上|以下|以内|X|x|Ｘ|×")
_PARTS = re.compile(r"[^，。；、（）]+")


def find(words: str) -> str | None:
    """Return the measurable standards in flat words as written, joined by ；, or None when there is none."""
    if not _HINT.search(words):
        return None
    found: dict[str, None] = {}
    for part in _PARTS.findall(words):
        if _HINT.search(part):
            found |= dict.fromkeys(match.group() for match in _STANDARD.finditer(part))
    return "；".join(list(found)[:4]) if found else None
