"""Say that the articles don't say: which condition nothing meets, and the nearest thing that they do say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from qa.answer import Constraint, Note, Status
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft
from qa.entrant import Entrant, EntrantKind
from qa.matching import is_entrant, race_fits
from qa.query import Query
from qa.stems import stem
from qa.templates.table import TEMPLATES
from qa.words_out import listed, named

MOST_CLAUSES = 4  # an answer with more is of too much to be near


@dataclass(frozen=True, slots=True)
class Condition:
    """What a question may insist on: the kinds of constraint that state it, and how to ask without it."""

    kinds: frozenset[str]
    drop: Callable[[Query], Query]


ENTRANT = Condition(frozenset({"nation", "person"}), lambda query: replace(query, entities=()))
# The order in which they are given up to find the nearest answer.
CONDITIONS = (
    Condition(frozenset({"date"}), lambda query: replace(query, years=(), days=())),
    Condition(frozenset({"host", "place"}), lambda query: replace(query, host=None, venue_nation=None)),
    Condition(frozenset({"sex"}), lambda query: replace(query, sex=None)),
    Condition(frozenset({"round"}), lambda query: replace(query, round=None)),
    Condition(frozenset({"medal", "rank"}), lambda query: replace(query, medal=None, rank=None)),
    Condition(frozenset({"event"}), lambda query: replace(query, event=frozenset())),
    Condition(frozenset({"sport"}), lambda query: replace(query, sport=None)),
    ENTRANT,
)


def refuse(query: Query, archive: Archive, missing: Sequence[str]) -> Draft:
    """Return a refusal that names the reason and, where one condition less has an answer, that answer.

    `missing` are words of the question that no sentence supports.
    """
    near, without = _nearest(query, archive)
    unmet = _unmet(query, archive)
    if unmet is None and not missing and without is not None:
        unmet = without
        clauses = [Clause(f"The articles don't say this for {_said(query, without)}.")]
    else:
        clauses = [Clause(f"The articles don't say: {_reason(query, archive, missing, unmet)}.")]
    notes = []
    if near is not None and without is not None:
        clauses.append(Clause(f"They do say: {near.clauses[0].text}", near.clauses[0].support))
        if without is not unmet:
            notes.append(Note("nearest", f"What they do say leaves aside {_said(query, without)}."))
    return Draft("", clauses, notes, status=Status.NOT_IN_ARTICLES)


def _nearest(query: Query, archive: Archive) -> tuple[Draft | None, Condition | None]:
    asks = Asks.HAPPENED if query.asks is Asks.WHY else query.asks
    for condition in CONDITIONS:
        if not _makes(query, condition):
            continue
        for template in TEMPLATES.get(asks, ()):
            draft = template(replace(condition.drop(query), terms=()), archive)
            if draft is not None and len(draft.clauses) <= MOST_CLAUSES:
                return draft, condition
    return None, None


def _makes(query: Query, condition: Condition) -> bool:
    return condition.drop(query) != query


def _unmet(query: Query, archive: Archive) -> Condition | None:
    """Return the first condition that no article meets, whatever else the question says."""
    for condition in CONDITIONS:
        if _makes(query, condition) and not _can_be_met(query, condition, archive):
            return condition
    return None


def _reason(query: Query, archive: Archive, missing: Sequence[str], unmet: Condition | None) -> str:
    if unmet is not None:
        return f"none of them is about {_said(query, unmet)}"
    if not missing:
        return "nothing in them fits everything that the question asks"
    quoted = listed(f"“{phrase}”" for phrase in _phrases(query.words, missing))
    stems = {stem(word) for word in missing}
    is_known = any(not stems.isdisjoint(archive.article_words(article)) for article in archive.articles)
    return f"none of them speaks of {quoted} in this connection" if is_known else f"none of them mentions {quoted}"


def _phrases(words: Sequence[str], missing: Sequence[str]) -> list[str]:
    """Join missing words that stand next to one another in the question."""
    is_missing = [word.removesuffix("'s").strip("'-") in missing for word in words]
    runs = groupby(zip(is_missing, words, strict=True), key=itemgetter(0))
    return [" ".join(word for _, word in run) for missed, run in runs if missed] or list(missing)


def _is_known(said: Entrant, archive: Archive) -> bool:
    """Tell whether any article names an entrant."""
    if said.nation is not None and any(said.nation in archive.gist(one).mentioned for one in archive.articles):
        return True
    return any(is_entrant(said, entrant, archive) for entrant in archive.entrants)


def _can_be_met(query: Query, condition: Condition, archive: Archive) -> bool:
    """Tell whether any race would meet the condition if it were the only one."""
    if condition is ENTRANT:
        return all(_is_known(said, archive) for said in query.entities)
    alone = replace(query, terms=(), source=(), named_nation=None)
    for other in CONDITIONS:
        alone = alone if other is condition else other.drop(alone)
    return any(race_fits(alone, race, archive.articles[article_id], archive) for race, article_id in archive.raced)


def _said(query: Query, condition: Condition) -> str:
    """Name a condition as the question does."""
    return listed(_written(constraint) for constraint in query.origins if constraint.kind in condition.kinds)


def _written(constraint: Constraint) -> str:
    if constraint.kind == "nation":
        return named(Entrant(EntrantKind.NATION, constraint.value))
    words = constraint.words or constraint.value
    return words if constraint.kind == "date" and words.isdigit() else f"“{words}”"
