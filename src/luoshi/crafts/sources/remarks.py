"""What a reader should know about a text: two papers in one file, traditional characters."""

from __future__ import annotations

import re

from luoshi.crafts.reading import heads

# Characters that simplified Chinese does not use; common ones of official texts are enough.
_TRADITIONAL = frozenset(
    "與為這會時來對發後們國學過說種經長問現應實點體當還開關業動無員區處級組統計劃辦則務單據條規標"
    "準設備進責讀書訂證認識訓練試題見觀視覽觸張強歸歷壓厲廳廣廢廠張參雙變總結續維織緊縣職聯聽"
    "選遠連運過達遲遷邊還報場執農災點熱燈獨獎環產畫異當療盤監確礎禮積穩窮筆節範築簡糧紀納級紙細終給"
)
_CHINESE = re.compile(r"[一-鿿]")
_FEWEST = 20
_SHARE = 0.05
_LOOKED_AT = 20_000
_ANNEX = re.compile(r"^\s*附\s*[件录錄]", re.MULTILINE)
_ABOUT = re.compile(r"关于[^\n。]{2,80}的?(?:通知|意见|函|报告|请示|通报|决定|方案|批复|公告|通告|纪要)\s*$")


def on(text: str) -> list[str]:
    """Return notes in Chinese on what the text itself shows; mostly none."""
    notes = []
    if note := _second_paper(text):
        notes.append(note)
    if _is_traditional(text[:_LOOKED_AT]):
        notes.append(
            "原文是繁体字，按原样读入，没有转换。系统的规则按简体字写成，可能漏读；"
            "请逐句核对，或者转成简体后另行上传。"
        )
    return notes


def _is_traditional(text: str) -> bool:
    characters = _CHINESE.findall(text)
    found = sum(character in _TRADITIONAL for character in characters)
    return found >= _FEWEST and found >= _SHARE * len(characters)


def _second_paper(text: str) -> str:
    """Look for another number alone on its line, with a title below it and no annex above."""
    first = ""
    offset = 0
    lines = text.splitlines(keepends=True)
    for index, line in enumerate(lines):
        words = line.strip()
        if "号" in words and len(words) <= 40 and heads.NUMBER.fullmatch(words):
            below = [other.strip() for other in lines[index + 1 : index + 6]]
            if not first:
                first = words
            elif words != first and _has_title(below) and not _ANNEX.search(text, 0, offset):
                return (
                    f"文件里可能有两份来文：第 {offset + 1} 字起是另一份（{words}）。"
                    "请拆成两份分别登记，否则标题、文号、日期只认第一份的。"
                )
        offset += len(line)
    return ""


def _has_title(lines: list[str]) -> bool:
    return any(_ABOUT.search("".join(lines[:most])) for most in range(1, len(lines) + 1))
