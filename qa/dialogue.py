"""Follow-up questions: what they leave open is taken from the question before."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.archive import Archive
from qa.asks import Asks
from qa.numbers import read_number
from qa.question import Query

FOLLOW_UP = re.compile(r"^(?:and|what about|how about|so|then|but|also|by how much|why|when|where|who (?:was|came|got|took|finished) (?:second|third|fourth|last|silver|bronze))\b|\b(?:he|she|they|them|him|her|it|that|this|those|there|their|his)\b")
SHIFT = re.compile(r"\b(?P<count>\w+) years? (?P<way>earlier|before|later|after)\b")
SHORT = 4


def is_follow_up(query: Query) -> bool:
    """Tell whether a question leans on the one before: it begins so, has a pronoun, or names no race at all."""
    names_race = query.event or query.years or query.host or query.venue_nation or query.sport
    return bool(FOLLOW_UP.search(query.text)) or len(query.words) <= SHORT or not names_race


def carry_over(query: Query, earlier: Query, archive: Archive) -> Query:
    """Return the question with the open slots filled from the earlier one."""
    if not is_follow_up(query):
        return query
    bare = query.asks in {Asks.OTHER} or (query.asks is Asks.HAPPENED and "about" in query.words and "tell" not in query.words) or (query.asks is Asks.PLACE and not query.has("who", "which", "winner"))
    asks = query.asks if not (bare and not query.has("happened", "tell")) else earlier.asks
    if query.asks is Asks.PLACE and (query.medal or query.rank):
        asks = earlier.asks if earlier.asks in {Asks.TIME, Asks.PLACE} else Asks.PLACE
    changes: dict[str, object] = {"asks": asks}
    pronoun = re.search(r"\b(?:he|she|they|them|him|her|it|their|his)\b", query.text)
    if not query.entities and (pronoun or asks in {Asks.TIME, Asks.RESULT, Asks.HAPPENED, Asks.SAID, Asks.AGE, Asks.TEAM, Asks.HOW_MANY, Asks.WHY, Asks.LINE_UP} or asks is earlier.asks) and not (asks is Asks.PLACE):
        changes["entities"] = earlier.entities
    for slot in ("event", "sport", "sex", "years", "host", "venue_nation", "days"):
        if not getattr(query, slot):
            changes[slot] = getattr(earlier, slot)
    if query.round is None and asks is earlier.asks:
        changes["round"] = earlier.round
    if query.medal is None and query.rank is None and asks is earlier.asks:
        changes["medal"], changes["rank"] = earlier.medal, earlier.rank
    if query.record is None and asks is earlier.asks:
        changes["record"] = earlier.record
    if (shift := SHIFT.search(query.text)) is not None:
        years = earlier.years or ((earlier.host[1][0],) if earlier.host else ())
        count = read_number(shift.group("count")) or 0
        changes["years"] = tuple(int(year - count if shift.group("way") in {"earlier", "before"} else year + count) for year in years)
        changes["host"] = None
    elif query.years or query.host:
        changes["host"] = query.host
        changes["years"] = query.years
    inherited = [replace(constraint, words="") for constraint in earlier.origins if constraint.kind not in {item.kind for item in query.origins}]
    changes["origins"] = (*query.origins, *inherited)
    return replace(query, **changes)


