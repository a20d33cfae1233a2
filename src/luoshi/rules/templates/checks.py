"""Why a wording may not be used: each fault with its line, and what would put it right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from luoshi.rules.templates.compulsory import COMPULSORY, PARTS, TITLE
from luoshi.rules.templates.fields import FIELDS, Filled
from luoshi.rules.templates.parts import FIELD, included_in, names_in, read, sections

LONGEST = 5000
_TITLE_LONGEST = 80
_MOST_LINES = 300

_HOSTILE: Mapping[str, re.Pattern[str]] = {
    "网页标记": re.compile(r"</?[A-Za-z!][^<>]*>?"),
    "排版指令": re.compile(r"#(let|set|show|import|include|eval|read|plugin|sys)\b|#[A-Za-z_]+[(\[]"),
    "文字处理软件的域代码": re.compile(
        r"(?i)\{\s*(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|HYPERLINK|IMPORT)\b|\\(write18|input|include)\b"
    ),
    "模板指令": re.compile(r"\{%|%\}|\$\{|<%"),
    "不能印出的控制字符": re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a wording: the line (from 1; 0: the whole) and the reason with its remedy."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"第{self.line}行：{self.words}" if self.line else self.words


def faults(kind: str, text: str) -> tuple[Fault, ...]:
    """Return everything that keeps a wording from being used for a kind of letter, by lines."""
    found = sorted(_faults(kind, text), key=lambda fault: (fault.line, fault.words))
    return tuple(found) or tuple(_grown(text)) or tuple(_out_of_reach(text))


def why_not_keep(kind: str, text: str, before: str) -> str | None:
    """Return why a wording may not take the place of the one `before`; None when it may."""
    if found := faults(kind, text):
        return "\n".join(str(fault) for fault in found)
    return "文字与现行版本一样，没有可保存的修改。" if text.strip() == before.strip() else None


def open_fields(text: str) -> tuple[Fault, ...]:
    """Return the fields that the drafter still has to fill in, each with its line."""
    return tuple(
        Fault(number, f"“{name}”还没有填写（{FIELDS[name].words}）。请改成实际内容再送签。")
        for number, line in enumerate(text.splitlines(), start=1)
        for name in names_in(line)
        if name in FIELDS
    )


def _faults(kind: str, text: str) -> Iterator[Fault]:
    if len(text) > LONGEST:
        yield Fault(0, f"模板有{len(text)}字，最多{LONGEST}字，请精简。")
        return
    found = sections(text)
    yield from _hostile(text)
    yield from _parts(kind, found)
    yield from _cycles(found)
    yield from _fields(kind, text)
    yield from _order(text)


def _grown(text: str) -> Iterator[Fault]:
    """Yield that a wording grows beyond all bounds, as parts take in parts that take in parts."""
    found = sections(text)

    @cache
    def lines_of(name: str) -> int:
        inner = [part for _, part in included_in(found[name])]
        return len(found[name]) - len(inner) + sum(map(lines_of, inner))

    if (most := max(map(lines_of, found))) > _MOST_LINES:
        yield Fault(0, f"部分互相取用后有{most}行，最多{_MOST_LINES}行，请少取用几次。")


def _out_of_reach(text: str) -> Iterator[Fault]:
    """Yield the drafter's fields that come to stand where the drafter does not write, by parts taken in."""
    for line in read(text).closing:
        for name in names_in(line):
            if FIELDS[name].filled is Filled.BY_HAND:
                yield Fault(0, f"“{name}”由起草人填写，取用部分后排到了事项表、回复期限之后，请移到前面。")


def _hostile(text: str) -> Iterator[Fault]:
    for number, line in enumerate(text.split("\n"), start=1):
        bare = FIELD.sub("", line.rstrip("\r"))
        for what, pattern in _HOSTILE.items():
            if hit := pattern.search(bare):
                shown = hit[0][:20] if hit[0].isprintable() else f"U+{ord(hit[0][0]):04X}"
                yield Fault(number, f"含有{what}“{shown}”。模板只写文字，请删去。")
        if "{" in bare or "}" in bare:
            yield Fault(number, "花括号不成对。字段应写成{{名称}}的样子。")


