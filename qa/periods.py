"""Stretches of days: the day, week, month, year or decade that words of time mean. Finding the words is dates.py's."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
WEEKDAYS = tuple(name.lower() for name in calendar.day_name)


class Precision(StrEnum):
    """How exact the words are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True, slots=True)
class Period:
    """The days `first` to `last`, both included; `relative` if they rest on the day of the article."""

    first: date
    last: date
    precision: Precision
    relative: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period cannot end on {self.last} before it begins on {self.first}")


def day_of(first: date, last: date | None = None, *, relative: bool = False) -> Period:
    """Return one day, or the days up to `last`."""
    return Period(first, last or first, Precision.DAY, relative)


def week_of(day: date) -> Period:
    """Return the week, Monday to Sunday, around a day that was counted from the article's."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), Precision.WEEK, relative=True)


def month_of(year: int, month: int, *, relative: bool = False) -> Period:
    """Return a month; a number beyond 1 to 12 reaches into the years beside."""
    years, index = divmod(month - 1, 12)
    year, month = year + years, index + 1
    last = calendar.monthrange(year, month)[1]
    return Period(date(year, month, 1), date(year, month, last), Precision.MONTH, relative)


def year_of(year: int, *, relative: bool = False) -> Period:
    """Return a year."""
    return Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, relative)


def decade_of(year: int) -> Period:
    """Return the ten years from `year`."""
    return Period(date(year, 1, 1), date(year + 9, 12, 31), Precision.DECADE)


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or its first letters."""
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name[:3].lower()))


def nearest_year(month: int, day: int, reference: date) -> int:
    """Return the year that brings a day near to the reference; what is past counts as half as far."""
    known = [
        year for year in range(reference.year - 4, reference.year + 5) if day <= calendar.monthrange(year, month)[1]
    ]

    def distance(year: int) -> int:
        gap = (date(year, month, day) - reference).days
        return gap * 2 if gap > 0 else -gap

    return min(known, key=distance)


def weekday_near(name: str, reference: date, shift: int) -> Period:
    """Return the latest such weekday on or before the reference; before it if `shift` is -1, after it if 1."""
    back = (reference.weekday() - WEEKDAYS.index(name.lower())) % 7
    if shift > 0:
        day = reference + timedelta(days=7 - back)
    else:
        day = reference - timedelta(days=7 if shift < 0 and not back else back)
    return day_of(day, relative=True)
