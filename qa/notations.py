"""Reads times and gaps in every notation that reports use. Finding where one may stand is left to measures.py."""

from __future__ import annotations

import re
from fractions import Fraction

from qa.durations import Duration
from qa.numbers import DIGITS, PART, WORDS, is_time_unit, read_number
from qa.quantities import MeasureKind, Notation, Reading

_NUMBER = rf"(?:{DIGITS}|{WORDS}|an?)(?:[ -]and[ -]a[ -]half)?"
_SEPARATOR = r"(?:\s*,?\s*and\s+|\s*,\s*|[\s-]*)"
_HOURS = rf"(?P<h>{_NUMBER})[\s-]?(?:hours?|hrs?|h)(?![a-z])"
_MINUTES = rf"(?P<m>{_NUMBER})[\s-]?(?:minutes?|mins?)(?![a-z])\.?"
_SECONDS = rf"(?P<s>{_NUMBER})[\s-]?(?P<unit>seconds?|secs?|s)(?![a-z])"
_AFTER_HALF = r"(?P<half>\s+and\s+a\s+half)?"
_WORDED = tuple(
    re.compile(pattern + r"(?!\w)", re.I)
    for pattern in (
        rf"{_HOURS}(?:{_SEPARATOR}{_MINUTES})?(?:{_SEPARATOR}{_SECONDS})?{_AFTER_HALF}",
        rf"{_MINUTES}{_SEPARATOR}{_SECONDS}",
        rf"(?P<m>\d{{1,2}})\s?m\s?(?P<s>{DIGITS})\s?(?P<unit>s|secs?)",
        rf"{_MINUTES}\s?(?P<s>\d\d(?:\.\d{{1,3}})?)(?!-|[.,:]?\d)"  # "1 minute 50"
        r"(?=\s*(?:$|[.,;:!?)]|(?:behind|ahead|adrift|clear|later|back|down|up|off|faster|slower|quicker|and|to|for)\b))",
        r"(?P<h>\d{1,2})\s?hr?s?\s?(?P<m>\d{1,2})(?:\s?m(?:ins?)?(?:\s?(?P<s>\d{1,2}(?:\.\d{1,3})?)\s?(?P<unit>s|secs?))?)?",
        rf"{_MINUTES}{_AFTER_HALF}",
        rf"{_SECONDS}{_AFTER_HALF}",
    )
)
_COLON = re.compile(
    r"(?P<a>\d{1,2}):(?P<b>\d{2})(?::(?P<c>\d{2}))?(?:[.,](?P<f>\d{1,3}))?(?![\d:%]|[.,]\d)"
    r"(?P<unit>\s?(?:s|secs?|seconds?|mins?|minutes?|hrs?|hours?)\b)?(?![a-z])",
    re.I,
)
_PRIME = re.compile(r"(?P<m>\d{1,2})['′’](?P<s>[0-5]\d)(?:(?:[\"″”]|['′’]{2}|[.,])(?P<f>\d{1,3})?)?[\"″”]?(?![\d\w])")
_DOTTED = re.compile(r"(?P<m>\d{1,2})\.(?P<s>[0-5]\d)\.(?P<f>\d{1,3})(?!\w|\.\d)")
_PART_OF = re.compile(
    rf"(?:(?P<count>{_NUMBER}|another)[\s-])?(?P<part>{PART})[\s-](?:of\s)?(?:(?:an?|one)\s)?"
    r"(?P<unit>hour|minute|second)s?\b",
    re.I,
)
_PART_ALONE = re.compile(
    rf"(?P<count>{_NUMBER}|another)[\s-](?P<part>tenth|hundredth|thousandth)(?P<many>s?)\b(?!\s+of\b|\s+(?:place|man))",
    re.I,
)
_BARE = re.compile(r"(?P<n>\d{1,4}\.(?P<f>\d{1,3}))(?![\d\w%]|[.,:-]\d)")
_CLOCK_BEFORE = re.compile(r"\b(?:at|from|until|till|starts?|starting|kick-off)\s+$", re.I)
_STOPPED_AT = re.compile(
    r"\b(?:clock|clocked|clocks|watch|timed|lead|gap|advantage|stood)(?: (?:out|in))?\s+at\s+$", re.I
)
_CLOCK_AFTER = re.compile(
    r"\s?(?:\(?local|[ap]\.?m\b|GMT|CES?T|UTC|BST|E[SD]?T\b|PT\b|o'clock|hrs|h\b|start|kick)", re.I
)
_TIME_CUE = re.compile(r"\b(?:times? of|in|clocked|clocking|timed at|with|at|record of|mark of)\s+$", re.I)
_GAP_BEFORE = re.compile(
    r"\b(?:by|than|within|of|just|only|nearly|almost|about|another|over|under|around)\s+(?:just )?$", re.I
)
_GAP_AFTER = re.compile(
    r"\s+(?:behind|ahead|adrift|clear|faster|slower|quicker|off|later|earlier|back|outside|inside|in front|down|up"
    r"|or so|or more|and a half)\b",
    re.I,
)
_SECOND_NOUN = re.compile(
    r"\s+(?:penalty|penalties|lead|gap|advantage|deficit|margin|time|cushion|delay|barrier|mark|bonus|stop|behind|ahead"
    r"|adrift|down|off|clear|faster|slower|quicker|back|short|outside|inside|victory|win)\b",
    re.I,
)
_DECADE = re.compile(r"\b(?:the|his|her|their|mid|early|late)[ -](?:mid-?|early |late )?$", re.I)
_MS = {"hour": 3_600_000, "minute": 60_000, "second": 1000}
_PART_DECIMALS = {"half": 1, "quarter": 2, "fifth": 1, "tenth": 1, "hundredth": 2, "thousandth": 3}


