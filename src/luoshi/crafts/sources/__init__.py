"""From a file to the text that is read, which all offsets count in, and notes on the file."""

from __future__ import annotations

from pathlib import PurePath

from luoshi.crafts.sources import formats, webpages
from luoshi.crafts.sources.decoding import why_too_large
from luoshi.crafts.sources.formats import SUFFIXES
from luoshi.crafts.sources.model import UNHURRIED, Kind, Pace, Source, TakesLong
from luoshi.rules.refusals import Refused

__all__ = ["SUFFIXES", "Kind", "Pace", "Source", "TakesLong", "text_of", "why_too_large"]


def text_of(data: bytes, name: str, pace: Pace = UNHURRIED) -> Source:
    """Return the text of a file and notes on it; what the file holds weighs more than its name.

    All offsets of a reading count the characters of `Source.text`. Libraries are loaded only for the kinds
    that need them. Raises Refused, in Chinese with the way out, for whatever cannot be read; TakesLong when
    the pace is hurried and the file needs recognition or more than some seconds.
    """
    if reason := why_too_large(len(data)):
        raise Refused(reason)
    from luoshi.crafts.sources import remarks

    suffix = PurePath(name).suffix.lower()
    promised = SUFFIXES.get(suffix)
    kind = formats.kind_of(data, name)
    if kind is Kind.TEXT and promised not in (None, Kind.TEXT, Kind.PAGE):
        source = _text_under_another_name(data, name, suffix)
    else:
        source = _read(data, name, kind, pace)
    notes = list(source.notes)
    if promised and promised is not source.kind and {promised, source.kind} != {Kind.TEXT, Kind.PAGE}:
        notes.insert(0, f"文件名以 {suffix} 结尾，内容却是{source.kind.value}，已按内容读取。")
    return Source(source.text, source.kind, (*notes, *remarks.on(source.text)))


def _read(data: bytes, name: str, kind: Kind, pace: Pace) -> Source:
    if kind is Kind.WORD:
        from luoshi.crafts.sources import word

        return word.text_of(data)
    if kind is Kind.OLD_WORD:
        from luoshi.crafts.sources import office

        return office.text_of(data, pace)
    if kind is Kind.PDF:
        from luoshi.crafts.sources import pdf

        return pdf.text_of(data, pace)
    if kind is Kind.PICTURE:
        from luoshi.crafts.sources import pictures

        return pictures.text_of(data, pace)
    return webpages.source_of(data, name)


def _text_under_another_name(data: bytes, name: str, suffix: str) -> Source:
    """A page saved as .doc is common and readable; anything else under such a name is a damaged file."""
    try:
        return webpages.source_of(data, name)
    except Refused as refusal:
        raise Refused(
            f"文件名以 {suffix} 结尾，内容却不是这种文件，可能已损坏或没有传完。"
            "请重新取得这份文件，或者在原来的软件里打开后另存，再重新上传。"
        ) from refusal
