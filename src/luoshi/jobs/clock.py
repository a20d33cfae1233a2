"""The time, for what runs by the clock: the machine's, moved by the demo city's offset."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone


def now() -> datetime:
    """Return the present instant as the site has it."""
    return timezone.now() + settings.CLOCK_OFFSET


def instant_on(day: str | None) -> datetime:
    """Return now, or eight in the morning of a day written as YYYY-MM-DD.

    Raises CommandError when the day cannot be read.
    """
    if day is None:
        return now()
    try:
        chosen = date.fromisoformat(day)
    except ValueError as error:
        raise CommandError(f"日期“{day}”看不懂，请写成 2026-11-20 这样的形式。") from error
    return timezone.make_aware(datetime.combine(chosen, time(8)))
