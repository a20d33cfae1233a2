"""What was pointed out at directives, as markup: a desk may show hundreds of remarks, so Python builds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from luoshi.queries.documents import Point
from luoshi.rules.tasks import Remark, RemarkKind


def beside_directive(remarks: Sequence[tuple[Remark, str]]) -> SafeString:
    """Return the lines under one directive; each remark comes with the address of the other task, or ""."""
    if not remarks:
        return SafeString("")
    lines = "".join(f"<li>{_said(remark)}{_link(address)}</li>" for remark, address in remarks)
    return SafeString(f'<ul class="remarks">{lines}</ul>')


def listed(points: Sequence[Point], names: Mapping[int, str]) -> SafeString:
    """Return the lines of the list above all directives; each leads to its directive, by number and name."""
    return SafeString(
        "".join(f"<li{_of(point)}>{_said(point.remark)} {_places(point, names)}</li>" for point in points)
    )


def _said(remark: Remark) -> str:
    return f"<b>{remark.kind.label}</b> {escape(remark.words)}"


def _link(address: str) -> str:
    return f' <a href="{escape(address)}">看那一条</a>' if address else ""


def _of(point: Point) -> str:
    """Mark a line as one directive's own, so that it goes when the directive is put right."""
    if point.remark.kind is RemarkKind.CROWDED:
        return ""
    return f' data-of="{point.drafts[0]}" data-kind="{point.remark.kind}"'


def _places(point: Point, names: Mapping[int, str]) -> str:
    if len(point.drafts) == 1:
        [draft] = point.drafts
        return f'<a href="#d{draft}">{escape(names[draft])}</a>'
    return " ".join(f'<a href="#d{draft}">第{number}条</a>' for number, draft in enumerate(point.drafts, 1))
