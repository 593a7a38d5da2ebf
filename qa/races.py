"""Every race found in a library, with its result table: who, where, in which time, and which article says so.

The values of a row are made in `cells`; medals are counted in `medaltable`; the JSON form is left to `racefile`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from anyascii import anyascii

from qa import cells
from qa.archive import Archive, Known
from qa.asks import Asks
from qa.atlas import nation
from qa.cells import About, Cells
from qa.facts import Duel, Fact, LineUp, RecordSet
from qa.field import Field, fields
from qa.identity import may_be_bronze_race, same_entrant, same_race
from qa.matching import BRONZE_ROUNDS, sport_of
from qa.measures import Duration
from qa.query import Query
from qa.race import Race, describe, event_name, is_blank
from qa.runner import Runner
from sources.records import Article

EVERYTHING = Query(text="", asks=Asks.OTHER, words=())
SAME_GAMES = 30  # days that the race for third may be from the final
K = TypeVar("K", bound=Fact)
LAST = 10_000  # orders those without a place behind those with one


@dataclass(frozen=True, slots=True)
class Row:
    """One entrant of a race. Each group of cells holds the best supported value and those that contradict it.

    `place` is the best supported place as a number, `nation_code` the IOC code of the nation that an article states,
    `superseded` the places before the result was revised.
    """

    place: int | None
    entrant: Cells
    nation_code: str | None = None
    nation: Cells = ()
    line_up: Cells = ()
    rank: Cells = ()
    mark: Cells = ()
    gap: Cells = ()
    medal: Cells = ()
    records: Cells = ()
    status: Cells = ()
    superseded: Cells = ()

    @property
    def name(self) -> str:
        """The entrant's name."""
        return self.entrant[0].text

    @property
    def distinction(self) -> Cells:
        """What the entrant won beside the place: the medal, and the records set."""
        return (*self.medal[:1], *self.records)

    @property
    def groups(self) -> tuple[Cells, ...]:
        """All groups of cells, in the order of a table."""
        return (
            self.rank,
            self.entrant,
            self.nation,
            self.line_up,
            self.mark,
            self.gap,
            self.medal,
            self.records,
            self.status,
            self.superseded,
        )


@dataclass(frozen=True, slots=True)
class RaceTable:
    """A race and its result. `key` names it within the library, `sport` is that of the race or of its event."""

    key: str
    race: Race
    sport: str | None
    rows: tuple[Row, ...]
    sources: tuple[Article, ...]

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError(f"{self.key}: a result table needs a row")

    @property
    def event(self) -> str:
        """The event in words."""
        return event_name(self.race)

    @property
    def title(self) -> str:
        """The race in words: "women's team pursuit in 2022"."""
        return describe(self.race)


def find_races(archive: Archive) -> tuple[RaceTable, ...]:
    """Return every race that an article gives a result of: the latest first, then by sport, event, sex and round.

    The race for third is part of the final, as the places and medals are.
    """
    found = [item for item in fields(EVERYTHING, archive, every_round=True) if not is_blank(item.race)]
    tables = [_table(group, archive) for group in _with_bronze(found)]
    kept = sorted((table for table in tables if table is not None), key=_order)
    return tuple(_numbered(kept))