def read_duration(text: str, start: int) -> Reading | None:
    """Read the duration that begins at `start` and is written with a unit, colons, primes or two dots, else None."""
    readings = [reader(text, start) for reader in (_read_colon, _read_prime, _read_dotted, _read_parts, _read_words)]
    found = [reading for reading in readings if reading is not None]
    return max(found, key=lambda reading: reading.end) if found else None


def read_bare(text: str, start: int) -> Reading | None:
    """Read a bare decimal ("46.72") as seconds; `other` reads its dot as a colon ("8.47": eight minutes 47)."""
    found = _BARE.match(text, start)
    if not found:
        return None
    number, fraction = found["n"], found["f"]
    whole = int(number.partition(".")[0])
    other = None
    if len(fraction) == 2 and int(fraction) < 60 and 0 < whole < 60:
        other = Duration((whole * 60 + int(fraction)) * 1000, 0)
    return _reading(found.end(), Duration(_ms(Fraction(number)), len(fraction)), Notation.BARE, other)


def has_gap_words(text: str, start: int, end: int) -> bool:
    """Tell whether the words around the span make a small measure a gap: "by a neck", "a minute behind"."""
    return bool(_GAP_BEFORE.search(text[max(0, start - 20) : start]) or _GAP_AFTER.match(text, end))


def _reading(end: int, value: Duration, notation: Notation, other: Duration | None = None) -> Reading:
    return Reading(end, MeasureKind.DURATION, value, notation, other)


def _ms(seconds: Fraction) -> int:
    return round(seconds * 1000)


def _clock(hours: int, minutes: int, seconds: int, fraction: str = "") -> Duration | None:
    if minutes > 59 and hours or seconds > 59:
        return None
    ms = int(fraction.ljust(3, "0")) if fraction else 0
    return Duration(((hours * 60 + minutes) * 60 + seconds) * 1000 + ms, len(fraction))


def _read_colon(text: str, start: int) -> Reading | None:
    found = _COLON.match(text, start)
    if not found:
        return None
    a, b, last, fraction = int(found["a"]), int(found["b"]), found["c"], found["f"] or ""
    if last is None:
        value = _clock(0, a, b, fraction)
        if value is None or (not fraction and not found["unit"] and _is_clock(text, start, found.end())):
            return None
        return _reading(found.end(), value, Notation.COLON)
    hours = _clock(a, b, int(last), fraction)
    decimal = _clock(0, a, b, last) if not fraction and a < 60 else None
    if hours and decimal:
        return _reading(found.end(), hours, Notation.COLON_AMBIGUOUS, decimal)
    if hours:
        return _reading(found.end(), hours, Notation.COLON)
    return _reading(found.end(), decimal, Notation.COLON_DECIMAL) if decimal else None


