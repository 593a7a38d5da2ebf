"""The field of each race a question may mean: entrants with places and marks, brought together over articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from qa.archive import Archive, Known
from qa.atlas import related
from qa.entrant import Entrant, EntrantKind
from qa.facts import Mark, Result, Slot
from qa.matching import fits
from qa.names import same_person
from qa.query import Query
from qa.race import Race

SAME_RACE = 3  # days that reports may differ about one race
V = TypeVar("V")


@dataclass(slots=True)
class Runner:
    """One entrant of a race with everything the articles say of its result."""

    entrant: Entrant
    facts: list[Known[Result]] = field(default_factory=list)

    @property
    def rank(self) -> int | None:
        """The best supported place."""
        return next(iter(self.ranks()), None)

    @property
    def mark(self) -> Mark | None:
        """The best supported time, distance or height."""
        return next(iter(self.marks()), None)

    def ranks(self) -> dict[int, list[Known[Result]]]:
        """Return the stated places, the best supported first."""
        return _by_value(self.facts, lambda fact: fact.rank)

    def marks(self) -> dict[Mark, list[Known[Result]]]:
        """Return the stated marks, the best supported first."""
        return _by_value(self.facts, lambda fact: fact.mark)

    def medals(self) -> dict[str, list[Known[Result]]]:
        """Return the stated medals, the best supported first."""
        return _by_value(self.facts, lambda fact: fact.medal)

    def gaps(self) -> dict[str, list[Known[Result]]]:
        """Return the stated gaps to the winner, the best supported first."""
        return _by_value(self.facts, lambda fact: fact.gap)


@dataclass(slots=True)
class Field:
    """One race with its entrants."""

    race: Race
    runners: list[Runner] = field(default_factory=list)

    def placed(self, rank: int) -> list[Runner]:
        """Return the entrants at a place, the best supported first."""
        found = [runner for runner in self.runners if runner.rank == rank]
        return sorted(found, key=lambda runner: -_weight(runner.ranks()[rank]))


def fields(query: Query, archive: Archive, *, every_round: bool = False) -> list[Field]:
    """Return the races that meet the question's conditions, with their entrants, in the order of the articles.

    Where the question names no round, these are finals and races without rounds; with `every_round`, heats as well.
    """
    found: list[Field] = []
    wanted = replace(query, round=None) if every_round else query
    for known in archive.of(Result):
        if not every_round and query.round is None and not known.fact.race.decides:
            continue
        if not (query.years or query.days or query.host or query.year_before) and _is_of_the_past(known):
            continue
        if fits(wanted, known, archive):
            _place(found, known)
    if query.round is None and not every_round:
        found = [item for item in found if not item.race.is_one_of_series] or found
    for item in found:
        item.runners = _merged(item.runners, item.race)
    return found


def _is_of_the_past(known: Known[Result]) -> bool:
    """Tell what a report says of another year than its own, by an epithet: "last year's winner Berg"."""
    published = known.article.published
    fact = known.fact
    is_epithet = fact.rank is not None and fact.rank.value == 1 and fact.mark is None and fact.race.day is None
    return is_epithet and published is not None and fact.race.year != published.year


def is_row(fact: Result) -> bool:
    """Tell a row of a result list, where the place stands before the name, from prose."""
    return fact.rank is not None and fact.rank.start < fact.entrant.start


def same_race(one: Race, other: Race) -> bool:
    """Tell whether two descriptions may be of one race."""
    pairs = ((one.sex, other.sex), (one.year, other.year), (one.sport, other.sport))
    if any(a is not None and b is not None and a != b for a, b in pairs):
        return False
    if _round_class(one) != _round_class(other):
        return False
    event, another = set(one.event), set(other.event)
    if not event or not another:
        alike = one == other and one.sport is not None
        return alike or (one.competition is not None and one.competition == other.competition)
    if not (event <= another or another <= event):
        return False
    if one.day is not None and other.day is not None and abs((one.day - other.day).days) > SAME_RACE:
        return False
    return one.day is not None or one.year is not None or one == other


def same_entrant(one: Entrant, other: Entrant) -> bool:
    """Tell whether two names are of one entrant."""
    if one.kind is EntrantKind.NATION and other.kind is EntrantKind.NATION:
        return (
            one.nation is not None and other.nation is not None and one.nation in {other.nation, *related(other.nation)}
        )
    if one.kind is EntrantKind.PERSON and other.kind is EntrantKind.PERSON:
        return one.name == other.name or same_person(one.name, other.name)
    return one.name == other.name


def _by_value(facts: Iterable[Known[Result]], pick: Callable[[Result], Slot[V] | None]) -> dict[V, list[Known[Result]]]:
    found: dict[V, list[Known[Result]]] = {}
    for known in facts:
        slot = pick(known.fact)
        if slot is not None:
            found.setdefault(slot.value, []).append(known)
    return dict(sorted(found.items(), key=lambda item: -_weight(item[1])))


def _weight(facts: list[Known[Result]]) -> int:
    """Weigh support: articles first, then facts; result rows count for more."""
    rows = sum(is_row(known.fact) for known in facts)
    return len({known.article.id for known in facts}) * 10 + len(facts) + 2 * rows


def _round_class(race: Race) -> str:
    return "bronze-final" if race.round == "b-final" else race.round or "final"


def _place(found: list[Field], known: Known[Result]) -> None:
    """Put a result to the race and the entrant it is of."""
    race, entrant = known.fact.race, known.fact.entrant.value
    home = next((item for item in found if same_race(item.race, race) and _may_join(item, known)), None)
    if home is None:
        home = Field(race)
        found.append(home)
    elif _detail(race) > _detail(home.race):
        home.race = race
    runner = next((runner for runner in home.runners if same_entrant(runner.entrant, entrant)), None)
    if runner is None:
        runner = Runner(entrant)
        home.runners.append(runner)
    elif len(entrant.name) > len(runner.entrant.name) and entrant.kind is runner.entrant.kind is EntrantKind.PERSON:
        runner.entrant = entrant
    runner.facts.append(known)


def _may_join(item: Field, known: Known[Result]) -> bool:
    """Tell whether an article that leaves its year open may speak of a race of another article: of one competition."""
    if item.race.year is not None and known.fact.race.year is not None:
        return True
    own = {fact.article.id for runner in item.runners for fact in runner.facts}
    named = item.race.competition is not None and item.race.competition == known.fact.race.competition
    return named or known.article.id in own


def _detail(race: Race) -> int:
    return sum(bool(value) for value in (race.sex, race.year, race.competition, race.place, race.sport)) + len(
        race.event
    )


def _merged(runners: list[Runner], race: Race) -> list[Runner]:
    """Let a nation's place in a race of persons count for the person of that nation at the same place."""
    people = [runner for runner in runners if runner.entrant.kind is EntrantKind.PERSON]
    if "relay" in race.event or "team" in race.event:
        return runners
    kept = []
    for runner in runners:
        home = _same_place(runner, people) if runner.entrant.kind is EntrantKind.NATION else None
        if home is None:
            kept.append(runner)
        else:
            home.facts.extend(runner.facts)
    return kept


def _same_place(runner: Runner, people: Iterable[Runner]) -> Runner | None:
    for person in people:
        if person.entrant.nation == runner.entrant.nation and not person.ranks().keys().isdisjoint(runner.ranks()):
            return person
    return None
