"""Feeds as RFC 5545 asks: read back by a parser, folded in octets, nothing smuggled in by a title."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from luoshi.crafts import feeds
from luoshi.crafts.feeds import Entry

BEGUN = datetime(2026, 11, 2, 4, tzinfo=UTC)
HOSTILE = '甲,乙;丙\\n丁\n戊\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:冒名𠮷𠮷:"引号"\t，' * 3


def entry(title: str = "任务到期：完成前期手续", **more: object) -> Entry:
    """Return an event, with whatever differs."""
    given = {"key": "part-7", "on": date(2026, 11, 27), "link": "https://a.example/tasks/1/?part=7",
             "begun_at": BEGUN, "at": BEGUN, **more}  # fmt: skip
    return Entry(title=title, **given)  # type: ignore[arg-type]


def events(written: bytes) -> list[object]:
    """Return the events of a feed as another program reads them."""
    return list(Calendar.from_ical(written).walk("VEVENT"))


def test_an_event_is_a_whole_day_with_a_lasting_name() -> None:
    written = feeds.write("时间账", [entry()], "a.example")
    [event] = events(written)
    assert event["DTSTART"].dt == date(2026, 11, 27)  # type: ignore[index]
    assert event["DTEND"].dt == date(2026, 11, 28)  # type: ignore[index]
    assert str(event["UID"]) == "part-7@a.example"  # type: ignore[index]
    assert event["SEQUENCE"] == 0  # type: ignore[index]
    assert b"DTSTART;VALUE=DATE:20261127\r\n" in written
    assert b"LAST-MODIFIED:20261102T040000Z\r\n" in written
    assert b"METHOD:" not in written
    assert written.startswith(b"BEGIN:VCALENDAR\r\n")
    assert written.endswith(b"END:VCALENDAR\r\n")


def test_a_later_date_keeps_the_name_and_raises_the_revision() -> None:
    moved = entry(on=date(2026, 12, 4), at=BEGUN + timedelta(days=3))
    [before], [after] = events(feeds.write("甲", [entry()], "h")), events(feeds.write("甲", [moved], "h"))
    assert before["UID"] == after["UID"]  # type: ignore[index]
    assert after["SEQUENCE"] == 3 * 24 * 60 > before["SEQUENCE"]  # type: ignore[index]


def test_a_hostile_title_stays_a_title() -> None:
    written = feeds.write("甲", [entry(HOSTILE)], "h")
    [event] = events(written)
    assert str(event["SUMMARY"]) == HOSTILE.replace("\r", "")  # type: ignore[index]
    assert str(event["UID"]) == "part-7@h"  # type: ignore[index]


@given(st.text(max_size=200))
def test_whatever_a_title_holds_is_read_back(title: str) -> None:
    written = feeds.write("甲", [entry(title)], "h")
    [event] = events(written)
    kept = "".join(sign for sign in title if sign in "\t\n" or (sign >= " " and sign != "\x7f"))
    assert str(event["SUMMARY"]) == kept  # type: ignore[index]
    assert written == feeds.write("甲", [entry(title)], "h")


@given(st.text(min_size=1, max_size=200))
def test_lines_end_as_they_should_and_are_folded_in_octets(title: str) -> None:
    """RFC 5545, 3.1: no line longer than 75 octets, and no sign is cut in two."""
    written = feeds.write("甲", [entry(title)], "h")
    lines = written.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert re.findall(rb"(?<!\r)\n", written) == []
    for line in lines:
        line.decode()
