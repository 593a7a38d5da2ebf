"""Fields being brought together: those that may be of a race are found without a look at all the others."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator
from heapq import merge

from qa.archive import Known
from qa.facts import Result
from qa.matching import FINAL_ROUNDS
from qa.race import Race
from qa.runner import Field

Shelf = tuple[str | None, str | None, int | None]  # round, sex and year


class Gathering:
    """Fields in the order they were begun, shelved by what two descriptions of one race may leave open, but not change.

    Rounds are never left open: a race without one is taken for the final.
    """

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.latest: tuple[Known[Result], int] | None = None  # the result put to a field last, and the field's place
        self._shelves: dict[Shelf, list[int]] = defaultdict(list)  # places in `fields`, ascending

    def near(self, race: Race) -> Iterator[int]:
        """Yield the places in `fields` of those whose round, sex and year do not contradict a race's, in order."""
        round, sex, year = _shelf(race)
        fitting = [
            places
            for (other_round, other_sex, other_year), places in self._shelves.items()
            if other_round == round and _agree(other_sex, sex) and _agree(other_year, year)
        ]
        return merge(*fitting)

    def add(self, field: Field) -> int:
        """Take a field in, behind the others; return its place."""
        self.fields.append(field)
        self._shelves[_shelf(field.race)].append(len(self.fields) - 1)
        return len(self.fields) - 1

    def describe(self, place: int, race: Race) -> None:
        """Give the field at a place another description."""
        before, after = _shelf(self.fields[place].race), _shelf(race)
        self.fields[place].race = race
        if before != after:
            self._shelves[before].remove(place)
            insort(self._shelves[after], place)


def _shelf(race: Race) -> Shelf:
    round = "bronze-final" if race.round == "b-final" else race.round
    return None if round in FINAL_ROUNDS else round, race.sex or None, race.year or None


def _agree(one: str | int | None, other: str | int | None) -> bool:
    return one is None or other is None or one == other
