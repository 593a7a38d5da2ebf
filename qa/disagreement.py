"""How two values that should be one differ: by notation, spelling, rounding, a slip of digits, or really."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from rapidfuzz.distance import OSA

from qa.facts import Mark
from qa.measures import Duration, Length, find_measures
from qa.names import same_person
from qa.quantities import MILLIMETRES, Measure

FEWEST_DIGITS = 3  # of shorter numbers, one other digit is simply another number
MANY_DIGITS = 5  # of which a slip may touch two
FAR = 0.05  # no two clocks differ by so much over one performance
_PARTS = re.compile(r"[:.]")


class Difference(StrEnum):
    """How two reports of one thing differ; the value is the way to say it."""

    NOTATION = "only written differently"
    SPELLING = "two spellings of one name"
    ROUNDING = "one is rounded"
    SLIP = "nearly the same digits, so one may be a slip"
    SUPERSEDED = "one was revised later"
    REAL = "the reports contradict each other"

    @property
    def note(self) -> str:
        """The kind of the note that tells of it; only a disagreement means that a value may be wrong."""
        is_named = self in {Difference.NOTATION, Difference.SPELLING, Difference.SUPERSEDED}
        return self.name.lower() if is_named else "disagreement"

    @property
    def contradicts(self) -> bool:
        """Whether a reader has to know of both values."""
        return self not in {Difference.NOTATION, Difference.SPELLING}


def mark_difference(one: Mark, other: Mark) -> Difference | None:
    """Say how two times or two lengths differ; None where they are equal or no two of a kind."""
    if isinstance(one, Duration) and isinstance(other, Duration):
        return _time_difference(one, other)
    if isinstance(one, Length) and isinstance(other, Length):
        return _length_difference(one, other)
    return None


def gap_difference(one: str, other: str) -> Difference | None:
    """Say how two margins differ, as written: "two hundredths of a second" is "0.02 seconds"."""
    if one.casefold() == other.casefold():
        return None
    values = [_measured(text) for text in (one, other)]
    if values[0] == values[1] is not None:
        return Difference.NOTATION
    marks = [value for value in values if isinstance(value, Duration | Length)]
    return (mark_difference(*marks) if len(marks) == 2 else None) or Difference.REAL


def name_difference(one: str, other: str) -> Difference | None:
    """Say how two names differ; None for one name in full and in part."""
    if one == other:
        return None
    if not same_person(one, other):
        return Difference.REAL
    return Difference.SPELLING if len(one.split()) == len(other.split()) else None


def _time_difference(one: Duration, other: Duration) -> Difference | None:
    if one == other:
        return None
    if one.ms == other.ms or _PARTS.split(str(one)) == _PARTS.split(str(other)):
        return Difference.NOTATION
    fine, coarse = sorted((one, other), key=lambda value: -value.decimals)
    if fine.decimals > coarse.decimals and abs(fine.ms - coarse.ms) < 10 ** (3 - coarse.decimals):
        return Difference.ROUNDING
    return _slip((str(one), str(other)), far=abs(one.ms - other.ms) > FAR * max(one.ms, other.ms))


def _length_difference(one: Length, other: Length) -> Difference | None:
    if one == other:
        return None
    if one.legs != other.legs:
        return Difference.REAL
    off = abs(one.mm - other.mm)
    if not off:
        return Difference.NOTATION
    if off < max(_step(one), _step(other)) and (one.unit, one.decimals) != (other.unit, other.decimals):
        return Difference.ROUNDING if one.unit is other.unit else Difference.NOTATION
    return _slip((str(one), str(other)), far=off > FAR * max(one.mm, other.mm))


def _step(length: Length) -> Fraction:
    """Return the smallest step (millimetres) that a length as written can tell apart."""
    return Fraction(MILLIMETRES[length.unit], 10**length.decimals)


def _slip(written: Sequence[str], *, far: bool) -> Difference:
    """Tell a slip of digits: one of them wrong, two exchanged; two wrong where the values lie too far apart."""
    one, other = ("".join(filter(str.isdigit, text)) for text in written)
    if len(one) != len(other) or len(one) < FEWEST_DIGITS:
        return Difference.REAL
    touched = OSA.distance(one, other)
    is_slip = touched == 1 or sorted(one) == sorted(other) or (touched == 2 and far and len(one) >= MANY_DIGITS)
    return Difference.SLIP if is_slip else Difference.REAL


def _measured(text: str) -> Measure | None:
    found = find_measures(text)
    return found[0].value if len(found) == 1 else None
