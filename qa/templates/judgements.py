"""Yes or no: decided from places, duels and what rows state, with the reason."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft, place_of, support_of
from qa.facts import Duel, RecordSet, Result
from qa.field import Field, fields
from qa.matching import fits, is_asked, is_entrant, race_fits
from qa.medals import MEDALS
from qa.query import Query
from qa.race import in_race, the_race
from qa.stems import stem
from qa.templates.counting import penalties_of
from qa.templates.records import is_record, record_sentence
from qa.templates.stories import who_fell
from qa.templates.teams import membership
from qa.variants import rank_variants, superseded_result
from qa.words_out import capital, named, ordinal

EXAMPLES = {
    Asks.YES_NO: (
        "Did Norway win the men's team pursuit in 2022?",
        "was Japan second in the women's team pursuit in 2022",
        "did Thompson finish ahead of Kerley?",
    ),
}
WINNING = tuple("win won champion champions gold title defend defended retain retained keep victory first".split())
BEATING = ("beat", "defeat", "beaten", "ahead", "behind", "lose", "lost")
LOSING = ("lose", "lost", "behind", "beaten")
MISSING = ("miss", "missed", "short", "outside", "old", "previous", "first", "still", "equal", "equalled")
SETTING = frozenset(map(stem, ("set", "break", "broke", "new", "beat", "time", "mark")))
MOST_RECORDS = 4
BELONGING = re.compile(r"\b(?:part|members?) of\b|\b(?:in|on) (?:\S+ )+(?:team|quartet|trio|squad|crew|line-?up)\b")
FALLING = ("fall", "fell", "crash", "crashed", "disqualified", "retire", "retired", "penalised")


def yes_no(query: Query, archive: Archive) -> Draft | None:
    """Answer yes or no where results decide it."""
    if query.record is not None and (told := _recorded(query, archive)) is not None:
        return told
    if not query.entities:
        return None
    if query.has(*FALLING):
        return _fallen(query, archive)
    if query.has("finish") and query.place is None:
        return _finished(query, archive)
    if query.has("clean", "penalty", "penalties"):
        return _clean(query, archive)
    if len(query.entities) == 2 and query.has(*BEATING):
        return _duel(query, archive) or _order(query, archive)
    told = membership(query, archive) if BELONGING.search(query.text) else None
    return told or _placed(query, archive)


def _verdict(yes: bool, text: str) -> tuple[str, str]:
    """Return the short answer, and the reason with it."""
    return ("yes", f"Yes: {text}") if yes else ("no", f"No: {text}")


def _recorded(query: Query, archive: Archive) -> Draft | None:
    """Answer yes with the record that was set; that none is told of one proves nothing."""
    if query.has(*BEATING, *MISSING):
        return None
    found = [
        known
        for known in archive.of(RecordSet)
        if known.fact.action == "set"
        and is_record(query.record or "record", known.fact.kind.value)
        and fits(replace(query, terms=tuple(term for term in query.terms if term not in SETTING)), known, archive)
        and (
            not query.entities or (known.fact.holder is not None and is_asked(query, known.fact.holder.value, archive))
        )
    ]
    if not found:
        return None
    clauses = [Clause(f"Yes: {record_sentence(known.fact)}", (place_of(known),)) for known in found[:MOST_RECORDS]]
    return Draft("yes", clauses)


def _fallen(query: Query, archive: Archive) -> Draft | None:
    found = who_fell(replace(query, asks=Asks.INCIDENT), archive)
    if found is None:
        return None
    return replace(
        found, short="yes", clauses=[replace(clause, text=f"Yes: {clause.text}") for clause in found.clauses]
    )


def _placed(query: Query, archive: Archive) -> Draft | None:
    wanted = _wanted_ranks(query)
    for item in fields(query, archive) if wanted else ():
        for runner in item.runners:
            if not is_entrant(query.entities[0], runner.entrant, archive):
                continue
            superseded = superseded_result(runner)
            if runner.rank is None and runner.is_out and not wanted.isdisjoint(runner.ranks_before()):
                clauses = [replace(clause, text=f"No: {clause.text}") for clause in superseded.clauses]
                return Draft("no", [*clauses, *_winner(item, wanted)], superseded.notes)
            if runner.rank is None:
                continue
            rank = runner.rank
            short, text = _verdict(
                rank in wanted, f"{named(runner.entrant)} finished {ordinal(rank)}{in_race(item.race)}."
            )
            clauses = [Clause(text, support_of(runner.ranks()[rank]))]
            clauses += _winner(item, wanted) if rank not in wanted else []
            variants = rank_variants(runner)
            clauses += [*variants.clauses, *superseded.clauses]
            return Draft(short, clauses, [*variants.notes, *superseded.notes])
    return None


def _winner(item: Field, wanted: Collection[int]) -> list[Clause]:
    """Tell who won, where the question is whether someone else did."""
    winners = item.placed(1) if 1 in wanted else []
    return [Clause(f"{capital(named(one.entrant))} won.", support_of(one.ranks()[1])) for one in winners[:1]]


def _wanted_ranks(query: Query) -> frozenset[int]:
    """Return the places of which the question asks whether it was one; none where it asks something else."""
    if query.has("podium", "medal"):
        return frozenset(MEDALS)
    if query.place is not None:
        return frozenset({query.place})
    return frozenset({1}) if query.has(*WINNING) else frozenset()


def _finished(query: Query, archive: Archive) -> Draft | None:
    for known in archive.of(Result):
        fact = known.fact
        if not is_asked(query, fact.entrant.value, archive) or not race_fits(query, fact.race, known.article, archive):
            continue
        name = named(fact.entrant.value)
        if fact.status is not None:
            short, text = _verdict(False, f"{name} did not finish {the_race(fact.race)}.")
            return Draft(short, [Clause(text, (place_of(known),))])
        if fact.rank is not None and fact.revision is None:
            short, text = _verdict(True, f"{name} finished {ordinal(fact.rank.value)}{in_race(fact.race)}.")
            return Draft(short, [Clause(text, (place_of(known),))])
    return None


def _clean(query: Query, archive: Archive) -> Draft | None:
    """Decide whether someone shot clean, or got a penalty."""
    for known in archive.of(Result):
        fact = known.fact
        if fact.detail is not None and is_asked(query, fact.entrant.value, archive):
            is_clean = fact.detail.value == "0" or fact.detail.value.startswith("no")
            short, text = _verdict(is_clean, f"{penalties_of(fact)}{in_race(fact.race)}.")
            return Draft(short, [Clause(text, (place_of(known),))])
    return None


def _duel(query: Query, archive: Archive) -> Draft | None:
    """Decide who of two beat the other where an article says that one did."""
    first, second = query.entities
    for known in archive.of(Duel):
        fact = known.fact
        if fact.loser is None or not fits(query, known, archive):
            continue
        winner, loser = fact.winner.value, fact.loser.value
        if all(any(is_entrant(said, entrant, archive) for entrant in (winner, loser)) for said in (first, second)):
            yes = is_entrant(first, winner, archive) != query.has(*LOSING)
            short, text = _verdict(yes, f"{named(winner)} beat {named(loser)}{in_race(fact.race)}.")
            return Draft(short, [Clause(text, (place_of(known),))])
    return None


def _order(query: Query, archive: Archive) -> Draft | None:
    """Decide who of two finished before the other by their places in one race."""
    for item in fields(query, archive):
        found = []
        for said in query.entities:
            runner = next((runner for runner in item.runners if is_entrant(said, runner.entrant, archive)), None)
            if runner is not None and runner.rank is not None:
                found.append((runner.entrant, runner.rank, support_of(runner.ranks()[runner.rank])[:1]))
        if len(found) == 2:
            (one, rank, support), (other, other_rank, more) = found
            yes = (rank < other_rank) != query.has(*LOSING)
            reason = (
                f"{named(one)} finished {ordinal(rank)} and {named(other)} {ordinal(other_rank)}{in_race(item.race)}."
            )
            short, text = _verdict(yes, reason)
            return Draft(short, [Clause(text, tuple(dict.fromkeys((*support, *more))))])
    return None
