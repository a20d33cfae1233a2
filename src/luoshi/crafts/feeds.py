"""Calendar feeds (RFC 5545): all-day events that any calendar program subscribes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//Luoshi//calendar feed//ZH"
_REFRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day event. `key` names it for ever; `at` is the aware instant since which it stands so.

    `begun_at` is when it was first on record: how far `at` lies behind it counts the revisions (SEQUENCE), so
    that a later revision never bears a lower number.
    """

    key: str
    on: date
    title: str
    link: str
    begun_at: datetime
    at: datetime


def write(name: str, entries: Iterable[Entry], host: str) -> bytes:
    """Return the feed as UTF-8 with folded lines, events in the order given.

    `name` is what programs call the calendar; `host` ends the events' identifiers. What a feed no longer
    holds, a program that subscribes to it takes away. No METHOD is set: DTSTAMP then says, as LAST-MODIFIED
    does, since when an event stands so (RFC 5545, 3.8.7.2), and the same events give the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    for each in entries:
        calendar.add_component(_event(each, host))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, host: str) -> Event:
    event = Event()
    at = entry.at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{entry.key}@{host}")
    event.add("dtstamp", at)
    event.add("last-modified", at)
    event.add("sequence", max(int((entry.at - entry.begun_at).total_seconds()) // 60, 0))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", _plain(entry.title))
    event.add("url", entry.link)
    event.add("transp", "TRANSPARENT")
    return event


def _plain(title: str) -> str:
    """Return a title without control characters: RFC 5545 knows none in a text but tab and line break."""
    return "".join(sign for sign in title if sign in "\t\n" or (sign >= " " and sign != "\x7f"))
