"""Times and other marks. The margins between them are left to `margins`."""

from __future__ import annotations

from qa.answer import Note
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft, Support, support_of
from qa.exhibit import Dispute
from qa.field import Field, Runner, fields
from qa.matching import is_asked
from qa.measures import Duration
from qa.proof import SPLIT
from qa.query import Query
from qa.race import in_race
from qa.tables import editions_table, race_table
from qa.templates.scores import score
from qa.templates.teams import as_member
from qa.variants import mark_variants, spelling_notes, write_mark
from qa.words_out import alternatives, capital, named

EXAMPLES = {
    Asks.TIME: (
        "What was Norway's winning time in 2018?",
        "how fast did the Dutch men skate in 2018",
        "winning time women 2022",
        "How far did Katzberg throw the hammer?",
    ),
}
MOST_CLAUSES = 8


def time(query: Query, archive: Archive) -> Draft | None:
    """Answer with the time, distance or height of an entrant, of a place, or of the winner."""
    if SPLIT.search(query.text):
        return None
    if query.has("score", "scoreline"):
        return score(query, archive)
    found = _marked(query, archive)
    if not found and query.round is None and query.entities and query.place is None:
        found = _marked(query, archive, every_round=True)
    clauses: list[Clause] = []
    shorts: list[str] = []
    notes: list[Note] = []
    disputes: list[Dispute[Support]] = []
    for item, runner in found:
        mark, facts = next(iter(runner.marks().items()))
        variants = mark_variants(runner.marks())
        written = write_mark(mark, facts)
        verb = "clocked" if isinstance(mark, Duration) else "reached"
        shorts.append(written)
        text = f"{capital(named(runner.entrant))} {verb} {written}{in_race(item.race)}."
        clauses += [Clause(text, support_of([*facts, *variants.same])), *variants.clauses]
        notes += [*variants.notes, *spelling_notes([runner])]
        disputes += variants.disputes
    if not clauses:
        return as_member(query, archive, time)
    is_one = len({id(item) for item, _ in found}) == 1
    tables = race_table(found[0][0], [runner for _, runner in found]) if is_one else editions_table(found)
    return Draft(alternatives(shorts), clauses[:MOST_CLAUSES], notes, exhibits=[*tables], disputes=disputes)


def _marked(query: Query, archive: Archive, *, every_round: bool = False) -> list[tuple[Field, Runner]]:
    """Return those with a mark whom the question names; else those at the place it names, or first."""
    found = []
    for item in fields(query, archive, every_round=every_round):
        for runner in item.runners:
            is_meant = is_asked(query, runner.entrant, archive) if query.entities else runner.rank == (query.place or 1)
            if is_meant and runner.marks():
                found.append((item, runner))
    return found
