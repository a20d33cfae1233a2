"""What a unit may be asked for, and how the time that it takes is measured without a person in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from luoshi.rules.enums import Labelled

MOST_SECONDS = 60 * 60
"""A page that lies open for longer is counted as open for so long."""
ENOUGH_UNITS = 3
"""From so many units on a median of times is told; of fewer one could tell whose it is."""


class AskKind(Labelled):
    """What a unit may be asked for."""

    ACCOUNT = "ACCOUNT", "周报"
    AGAIN = "AGAIN", "退回重报"
    LETTER = "LETTER", "函件回复"
    HELP = "HELP", "求助答复"
    QUESTION = "QUESTION", "疑问说明"
    REQUEST = "REQUEST", "数据要求"
    MEETING = "MEETING", "会议"
    INSPECTION = "INSPECTION", "督查检查"


FIELDS: Mapping[AskKind, int] = {
    AskKind.ACCOUNT: 1,
    AskKind.AGAIN: 1,
    AskKind.LETTER: 1,
    AskKind.HELP: 2,
    AskKind.QUESTION: 1,
    AskKind.REQUEST: 1,
    AskKind.MEETING: 0,
    AskKind.INSPECTION: 0,
}
"""How many fields have to be filled in: of an account on each line, of a request on each of its own, of all
else on each form."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A page that somebody opened to send accounts from, and when a line was sent from it last."""

    opened_at: datetime
    last_at: datetime

    def added(self, at: datetime) -> tuple[int, bool]:
        """Return the seconds from the last line to one sent at `at`, and whether some are cut off.

        All lines of a sitting together come to MOST_SECONDS at most; a clock that was set back adds nothing.
        """
        before, now = self._seconds(self.last_at), self._seconds(at)
        return max(min(now, MOST_SECONDS) - min(before, MOST_SECONDS), 0), now > MOST_SECONDS

    def _seconds(self, at: datetime) -> int:
        return max(int((at - self.opened_at).total_seconds()), 0)


def middle(values: Iterable[int]) -> int | None:
    """Return the median, the lower of two; None of nothing."""
    known = sorted(values)
    return known[(len(known) - 1) // 2] if known else None


def minutes(seconds: int) -> str:
    """Return seconds as minutes with one decimal, without an idle zero: 150 is 2.5, 180 is 3."""
    tenths = (seconds + 3) // 6
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
