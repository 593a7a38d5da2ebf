"""Tell a distance that is raced ("the 1,500m") from a mark and from a stretch of a race."""

from __future__ import annotations

from dataclasses import replace

from qa.measures import LengthUnit
from qa.mention import Kind, Mention

RACE_METRES = frozenset(
    {50, 55, 60, 80, 100, 110, 150, 200, 300, 400, 500, 600, 800, 1000, 1200, 1500, 1609, 2000, 3000, 3219, 4000, 5000}
    | {6000, 7500, 8000, 10000, 12500, 15000, 20000, 25000, 30000, 50000, 42195, 21097, 16093, 35000}
)
PART_OF_RACE = frozenset("last final closing remaining opening first next another past".split())
RACE_NOUNS = frozenset(
    (
        "final race title hurdles steeplechase freestyle backstroke breaststroke butterfly individual relay "
        "event heat heats gold crown"
    ).split()
)


def _is_race_number(mentions: list[Mention], index: int) -> bool:
    """Tell "Men's 800:" and "the 400 hurdles" from other bare numbers."""
    before = mentions[index - 1] if index else None
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    behind_sex = before is not None and (
        before.kind is Kind.SEX
        or (before.kind is Kind.POSSESSIVE and index > 1 and mentions[index - 2].kind is Kind.SEX)
    )
    named = after is not None and (after.word in RACE_NOUNS or after.kind is Kind.EVENT)
    return (
        behind_sex
        and (
            after is None
            or after.kind in {Kind.COLON, Kind.IN, Kind.COMMA, Kind.STOP, Kind.ROUND, Kind.EVENT, Kind.BE, Kind.TO}
            or after.word in {"went", "saw", "and", "with", "where", "title", "crown"}
            or named
        )
    ) or (named and before is not None and before.word in {"the", "s"})


def read_distances(mentions: list[Mention], *, cased: bool) -> list[Mention]:
    """Turn a distance that is raced ("the 1,500m") into an event; a mark or a stretch of a race stays a length."""
    read: list[Mention] = []
    for index, mention in enumerate(mentions):
        metres: int | None = None
        before = mentions[index - 1].word if index else ""
        after = mentions[index + 1].word if index + 1 < len(mentions) else ""
        if mention.kind is Kind.LENGTH and mention.value.approx is None:
            exact = mention.value.value.mm / 1000
            metres = (
                round(exact)
                if mention.value.value.unit in {LengthUnit.MILE, LengthUnit.YARD, LengthUnit.FURLONG}
                or exact.is_integer()
                else None
            )
        elif (
            mention.kind is Kind.NUMBER
            and before not in {"in", "top", "how", "stage"}
            and (not cased or _is_race_number(mentions, index))
        ):
            metres = int(mention.value) if mention.value == int(mention.value) else None
            metres = metres if metres in RACE_METRES and (metres >= 60) else None
        if (
            metres in RACE_METRES
            and before not in PART_OF_RACE
            and not (cased and before in {"at", "after", "by", "until"})
            and after
            not in {
                "to",
                "from",
                "behind",
                "back",
                "left",
                "remaining",
                "ahead",
                "mark",
                "away",
                "of",
                "course",
                "lane",
                "track",
                "loop",
                "penalty",
            }
        ):
            read.append(replace(mention, kind=Kind.EVENT, value=(f"{metres}m",)))
        else:
            read.append(mention)
    return read
