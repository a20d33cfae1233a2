"""Reminders: when they rest, what they say, what becomes of them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.rules import notices, parameters
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.notices import (
    MOST_TRIES,
    OPEN,
    ChannelKind,
    DeliveryState,
    Hours,
    Matter,
    Told,
    Verdict,
)
from luoshi.rules.notices.deliveries import MOVES
from luoshi.rules.notices.wording import SHOWN
from luoshi.rules.units import UnitKind
from tests.repository import house

K, S, V = ChannelKind, DeliveryState, Verdict
NIGHT = Hours(20, 8)
DAYS = WorkCalendar()
LETTER = Told("letter:5:issued", "东河区教育局", "收到示教督〔2026〕1号《督办函》，请签收并按期回复。")
SOON = Told("soon:3:2026-11-02", "东河区教育局", "本单位有2项任务将在11月9日前到期，尚未报完成。")
BACK = Told("return:9", "西山县教育局", "周报被退回：某校整改。理由：家长王某某 13800000001 反映。")
TALE = Told("whatever:1", "西山县教育局", "王某某的事")


def noon(day: int, hour: int = 12, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute)  # noqa: DTZ001 - the local hour is what is asked about


@pytest.mark.parametrize(
    ("hour", "minute", "is_night"),
    [(0, 0, True), (7, 59, True), (8, 0, False), (19, 59, False), (20, 0, True), (23, 59, True)],
)
def test_nothing_leaves_at_night(hour: int, minute: int, is_night: bool) -> None:
    at = noon(2, hour, minute)
    assert (notices.why_not_now(at, NIGHT, DAYS) is not None) is is_night
    assert (notices.why_not_try(at, NIGHT) is not None) is is_night


@given(start=st.integers(1, 24), end=st.integers(1, 24), hour=st.integers(0, 23))
def test_quiet_hours_are_the_hours_from_one_to_the_other(start: int, end: int, hour: int) -> None:
    quiet = set()
    at = start % 24
    while at != end % 24:
        quiet.add(at)
        at = (at + 1) % 24
    assert Hours(start % 24, end % 24).is_night(noon(2, hour)) is (hour in quiet)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (noon(7), False),  # a Saturday
        (noon(2), True),  # a Monday
        (noon(1, month=10), False),  # the National Day, a Thursday
        (noon(10, month=10), True),  # a Saturday worked in exchange (国办发明电〔2025〕7号)
    ],
)
def test_nothing_leaves_on_days_off_and_exchanged_weekends_are_worked(at: datetime, leaves: bool) -> None:
    assert DAYS.is_workday(at.date()) is leaves
    assert (notices.why_not_now(at, NIGHT, DAYS) is None) is leaves
    assert notices.why_not_try(at, NIGHT) is None


def test_the_hours_are_the_bureaus_own() -> None:
    row = parameters.local_row("notice.quiet_from", 18, source="局办通知", effective_from=date(2026, 11, 3))
    book = parameters.ParameterBook([*parameters.DEFAULTS, row])
    assert notices.hours_on(noon(2), book) == Hours(20, 8)
    assert notices.hours_on(noon(3), book) == Hours(18, 8)


def test_by_default_only_how_much_and_of_what_is_said() -> None:
    said = notices.message([LETTER, SOON, BACK], K.WECOM, shows_titles=False, site="http://10.1.2.3")
    assert said.subject == "落实：3条提醒"
    assert said.text == (
        "东河区教育局有2条提醒：收到函件1条，任务临期1条。\n"
        "西山县教育局有1条提醒：退回修改1条。\n"
        "请登录落实系统的工作台办理：http://10.1.2.3\n"
        "（每个工作日最多一条，正式函件另发。）"
    )


def test_titles_are_shown_where_allowed_most_urgent_first_and_never_what_somebody_typed() -> None:
    said = notices.message([SOON, BACK, TALE, LETTER], K.MAIL, shows_titles=True, site="")
    assert said.text.splitlines()[2:] == [
        "· 收到示教督〔2026〕1号《督办函》，请签收并按期回复。",
        "· 本单位有2项任务将在11月9日前到期，尚未报完成。",
        "请登录落实系统的工作台办理。",
        "（每个工作日最多一条，正式函件另发；本人的提醒可以在“我的提醒”中关闭。）",
    ]
    assert "王某某" not in said.text


@pytest.mark.parametrize("number", ["13800000001", "11010519491231002X", "110105194912310021"])
def test_no_telephone_or_identity_number_leaves_even_in_a_title(number: str) -> None:
    told = Told("reply:1:2026-11-02", "东河区", f"《关于{number}的函》的回复期限是11月2日")
    said = notices.message([told], K.MAIL, shows_titles=True, site="")
    assert number not in said.text
    assert "《关于…的函》" in said.text


@given(
    many=st.integers(1, 80),
    length=st.integers(1, 300),
    kind=st.sampled_from(ChannelKind),
    units=st.integers(1, 60),
)
def test_a_message_fits_its_channel_however_much_there_is(
    many: int, length: int, kind: ChannelKind, units: int
) -> None:
    told = [Told(f"letter:{n}:issued", f"第{n % units}县教育局", "函" * length) for n in range(many)]
    said = notices.message(told, kind, shows_titles=True, site="https://luoshi.example")
    assert len(said.text.encode()) <= {K.WECOM: 2048, K.SMS: 600}.get(kind, 20_000)
    assert said.subject == f"落实：{many}条提醒"
    assert sum(line.startswith("· ") for line in said.text.splitlines()) <= 10


@pytest.mark.parametrize(
    ("key", "matter"),
    [
        ("letter:5:issued", Matter.LETTER),
        ("letter:5:withdrawn", Matter.LETTER_NEWS),
        ("letter:5:returned:7", Matter.SENT_BACK),
        ("reply:5:2026-11-02", Matter.REPLY_DUE),
        ("report:3:2026-11-02", Matter.ACCOUNT_DUE),
        ("help:1:due:2026-11-02", Matter.HELP_DUE),
        ("request:4:asked:7", Matter.REQUEST),
        ("request:4:soon:7:2026-11-12", Matter.REQUEST_DUE),
        ("obstacle:1:asked:1", Matter.HELP),
        ("mandate:1:approved:2", Matter.INSPECTION),
        ("publish:1:2", Matter.ASSIGNED),
        ("extension:1:GRANTED", Matter.EXTENSION),
        ("plan:1:GRANTED", Matter.PLAN),
        ("allowance:1", Matter.ALLOWANCE),
        ("tomorrow:1", Matter.OTHER),
        ("xletter:5:issued", Matter.OTHER),
    ],
)
def test_a_notice_is_known_by_its_key(key: str, matter: Matter) -> None:
    assert notices.matter_of(key) is matter


def test_every_notice_that_is_written_anywhere_is_of_a_known_matter() -> None:
    written = [
        (path, word)
        for path, text in house.sources("actions", "jobs")
        if "Notice" in text or "Reminder" in text
        for word in re.findall(r'\bkey=f"([a-z]+:)', text)
        if "notices/" not in path
    ]
    assert len(written) >= 10
    assert [each for each in written if notices.matter_of(f"{each[1]}1:2") is Matter.OTHER] == []


def test_only_a_formal_letter_is_urgent_and_what_is_unknown_is_never_shown() -> None:
    assert set(notices.URGENT) == {Matter.LETTER}
    assert {
        Matter.OTHER,
        Matter.SENT_BACK,
        Matter.HELP,
        Matter.EXTENSION,
        Matter.LETTER_NEWS,
    } & SHOWN == set()


@pytest.mark.parametrize("kind", ChannelKind)
@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("tries", range(1, MOST_TRIES + 1))
def test_what_a_try_leads_to(kind: ChannelKind, verdict: Verdict, tries: int) -> None:
    waits = S.WAITING if tries < MOST_TRIES else S.FAILED
    expected = {
        V.ACCEPTED: S.SENT,
        V.REFUSED: S.FAILED,
        V.AGAIN: waits,
        V.UNKNOWN: waits if kind is K.MAIL else S.UNKNOWN,
    }
    state = notices.after(kind, verdict, tries)
    assert state is expected[verdict]
    assert state in MOVES[S.SENDING]
    assert notices.after_interruption(kind, tries) is expected[V.UNKNOWN]


def test_pauses_grow_and_end_within_a_working_day() -> None:
    pauses = [notices.pause_after(tries) for tries in range(1, MOST_TRIES)]
    assert pauses == sorted(set(pauses))
    assert sum(pauses, timedelta()) < timedelta(hours=2)
    assert {S.WAITING, S.SENDING} == OPEN


@pytest.mark.parametrize(
    ("kind", "to", "is_right"),
    [
        (K.MAIL, "zhang.san@unit.gov.cn", True),
        (K.MAIL, "zhang@unit", False),
        (K.MAIL, "a@b.cn\r\nBcc: c@d.cn", False),
        (K.MAIL, "张@unit.cn", False),
        (K.MAIL, "a" * 120 + "@b.cn", False),
        (K.MAIL, "", False),
        (K.SMS, "13800000001", True),
        (K.SMS, "１３８００００００００１", False),
        (K.SMS, "138 0000 0001", False),
        (K.SMS, "12800000001", False),
        (K.WECOM, "", True),
        (K.WECOM, "13800000001", False),
    ],
)
def test_an_address_is_one_of_its_channel(kind: ChannelKind, to: str, is_right: bool) -> None:
    assert (notices.why_not_to(kind, to) is None) is is_right


@pytest.mark.parametrize("kind", UnitKind)
def test_schools_are_sent_nothing(kind: UnitKind) -> None:
    reason = notices.why_not_remind(kind)
    if kind in {UnitKind.SCHOOL, UnitKind.KINDERGARTEN}:
        assert "教师厅〔2025〕2号" in (reason or "")
    else:
        assert (reason is None) is (kind is not UnitKind.PUBLIC)


@pytest.mark.parametrize(
    ("to", "shown"), [("13800000001", "138****0001"), ("zhang@b.cn", "z***@b.cn"), ("", "")]
)
def test_an_address_is_shown_to_others_in_part(to: str, shown: str) -> None:
    assert notices.masked(to) == shown
