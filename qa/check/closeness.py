"""Whether a value that a draft gives is one that the articles give: equal, rounded, or vague in the right way."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from qa.facts import Mark
from qa.measures import Duration, Length, MeasureMention, find_measures
from qa.quantities import MILLIMETRES, Margin, Measure, Points

ABOUT = Fraction(1, 10)  # what "about" leaves open
MORE = frozenset({"more than", "over", "just over", "well over", "a little over", "at least", "or more"})
LESS = frozenset(
    {"less than", "fewer than", "under", "just under", "well under", "nearly", "almost", "close to", "at most", "up to"}
    | {"within", "barely", "or less"}
)
NEAR = frozenset({"nearly", "almost", "close to", "just over", "just under", "a little over", "over", "more than"})
HALF_A_MINUTE = 30_000  # milliseconds
NEAREST = Fraction(1, 4)  # "almost seven seconds" is not five


def agrees(said: Mark, stated: Mark) -> bool:
    """Tell whether a mark of a draft is the stated one, or that one rounded or cut to fewer decimals."""
    if isinstance(said, Duration) and isinstance(stated, Duration):
        if said.ms == stated.ms:
            return True
        step = 10 ** (3 - said.decimals)
        return said.decimals < stated.decimals and _rounds_to(Fraction(said.ms), Fraction(stated.ms), Fraction(step))
    if isinstance(said, Length) and isinstance(stated, Length):
        if said.mm == stated.mm:
            return said.legs == stated.legs
        unit = MILLIMETRES[said.unit] / 10**said.decimals
        coarser = said.unit is not stated.unit or said.decimals < stated.decimals
        return said.legs == stated.legs and coarser and _rounds_to(Fraction(said.mm), Fraction(stated.mm), unit)
    return False


def _rounds_to(said: Fraction, stated: Fraction, step: Fraction) -> bool:
    """Tell whether a finer value, rounded or cut to a step, is the coarser one."""
    return -step / 2 <= stated - said < step


def gap_fits(said: MeasureMention, stated: Measure, *, is_vague: bool = False) -> bool | None:
    """Tell whether a measured margin is the stated value; None where the two cannot be compared."""
    if type(said.value) is not type(stated):
        return None
    if isinstance(said.value, Margin) and isinstance(stated, Margin) and said.value.unit != stated.unit:
        return None
    one, other = amount(said.value), amount(stated)
    if one is None or other is None:
        return None if said.value != stated else True
    if one == other:
        return True
    if is_vague:
        return None if abs(one - other) <= NEAREST * max(one, other) else False
    if said.approx in MORE | LESS:
        is_right_side = other > one if said.approx in MORE else other < one
        return is_right_side and (said.approx not in NEAR or abs(one - other) <= NEAREST * max(one, other))
    if said.approx is not None or _is_round(said):
        return True if abs(one - other) <= ABOUT * max(one, other) else None if _is_round(said) else False
    if isinstance(said.value, Duration) and isinstance(stated, Duration):
        return agrees(said.value, stated)
    if isinstance(said.value, Length) and isinstance(stated, Length):
        return agrees(said.value, stated)
    return False


def _is_round(said: MeasureMention) -> bool:
    """Tell "half a minute" and "two minutes", which nobody takes to the second."""
    return isinstance(said.value, Duration) and said.value.ms % HALF_A_MINUTE == 0 and ":" not in said.text


def amount(value: Measure) -> Fraction | None:
    """Return how much it is, in the unit of its kind: milliseconds, millimetres, points; None of scores."""
    match value:
        case Duration():
            return Fraction(value.ms)
        case Length():
            return Fraction(value.mm)
        case Points():
            return Fraction(value.value)
        case Margin():
            return value.count
        case _:
            return None


def measured_in(text: str, start: int, end: int) -> MeasureMention | None:
    """Return the measure that stands at a span of a text, with the words around it that make it vague."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    found = find_measures(text[line : stop if stop >= 0 else len(text)], bare=True)
    inside = [one for one in found if one.start + line < end and one.end + line > start]
    if len(inside) != 1:
        return None
    one = inside[0]
    reach = (one.reach[0] + line, one.reach[1] + line)
    return replace(one, start=one.start + line, end=one.end + line, reach=reach)
