"""Why someone lost or missed out: the incidents that the articles report of them, in the articles' own sentences."""

from __future__ import annotations

from qa.archive import Archive, Known
from qa.draft import Clause, Draft, Support
from qa.facts import Incident, Result
from qa.matching import failing, is_entrant
from qa.question import Query

EXAMPLES = {"why": ("Why did Japan lose in 2022?",)}
LOSING = ("lose", "lost", "losing", "miss", "missed", "beaten", "fail", "failed", "no", "not", "without", "slip", "gold")
MOST_SENTENCES = 3


def why(query: Query, archive: Archive) -> Draft | None:
    """Quote the incidents that befell those who are said to have lost, not won or missed something."""
    if not query.entities or not query.has(*LOSING):
        return None
    found: dict[tuple[str, int], Known] = {}
    for known in (*archive.of(Incident), *archive.of(Result)):
        fact = known.fact
        if isinstance(fact, Result) and fact.status is None:
            continue
        slot = fact.entrant
        if slot is None or not any(is_entrant(said, slot.value, archive) for said in query.entities):
            continue
        if failing(query, known, archive, but=frozenset({"words"})) is None:
            found.setdefault((known.article.id, fact.start), known)
    if not found:
        return None
    chosen = list(found.values())[:MOST_SENTENCES]
    clauses = [Clause("“" + _sentence(known) + "”", (Support(known.article, known.fact.start, known.fact.end),)) for known in chosen]
    return Draft(_sentence(chosen[0]), clauses)


def _sentence(known: Known) -> str:
    return known.article.text[known.fact.start : known.fact.end].strip()
