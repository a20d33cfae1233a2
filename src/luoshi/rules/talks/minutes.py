"""When the minutes of a talk stand: both sides said yes to the same words, or one said what it disputes.

A voice names the digest of the words that it is about. Changed words are new words: whoever had agreed is
asked again, and nobody's earlier yes speaks for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from luoshi.rules import audit
from luoshi.rules.enums import Labelled
from luoshi.rules.talks.states import MINUTES_OPEN, TalkState

FORMS = "《教育督导问责办法》（国教督〔2021〕2号）"
_PENALTIES = re.compile(
    r"给予[^。；\n]{0,12}(?:处分|处理|通报|警告)|予以[^。；\n]{0,8}(?:处分|问责|免职|通报批评|诫勉)"
    r"|记过|诫勉谈话|免职|撤职|降级|停职|开除|罚款|扣分|责令检查|取消[^。；\n]{0,6}资格"
)
_FORBIDDING = re.compile(r"(?:不|未|没有|不得|不予|禁止)[^。；，\n]{0,12}$")


class TalkSide(Labelled):
    """The two sides of a talk."""

    BUREAU = "BUREAU", "约谈方"
    UNIT = "UNIT", "被约谈方"


@dataclass(frozen=True, slots=True)
class Said:
    """What one side said of the words with this digest: yes, or what it disputes."""

    side: TalkSide
    digest: str
    agrees: bool


def digest_of(text: str) -> str:
    """Return the digest that a voice names: SM3 of the words (UTF-8), 64 hexadecimal digits."""
    return audit.digest(text)


def standing(digest: str, voices: Sequence[Said]) -> TalkState:
    """Return how minutes with this digest stand after these voices, whatever others were about.

    DISPUTED once one side disputed them, CONFIRMED once both agreed, else MINUTED.
    """
    about = [voice for voice in voices if voice.digest == digest]
    if any(not voice.agrees for voice in about):
        return TalkState.DISPUTED
    if {voice.side for voice in about} == set(TalkSide):
        return TalkState.CONFIRMED
    return TalkState.MINUTED


def why_not_write(state: TalkState, text: str, before: str) -> str | None:
    """Return why these words may not become the minutes; None when they may.

    Minutes hold what was said and asked, never a penalty: that is for the organ with the authority, after
    notice and plea.
    """
    if state not in {TalkState.HELD, *MINUTES_OPEN}:
        if state is TalkState.CONFIRMED:
            return "记录已由双方确认，不能再改。有补充的，请另作说明附后。"
        return f"这次约谈现为“{state.label}”，不能写记录。"
    if not text.strip():
        return "记录不能为空。请写明通报的事实、对方的说明和提出的要求。"
    if text.strip() == before.strip():
        return "记录没有改动。"
    return why_not_penalise(text)


def why_not_penalise(text: str) -> str | None:
    """Return why a notice or minutes may not hold these words; None when they speak of no penalty."""
    for hit in _PENALTIES.finditer(text):
        if not _FORBIDDING.search(text[max(0, hit.start() - 16) : hit.start()]):
            return (
                f"文中有“{hit.group()}”。约谈只写事实、说明和要求，不写对人的处理：组织处理、处分等由有权机关"
                f"经告知、听取陈述申辩后决定（{FORMS}）。请删去。"
            )
    return None


def why_not_speak(
    state: TalkState,
    side: TalkSide,
    *,
    spoken: Collection[TalkSide],
    same_person: bool,
    agrees: bool,
    words: str,
) -> str | None:
    """Return why a side may not say this of the minutes; None when it may.

    `spoken` are the sides that spoke of these words already; `same_person`: this person did for the other.
    """
    if state not in MINUTES_OPEN:
        return f"这次约谈现为“{state.label}”，现在没有待确认的记录。"
    if side in spoken:
        return f"{side.label}对这一稿记录已表示过意见。记录改动之后会再请双方确认。"
    if same_person:
        return "同一个人不能代表双方确认记录，请由另一方的人确认。"
    if not agrees and not words.strip():
        return "提出异议应写明哪一处与事实不符、事实是什么。异议与记录一并保存、一并印出。"
    return None
