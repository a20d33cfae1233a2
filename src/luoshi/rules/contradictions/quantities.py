"""Numbers in the words of an account: the same thing counted differently, a standard passed over in silence.

Only what is said in the same words is compared: 新建幼儿园12所 and 改建幼儿园15所 are two things. A question
missed costs less than one asked wrongly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.rules.contradictions.findings import Finding, week
from luoshi.rules.contradictions.states import ContradictionKind

_MEASURES = "人次|平方米|公里|所|个|名|位|人|元|亩|台|辆|套|间|栋|幢|座|场|次|项|处|家|份|件|门|节|批|期|条"
_QUANTITY = re.compile(
    rf"(?<!第)(?<![\d.])(\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)(万|亿)?(?:余|多)?({_MEASURES})"
)
_CLAUSE = re.compile(r"[，。；;,：:、！!？?（）()\s]+")
_FILLERS = re.compile(
    "截至目前|截至|目前|现已|已经|累计|共计|合计|总计|一共|全部|本周|上周|其中|全县|全区|全市|全省|完成|约|近|超过|达到|共|已|了|的|为"
)
_NOT_COUNTED = re.compile("^(?:月|百分点|工作日|小时|星期|方面)")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what: `value` in thousandths, so that 3.5 is exact; `said` is the clause that says it."""

    value_x1000: int
    measure: str
    subject: str
    said: str


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one account: which part of which task, and what makes tasks related."""

    part: int
    task: str
    document: int
    campaign: str
    words: str


def quantities(words: str) -> list[Quantity]:
    """Return every number with a measure word in a text, and the words around it that say of what."""
    found = []
    for clause in _CLAUSE.split(unicodedata.normalize("NFKC", words)):
        places = list(_QUANTITY.finditer(clause))
        for number, place in enumerate(places):
            begin = places[number - 1].end() if number else 0
            end = places[number + 1].start() if number + 1 < len(places) else len(clause)
            after = clause[place.end() : end]
            if _NOT_COUNTED.match(after):
                continue
            subject = _FILLERS.sub("", "".join(_HAN.findall(clause[begin : place.start()] + after)))
            value = _number(place[1]) * {"万": 10_000, "亿": 100_000_000}.get(place[2] or "", 1)
            found.append(Quantity(value, place[3], subject, clause))
    return found


def _number(written: str) -> int:
    """Return a written number in thousandths."""
    if written[0].isdigit():
        whole, _, rest = written.partition(".")
        return int(whole) * 1000 + int(rest[:3].ljust(3, "0") or 0)
    total, digit = 0, 0
    for char in written:
        if char in _STEPS:
            total += (digit or 1) * _STEPS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return (total + digit) * 1000


def about_sayings(week_start: date, sayings: Sequence[Saying]) -> Iterator[Finding]:
    """Yield a question for each thing that one unit counts differently in two related tasks of one week.

    Related are tasks of one document or of one campaign. `sayings` are those of one unit.
    """
    heard: dict[tuple[str, str], tuple[Saying, Quantity]] = {}
    asked: set[tuple[str, str]] = set()
    for saying in sorted(sayings, key=lambda each: each.part):
        for quantity in quantities(saying.words):
            thing = quantity.measure, quantity.subject
            if len(quantity.subject) < _FEWEST:
                continue
            first, before = heard.setdefault(thing, (saying, quantity))
            if (
                first.part == saying.part
                or before.value_x1000 == quantity.value_x1000
                or thing in asked
                or not _related(first, saying)
            ):
                continue
            asked.add(thing)
            words = (
                f"{week(week_start)}，“{first.task}”的周报写“{before.said[:60]}”，“{saying.task}”的周报写"
                f"“{quantity.said[:60]}”。说的是同一个数吗？以哪个为准？"
            )
            # Told again the next week it is the same question; with other numbers it is another one.
            mark = f"{before.value_x1000}:{quantity.value_x1000}:{quantity.measure}{quantity.subject}"[:50]
            parts = (first.part, saying.part)
            yield Finding(ContradictionKind.TOLD_DIFFERENTLY, mark, week_start, words, parts)


@dataclass(frozen=True, slots=True)
class Offer:
    """A number that is asked for and was told already: the clause that says it, and of which task."""

    said: str
    task: str


def offers(asked: Sequence[Saying], told: Sequence[Saying]) -> dict[int, Offer]:
    """Return for parts still asked about what their unit has told in a related account of the same week.

    The words of `asked` are what the task counts (its standard, or its sentence), those of `told` what was
    reported. Nobody need count the same thing twice in a week.
    """
    found: dict[int, Offer] = {}
    for saying in asked:
        wanted = [each for each in quantities(saying.words) if len(each.subject) >= _FEWEST]
        for other in told:
            if saying.part in found or other.part == saying.part or not _related(saying, other):
                continue
            if same := next((q for q in quantities(other.words) if any(_alike(q, w) for w in wanted)), None):
                found[saying.part] = Offer(same.said, other.task)
    return found


def _alike(told: Quantity, wanted: Quantity) -> bool:
    """Say whether two quantities count the same thing: by one measure, one subject within the other."""
    if told.measure != wanted.measure or len(told.subject) < _FEWEST:
        return False
    return told.subject in wanted.subject or wanted.subject in told.subject


def _related(one: Saying, other: Saying) -> bool:
    return one.document == other.document or bool(one.campaign and one.campaign == other.campaign)


def is_told(standard: str, words: str) -> bool:
    """Say whether the words of an account speak of a standard.

    Where the standard counts something, they must count by the same measure word; otherwise they must share
    a run of three characters with it.
    """
    counted = {each.measure for each in quantities(standard)}
    if counted:
        return bool(counted & {each.measure for each in quantities(words)})
    plain = "".join(_HAN.findall(unicodedata.normalize("NFKC", standard)))
    said = "".join(_HAN.findall(unicodedata.normalize("NFKC", words)))
    return len(plain) < 3 or any(plain[at : at + 3] in said for at in range(len(plain) - 2))


def about_standard(part: int, standard: str, week_start: date, words: str) -> Iterator[Finding]:
    """Yield a question where the whole is claimed in `week_start` without a word on the standard."""
    if not standard or is_told(standard, words):
        return
    asked = (
        f"{week(week_start)}报100%，周报里没有提到完成标准“{standard[:120]}”。达到了吗？凭什么材料可以看到？"
    )
    yield Finding(ContradictionKind.STANDARD_UNTOLD, week_start.isoformat(), week_start, asked, (part,))
