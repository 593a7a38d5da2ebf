"""Find the entities behind a word: "by the Norwegian Jan Berg", "kept A, B and C at bay"."""

from __future__ import annotations

from qa.extract.coreference import ROLES
from qa.extract.groups import group_ending
from qa.mention import ENTITIES, Kind, Mention

DESCRIBING = frozenset(
    (
        "top seed seeds seeded world number no former ranked star great veteran teenager teenage olympic "
        "european national local home-town hometown brother sister old young twice winner finalist holder "
        "holders favourite favourites leader debutant"
    ).split()
)


def entity_behind(mentions: list[Mention], index: int) -> list[Mention]:
    """Return the entities right behind a preposition ("by the Norwegian Jan Berg", "by A, B and C")."""
    at = index + 1
    while (
        at < len(mentions)
        and at <= index + 9
        and (
            _describes(mentions[at])
            or (
                mentions[at].kind is Kind.AND
                and at > index + 1
                and _describes(mentions[min(at + 1, len(mentions) - 1)])
            )
            or mentions[at].kind in {Kind.THE, Kind.ADJECTIVE, Kind.SEX, Kind.POSSESSIVE}
            or mentions[at].word
            in {
                "hosts",
                "compatriot",
                "team-mate",
                "fellow",
                "champion",
                "champions",
                "team",
                "rival",
                "rivals",
                "reigning",
                "defending",
                "world",
                "local",
                "teammate",
            }
        )
    ):
        at += 1
    if at + 1 < len(mentions) and mentions[at].kind is Kind.NATION and mentions[at + 1].kind is Kind.PERSON:
        at += 1  # "from the American pair Berg and Dahl"
    if (
        at < len(mentions)
        and mentions[at].kind in {Kind.NATION, Kind.PERSON}
        and at + 2 < len(mentions)
        and mentions[at + 1].kind is Kind.POSSESSIVE
        and mentions[at + 2].kind is Kind.PERSON
    ):
        at += 2
    if (
        at + 2 < len(mentions)
        and mentions[at].kind in ENTITIES
        and mentions[at + 1].word in ROLES
        and mentions[at + 2].kind is Kind.PERSON
    ):
        at += 2
    if at + 1 < len(mentions) and mentions[at].kind is Kind.DEMONYM and mentions[at + 1].kind is Kind.PERSON:
        at += 1
    if at >= len(mentions) or mentions[at].kind not in ENTITIES:
        return []
    last = at
    while (
        last + 2 < len(mentions)
        and mentions[last + 1].kind in {Kind.COMMA, Kind.AND}
        and mentions[last + 2].kind is mentions[at].kind
    ):
        last += 2
    if mentions[last - 1].kind is Kind.AND or last == at:
        return group_ending(mentions, last)[1] if last > at else [mentions[at]]
    return [mentions[at]]


def _describes(mention: Mention) -> bool:
    """Tell the words that describe an entrant before the name: "top seed and world number four"."""
    return (
        mention.word in DESCRIBING
        or mention.word.endswith(("-seeded", "-time", "-year-old", "-ranked"))
        or mention.kind in {Kind.RANK, Kind.NUMBER}
    )


def list_from(mentions: list[Mention], at: int) -> list[Mention]:
    """Return the list of entities that begins at a mention, brackets skipped: "A (NED), B (NED) and C (NED)"."""
    found = [mentions[at]]
    index = at + 1
    while index < len(mentions):
        kind = mentions[index].kind
        if kind is Kind.OPEN:
            while index < len(mentions) and mentions[index].kind is not Kind.CLOSE:
                index += 1
        elif kind is mentions[at].kind:
            found.append(mentions[index])
        elif kind not in {Kind.COMMA, Kind.AND}:
            break
        index += 1
    return found
