"""Who won, who came in a place, the podium, and what someone achieved."""

from __future__ import annotations

from qa.answer import Note
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft, support_of
from qa.entrant import Entrant, EntrantKind
from qa.field import Field, Runner, fields
from qa.matching import is_entrant
from qa.question import Query
from qa.race import describe
from qa.templates.settings import where
from qa.words_out import MEDALS, capital, listed, ordinal

EXAMPLES = {
    "place": ("Who won the women's team pursuit in 2022?", "who came second in the men's race?", "which country took bronze in 2018"),
    "podium": ("Who was on the podium of the men's team pursuit in 2022?",),
    "result": ("What medal did Japan win in 2022?", "Where did Norway finish in 2018?"),
}
MOST_RACES = 6
MEDAL_RANKS = {"gold": 1, "silver": 2, "bronze": 3}


def wanted_rank(query: Query) -> int:
    """Return the place a question asks about; the first where it names none."""
    if query.medal:
        return MEDAL_RANKS[query.medal]
    if query.rank is not None:
        return query.rank
    return 1


def place(query: Query, archive: Archive) -> Draft | None:
    """Answer who came in a place."""
    rank = wanted_rank(query)
    clauses: list[Clause] = []
    names: list[str] = []
    notes: list[Note] = []
    for item in _fields(query, archive):
        runners = [runner for runner in _placed(item, query, rank) if _wanted(runner, query, archive)]
        if not runners and query.entities and any(is_entrant(said, runner.entrant, archive) for said in query.entities for runner in item.runners):
            runners = _placed(item, query, rank)
        if not runners:
            continue
        rank = next(iter(runners[0].ranks()))
        best, others = _best(runners, rank)
        names.append(listed([runner.entrant.name for runner in best]))
        facts = [known for runner in best for known in runner.ranks()[rank]]
        clauses.append(Clause(_sentence(listed([runner.entrant.name for runner in best]), rank, item), support_of(facts)))
        if others:
            notes.append(_disagreement(others, rank))
    if not clauses:
        return None
    return Draft(listed(list(dict.fromkeys(names))), clauses[:MOST_RACES], notes)


def _placed(item: Field, query: Query, rank: int) -> list[Runner]:
    """Return who came in a place; the last of those listed where the question asks for the last."""
    if query.has("last") and query.rank is None and query.medal is None:
        rank = max((next(iter(runner.ranks()), 0) for runner in item.runners), default=0)
    return item.placed(rank)


def _fields(query: Query, archive: Archive) -> list[Field]:
    found = fields(query, archive)
    if query.event:
        exact = [item for item in found if set(item.race.event) == set(query.event)]
        found = exact or found
    if query.sex is None and len(found) > 1 and query.sport is None and not query.event:
        return found
    return found


def _wanted(runner: Runner, query: Query, archive: Archive) -> bool:
    """An entrant named in a question about places is a condition on who, where the word is its nation."""
    others = [said for said in query.entities if said.kind is EntrantKind.NATION]
    if not others or query.asks is not Asks.PLACE:
        return True
    return any(is_entrant(said, runner.entrant, archive) for said in others)


def _best(runners: list[Runner], rank: int) -> tuple[list[Runner], list[Runner]]:
    """Return the entrants that the best supported source puts at a place (a tie is several), and those of others."""
    first = runners[0]
    sources = {known.article.id for known in first.ranks()[rank]}
    tied = [runner for runner in runners if _is_tie(runner, rank) and sources & {known.article.id for known in runner.ranks()[rank]}]
    best = tied if first in tied else [first]
    return best, [runner for runner in runners if runner not in best]


def _is_tie(runner: Runner, rank: int) -> bool:
    return any(known.fact.rank is not None and known.fact.rank.start < known.fact.entrant.start for known in runner.ranks()[rank])


def _sentence(name: str, rank: int, item: Field) -> str:
    if rank == 1:
        return f"{capital(name)} won the {describe(item.race)}."
    return f"{capital(name)} finished {ordinal(rank)} in the {describe(item.race)}."


