"""Finds dates in a text: written out, in figures, years, weekdays and words like "yesterday", as ranges of days.

Which of them is the day of the race is left to the tagger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qa.datewords import ABOUT, COUNTED, DATE, MONTH_BEFORE, NAME_AFTER, ON, PIECE, ROUND_YEAR, STARTS, THE
from qa.numbers import read_number
from qa.periods import (
    MONTHS,
    WEEKDAYS,
    Period,
    Precision,
    day_of,
    decade_of,
    month_number,
    month_of,
    nearest_year,
    week_of,
    weekday_near,
    year_of,
)

__all__ = ["MONTHS_AND_WEEKDAYS", "DateMention", "Precision", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """The days `first` to `last` (both included) named in `text[start:end]` by `words`.

    `relative` dates rest on the day of the article: weekdays, "last year", days without a year.
    """

    start: int
    end: int
    first: date
    last: date
    precision: Precision
    words: str
    relative: bool = False


MONTHS_AND_WEEKDAYS = frozenset(MONTHS + WEEKDAYS)
FIRST_YEAR, LAST_YEAR = 1896, 2035  # from the first modern Games to as far as reports look ahead


def find_dates(text: str, *, reference: date | None = None) -> list[DateMention]:
    """Find dates in order, without overlaps. `reference` is the day the text was published.

    Without it, what only it can settle ("yesterday", "on Friday", "12 March") is left out. A weekday is the latest
    on or before it; a day or month without a year is the nearest to it. Dates that do not exist are left out.
    """
    return list(_scan(text, reference))


def _scan(text: str, reference: date | None) -> Iterator[DateMention]:
    cursor = 0
    ago = " ago" in text  # only then can number words begin a date
    for piece in PIECE.finditer(text):
        start = piece.start()
        if start < cursor or not (ago or not piece[0].isalpha() or piece[0][:3].lower() in STARTS):
            continue
        found = DATE.match(text, start)
        if not found:
            continue
        name = next(key for key in _READERS if found[key])
        try:
            period = _READERS[name](found, reference)
        except (ValueError, OverflowError):  # the 31st of February
            cursor = found.end()
            continue
        if period is not None:
            cursor = found.end()
            yield DateMention(
                start, found.end(), period.first, period.last, period.precision, found[0], period.relative
            )


def _read_iso(found: re.Match[str], reference: date | None) -> Period | None:
    day = date(int(found["y1"]), int(found["m1"]), int(found["d1"]))
    return day_of(day)


def _read_figures(found: re.Match[str], reference: date | None) -> Period | None:
    a, b, year = int(found["d2"]), int(found["m2"]), int(found["y2"])
    both = [date(year, month, day) for day, month in ((a, b), (b, a)) if month <= 12]
    if not both:
        return None
    # day first, unless the article was written nearer to the other
    day = min(both, key=lambda one: abs((one - reference).days)) if reference else both[0]
    return day_of(day)


def _read_day_month(found: re.Match[str], reference: date | None) -> Period | None:
    last_month = month_number(found["m3"])
    first_month = month_number(found["m3a"]) if found["m3a"] else last_month
    if (found["m3a"] and not found["e3"]) or _is_verb(found, "m3", "y3"):
        return None
    return _read_days(first_month, int(found["d3"]), last_month, found["e3"], found["y3"], reference)


def _read_month_day(found: re.Match[str], reference: date | None) -> Period | None:
    if _is_verb(found, "m4", "y4"):
        return None
    first_month = month_number(found["m4"])
    last_month = month_number(found["m4b"]) if found["m4b"] else first_month
    return _read_days(first_month, int(found["d4"]), last_month, found["e4"], found["y4"], reference)


def _read_days(
    first_month: int, first_day: int, last_month: int, last_day: str | None, year: str | None, reference: date | None
) -> Period | None:
    """Return the days; without a year they are those nearest to the reference."""
    if year is None and reference is None:
        return None
    number = int(year) if year else nearest_year(first_month, first_day, reference or date.min)
    first = date(number, first_month, first_day)
    last = date(number, last_month, int(last_day)) if last_day else first
    return day_of(first, last, relative=year is None)


def _read_month_year(found: re.Match[str], reference: date | None) -> Period | None:
    month = month_number(found["m5"])
    if found["y5"]:
        return month_of(int(found["y5"]), month)
    return month_of(reference.year + _shift(found["w5"]), month, relative=True) if reference else None


def _shift(words: str) -> int:
    return -1 if "last" in words.lower() else 1 if "next" in words.lower() else 0


def _read_ago(found: re.Match[str], reference: date | None) -> Period | None:
    number = read_number(found["n6"])
    if reference is None or number is None:
        return None
    count, unit = int(number), found["u6"].lower()
    if unit == "day":
        day = reference - timedelta(days=count)
        return day_of(day, relative=True)
    if unit == "week":
        return week_of(reference - timedelta(weeks=count))
    if unit == "month":
        return month_of(reference.year, reference.month - count, relative=True)
    return year_of(reference.year - count * (10 if unit == "decade" else 1), relative=True)


def _is_verb(found: re.Match[str], month: str, year: str) -> bool:
    """Tell "the first 15 may start" from "15 may 2017"."""
    small = found[month] in ("may", "march", "mar", "jan", "jun", "dec", "sep")
    return small and not found[year] and not ON.search(found.string[max(0, found.start() - 12) : found.start()])


def _read_next(found: re.Match[str], reference: date | None) -> Period | None:
    if reference is None or THE.search(found.string[max(0, found.start() - 6) : found.start()]):
        return None  # "the last week" may end today
    shift = _shift(found["which"])
    unit = found["u7"].lower()
    if unit == "year":
        return year_of(reference.year + shift, relative=True)
    if unit == "week":
        return week_of(reference + timedelta(weeks=shift))
    if unit == "night":
        day = reference + timedelta(days=min(shift, 0))
        return day_of(day, relative=True)
    if unit == "month":
        return month_of(reference.year, reference.month + shift, relative=True)
    if found["wd7"]:
        return weekday_near(found["wd7"], reference, shift)
    month = month_number(found["m7"])
    year = reference.year
    if shift < 0 and month >= reference.month:
        year -= 1
    elif shift > 0 and month <= reference.month:
        year += 1
    return month_of(year, month, relative=True)


def _read_near(found: re.Match[str], reference: date | None) -> Period | None:
    if reference is None:
        return None
    word = found["near"].lower()
    day = reference + timedelta(days=-1 if word == "yesterday" else 1 if word == "tomorrow" else 0)
    return day_of(day, relative=True)


def _read_weekday(found: re.Match[str], reference: date | None) -> Period | None:
    return weekday_near(found["weekday"], reference, 0) if reference else None


def _read_decade(found: re.Match[str], reference: date | None) -> Period | None:
    year = int(found["c8"] + found["t8"] + "0") if found["c8"] else 1900 + 10 * int(found["t8b"])
    return decade_of(year)


def _read_season(found: re.Match[str], reference: date | None) -> Period | None:
    first, end = int(found["y9"]), found["e9"]
    last = first + 1 if len(end) == 2 else int(end)
    if len(end) == 2 and last % 100 != int(end) or not FIRST_YEAR <= first < last <= LAST_YEAR:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31), Precision.YEAR)


def _read_year(found: re.Match[str], reference: date | None) -> Period | None:
    year, before = int(found["year"]), found.string[max(0, found.start() - 16) : found.start()]
    counted = COUNTED.match(found.string, found.end()) or ABOUT.search(before)
    if counted or not FIRST_YEAR <= year <= LAST_YEAR or (year % 100 == 0 and not ROUND_YEAR.search(before)):
        return None
    return year_of(year)


def _read_short(found: re.Match[str], reference: date | None) -> Period | None:
    two = int(found["y11"])
    return None if COUNTED.match(found.string, found.end()) else year_of(two + (1900 if two > 35 else 2000))


def _read_bare(found: re.Match[str], reference: date | None) -> Period | None:
    return year_of(1900 + int(found["y12"]))


def _read_month(found: re.Match[str], reference: date | None) -> Period | None:
    before = found.string[max(0, found.start() - 12) : found.start()]
    if reference is None or not MONTH_BEFORE.search(before) or NAME_AFTER.match(found.string, found.end()):
        return None
    month = month_number(found["m13"])
    return month_of(nearest_year(month, 15, reference), month, relative=True)


_READERS: dict[str, Callable[[re.Match[str], date | None], Period | None]] = {
    "iso": _read_iso,
    "figures": _read_figures,
    "dmy": _read_day_month,
    "mdy": _read_month_day,
    "my": _read_month_year,
    "ago": _read_ago,
    "next": _read_next,
    "near": _read_near,
    "weekday": _read_weekday,
    "decade": _read_decade,
    "season": _read_season,
    "year": _read_year,
    "short": _read_short,
    "bare": _read_bare,
    "month": _read_month,
}
