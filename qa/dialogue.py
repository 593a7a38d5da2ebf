"""Follow-up questions: what they leave open is taken from the question before."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.asks import Asks
from qa.names import fold
from qa.numbers import read_number
from qa.query import Query

PRONOUN = re.compile(r"\b(?:he|she|they|them|him|her|it|their|his)\b")
SOMEONE = re.compile(r"\b(?:he|she|him|his|her)\b")
POINTING = re.compile(r"\b(?:that|this|those|there)\b")
OPENING = re.compile(
    r"^(?:and|what about|how about|so|then|but|also|by how much|why|when|where"
    r"|who (?:was|came|got|took|finished) (?:second|third|fourth|last|silver|bronze))\b"
)
SOURCES = re.compile(
    r"(?:and )?(?:says who|who (?:says|said) (?:so|that|this|it)|according to (?:whom|who)"
    r"|how do you know(?: that| this)?"
    r"|(?:(?:what|which|whats|what's)(?: is| are| was)? )?(?:the |your )?sources?"
    r"|where (?:does|do|did) (?:it|they|that) (?:say (?:so|that|it)|come from))\W*"
)
SHIFT = re.compile(r"\b(?P<count>\w+) years? (?P<way>earlier|before|later|after)\b")
EARLIER = frozenset({"earlier", "before"})
SHORT = 4  # words up to which a question leans on the one before
# Questions of someone: without a name, they are of whom the question before was.
OF_SOMEONE = frozenset(
    {Asks.TIME, Asks.RESULT, Asks.HAPPENED, Asks.SAID, Asks.AGE, Asks.TEAM, Asks.HOW_MANY, Asks.WHY, Asks.LINE_UP}
)


def carry_over(query: Query, earlier: Query) -> Query:
    """Return the question with the open slots filled from the earlier one."""
    if not is_follow_up(query):
        return query
    asks = _asks(query, earlier)
    same = asks is earlier.asks
    takes_entities = asks is not Asks.PLACE and (same or asks in OF_SOMEONE or bool(PRONOUN.search(query.text)))
    takes_place = same and query.place is None
    named = {constraint.kind for constraint in query.origins}
    inherited = (replace(constraint, words="") for constraint in earlier.origins if constraint.kind not in named)
    filled = replace(
        query,
        asks=asks,
        entities=query.entities or (earlier.entities if takes_entities else ()),
        event=query.event or earlier.event,
        sport=query.sport or earlier.sport,
        sex=query.sex or earlier.sex,
        venue_nation=query.venue_nation or earlier.venue_nation,
        days=query.days or earlier.days,
        round=query.round or (earlier.round if same else None),
        medal=earlier.medal if takes_place else query.medal,
        rank=earlier.rank if takes_place else query.rank,
        record=query.record or (earlier.record if same else None),
        origins=(*query.origins, *inherited),
    )
    return _in_time(filled, earlier)


def asks_sources(question: str) -> bool:
    """Tell "says who?", which asks where the answer before stands."""
    return SOURCES.fullmatch(fold(question).strip()) is not None


def asks_of_answer(query: Query, earlier: Query) -> bool:
    """Tell whether "how old is he?" is about whom the answer to the question before named."""
    return bool(SOMEONE.search(query.text)) and not query.entities and not earlier.entities


def without_inherited_sex(query: Query) -> Query | None:
    """Return "and the hammer?" without the sex of the question before; None where the question has none from there."""
    if query.sex is None or any(one.kind == "sex" and one.words for one in query.origins):
        return None
    return replace(query, sex=None, origins=tuple(one for one in query.origins if one.kind != "sex"))


def is_follow_up(query: Query) -> bool:
    """Tell whether a question leans on the one before: it begins so, points back, is short, or names no race."""
    names_race = query.event or query.years or query.host or query.venue_nation or query.sport
    leans = any(pattern.search(query.text) for pattern in (OPENING, PRONOUN, POINTING))
    return leans or len(query.words) <= SHORT or not names_race


def _asks(query: Query, earlier: Query) -> Asks:
    """Return what a follow-up asks; "and the women?" and "what about 2018?" ask what the question before asked."""
    if query.asks is Asks.PLACE and (query.medal or query.rank):
        return earlier.asks if earlier.asks is Asks.TIME else Asks.PLACE
    is_bare = (
        query.asks is Asks.OTHER
        or (query.asks is Asks.HAPPENED and query.has("about"))
        or (query.asks is Asks.PLACE and not query.has("who", "which", "winner"))
    )
    if not is_bare or query.has("happened", "tell"):
        return query.asks
    # "What about Berg?" behind "Who won?" asks how Berg did.
    return Asks.RESULT if earlier.asks is Asks.PLACE and query.entities and not earlier.entities else earlier.asks


def _in_time(query: Query, earlier: Query) -> Query:
    """Set year and host city: those named, else those before, moved by "four years later"."""
    shift = SHIFT.search(query.text)
    if shift is not None:
        count = int(read_number(shift.group("count")) or 0)
        step = -count if shift.group("way") in EARLIER else count
        years = earlier.years or (earlier.host[1][:1] if earlier.host else ())
        return replace(query, years=tuple(year + step for year in years), host=None)
    if query.years or query.host:
        return query
    return replace(query, years=earlier.years, host=earlier.host)