def _parts(kind: str, found: Mapping[str, list[tuple[int, str]]]) -> Iterator[Fault]:
    for number, _ in found.get("", []):
        yield Fault(number, "这一行不属于任何部分。请先写一行【标题】这样的部分名称。")
        break
    for name in PARTS[kind]:
        if not found.get(name):
            yield Fault(0, f"缺少【{name}】部分，或其中没有文字，这一文种不能没有。")
    if TITLE in found:
        if next((name for name in found if name), "") != TITLE:
            yield Fault(0, "【标题】应放在最前面。")
        for number, line in found[TITLE][:1]:
            if len(line) > _TITLE_LONGEST:
                yield Fault(number, f"标题最多{_TITLE_LONGEST}字，请精简。")
        for number, _ in found[TITLE][1:]:
            yield Fault(number, "标题只写一行，正文请放到后面的部分。")
        for number, line in found[TITLE]:
            for name in names_in(line):
                if name in FIELDS and FIELDS[name].filled is not Filled.DRAFTING:
                    yield Fault(number, f"标题中不能用“{name}”，标题在起草时就要完整。")


def _cycles(found: Mapping[str, list[tuple[int, str]]]) -> Iterator[Fault]:
    for name, lines in found.items():
        for number, inner in included_in(lines):
            if inner not in found:
                yield Fault(number, f"没有名为“{inner}”的部分。")
            elif inner == TITLE or name == TITLE:
                yield Fault(number, "标题不能取用其他部分，也不能被取用。")
            elif chain := _way(inner, name, found, (name,), {inner}):
                yield Fault(number, f"部分互相取用，没有尽头：{'→'.join(chain)}。请去掉其中一处。")
    for lines in found.values():
        for number, line in lines:
            if "段" in line and included_in([(number, line)]) and FIELD.fullmatch(line) is None:
                yield Fault(number, "取用部分的{{段：名称}}应单独占一行。")


def _way(
    start: str,
    goal: str,
    found: Mapping[str, list[tuple[int, str]]],
    way: tuple[str, ...],
    seen: set[str],
) -> tuple[str, ...] | None:
    """Return the parts by which `start` takes in `goal`; None when it does not. `seen` is not tried again."""
    if start == goal:
        return (*way, goal)
    for _, inner in included_in(found.get(start, [])):
        if inner not in seen:
            seen.add(inner)
            if longer := _way(inner, goal, found, (*way, start), seen):
                return longer
    return None


def _fields(kind: str, text: str) -> Iterator[Fault]:
    used = set()
    for number, line in enumerate(text.splitlines(), start=1):
        for name in names_in(line):
            used.add(name)
            if name not in FIELDS:
                yield Fault(number, f"没有名为“{name[:20]}”的字段。请从列出的字段中选用。")
            elif name == "事项表" and FIELD.fullmatch(line.strip()) is None:
                yield Fault(number, "{{事项表}}应单独占一行。")
    for name in sorted(COMPULSORY[kind] - used):
        yield Fault(0, f"缺少必备字段{{{{{name}}}}}（{FIELDS[name].words}），这一文种不能没有。")


def _order(text: str) -> Iterator[Fault]:
    closed, tabled = 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        filled = {FIELDS[name].filled for name in names_in(line) if name in FIELDS}
        if Filled.TABLE in filled:
            if tabled:
                yield Fault(number, f"事项表只能有一处，第{tabled}行已有。")
            elif closed:
                yield Fault(number, "事项表应在回复期限、联系人之前。")
            tabled = tabled or number
        if Filled.BY_HAND in filled and (closed or tabled or Filled.ISSUING in filled):
            yield Fault(number, "由起草人填写的字段应在事项表、回复期限、联系人之前，并各占其行。")
        if Filled.ISSUING in filled:
            closed = closed or number
