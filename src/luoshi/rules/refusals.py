"""How the system says no: a refusal is its reason, and the same words go everywhere."""

from __future__ import annotations


class Refused(Exception):
    """A rule says no. The message is fit to show: what, why, by which article, and the way out."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SomebodyWasFirst(Exception):
    """The row changed between reading and writing; the message says who changed it and to what."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
