"""Comparisons: of two entrants, or of one event in two years, by mark, by place or by points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.answer import Note
from qa.archive import Archive, Known
from qa.asks import Asks
from qa.draft import Clause, Draft, Support, place_of, support_of
from qa.exhibit import Row, Table
from qa.facts import Result, Standing
from qa.field import fields
from qa.matching import is_entrant
from qa.measures import Duration
from qa.query import Query
from qa.race import describe
from qa.words_out import capital, named, ordinal

EXAMPLES = {
    Asks.COMPARE: (
        "Who was faster, Japan in 2018 or Canada in 2022?",
        "who has more points, Hamilton or Bottas",
    ),
}
BY_TIME = ("faster", "quicker", "slower", "fastest", "time")
WORSE = ("slower", "lower", "worse")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison; the less its value (a place, or milliseconds), the better."""

    name: str
    value: int
    written: str
    facts: list[Known[Result]]


def compare(query: Query, archive: Archive) -> Draft | None:
    """Compare two entrants, or one event in two years, by mark or by place."""
    if len(query.entities) >= 2 and query.has("points"):
        return _compare_points(query, archive)
    found = [_side(side, archive, by_time=query.has(*BY_TIME)) for side in _sides(query)]
    sides = [side for side in found if side is not None]
    if len(sides) != 2:
        return None
    one, other = sides
    better, worse = (one, other) if one.value < other.value else (other, one)
    chosen = worse if query.has(*WORSE) else better
    support = (*support_of(one.facts)[:1], *support_of(other.facts)[:1])
    text = f"{capital(chosen.name)}: {one.name} {one.written}, {other.name} {other.written}."
    note = Note("derivation", f"{one.written} against {other.written}")
    return Draft(chosen.name, [Clause(text, tuple(dict.fromkeys(support)))], [note], exhibits=[_table(sides, chosen)])


def _table(sides: Sequence[Side], chosen: Side) -> Table[Support]:
    rows = tuple(
        Row((capital(describe(side.facts[0].fact.race)), side.name, side.written), support_of(side.facts)[:1], own)
        for side in sides
        for own in [side is chosen]
    )
    return Table("", ("Race", "Name", "Result"), rows)


def _sides(query: Query) -> list[Query]:
    """Part a comparison into its two questions; with two years named, the first belongs to the first entrant."""
    if len(query.entities) >= 2:
        years = [(year,) for year in query.years] if len(query.years) == 2 else [query.years] * 2
        return [replace(query, entities=(said,), years=near) for said, near in zip(query.entities, years, strict=False)]
    return [replace(query, years=(year,)) for year in query.years] if len(query.years) == 2 else []


def _side(query: Query, archive: Archive, *, by_time: bool) -> Side | None:
    """Return one side with its time where times are compared, else its place; of an event in a year, the winner."""
    for item in fields(query, archive):
        for runner in item.runners if query.entities else item.placed(1):
            if query.entities and not is_entrant(query.entities[0], runner.entrant, archive):
                continue
            name = runner.entrant.name if query.entities else f"{runner.entrant.name} ({item.race.year})"
            if not by_time and runner.rank is not None:
                return Side(name, runner.rank, ordinal(runner.rank), runner.ranks()[runner.rank])
            times = [(mark, facts) for mark, facts in runner.marks().items() if isinstance(mark, Duration)]
            if by_time and times:
                mark, facts = times[0]
                return Side(name, mark.ms, str(mark), facts)
    return None


def _compare_points(query: Query, archive: Archive) -> Draft | None:
    rows = []
    for said in query.entities[:2]:
        row = next(
            (known for known in archive.of(Standing) if is_entrant(said, known.fact.entrant.value, archive)), None
        )
        points = re.search(r"\d+(?:\.\d+)?", row.fact.value.value) if row is not None and row.fact.value else None
        if row is not None and points is not None:
            rows.append((float(points.group()), points.group(), row))
    if len(rows) < 2 or rows[0][2].fact == rows[1][2].fact:
        return None
    (_, most, first), (_, least, second) = sorted(rows, key=lambda entry: -entry[0])
    ahead, behind = first.fact.entrant.value, second.fact.entrant.value
    text = f"{capital(named(ahead))} has {most} points, {named(behind)} {least}."
    return Draft(ahead.name, [Clause(text, (place_of(first), place_of(second)))])
