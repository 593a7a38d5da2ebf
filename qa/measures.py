"""Finds what can be measured in a text: times, lengths, points, laps, speeds, margins in words and scores.

What a measure means (an event's distance, a margin, a record) is left to the tagger.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qa.durations import Duration, difference, format_duration
from qa.lengths import read_length
from qa.notations import has_gap_words, read_bare, read_duration
from qa.numbers import DIGITS, HALVES, PARTED, WORDS, read_amount, read_number
from qa.quantities import (
    Laps,
    Length,
    LengthUnit,
    Margin,
    Measure,
    MeasureKind,
    Notation,
    Points,
    Reading,
    Score,
    Speed,
)

__all__ = [
    "Duration",
    "Laps",
    "Length",
    "LengthUnit",
    "Margin",
    "Measure",
    "MeasureKind",
    "MeasureMention",
    "Notation",
    "Points",
    "Score",
    "Speed",
    "difference",
    "find_bare_decimals",
    "find_durations",
    "find_measures",
    "format_duration",
]


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """A measure written in `text[start:end]`; its own `text` is those words.

    `other` is the second reading of an ambiguous notation. `approx` is the word that makes it vague ("nearly",
    "or more"), else None; `reach` is the span with that word.
    """

    start: int
    end: int
    kind: MeasureKind
    value: Measure
    notation: Notation
    other: Duration | None
    approx: str | None
    reach: tuple[int, int]
    text: str


_START = re.compile(
    r"(?<![\w.,:$£€#/-])(?:(?=\.?\d)|(?=(?:an?|another|half|quarter|fraction|"
    r"zero|one|t(?:wo|en|welve|hree|hirteen|wenty|hirty)|fo(?:ur|urteen|rty)|fi(?:ve|fteen|fty)|six(?:teen|ty)?"
    r"|seven(?:teen|ty)?|eight(?:een|y)?|nine(?:teen|ty)?|eleven)\b))",
    re.I,
)
_SPEED = re.compile(
    rf"(?P<n>{DIGITS}|{WORDS})\s?(?:(?P<kmh>kph|kmh|kmph|km/hr?|(?:kilomet(?:re|er)s?|kms?)\s(?:per|an)\shour)"
    r"|(?P<mph>mph|miles\s(?:per|an)\shour)|m/s|(?:m|met(?:re|er)s)\s(?:per|a)\ssecond)(?!\w)",
    re.I,
)
_POINTS = re.compile(rf"(?P<n>{DIGITS}|{WORDS}|an?)[\s-]?(?:points?|pts?)(?!\w|\s+of\b)", re.I)
_LAPS = re.compile(
    rf"(?:(?P<n>(?:{DIGITS}|{WORDS}|an?){HALVES})[\s-]|(?P<part>{PARTED}))(?:laps?|circuits?)(?P<half>\sand a half)?"
    r"(?!\w|[\s-](?:record|times?|of\s+hono))",
    re.I,
)
_MARGIN = re.compile(
    rf"(?:(?P<n>(?:\d{{1,15}}[ -]\d/\d|\d/\d|{DIGITS}|{WORDS}|an?){HALVES})[\s-]|(?P<part>{PARTED}|a fraction of an? ))"
    r"(?:(?:boat|bike|car|board|skate|body|clear)[ -]?)?"
    r"(?P<unit>short head|(?:skate )?blade|length|head|neck|nose|whisker|canvas|wheel|tyre|tire|fingertip|hair)s?"
    r"(?P<half>\sand a half)?(?!\w|\sof the\b|['’]s\b)",
    re.I,
)
_SCORE = re.compile(
    r"(?P<first>(?:0|[1-9]\d{0,2})[-–](?:0|[1-9]\d{0,2})(?:\s?\(\d{1,2}[-–]\d{1,2}\))?)"
    r"(?:,?\s\d{1,2}[-–]\d{1,2}(?:\s?\(\d{1,2}[-–]\d{1,2}\))?)*(?![\w%]|[-–./:]\d)"
)
_PAIR = re.compile(r"(\d+)[-–](\d+)(?:\s?\(\d{1,2}[-–]\d{1,2}\))?")
_NO_SCORE_BEFORE = re.compile(
    r"(?:\b(?:odds(?: of)?|price of|priced|at(?: odds of)?|lanes?|legs?|stages?|rounds?|pages?|pp?\.|aged?|ages|places"
    r"|laps?|group|between|from|of)\s)$",
    re.I,
)
_NO_SCORE_AFTER = re.compile(
    r"\s?-?(?:second|sec|minute|min|hour|met(?:re|er)|kilomet|km|m\b|mile|year|month|week|day|lap|point|pts|degree|shot\b"
    r"|favou?rite|outsider|chance|on\b(?! (?:mon|tues|wednes|thurs|fri|satur|sun)day)|against\b|bet\b|joint|finish\b"
    r"|sweep|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov"
    r"|dec)",
    re.I,
)
_APPROX_BEFORE = re.compile(
    r"(?<![\w-])(?<!handed )(?<!hand )(?<!took )(?<!take )(?<!win )(?<!victory )"
    r"(?P<word>well over|well under|just over|just under|a little over|more than|less than|fewer than"
    r"|close to|at least|at most|up to|nearly|almost|about|around|roughly|approximately|some|over|under|within"
    r"|barely|~)\s*$",
    re.I,
)
_APPROX_AFTER = re.compile(r"\s+(?P<word>or more|or so|or less)\b", re.I)
_GAP_WORDS = re.compile(r"\s+(?:behind|ahead|clear|in front|back|adrift|to go|down|up|left)\b|\s+and a half", re.I)


def find_measures(text: str, *, bare: bool = False) -> list[MeasureMention]:
    """Find every measure, in order, the longest where several overlap; `bare=True` adds bare decimals ("46.72")."""
    return list(_scan(text, bare=bare))


def find_durations(text: str) -> list[MeasureMention]:
    """Find the times and gaps among the measures."""
    return [mention for mention in _scan(text, bare=False) if mention.kind is MeasureKind.DURATION]


def find_bare_decimals(text: str) -> list[MeasureMention]:
    """Find decimals without a unit that belong to no other measure, read as seconds: "46.72", "by 0.05"."""
    return [mention for mention in _scan(text, bare=True) if mention.notation is Notation.BARE]


def _scan(text: str, *, bare: bool) -> Iterator[MeasureMention]:
    cursor = 0
    for place in _START.finditer(text):
        start = place.start()
        if start < cursor:
            continue
        readings = [found for reader in _READERS if (found := reader(text, start)) is not None]
        if not readings and bare:
            decimal = read_bare(text, start)
            readings = [decimal] if decimal else []
        if readings:
            best = max(readings, key=lambda found: found.end)
            cursor = best.end
            yield _mention(text, start, best)


def _mention(text: str, start: int, found: Reading) -> MeasureMention:
    approx, reach = None, (start, found.end)
    before = _APPROX_BEFORE.search(text[max(0, start - 20) : start])
    after = _APPROX_AFTER.match(text, found.end)
    # "over 3000 metres" is the race that was run, not its vague length
    distance = found.kind in (MeasureKind.LENGTH, MeasureKind.LAPS)
    if before and not (distance and before["word"].lower() in ("over", "under", "within")):
        approx = before["word"].lower()
        reach = (max(0, start - 20) + before.start(), found.end)
    elif after:
        approx, reach = after["word"].lower(), (start, after.end())
    return MeasureMention(
        start, found.end, found.kind, found.value, found.notation, found.other, approx, reach, text[start : found.end]
    )


def _read_speed(text: str, start: int) -> Reading | None:
    found = _SPEED.match(text, start)
    if not found:
        return None
    unit = "km/h" if found["kmh"] else "mph" if found["mph"] else "m/s"
    return Reading(found.end(), MeasureKind.SPEED, Speed(_decimal(found["n"]), unit))


def _read_points(text: str, start: int) -> Reading | None:
    found = _POINTS.match(text, start)
    if not found:
        return None
    vague = found["n"].lower() in ("a", "an") and not has_gap_words(text, start, found.end())
    if vague or (found["n"].lower() == "one" and text[max(0, start - 3) : start].lower() == "at "):
        return None
    return Reading(found.end(), MeasureKind.POINTS, Points(_decimal(found["n"])))


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", "")) if number[-1].isdigit() else Decimal(int(read_number(number) or 0))


def _count(found: re.Match[str]) -> Fraction | None:
    number = read_amount(found["n"] or found["part"])
    return number + Fraction(1, 2) if number is not None and found["half"] else number


def _read_laps(text: str, start: int) -> Reading | None:
    found = _LAPS.match(text, start)
    count = _count(found) if found else None
    return Reading(found.end(), MeasureKind.LAPS, Laps(count)) if found and count is not None else None


def _read_margin(text: str, start: int) -> Reading | None:
    found = _MARGIN.match(text, start)
    count = _count(found) if found else None
    if not found or count is None:
        return None
    unit = found["unit"].lower()
    whole = unit in ("length", "short head") or found["part"]
    if not whole and not (has_gap_words(text, start, found.end()) or _GAP_WORDS.match(text, found.end())):
        return None
    return Reading(found.end(), MeasureKind.MARGIN_WORDS, Margin(count, unit))


def _read_score(text: str, start: int) -> Reading | None:
    found = _SCORE.match(text, start)
    if not found:
        return None
    bracketed = text[start - 1 : start] == "(" and text[found.end() : found.end() + 1] == ")"
    if (
        bracketed
        or _NO_SCORE_BEFORE.search(text[max(0, start - 16) : start])
        or _NO_SCORE_AFTER.match(text, found.end())
    ):
        return None
    pairs = tuple((int(pair[1]), int(pair[2])) for pair in _PAIR.finditer(found[0]))
    return Reading(found.end(), MeasureKind.SCORE, Score(pairs))


# The first of equally long readings wins.
_READERS: tuple[Callable[[str, int], Reading | None], ...] = (
    read_duration,
    read_length,
    _read_speed,
    _read_points,
    _read_laps,
    _read_margin,
    _read_score,
)
