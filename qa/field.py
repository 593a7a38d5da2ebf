"""The field of each race a question may mean: entrants with places and marks, brought together over articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qa.archive import Archive, Known
from qa.asks import Asks
from qa.entrant import EntrantKind
from qa.facts import Incident, Result
from qa.gathering import Company, Gathering
from qa.identity import close_marks, evidently_same, may_be_bronze_race, same_entrant, same_race
from qa.matching import BRONZE_ROUNDS, fits
from qa.query import Query
from qa.race import Race
from qa.revision import settle
from qa.runner import Field, Runner, is_row

__all__ = ["Field", "Runner", "fields", "is_row", "same_entrant", "same_race"]
DISQUALIFICATION = "disqualification"
MOST_KEPT = 8  # sets of conditions whose races are kept


def fields(query: Query, archive: Archive, *, every_round: bool = False) -> list[Field]:
    """Return the races that meet the question's conditions, with their entrants, in the order of the articles.

    Where the question names no round, these are finals and races without rounds; with `every_round`, heats as well.
    They are the caller's to change.
    """
    key = _conditions(query), every_round
    if key not in archive.gathered:
        if len(archive.gathered) == MOST_KEPT:
            archive.gathered.clear()
        archive.gathered[key] = _gather(query, archive, every_round=every_round)
    return [item.copy() for item in archive.gathered[key]]


def _conditions(query: Query) -> Query:
    """Return what a question asks of races alone: many questions ask the same of them."""
    plain = replace(query, text="", asks=Asks.OTHER, words=(), entities=(), quoted=None, origins=())
    return replace(plain, medal=None, rank=None, record=None)


def _gather(query: Query, archive: Archive, *, every_round: bool) -> list[Field]:
    gathering = Gathering()
    wanted = replace(query, round=None) if every_round else query
    for known in archive.of(Result):
        if not every_round and query.round is None and not known.fact.race.decides:
            continue
        if not (query.years or query.days or query.host or query.year_before) and _is_of_the_past(known):
            continue
        if fits(wanted, known, archive):
            _place(gathering, known)
    found = _joined(gathering.fields)
    exclusions = [known for known in archive.of(Incident) if known.fact.kind.value == DISQUALIFICATION]
    races = Gathering()
    for out in exclusions:
        races.add(Field(out.fact.race))
    if query.round is None or query.round in BRONZE_ROUNDS:
        _compare_bronze(found, wanted, archive)
    if query.round is None and not every_round:
        found = [item for item in found if not item.race.is_one_of_series] or found
    for item in found:
        item.runners = _merged(item.runners, item.race)
        outs = [exclusions[place] for place in races.same(item.race)]
        settle(item, [out for out in outs if same_race(out.fact.race, item.race)], same_entrant)
    return found


def _is_of_the_past(known: Known[Result]) -> bool:
    """Tell what a report says of another year than its own, by an epithet: "last year's winner Berg"."""
    published = known.article.published
    fact = known.fact
    is_epithet = fact.rank is not None and fact.rank.value == 1 and fact.mark is None and fact.race.day is None
    return is_epithet and published is not None and fact.race.year != published.year


def _joined(found: list[Field]) -> list[Field]:
    """Bring fields together that are evidently one race, though their reports describe it differently."""
    kept = Gathering()
    companies: list[Company] = []
    for item in found:
        company = Company(item)
        near = (place for place in kept.near(item.race) if companies[place].may_share(company))
        place = next((place for place in near if evidently_same(kept.fields[place], item)), None)
        if place is None:
            kept.add(item)
            companies.append(company)
            continue
        companies[place].add(company)
        home = kept.fields[place]
        kept.describe(place, _fuller(home.race, item.race))
        for runner in item.runners:
            for known in runner.facts:
                _enter(home, known)
    return kept.fields


def _fuller(one: Race, other: Race) -> Race:
    """Return the more detailed description, with what only the other says of sex, year and sport."""
    more, less = (other, one) if _detail(other) > _detail(one) else (one, other)
    return replace(more, sex=more.sex or less.sex, year=more.year or less.year, sport=more.sport or less.sport)


def _compare_bronze(found: Iterable[Field], query: Query, archive: Archive) -> None:
    """Add the marks that reports give for the race for third, where only one of them names that round."""
    asks_bronze = query.round in BRONZE_ROUNDS
    others = Gathering()
    rounds = frozenset({None}) if asks_bronze else BRONZE_ROUNDS
    any_round = replace(query, round=None)
    for known in archive.of(Result):
        is_other = known.fact.mark is not None and known.fact.race.round in rounds
        if is_other and fits(any_round, known, archive):
            _place(others, known)
    for item in found:
        for other in others.fields:
            if may_be_bronze_race(item.race, other.race):
                _add_close(item, other)


def _add_close(item: Field, other: Field) -> None:
    for runner in item.runners:
        for twin in other.runners:
            if same_entrant(runner.entrant, twin.entrant):
                open_round = [known for known in runner.facts if known.fact.race.round != "final"]
                runner.facts += close_marks(Runner(runner.entrant, open_round), twin)


def _place(found: Gathering, known: Known[Result]) -> None:
    """Put a result to the race it is of."""
    place = _place_of(found, known)
    race = known.fact.race
    if place is None:
        place = found.add(Field(race))
    elif _detail(race) > _detail(found.fields[place].race):
        found.describe(place, race)
    found.latest = known, place
    _enter(found.fields[place], known)


def _place_of(found: Gathering, known: Known[Result]) -> int | None:
    """Return the place of the first field that a result may be of: the same as before where a list goes on."""
    if found.latest is not None:
        before, place = found.latest
        goes_on = before.article is known.article and before.fact.race == known.fact.race
        if goes_on and _is_of(found.fields[place], known):
            return place
    return next((place for place in found.same(known.fact.race) if _is_of(found.fields[place], known)), None)


def _is_of(item: Field, known: Known[Result]) -> bool:
    return same_race(item.race, known.fact.race) and _may_join(item, known)


def _enter(home: Field, known: Known[Result]) -> None:
    """Put a result to the entrant it is of."""
    entrant = known.fact.entrant.value
    runner = next((runner for runner in home.runners if same_entrant(runner.entrant, entrant)), None)
    if runner is None:
        runner = Runner(entrant)
        home.runners.append(runner)
    elif len(entrant.name) > len(runner.entrant.name) and entrant.kind is runner.entrant.kind is EntrantKind.PERSON:
        runner.entrant = entrant
    runner.facts.append(known)


def _may_join(item: Field, known: Known[Result]) -> bool:
    """Tell whether an article that leaves its year open may speak of a race of another article: of one competition."""
    one, other = item.race, known.fact.race
    if (one.year is None) == (other.year is None) and (one.year is not None or one.event == other.event):
        return True
    own = {fact.article.id for runner in item.runners for fact in runner.facts}
    named = one.competition is not None and one.competition == other.competition
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
