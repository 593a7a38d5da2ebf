"""Say what the form of a verb tells: whether it really happened, is passive, or looks back before the news."""

from __future__ import annotations

from collections.abc import Sequence

from qa.mention import ENTITIES, VERBS, Kind, Mention

UNREAL = frozenset(
    (
        "will would could should can cannot can't may might must fail failed fails failing hope hopes hoped "
        "hoping want wants wanted wanting aim aims aimed aiming try tries tried trying bid chance chances "
        "expected tipped favourite favourites favorite favorites favoured going looking seemingly almost nearly "
        "unable without if whether likely threatened threatening poised attempt attempted attempting dream "
        "dreamed dreaming seeking sought plans planned intends unless never not nor no didn't don't doesn't "
        "couldn't wasn't weren't won't isn't instead missed missing yet deserved deserves deserving meant supposed "
        "destined desperate eager keen hungry determined vowed promised needed needs wished ought bound due backed "
        "within verge brink"
    ).split()
)
REACH = 60  # mentions in which a sentence may have said that this is not the end
WAYPOINTS = frozenset("halfway half-way midway turn bell interval checkpoint split break".split())
PASSING = frozenset("passing passed through".split())
TOWARDS = frozenset("at by to past through reached reaching reaches passed passing made took".split())
LOOKING_BACK = frozenset("already previously earlier formerly".split())


def is_unreal(mentions: Sequence[Mention], verb: int) -> bool:
    """Tell whether the verb is negated, hoped for, expected or otherwise no event that took place."""
    if any(mention.kind is Kind.STOP and mention.word == "?" for mention in mentions[verb:]) or _is_conditional(
        mentions, verb
    ):
        return True
    is_past = mentions[verb].word.endswith("ed") or mentions[verb].word in {"won", "came", "took", "was", "were"}
    for index in range(verb - 1, max(verb - 6, -1), -1):
        mention = mentions[index]
        if mention.word == "could" and any(item.word == "only" for item in mentions[index : verb + 2]):
            return False  # "could only finish seventh"
        if (mention.word in UNREAL and mention.kind not in ENTITIES) or (  # NOR is Norway
            mention.kind is Kind.SCORE and index + 1 < verb and mentions[index + 1].kind is Kind.TO
        ):
            return True
        if mention.kind in {Kind.COMMA, Kind.CLAUSE, Kind.SEMICOLON, Kind.QUOTE} or mention.kind in ENTITIES:
            return False
        if mention.kind is Kind.AND and is_past:
            return False  # "missed twice and finished 11th"
    return False


def _is_conditional(mentions: Sequence[Mention], verb: int) -> bool:
    """Tell "if Berg wins" from "Berg wins"."""
    for index in range(verb - 1, -1, -1):
        if mentions[index].word in {"if", "whether", "unless"}:
            return True
        if mentions[index].kind in {Kind.COMMA, Kind.CLAUSE, Kind.SEMICOLON}:
            return False
    return False


def is_passive(mentions: Sequence[Mention], verb: int) -> bool:
    """Tell "was beaten", "been won" from "has beaten"."""
    index = verb - 1
    while index >= 0 and (
        mentions[index].word.endswith("ly") or mentions[index].word in {"also", "then", "eventually", "comfortably"}
    ):
        index -= 1
    return index >= 0 and mentions[index].kind is Kind.BE


def looks_back(piece: Sequence[Mention]) -> bool:
    """Tell the past perfect ("had won", "having won") and "already" from the news."""
    if piece[0].word == "having":
        return True
    told = piece[1:] if len(piece) > 1 and piece[0].word == "earlier" and _is_same_day(piece[1:]) else piece
    if any(mention.word in LOOKING_BACK for mention in told) and any(mention.kind in VERBS for mention in piece):
        return True
    return has_past_perfect(piece)


def _is_same_day(behind: Sequence[Mention]) -> bool:
    """Tell "Earlier, …" and "Earlier in the evening …", which turn to another race, from "Earlier this year …"."""
    return behind[0].kind is Kind.COMMA or any(
        mention.word in {"day", "evening", "morning", "afternoon", "session", "programme"} for mention in behind[:3]
    )


def has_past_perfect(piece: Sequence[Mention]) -> bool:
    """Tell "had won" from "had the longest throw"."""
    for index, mention in enumerate(piece):
        if mention.word not in {"had", "having"}:
            continue
        for later in piece[index + 1 : index + 4]:
            if later.word in {"to", "the", "a", "an"}:
                break
            if later.kind in VERBS or (later.word.endswith("ed") and len(later.word) > 4):
                return True
    return False


def is_on_the_way(mentions: Sequence[Mention], index: int) -> bool:
    """Tell "at halfway Berg was first in 7:50" and "reached the turn in 7:50" from how it ended."""
    for at in range(index - 1, max(index - REACH, -1), -1):
        if mentions[at].kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.WHO}:
            return False
        is_passed = mentions[at].kind in {Kind.EVENT, Kind.LENGTH} and mentions[max(at - 1, 0)].word in PASSING
        if is_passed or (
            mentions[at].word in WAYPOINTS
            and any(item.word in TOWARDS or item.kind is Kind.CLOCK for item in mentions[max(at - 3, 0) : at])
        ):
            return not any(item.word in {"and", "then"} for item in mentions[at + 1 : index])
    return False
