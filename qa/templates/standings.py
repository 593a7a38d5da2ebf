"""Standings: who leads, who is where, points and the gaps between them."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.answer import Note
from qa.archive import Archive, Known
from qa.draft import Clause, Draft, Support
from qa.facts import Standing
from qa.matching import failing, is_entrant
from qa.names import fold
from qa.question import Query
from qa.words_out import capital, ordinal

EXAMPLES = {"standings": ("Who leads the world championship standings?",)}
TABLE_WORDS = frozenset("lead leader leading standing standings overall championship point points table world cup season general classification leads f1 drivers driver constructors after top now place position rank race".split())


def standings(query: Query, archive: Archive) -> Draft | None:
    """Answer who is at a place of a table, or where and with how many points an entrant is."""
    open_query = replace(query, terms=tuple(term for term in query.terms if term not in TABLE_WORDS), round=None)
    found = [known for known in archive.of(Standing) if failing(open_query, known, archive) is None]
    if query.has("constructors", "constructor", "teams"):
        found = [known for known in found if "constructor" in fold(known.fact.table) or "team" in fold(known.fact.table)]
    elif not query.entities:
        found = [known for known in found if "constructor" not in fold(known.fact.table)] or found
    if query.entities:
        rows = [known for known in found if any(is_entrant(said, known.fact.entrant.value, archive) for said in query.entities)]
        if len(query.entities) == 2 and query.has("behind", "ahead", "difference", "gap", "more"):
            return _difference(rows)
    else:
        rows = [known for known in found if known.fact.rank.value == (query.rank or 1)]
    if not rows:
        return None
    clauses, shorts = [], []
    for known in rows[:4]:
        fact: Standing = known.fact
        value = f" with {fact.value.value}" if fact.value else ""
        clauses.append(Clause(f"{capital(fact.entrant.value.name)} is {ordinal(fact.rank.value)} in the {fact.table}{value}.", (Support(known.article, fact.start, fact.end),)))
        asks_value = query.has("points", "many", "far", "behind", "gap", "off") and fact.value is not None
        shorts.append(fact.value.value if asks_value and fact.value else (ordinal(fact.rank.value) if query.entities else fact.entrant.value.name))
    return Draft(" / ".join(dict.fromkeys(shorts)), clauses)


def _difference(rows: list[Known]) -> Draft | None:
    """Subtract the points of two rows of one table."""
    by_table: dict[tuple[str, str], list[Known]] = {}
    for known in rows:
        by_table.setdefault((known.article.id, known.fact.table), []).append(known)
    for pair in by_table.values():
        if len(pair) < 2 or any(_points(known) is None for known in pair[:2]):
            continue
        first, second = sorted(pair[:2], key=lambda known: -(_points(known) or 0))
        more, less = _points(first) or 0, _points(second) or 0
        names = first.fact.entrant.value.name, second.fact.entrant.value.name
        text = f"{names[0]} has {more} points and {names[1]} {less}: a difference of {more - less}."
        support = tuple(Support(known.article, known.fact.start, known.fact.end) for known in (first, second))
        return Draft(f"{more - less} points", [Clause(capital(text), support)], [Note("derivation", f"{more} − {less} = {more - less}")])
    return None


def _points(known: Known) -> int | None:
    fact: Standing = known.fact
    match = re.match(r"\d+(?![\d:.])", fact.value.value) if fact.value else None
    return int(match.group()) if match else None
