"""What stands beside an answer: tables, timelines, and values on which reports differ, side by side.

`P` is what a part rests on: places in articles while an answer is drafted, numbered citations once it is composed.
Making them of facts is left to `tables` and the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

P = TypeVar("P")
Q = TypeVar("Q")


class Drawn(StrEnum):
    """How the values of a table are drawn beside it."""

    GAPS = "gaps"  # milliseconds behind the first, a bar for each row
    EDITIONS = "editions"  # milliseconds or millimetres over the years, a point for each row


@dataclass(frozen=True, slots=True)
class Row(Generic[P]):
    """A row of a table and what it rests on; `own` marks whom the question is about.

    `value` and `year` are what is drawn, None where the articles do not give them.
    """

    cells: tuple[str, ...]
    places: tuple[P, ...]
    own: bool = False
    value: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Table(Generic[P]):
    """Rows of one kind, with a cell for every head."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row[P], ...]
    drawn: Drawn | None = None

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.heads) for row in self.rows):
            raise ValueError(f"the table {self.title!r} needs a cell for each of its {len(self.heads)} heads")
        if not all(row.places for row in self.rows):
            raise ValueError(f"every row of the table {self.title!r} needs a place that it rests on")


@dataclass(frozen=True, slots=True)
class Moment(Generic[P]):
    """One thing that happened: when, of what kind, and the article's own words for it."""

    when: str
    kind: str
    words: str
    places: tuple[P, ...]


@dataclass(frozen=True, slots=True)
class Timeline(Generic[P]):
    """What happened, in the order of time; it says all that the text of the answer says."""

    moments: tuple[Moment[P], ...]


@dataclass(frozen=True, slots=True)
class Side(Generic[P]):
    """One of the values on which reports differ."""

    value: str
    places: tuple[P, ...]


@dataclass(frozen=True, slots=True)
class Dispute(Generic[P]):
    """Values for one thing on which reports differ, and how they do."""

    about: str
    how: str
    sides: tuple[Side[P], ...]


Exhibit = Table[P] | Timeline[P]
Many = Callable[[tuple[P, ...]], tuple[Q, ...]]


def cited(exhibit: Exhibit[P], cite: Many[P, Q]) -> Exhibit[Q]:
    """Return an exhibit with citations for the places it rests on, in the order of its rows."""
    if isinstance(exhibit, Table):
        rows = tuple(Row(row.cells, cite(row.places), row.own, row.value, row.year) for row in exhibit.rows)
        return Table(exhibit.title, exhibit.heads, rows, exhibit.drawn)
    moments = (Moment(item.when, item.kind, item.words, cite(item.places)) for item in exhibit.moments)
    return Timeline(tuple(moments))


def cited_dispute(dispute: Dispute[P], cite: Many[P, Q]) -> Dispute[Q]:
    """Return a dispute with citations for the places it rests on."""
    return Dispute(dispute.about, dispute.how, tuple(Side(side.value, cite(side.places)) for side in dispute.sides))


def places_in(exhibits: Sequence[Exhibit[P]], disputes: Sequence[Dispute[P]]) -> Iterator[P]:
    """Yield all that exhibits and disputes rest on."""
    for exhibit in exhibits:
        for part in exhibit.rows if isinstance(exhibit, Table) else exhibit.moments:
            yield from part.places
    for dispute in disputes:
        for side in dispute.sides:
            yield from side.places


def without_columns(table: Table[P]) -> Table[P]:
    """Leave out the columns that are empty in every row."""
    kept = [at for at in range(len(table.heads)) if any(row.cells[at] for row in table.rows)]
    rows = (replace(row, cells=tuple(row.cells[at] for at in kept)) for row in table.rows)
    return replace(table, heads=tuple(table.heads[at] for at in kept), rows=tuple(rows))
