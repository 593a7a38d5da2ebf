"""Who won, who came in a place, the podium, and what someone achieved."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.answer import Note
from qa.archive import Archive
from qa.asks import Asks
from qa.disagreement import Difference
from qa.draft import Clause, Draft, Support, support_of
from qa.entrant import Entrant, EntrantKind
from qa.exhibit import Dispute, Exhibit, Side
from qa.facts import Duel
from qa.field import Field, Runner, fields, is_row
from qa.matching import fits, is_asked, is_entrant
from qa.medals import MEDALS
from qa.query import Query
from qa.race import describe, in_race, the_race
from qa.scoring import DECIDED
from qa.stems import stem
from qa.tables import editions_table, list_table, race_table
from qa.templates.settings import where
from qa.templates.teams import as_member
from qa.variants import rank_variants, spelling_notes, superseded_place, superseded_result
from qa.words_out import capital, counted, listed, named, ordinal, publication

EXAMPLES = {
    Asks.PLACE: (
        "Who won the women's team pursuit in 2022?",
        "who came second in the men's marathon?",
        "which country took bronze in 2018",
    ),
    Asks.PODIUM: ("Who won the medals in the men's 100m?", "medallists of the hammer throw"),
    Asks.RESULT: ("What medal did Japan win in 2022?", "Where did Norway finish in 2018?"),
    Asks.LIST: ("Which Jamaicans were in the 100m final?", "How many Kenyans were on the podium of the marathon?"),
}
MOST_RACES = 6
MOST_NAMES = 12
MOST_TABLES = 3
# Asks for the result as it was before it was revised.
BEFORE_REVISION = re.compile(
    r"\b(?:original\w*|initial\w*|provisional\w*|at first|stripped|strip"
    r"|before (?:the|his|her|their|being|any|\w+'?s|\w+ (?:was|were|got)) ?(?:\w+ )?(?:disqualif\w*|penal\w*|protest\w*"
    r"|appeal\w*|jury\w*|revis\w*|correct\w*|decision|ruling|change\w*)"
    r"|(?:crossed|across) the (?:finish(?:ing)? )?line first|first (?:across|over|past) the (?:line|post))\b"
)
# A place after a leg or at halfway is no result.
ON_THE_WAY = ("leg", "legs", "lap", "laps", "halfway", "half-way", "handover", "exchange", "split")


def place(query: Query, archive: Archive) -> Draft | None:
    """Answer who came in a place; who won where the question names none. "Won on penalties" is left to `scores`."""
    asks_earlier = query.has("since", "before") and query.has("last", "first")
    if DECIDED.search(query.text) or asks_earlier or query.text.startswith("who was the last "):
        return None
    clauses: list[Clause] = []
    names: list[str] = []
    notes: list[Note] = []
    if BEFORE_REVISION.search(query.text) and (earlier := _placed_before(query, archive)) is not None:
        return earlier
    told: list[tuple[Field, Runner]] = []
    disputes: list[Dispute[Support]] = []
    for item in _fields(query, archive):
        if not _speaks_of_persons(item, query, archive):
            continue
        placed = _placed(item, query)
        runners = [runner for runner in placed if _is_wanted(runner, query, archive)]
        if not runners and any(is_asked(query, runner.entrant, archive) for runner in item.runners):
            runners = placed
        if not runners or runners[0].rank is None:
            continue
        rank = runners[0].rank
        best, others = _best(runners, rank)
        others += [runner for runner in item.runners if _is_elsewhere_at(runner, rank, best)]
        names.append(listed(runner.entrant.name for runner in best))
        who = capital(listed(named(runner.entrant) for runner in best))
        what = f"won {the_race(item.race)}" if rank == 1 else f"finished {ordinal(rank)}{in_race(item.race)}"
        facts = [known for runner in best for known in runner.ranks()[rank]]
        clauses.append(Clause(f"{who} {what}.", support_of(facts)))
        superseded = superseded_place(item, rank)
        clauses += [*_named_instead(best, others, rank), *superseded.clauses]
        told += [(item, runner) for runner in best]
        notes += [_disagreement(others, rank)] if others else []
        disputes += [_dispute(item, best, others, rank)] if others else []
        notes += [*superseded.notes, *spelling_notes(best)]
    if not clauses and not query.entities and query.place in {None, 1} and not query.has("last"):
        return _won_duel(query, archive)
    if not clauses:
        return None
    return Draft(listed(names), clauses[:MOST_RACES], notes, exhibits=_shown(told), disputes=disputes)


def _shown(told: list[tuple[Field, Runner]]) -> list[Exhibit[Support]]:
    """Return the table of the one race that an answer is about, or of all the races."""
    if len({id(item) for item, _ in told}) == 1:
        return [*race_table(told[0][0], [runner for _, runner in told])]
    return [*editions_table(told)]


def _placed_before(query: Query, archive: Archive) -> Draft | None:
    """Answer who was at a place before the result was revised."""
    clauses: list[Clause] = []
    names: list[str] = []
    unbound = replace(query, entities=(), terms=tuple(term for term in query.terms if not BEFORE_REVISION.search(term)))
    for item in _fields(unbound, archive):
        rank = query.place or 1
        for runner in item.placed_before(rank):
            names.append(runner.entrant.name)
            who = capital(named(runner.entrant))
            text = f"{who} was {ordinal(rank)}{in_race(item.race)} before the result was revised."
            clauses.append(Clause(text, support_of(runner.ranks_before()[rank])))
        if names and (now := item.placed(rank)):
            text = f"In the final result, {named(now[0].entrant)} is {ordinal(rank)}."
            clauses.append(Clause(text, support_of(now[0].ranks()[rank])))
    if not names:
        return None
    return Draft(listed(names), clauses[:MOST_RACES], [Note(Difference.SUPERSEDED.note, "The result was revised.")])


def _speaks_of_persons(item: Field, query: Query, archive: Archive) -> bool:
    """Tell whether the articles of a race name the persons that "who won when Berg fell?" names."""
    stems = {stem(part) for name in query.persons for part in name.split()}
    ids = {known.article.id for runner in item.runners for known in runner.facts}
    return any(stems <= archive.article_words(article) for article in ids)


def _won_duel(query: Query, archive: Archive) -> Draft | None:
    """Answer who won with "Sweden beat Norway in the relay", where no article states a place."""
    if any(item.placed(1) for item in fields(query, archive)):
        return None
    duels = [known for known in archive.of(Duel) if known.fact.race.decides and fits(query, known, archive)]
    beaten = {known.fact.loser.value.name for known in duels if known.fact.loser is not None}
    won = [
        known
        for known in duels
        if known.fact.loser is not None
        and known.fact.winner.value.name not in beaten
        and known.fact.winner.value.kind is known.fact.loser.value.kind
    ]
    names = {known.fact.winner.value.name for known in won}
    if len(names) != 1 or won[0].fact.loser is None:
        return None
    fact = won[0].fact
    text = f"{capital(named(fact.winner.value))} beat {named(won[0].fact.loser.value)}{in_race(fact.race)}."
    return Draft(listed(names), [Clause(text, support_of(won[:1]))])


def _fields(query: Query, archive: Archive) -> list[Field]:
    """Return the races asked about; only those of exactly this event where there are any."""
    found = fields(query, archive)
    return [item for item in found if query.event and set(item.race.event) == query.event] or found


def _placed(item: Field, query: Query) -> list[Runner]:
    """Return who came in a place; the last of those listed where the question asks for the last."""
    if query.has("last") and query.place is None:
        return item.placed(max((runner.rank or 0 for runner in item.runners), default=0))
    return item.placed(1 if query.place is None else query.place)


def _is_wanted(runner: Runner, query: Query, archive: Archive) -> bool:
    """In "which American won" the nation is a condition on who."""
    nations = [said for said in query.entities if said.kind is EntrantKind.NATION]
    if not nations or query.asks is not Asks.PLACE:
        return True
    return any(is_entrant(said, runner.entrant, archive) for said in nations)


def _best(runners: list[Runner], rank: int) -> tuple[list[Runner], list[Runner]]:
    """Return whom the best supported source puts at a place (a tie is several), and whom others put there."""
    first = runners[0]
    sources = _sources(first, rank)
    tied = [runner for runner in runners if _is_tie(runner, rank) and not sources.isdisjoint(_sources(runner, rank))]
    best = tied if first in tied else [first]
    return best, [runner for runner in runners if runner not in best]


def _sources(runner: Runner, rank: int) -> set[str]:
    return {known.article.id for known in runner.ranks()[rank]}


def _is_tie(runner: Runner, rank: int) -> bool:
    return any(is_row(known.fact) for known in runner.ranks()[rank])


def _is_elsewhere_at(runner: Runner, rank: int, best: list[Runner]) -> bool:
    """Tell whether only reports other than those of the best put an entrant at a place."""
    if runner.rank == rank or rank not in runner.ranks():
        return False
    return all(_sources(runner, rank).isdisjoint(_sources(one, rank)) for one in best)


def _named_instead(best: list[Runner], others: list[Runner], rank: int) -> list[Clause]:
    """Cite whom other reports put at a place; reports that name both may only tell of another race."""
    sources = {source for runner in best for source in _sources(runner, rank)}
    return [
        Clause(f"{capital(publication(facts[0].article))} names {runner.entrant.name}.", support_of(facts))
        for runner in others
        if sources.isdisjoint(_sources(runner, rank)) and (facts := runner.ranks()[rank])
    ]


def _disagreement(others: list[Runner], rank: int) -> Note:
    said = "; ".join(f"{publication(runner.ranks()[rank][0].article)} names {runner.entrant.name}" for runner in others)
    return Note(Difference.REAL.note, f"For the same place, {said}.")


def _dispute(item: Field, best: list[Runner], others: list[Runner], rank: int) -> Dispute[Support]:
    sides = tuple(Side(runner.entrant.name, support_of(runner.ranks()[rank])) for runner in (*best[:1], *others))
    return Dispute(f"{capital(ordinal(rank))}{in_race(item.race)}", Difference.REAL.value, sides)


def everyone(query: Query, archive: Archive) -> Draft | None:
    """List everyone of a nation in the races asked about; only those on the podium where medals are asked for."""
    clauses: list[Clause] = []
    names: list[str] = []
    told: list[tuple[Field, Runner]] = []
    called: list[str] = []
    for item in fields(query, archive):
        for runner in item.runners:
            rank, facts = next(iter(runner.ranks().items()), (None, runner.facts))
            if runner.entrant.kind is not EntrantKind.PERSON or not is_asked(query, runner.entrant, archive):
                continue
            if query.has("medal", "medals", "podium") and rank not in MEDALS:
                continue
            names.append(runner.entrant.name)
            what = f"finished {ordinal(rank)}" if rank else "took part"
            told.append((item, runner))
            called.append(ordinal(rank) if rank else "took part")
            clauses.append(Clause(f"{runner.entrant.name} {what}{in_race(item.race)}.", support_of(facts)))
    if not clauses:
        return None
    number = len(set(names))
    short = str(number) if query.has("many") else listed(names)
    note = Note("count", f"{counted(number, 'name')} in these articles")
    table = list_table(told[:MOST_NAMES], called[:MOST_NAMES])
    return Draft(short, clauses[:MOST_NAMES], [note], exhibits=[*table])


def podium(query: Query, archive: Archive) -> Draft | None:
    """Answer with the first three."""
    clauses, shorts = [], []
    exhibits: list[Exhibit[Support]] = []
    for item in _fields(query, archive):
        placed = [(rank, runners[0]) for rank in MEDALS if (runners := item.placed(rank))]
        if len(placed) < 2:
            continue
        text = "; ".join(f"{ordinal(rank)} {runner.entrant.name}" for rank, runner in placed)
        facts = (known for rank, runner in placed for known in runner.ranks()[rank])
        clauses.append(Clause(f"{capital(describe(item.race))}: {text}.", support_of(facts)))
        shorts.append(listed(runner.entrant.name for _, runner in placed))
        exhibits += race_table(item, [runner for _, runner in placed])
    return Draft("; ".join(shorts), clauses[:MOST_RACES], exhibits=exhibits[:MOST_TABLES]) if clauses else None


def result(query: Query, archive: Archive) -> Draft | None:
    """Answer where an entrant finished, or which medal it won."""
    if query.has(*ON_THE_WAY):
        return None
    if not query.entities:
        asks_where = query.has("where") and query.has("start", "finish", "held")
        return where(query, archive) if asks_where else place(query, archive)
    clauses: list[Clause] = []
    shorts: list[str] = []
    notes: list[Note] = []
    told: list[tuple[Field, Runner]] = []
    disputes: list[Dispute[Support]] = []
    for item in fields(query, archive, every_round=query.round is not None):
        for runner in item.runners:
            if not _is_whom(runner.entrant, query, archive):
                continue
            superseded = superseded_result(runner)
            if not runner.ranks():
                clauses += superseded.clauses
                notes += superseded.notes
                shorts += ["disqualified"] if runner.is_out and superseded.clauses else []
                continue
            rank, facts = next(iter(runner.ranks().items()))
            told.append((item, runner))
            medal = _medal(runner, rank, item)
            shorts.append(f"{medal} ({ordinal(rank)})" if medal else ordinal(rank))
            what = f"won {medal}, finishing {ordinal(rank)}" if medal else f"finished {ordinal(rank)}"
            clauses.append(Clause(f"{capital(named(runner.entrant))} {what}{in_race(item.race)}.", support_of(facts)))
            for variants in (superseded, rank_variants(runner)):
                clauses += variants.clauses
                notes += variants.notes
                disputes += variants.disputes
            notes += spelling_notes([runner])
    if not shorts:
        return as_member(query, archive, result)
    return Draft(listed(shorts), clauses[:MOST_RACES], notes, exhibits=_shown(told), disputes=disputes)


def _is_whom(entrant: Entrant, query: Query, archive: Archive) -> bool:
    """A nation beside a person only says which person: "the Norwegian Berg"."""
    persons = [said for said in query.entities if said.kind is EntrantKind.PERSON]
    return any(is_entrant(said, entrant, archive) for said in persons or query.entities)


def _medal(runner: Runner, rank: int, item: Field) -> str | None:
    """Return the medal stated, or the one of the place where the race gave medals."""
    stated = next(iter(runner.medals()), None)
    awarded = any(other.medals() for other in item.runners) or "Olympic" in (item.race.competition or "")
    return stated or (MEDALS.get(rank) if awarded else None)
