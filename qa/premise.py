"""Check what a question takes for granted: "why did Norway lose" presumes a defeat, "why did Berg fall" a fall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.answer import Status
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft, support_of
from qa.facts import Incident, Result
from qa.field import Field, Runner, fields
from qa.matching import is_asked
from qa.query import Query
from qa.race import in_race
from qa.words_out import capital, listed, named, ordinal

FALLING = ("fall", "fell", "fallen", "crash", "crashed", "crashing", "stumble", "stumbled")
LOSING = ("lose", "lost", "losing")
WINNING = ("win", "won", "winning")
MOST_RESULTS = 3


def false_premise(query: Query, archive: Archive) -> Draft | None:
    """Return what the articles say instead where a why-question presumes something that they contradict."""
    if query.asks is not Asks.WHY or not query.entities:
        return None
    if query.has(*FALLING) and not _had_incident(query, archive):
        names = listed(named(entity) for entity in query.entities)
        return _instead(
            f"The articles don't say so: none of them speaks of a fall or crash of {names}.", query, archive
        )
    presumes_defeat = query.has(*LOSING)
    if not presumes_defeat and (not query.has(*WINNING) or query.medal not in {None, "gold"}):
        return None
    won = {runner.rank == 1 for _, runner in _results(query, archive)}
    return _instead("The articles don't say so.", query, archive) if won == {presumes_defeat} else None


def _had_incident(query: Query, archive: Archive) -> bool:
    fallen = [known.fact.entrant for known in archive.of(Incident) if known.fact.entrant is not None]
    fallen += [known.fact.entrant for known in archive.of(Result) if known.fact.status is not None]
    return any(is_asked(query, slot.value, archive) for slot in fallen)


def _results(query: Query, archive: Archive) -> Iterator[tuple[Field, Runner]]:
    for item in fields(replace(query, terms=()), archive):
        for runner in item.runners:
            if runner.ranks() and is_asked(query, runner.entrant, archive):
                yield item, runner


def _instead(reason: str, query: Query, archive: Archive) -> Draft:
    clauses = [Clause(reason)]
    for item, runner in list(_results(query, archive))[:MOST_RESULTS]:
        rank, facts = next(iter(runner.ranks().items()))
        text = f"They say: {capital(named(runner.entrant))} finished {ordinal(rank)}{in_race(item.race)}."
        clauses.append(Clause(text, support_of(facts)))
    return Draft("", clauses, status=Status.NOT_IN_ARTICLES)
