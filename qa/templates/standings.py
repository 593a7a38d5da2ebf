"""Standings: who leads, who is where, points and the gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from qa.answer import Note
from qa.archive import Archive, Known
from qa.asks import Asks
from qa.draft import Clause, Draft, place_of
from qa.facts import Standing
from qa.matching import FINAL_ROUNDS, fits, is_asked
from qa.names import fold
from qa.query import Query
from qa.tables import standings_table
from qa.words_out import alternatives, capital, listed, named, ordinal

EXAMPLES = {Asks.LEADER: ("Who leads the world championship standings?", "who is second in the drivers' standings")}
TABLE_WORDS = frozenset(
    "lead leader leading standing standings overall championship point points table world cup season general"
    " classification leads f1 drivers driver constructors after top now place position rank race down adrift back"
    " trail deficit behind".split()
)
VALUE_WORDS = ("points", "many", "far", "behind", "gap", "off")
GAP_WORDS = ("behind", "ahead", "difference", "gap", "more")
WHOLE_POINTS = re.compile(r"\d+(?![\d:.])")
FINAL = re.compile(r"\bfinal\b", re.IGNORECASE)
MOST_ROWS = 4


def standings(query: Query, archive: Archive) -> Draft | None:
    """Answer who is at a place of a table, or where and with how many points an entrant is."""
    return _told(_tables(query, archive), query, archive)


def _told(found: Iterable[Known[Standing]], query: Query, archive: Archive) -> Draft | None:
    if not query.entities:
        rows = [known for known in found if known.fact.rank.value == (query.place or 1)]
    else:
        rows = [known for known in found if is_asked(query, known.fact.entrant.value, archive)]
        if len(query.entities) == 2 and query.has(*GAP_WORDS):
            return _difference(rows)
    clauses, shorts = [], []
    crews = _crews(rows)[:MOST_ROWS]
    for crew in crews:
        fact = crew[0].fact
        points = fact.value.value if fact.value else ""
        is_or_are = "are" if len(crew) > 1 else "is"
        who = capital(listed(named(known.fact.entrant.value) for known in crew))
        placed = f"{who} {is_or_are} {ordinal(fact.rank.value)} in the {fact.table}"
        clauses.append(Clause(f"{placed} with {points}." if points else f"{placed}.", (place_of(crew[0]),)))
        own = ordinal(fact.rank.value) if query.entities else listed(known.fact.entrant.value.name for known in crew)
        shorts.append(points if points and query.has(*VALUE_WORDS) else own)
    if not clauses:
        return None
    names = {known.fact.entrant.value.name for crew in crews for known in crew}
    of_one = {(crew[0].article.id, crew[0].fact.table) for crew in crews}
    around = [known for known in found if (known.article.id, known.fact.table) in of_one]
    tables = standings_table(around, names) if len(of_one) == 1 else []
    return Draft(alternatives(shorts), clauses, exhibits=[*tables])


def final_standings(query: Query, archive: Archive) -> Draft | None:
    """Answer who came in a place, and where someone finished, with the final table of a series of races."""
    if query.round not in FINAL_ROUNDS:
        return None
    found = [known for known in _tables(query, archive) if FINAL.search(known.fact.table)]
    return _told(found, query, archive) if found else None


def _crews(rows: Iterable[Known[Standing]]) -> list[list[Known[Standing]]]:
    """Bring those together who share a row: "1. A Berg/C Dahl 46pts"."""
    crews: dict[tuple[str, int], list[Known[Standing]]] = {}
    for known in rows:
        crews.setdefault((known.article.id, known.fact.rank.start), []).append(known)
    return list(crews.values())


def _tables(query: Query, archive: Archive) -> list[Known[Standing]]:
    """Return the rows of the tables asked about; drivers, not constructors, where the question does not say."""
    terms = tuple(term for term in query.terms if term not in TABLE_WORDS)
    open_query = replace(query, terms=terms, round=None)
    found = [known for known in archive.of(Standing) if fits(open_query, known, archive)]
    if query.has("constructors", "constructor", "teams"):
        return [known for known in found if "constructor" in fold(known.fact.table) or "team" in fold(known.fact.table)]
    own = [known for known in found if _is_of(query, fold(known.fact.table))]
    found = own or found
    if query.entities:
        return found
    return [known for known in found if "constructor" not in fold(known.fact.table)] or found


def _is_of(query: Query, table: str) -> bool:
    """Tell whether a table is named after the event asked about, or is the overall one that is asked for."""
    named = {word for word in query.words if len(word) > len("cup") and word not in TABLE_WORDS}
    if not named.isdisjoint(table.replace(",", " ").replace(":", " ").split()):
        return True
    by_event = bool(query.event) and all(part in table for part in query.event)
    return by_event or (query.has("overall", "general") and ("overall" in table or "general" in table))


def _difference(rows: Iterable[Known[Standing]]) -> Draft | None:
    """Subtract the points of two rows of one table."""
    by_table: dict[tuple[str, str], list[Known[Standing]]] = {}
    for known in rows:
        by_table.setdefault((known.article.id, known.fact.table), []).append(known)
    for table in by_table.values():
        pair = [(points, known) for known in table[:2] if (points := _points(known.fact)) is not None]
        if len(pair) < 2:
            continue
        (more, first), (less, second) = sorted(pair, key=lambda entry: -entry[0])
        ahead, behind = named(first.fact.entrant.value), named(second.fact.entrant.value)
        text = f"{capital(ahead)} has {more} points and {behind} {less}: a difference of {more - less}."
        clause = Clause(text, (place_of(first), place_of(second)))
        return Draft(f"{more - less} points", [clause], [Note("derivation", f"{more} − {less} = {more - less}")])
    return None


def _points(fact: Standing) -> int | None:
    match = WHOLE_POINTS.match(fact.value.value) if fact.value else None
    return int(match.group()) if match else None
