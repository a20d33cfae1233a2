"""Which documents may be kept at all, and what their sentences can be read as."""

from __future__ import annotations

import re

from luoshi.rules.enums import Labelled


class SpanKind(Labelled):
    """What became of one sentence of a document."""

    HEADING = "HEADING", "标题"
    DIRECTIVE = "DIRECTIVE", "任务"
    POSSIBLE = "POSSIBLE", "可能是任务"
    BACKGROUND = "BACKGROUND", "背景"


_HEAD_LINES = 15
_HEAD_LENGTH = 1200
_ARTICLE = "《中华人民共和国保守国家秘密法》第三十一条第（三）项"
# GB/T 9704-2012 §7.2.2: the mark stands alone in the head, with ★ and a term when the term is fixed.
_MARK = re.compile(
    r"^[\s\d　【\[（(]*(?P<level>绝\s*密|机\s*密|秘\s*密)"
    r"(?:\s*[★☆*]\s*(?:[\d一二三四五六七八九十]{1,3}\s*(?:年|个月|月|天)|长期|启用前|解密前)?)?[\s　】\]）)]*"
    r"(?:特急|加急|平急|特提)?\s*$"
)
_STARRED = re.compile(r"(?P<level>绝密|机密|秘密)\s*[★☆]")
_LABELLED = re.compile(
    r"(?:密\s*级|秘密等级|涉密等级|保密等级)\s*[：:]\s*[\[【（(]?\s*(?P<level>绝密|机密|秘密)"
)


def why_not_store(text: str) -> str | None:
    """Return why a document may not be stored, or None when it bears no mark of a state secret in its head.

    Source: 保守国家秘密法 (2024-05-01) art. 31(三): state secrets may not be stored or processed in systems
    that are not built for them. Prose that speaks of 保密 or 秘密 is no mark.
    """
    head = text[:_HEAD_LENGTH].splitlines()[: _HEAD_LINES + 1]
    if head and head[0].startswith("#SOURCE:"):
        head = head[1:]
    for number, line in enumerate(head, 1):
        found = _MARK.match(line) or _STARRED.search(line) or _LABELLED.search(line)
        if found:
            level = re.sub(r"\s", "", found["level"])
            return (
                f"文件第 {number} 行标有密级“{level}”。本系统不是涉密信息系统，依照{_ARTICLE}，"
                "不得存储、处理国家秘密；文件未被保存。请按涉密文件管理规定在涉密设备上办理；"
                "确已解密的，请删去密级标志并附解密依据后再读。"
            )
    return None


def why_not_change(*, is_published: bool) -> str | None:
    """Return why the directives of a document may no longer be decided at the desk; None when they may."""
    if is_published:
        return "这份来文已发布，读文台上的内容不能再改。需要调整的，请在台账中按延期、撤销办理。"
    return None
