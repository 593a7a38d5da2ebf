"""Check what a question takes for granted: "why did Norway lose" presumes a defeat, "why did Berg fall" a fall."""

from __future__ import annotations

from dataclasses import replace

from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft, support_of
from qa.facts import Incident, Result
from qa.field import fields
from qa.matching import is_entrant
from qa.question import Query
from qa.race import describe
from qa.words_out import capital, ordinal

FALLING = frozenset("fall fell fallen crash crashed crashing stumble stumbled".split())
LOSING = frozenset("lose lost losing".split())
WINNING = frozenset("win won winning".split())


def false_premise(query: Query, archive: Archive) -> Draft | None:
    """Return what the articles say instead where a why-question presumes something that they contradict."""
    if query.asks is not Asks.WHY or not query.entities:
        return None
    words = set(query.words)
    if words & FALLING and not _had_incident(query, archive):
        return _instead(query, archive, "speaks of such an incident")
    if words & LOSING and (facts := _only_rank(query, archive, 1)):
        return facts
    if words & WINNING and not words & LOSING and query.medal in {None, "gold"} and (facts := _only_rank(query, archive, None)):
        return facts
    return None


def _had_incident(query: Query, archive: Archive) -> bool:
    for known in archive.of(Incident):
        slot = known.fact.entrant
        if slot is not None and any(is_entrant(said, slot.value, archive) for said in query.entities):
            return True
    return any(
        known.fact.status is not None and any(is_entrant(said, known.fact.entrant.value, archive) for said in query.entities)
        for known in archive.of(Result)
    )


def _ranks(query: Query, archive: Archive):
    for item in fields(replace(query, terms=()), archive):
        for runner in item.runners:
            if runner.ranks() and any(is_entrant(said, runner.entrant, archive) for said in query.entities):
                yield item, runner, next(iter(runner.ranks()))


def _only_rank(query: Query, archive: Archive, rank: int | None) -> Draft | None:
    """Refuse where every result contradicts: always first though "lost", never first though "won"."""
    found = list(_ranks(query, archive))
    if not found or any((place == 1) != (rank == 1) for _, _, place in found):
        return None
    clauses = [Clause("The articles don't say so.", ())]
    clauses += [Clause(f"They say: {capital(runner.entrant.name)} finished {ordinal(place)} in the {describe(item.race)}.", support_of(runner.ranks()[place])) for item, runner, place in found[:3]]
    return Draft("", clauses, refused=True)


def _instead(query: Query, archive: Archive, what: str) -> Draft:
    names = " and ".join(entity.name for entity in query.entities)
    clauses = [Clause(f"The articles don't say so: none of them {what} for {capital(names)}.", ())]
    clauses += [Clause(f"They say: {capital(runner.entrant.name)} finished {ordinal(place)} in the {describe(item.race)}.", support_of(runner.ranks()[place])) for item, runner, place in list(_ranks(query, archive))[:2]]
    return Draft("", clauses, refused=True)
