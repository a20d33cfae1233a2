"""Who issued a paper, to whom, where it is signed, and what is annexed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from luoshi.crafts.reading import heads, lines, names, signing
from luoshi.crafts.reading.body import Bounds
from luoshi.crafts.reading.lines import Line

_ISSUES = re.compile(
    r"(?P<organ>[一-龥（）、]{2,60}?)(?:(?P<others>等(?:\d{1,2}|[一二三四五六七八九十]{1,3})?(?:个)?部门)?)"
    r"(?:办公室会议)?(?=关于|印发|转发|批转|召开|开展《|《)"
)
_LABELLED = re.compile(r"(?:发文机关|发布机构|发布单位|发文单位)[：:\s*]*(?P<organ>[一-龥、]{3,40})")
_SIGNED_IN_LINE = re.compile(
    r"[。；）”](?P<organ>[一-龥]{4,40})(?P<day>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:（[^）]*）)?$"
)
_SALUTED_IN_LINE = re.compile(
    r"(?:通知|意见|通报|方案|函|决定|批复|措施|要点|计划|号）?)(?P<names>[^。；！？：《》]{2,200})："
)
_BEFORE_SALUTATION = re.compile(r"^.*(?:\d号|\d日）|的(?:通知|通报|函|意见|决定|批复))(?=[一-龥])")
_LETTERHEAD = re.compile(r"^(?P<organ>[一-龥]{4,30}?)(?:文件|（通知）)?$")
_ANNEX_LIST = re.compile(r"^[ \t\u3000]*附[ \u3000]*件[：:][ \t\u3000]*(?P<first>\S[^\n]*)", re.MULTILINE)
_ANNEX_HEAD = re.compile(
    r"^[ \t\u3000]*附[ \u3000]*件[ \u3000]*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?[ \t\u3000]*$",
    re.MULTILINE,
)
_ITEM = re.compile(r"(?:^|(?<=[\s：:])|(?<=[》）一-龥]))(?P<number>\d{1,2})[.．、][ \u3000]*(?=\D)")
_NEXT_ITEM = re.compile(r"^[ \t\u3000]*\d{1,2}[.．、]")
_CLOSED = ("。", "；", "！", "？")
_MOST_SIGNERS = 8
_LONGEST_HEAD = 400


class Annex(NamedTuple):
    """One paper annexed: its title, and where the document names it."""

    title: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        """Return the annex as `luoshi read --json` prints it."""
        return self._asdict()


class Imprint(NamedTuple):
    """What stands around the text of a paper: empty where it does not say so.

    Several organs that issued it together have 、 between them; `signed` is the span of the sign-off.
    """

    organ: str = ""
    addressees: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    signed: tuple[int, int] | None = None


NOTHING_SAID = Imprint()


def of(text: str, bounds: Bounds) -> Imprint:
    """Return the issuing organ, the addressees, the sign-off and the annexes; empty where not found."""
    signers, signed = _sign_off(text, bounds)
    entitled = _from_title(bounds.title)
    by_title = entitled and not any(name.endswith(entitled) or entitled.startswith(name) for name in signers)
    organ = entitled if by_title else "、".join(signers) or _labelled(text, bounds)
    return Imprint(organ, _addressees(text, bounds), _annexes(text, bounds), signed)


def _sign_off(text: str, bounds: Bounds) -> tuple[list[str], tuple[int, int] | None]:
    """The organs on the lines above a date that stands alone; without lines, before the last date."""
    for start, end in signing.places(text, bounds.start, bounds.end):
        first, signers = start, list[str]()
        for line in _lines_above(text, bounds.start, start):
            parts = [line.text] if _is_organ(lines.squeezed(line.text)) else line.text.split()
            named = [lines.squeezed(part) for part in parts]
            if len(signers) >= _MOST_SIGNERS or not all(map(_is_organ, named)):
                break
            signers[:0] = named
            first = line.start
        if signers:
            return signers, (first, end)
    closing = _SIGNED_IN_LINE.search(text, max(bounds.prose, bounds.end - 90), bounds.end)
    if closing and _is_organ(closing["organ"]):
        return [closing["organ"]], closing.span("organ")[:1] + closing.span("day")[1:]
    return [], None


def _lines_above(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines between two places that are not empty, from the last upward."""
    while end > start:
        begin = max(text.rfind("\n", start, end) + 1, start)
        words = text[begin:end].strip()
        if words:
            first = text.index(words[0], begin)
            yield Line(first, first + len(words), words)
        end = begin - 1


