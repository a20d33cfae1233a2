"""When schools open and close: data of each school year, provisional until a city's own calendar is entered.

There is no national school calendar: provinces and cities publish their own. What is held here by default is
what is common, reckoned from 《义务教育课程方案（2022年版）》 (39 weeks in a school year) and set early where
places differ, so that a day taken from it comes early, never late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from luoshi.rules.calendar.holidays import ONE_DAY
from luoshi.rules.enums import Labelled
from luoshi.rules.refusals import Refused

USUAL = "按《义务教育课程方案（2022年版）》每学年39周和各地常见安排推算；各市校历不同，以市教育局公布的为准"


class Moment(Labelled):
    """A day of the school year that papers name without its date."""

    AUTUMN_OPENS = "AUTUMN_OPENS", "秋季学期开学"
    AUTUMN_ENDS = "AUTUMN_ENDS", "秋季学期结束（寒假前）"
    WINTER_ENDS = "WINTER_ENDS", "寒假最后一天"
    SPRING_OPENS = "SPRING_OPENS", "春季学期开学"
    SPRING_ENDS = "SPRING_ENDS", "春季学期结束（暑假前）"
    SUMMER_ENDS = "SUMMER_ENDS", "暑假最后一天"


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The school year that begins in the autumn of `year`: first and last day of both terms.

    `source` names the paper; `provisional` says that it is a default and not a city's own calendar. Raises
    Refused when the days are not in order.
    """

    year: int
    autumn_opens: date
    autumn_ends: date
    spring_opens: date
    spring_ends: date
    source: str
    provisional: bool = False

    def __post_init__(self) -> None:
        days = (self.autumn_opens, self.autumn_ends, self.spring_opens, self.spring_ends)
        if list(days) != sorted(set(days)) or days[0].year != self.year or days[2].year != self.year + 1:
            raise Refused(
                f"{self.year}学年的四个日期前后不一致，请对照校历依次填写秋季、春季学期的起止日期。"
            )

    @property
    def words(self) -> str:
        """The name of the school year, 2026—2027学年."""
        return f"{self.year}—{self.year + 1}学年"


def _usual(year: int, autumn: str, spring: str) -> SchoolYear:
    opens, ends = autumn.split()
    reopens, closes = (date.fromisoformat(f"{year + 1}-{day}") for day in spring.split())
    first = date.fromisoformat(f"{year}-{opens}")
    last = date.fromisoformat(f"{year + 1}-{ends}")
    return SchoolYear(year, first, last, reopens, closes, USUAL, provisional=True)


# Autumn: from 1 September (Monday when that is a weekend) to the Friday of the 20th week. Spring: from the
# Monday nearest to 元宵节 to the first Friday of July.
USUAL_YEARS: Mapping[int, SchoolYear] = MappingProxyType(
    {
        year.year: year
        for year in (
            _usual(2025, "09-01 01-16", "03-02 07-03"),
            _usual(2026, "09-01 01-15", "02-22 07-02"),
            _usual(2027, "09-01 01-14", "02-07 07-07"),
            _usual(2028, "09-01 01-12", "02-26 07-06"),
            _usual(2029, "09-03 01-18", "02-18 07-05"),
        )
    }
)


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """A day found in the school calendar, and the school year that it was taken from."""

    on: date
    moment: Moment
    of: SchoolYear


class SchoolCalendar:
    """The school years that are known; a city's own rows replace the defaults year by year."""

    def __init__(self, own: Mapping[int, SchoolYear] = MappingProxyType({})) -> None:
        years = dict(sorted({**USUAL_YEARS, **own}.items()))
        self._days = sorted(
            (day for index, year in years.items() for day in _days(year, years.get(index + 1))),
            key=lambda day: day.on,
        )

    def first(self, moments: frozenset[Moment], since: date) -> SchoolDay | None:
        """Return the first of these moments on or after a day; None where no calendar reaches.

        A day before the first school year that is known has none: what came in between is not known.
        """
        if not self._days or since < self._days[0].on:
            return None
        return next((day for day in self._days if day.moment in moments and day.on >= since), None)


def _days(year: SchoolYear, following: SchoolYear | None) -> list[SchoolDay]:
    found = [
        SchoolDay(year.autumn_opens, Moment.AUTUMN_OPENS, year),
        SchoolDay(year.autumn_ends, Moment.AUTUMN_ENDS, year),
        SchoolDay(year.spring_opens - ONE_DAY, Moment.WINTER_ENDS, year),
        SchoolDay(year.spring_opens, Moment.SPRING_OPENS, year),
        SchoolDay(year.spring_ends, Moment.SPRING_ENDS, year),
    ]
    if following:
        found.append(SchoolDay(following.autumn_opens - ONE_DAY, Moment.SUMMER_ENDS, following))
    return found
