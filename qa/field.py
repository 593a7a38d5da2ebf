"""The field of each race a question may mean: the entrants with their places and marks, brought together over articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from qa.archive import Archive, Known
from qa.atlas import related
from qa.entrant import Entrant, EntrantKind
from qa.facts import Mark, Result, Slot
from qa.matching import failing
from qa.measures import Duration
from qa.names import same_person
from qa.question import Query
from qa.race import Race


@dataclass(slots=True)
class Runner:
    """One entrant of a race with everything the articles say of its result."""

    entrant: Entrant
    facts: list[Known] = field(default_factory=list)

    def ranks(self) -> dict[int, list[Known]]:
        """Return the stated places, the best supported first."""
        return _by_value(self.facts, "rank")

    def marks(self) -> dict[Mark, list[Known]]:
        """Return the stated marks, the best supported first."""
        return _by_value(self.facts, "mark")

    def values(self, slot: str) -> dict:
        """Return the stated values of any slot, the best supported first."""
        return _by_value(self.facts, slot)


@dataclass(slots=True)
class Field:
    """One race with its entrants."""

    race: Race
    runners: list[Runner] = field(default_factory=list)

    def placed(self, rank: int) -> list[Runner]:
        """Return the entrants at a place, the best supported first."""
        found = [runner for runner in self.runners if next(iter(runner.ranks()), None) == rank]
        return sorted(found, key=lambda runner: -_weight(runner.ranks()[rank]))


def _by_value(facts: Iterable[Known], slot: str) -> dict:
    found: dict[object, list[Known]] = {}
    for known in facts:
        value: Slot | None = getattr(known.fact, slot, None)
        if value is not None:
            found.setdefault(value.value, []).append(known)
    return dict(sorted(found.items(), key=lambda item: -_weight(item[1])))


def _weight(facts: list[Known]) -> tuple[int, int]:
    """Weigh support: articles first, then facts; result rows count double."""
    rows = sum(1 for known in facts if isinstance(known.fact, Result) and known.fact.rank is not None and known.fact.rank.start < known.fact.entrant.start)
    return len({known.article.id for known in facts}) * 10 + len(facts) + 2 * rows


def same_race(one: Race, other: Race) -> bool:
    """Tell whether two descriptions may be of one race."""
    if one.sex is not None and other.sex is not None and one.sex != other.sex:
        return False
    if one.year is not None and other.year is not None and one.year != other.year:
        return False
    if _round_class(one) != _round_class(other):
        return False
    if one.sport is not None and other.sport is not None and one.sport != other.sport:
        return False
    event, another = set(one.event), set(other.event)
    if event and another and not (event <= another or another <= event):
        return False
    if not event or not another:
        return one.competition is not None and one.competition == other.competition
    if one.day is not None and other.day is not None and abs((one.day - other.day).days) > 3:
        return False
    return not (one.day is None) or one.year is not None or one == other


def _round_class(race: Race) -> str:
    return {None: "final", "final": "final", "b-final": "bronze-final"}.get(race.round, race.round or "final")


def same_entrant(one: Entrant, other: Entrant) -> bool:
    """Tell whether two names are of one entrant."""
    if one.kind is EntrantKind.NATION and other.kind is EntrantKind.NATION:
        return one.nation is not None and other.nation is not None and (one.nation == other.nation or one.nation in related(other.nation))
    if one.kind is EntrantKind.PERSON and other.kind is EntrantKind.PERSON:
        return one.name == other.name or same_person(one.name, other.name)
    return one.name == other.name


def fields(query: Query, archive: Archive, *, rounds: str = "deciding", but: frozenset[str] = frozenset()) -> list[Field]:
    """Return the races that meet the question's constraints, with their entrants, in the order of the articles.

    `rounds` is "deciding" (finals, and races without rounds), "all", or "asked" (the round the question names).
    """
    found: list[Field] = []
    wanted = replace(query, round=None) if rounds == "all" else query
    for known in archive.of(Result):
        race = known.fact.race
        if rounds == "deciding" and query.round is None and not race.decides:
            continue
        if failing(wanted, known, archive, but=but) is not None:
            continue
        _place(found, known)
    for item in found:
        item.runners = _merged(item.runners, item.race)
    return found


def _place(found: list[Field], known: Known) -> None:
    race: Race = known.fact.race
    entrant: Entrant = known.fact.entrant.value
    home = next((item for item in found if same_race(item.race, race)), None)
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


def _detail(race: Race) -> int:
    return sum(bool(value) for value in (race.sex, race.year, race.competition, race.place, race.sport)) + len(race.event)


def _merged(runners: list[Runner], race: Race) -> list[Runner]:
    """Let a nation's place in a race of persons count for the person of that nation at the same place."""
    people = [runner for runner in runners if runner.entrant.kind is EntrantKind.PERSON]
    kept = []
    for runner in runners:
        if runner.entrant.kind is EntrantKind.NATION and people and "relay" not in race.event and "team" not in race.event:
            ranks = set(runner.ranks())
            home = next((person for person in people if person.entrant.nation == runner.entrant.nation and ranks & set(person.ranks())), None)
            if home is not None:
                home.facts.extend(runner.facts)
                continue
        kept.append(runner)
    return kept


def time_of(marks: dict[Mark, list[Known]]) -> Mark | None:
    """Return the best supported mark."""
    return next(iter(marks), None)


def is_time(mark: Mark | None) -> bool:
    """Tell a time from a length."""
    return isinstance(mark, Duration)