def _is_clock(text: str, start: int, end: int) -> bool:
    """Tell whether hours and minutes stand here as the time of day: "at 14:05", "16:30 (local time)"."""
    before = text[max(0, start - 24) : start]
    at = _CLOCK_BEFORE.search(before) and not _STOPPED_AT.search(before)
    return bool(at or _CLOCK_AFTER.match(text, end))


def _read_prime(text: str, start: int) -> Reading | None:
    found = _PRIME.match(text, start)
    value = _clock(0, int(found["m"]), int(found["s"]), found["f"] or "") if found else None
    return _reading(found.end(), value, Notation.PRIME) if found and value else None


def _read_dotted(text: str, start: int) -> Reading | None:
    found = _DOTTED.match(text, start)
    if not found:
        return None
    a, b, last = int(found["m"]), int(found["s"]), found["f"]
    day = len(last) == 2 and 1 <= a <= 31 and 1 <= b <= 12
    value = _clock(0, a, b, last)
    if value is None or (day and not _TIME_CUE.search(text[max(0, start - 20) : start])):
        return None
    other = _clock(a, b, int(last)) if len(last) == 2 and a < 24 else None
    return _reading(found.end(), value, Notation.DOTTED, other)


def _read_parts(text: str, start: int) -> Reading | None:
    found = _PART_OF.match(text, start)
    unit = _MS[found["unit"].lower()] if found else 1000
    if not found:
        found = _PART_ALONE.match(text, start)
        if not found or (not found["many"] and not has_gap_words(text, start, found.end())):
            return None
    part = found["part"].lower()
    part = "half" if part == "halves" else part.removesuffix("s")
    count = read_number("a" if (found["count"] or "a").lower() == "another" else found["count"] or "a")
    size = read_number(f"a {part}")
    if count is None or size is None:
        return None
    ms = round(count * size * unit)
    decimals = _PART_DECIMALS.get(part, 0) if unit == 1000 else 0
    return _reading(found.end(), Duration(ms, decimals), Notation.FRACTION)


def _read_words(text: str, start: int) -> Reading | None:
    for pattern in _WORDED:
        found = pattern.match(text, start)
        if not found:
            continue
        groups = found.groupdict()
        hours, minutes, seconds = (_count(groups.get(name)) for name in "hms")
        if hours is None and minutes is None and not _is_seconds(text, found):
            return None
        alone = groups.get("h") or groups.get("m") if seconds is None and None in (hours, minutes) else None
        if (
            not groups.get("half")
            and (alone or "").lower() in ("a", "an")
            and not has_gap_words(text, start, found.end())
        ):
            return None  # "40 strokes a minute"
        if (seconds or 0) >= 60 and minutes is not None or (minutes or 0) >= 60 and hours is not None:
            return None
        total = Fraction(0) + (hours or 0) * 3600 + (minutes or 0) * 60 + (seconds or 0)
        if groups.get("half"):
            total += Fraction(1, 2) * (1 if seconds is not None else 60 if minutes is not None else 3600)
        written = (groups.get("s") or "").partition(".")[2]
        halved = total.denominator == 2 and not written
        if len(written) > 3 or (total * 1000).denominator != 1:
            return None
        return _reading(found.end(), Duration(_ms(total), 1 if halved else len(written)), Notation.WORDS)
    return None


def _count(words: str | None) -> Fraction | None:
    """Return the value of a number, with "and a half" if it says so."""
    if not words:
        return None
    head, half, _ = re.sub(r"[- ]and[- ]a[- ]half$", "|", words, flags=re.I).partition("|")
    value = read_number(head)
    return None if value is None else value + (Fraction(1, 2) if half else 0)


def _is_seconds(text: str, found: re.Match[str]) -> bool:
    """Tell whether a lone "N second(s)" or "Ns" is a time, not a rank ("2015 second") or a decade ("90s")."""
    number, unit = found["s"], found["unit"].lower()
    if number.lower() in ("a", "an"):
        return is_time_unit(text, found.start("unit"), found.end("unit"))
    if "." in number:
        return True
    if unit == "s":
        return (
            len(number) <= 2
            and number.isdigit()
            and not _DECADE.search(text[max(0, found.start() - 12) : found.start()])
        )
    if unit == "second" and number.lower() not in ("1", "one"):
        return text[found.end("s")] == "-" or (len(number) < 4 and bool(_SECOND_NOUN.match(text, found.end())))
    return True
