"""Times and other marks, and the margins between them."""

from __future__ import annotations

from dataclasses import replace

from qa.answer import Note
from qa.archive import Archive, Known
from qa.draft import Clause, Draft, Support, support_of
from qa.facts import Duel, Lead, Mark, RecordSet, Result
from qa.field import Field, Runner, fields
from qa.matching import failing, is_entrant
from qa.measures import Duration, difference
from qa.names import fold
from qa.question import Query
from qa.race import describe
from qa.templates.places import wanted_rank
from qa.words_out import capital

EXAMPLES = {
    "time": ("What was Norway's winning time in 2018?", "how fast did the Dutch men skate in 2018", "winning time women 2022"),
    "margin": ("By how much did Norway win in 2018?", "gap between Norway and South Korea in 2018?"),
}


def time(query: Query, archive: Archive) -> Draft | None:
    """Answer with the time, distance or height of an entrant, of a place, or of the winner."""
    clauses: list[Clause] = []
    shorts: list[str] = []
    notes: list[Note] = []
    rounds = "asked" if query.round else "deciding"
    found = [*_marked(query, archive, rounds)]
    if not found and query.round is None and query.entities:
        found = [*_marked(query, archive, "all")]
    for item, runner in found:
        marks = runner.marks()
        mark, facts = next(iter(marks.items()))
        shorts.append(write(mark, facts))
        clauses.append(Clause(f"{capital(runner.entrant.name)}: {write(mark, facts)} in the {describe(item.race)}.", support_of(facts)))
        for other, others in list(marks.items())[1:]:
            if type(other) is type(mark) and str(other) != str(mark):
                notes.append(differing(mark, other, others))
                clauses.append(Clause(f"Another place gives {write(other, others)}.", support_of(others)))
    return Draft(" / ".join(dict.fromkeys(shorts)), clauses[:8], notes) if clauses else None


def write(mark: Mark, facts: list[Known]) -> str:
    """Write a mark in the canonical way, and as the article writes it where that differs much."""
    slot = facts[0].fact.mark
    stated = facts[0].article.text[slot.start : slot.end]
    plain = str(mark)
    if isinstance(mark, Duration) and mark.ms < 60_000:
        plain += " seconds"
    return plain if plain.split()[0] in stated else f"{plain} ({stated})"


def differing(mark: Mark, other: Mark, facts: list[Known]) -> Note:
    """Say how a second value differs from the first: by rounding, by a slip of digits, or really."""
    kind = "contradiction"
    if isinstance(mark, Duration) and isinstance(other, Duration):
        fine, coarse = sorted((mark, other), key=lambda value: -value.decimals)
        if fine.decimals > coarse.decimals and abs(fine.ms - coarse.ms) * 2 <= 10 ** (3 - coarse.decimals):
            kind = "rounding"
        elif sorted(str(mark)) == sorted(str(other)):
            kind = "digits swapped"
    return Note("disagreement", f"{facts[0].article.title} gives {other} ({kind}).")


def _marked(query: Query, archive: Archive, rounds: str) -> list[tuple[Field, Runner]]:
    found = []
    rank = None if query.entities else wanted_rank(query)
    for item in fields(query, archive, rounds=rounds):
        for runner in item.runners:
            if query.entities and not any(is_entrant(said, runner.entrant, archive) for said in query.entities):
                continue
            if rank is not None and next(iter(runner.ranks()), None) != rank:
                continue
            if runner.marks():
                found.append((item, runner))
    return found


def margin(query: Query, archive: Archive) -> Draft | None:
    """Answer with the margin between two entrants, or between the first two."""
    if query.has("lead", "led", "early") or query.record is not None:
        return _record_margin(query, archive) if query.record else _lead(query, archive)
    found = _stated(query, archive) or _row_gap(query, archive) or _derived(query, archive)
    return found or (_lead(query, archive) if query.has("behind", "gap", "difference", "close", "far") else None)


def _pairs(query: Query, known: Known, archive: Archive) -> bool:
    fact: Duel = known.fact
    entrants = [fact.winner.value] + ([fact.loser.value] if fact.loser else [])
    return all(any(is_entrant(said, entrant, archive) for entrant in entrants) for said in query.entities)


