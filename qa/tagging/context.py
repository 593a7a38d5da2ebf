"""Read a mention again in the light of its neighbours: "the final bend", "the women's pair", "the American"."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.mention import Kind, Mention

AGE_WORD = re.compile(r"\d{2}-year-olds?")
FINAL_AS_ROUND = frozenset(
    (
        "here again itself from against between which ended began started and but time race of standings "
        "yesterday results result ranking rankings held today tonight"
    ).split()
)
SPRINT_FINISHES = frozenset("uphill bunch mass final photo two-man three-man long last short reduced a".split())
NOUN_FOLLOWS = frozenset(
    {
        Kind.WORD,
        Kind.PERSON,
        Kind.EVENT,
        Kind.SEX,
        Kind.SPORT,
        Kind.RECORD,
        Kind.COMPETITION,
        Kind.ADJECTIVE,
        Kind.MEDAL,
        Kind.ROUND,
        Kind.NUMBER,
        Kind.CLUB,
        Kind.DASH,
        Kind.DEMONYM,
    }
)
BOATS = {
    word: boat
    for boat, words in {
        "pair": "pair pairs",
        "eight": "eight eights",
        "four": "four fours",
        "quadruple": "quad quads",
        "double": "double doubles",
        "single": "single singles",
    }.items()
    for word in words.split()
}


def read_epithet_age(mentions: list[Mention], index: int) -> Mention:
    """Read "the 34-year-old," as someone; "the 34-year-old Briton" leaves that to the noun."""
    mention = mentions[index]
    if not AGE_WORD.fullmatch(mention.word):
        return mention
    after = mentions[index + 1].kind if index + 1 < len(mentions) else Kind.COMMA
    alone = (
        index
        and mentions[index - 1].word == "the"
        and after not in {Kind.SEX, Kind.WORD, Kind.PERSON, Kind.DEMONYM, Kind.ADJECTIVE, Kind.CLUB, Kind.FINISH}
    )
    return replace(mention, kind=Kind.DEMONYM if alone else Kind.WORD, value=None)


def read_final(mentions: list[Mention], index: int) -> Mention:
    """Read "final" before a noun ("the final bend", "the final three laps") as an adjective, not as a round."""
    mention = mentions[index]
    if (
        mention.kind is Kind.ROUND
        and mention.word.endswith("-round")
        and index + 1 < len(mentions)
        and mentions[index + 1].kind in {Kind.WORD, Kind.FALL, Kind.TITLE}
    ):
        return replace(mention, kind=Kind.WORD)
    if (
        mention.kind is Kind.ROUND
        and mention.word == "qualifying"
        and index + 1 < len(mentions)
        and mentions[index + 1].word in {"time", "mark", "standard", "distance", "times"}
    ):
        return replace(mention, kind=Kind.WORD)
    if mention.kind is not Kind.ROUND or mention.word != "final" or index + 1 >= len(mentions):
        return mention
    after = mentions[index + 1]
    adjective = after.kind in {Kind.NUMBER, Kind.LENGTH, Kind.LAPS} or (
        after.kind in {Kind.WORD, Kind.TAKE, Kind.CLOCK}
        and after.word.isalpha()
        and after.word not in FINAL_AS_ROUND
        and not after.word.endswith(("ed", "ly"))
    )
    return replace(mention, kind=Kind.WORD) if adjective else mention


def read_sprint_finish(mentions: list[Mention], index: int) -> Mention:
    """Read "an uphill sprint", "a sprint for the line" as the end of a race, not as an event."""
    mention = mentions[index]
    if mention.kind is not Kind.EVENT or mention.value != ("sprint",):
        return mention
    before = mentions[index - 1].word if index else ""
    after = mentions[index + 1].word if index + 1 < len(mentions) else ""
    is_finish = before in SPRINT_FINISHES or after in {"finish", "for", "to", "from", "victory"}
    is_finish = is_finish or (before == "the" and index > 1 and mentions[index - 2].word in {"before", "in", "won"})
    return replace(mention, kind=Kind.WORD, value=None) if is_finish else mention


def read_definite_adjective(mentions: list[Mention], index: int) -> Mention:
    """Read "the American" and "the 27-year-old American" as someone where no noun follows."""
    mention = mentions[index]
    if mention.kind is not Kind.ADJECTIVE or not index or not mention.word.endswith("n"):
        return mention
    before = mentions[index - 1]
    definite = before.kind is Kind.THE and before.word == "the" or AGE_WORD.fullmatch(before.word)
    follows = mentions[index + 1].kind if index + 1 < len(mentions) else Kind.STOP
    return replace(mention, kind=Kind.DEMONYM) if definite and follows not in NOUN_FOLLOWS else mention


def read_boat_class(mentions: list[Mention], index: int) -> Mention:
    """Read "the women's pair", "Men's eight" as events; elsewhere the words count."""
    mention = mentions[index]
    if mention.word not in BOATS or mention.kind not in {Kind.WORD, Kind.NUMBER, Kind.EVENT}:
        return mention
    before = mentions[max(index - 2, 0) : index]
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    alone = (
        after is None or after.kind not in {Kind.WORD, Kind.SEX, Kind.NUMBER} or after.word in {"final", "in", "title"}
    )
    if (
        before
        and alone
        and (
            before[-1].kind is Kind.SEX
            or (len(before) == 2 and before[-1].kind is Kind.POSSESSIVE and before[0].kind is Kind.SEX)
        )
    ):
        return replace(mention, kind=Kind.EVENT, value=(BOATS[mention.word],))
    return mention
