"""Works out where the marks of a chart stand, in percent across and pixels down. Drawing them is left to markup.

Percent, because the chat keeps no viewBox: so a chart is as wide as its column without one.
"""

from __future__ import annotations

from dataclasses import dataclass

from qa.answer import Citation
from qa.exhibit import Drawn, Table

LEFT, RIGHT = 9.0, 91.0  # percent, inside which points stand, so that their labels fit
TOP, BOTTOM, HEIGHT = 34.0, 92.0, 128  # pixels
LEAST_BAR = 1.5  # percent, so that a gap of a thousandth is seen


@dataclass(frozen=True, slots=True)
class Point:
    """A value over its year."""

    x: float
    y: float
    value: str
    year: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Points from left to right, to be joined by a line."""

    points: tuple[Point, ...]
    height: int = HEIGHT

    @property
    def lines(self) -> tuple[tuple[Point, Point], ...]:
        """The pieces of the line between the points."""
        return tuple(zip(self.points, self.points[1:], strict=False))


def editions(table: Table[Citation]) -> Chart | None:
    """Place the values of a table over their years, None where it is not to be drawn so."""
    if table.drawn is not Drawn.EDITIONS:
        return None
    drawn = [
        (row.year, row.value, row.cells[-1]) for row in table.rows if row.year is not None and row.value is not None
    ]
    years, values = [year for year, _, _ in drawn], [value for _, value, _ in drawn]
    return Chart(
        tuple(
            Point(
                _between(year, min(years), max(years), LEFT, RIGHT),
                _between(value, min(values), max(values), BOTTOM, TOP),
                written,
                str(year),
            )
            for year, value, written in drawn
        )
    )


def bars(table: Table[Citation]) -> tuple[float | None, ...]:
    """Return for each row of a table how long its bar is in percent; None for rows, or a table, without one."""
    values = [row.value for row in table.rows if row.value is not None]
    if table.drawn is not Drawn.GAPS or not any(values):
        return (None,) * len(table.rows)
    most = max(values)
    return tuple(round(max(100 * row.value / most, LEAST_BAR), 1) if row.value else None for row in table.rows)


def _between(value: int, least: int, most: int, low: float, high: float) -> float:
    share = (value - least) / (most - least) if most > least else 0.5
    return round(low + share * (high - low), 2)