def _is_organ(words: str) -> bool:
    return 3 <= len(words) <= 40 and not set("，。；：、《》") & set(words) and names.is_name(words)


def _from_title(title: str) -> str:
    found = _ISSUES.match(title)
    if not found:
        return ""
    organ = found["organ"]
    return organ + (found["others"] or "") if names.is_name(organ) or found["others"] else ""


def _labelled(text: str, bounds: Bounds) -> str:
    """The organ that the page's own label names, or a letterhead above the title."""
    head = text[max(0, bounds.start - 2000) : bounds.start]
    label = _LABELLED.search(head)
    if label and names.is_name(label["organ"]):
        return label["organ"]
    first = text[bounds.start : bounds.prose].partition("\n")[0]
    letterhead = _LETTERHEAD.match(lines.squeezed(first))
    return letterhead["organ"] if letterhead and _is_organ(letterhead["organ"]) else ""


def _addressees(text: str, bounds: Bounds) -> tuple[str, ...]:
    """The names before the colon of the salutation, which may run over lines of a printer."""
    saluted: list[str] = []
    for line in reversed(lines.of(text[: bounds.prose], bounds.start)):
        words = lines.squeezed(line.text)
        if words.startswith("#Page"):
            continue
        if not saluted:
            if words.endswith(("：", ":")):
                saluted = [words[:-1]]
            continue
        if (
            words in bounds.title
            or heads.NUMBER.search(line.text)
            or words.endswith(("）", ")", "号", "日", "："))
        ):
            break
        saluted.insert(0, words)
    if not saluted:
        opening = re.sub(r"\s+", "", text[bounds.start : bounds.prose + _LONGEST_HEAD])
        found = _SALUTED_IN_LINE.search(opening, 0, _LONGEST_HEAD)
        saluted = [found["names"]] if found else []
    words = "".join(saluted).replace(",", "，").replace("(", "（").replace(")", "）")
    words = _BEFORE_SALUTATION.sub("", words)
    listed: list[str] = []
    for name in names.split(words):
        if len(name) == 1 and listed:
            listed[-1] += f"、{name}"
        else:
            listed.append(name)
    known = sum(names.is_name(name) for name in listed)
    return tuple(listed) if 2 * known > len(listed) and all(len(name) <= 40 for name in listed) else ()


def _annexes(text: str, bounds: Bounds) -> tuple[Annex, ...]:
    """The papers of the list 附件：1.…2.…, else those whose own heads 附件1 stand in the body."""
    if text.find("附", bounds.prose, bounds.end) < 0:
        return ()
    lists = list(_ANNEX_LIST.finditer(text, bounds.prose, bounds.end))
    if lists:
        return tuple(_listed(text, lists[-1].start("first"), lists[-1].end("first"), bounds.end))
    found = []
    for head in _ANNEX_HEAD.finditer(text, bounds.prose, bounds.end):
        titled = re.compile(r"\s*(\S[^\n]*)").match(text, head.end(), bounds.end)
        if titled and len(titled[1]) <= 80:
            found.append(_annex(text, *titled.span(1)))
    return tuple(found)


def _listed(text: str, start: int, stop: int, end: int) -> list[Annex]:
    """The titles of a list, which goes on over the lines that begin with a number."""
    while stop < end:
        following = text.find("\n", stop + 1, end)
        following = end if following < 0 else following
        line = text[stop:following].strip()
        if line and not _NEXT_ITEM.match(line):
            break
        stop = following
    places = [match.end() for match in _ITEM.finditer(text, start, stop)]
    ends = [match.start() for match in _ITEM.finditer(text, start, stop)][1:]
    if not places:
        return [_annex(text, start, text.find("\n", start, stop) if "\n" in text[start:stop] else stop)]
    return [_annex(text, a, b) for a, b in zip(places, [*ends, stop], strict=True)]


def _annex(text: str, start: int, end: int) -> Annex:
    words = text[start:end]
    trimmed = words.rstrip(" \t\u3000\r\n。；;，")
    end -= len(words) - len(trimmed)
    return Annex(lines.squeezed(trimmed), start, end)
