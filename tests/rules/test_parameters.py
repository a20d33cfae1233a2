"""Dated parameters: which row holds on a day, what may be entered, and the statutory clocks as counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import calendar, parameters
from luoshi.rules.parameters import DEFAULTS, NoParameter, Parameter, ParameterBook, Status
from luoshi.rules.refusals import Refused

BOOK = ParameterBook()
WORK = calendar.WorkCalendar()
TODAY = date(2026, 11, 22)

NATIONAL = Parameter(
    key="example.days",
    value=30,
    unit="日",
    day_kind=calendar.DayKind.NATURAL,
    label="示例期限",
    source="《示例条例》",
    article="第一条",
    effective_from=date(2020, 1, 1),
    effective_to=None,
    status=Status.VERIFIED,
    party=calendar.Party.BUREAU,
)


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2020, 1, 1), 30),
        (date(2023, 12, 31), 30),
        (date(2024, 1, 1), 20),
        (date(2026, 5, 31), 20),
        (date(2026, 6, 1), 10),
        (date(2026, 8, 31), 10),
        (date(2026, 9, 1), 20),
    ],
)
def test_the_later_row_holds_and_the_local_row_goes_before_it_while_it_lasts(on: date, value: int) -> None:
    amended = replace(NATIONAL, value=20, effective_from=date(2024, 1, 1))
    local = replace(
        NATIONAL,
        value=10,
        status=Status.LOCAL,
        effective_from=date(2026, 6, 1),
        effective_to=date(2026, 8, 31),
    )
    assert ParameterBook([local, NATIONAL, amended]).value("example.days", on) == value


def test_an_amendment_of_the_law_does_not_displace_the_bureaus_own_rule() -> None:
    local = replace(NATIONAL, value=10, status=Status.LOCAL, effective_from=date(2021, 1, 1))
    amended = replace(NATIONAL, value=20, effective_from=date(2024, 1, 1))
    assert ParameterBook([NATIONAL, local, amended]).row("example.days", date(2026, 1, 1)) is local


def test_no_row_is_an_error_that_names_key_and_day() -> None:
    book = ParameterBook([NATIONAL])
    with pytest.raises(NoParameter) as before:
        book.value("example.days", date(2019, 12, 31))
    assert str(before.value) == (
        "参数“example.days”在2019年12月31日没有生效的数值，请在参数表中补录并写明依据和生效日期。"
    )
    with pytest.raises(NoParameter, match=r"参数“example\.hours”在2020年1月1日没有生效的数值"):
        book.value("example.hours", date(2020, 1, 1))


def test_two_rows_of_one_standing_from_one_day_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        ParameterBook([NATIONAL, replace(NATIONAL, value=31)])
    assert refusal.value.reason == (
        "参数“示例期限”（example.days）有两条都从2020年1月1日起生效，请只保留一条，或改其中一条的生效日期。"
    )


@given(
    st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.booleans()), unique=True, min_size=1)
)
def test_the_order_of_entry_never_matters(begins: list[tuple[date, bool]]) -> None:
    rows = [
        replace(
            NATIONAL,
            value=number,
            effective_from=day,
            status=Status.LOCAL if local else Status.VERIFIED,
        )
        for number, (day, local) in enumerate(begins)
    ]
    forward, backward = ParameterBook(rows), ParameterBook(reversed(rows))
    for day, _ in begins:
        assert forward.row("example.days", day) is backward.row("example.days", day)


def test_a_local_row_keeps_everything_but_value_source_and_day() -> None:
    default = BOOK.row("letter.supervision_reply", TODAY)
    local = parameters.local_row(
        "letter.supervision_reply", 7, source="示教〔2026〕3号", effective_from=date(2026, 12, 1)
    )
    assert local == replace(
        default, value=7, source="示教〔2026〕3号", article="", effective_from=date(2026, 12, 1)
    )
    book = ParameterBook([*DEFAULTS, local])
    values = [book.value("letter.supervision_reply", date(2026, 12, 1) - timedelta(days=n)) for n in (0, 1)]
    assert values == [7, 5]


@pytest.mark.parametrize(
    ("key", "value", "source", "reason"),
    [
        ("letter.shout", 7, "示教〔2026〕3号", "没有名为“letter.shout”的参数，请从参数表中选择。"),
        (
            "letter.supervision_reply",
            0,
            "示教〔2026〕3号",
            "“回复督办函”应是不小于1的整数（单位：工作日），现为0。",
        ),
        (
            "letter.supervision_reply",
            7,
            " ",
            "请写明“回复督办函”改为7的依据（文件名称和文号）。",
        ),
    ],
)
def test_a_wrong_local_row_is_refused(key: str, value: int, source: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        parameters.local_row(key, value, source=source, effective_from=TODAY)
    assert refusal.value.reason == reason


def test_a_local_row_never_takes_the_day_of_the_default() -> None:
    """Two rows of one standing from one day would leave no way to tell which holds."""
    source, since = "示教〔2026〕3号", date(2020, 1, 1)
    with pytest.raises(Refused) as refusal:
        parameters.local_row("letter.supervision_reply", 7, source=source, effective_from=since)
    assert refusal.value.reason == (
        "“回复督办函”的现行规定自2020年1月1日起生效，本局规定的生效日期应晚于这一天。"
    )
    next_day = since + timedelta(days=1)
    row = parameters.local_row("letter.supervision_reply", 7, source=source, effective_from=next_day)
    assert ParameterBook([*DEFAULTS, row]).value("letter.supervision_reply", next_day) == 7


@pytest.mark.parametrize(
    ("key", "allowed", "forbidden", "reason"),
    [
        (
            "complaint.handle",
            45,
            61,
            "《信访工作条例》第三十四条规定“受理后办结”为60日，本局可以缩短，不能延长，不能改为61。",
        ),
        (
            "complaint.object_transfer",
            5,
            6,
            "《信访工作条例》第二十三条规定“对转送、交办提出异议”为5个工作日，本局可以缩短，不能延长，不能改为6。",
        ),
        (
            "complaint.review_apply",
            30,
            29,
            "《信访工作条例》第三十五条规定“请求复查”为30日，本局可以放宽，不能缩短，不能改为29。",
        ),
    ],
)
def test_a_local_row_never_takes_more_time_than_the_law_nor_leaves_the_citizen_less(
    key: str, allowed: int, forbidden: int, reason: str
) -> None:
    source = "示教〔2026〕3号"
    assert parameters.local_row(key, allowed, source=source, effective_from=TODAY).value == allowed
    with pytest.raises(Refused) as refusal:
        parameters.local_row(key, forbidden, source=source, effective_from=TODAY)
    assert refusal.value.reason == reason


def test_the_bureaus_own_periods_and_those_not_yet_verified_may_be_set_freely() -> None:
    for key, value in (("letter.supervision_reply", 9), ("pupil_roll.check", 9)):
        assert parameters.local_row(key, value, source="示教〔2026〕3号", effective_from=TODAY).value == value


def test_every_default_is_complete_and_in_force_today() -> None:
    assert len({row.key for row in DEFAULTS}) == len(DEFAULTS)
    for row in DEFAULTS:
        assert BOOK.row(row.key, TODAY) is row
        assert all((row.value > 0, row.unit, row.label, row.source, row.article))
        assert (row.day_kind is None) is (row.party is None)
        if row.day_kind is not None:
            assert row.unit == row.day_kind.label


def test_an_article_not_yet_known_is_never_marked_verified() -> None:
    unknown = {row.key for row in DEFAULTS if row.article == "条次待核"}
    assert unknown
    assert unknown <= {row.key for row in DEFAULTS if row.status is Status.MEMORY}


def test_the_book_lists_every_row_by_key() -> None:
    assert [row.key for row in BOOK] == sorted(row.key for row in DEFAULTS)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lamp.yellow_gap_x100", 1000),
        ("lamp.red_gap_x100", 3000),
        ("lamp.due_soon", 5),
        ("letter.reminder_reply", 3),
        ("letter.supervision_reply", 5),
        ("report.closing", 2),
        ("help.reply", 3),
        ("supervision.review_apply", 30),
        ("complaint.handle", 60),
        ("complaint.extend", 30),
        ("complaint.group_max", 5),
        ("inspection.team_min", 3),
        ("inspection_blame.team", 60),
        ("civil_servant.appeal_after_review", 15),
        ("civil_servant.appeal_direct", 30),
        ("disclosure.reply", 20),
    ],
)
def test_values_are_those_of_the_documents(key: str, value: int) -> None:
    assert BOOK.value(key, TODAY) == value


@pytest.mark.parametrize(
    ("key", "start", "on", "safe_on"),
    [
        ("complaint.tell_direct", date(2026, 9, 30), date(2026, 10, 15), date(2026, 10, 15)),
        ("complaint.object_transfer", date(2026, 9, 30), date(2026, 10, 13), date(2026, 10, 13)),
        ("complaint.handle", date(2026, 1, 5), date(2026, 3, 6), date(2026, 3, 6)),
        ("complaint.extend", date(2026, 3, 6), date(2026, 4, 5), date(2026, 4, 3)),
        ("complaint.review_apply", date(2026, 3, 6), date(2026, 4, 7), date(2026, 4, 7)),
        ("oversight.recheck_decide", date(2026, 1, 31), date(2026, 3, 31), date(2026, 3, 31)),
        ("disclosure.reply", date(2026, 9, 14), date(2026, 10, 16), date(2026, 10, 16)),
    ],
)
def test_a_clock_is_counted_by_its_own_row(key: str, start: date, on: date, safe_on: date) -> None:
    due = BOOK.deadline(key, start, WORK)
    assert (due.on, due.safe_on) == (on, safe_on)


def test_a_clock_says_its_law_and_article() -> None:
    due = BOOK.deadline("complaint.object_transfer", date(2026, 9, 30), WORK)
    assert due.basis == (
        "《信访工作条例》第二十三条：对转送、交办提出异议5个工作日；"
        "自2026年9月30日的次日起计算5个工作日（民法典第二百零一条，按工作日计）"
    )


def test_a_clock_runs_by_the_row_of_the_day_it_began() -> None:
    shorter = parameters.local_row(
        "help.reply", 1, source="示教〔2026〕9号", effective_from=date(2026, 11, 24)
    )
    book = ParameterBook([*DEFAULTS, shorter])
    ends = [book.deadline("help.reply", day, WORK).on for day in (date(2026, 11, 23), date(2026, 11, 24))]
    assert ends == [date(2026, 11, 26), date(2026, 11, 25)]


def test_a_number_is_not_a_clock() -> None:
    with pytest.raises(ValueError, match=r"complaint\.group_max is not a period"):
        BOOK.deadline("complaint.group_max", TODAY, WORK)
