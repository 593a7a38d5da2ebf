"""Margins: as an article states them, as a row gives them, or as the difference of two times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa.answer import Note
from qa.archive import Archive, Known
from qa.asks import Asks
from qa.disagreement import gap_difference
from qa.draft import Clause, Draft, Support, place_of, support_of
from qa.exhibit import Dispute, Side
from qa.facts import Duel, Lead, RecordSet
from qa.field import Field, Runner, fields
from qa.identity import same_entrant, same_race
from qa.matching import fits, is_asked, is_entrant
from qa.measures import Duration, difference
from qa.names import fold
from qa.query import Query
from qa.race import in_race
from qa.tables import race_table
from qa.templates.standings import standings
from qa.words_out import alternatives, capital, named

EXAMPLES = {
    Asks.MARGIN: (
        "By how much did Norway win in 2018?",
        "gap between Norway and South Korea in 2018?",
        "How far was Hamilton behind Verstappen?",
    ),
}
MINUTE = 60_000  # milliseconds; below, a gap is written with its unit
MOST_CLAUSES = 4


def margin(query: Query, archive: Archive) -> Draft | None:
    """Answer with the margin between two entrants, or between the first two."""
    if query.record is not None:
        return _record_margin(query, archive)
    if query.has("lead", "led", "early"):
        return _lead(query, archive)
    if query.has("points") and len(query.entities) == 2 and (points := standings(query, archive)) is not None:
        return points
    found = _stated(query, archive)
    if len(query.entities) == 2:
        found = found or _derived(query, archive)
    found = found or _row_gap(query, archive) or _derived(query, archive)
    may_be_lead = query.has("behind", "gap", "difference", "close", "far")
    return found or (_lead(query, archive) if may_be_lead else None)


def _stated(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    notes: list[Note] = []
    disputes: list[Dispute[Support]] = []
    told: list[Known[Duel]] = []
    for known in archive.of(Duel):
        fact = known.fact
        if fact.gap is None or not fits(query, known, archive) or not _is_meant(query, fact, archive):
            continue
        gap = fact.gap.value
        differing = list(_differing(known, told))
        notes += [note for note, _ in differing]
        disputes += [dispute for _, dispute in differing]
        told.append(known)
        won = f"finished {gap} ahead of {named(fact.loser.value)}" if fact.loser else f"won by {gap}"
        shorts.append(gap)
        clauses.append(Clause(f"{capital(named(fact.winner.value))} {won}{in_race(fact.race)}.", (place_of(known),)))
    draft = _draft(shorts, clauses, notes)
    if draft is None:
        return None
    of_race = [item for item in fields(query, archive) if same_race(item.race, told[0].fact.race)]
    is_one = len(of_race) == 1 and all(same_race(known.fact.race, told[0].fact.race) for known in told)
    tables = race_table(of_race[0], _runners(of_race[0], told)) if is_one else []
    return replace(draft, exhibits=[*tables], disputes=disputes)


def _runners(item: Field, told: Iterable[Known[Duel]]) -> list[Runner]:
    """Return those of a race between whom the margins are."""
    slots = [slot for known in told for slot in (known.fact.winner, known.fact.loser) if slot is not None]
    return [runner for runner in item.runners if any(same_entrant(runner.entrant, slot.value) for slot in slots)]


def _differing(known: Known[Duel], told: Iterable[Known[Duel]]) -> Iterator[tuple[Note, Dispute[Support]]]:
    """Yield where another report gives another margin between the same two in the same race."""
    fact = known.fact
    for other in told:
        said = other.fact
        is_same = same_race(fact.race, said.race) and same_entrant(fact.winner.value, said.winner.value)
        if fact.loser is not None and said.loser is not None:
            is_same = is_same and same_entrant(fact.loser.value, said.loser.value)
        if is_same and other.article != known.article and fact.gap is not None and said.gap is not None:
            how = gap_difference(said.gap.value, fact.gap.value)
            if how is not None:
                sides = (Side(said.gap.value, (place_of(other),)), Side(fact.gap.value, (place_of(known),)))
                about = f"{capital(named(fact.winner.value))}{in_race(fact.race)}"
                note = Note(how.note, f"{said.gap.value} and {fact.gap.value}: {how.value}.")
                yield note, Dispute(about, how.value, sides)


def _is_meant(query: Query, fact: Duel, archive: Archive) -> bool:
    """Tell whether a duel is between those whom the question names; without names, one that decides the race."""
    if not query.entities:
        return fact.race.decides
    entrants = [fact.winner.value] + ([fact.loser.value] if fact.loser else [])
    if not all(any(is_entrant(said, entrant, archive) for entrant in entrants) for said in query.entities):
        return False
    if len(query.entities) != 2:
        return True
    return fact.loser is not None and (not query.has("behind") or _is_behind(query, fact, archive))


def _is_behind(query: Query, fact: Duel, archive: Archive) -> bool:
    """In "how far behind A was B", B is the loser: the one named last, or first in "how far was B behind A"."""
    before, _, after = query.text.partition("behind")
    one, other = query.entities
    trailing = other if fold(one.name).split()[0] in after and before.split()[-1:] == ["far"] else one
    return fact.loser is not None and is_entrant(trailing, fact.loser.value, archive)


def _row_gap(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    told: list[tuple[Field, Runner]] = []
    for item in fields(query, archive):
        first = [is_asked(query, runner.entrant, archive) for runner in item.placed(1)]
        if len(query.entities) == 2 and not any(first):
            continue  # the rows give gaps to the winner
        for runner in item.runners:
            is_meant = is_asked(query, runner.entrant, archive) if query.entities else runner.rank == 2
            gaps = runner.gaps() if is_meant else {}
            if gaps:
                gap, facts = next(iter(gaps.items()))
                behind = "" if "behind" in gap else " behind"
                text = f"{capital(named(runner.entrant))} finished {gap.lstrip('+')}{behind}{in_race(item.race)}."
                shorts.append(gap)
                told.append((item, runner))
                clauses.append(Clause(text, support_of(facts)))
    draft = _draft(shorts, clauses)
    is_one = len({id(item) for item, _ in told}) == 1
    return replace(draft, exhibits=[*race_table(told[0][0], [told[0][1]])]) if draft and is_one else draft


def _derived(query: Query, archive: Archive) -> Draft | None:
    """Subtract two times of one race and show it."""
    for item in fields(query, archive):
        pair = _two(item, query, archive)
        if pair is None or any(len(runner.marks()) > 1 for runner, _ in pair):
            continue
        (first, one), (second, other) = sorted(pair, key=lambda timed: timed[1].ms)
        gap = difference(one, other)
        written = f"{gap} seconds" if gap.ms < MINUTE else str(gap)
        who = f"{capital(named(first.entrant))} finished {written} ahead of {named(second.entrant)}"
        support = (*support_of(first.marks()[one][:1]), *support_of(second.marks()[other][:1]))
        clause = Clause(f"{who}{in_race(item.race)}.", tuple(dict.fromkeys(support)))
        note = Note("derivation", f"{other} − {one} = {gap}")
        return Draft(written, [clause], [note], exhibits=[*race_table(item, [first, second])])
    return None


def _two(item: Field, query: Query, archive: Archive) -> list[tuple[Runner, Duration]] | None:
    """Return the two whose times are to be compared: those named, or the winner and the one named, or the first two."""
    timed = [(runner, mark) for runner in item.runners if isinstance(mark := runner.mark, Duration)]
    named_ones = [(runner, mark) for runner, mark in timed if is_asked(query, runner.entrant, archive)]
    if len(query.entities) >= 2:
        return named_ones if len(named_ones) == 2 else None
    winner = _at(timed, 1)
    own = named_ones[0] if named_ones else None
    if not query.entities or (own is not None and own[0].rank == 1):
        own = _at(timed, 2)
    return [winner, own] if winner is not None and own is not None else None


def _at(timed: Iterable[tuple[Runner, Duration]], rank: int) -> tuple[Runner, Duration] | None:
    return next(((runner, mark) for runner, mark in timed if runner.rank == rank), None)


def _lead(query: Query, archive: Archive) -> Draft | None:
    """Answer with a lead or a deficit on the way."""
    clauses, shorts = [], []
    for known in archive.of(Lead):
        fact = known.fact
        if not fits(query, known, archive):
            continue
        if query.entities and fact.entrant is not None and not is_asked(query, fact.entrant.value, archive):
            continue
        what = f"a deficit of {fact.gap.value}" if fact.behind else f"a lead of {fact.gap.value}"
        who = f"{capital(named(fact.entrant.value))} had" if fact.entrant else "There was"
        shorts.append(fact.gap.value)
        clauses.append(Clause(f"{who} {what} on the way{in_race(fact.race)}.", (place_of(known),)))
    return _draft(shorts, clauses, most=3)


def _record_margin(query: Query, archive: Archive) -> Draft | None:
    """Answer by how much a record was broken."""
    clauses, shorts = [], []
    for known in archive.of(RecordSet):
        fact = known.fact
        if fact.gap is None or not fits(replace(query, record=None), known, archive):
            continue
        if query.entities and (fact.holder is None or not is_asked(query, fact.holder.value, archive)):
            continue
        who = capital(named(fact.holder.value)) if fact.holder else "The new mark"
        shorts.append(fact.gap.value)
        clauses.append(Clause(f"{who} beat the previous {fact.kind.value} by {fact.gap.value}.", (place_of(known),)))
    return _draft(shorts, clauses, most=2)


def _draft(
    shorts: list[str], clauses: list[Clause], notes: Iterable[Note] = (), *, most: int = MOST_CLAUSES
) -> Draft | None:
    return Draft(alternatives(shorts), clauses[:most], list(notes)) if clauses else None
