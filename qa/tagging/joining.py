"""Join neighbours that mean one thing: an event of several words, "saw off", "the Dutch trio"."""

from __future__ import annotations

from dataclasses import replace

from qa.mention import Kind, Mention

SIDE_WORDS = frozenset(
    (
        "team trio squad quartet quintet duo pair side crew crews foursome skaters riders runners rowers "
        "sledders men women boys girls ladies relay eight four"
    ).split()
)
PHRASAL_BEATING: dict[str, frozenset[str]] = {
    "off": frozenset(
        (
            "see sees saw seen seeing hold holds held holding fight fights fought fighting fend fends fended "
            "fending hit"
        ).split()
    ),
    "aside": frozenset("sweep sweeps swept sweeping brush brushes brushed brushing".split()),
    "out": frozenset("knock knocks knocked knocking put puts putting".split()),
    "past": frozenset(
        (
            "get gets got getting power powered powering edge edged edging squeeze squeezed slip slipped surge surged"
        ).split()
    ),
    "for": frozenset("account accounts accounted accounting".split()),
}


def join_phrasal(mentions: list[Mention]) -> list[Mention]:
    """Make one verb of beating of "saw off", "swept aside", "knocked out"."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and joined[-1].word in PHRASAL_BEATING.get(mention.word, frozenset()):
            joined[-1] = replace(joined[-1], kind=Kind.BEAT, end=mention.end)
            continue
        joined.append(mention)
    return joined


def join_events(mentions: list[Mention], text: str) -> list[Mention]:
    """Make one event of the words of "4x100m medley relay" and "sprint individual"."""
    joined: list[Mention] = []
    for mention in mentions:
        if (
            mention.word == "individual"
            and joined
            and joined[-1].kind is Kind.EVENT
            and text[joined[-1].end : mention.start] == " "
        ):
            joined[-1] = replace(joined[-1], end=mention.end, value=(*joined[-1].value, "individual"))
            continue
        if mention.kind is Kind.EVENT and joined:
            last = joined[-1]
            gap = text[last.end : mention.start]
            if last.kind is Kind.EVENT and gap in {" ", "-", ""}:
                joined[-1] = replace(last, end=mention.end, value=tuple(dict.fromkeys((*last.value, *mention.value))))
                continue
            if (
                last.kind is Kind.SPORT
                and gap == " "
                and len(joined) > 1
                and joined[-2].kind is Kind.EVENT
                and text[joined[-2].end : last.start] == " "
            ):
                first = joined[-2]
                joined[-2:] = [
                    replace(first, end=mention.end, value=tuple(dict.fromkeys((*first.value, *mention.value)))),
                    last,
                ]
                joined.pop()
                continue
        joined.append(mention)
    return joined


def join_national_records(mentions: list[Mention]) -> list[Mention]:
    """Read "the Icelandic hammer throw record" as a national record."""
    read = list(mentions)
    for index, mention in enumerate(mentions):
        if mention.kind is Kind.RECORD and mention.value == "record":
            before = mentions[max(index - 4, 0) : index]
            while before and before[0].kind is not Kind.ADJECTIVE:
                before = before[1:]
            if before and all(item.kind in {Kind.ADJECTIVE, Kind.EVENT, Kind.SEX, Kind.POSSESSIVE} for item in before):
                read[index] = replace(mention, value="national record")
    return read


def join_teams(mentions: list[Mention], text: str) -> list[Mention]:
    """Make one team mention of "the Dutch trio", "Canada's women", "Russian Olympic Committee (ROC)", "Team USA"."""
    joined: list[Mention] = []
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        rest = mentions[index + 1 : index + 6]
        codes = "".join(item.code for item in rest)
        if mention.kind in {Kind.NATION, Kind.ADJECTIVE}:
            if mention.kind is Kind.NATION and codes[:3] == "(N)" and rest[1].value.nation == mention.value.nation:
                mention = replace(mention, end=rest[2].end)
                index += 3
                rest = mentions[index + 1 : index + 6]
                codes = "".join(item.code for item in rest)
            skip = 1 if codes[:1] == "'" and mention.kind is Kind.NATION else 0
            if (
                len(rest) > skip
                and rest[skip].word in SIDE_WORDS
                and (skip or mention.kind is Kind.ADJECTIVE or rest[skip].kind is Kind.SEX)
            ):
                side = rest[skip]
                follows_possessive = len(rest) > skip + 1 and rest[skip + 1].kind in {
                    Kind.POSSESSIVE,
                    Kind.EVENT,
                    Kind.SPORT,
                }
                if side.kind is Kind.SEX and follows_possessive:
                    joined.append(mention)
                    index += 1
                    continue
                sex = side.value if side.kind is Kind.SEX else mention.value.sex
                mention = replace(mention, kind=Kind.NATION, end=side.end, value=replace(mention.value, sex=sex))
                index += skip + 1
                if (
                    index + 1 < len(mentions)
                    and mentions[index + 1].word in SIDE_WORDS
                    and mentions[index + 1].kind is not Kind.SEX
                ):
                    mention = replace(mention, end=mentions[index + 1].end)
                    index += 1
        joined.append(mention)
        index += 1
    return joined
