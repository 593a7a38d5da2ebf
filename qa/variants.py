"""Says in an answer how the articles differ about its value: every value, each with its citation, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qa.answer import Note
from qa.archive import Known
from qa.disagreement import Difference, mark_difference, name_difference
from qa.draft import Clause, Support, support_of
from qa.exhibit import Dispute, Side
from qa.facts import PROVISIONAL, Mark, Result
from qa.measures import Duration
from qa.race import in_race
from qa.runner import Field, Runner
from qa.words_out import capital, listed, named, ordinal, publication

MINUTE = 60_000  # milliseconds; below, a time is written with its unit


@dataclass(slots=True)
class Variants:
    """What an answer adds about the values that it does not give; `same` states its own value, otherwise written."""

    clauses: list[Clause] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    same: list[Known[Result]] = field(default_factory=list)
    disputes: list[Dispute[Support]] = field(default_factory=list)


def mark_variants(marks: Mapping[Mark, list[Known[Result]]]) -> Variants:
    """Compare the marks stated of one entrant, the best supported first, with the first."""
    found = Variants()
    (mark, facts), *others = marks.items()
    for other, sources in others:
        how = mark_difference(mark, other)
        if how is Difference.NOTATION:
            found.same += sources
            found.notes.append(
                Note(how.note, f"{publication(sources[0].article)} writes {write_mark(other, sources)}.")
            )
        elif how is not None:
            is_same_report = sources[0].article == facts[0].article
            also = "also gives" if is_same_report else "gives"
            said = capital(f"{publication(sources[0].article)} {also} {write_mark(other, sources)}.")
            found.clauses.append(Clause(said, support_of(sources)))
            within = "; the same report gives both" if is_same_report else ""
            found.notes.append(Note(how.note, f"{mark} and {other}: {how.value}{within}."))
            sides = (Side(write_mark(value, its), support_of(its)) for value, its in ((mark, facts), (other, sources)))
            found.disputes.append(Dispute(_about(facts[0]), how.value, tuple(sides)))
    return found


def rank_variants(runner: Runner) -> Variants:
    """Compare the places stated of one entrant, the best supported first, with the first."""
    found = Variants()
    (rank, facts), *others = runner.ranks().items()
    for other, sources in others:
        said = capital(f"{publication(sources[0].article)} has {named(runner.entrant)} {ordinal(other)}.")
        found.clauses.append(Clause(said, support_of(sources)))
        text = f"{ordinal(rank)} and {ordinal(other)}: {Difference.REAL.value}."
        found.notes.append(Note(Difference.REAL.note, capital(text)))
        sides = (Side(ordinal(value), support_of(its)) for value, its in ((rank, facts), (other, sources)))
        found.disputes.append(Dispute(_about(facts[0]), Difference.REAL.value, tuple(sides)))
    return found


def _about(known: Known[Result]) -> str:
    return f"{capital(named(known.fact.entrant.value))}{in_race(known.fact.race)}"


def spelling_notes(runners: Iterable[Runner]) -> list[Note]:
    """Name the other spellings of a person's name that the articles use."""
    notes = []
    for runner in runners:
        name = runner.entrant.name
        spellings = dict.fromkeys(
            other
            for known in runner.facts
            if name_difference(name, other := known.fact.entrant.value.name) is Difference.SPELLING
        )
        if spellings:
            notes.append(Note(Difference.SPELLING.note, f"{name} is also written {listed(spellings)}."))
    return notes


def superseded_place(item: Field, rank: int) -> Variants:
    """Tell who was at a place before the result was revised."""
    found = Variants()
    standing = item.placed(rank)
    for runner in item.placed_before(rank):
        if not any(runner is other for other in standing):
            _add_superseded(found, runner, rank)
    return found


def superseded_result(runner: Runner) -> Variants:
    """Tell which places an entrant had before the result was revised."""
    found = Variants()
    for rank in runner.ranks_before():
        _add_superseded(found, runner, rank)
    return found


def _add_superseded(found: Variants, runner: Runner, rank: int) -> None:
    facts = runner.ranks_before()[rank]
    is_provisional = all(
        known.fact.revision is not None and known.fact.revision.value == PROVISIONAL for known in facts
    )
    when = "in the provisional result" if is_provisional else "before the result was revised"
    text = f"{capital(named(runner.entrant))} was {ordinal(rank)} {when}."
    found.clauses.append(Clause(text, support_of(facts)))
    found.notes.append(Note(Difference.SUPERSEDED.note, text))


def write_mark(mark: Mark, facts: list[Known[Result]]) -> str:
    """Write a mark in the canonical way, and as the article writes it where that differs much."""
    plain = f"{mark} seconds" if isinstance(mark, Duration) and mark.ms < MINUTE else str(mark)
    slot = facts[0].fact.mark
    stated = facts[0].article.text[slot.start : slot.end] if slot is not None else plain
    return plain if plain.split()[0] in stated else f"{plain} ({stated})"
