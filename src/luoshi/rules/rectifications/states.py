"""How a rectification and each of its items move, and who may say that an item is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from luoshi.rules.enums import Labelled, Turn


class Origin(Labelled):
    """Where the need to put something right was found."""

    TALK = "TALK", "约谈"
    LETTER = "LETTER", "督办函件"
    FINDING = "FINDING", "督查、督导发现"


class RectificationState(Labelled):
    """Where a rectification as a whole stands."""

    DRAFT = "DRAFT", "待批准"
    OPEN = "OPEN", "整改中"
    CLOSED = "CLOSED", "已办结"
    CANCELLED = "CANCELLED", "已取消"


class ItemState(Labelled):
    """Where one item stands."""

    OPEN = "OPEN", "待整改"
    REPORTED = "REPORTED", "待核查"
    CHECKED_OK = "CHECKED_OK", "核查通过"
    CHECKED_NOT = "CHECKED_NOT", "核查未通过"


S, I = RectificationState, ItemState  # noqa: E741
MOVES: Mapping[RectificationState, frozenset[RectificationState]] = {
    S.DRAFT: frozenset({S.OPEN, S.CANCELLED}),
    S.OPEN: frozenset({S.CLOSED, S.CANCELLED}),
    S.CLOSED: frozenset(),
    S.CANCELLED: frozenset(),
}
TURNS: Mapping[RectificationState, Turn] = {
    S.DRAFT: Turn.LEADER,
    S.OPEN: Turn.UNIT,
    S.CLOSED: Turn.NOBODY,
    S.CANCELLED: Turn.NOBODY,
}
ITEM_MOVES: Mapping[ItemState, frozenset[ItemState]] = {
    I.OPEN: frozenset({I.REPORTED}),
    I.REPORTED: frozenset({I.CHECKED_OK, I.CHECKED_NOT}),
    I.CHECKED_NOT: frozenset({I.REPORTED}),
    I.CHECKED_OK: frozenset(),
}
ITEM_TURNS: Mapping[ItemState, Turn] = {
    I.OPEN: Turn.UNIT,
    I.REPORTED: Turn.OFFICE,
    I.CHECKED_NOT: Turn.UNIT,
    I.CHECKED_OK: Turn.NOBODY,
}
OWED = frozenset({I.OPEN, I.CHECKED_NOT})
"""What the unit still has to put right, whose due date runs."""


def why_not_move(current: RectificationState, wanted: RectificationState) -> str | None:
    """Return why a rectification may not move so; None when it may."""
    if wanted in MOVES[current]:
        return None
    return f"这份整改现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_item_move(whole: RectificationState, current: ItemState, wanted: ItemState) -> str | None:
    """Return why an item may not move so; None when it may. Items move while the whole is open."""
    if whole is not S.OPEN:
        return f"这份整改现为“{whole.label}”，其中的事项不能再报送、核查。"
    if wanted in ITEM_MOVES[current]:
        return None
    return f"该项现为“{current.label}”，不能改为“{wanted.label}”。"


def why_not_check(*, checker_posts: Collection[int], owner_post: int, reporter_post: int) -> str | None:
    """Return why somebody may not check an item; None when they may.

    Who answers for an item or reported it done does not confirm that it is. `checker_posts` are all posts of
    the person who checks: who holds two posts is still one person.
    """
    if owner_post in checker_posts:
        return "整改责任人不能核查自己负责的事项，请由其他人核查。"
    if reporter_post in checker_posts:
        return "这一项的整改情况是您本人报送的，不能自己核查，请由其他人核查。"
    return None


def why_not_close(items: Sequence[ItemState]) -> str | None:
    """Return why a rectification may not be closed; None when every item was checked and found done."""
    left = sum(item is not I.CHECKED_OK for item in items)
    if left:
        return (
            f"还有{left}项没有核查通过，不能办结。问题改到位、核查通过才能销号，"
            "不能以问责代替整改（《关于统筹规范督查检查考核工作的通知》（2018年））。"
        )
    return None
