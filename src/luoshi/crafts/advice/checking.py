"""What the model pointed at, held against the text and the rules' reading; what fails is thrown away."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, Final

from luoshi.crafts.advice.model import Advice, Suggestion
from luoshi.crafts.reading.model import Reading, Role, Sentence

MOST: Final = 200
_SHORTEST = 8  # characters: a greeting or a date is no directive


def checked(answer: Any, text: str, reading: Reading) -> Advice:
    """Return the sentences that the rules left as background and the model points at, each once.

    `answer` is anything that JSON can be: a list of spans, or {"spans": [...]}, each with `quote`, or `start`
    and `end` in characters of the body as it was sent, or all three.
    """
    spans = answer.get("spans") if isinstance(answer, dict) else answer
    if not isinstance(spans, list):
        return Advice((), ("回答里没有句子清单",))
    thrown_away = [f"一次最多看{MOST}处，其余{len(spans) - MOST}处没有看"] if len(spans) > MOST else []
    starts = [sentence.start for sentence in reading.sentences]
    found: dict[int, Suggestion] = {}
    for span in spans[:MOST]:
        place = _place(span, text, reading)
        if isinstance(place, str):
            thrown_away.append(place)
            continue
        sentence = reading.sentences[max(0, bisect_right(starts, place[0]) - 1)]
        if reason := _why_not(sentence, *place, text):
            thrown_away.append(reason)
        else:
            quote = text[sentence.start : sentence.end]
            found[sentence.start] = Suggestion(sentence.start, sentence.end, quote)
    return Advice(tuple(found[start] for start in sorted(found)), tuple(thrown_away))


def _place(span: Any, text: str, reading: Reading) -> tuple[int, int] | str:
    """Return where a span stands in the document, or why it stands nowhere."""
    if not isinstance(span, dict):
        return "不是一处句子"
    quote, start, end = span.get("quote"), span.get("start"), span.get("end")
    body = text[reading.body_start : reading.body_end]
    if type(start) is int and type(end) is int:
        is_inside = 0 <= start < end <= len(body)
        if is_inside and quote in (None, body[start:end]):
            return reading.body_start + start, reading.body_start + end
        if quote is None:
            return "位置不在正文里"
    if not isinstance(quote, str) or not quote.strip():
        return "没有引用原文"
    quote = quote.strip()
    first = body.find(quote)
    if first < 0:
        return "原文里没有这句话"
    if body.find(quote, first + 1) >= 0:
        return "这几个字在原文里不止一处"
    return reading.body_start + first, reading.body_start + first + len(quote)


def _why_not(sentence: Sentence, start: int, end: int, text: str) -> str | None:
    if sentence.role is Role.HEADING:
        return "指的是标题"
    if sentence.role is not Role.BACKGROUND:
        return "规则已经读出"
    if not text[start:end].strip() or start < sentence.start or end > sentence.end:
        return "跨了几句，不是一句话"
    if len(text[sentence.start : sentence.end].strip()) < _SHORTEST:
        return "太短，不成一件事"
    return None
