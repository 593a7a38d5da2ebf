"""Fields being brought together: those that may be of a race are found without a look at all the others."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Sequence

from qa.archive import Known
from qa.facts import Result
from qa.matching import FINAL_ROUNDS
from qa.race import Race
from qa.runner import Field

OPEN = ""  # stands for the components of an event that a description leaves open


class Gathering:
    """Fields in the order they were begun, shelved by what two descriptions of one race may leave open, but not change.

    Events are of one race only if one has all components of the other. Rounds are never left open: a race without one
    is taken for the final.
    """

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.latest: tuple[Known[Result], int] | None = None  # the result put to a field last, and the field's place
        # Component and round, then sex and year, to places in `fields`, ascending.
        self._shelves: dict[tuple[str, str | None], dict[tuple[str | None, int | None], list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )

    def near(self, race: Race) -> Sequence[int]:
        """Return the places in `fields` of those that a race's event, round, sex and year do not contradict."""
        found: set[int] = set()
        for component in (*race.event, OPEN) if race.event else {component for component, _ in self._shelves}:
            shelf = self._shelves.get((component, _round(race)), {})
            for sex, year in _fitting(race, shelf):
                found.update(shelf.get((sex, year), ()))
        return sorted(found)

    def add(self, field: Field) -> int:
        """Take a field in, behind the others; return its place."""
        self.fields.append(field)
        for places in self._places(field.race):
            places.append(len(self.fields) - 1)
        return len(self.fields) - 1

    def describe(self, place: int, race: Race) -> None:
        """Give the field at a place another description."""
        for places in self._places(self.fields[place].race):
            places.remove(place)
        for places in self._places(race):
            insort(places, place)
        self.fields[place].race = race

    def _places(self, race: Race) -> Iterator[list[int]]:
        for component in race.event or (OPEN,):
            yield self._shelves[component, _round(race)][race.sex or None, race.year or None]


def _round(race: Race) -> str | None:
    round = "bronze-final" if race.round == "b-final" else race.round
    return None if round in FINAL_ROUNDS else round


def _fitting(race: Race, shelf: dict[tuple[str | None, int | None], list[int]]) -> list[tuple[str | None, int | None]]:
    """Return the sexes and years of a shelf that do not contradict a race's."""
    sexes, years = {race.sex or None, None}, {race.year or None, None}
    if race.sex and race.year:
        return [(sex, year) for sex in sexes for year in years]
    return [(sex, year) for sex, year in shelf if (not race.sex or sex in sexes) and (not race.year or year in years)]
