"""How many: medals, titles and wins counted from results, with their parts; penalties and laps as rows state them."""

from __future__ import annotations

from qa.answer import Note
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft, place_of, support_of
from qa.entrant import EntrantKind
from qa.facts import Result
from qa.field import Field, Runner, fields
from qa.matching import is_asked, race_fits
from qa.medals import MEDALS, PLACES
from qa.query import Query
from qa.race import in_race
from qa.templates.standings import standings
from qa.words_out import capital, counted, listed, named, ordinal

EXAMPLES = {
    Asks.HOW_MANY: ("How many gold medals did Norway win in these races?", "how many times did Canada win bronze")
}
WINS = ("wins", "won", "win", "titles", "victories")
MEDAL_WORDS = ("medals", "medal", "golds", "gold", "silver", "silvers", "bronze", "bronzes")
MOST_PLACES = 6


def how_many(query: Query, archive: Archive) -> Draft | None:
    """Count results of an entrant, or give the number that a row states."""
    if query.has("points"):
        return standings(query, archive)
    if query.has("loops", "penalties", "penalty"):
        return _penalties(query, archive)
    if query.has("laps", "lap"):
        return _laps(query, archive)
    if not query.entities or not query.has(*WINS, *MEDAL_WORDS, "times", "races"):
        return None
    # A person's medals and titles are of a career; the articles hold a few of its races.
    if all(said.kind is EntrantKind.PERSON for said in query.entities) and not query.has("race", "races"):
        return None
    return _count(query, archive)


def _count(query: Query, archive: Archive) -> Draft | None:
    ranks = _counted_ranks(query)
    noun = f"{query.medal} medal" if query.medal else ("win" if ranks == {1} else "medal")
    own = [
        (item, runner)
        for item in fields(query, archive)
        for runner in item.runners
        if is_asked(query, runner.entrant, archive)
    ]
    if not own:
        return None
    said = query.entities[0]
    name = named(said if said.kind is EntrantKind.NATION else own[0][1].entrant)
    found = [(item, runner, runner.rank) for item, runner in own if runner.rank in ranks]
    total = f"In these articles, {counted(len(found), noun)} for {name}."
    if not found:
        support = support_of(known for _, runner in own for known in runner.facts[:1])
        return Draft("0", [Clause(total, support)], [Note("count", "Counted over the results in these articles.")])
    clauses = [_part(item, runner, rank) for item, runner, rank in found if rank is not None]
    places = tuple(place for clause in clauses for place in clause.support[:1])[:MOST_PLACES]
    parts = listed(f"{_called(rank)}{in_race(item.race)}" for item, _, rank in found if rank is not None)
    return Draft(str(len(found)), [Clause(total, places), *clauses], [Note("count", f"{len(found)} = {parts}")])


def _counted_ranks(query: Query) -> set[int]:
    if query.medal:
        return {PLACES[query.medal]}
    return {1} if query.has(*WINS) and not query.has("medals", "medal") else set(MEDALS)


def _part(item: Field, runner: Runner, rank: int) -> Clause:
    text = f"{capital(_called(rank))}{in_race(item.race)} ({runner.entrant.name})."
    return Clause(text, support_of(runner.ranks()[rank]))


def _called(rank: int) -> str:
    return MEDALS.get(rank, ordinal(rank))


def _penalties(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for known in archive.of(Result):
        fact = known.fact
        if fact.detail is None or not race_fits(query, fact.race, known.article, archive):
            continue
        if is_asked(query, fact.entrant.value, archive):
            shorts.append(fact.detail.value)
            text = f"{capital(penalties_of(fact))}{in_race(fact.race)}."
            clauses.append(Clause(text, (place_of(known),)))
    return Draft(listed(shorts), clauses) if clauses else None


def penalties_of(fact: Result) -> str:
    """Write the penalties of a row: "Berg had 2 penalties", "Berg had 1+0 penalties"."""
    stated = fact.detail.value if fact.detail else "0"
    number = {"0": "no", "1": "1"}.get(stated, stated)
    return f"{named(fact.entrant.value)} had {number} {'penalty' if number == '1' else 'penalties'}"


def _laps(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for known in archive.of(Result):
        fact = known.fact
        if fact.laps is not None and is_asked(query, fact.entrant.value, archive):
            shorts.append(fact.laps.value)
            laps = fact.laps.value if "lap" in fact.laps.value else f"{fact.laps.value} laps"
            text = f"{capital(named(fact.entrant.value))} completed {laps}{in_race(fact.race)}."
            clauses.append(Clause(text, (place_of(known),)))
    return Draft(listed(shorts), clauses) if clauses else None
