"""Who beat whom."""

from __future__ import annotations

from dataclasses import replace

from qa.archive import Archive, Known
from qa.draft import Clause, Draft, support_of
from qa.facts import Duel
from qa.matching import failing, is_entrant
from qa.question import Query
from qa.race import describe
from qa.templates.places import place
from qa.words_out import capital, listed

EXAMPLES = {"opponent": ("Who did Norway beat in the final in 2018?", "who lost to Norway in the final in 2018")}
LOSER_ASKED = ("did", "lost", "lose", "behind", "after")


def opponent(query: Query, archive: Archive) -> Draft | None:
    """Answer who beat an entrant, or whom it beat."""
    if not query.entities:
        return None
    text = query.text
    beaten_by = "beaten by" in text or "lost to" in text
    asks_loser = beaten_by or "who did" in text or "whom did" in text or "behind" in text
    if "did" in text and ("lose" in text or "lost" in text):
        asks_loser = False
    found: dict[str, list[Known]] = {}
    for known in archive.of(Duel):
        fact: Duel = known.fact
        if fact.loser is None or failing(query, known, archive) is not None:
            continue
        own, other = (fact.winner, fact.loser) if asks_loser else (fact.loser, fact.winner)
        if any(is_entrant(said, own.value, archive) for said in query.entities):
            found.setdefault(other.value.name, []).append(known)
    if not found:
        return place(replace(query, entities=()), archive) if query.medal and not asks_loser else None
    clauses = []
    for facts in found.values():
        duel: Duel = facts[0].fact
        loser = duel.loser.value.name if duel.loser else ""
        clauses.append(Clause(f"{capital(duel.winner.value.name)} beat {loser} in the {describe(duel.race)}.", support_of(facts)))
    return Draft(listed(list(found)), clauses[:5])
