"""Responsibility notes: （责任单位：…）, （…牵头，…负责，6月底前完成）, and 牵头单位：… on a line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from luoshi.crafts.reading import names
from luoshi.crafts.reading.flat import Flat
from luoshi.crafts.reading.numbering import Mark

LEAD, DUTY, HELP = "牵头", "责任", "配合"
_WHO = r"(?:单位|部门|处室|科室|领导|机关|地区|主体|人)"
_LABEL = re.compile(
    rf"(?P<lead>(?:牵头|主办|主要责任|第一责任|主责|总牵头){_WHO}?(?:和责任{_WHO})?)[：]"
    rf"|(?P<help>(?:配合|协办|协同|参与|协助|参加|协作){_WHO}?)[：]"
    rf"|(?P<duty>(?:责任|负责|承办|落实|实施|主管|执行|工作责任|具体负责){_WHO})[：]"
    r"|(?P<due>(?:完成|办结|整改|办理|落实|工作)?(?:时限|期限|时间(?:节点|要求)?)(?:要求)?)[：]"
)
_LONGEST_LABEL = 12
_COLON = re.compile("：")
_NOTE_HINT = re.compile(r"负责|牵头|配合|落实|单位：|部门：|处室：|责任|时限|完成时间|承办|协办|参与")
_VERB = re.compile(
    r"(?P<lead>牵头(?:负责|抓总|落实|组织实施)?)$"
    r"|(?P<help>(?:配合|参与|协助|参加|协同)(?:落实|实施|做好|完成)?)$"
    r"|(?P<duty>(?:负责|承办|落实|实施|组织实施|负责落实|分别负责|共同负责|完成(?:有关|相关)工作))$"
)
_SHARE = re.compile(
    r"(?:按照?|根据)(?:各自)?(?:职责|职能|分工|任务|工作|部门)+(?:分工)?(?:各?(?:负其责|司其职))?|分工|分别|共同|具体|抓好|各自"
)
_FOOTNOTE = re.compile(
    r"[，。；](?:排在|排名|列)?(?:第一|首)(?:位|个)?[^。]{0,20}(?:牵头|下同).*$|[，。；]下同$|[，。；]以下(?:均|同).*$"
)
_STATED = re.compile(r"[，；。]|(?<=牵头)、|(?<=负责)、|(?<=配合)、")
_DUE = re.compile(
    r"^[于在]?[^、]{0,16}[年月日季度底末内]前?(?:底|末)?前?(?:基本|全面|力争)?(?:完成|办结|落实)?$"
    r"|^长期(?:坚持|推进)?$|^持续(?:推进)?$"
)
_DONE = re.compile(r"^[于在]|(?:基本|全面|力争)?(?:完成|办结|落实)$")
_BRACKETS = re.compile(r"[（〔【]|[）〕】]")
_FULL_WIDTH = str.maketrans(",;:()/／", "，；：（）、、")
_LEADING = re.compile(r"（(?:牵头|主办|主责|总牵头)(?:单位|部门)?）$")
_LONGEST_NAME = 40
_OPENERS = "（〔【"
_STOPS = "。；！？…”"
LONGEST = 600


@dataclass(slots=True)
class Note:
    """One note in the flat text; a directive's own words end where its note starts."""

    start: int
    end: int
    roles: dict[str, list[str]] = field(default_factory=dict)
    due: str | None = None
    standard: str = ""


def find(flat: Flat, start: int, end: int, marks: Sequence[Mark] = ()) -> list[Note]:
    """Return the notes between two flat offsets in order; one on a line ends at the next enumerator."""
    found = _bracketed(flat, start, end)
    covered = bytearray(len(flat.text) + 1)
    for note in found:
        covered[note.start : note.end] = bytes([1]) * (note.end - note.start)
    numbered = [mark.start for mark in marks]
    found += [
        note for note in _on_lines(flat, start, end, numbered) if not any(covered[note.start : note.end])
    ]
    found.sort(key=lambda note: note.start)
    return found


def outside(marks: list[Mark], found: list[Note]) -> list[Mark]:
    """Return the marks that do not stand inside a note, where numbers only list units."""
    starts = [note.start for note in found]
    kept = []
    for mark in marks:
        index = bisect_right(starts, mark.start) - 1
        if index < 0 or found[index].end <= mark.start:
            kept.append(mark)
    return kept


def _bracketed(flat: Flat, start: int, end: int) -> list[Note]:
    text = flat.text
    found: list[Note] = []
    opened: list[int] = []
    for match in _BRACKETS.finditer(text, start, end):
        if match.group() in _OPENERS:
            opened.append(match.start())
            del opened[:-8]
            continue
        if not opened:
            continue
        begin = opened.pop()
        if not 4 <= match.start() - begin - 1 <= LONGEST:
            continue
        before, after = text[begin - 1 : begin], text[match.end() : match.end() + 1]
        stands = before in _STOPS or after in _STOPS or flat.starts_paragraph(match.end())
        note = _note(text[begin + 1 : match.start()], begin, match.end(), stands=stands)
        if note:
            while found and found[-1].start > begin:
                found.pop()
            found.append(note)
    return found


