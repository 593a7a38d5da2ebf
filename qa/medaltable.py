"""Counts the medals in the races found, nation by nation, each with the race that gave it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa.atlas import nation
from qa.cells import Cell
from qa.medals import MEDALS
from qa.races import RaceTable, Row

AWARDING = re.compile(r"\bOlympics?\b|\bParalympics?\b|\bGames\b|\bChampionships\b")
UNKNOWN = ""  # the nation of those whose nation no article states


@dataclass(frozen=True, slots=True)
class Medal:
    """One medal: of which race, whose it is, and what says so. `disputed` where reports give the place to another."""

    medal: str
    race: RaceTable
    row: Row
    cell: Cell
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class MedalRow:
    """The medals of a nation, in the order of the races; `code` is empty for those without a stated nation."""

    code: str
    nation: str
    medals: tuple[Medal, ...]

    def count(self, medal: str) -> int:
        """Return how many of one medal there are."""
        return sum(one.medal == medal for one in self.medals)


def medal_table(tables: Iterable[RaceTable]) -> tuple[MedalRow, ...]:
    """Count the medals, most gold first, then silver and bronze; those without a stated nation come last.

    Medals are counted in races that decide the event, where a report tells of a medal or the competition awards them.
    """
    by_nation: dict[str, list[Medal]] = {}
    for table in tables:
        if table.race.decides and not table.race.is_one_of_series and _awards(table):
            for row in table.rows:
                if (medal := _medal(row, table)) is not None:
                    by_nation.setdefault(row.nation_code or UNKNOWN, []).append(medal)
    rows = [MedalRow(code, nation(code).name if code else UNKNOWN, tuple(own)) for code, own in by_nation.items()]
    return tuple(sorted(rows, key=_order))


def _awards(table: RaceTable) -> bool:
    return any(row.medal for row in table.rows) or AWARDING.search(table.race.competition or "") is not None


def _medal(row: Row, table: RaceTable) -> Medal | None:
    name = row.medal[0].text if row.medal else MEDALS.get(row.place or 0)
    if name is None or row.status:
        return None
    cell = row.medal[0] if row.medal else row.rank[0]
    others = [other for other in table.rows if other is not row and other.place == row.place]
    own = {place.article.id for place in cell.support}
    # Two of one report share the place; two of different reports are a disagreement about it.
    is_disputed = any(
        own.isdisjoint(place.article.id for place in other.rank[0].support) for other in others if other.rank
    )
    return Medal(name, table, row, cell, disputed=is_disputed or len(row.rank) > 1)


def _order(row: MedalRow) -> tuple[bool, int, int, int, str]:
    gold, silver, bronze = (-row.count(medal) for medal in MEDALS.values())
    return row.code == UNKNOWN, gold, silver, bronze, row.nation
