"""The kinds of measures, their values and notations. Reading them is left to notations.py and lengths.py."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from qa.durations import Duration


class Notation(StrEnum):
    """How a measure is written; a caller may need other values of the same race to trust it."""

    COLON = "colon"  # 3:41.52, 1:17:40.6, 22:41
    COLON_DECIMAL = "colon decimal"  # 2:47:71, where the last field cannot be seconds
    COLON_AMBIGUOUS = "colon ambiguous"  # 2:47:15, hours or hundredths
    DOTTED = "dotted"  # 28.31.42
    PRIME = "prime"  # 3'37"31
    WORDS = "words"  # 3 minutes 41.52 seconds, 1.47s
    FRACTION = "fraction"  # two hundredths of a second
    BARE = "bare"  # 46.72, or perhaps 8.47 for eight minutes 47
    PLAIN = "plain"  # any measure but a duration
    LISTED = "listed"  # 800 in "800 and 1000 metres"


class MeasureKind(StrEnum):
    """What a measure counts."""

    DURATION = "duration"
    LENGTH = "length"
    POINTS = "points"
    LAPS = "laps"
    SPEED = "speed"
    MARGIN_WORDS = "margin words"
    SCORE = "score"


class LengthUnit(StrEnum):
    """The unit a length is written in; the value is the short way to write it."""

    KILOMETRE = "km"
    METRE = "m"
    CENTIMETRE = "cm"
    MILLIMETRE = "mm"
    MILE = "miles"
    FURLONG = "furlongs"
    YARD = "yd"
    FOOT = "ft"
    INCH = "in"


MILLIMETRES = {
    LengthUnit.KILOMETRE: Fraction(1_000_000),
    LengthUnit.METRE: Fraction(1000),
    LengthUnit.CENTIMETRE: Fraction(10),
    LengthUnit.MILLIMETRE: Fraction(1),
    LengthUnit.MILE: Fraction(1_609_344),
    LengthUnit.FURLONG: Fraction(201_168),
    LengthUnit.YARD: Fraction("914.4"),
    LengthUnit.FOOT: Fraction("304.8"),
    LengthUnit.INCH: Fraction("25.4"),
}


@dataclass(frozen=True, slots=True)
class Length:
    """A length in millimetres (of one leg, where `legs` are run), the unit it was written in and its decimals."""

    mm: int
    unit: LengthUnit
    decimals: int = 0
    legs: int = 1

    def __str__(self) -> str:
        amount = round(Fraction(self.mm) / MILLIMETRES[self.unit], self.decimals)
        written = f"{float(amount):.{self.decimals}f} {self.unit}"
        return f"{self.legs} x {written}" if self.legs > 1 else written


@dataclass(frozen=True, slots=True)
class Points:
    """A number of points."""

    value: Decimal

    def __str__(self) -> str:
        return f"{self.value} points"


@dataclass(frozen=True, slots=True)
class Laps:
    """A number of laps, perhaps with a half."""

    count: Fraction

    def __str__(self) -> str:
        return f"{float(self.count):g} {'lap' if self.count == 1 else 'laps'}"


@dataclass(frozen=True, slots=True)
class Speed:
    """A speed in the unit it was written in: km/h, mph or m/s."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"


@dataclass(frozen=True, slots=True)
class Margin:
    """A gap counted in lengths, necks, heads and the like; `unit` is the singular noun."""

    count: Fraction
    unit: str

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"


@dataclass(frozen=True, slots=True)
class Score:
    """A score, one pair for each set or game."""

    pairs: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        return " ".join(f"{left}-{right}" for left, right in self.pairs)


Measure = Duration | Length | Points | Laps | Speed | Margin | Score


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure read at some place of a text up to `end`; `other` is the second reading of an ambiguous notation."""

    end: int
    kind: MeasureKind
    value: Measure
    notation: Notation = Notation.PLAIN
    other: Duration | None = None
