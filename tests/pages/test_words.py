"""Numbers, days and lamps in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context
from django.test import RequestFactory

from luoshi.pages.templatetags import words
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import Ground, Lamp

CALENDAR = WorkCalendar()


def speak(day: date | None, today: date, settled: bool = False) -> str:
    request = RequestFactory().get("/")
    request.today = today  # type: ignore[attr-defined]
    return words.spoken(Context({"request": request, "calendar": CALENDAR}), day, settled)


@pytest.mark.parametrize(
    ("x100", "said"),
    [(0, "0%"), (4500, "45%"), (4550, "45.50%"), (4505, "45.05%"), (10_000, "100%"), (None, "—")],
)
def test_progress(x100: int | None, said: str) -> None:
    assert words.percent(x100) == said


def test_counts_days_and_instants() -> None:
    assert (words.count(1204), words.count(7)) == ("1,204", "7")
    assert (words.day(date(2026, 11, 7)), words.day(None)) == ("11月7日", "—")
    assert (words.full_day(date(2026, 11, 7)), words.full_day(None)) == ("2026年11月7日", "—")
    assert words.instant(datetime(2026, 11, 6, 16, 4, tzinfo=UTC)) == "11月7日 00:04"
    assert words.instant(None) == "—"


@pytest.mark.parametrize("lamp", list(Lamp))
def test_a_lamp_is_sign_and_word(lamp: Lamp) -> None:
    start = f'<span class="lamp lamp-{lamp.lower()}"><i aria-hidden="true">{lamp.sign}</i>'
    assert words.lamp(lamp.value) == f"{start}{lamp.label}</span>"
    assert words.lamp(lamp.value, "OVERDUE") == f"{start}{Ground.OVERDUE.label}</span>"


def test_what_is_no_lamp_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="PINK"):
        words.lamp("PINK")
    with pytest.raises(ValueError, match="TIRED"):
        words.lamp("RED", "TIRED")


def test_a_date_is_spoken_with_what_is_left_of_it() -> None:
    assert speak(date(2026, 11, 27), date(2026, 11, 24)) == (
        '<time datetime="2026-11-27">11月27日'
        '<span class="rest"><i>（</i>周五，还有3个工作日<i>）</i></span></time>'
    )


def test_past_is_red_unless_settled() -> None:
    due, today = date(2026, 11, 18), date(2026, 11, 20)
    assert 'class="late"' in speak(due, today)
    assert 'class="late"' not in speak(due, today, settled=True)
    assert 'class="late"' not in speak(today, today)


def test_a_provisional_date_says_so_and_no_date_is_undecided() -> None:
    assert speak(date(2031, 3, 3), date(2031, 3, 3)).endswith("<i>）</i>（暂定）</span></time>")
    assert speak(None, date(2026, 11, 20)) == '<span class="muted">未定</span>'
