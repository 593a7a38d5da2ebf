"""Explicit calendar dates as reports write them. Weekdays and "last year" are left to the facts."""

from __future__ import annotations

import re
from datetime import date, datetime

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()} | {"sept": 9}

_MONTH = "(?P<month>" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
# Day and month in slashes are left out: 3/4/2021 is March in one country and April in the next.
FORMS = tuple(
    re.compile(rf"(?<![\w.-]){form}(?![\w-])", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"{_DAY}\.(?P<month>\d{{1,2}})\.{_YEAR}",
        rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
    )
)


def find_date(text: str) -> tuple[date, int, int] | None:
    """Return the first complete date of a text with the span (characters) it stands at, or None."""
    found = [
        (match.start(), match.end(), day)
        for form in FORMS
        for match in form.finditer(text)
        if (day := _as_date(match)) is not None
    ]
    if not found:
        return None
    start, end, day = min(found)
    return day, start, end


def read_date(text: str) -> date | None:
    """Return the day that a format states, such as `2021-03-04T23:30:00-05:00`, in the time zone it is written in."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        found = find_date(text)
    return found[0] if found else None


def _as_date(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else MONTH_NUMBERS[month]
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
