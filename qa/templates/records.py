"""Records: who holds or set one, its value, and the one before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from qa.answer import Note
from qa.archive import Archive, Known
from qa.asks import Asks
from qa.disagreement import mark_difference
from qa.draft import Clause, Draft, Support, place_of, support_of
from qa.exhibit import Dispute, Side
from qa.facts import RecordSet
from qa.identity import same_entrant, same_race
from qa.matching import fits, is_asked
from qa.measures import Duration
from qa.query import Query
from qa.race import in_race
from qa.words_out import alternatives, capital, listed, named

EXAMPLES = {
    Asks.RECORD_HOLDER: (
        "Who holds the Olympic record in the men's team pursuit?",
        "who set an olympic record in 2022",
    ),
    Asks.RECORD_VALUE: ("What is the Olympic record in the women's team pursuit?",),
    Asks.RECORD_BEFORE: ("What was the previous world record in the women's marathon?",),
}
PERSONAL = frozenset({"personal best", "season's best"})
WORLD = frozenset({"world record", "world best"})
STANDING = frozenset({"set", "held"})
PREVIOUS = frozenset({"previous"})
HISTORY = ("all", "list", "progression", "history")
MOST_CLAUSES = 8
MOST_OTHERS = 4


def holder(query: Query, archive: Archive) -> Draft | None:
    """Answer who set or holds a record: where several did, the best mark is the one that stands."""
    found = [known for known in _found(query, archive, STANDING) if known.fact.holder is not None]
    own = [known for known in found if _is_asked_holder(query, known.fact, archive)]
    return _by_race(own or found, _holder, query)


def value(query: Query, archive: Archive) -> Draft | None:
    """Answer what a record is."""
    found = [known for known in _found(query, archive, STANDING) if known.fact.mark is not None]
    own = [known for known in found if not query.entities or _is_asked_holder(query, known.fact, archive)]
    return _by_race(own, _mark, query)


def before(query: Query, archive: Archive) -> Draft | None:
    """Answer what the record was before."""
    timeless = replace(query, years=(), days=(), entities=())
    if not _found(timeless, archive, PREVIOUS):
        timeless = replace(timeless, record="record")
    found = _found(timeless, archive, PREVIOUS)
    marks: dict[str, list[Known[RecordSet]]] = {}
    for known in found:
        fact = known.fact
        if fact.old_mark is not None or fact.old_holder is not None:
            marks.setdefault(str(fact.old_mark.value) if fact.old_mark else "", []).append(known)
    if not marks:
        return None
    clauses = []
    names = []
    for mark, facts in marks.items():
        fact = facts[0].fact
        old = fact.old_holder.value if fact.old_holder else None
        names += [old.name] if old else []
        said = [f"was {mark}"] if mark else []
        said += [f"was held by {named(old)}"] if old else []
        text = f"The previous {fact.kind.value}{in_race(fact.race, with_year=False)} {' and '.join(said)}."
        clauses.append(Clause(text, support_of(facts)))
    short = listed(names) if query.has("who", "whose") and names else alternatives(mark for mark in marks if mark)
    return Draft(short or listed(names), clauses, _differences([facts[0] for facts in marks.values()]))


def _differences(found: Iterable[Known[RecordSet]]) -> list[Note]:
    """Note where reports of one record that fell give it another value."""
    old = [known for known in found if known.fact.old_mark is not None]
    notes = []
    for one, other in zip(old, old[1:], strict=False):
        first, second = one.fact.old_mark, other.fact.old_mark
        is_same = same_race(one.fact.race, other.fact.race) and one.fact.kind.value == other.fact.kind.value
        if is_same and one.article != other.article and first is not None and second is not None:
            how = mark_difference(first.value, second.value)
            if how is not None and how.contradicts:
                notes.append(Note(how.note, f"{first.value} and {second.value}: {how.value}."))
    return notes


def _found(query: Query, archive: Archive, actions: frozenset[str]) -> list[Known[RecordSet]]:
    open_round = replace(query, round=None) if query.round == "final" else query
    return [
        known
        for known in archive.of(RecordSet)
        if known.fact.action in actions
        and is_record(query.record or "record", known.fact.kind.value)
        and fits(open_round, known, archive)
    ]


def is_record(asked: str, stated: str) -> bool:
    """Tell whether a record is of the kind asked about."""
    if asked == "record":
        return stated not in PERSONAL and stated != "fastest lap"
    return asked == stated or {asked, stated} <= WORLD


def _is_asked_holder(query: Query, fact: RecordSet, archive: Archive) -> bool:
    return fact.holder is not None and is_asked(query, fact.holder.value, archive)


def _by_race(found: Iterable[Known[RecordSet]], short: Callable[[RecordSet], str], query: Query) -> Draft | None:
    """Answer for each event and sex asked about, the best mark first where records fell more than once."""
    groups: dict[tuple[tuple[str, ...], str | None, str], list[Known[RecordSet]]] = {}
    for known in found:
        race = known.fact.race
        groups.setdefault((race.event, race.sex, known.fact.kind.value), []).append(known)
    clauses, shorts = [], []
    notes: list[Note] = []
    disputes: list[Dispute[Support]] = []
    for group in groups.values():
        ordered = sorted(group, key=_standing)
        best = short(ordered[0].fact)
        same = [known for known in ordered if short(known.fact) == best]
        rest = [known for known in ordered if short(known.fact) != best]
        shorts.append(best)
        clauses.append(Clause(record_sentence(ordered[0].fact), support_of(same)))
        otherwise = list(_set_otherwise(ordered[0], rest))
        notes += [note for note, _ in otherwise]
        disputes += [dispute for _, dispute in otherwise]
        if query.has(*HISTORY) or len({short(known.fact) for known in rest}) == 1:
            clauses += [Clause(record_sentence(known.fact), (place_of(known),)) for known in rest[:MOST_OTHERS]]
    return Draft(listed(shorts), clauses[:MOST_CLAUSES], notes, disputes=disputes) if clauses else None


def _set_otherwise(best: Known[RecordSet], rest: Iterable[Known[RecordSet]]) -> Iterator[tuple[Note, Dispute[Support]]]:
    """Yield where other reports give the record that someone set in this race another value."""
    for other in rest:
        one, two = best.fact, other.fact
        if one.mark is None or two.mark is None or one.holder is None or two.holder is None:
            continue
        if same_entrant(one.holder.value, two.holder.value) and same_race(one.race, two.race):
            how = mark_difference(one.mark.value, two.mark.value)
            if how is not None and how.contradicts and best.article != other.article:
                sides = (Side(str(one.mark.value), (place_of(best),)), Side(str(two.mark.value), (place_of(other),)))
                about = f"{capital(named(one.holder.value))}{in_race(one.race)}"
                note = Note(how.note, f"{one.mark.value} and {two.mark.value}: {how.value}.")
                yield note, Dispute(about, how.value, sides)


def _standing(known: Known[RecordSet]) -> tuple[int, float, str]:
    """Order records: the latest year first, then the best mark."""
    mark = known.fact.mark.value if known.fact.mark else None
    best = float("inf") if mark is None else (mark.ms if isinstance(mark, Duration) else -mark.mm)
    return -(known.fact.race.year or 0), best, known.article.id


def _holder(fact: RecordSet) -> str:
    return fact.holder.value.name if fact.holder else ""


def _mark(fact: RecordSet) -> str:
    return str(fact.mark.value) if fact.mark else ""


def record_sentence(fact: RecordSet) -> str:
    """Return what a fact states of a record, as a sentence."""
    record = f"{fact.kind.value} of {fact.mark.value}" if fact.mark else fact.kind.value
    if fact.holder is None:
        return f"The {record} was set{in_race(fact.race)}."
    verb = "holds" if fact.action == "held" else "set"
    return f"{capital(named(fact.holder.value))} {verb} the {record}{in_race(fact.race)}."
