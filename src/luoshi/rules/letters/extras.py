"""What a letter may carry beside its words: copies to others, an annex, and who was at a meeting."""

from __future__ import annotations

from dataclasses import dataclass

MOST_COPIES = 60
_TRAILING = "。，、；：！？.,;:!?"


@dataclass(frozen=True, slots=True)
class Extras:
    """The organs of 抄送, one annex of plain paragraphs, and the three lists of 纪要; "" leaves each out."""

    copies: tuple[str, ...] = ()
    annex_title: str = ""
    annex_text: str = ""
    present: str = ""
    excused: str = ""
    observing: str = ""


def why_not_carry(extras: Extras, *, addressee: str, is_minutes: bool) -> str | None:
    """Return why a letter to `addressee` may not carry these; None when it may (GB/T 9704-2012)."""
    copies = extras.copies
    if len(copies) > MOST_COPIES:
        return f"抄送机关有{len(copies)}个，最多{MOST_COPIES}个。同类机关请用统称，如“各县（市、区）教育局”。"
    if twice := next((name for name in copies if copies.count(name) > 1), None):
        return f"抄送机关“{twice}”写了两次，请删去一处。"
    if long := next((name for name in copies if len(name) > 60), None):
        return f"抄送机关“{long[:20]}……”太长，每行写一个机关，最多60字。"
    if addressee in copies:
        return f"“{addressee}”已是主送机关，不必抄送，请删去。"
    title, text = extras.annex_title.strip(), extras.annex_text.strip()
    if title and not text:
        return f"附件“{title}”没有内容（GB/T 9704-2012 7.3.7）。请补上附件正文，或删去附件名称。"
    if text and not title:
        return "附件没有名称（GB/T 9704-2012 7.3.4）。请填写附件名称，或删去附件正文。"
    if title and title[-1] in _TRAILING:
        return f"附件名称“{title}”后面不加标点（GB/T 9704-2012 7.3.4），请删去。"
    if not is_minutes and (extras.present or extras.excused or extras.observing):
        return "出席、请假、列席只用于纪要格式（GB/T 9704-2012 10.3）。请删去，或写进正文。"
    return None
