"""What may happen to work that goes on behind the pages (docs/adr/0008)."""

from __future__ import annotations

from collections.abc import Mapping

from luoshi.rules.enums import Labelled, Turn

MOST_ATTEMPTS = 3
"""How often an errand is begun before an interruption counts as failing."""
LEASE_SECONDS = 60
"""How long an errand counts as being done without a word from whoever does it."""


class ErrandKind(Labelled):
    """What is to be done."""

    CHECK_IMPORT = "CHECK_IMPORT", "核对名册"
    STORE_IMPORT = "STORE_IMPORT", "导入名册"
    READ_DOCUMENT = "READ_DOCUMENT", "读入来文"
    MOVE_LETTERS = "MOVE_LETTERS", "成批办理函件"
    REHEARSE = "REHEARSE", "预演规则"
    PACK_LETTERS = "PACK_LETTERS", "打包函件 PDF"
    WRITE_LEDGER = "WRITE_LEDGER", "导出台账"


COUNTED: Mapping[ErrandKind, str] = {
    ErrandKind.CHECK_IMPORT: "行",
    ErrandKind.STORE_IMPORT: "项变动",
    ErrandKind.READ_DOCUMENT: "页",
    ErrandKind.MOVE_LETTERS: "份",
    ErrandKind.REHEARSE: "个单位",
    ErrandKind.PACK_LETTERS: "份",
    ErrandKind.WRITE_LEDGER: "行",
}
"""What is counted while it is done."""
PIECEMEAL = frozenset({ErrandKind.MOVE_LETTERS})
"""What is written piece by piece: what was done before a stop or a break stands."""


MAKING = frozenset({ErrandKind.WRITE_LEDGER})
"""What ends with a file, which whoever asked for it can fetch for as long as FILE_HOURS."""
FILE_HOURS = 24


def left_behind(kind: ErrandKind) -> str:
    """Return what is written of an errand that did not come to its end."""
    if kind in MAKING:
        return "没有生成表格"
    return "已经办了的有效，其余没有动" if kind in PIECEMEAL else "没有写入任何内容"


class ErrandState(Labelled):
    """How far it is."""

    WAITING = "WAITING", "等候办理"
    RUNNING = "RUNNING", "正在办理"
    DONE = "DONE", "已办完"
    FAILED = "FAILED", "没有办成"
    STOPPED = "STOPPED", "已停止"


S = ErrandState
MOVES: Mapping[ErrandState, frozenset[ErrandState]] = {
    S.WAITING: frozenset({S.RUNNING, S.STOPPED}),
    S.RUNNING: frozenset({S.WAITING, S.DONE, S.FAILED, S.STOPPED}),
    S.DONE: frozenset(),
    S.FAILED: frozenset(),
    S.STOPPED: frozenset(),
}
TURNS: Mapping[ErrandState, Turn] = dict.fromkeys(ErrandState, Turn.NOBODY)
UNFINISHED = frozenset({S.WAITING, S.RUNNING})


def why_not_stop(state: ErrandState) -> str | None:
    """Return why an errand cannot be stopped any more; None when it can."""
    return None if state in UNFINISHED else f"这件事{state.label}，不用再停止。"


def after_interruption(attempts: int) -> ErrandState:
    """Return where an errand goes that was broken off, having been begun `attempts` times."""
    return S.WAITING if attempts < MOST_ATTEMPTS else S.FAILED


def seconds_left(done: int, total: int, spent: float) -> int | None:
    """Return how many seconds more it will take at the pace so far; None while that cannot be told."""
    if not 0 < done < total or spent < 1:
        return None
    return max(1, round(spent / done * (total - done)))
