"""Tell the mark that somebody achieved in a race from other times and lengths: gaps, splits, roads, winds, points."""

from __future__ import annotations

import re

from qa.extract.race_words import is_goal
from qa.extract.verb_forms import is_on_the_way
from qa.measures import Notation
from qa.mention import ENTITIES, VERBS, Kind, Mention

DIFFERENCE = frozenset(
    (
        "ahead behind back adrift clear later faster quicker slower short off outside inside better earlier "
        "down up from left remaining ago old per more before after advantage lead gap deficit margin penalty "
        "cm"
    ).split()
)
DISTANCES = frozenset("lead gap deficit advantage margin difference cushion".split())
NEAR = 40  # mentions
ROAD = re.compile(r"k(?:m|ilomet)|mile", re.IGNORECASE)  # how long a race is, no mark
WHICH_STRETCH = frozenset("last final closing opening first second third fourth next each every".split())
STRETCHES = frozenset("kilometre kilometer mile leg half quarter stretch section metres run circuit length".split())
FALLING = frozenset(
    "off outside inside short missed missing under within beat broke breaking erased bettered bettering lowered".split()
)


def is_of_race(mentions: list[Mention], index: int) -> bool:
    """Tell whether a time or length is a mark that somebody achieved in the race."""
    mention = mentions[index]
    if mention.kind not in {Kind.DURATION, Kind.LENGTH} or mention.value.approx or not is_mark(mention):
        return False
    return not (
        _is_difference(mentions, index)
        or _is_compared(mentions, index)
        or any(item.word in {"lap", "split"} for item in mentions[:index])
        or is_on_the_way(mentions, index)
        or _is_of_stretch(mentions, index)
        or _may_be_points(mentions, index)
        or _is_of_round_before(mentions, index)
        or any(item.word in {"wind", "+"} for item in mentions[max(index - 2, 0) : index])
    )


def is_mark(mention: Mention) -> bool:
    """Tell a mark, which has decimals, a clock notation or hours, from a rough stretch of time or road."""
    value = mention.value.value
    if mention.kind is Kind.LENGTH:
        return bool(value.decimals) and not ROAD.search(mention.value.text)
    return bool(getattr(value, "decimals", 0)) or ":" in mention.value.text or getattr(value, "ms", 0) >= 120_000


def is_old_record(mentions: list[Mention], index: int) -> bool:
    """Tell the mark that fell, or stood, in "took 0.1 off the record of 1:00.5" and "outside the record of 9.8"."""
    if index < 2 or mentions[index - 1].kind is not Kind.OF:
        return False
    record = next((at for at in range(index - 2, max(index - 5, -1), -1) if mentions[at].kind is Kind.RECORD), None)
    return record is not None and any(item.word in FALLING for item in mentions[max(record - 6, 0) : record])


def _is_compared(mentions: list[Mention], index: int) -> bool:
    """Tell "2:59.27 against 2:59.72", where it is left open whose time is whose."""
    near = (mentions[index + 1 : index + 3], mentions[max(index - 2, 0) : index][::-1])
    return any(len(pair) == 2 and pair[0].word in {"against", "to"} and pair[1].kind is Kind.DURATION for pair in near)


def _is_difference(mentions: list[Mention], index: int) -> bool:
    after = mentions[index + 1].word if index + 1 < len(mentions) else ""
    then = mentions[index + 2].word if index + 2 < len(mentions) else ""
    if is_old_record(mentions, index) or (after == "in" and then == "front"):
        return True
    before = [item.word for item in mentions[max(index - 2, 0) : index]]
    if before[-1:] == ["of"] and before[0] in {"standard", "target", "limit"}:
        return True
    if len(before) == 2 and before[0] == "by" and before[1] in {"just", "only", "a", "some"}:
        return True
    if after in {"set", "held"} or (
        after == "that" and index + 2 < len(mentions) and mentions[index + 2].kind in ENTITIES
    ):
        return True
    if before and before[-1] in {"in", "at"}:
        return False
    if after in DIFFERENCE or (before and before[-1] in {"by", "another", "last", "final", "within", "after", "until"}):
        return True
    if before[-1:] == ["of"] and before[:1] and before[0] in {"lead", "gap", "deficit", "advantage", "margin"}:
        return True
    return any(item.word in DISTANCES for item in mentions[max(index - 3, 0) : index])


def _is_of_stretch(mentions: list[Mention], index: int) -> bool:
    """Tell "covered the last kilometre in 3:01" and "won the first run in 50.12" from the mark of the race."""
    for at in range(index - 1, 0, -1):
        if mentions[at].kind in VERBS or mentions[at].kind in {Kind.COMMA, Kind.AND, Kind.CLAUSE, Kind.SEMICOLON}:
            return False
        if mentions[at - 1].word in WHICH_STRETCH and (
            mentions[at].word in STRETCHES or mentions[at].kind in {Kind.LENGTH, Kind.EVENT}
        ):
            return True
    return False


def _is_of_round_before(mentions: list[Mention], index: int) -> bool:
    """Tell "qualified for the final in 4:11.2" and "reached the final with victory over Norway in 4:11.2"."""
    for at in range(index - 1, max(index - NEAR, -1), -1):
        if mentions[at].kind in VERBS:
            return False
        if mentions[at].kind is Kind.ROUND:
            return is_goal(mentions, at)
    return False


def _may_be_points(mentions: list[Mention], index: int) -> bool:
    """Tell "won with 268.4 points, ahead of Dahl (265.1)", where the bare numbers are points, too."""
    bare = mentions[index].value.notation is Notation.BARE
    return bare and any(mention.kind is Kind.POINTS for mention in mentions[max(index - NEAR, 0) : index + NEAR])
