"""The time of one unit's part of a task."""

from __future__ import annotations

from luoshi.rules.enums import Labelled


class Reach(Labelled):
    """Whose dates a list or a feed holds."""

    ME = "ME", "我的"
    UNIT = "UNIT", "本单位"