def _labels(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The labels in a stretch, each looked for before its colon."""
    for colon in _COLON.finditer(text, start, end):
        label = _LABEL.search(text, max(start, colon.start() - _LONGEST_LABEL), colon.end())
        if label:
            yield label
        start = colon.end()


def _note(content: str, start: int, end: int, *, stands: bool) -> Note | None:
    """Read one bracket; `stands`: it stands at the end of a sentence and not inside one."""
    if not _NOTE_HINT.search(content):
        return None
    content = _FOOTNOTE.sub("", content)
    labels = list(_labels(content, 0, len(content)))
    if labels:
        opening = content[: labels[0].start()].strip("，；。")
        note = _labelled(content, labels, start, end)
        if not opening:
            return note
        said, due = _statement(opening)
        if not said:
            return None
        note.roles = said | note.roles
        note.due = note.due or due
        return note
    if not stands:
        return None
    said, due = _statement(content.strip("，；。"))
    return Note(start, end, said, due) if said else None


def _labelled(content: str, labels: list[re.Match[str]], start: int, end: int) -> Note:
    note = Note(start, end)
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = content[label.end() : following.start() if following else len(content)].strip("，；。、）（")
        if label["due"]:
            note.due = value
            continue
        role = LEAD if label["lead"] else HELP if label["help"] else DUTY
        note.roles.setdefault(role, []).extend(_units(value))
    return note


def _units(value: str) -> list[str]:
    return names.split(_SHARE.sub("", value).removesuffix("负责").removesuffix("落实"))


def in_cell(words: str, role: str) -> dict[str, list[str]]:
    """Return who the cell of a table names: in the roles that it tells itself, else in its column's `role`.

    Lines of a cell arrive with spaces between them; they part names where each part is one.
    """
    parts = words.translate(_FULL_WIDTH).split()
    content = (
        "、".join(parts) if all(names.is_name(_LEADING.sub("", part)) for part in parts) else "".join(parts)
    )
    labels = list(_labels(content, 0, len(content)))
    if labels and not labels[0].start():
        return _labelled(content, labels, 0, 0).roles
    said, _ = _statement(content.strip("，；。")) if _NOTE_HINT.search(content) else ({}, None)
    if said:
        return said
    found: dict[str, list[str]] = {}
    for name in _units(content.replace("；", "、").strip("，。")):
        leading = _LEADING.search(name)
        if len(name) <= _LONGEST_NAME:
            kept = name[: leading.start()] if leading else name
            found.setdefault(LEAD if leading else role, []).append(kept)
    return found


def _statement(content: str) -> tuple[dict[str, list[str]], str | None]:
    """Read “甲牵头，乙、丙负责，6月底前完成”; no roles when the clauses do not say who does what."""
    roles: dict[str, list[str]] = {}
    due: str | None = None
    held: list[str] = []
    for clause in _STATED.split(content):
        if _DUE.search(clause) and not held:
            due = _DONE.sub("", clause)
            continue
        verb = _VERB.search(clause)
        held.append(clause[: verb.start()] if verb else clause)
        if not verb:
            continue
        found = names.split(_SHARE.sub("", "，".join(held)).strip("由，、"))
        if not found or not all(len(name) <= 40 for name in found) or not any(map(names.is_name, found)):
            return {}, None
        role = LEAD if verb["lead"] else HELP if verb["help"] else DUTY
        roles.setdefault(role, []).extend(found)
        held = []
    return ({}, None) if held and "".join(held) else (roles, due)


def _on_lines(flat: Flat, start: int, end: int, numbered: list[int]) -> list[Note]:
    """Labels that begin a line; the labels that follow directly belong to the same note."""
    found: list[Note] = []
    for match in _labels(flat.text, start, end):
        begin = match.start()
        if found and found[-1].end >= match.end():
            continue
        continued = bool(found) and found[-1].end >= begin
        if not continued and not (flat.gaps[begin] or flat.text[begin - 1] in "。；"):
            continue
        if (
            not continued
            and match["due"]
            and not match["due"].startswith(("完成", "办结", "整改", "办理", "落实"))
        ):
            continue
        stop = match.end()
        index = bisect_left(numbered, stop)
        limit = max(stop, min(end, begin + LONGEST, numbered[index] if index < len(numbered) else end))
        stop = _line_end(flat, stop, limit)
        if continued:
            found[-1].end = max(found[-1].end, stop)
        else:
            found.append(Note(begin, stop))
    return [_filled(flat.text, note) for note in found]


def _line_end(flat: Flat, start: int, limit: int) -> int:
    """Where the line ends; in a wrapped text not after a sign that leaves a listing open."""
    for index in flat.lines[bisect_left(flat.lines, start) : bisect_left(flat.lines, limit)]:
        if not flat.wrapped or flat.text[index - 1] not in "、，；：":
            return index
    return limit


def _filled(text: str, note: Note) -> Note:
    content = _FOOTNOTE.sub("", text[note.start : note.end])
    return _labelled(content, list(_labels(content, 0, len(content))), note.start, note.end)