def _stated(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for known in archive.of(Duel):
        fact: Duel = known.fact
        if fact.gap is None or failing(query, known, archive) is not None or not _pairs(query, known, archive):
            continue
        if not query.entities and not fact.race.decides:
            continue
        if len(query.entities) == 2 and fact.loser is None:
            continue
        if len(query.entities) == 2 and query.has("behind") and not _is_behind(query, fact, archive):
            continue
        other = f" ahead of {fact.loser.value.name}" if fact.loser else ""
        shorts.append(fact.gap.value)
        clauses.append(Clause(f"{capital(fact.winner.value.name)} finished {fact.gap.value}{other} in the {describe(fact.race)}.", (Support(known.article, fact.start, fact.end),)))
    return Draft(" / ".join(dict.fromkeys(shorts)), clauses[:4]) if clauses else None


def _is_behind(query: Query, fact: Duel, archive: Archive) -> bool:
    """In "how far behind A was B", B is the loser: the one named last, or first in "how far was B behind A"."""
    before, _, after = query.text.partition("behind")
    names = [said for said in query.entities]
    one, other = names[0], names[1]
    trailing = other if fold(one.name).split()[0] in after and before.split()[-1:] == ["far"] else one
    return fact.loser is not None and is_entrant(trailing, fact.loser.value, archive)


def _row_gap(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for item in fields(query, archive):
        for runner in item.runners:
            if query.entities and not any(is_entrant(said, runner.entrant, archive) for said in query.entities):
                continue
            if not query.entities and next(iter(runner.ranks()), None) != 2:
                continue
            for gap, facts in runner.values("gap").items():
                shorts.append(str(gap))
                clauses.append(Clause(f"{capital(runner.entrant.name)}: {gap} behind in the {describe(item.race)}.", support_of(facts)))
                break
    return Draft(" / ".join(dict.fromkeys(shorts)), clauses[:4]) if clauses else None


def _derived(query: Query, archive: Archive) -> Draft | None:
    """Subtract two times of one race and show it."""
    for item in fields(query, archive, rounds="asked" if query.round else "deciding"):
        pair = _two(item, query, archive)
        if pair is None or any(len(runner.marks()) > 1 for runner in pair):
            continue
        (first, one), (second, other) = sorted(((runner, next(iter(runner.marks()))) for runner in pair), key=lambda entry: entry[1].ms)
        gap = difference(one, other)
        facts = [*first.marks()[one], *second.marks()[other]]
        text = f"{capital(first.entrant.name)} finished {gap} seconds ahead of {second.entrant.name} in the {describe(item.race)}."
        note = Note("derivation", f"{other} − {one} = {gap}")
        support = (*support_of(first.marks()[one][:1]), *support_of(second.marks()[other][:1]))
        del facts
        return Draft(f"{gap} seconds", [Clause(text, tuple(dict.fromkeys(support)))], [note])
    return None


def _two(item: Field, query: Query, archive: Archive) -> list[Runner] | None:
    timed = [runner for runner in item.runners if isinstance(next(iter(runner.marks()), None), Duration)]
    if len(query.entities) >= 2:
        chosen = [runner for runner in timed if any(is_entrant(said, runner.entrant, archive) for said in query.entities)]
        return chosen if len(chosen) == 2 else None
    winner = next((runner for runner in timed if next(iter(runner.ranks()), None) == 1), None)
    if len(query.entities) == 1:
        own = next((runner for runner in timed if is_entrant(query.entities[0], runner.entrant, archive)), None)
        if own is not None and own is winner:
            own = next((runner for runner in timed if next(iter(runner.ranks()), None) == 2), None)
    else:
        own = next((runner for runner in timed if next(iter(runner.ranks()), None) == 2), None)
    return [winner, own] if winner is not None and own is not None and own is not winner else None


def _lead(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for known in archive.of(Lead):
        fact: Lead = known.fact
        if failing(query, known, archive) is not None:
            continue
        if query.entities and fact.entrant is not None and not any(is_entrant(said, fact.entrant.value, archive) for said in query.entities):
            continue
        shorts.append(fact.gap.value)
        who = f"{fact.entrant.value.name}: " if fact.entrant else ""
        clauses.append(Clause(f"{capital(who)}a {'deficit' if fact.behind else 'lead'} of {fact.gap.value} during the {describe(fact.race)}.", (Support(known.article, fact.start, fact.end),)))
    return Draft(" / ".join(dict.fromkeys(shorts)), clauses[:3]) if clauses else None


def _record_margin(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for known in archive.of(RecordSet):
        fact: RecordSet = known.fact
        if fact.gap is None or failing(replace(query, record=None), known, archive) is not None:
            continue
        if query.entities and (fact.holder is None or not any(is_entrant(said, fact.holder.value, archive) for said in query.entities)):
            continue
        name = fact.holder.value.name if fact.holder else "The new mark"
        shorts.append(fact.gap.value)
        clauses.append(Clause(f"{capital(name)} beat the previous {fact.kind.value} by {fact.gap.value}.", (Support(known.article, fact.start, fact.end),)))
    return Draft(" / ".join(dict.fromkeys(shorts)), clauses[:2]) if clauses else None


__all__ = ["EXAMPLES", "Result", "margin", "time"]
