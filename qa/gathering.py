"""Fields being brought together: those that may be of a race are found without a look at all the others."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from qa.archive import Known
from qa.atlas import related
from qa.entrant import EntrantKind
from qa.facts import Result
from qa.identity import round_class
from qa.names import sounds_of
from qa.race import Race
from qa.runner import Field

OPEN = ""  # stands for the components of an event that a description leaves open
Shelf = dict[tuple[str | None, int | None], list[int]]  # sex and year to places, ascending


class Gathering:
    """Fields in the order they were begun, shelved by what two descriptions of one race may leave open, but not change.

    Events are of one race only if one has all components of the other. Rounds are never left open: a race without one
    is taken for the final. A place is that of a field in `fields`.
    """

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.latest: tuple[Known[Result], int] | None = None  # the result put to a field last, and the field's place
        self._shelves: dict[tuple[str, str], Shelf] = defaultdict(lambda: defaultdict(list))  # component, round
        self._named: dict[str, list[int]] = defaultdict(list)  # by the competition
        self._described: dict[Race, list[int]] = defaultdict(list)

    def near(self, race: Race) -> Sequence[int]:
        """Return the places of the fields that may be of a race though either description leaves much open."""
        return self._fitting(race, (*race.event, OPEN) if race.event else {component for component, _ in self._shelves})

    def same(self, race: Race) -> Sequence[int]:
        """Return the places of the fields that may be of a race by `same_race`.

        Where an event is left open, that takes the same competition or the same description.
        """
        found = {*self._named.get(race.competition or "", ()), *self._described.get(race, ())}
        return sorted(found.union(self._fitting(race, race.event)))

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
        yield self._described[race]
        if race.competition:
            yield self._named[race.competition]
        for component in race.event or (OPEN,):
            yield self._shelves[component, round_class(race)][race.sex or None, race.year or None]

    def _fitting(self, race: Race, components: Iterable[str]) -> Sequence[int]:
        """Return the places on the shelves of these components whose round, sex and year do not contradict a race's."""
        found: set[int] = set()
        for component in components:
            shelf = self._shelves.get((component, round_class(race)), {})
            for sex, year in _keys(race, shelf):
                found.update(shelf.get((sex, year), ()))
        return sorted(found)


class Company:
    """Those who race in a field, as far as one look can tell whether two fields may have one of them in common.

    Names of one person share a word that sounds the same; of a surname alone only the first letter is sure.
    """

    def __init__(self, field: Field) -> None:
        self._keys: set[str] = set()
        self._letters: set[str] = set()
        self._lone: set[str] = set()  # letters of the names of one word
        for runner in field.runners:
            entrant = runner.entrant
            self._keys.add(entrant.name)
            self._keys.update(related(entrant.nation) if entrant.nation else ())
            if entrant.kind is EntrantKind.PERSON:
                sounds = sounds_of(entrant.name)
                self._keys |= sounds
                letters = {letter for sound in sounds for letter in sound[:1]}
                self._letters |= letters
                self._lone |= letters if len(sounds) == 1 else set()

    def may_share(self, other: Company) -> bool:
        """Tell whether another field may have one of them, too."""
        return not (
            self._keys.isdisjoint(other._keys)
            and self._lone.isdisjoint(other._letters)
            and self._letters.isdisjoint(other._lone)
        )

    def add(self, other: Company) -> None:
        """Take those of another field in."""
        self._keys |= other._keys
        self._letters |= other._letters
        self._lone |= other._lone


def _keys(race: Race, shelf: Shelf) -> Iterable[tuple[str | None, int | None]]:
    """Return the sexes and years of a shelf that do not contradict a race's."""
    sexes, years = {race.sex or None, None}, {race.year or None, None}
    if race.sex and race.year:
        return [(sex, year) for sex in sexes for year in years]
    return [(sex, year) for sex, year in shelf if (not race.sex or sex in sexes) and (not race.year or year in years)]
