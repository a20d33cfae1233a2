"""Numbers, days and lamps in the words of an office. Built in for every template: nothing to load.

A list prints some six hundred of these, so each is one expression and builds its own markup; what they
print is their own or numbers and dates, never text that a user typed.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from django import template
from django.template import Context
from django.templatetags.static import static as address_of
from django.utils import timezone
from django.utils.safestring import SafeString

from luoshi.rules import burden, calendar, lamps
from luoshi.rules.calendar import WorkCalendar
from luoshi.rules.lamps import Ground, Lamp

register = template.Library()

_LAMPS = {
    (lamp.value, word): SafeString(
        f'<span class="lamp lamp-{lamp.value.lower()}"><i aria-hidden="true">{lamp.sign}</i>{word}</span>'
    )
    for lamp in Lamp
    for word in (lamp.label, *(ground.label for ground in Ground))
}


@register.filter
def percent(x100: int | None) -> str:
    """Return hundredths of a percent as a percentage, decimals only where there are any: 4500 is 45%."""
    if x100 is None:
        return "—"
    return f"{x100 // 100}%" if x100 % 100 == 0 else lamps.percent(x100)


@register.filter
def count(number: int) -> str:
    """Return a number of things with thousands set apart: 1,204."""
    return f"{number:,}"


@register.filter
def minutes(seconds: int) -> str:
    """Return seconds as minutes with one decimal, where there is any: 150 is 2.5."""
    return burden.minutes(seconds)


@register.filter
def lamp(code: str, ground: str | None = None) -> SafeString:
    """Return the lamp's sign and word; the word is the ground's where one is given.

    Raises KeyError for a code that is no lamp, ValueError for one that is no ground.
    """
    word = Ground(ground).label if ground else Lamp(code).label
    return _LAMPS[code, word]


@register.filter
def day(value: date | None) -> str:
    """Return 11月27日; a dash where there is no date."""
    return f"{value.month}月{value.day}日" if value else "—"


@register.filter
def full_day(value: date | None) -> str:
    """Return 2026年11月27日; a dash where there is no date."""
    return calendar.full_date(value) if value else "—"


@register.filter
def instant(value: datetime | None) -> str:
    """Return 11月27日 15:04 by the clock on the wall; a dash where nothing happened yet."""
    if value is None:
        return "—"
    local = timezone.localtime(value)
    return f"{local.month}月{local.day}日 {local.hour:02d}:{local.minute:02d}"


def date_markup(value: date, today: date, work_calendar: WorkCalendar, settled: object = False) -> SafeString:
    """Return the date with its weekday and working days left, for lists that build their own rows.

    Red once past, unless what was due is `settled`. What stands in brackets is marked up so that narrow
    columns can put it on a line of its own.
    """
    date_words, _, rest = calendar.spoken(value, today, work_calendar).partition("（")
    distance, _, provisional = rest.partition("）")
    late = "" if settled or value >= today else ' class="late"'
    return SafeString(
        f'<time datetime="{value.isoformat()}"{late}>{date_words}'
        f'<span class="rest"><i>（</i>{distance}<i>）</i>{provisional}</span></time>'
    )


@register.simple_tag
@cache
def static(path: str) -> str:
    """Return the address of a file of ours, which stays the same as long as the process lives."""
    return address_of(path)


@register.simple_tag(takes_context=True)
def spoken(context: Context, value: date | None, settled: object = False) -> SafeString:
    """Return `date_markup` for the day of the request; "未定" where there is no date.

    The context holds `calendar` (a WorkCalendar) and the request that knows today.
    """
    if value is None:
        return SafeString('<span class="muted">未定</span>')
    return date_markup(value, context["request"].today, context["calendar"], settled)


@register.simple_tag(takes_context=True)
def rest_of_query(context: Context, *without: str) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of the page's address but for these names: a form's hidden fields."""
    query = context["request"].GET
    return [(name, value) for name in query if name not in without for value in query.getlist(name)]
