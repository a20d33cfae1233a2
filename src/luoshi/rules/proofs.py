"""A paper in hand and the record: what is said of it, without saying what the record holds."""

from __future__ import annotations

import hmac
import re

from luoshi.rules.enums import Labelled
from luoshi.rules.letters import LetterState

SHORT = 16
"""How many hexadecimal digits of a digest a person types: 64 bits, which nobody guesses at a counted door."""
_LONGEST = 64


class Verdict(Labelled):
    """What is said of a paper in hand."""

    TRUE = "TRUE", "真实、有效"
    CORRECTED = "CORRECTED", "真实，但已有更正"
    WITHDRAWN = "WITHDRAWN", "真实，但已撤回"
    ALTERED = "ALTERED", "与本局发出的不一致"
    UNKNOWN = "UNKNOWN", "本局没有发出过这个文号"


ADVICE = {
    Verdict.TRUE: "文号和内容与本局发出的一致，现在有效。",
    Verdict.CORRECTED: "文号和内容与本局发出的一致，但本局后来发过更正，请以更正为准。"
    "收函单位可在系统中查看。",
    Verdict.WITHDRAWN: "文号和内容与本局发出的一致，但本局已经撤回，不再有效，也不用回复。",
    Verdict.ALTERED: "文号有登记，但内容或核对码对不上：可能被改动过，也可能抄错、另存时丢了内容。"
    "请核对核对码；仍不一致的，不要据此办理，向本局督查科核实。",
    Verdict.UNKNOWN: "请核对文号是否抄全（包括年份和括号）。仍查不到的，不要据此办理，向本局督查科核实。",
}


def code_of(digest: str) -> str:
    """Return the part of a digest that is printed to be typed: four groups of four, "1A2B-…"."""
    start = digest[:SHORT].upper()
    return "-".join(start[place : place + 4] for place in range(0, SHORT, 4))


def read_code(typed: str) -> str | None:
    """Return the hexadecimal digits of a code as somebody typed it; None for what is none."""
    code = re.sub(r"[\s\-－—]", "", typed).lower()
    return code if re.fullmatch(rf"[0-9a-f]{{{SHORT},{_LONGEST}}}", code) else None


def read_number(typed: str) -> str:
    """Return a 发文字号 as it is kept: other brackets and spaces are what hands and keyboards make of it."""
    return re.sub(r"[\[【（(〔]\s*(20\d{2})\s*[\]】）)〕]", r"〔\1〕", re.sub(r"\s", "", typed))


def is_same(digest: str, code: str) -> bool:
    """Return whether a code is that of a digest: all of it, or its beginning."""
    return bool(digest) and hmac.compare_digest(digest[: len(code)].encode(), code.encode())


def judge(*, state: LetterState, is_corrected: bool, is_same: bool) -> Verdict:
    """Return what is said of a paper whose number is on record."""
    if not is_same:
        return Verdict.ALTERED
    if state is LetterState.WITHDRAWN:
        return Verdict.WITHDRAWN
    return Verdict.CORRECTED if is_corrected else Verdict.TRUE
