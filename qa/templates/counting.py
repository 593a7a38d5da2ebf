"""How many: medals, titles and wins counted from results, with their parts; penalties and laps as rows state them."""

from __future__ import annotations

from qa.answer import Note
from qa.archive import Archive
from qa.draft import Clause, Draft, Support, support_of
from qa.entrant import EntrantKind
from qa.facts import Result
from qa.field import Field, Runner, fields
from qa.matching import failing, is_entrant
from qa.question import Query
from qa.race import describe
from qa.templates.standings import standings
from qa.words_out import MEDALS, capital, listed, ordinal

EXAMPLES = {"count": ("How many gold medals did Norway win in these races?", "how many times did Canada win bronze")}
MEDAL_RANKS = {"gold": 1, "silver": 2, "bronze": 3}


def how_many(query: Query, archive: Archive) -> Draft | None:
    """Count results of an entrant, or give the number that a row states."""
    if query.has("points"):
        return standings(query, archive)
    if query.has("loops", "penalties", "penalty"):
        return _penalties(query, archive)
    if query.has("laps", "lap"):
        return _laps(query, archive)
    if not query.entities or not query.has("medals", "medal", "golds", "gold", "silver", "silvers", "bronze", "bronzes", "wins", "titles", "victories", "times", "races", "won", "win"):
        return None
    if all(said.kind is EntrantKind.PERSON for said in query.entities) and not query.has("race", "races"):
        return None
    return _count(query, archive)


def _count(query: Query, archive: Archive) -> Draft | None:
    ranks = {MEDAL_RANKS[query.medal]} if query.medal else ({1} if query.has("wins", "won", "win", "titles", "victories") and not query.has("medals", "medal") else {1, 2, 3})
    found: list[tuple[Field, Runner, int]] = []
    any_result = False
    for item in fields(query, archive):
        for runner in item.runners:
            if not any(is_entrant(said, runner.entrant, archive) for said in query.entities):
                continue
            any_result = True
            rank = next(iter(runner.ranks()), None)
            if rank in ranks:
                found.append((item, runner, rank))
    if not any_result:
        return None
    name = query.entities[0].name
    what = f"{query.medal} medals" if query.medal else ("wins" if ranks == {1} else "medals")
    if not found:
        facts = [known for item in fields(query, archive) for runner in item.runners if any(is_entrant(said, runner.entrant, archive) for said in query.entities) for known in runner.facts[:1]]
        return Draft("0", [Clause(f"In these articles {name} did not win {what}: 0.", support_of(facts))], [Note("count", "none found among the results of these articles")])
    parts = [f"{MEDALS.get(rank, ordinal(rank))} in the {describe(item.race)}" for item, _, rank in found]
    clauses = [Clause(f"{capital(MEDALS.get(rank, ordinal(rank)))} in the {describe(item.race)} ({runner.entrant.name}).", support_of(runner.ranks()[rank])) for item, runner, rank in found]
    clauses.insert(0, Clause(f"In these articles, {len(found)} {what} for {name}.", tuple(place for clause in clauses for place in clause.support[:1])[:6]))
    return Draft(str(len(found)), clauses, [Note("count", f"{len(found)} = {listed(parts)}")])


def _penalties(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for known in archive.of(Result):
        fact: Result = known.fact
        if fact.detail is None or failing(query, known, archive, but=frozenset({"words"})) is not None:
            continue
        if not query.entities or not any(is_entrant(said, fact.entrant.value, archive) for said in query.entities):
            continue
        shorts.append(fact.detail.value)
        clauses.append(Clause(f"{fact.entrant.value.name}: ({fact.detail.value}) in the {describe(fact.race)}.", (Support(known.article, fact.start, fact.end),)))
    return Draft(listed(shorts), clauses) if clauses else None


def _laps(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for known in archive.of(Result):
        fact: Result = known.fact
        if fact.laps is None or not any(is_entrant(said, fact.entrant.value, archive) for said in query.entities):
            continue
        shorts.append(fact.laps.value)
        clauses.append(Clause(f"{fact.entrant.value.name}: {fact.laps.value} laps in the {describe(fact.race)}.", (Support(known.article, fact.start, fact.end),)))
    return Draft(listed(shorts), clauses) if clauses else None
