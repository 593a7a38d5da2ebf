"""Reads lengths: metres, miles, feet and inches, relays, lists of distances. Finding them is left to measures.py."""

from __future__ import annotations

import re

from qa.notations import has_gap_words
from qa.numbers import DIGITS, HALVES, PARTED, WORDS, read_amount, read_number
from qa.quantities import MILLIMETRES, Length, LengthUnit, MeasureKind, Notation, Reading

_UNITS: dict[str, LengthUnit] = {
    **dict.fromkeys(("km", "kms", "k", "kilometre", "kilometer"), LengthUnit.KILOMETRE),
    **dict.fromkeys(("m", "metre", "meter"), LengthUnit.METRE),
    **dict.fromkeys(("cm", "cms", "centimetre", "centimeter"), LengthUnit.CENTIMETRE),
    **dict.fromkeys(("mm", "millimetre", "millimeter"), LengthUnit.MILLIMETRE),
    **dict.fromkeys(("mile", "mi"), LengthUnit.MILE),
    **dict.fromkeys(("yard", "yd", "yds"), LengthUnit.YARD),
    **dict.fromkeys(("foot", "feet", "ft"), LengthUnit.FOOT),
    **dict.fromkeys(("inch", "inche"), LengthUnit.INCH),
    "furlong": LengthUnit.FURLONG,
}
_LONG_UNIT = r"(?:(?:kilo|centi|milli)?met(?:re|er)|mile|yard|furlong)s?|foot|feet|inch(?:es)?"
_SHORT_UNIT = r"kms?|cms?|mm|mi|yds?|ft|[mk]"
_LENGTH = re.compile(
    rf"(?:(?P<legs>\d{{1,2}})\s?[x×]\s?)?(?:(?P<n>{DIGITS})(?:\s?|-)(?P<short>{_SHORT_UNIT})"
    rf"|(?:(?P<words>(?:{DIGITS}|\d{{1,15}}-\d/\d|{WORDS}|an?){HALVES})[\s-]?|(?P<part>{PARTED}))(?P<long>{_LONG_UNIT}))"
    r"(?![\w]|/[hs])",
    re.I,
)
_FEET = re.compile(
    r"(?P<feet>\d{1,3})[\s-]?(?:feet|foot|ft)[\s,-]*(?P<inches>\d{1,2}(?:\.\d+|[- ]\d/\d)?)[\s-]?"
    r"(?:inch(?:es)?|ins?)\b",
    re.I,
)
_RELAY = re.compile(r"(?P<legs>\d{1,2})\s?[x×]\s?(?P<n>[1-9]\d{1,4})(?![\w%]|[.,]\d)")
_LISTED = re.compile(
    rf"(?P<n>\d{{1,2}},\d{{3}}|\d{{2,5}})(?=(?:,\s\d[\d,]*\d){{0,5}},?\s(?:and|or|&)\s(?:the\s)?\d[\d,]*(?P<gap>\s?-?)"
    rf"(?P<unit>{_LONG_UNIT}|{_SHORT_UNIT})\b)",
    re.I,
)
_MILLION = re.compile(r"\s+(?:people|fans|viewers|dollars|euros|pounds|budget|prize)\b", re.I)


def read_length(text: str, start: int) -> Reading | None:
    """Read the length that begins at `start`, else None; a relay of legs without a unit is in metres."""
    readings = [reader(text, start) for reader in (_read_feet, _read_single, _read_relay, _read_listed)]
    return max((reading for reading in readings if reading), key=lambda reading: reading.end, default=None)


def _read_single(text: str, start: int) -> Reading | None:
    found = _LENGTH.match(text, start)
    if not found:
        return None
    written = (found["n"] or found["words"] or "").lower()
    amount = read_amount(written or found["part"])
    short = (found["short"] or "").lower()
    if amount is None or (written in ("a", "an") and not has_gap_words(text, start, found.end())):
        return None
    if short in ("m", "k") and _MILLION.match(text, found.end()):
        return None
    unit = _unit(short or found["long"])
    decimals = len(written.partition(".")[2]) if not found["part"] else 0
    if amount.denominator != 1 and not decimals:
        decimals = 1 if amount.denominator in (2, 5, 10) else 2
    length = Length(round(amount * MILLIMETRES[unit]), unit, decimals, int(found["legs"] or 1))
    return Reading(found.end(), MeasureKind.LENGTH, length)


def _unit(written: str) -> LengthUnit:
    word = written.lower()
    return _UNITS[word] if word in _UNITS else _UNITS[word.removesuffix("s")]


def _read_feet(text: str, start: int) -> Reading | None:
    found = _FEET.match(text, start)
    inches = read_number(found["inches"]) if found else None
    if not found or inches is None:
        return None
    mm = int(found["feet"]) * MILLIMETRES[LengthUnit.FOOT] + inches * MILLIMETRES[LengthUnit.INCH]
    return Reading(found.end(), MeasureKind.LENGTH, Length(round(mm), LengthUnit.FOOT, 2))


def _read_relay(text: str, start: int) -> Reading | None:
    """Read "4x400" and "4 x 100", where metres go without saying."""
    found = _RELAY.match(text, start)
    if not found:
        return None
    length = Length(int(found["n"]) * 1000, LengthUnit.METRE, legs=int(found["legs"]))
    return Reading(found.end(), MeasureKind.LENGTH, length)


def _read_listed(text: str, start: int) -> Reading | None:
    """Read the first numbers of "800, 1000 and 3000 metres"."""
    found = _LISTED.match(text, start)
    amount = int(found["n"].replace(",", "")) if found else 1
    if not found or amount % 50:
        return None
    unit = _unit(found["unit"])
    return Reading(found.end(), MeasureKind.LENGTH, Length(round(amount * MILLIMETRES[unit]), unit), Notation.LISTED)
