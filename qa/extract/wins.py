"""Read verbs of winning and taking: "won gold", "took second", "the race was won by"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.extract.coreference import Resolver
from qa.extract.grammar import subject_of
from qa.extract.groups import is_person_group
from qa.extract.objects import entity_behind
from qa.extract.placings import is_place, placed, placed_each, races_behind, ranks_from, results_of
from qa.extract.scene import Scene
from qa.extract.verb_forms import is_passive, is_unreal
from qa.facts import Result, Slot
from qa.mention import Kind, Mention

# Behind a verb of taking, words that may stand between it and what is taken.
OBJECT_GAP = re.compile(r"(?:98|98\^|8)?[\^XEOSCKNALRF'.Y]{0,8}?(?P<object>M|H)|[\^XA.]{0,3}?(?P<rank>R)")
WON_NOTHING_ELSE = frozenset(
    (
        "race event competition contest match game championship championships tour stage day battle showdown "
        "duel sprint final relay gold medal crown title series time-trial marathon derby tie section category "
        "class heat trophy cup prize honours laurels"
    ).split()
)
TOOK = frozenset("took takes claimed claims captured captures".split())
TOOK_EVENT = re.compile(r"o\^(?:X'?)?E(?=[!,;3(]|[92][TDL]|$)")  # "took the men's quad in 5:40.2"
CONTESTS = frozenset("sprint battle race fight duel contest dash scramble play-off playoff run-off".split())
WISHES = frozenset("way how favourites favourite bid chance hope failed trying needed want wants like love".split())
# "was run by Berg" names who ran, not who won.
MOVING = frozenset("run ridden driven skated skied rowed sailed swum flown raced held hung coxed".split())
TALLY = frozenset("medals golds silvers bronzes titles times victories wins".split())
NO_RACE = frozenset(
    (
        "place spot berth right toss heart hearts point points set praise plaudits bet seat contract "
        "promotion permission"
    ).split()
)


def find_taken(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Result]:
    """Read "won", "won gold", "took second in the 200m", "retained the title", "was won by Berg"."""
    mentions = scene.mentions
    if (
        is_unreal(mentions, verb)
        or mentions[verb].word in {"win", "wins"}
        and verb
        and mentions[verb - 1].word in {"to"}
        and _is_wish(mentions, verb)
    ):
        return
    if (
        verb > 1
        and mentions[verb - 1].kind is Kind.TO
        and any(
            item.kind is Kind.RANK or item.word in {"only", "last", "youngest", "oldest"}
            for item in mentions[max(verb - 5, 0) : verb - 1]
        )
    ):
        return
    rest = mentions[verb + 1 :]
    if is_passive(mentions, verb):
        if mentions[verb].word in MOVING:
            return
        yield from _won_by(scene, resolver, verb)
        return
    if any(
        mentions[at].word in {"that", "which"}
        and (mentions[at - 1].kind is Kind.MEDAL or mentions[at - 1].word in {"medal", "medals", "title", "titles"})
        for at in range(max(verb - 5, 1), verb)
    ):
        return
    match = OBJECT_GAP.match(scene.codes, verb + 1)
    words = {item.word for item in mentions[verb + 1 : match.end() if match else verb + 3]}
    if words & {"lead", "right", "record", "pole", "toss"} and mentions[verb].kind is not Kind.WIN:
        return
    subject = subject_of(mentions, verb)
    if mentions[verb].kind is Kind.WIN and (place := _place_won(mentions, verb)) is not None:
        yield from placed(scene, resolver, subject, place)
        return
    if match and not _is_tally(mentions, verb, match.end() - 1):
        target = mentions[match.end() - 1]
        if match.group("object") == "M":
            medals = ranks_from(mentions, match.end() - 1)
            if len(medals) > 1 and len(medals) == len(subject):
                yield from placed_each(scene, resolver, subject, medals, races_behind(scene, verb, match.end()))
                return
            yield from placed(scene, resolver, subject, target, races_behind(scene, verb, match.end()))
            return
        ranks = ranks_from(mentions, match.end() - 1)
        if len(ranks) > 1 and len(ranks) == len(subject):
            yield from placed_each(scene, resolver, subject, ranks, races_behind(scene, verb, match.end()))
            return
        if match.group("rank") and mentions[verb].kind is not Kind.WIN and is_place(mentions, match.end() - 1):
            if len(ranks) == 1 or not is_person_group(subject):
                yield from placed(scene, resolver, subject, target, races_behind(scene, verb, match.end()))
            return
        if match.group("object") == "H" and not words & {"no", "without"}:
            yield from results_of(
                scene,
                resolver,
                subject,
                rank=Slot(1, mentions[verb].start, target.end),
                medal=None,
                races=races_behind(scene, verb, match.end()),
            )
            return
    if TOOK_EVENT.match(scene.codes, verb) and mentions[verb].word in TOOK:
        first: Slot[int] = Slot(1, mentions[verb].start, mentions[verb].end)
        races = races_behind(scene, verb, verb + 4)
        yield from results_of(scene, resolver, subject, rank=first, medal=None, races=races)
    if mentions[verb].kind is Kind.WIN and _wins_race(rest, scene.codes[verb + 1 :]):
        yield from results_of(
            scene,
            resolver,
            subject,
            rank=Slot(1, mentions[verb].start, mentions[verb].end),
            medal=None,
            races=races_behind(scene, verb, verb + 8),
        )


def _place_won(mentions: list[Mention], verb: int) -> Mention | None:
    """Return the place at stake in "won the sprint for second" and "won the race for bronze"."""
    for at in range(verb + 1, min(verb + 6, len(mentions) - 1)):
        if mentions[at].kind in {Kind.COMMA, Kind.CLAUSE, Kind.SEMICOLON}:
            return None
        if mentions[at].kind is Kind.FOR and mentions[at - 1].word in CONTESTS:
            found = next((item for item in mentions[at + 1 : at + 3] if item.kind is not Kind.THE), None)
            return found if found is not None and found.kind in {Kind.RANK, Kind.MEDAL} else None
    return None


def _is_wish(mentions: list[Mention], verb: int) -> bool:
    """Tell "a chance to win" from "went on to win"."""
    before = mentions[max(verb - 4, 0) : verb]
    return any(item.word in WISHES for item in before)


def _is_tally(mentions: list[Mention], verb: int, target: int) -> bool:
    """Tell "won five gold medals" or "her 11th title" from winning this race."""
    between = mentions[verb + 1 : target]
    if any(item.kind is Kind.NUMBER for item in between) or mentions[target].word in TALLY:
        return True
    return target + 1 < len(mentions) and mentions[target + 1].word in TALLY


def _wins_race(rest: list[Mention], codes: str) -> bool:
    """Tell whether what follows "won" can be a race, or nothing."""
    if rest and rest[0].kind in {Kind.STOP, Kind.SEMICOLON}:
        return True
    if any(item.word in NO_RACE for item in rest[:3]):
        return False
    if any(item.word in {"medal", "medals"} for item in rest[:8]) and not any(
        item.kind is Kind.MEDAL for item in rest[:8]
    ):
        return False
    if any(item.kind is Kind.MEDAL and item.value != "gold" for item in rest[:10]):
        return False
    if len(rest) > 3 and rest[0].kind is Kind.FOR and rest[2].kind is Kind.RANK and rest[3].word == "time":
        return True  # "won for the second time"
    for item in rest[:7]:
        if item.kind in {
            Kind.EVENT,
            Kind.COMPETITION,
            Kind.ROUND,
            Kind.IN,
            Kind.BY,
            Kind.COMMA,
            Kind.WITH,
            Kind.CLAUSE,
            Kind.AND,
            Kind.DATE,
            Kind.SPORT,
            Kind.AHEAD,
        }:
            return True
        if (
            item.word in WON_NOTHING_ELSE
            or item.word.endswith("ly")
            or item.word in {"again", "easily", "here", "from"}
        ):
            return True
        if item.kind in {Kind.THE, Kind.SEX, Kind.POSSESSIVE, Kind.ADJECTIVE, Kind.NATION, Kind.LENGTH, Kind.RANK} or (
            item.kind is Kind.WORD and item.word.isalpha() and codes.startswith("^")
        ):
            continue
        return False
    return not rest or rest[0].kind is Kind.WORD and not rest[0].word.isalpha()


def _won_by(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Result]:
    mentions = scene.mentions
    for index in range(verb + 1, min(verb + 5, len(mentions))):
        if mentions[index].kind is Kind.BY:
            agent = entity_behind(mentions, index)
            medal = next((item for item in mentions[max(verb - 5, 0) : verb] if item.kind is Kind.MEDAL), None)
            slot = Slot(medal.value, medal.start, medal.end) if medal else None
            rank = None if medal else Slot(1, mentions[verb].start, mentions[verb].end)
            yield from results_of(scene, resolver, agent, rank=rank, medal=slot)
            return
