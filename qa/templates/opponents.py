"""Who beat whom."""

from __future__ import annotations

from dataclasses import replace

from qa.archive import Archive, Known
from qa.asks import Asks
from qa.draft import Clause, Draft, support_of
from qa.facts import Duel
from qa.matching import fits, is_asked
from qa.query import Query
from qa.race import in_race
from qa.templates.places import place
from qa.words_out import capital, listed, named

EXAMPLES = {
    Asks.OPPONENT: (
        "Who did the American women beat in 2018?",
        "who beat the Netherlands in the women's semi-final in 2022",
    )
}
LOSER_ASKED = ("beaten by", "lost to", "who did", "whom did", "behind")
MOST_CLAUSES = 5


def opponent(query: Query, archive: Archive) -> Draft | None:
    """Answer who beat an entrant, or whom it beat."""
    if not query.entities:
        return None
    asks_loser = _asks_loser(query.text)
    found: dict[str, list[Known[Duel]]] = {}
    for known in archive.of(Duel):
        fact = known.fact
        if fact.loser is None or not fits(query, known, archive):
            continue
        own, other = (fact.winner, fact.loser) if asks_loser else (fact.loser, fact.winner)
        if is_asked(query, own.value, archive):
            found.setdefault(other.value.name, []).append(known)
    if not found:
        return place(replace(query, entities=()), archive) if query.medal and not asks_loser else None
    return Draft(listed(found), [_clause(facts) for facts in found.values()][:MOST_CLAUSES])


def _asks_loser(text: str) -> bool:
    """Tell "who lost to Norway" and "whom did Norway beat" from "who did Norway lose to"."""
    if "did" in text and ("lose" in text or "lost" in text):
        return False
    return any(words in text for words in LOSER_ASKED)


def _clause(facts: list[Known[Duel]]) -> Clause:
    duel = facts[0].fact
    beaten = f" beat {named(duel.loser.value)}" if duel.loser else " won"
    return Clause(f"{capital(named(duel.winner.value))}{beaten}{in_race(duel.race)}.", support_of(facts))
