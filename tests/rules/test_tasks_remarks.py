"""What at a directive a person should look at, and whether two say the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import tasks
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.tasks import RemarkKind

DAYS = WorkCalendar()
MONDAY, SATURDAY = date(2026, 12, 14), date(2026, 12, 19)
K = RemarkKind


def kinds(due_on: date | None, **facts: object) -> list[RemarkKind]:
    known = {"written": [], "above": None, "issued_on": None, "calendar": DAYS, **facts}
    return [remark.kind for remark in tasks.on_dates(due_on, **known)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due_on", "facts", "expected"),
    [
        (MONDAY, {}, []),
        (MONDAY, {"written": [MONDAY], "above": MONDAY, "issued_on": MONDAY}, []),
        (date(2026, 12, 15), {"written": [MONDAY]}, [K.AFTER_TEXT]),
        (date(2026, 12, 11), {"written": [MONDAY]}, []),
        (date(2026, 12, 15), {"above": MONDAY}, [K.AFTER_ABOVE]),
        (date(2026, 12, 11), {"issued_on": MONDAY}, [K.BEFORE_PAPER]),
        (SATURDAY, {}, [K.DAY_OFF]),
        (date(2099, 3, 2), {}, [K.PROVISIONAL]),
        (None, {"written": [MONDAY, date(2026, 12, 25)]}, [K.SEVERAL_DATES]),
        (date(2026, 12, 25), {"written": [date(2026, 12, 25), MONDAY, MONDAY]}, [K.SEVERAL_DATES]),
        (SATURDAY, {"written": [MONDAY], "above": MONDAY}, [K.AFTER_TEXT, K.AFTER_ABOVE, K.DAY_OFF]),
    ],
)
def test_dates_that_contradict_are_pointed_out(
    due_on: date | None, facts: dict[str, object], expected: list[RemarkKind]
) -> None:
    assert kinds(due_on, **facts) == expected


def test_a_day_off_names_the_last_working_day_before() -> None:
    [remark] = tasks.on_dates(SATURDAY, written=[], above=None, issued_on=None, calendar=DAYS)
    assert remark.words == "2026年12月19日休息，之前最后一个工作日是2026年12月18日。"


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("要织密织优服务网，加快重点工作推进。", "加快"),
        ("抓好当前重点工作。", "抓好"),
        ("时刻绷紧校园安全这根弦。", "绷紧"),
        ("加强对基层的指导。", "加强"),
    ],
)
def test_a_vague_verb_says_what_it_leaves_open(quote: str, word: str) -> None:
    remark = tasks.on_standard(quote, standard="", is_dated=False)
    assert remark is not None
    assert remark.kind is K.VAGUE
    assert remark.words.startswith(f"“{word}”没有量、时限或成果：{tasks.VAGUE[word]}。")


@pytest.mark.parametrize(
    ("quote", "standard", "is_dated"),
    [
        ("加强日常监督，每月检查一次。", "", False),
        ("推进压减工作，占比降到15%以下。", "", False),
        ("推动建立收费公示制度。", "", False),
        ("加快建设，确保竣工。", "", False),
        ("抓好当前重点工作。", "全部销号", False),
        ("抓好当前重点工作。", "", True),
        ("不得层层加码。", "", False),
        ("任务到县级教育局为止。", "", False),
    ],
)
def test_what_can_be_checked_is_not_called_vague(quote: str, standard: str, is_dated: bool) -> None:
    assert tasks.on_standard(quote, standard=standard, is_dated=is_dated) is None


def test_too_much_in_one_week_begins_above_the_limit() -> None:
    assert tasks.crowded(["东河区"], MONDAY, 5, 5) is None
    remark = tasks.crowded(["东河区"], MONDAY, 6, 5)
    assert remark is not None
    assert remark.words == "东河区在2026年12月14日起的一周有6项到期（含台账中的），超过本局定的5项。"
    many = tasks.crowded(list("甲乙丙丁"), MONDAY, 6, 5)
    assert many is not None
    assert many.words.startswith("甲、乙、丙等4个单位在")


ONE = "各县（市、区）教育局要在12月10日前将未足额拨付的生均公用经费拨付到位。"
SAME = "各县（市、区）教育局要在12月20日前将未足额拨付的生均公用经费拨付到位！"
OTHER = "安全管理科要在10月20日前部署冬季消防、供暖、交通、防溺水、防欺凌隐患排查。"


def share(one: str, other: str) -> int:
    return tasks.alike_x100(tasks.shingles(one), tasks.shingles(other))


def test_sentences_that_say_the_same_share_pieces_and_a_mark() -> None:
    assert share(ONE, ONE) == 10_000
    assert share(ONE, SAME) > tasks.LIKE_X100 > share(ONE, OTHER)
    assert set(tasks.marks(ONE)) & set(tasks.marks(SAME))
    assert not set(tasks.marks(ONE)) & set(tasks.marks(OTHER))


@given(st.text(max_size=60))
def test_white_space_and_signs_change_nothing(words: str) -> None:
    spaced = "， ".join(words)
    assert tasks.shingles(spaced) == tasks.shingles(words)
    assert tasks.marks(spaced) == tasks.marks(words)


@given(st.text(alphabet="校安全经费项目开工月前", min_size=8, max_size=80))
def test_marks_are_the_same_on_every_machine_and_fit_a_signed_column(words: str) -> None:
    found = tasks.marks(words)
    assert len(found) == 12
    assert all(0 <= mark < 2**63 for mark in found)
    assert found == tasks.marks(words)


def test_what_is_too_short_resembles_nothing() -> None:
    assert tasks.marks("抓好落实") == ()
    assert share("抓好落实", "抓好落实") == 0


def test_a_likeness_names_the_other_task_and_its_state() -> None:
    remark = tasks.alike("拨付生均经费", "办理中", 8_250, 7)
    assert remark.task_id == 7
    assert remark.words == "与“拨付生均经费”（办理中）原文有82%相同，请看是否重复；系统不会自动合并。"


def test_a_week_that_crowds_upon_one_person_is_a_question_that_names_units_only() -> None:
    monday = date(2026, 11, 23)
    assert tasks.busy(["东河区"], monday, 8, 8) is None
    found = tasks.busy(["东河区"], monday, 9, 8)
    assert found is not None
    assert found.words == (
        "东河区：同一责任人在2026年11月23日起的一周有9项到期（含台账中的），超过8项。能不能错开几项？"
    )