def _disagreement(others: list[Runner], rank: int) -> Note:
    said = "; ".join(f"{runner.entrant.name} ({runner.ranks()[rank][0].article.title})" for runner in others)
    return Note("disagreement", f"Another report puts {said} at the same place.")


def everyone(query: Query, archive: Archive) -> Draft | None:
    """List everyone of a nation in the races asked about; only those on the podium where medals are asked for."""
    clauses: list[Clause] = []
    names: list[str] = []
    for item in fields(query, archive):
        for runner in item.runners:
            rank, facts = next(iter(runner.ranks().items()), (None, runner.facts))
            if runner.entrant.kind is not EntrantKind.PERSON or not any(is_entrant(said, runner.entrant, archive) for said in query.entities):
                continue
            if query.has("medal", "medals", "podium") and rank not in MEDALS:
                continue
            names.append(runner.entrant.name)
            placed = f": {ordinal(rank)}" if rank else ""
            clauses.append(Clause(f"{runner.entrant.name}{placed} in the {describe(item.race)}.", support_of(facts)))
    if not clauses:
        return None
    short = str(len(set(names))) if query.has("many") else listed(list(dict.fromkeys(names)))
    return Draft(short, clauses[:12], [Note("count", f"{len(set(names))} in these articles")])


def podium(query: Query, archive: Archive) -> Draft | None:
    """Answer with the first three."""
    clauses, shorts = [], []
    for item in _fields(query, archive):
        placed = [(rank, runners[0]) for rank in (1, 2, 3) if (runners := item.placed(rank))]
        if len(placed) < 2:
            continue
        text = "; ".join(f"{ordinal(rank)} {runner.entrant.name}" for rank, runner in placed)
        clauses.append(Clause(f"{capital(describe(item.race))}: {text}.", support_of(known for rank, runner in placed for known in runner.ranks()[rank])))
        shorts.append(listed([runner.entrant.name for _, runner in placed]))
    return Draft("; ".join(shorts), clauses[:MOST_RACES]) if clauses else None


def result(query: Query, archive: Archive) -> Draft | None:
    """Answer where an entrant finished, or which medal it won."""
    if query.has(*ON_THE_WAY):
        return None
    if not query.entities:
        return where(query, archive) if query.has("where") and query.has("start", "finish", "held") else place(query, archive)
    clauses, shorts = [], []
    for item in fields(query, archive, rounds="all" if query.round else "deciding"):
        for runner in item.runners:
            if not _is_wanted(runner.entrant, query, archive) or not runner.ranks():
                continue
            rank, facts = next(iter(runner.ranks().items()))
            medal = _medal(runner, rank, item)
            said = f"{medal} ({ordinal(rank)})" if medal else ordinal(rank)
            wording = f"won {medal}, finishing {ordinal(rank)}," if medal else f"finished {ordinal(rank)}"
            clauses.append(Clause(f"{capital(runner.entrant.name)} {wording} in the {describe(item.race)}.", support_of(facts)))
            shorts.append(said)
    return Draft(listed(list(dict.fromkeys(shorts))), clauses[:MOST_RACES]) if clauses else None


# A place after a leg or at halfway is no result.
ON_THE_WAY = ("leg", "legs", "lap", "laps", "halfway", "half-way", "handover", "exchange", "split")


def _is_wanted(entrant: Entrant, query: Query, archive: Archive) -> bool:
    persons = [said for said in query.entities if said.kind is EntrantKind.PERSON]
    wanted = persons or list(query.entities)
    return any(is_entrant(said, entrant, archive) for said in wanted)


def _medal(runner: Runner, rank: int, item: Field) -> str | None:
    stated = next(iter(runner.values("medal")), None)
    if stated:
        return str(stated)
    awarded = any(other.values("medal") for other in item.runners) or "Olympic" in (item.race.competition or "")
    return MEDALS.get(rank) if awarded else None


__all__ = ["EXAMPLES", "place", "podium", "result"]
