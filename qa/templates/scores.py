"""The scores of matches: final, at half-time, from the winner's and from the loser's side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.archive import Archive, Known
from qa.draft import Clause, Draft, support_of
from qa.entrant import Entrant
from qa.facts import Duel
from qa.matching import fits, is_asked, is_entrant
from qa.query import Query
from qa.race import in_race
from qa.scoring import DECIDED
from qa.stems import stem
from qa.words_out import alternatives, capital, listed, named

ASKED = re.compile(
    r"\bscores?\b|\bscoreline\b|\bfinal result\b|\bresult of\b|\bhow did .*\b(?:match|game|final|tie"
    r"|semi-final)\b.* end\b"
)
HOW_LOST = re.compile(
    r"\bhow (?:badly |heavily |narrowly )?did (?!.*\b(?:feel|react)\b).*\b(?:lose|lost|beat|win against|win over"
    r"|defeat)\b"
)
HALF_TIME = re.compile(r"\bhalf-? ?time\b|\bat (?:the )?(?:half|break|interval)\b|\bafter the first half\b")
# Words of these questions that no article has to hold.
STEMS = frozenset(
    stem(word)
    for word in (
        "score scores scoreline result final half-time halftime half time break interval match game end ended lose "
        "lost "
        "beat badly heavily narrowly first tennis football sets set points between against"
    ).split()
)
DECIDING = frozenset(
    stem(word) for word in "penalties penalty shoot-out shootout extra time overtime sudden death".split()
)
PAIR = re.compile(r"^(\d+)[-–](\d+)$")
MOST_CLAUSES = 6


def score(query: Query, archive: Archive) -> Draft | None:
    """Answer with the score of a match, or with that at half-time."""
    if HALF_TIME.search(query.text):
        return (
            _half_time(query, archive) if query.has("score", "scoreline", "scores", "result", "lead", "led") else None
        )
    asked = ASKED.search(query.text)
    if asked is None and not HOW_LOST.search(query.text):
        return None
    found = _played(query, archive, strict=asked is None)
    clauses = [Clause(_sentence(known.fact), support_of([known])) for known in found]
    return Draft(alternatives(_written(known.fact) for known in found), clauses[:MOST_CLAUSES]) if clauses else None


def decided(query: Query, archive: Archive) -> Draft | None:
    """Answer who won on penalties, after extra time or in a shoot-out."""
    asked = DECIDED.search(query.text)
    if asked is None:
        return None
    word = stem(asked.group("by"))
    plain = replace(query, terms=tuple(term for term in query.terms if term not in STEMS | DECIDING))
    found = [
        known
        for known in archive.of(Duel)
        if known.fact.decided is not None
        and word in {stem(said) for said in known.fact.decided.value.lower().split()}
        and fits(plain, known, archive)
        and (not query.entities or _names(query, _sides(known.fact), archive))
    ]
    clauses = [Clause(_sentence(known.fact), support_of([known])) for known in found]
    return Draft(listed(known.fact.winner.value.name for known in found), clauses[:MOST_CLAUSES]) if clauses else None


def goals_of_side(query: Query, archive: Archive) -> Draft | None:
    """Answer how many goals or points a side scored, from the score of its match."""
    found = []
    for known in _played(query, archive, strict=True):
        fact = known.fact
        pair = PAIR.match(fact.score.value) if fact.score is not None else None
        if pair is not None:
            high, low = sorted(map(int, pair.groups()), reverse=True)
            found.append((high if is_asked(query, fact.winner.value, archive) else low, known))
    clauses = [Clause(_sentence(known.fact), support_of([known])) for _, known in found]
    return Draft(alternatives(str(number) for number, _ in found), clauses[:MOST_CLAUSES]) if clauses else None


def _half_time(query: Query, archive: Archive) -> Draft | None:
    found = [known for known in _played(query, archive, strict=False) if known.fact.half_time is not None]
    clauses, shorts = [], []
    for known in found:
        fact = known.fact
        if fact.half_time is not None and fact.loser is not None:
            shorts.append(fact.half_time.value)
            match = f"{named(fact.winner.value)} against {named(fact.loser.value)}"
            text = f"At half-time it was {fact.half_time.value} in the match of {match}{in_race(fact.race)}."
            clauses.append(Clause(text, support_of([known])))
    return Draft(alternatives(shorts), clauses[:MOST_CLAUSES]) if clauses else None


def _played(query: Query, archive: Archive, *, strict: bool) -> list[Known[Duel]]:
    """Return the matches with a score that the question means; `strict`: between those whom it names."""
    plain = replace(query, terms=tuple(term for term in query.terms if term not in STEMS))
    found: dict[tuple[str, str, str], Known[Duel]] = {}
    for known in archive.of(Duel):
        fact = known.fact
        if fact.score is None or fact.loser is None or not fits(plain, known, archive):
            continue
        if query.entities and not _names(query, _sides(fact), archive):
            continue
        if strict and not query.entities:
            continue
        found.setdefault((fact.winner.value.name, fact.loser.value.name, fact.score.value), known)
    exact = [known for known in found.values() if query.round is not None and known.fact.race.round == query.round]
    return exact or list(found.values())


def _names(query: Query, sides: Sequence[Entrant], archive: Archive) -> bool:
    """Tell whether each whom the question names is a side; a person's nation need not be."""
    return any(is_asked(query, side, archive) for side in sides) and (
        len(query.entities) != 2
        or all(any(is_entrant(said, side, archive) for side in sides) for said in query.entities)
    )


def _sides(fact: Duel) -> list[Entrant]:
    return [fact.winner.value] + ([fact.loser.value] if fact.loser is not None else [])


def _written(fact: Duel) -> str:
    decided = f" {fact.decided.value}" if fact.decided is not None else ""
    return f"{fact.score.value if fact.score else ''}{decided}"


def _sentence(fact: Duel) -> str:
    loser = f" {named(fact.loser.value)}" if fact.loser is not None else ""
    return f"{capital(named(fact.winner.value))} beat{loser} {_written(fact)}{in_race(fact.race)}."
