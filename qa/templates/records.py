"""Records: who holds or set one, its value, and the one before."""

from __future__ import annotations

from dataclasses import replace

from qa.archive import Archive, Known
from qa.draft import Clause, Draft, Support, support_of
from qa.facts import Mark, RecordSet
from qa.matching import failing, is_entrant
from qa.measures import Duration
from qa.question import Query
from qa.race import describe
from qa.words_out import capital, listed

EXAMPLES = {
    "record holder": ("Who holds the Olympic record in the men's team pursuit?", "who set an olympic record in 2022"),
    "record value": ("What is the Olympic record in the women's team pursuit?",),
    "record before": ("What was the previous world record?",),
}
PERSONAL = frozenset({"personal best", "season's best"})
SETTING = frozenset({"set", "held"})


def _found(query: Query, archive: Archive, actions: frozenset[str]) -> list[Known]:
    open_round = replace(query, round=None) if query.round == "final" else query
    found = []
    for known in archive.of(RecordSet):
        fact: RecordSet = known.fact
        if fact.action not in actions or not _same_kind(query.record or "record", fact.kind.value):
            continue
        if failing(open_round, known, archive) is not None:
            continue
        found.append(known)
    return found


def _same_kind(asked: str, stated: str) -> bool:
    if asked == "record":
        return stated not in PERSONAL and stated != "fastest lap"

    if asked == stated or (stated == "record" and asked not in PERSONAL):
        return asked == stated
    return {asked, stated} <= {"world record", "world best"}


def holder(query: Query, archive: Archive) -> Draft | None:
    """Answer who set or holds a record: where several did, the best mark is the one that stands."""
    found = [known for known in _found(query, archive, SETTING) if known.fact.holder is not None]
    found = [known for known in found if not query.entities or any(is_entrant(said, known.fact.holder.value, archive) for said in query.entities)] or found
    if not found:
        return None
    return _by_race(found, _holder_sentence, lambda known: known.fact.holder.value.name, query)


def value(query: Query, archive: Archive) -> Draft | None:
    """Answer what a record is."""
    found = [known for known in _found(query, archive, SETTING) if known.fact.mark is not None]
    found = [known for known in found if not query.entities or (known.fact.holder and any(is_entrant(said, known.fact.holder.value, archive) for said in query.entities))]
    if not found:
        return None
    return _by_race(found, _holder_sentence, lambda known: str(known.fact.mark.value), query)


def before(query: Query, archive: Archive) -> Draft | None:
    """Answer what the record was before."""
    timeless = replace(query, years=(), days=(), entities=())
    if not any(_same_kind(query.record or "record", known.fact.kind.value) for known in archive.of(RecordSet) if known.fact.action == "previous" and failing(timeless, known, archive) is None):
        timeless = replace(timeless, record="record")
    found = [known for known in _found(timeless, archive, frozenset({"previous"})) if known.fact.old_mark is not None or known.fact.old_holder is not None]
    if not found:
        return None
    marks: dict[str, list[Known]] = {}
    for known in found:
        marks.setdefault(str(known.fact.old_mark.value) if known.fact.old_mark else "", []).append(known)
    clauses = []
    for mark, facts in marks.items():
        fact: RecordSet = facts[0].fact
        who = f", held by {fact.old_holder.value.name}" if fact.old_holder else ""
        clauses.append(Clause(f"The previous {fact.kind.value} in the {describe(fact.race, with_year=False)} was {mark or 'another'}{who}.", support_of(facts)))
    names = [facts[0].fact.old_holder.value.name for facts in marks.values() if facts[0].fact.old_holder]
    short = listed(names) if query.has("who", "whose") and names else " / ".join(marks)
    return Draft(short, clauses)


def _by_race(found: list[Known], sentence, short, query: Query) -> Draft:
    """Answer for each event and sex asked about, the best mark first where records fell more than once."""
    groups: dict[tuple[object, ...], list[Known]] = {}
    for known in found:
        race = known.fact.race
        groups.setdefault((race.event, race.sex, known.fact.kind.value), []).append(known)
    clauses, shorts = [], []
    for group in groups.values():
        ordered = sorted(group, key=_standing)
        best = ordered[0]
        same = [known for known in ordered if short(known) == short(best)]
        clauses.append(Clause(sentence(best), support_of(same)))
        shorts.append(short(best))
        rest = [known for known in ordered if short(known) != short(best)]
        if query.has("all", "list", "progression", "history") or len({short(known) for known in rest}) == 1:
            clauses += [Clause(sentence(known), (Support(known.article, known.fact.start, known.fact.end),)) for known in rest[:4]]
    return Draft(listed(list(dict.fromkeys(shorts))), clauses[:8])


def _standing(known: Known) -> tuple[int, float, str]:
    """Order records: the latest year first, then the best mark."""
    fact: RecordSet = known.fact
    mark: Mark | None = fact.mark.value if fact.mark else None
    best = float("inf") if mark is None else (mark.ms if isinstance(mark, Duration) else -mark.mm)
    return -(fact.race.year or 0), best, known.article.id


def _holder_sentence(known: Known) -> str:
    fact: RecordSet = known.fact
    mark = f", {fact.mark.value}," if fact.mark else ""
    name = fact.holder.value.name if fact.holder else "Someone"
    verb = "holds" if fact.action == "held" else "set"
    return f"{capital(name)} {verb} the {fact.kind.value}{mark} in the {describe(fact.race)}.".replace(", in the", " in the") if not mark else f"{capital(name)} {verb} the {fact.kind.value} of {fact.mark.value} in the {describe(fact.race)}."