def pick_races(
    tables: Iterable[RaceTable],
    *,
    sport: str | None = None,
    year: int | None = None,
    event: str | None = None,
    sex: str | None = None,
    nation: str | None = None,
) -> tuple[RaceTable, ...]:
    """Return the races that meet every condition given; `nation` is the IOC code of one of the entrants."""
    return tuple(
        table
        for table in tables
        if sport in {None, table.sport}
        and year in {None, table.race.year}
        and event in {None, table.event}
        and sex in {None, table.race.sex}
        and (nation is None or any(row.nation_code == nation for row in table.rows))
    )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the races at hand can be picked by: each value once, in the order it is offered."""

    sports: tuple[str, ...]
    years: tuple[int, ...]
    events: tuple[str, ...]
    sexes: tuple[str, ...]
    nations: tuple[tuple[str, str], ...]  # code and name


def choices(tables: Sequence[RaceTable]) -> Choices:
    """Return what some races can be picked by."""
    nations = {
        row.nation_code: nation(row.nation_code).name for table in tables for row in table.rows if row.nation_code
    }
    return Choices(
        sports=tuple(sorted({table.sport for table in tables if table.sport})),
        years=tuple(sorted({table.race.year for table in tables if table.race.year}, reverse=True)),
        events=tuple(sorted({table.event for table in tables})),
        sexes=tuple(sorted({table.race.sex for table in tables if table.race.sex})),
        nations=tuple(sorted(nations.items(), key=lambda pair: pair[1])),
    )


def _about(races: Sequence[Race], ids: Collection[str], archive: Archive) -> About:
    """Return what these articles say about these races beside results."""

    def told(kind: type[K]) -> list[Known[K]]:
        return [known for known in archive.of_articles(kind, ids) if _is_any(known.fact.race, races)]

    return About(told(RecordSet), told(LineUp), told(Duel))


def _is_any(race: Race, races: Sequence[Race]) -> bool:
    return any(same_race(race, other) for other in races)


def _with_bronze(found: Sequence[Field]) -> list[tuple[Field, ...]]:
    """Put the race for third to the final that gives its entrants their places."""
    bronze = [item for item in found if item.race.round in BRONZE_ROUNDS]
    groups: list[tuple[Field, ...]] = []
    for item in found:
        if item.race.round in BRONZE_ROUNDS:
            continue
        own = [other for other in bronze if _is_bronze_of(other, item)]
        bronze = [other for other in bronze if all(other is not one for one in own)]
        for runner in (runner for other in own for runner in other.runners):
            twin = next(twin for twin in item.runners if same_entrant(twin.entrant, runner.entrant))
            twin.facts += [known for known in runner.facts if known not in twin.facts]
        groups.append((item, *own))
    return groups + [(item,) for item in bronze]


def _is_bronze_of(other: Field, item: Field) -> bool:
    if not may_be_bronze_race(item.race, other.race) or item.race.year != other.race.year:
        return False
    days = (item.race.day, other.race.day)
    if days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) > SAME_GAMES:
        return False
    placed = [runner.entrant for runner in item.runners if (runner.rank or 0) > 2]
    return all(any(same_entrant(runner.entrant, entrant) for entrant in placed) for runner in other.runners)


def _table(group: tuple[Field, ...], archive: Archive) -> RaceTable | None:
    item = group[0]
    ids = dict.fromkeys(known.article.id for runner in item.runners for known in runner.facts)
    about = _about([field.race for field in group], ids, archive)
    first = item.placed(1)
    rows = [row for runner in item.runners if (row := _row(runner, first, archive, about)) is not None]
    if not rows:
        return None
    rows.sort(key=lambda pair: pair[0])
    kept = tuple(row for _, row in rows)
    articles = {
        place.article.id: place.article
        for row in kept
        for group_of_cells in row.groups
        for cell in group_of_cells
        for place in cell.support
    }
    sources = tuple(articles[key] for key in archive.articles if key in articles)
    race = item.race
    return RaceTable(_slug(race), race, race.sport or sport_of(race.event), kept, sources)


def _row(
    runner: Runner, first: Sequence[Runner], archive: Archive, about: About
) -> tuple[tuple[int, float, str], Row] | None:
    """Return a row and what orders it; None where nothing is stated but that someone raced."""
    code, team = cells.nations_of(runner, archive)
    rank = cells.ranks(runner)
    place = int(rank[0].text) if rank else None
    row = Row(
        place=place,
        entrant=cells.names(runner),
        nation_code=code,
        nation=team,
        line_up=cells.line_ups(runner, about),
        rank=rank,
        mark=cells.marks(runner),
        gap=cells.gaps(runner, first, about),
        medal=cells.medals(runner),
        records=cells.records(runner, about),
        status=cells.statuses(runner),
        superseded=cells.superseded(runner),
    )
    if not (row.rank or row.mark or row.gap or row.medal or row.status or row.superseded):
        return None
    mark = runner.mark
    performance = 0.0 if mark is None else float(mark.ms if isinstance(mark, Duration) else -mark.mm)
    return (LAST if place is None else place, performance, row.name), row


def _order(table: RaceTable) -> tuple[object, ...]:
    race = table.race
    day = -race.day.toordinal() if race.day else 0
    sport, sex = table.sport or "", race.sex or ""
    return -(race.year or 0), sport, table.event, sex, race.round not in {None, "final"}, race.round or "", day


def _slug(race: Race) -> str:
    named = race.competition or race.place or ""
    words = describe(race) if named in describe(race) else f"{describe(race)} {named}"
    return "-".join(re.findall(r"[a-z0-9]+", anyascii(words).lower())) or "race"


def _numbered(tables: Iterable[RaceTable]) -> Iterable[RaceTable]:
    """Tell races apart whose descriptions are the same."""
    seen: dict[str, int] = defaultdict(int)
    for table in tables:
        seen[table.key] += 1
        yield table if seen[table.key] == 1 else replace(table, key=f"{table.key}-{seen[table.key]}")
