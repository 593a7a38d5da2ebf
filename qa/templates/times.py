"""Times and other marks. The margins between them are left to `margins`."""

from __future__ import annotations

from qa.answer import Note
from qa.archive import Archive, Known
from qa.asks import Asks
from qa.draft import Clause, Draft, support_of
from qa.facts import Mark, Result
from qa.field import Field, Runner, fields
from qa.matching import is_asked
from qa.measures import Duration
from qa.proof import SPLIT
from qa.query import Query
from qa.race import in_race
from qa.templates.scores import score
from qa.words_out import alternatives, capital, named, publication

EXAMPLES = {
    Asks.TIME: (
        "What was Norway's winning time in 2018?",
        "how fast did the Dutch men skate in 2018",
        "winning time women 2022",
        "How far did Katzberg throw the hammer?",
    ),
}
MINUTE = 60_000  # milliseconds; below, a time is written with its unit
MOST_CLAUSES = 8


def time(query: Query, archive: Archive) -> Draft | None:
    """Answer with the time, distance or height of an entrant, of a place, or of the winner."""
    if SPLIT.search(query.text):
        return None
    if query.has("score", "scoreline"):
        return score(query, archive)
    found = _marked(query, archive)
    if not found and query.round is None and query.entities:
        found = _marked(query, archive, every_round=True)
    clauses: list[Clause] = []
    shorts: list[str] = []
    notes: list[Note] = []
    for item, runner in found:
        (mark, facts), *others = runner.marks().items()
        written = _write(mark, facts)
        verb = "clocked" if isinstance(mark, Duration) else "reached"
        shorts.append(written)
        clauses.append(
            Clause(f"{capital(named(runner.entrant))} {verb} {written}{in_race(item.race)}.", support_of(facts))
        )
        for other, sources in others:
            if type(other) is type(mark) and str(other) != str(mark):
                also = "also gives" if sources[0].article == facts[0].article else "gives"
                said = f"{publication(sources[0].article)} {also} {_write(other, sources)}."
                clauses.append(Clause(capital(said), support_of(sources)))
                difference = "the same report gives both" if also == "also gives" else _difference(mark, other)
                notes.append(Note("disagreement", f"{mark} and {other}: {difference}."))
    return Draft(alternatives(shorts), clauses[:MOST_CLAUSES], notes) if clauses else None


def _marked(query: Query, archive: Archive, *, every_round: bool = False) -> list[tuple[Field, Runner]]:
    """Return those with a mark whom the question names; else those at the place it names, or first."""
    found = []
    for item in fields(query, archive, every_round=every_round):
        for runner in item.runners:
            is_meant = is_asked(query, runner.entrant, archive) if query.entities else runner.rank == (query.place or 1)
            if is_meant and runner.marks():
                found.append((item, runner))
    return found


def _write(mark: Mark, facts: list[Known[Result]]) -> str:
    """Write a mark in the canonical way, and as the article writes it where that differs much."""
    plain = f"{mark} seconds" if isinstance(mark, Duration) and mark.ms < MINUTE else str(mark)
    slot = facts[0].fact.mark
    stated = facts[0].article.text[slot.start : slot.end] if slot is not None else plain
    return plain if plain.split()[0] in stated else f"{plain} ({stated})"


def _difference(mark: Mark, other: Mark) -> str:
    """Say how a second value differs from the first: by rounding, by a slip of digits, or really."""
    if isinstance(mark, Duration) and isinstance(other, Duration):
        fine, coarse = sorted((mark, other), key=lambda value: -value.decimals)
        if fine.decimals > coarse.decimals and abs(fine.ms - coarse.ms) * 2 <= 10 ** (3 - coarse.decimals):
            return "one is rounded"
        if sorted(str(mark)) == sorted(str(other)):
            return "the same digits in another order, so one may be a slip"
    return "the reports contradict each other"
