"""Read places and medals named by a noun: "gold for Berg", "went to Berg", "are champions", "the longest throw"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.extract.coreference import Resolver
from qa.extract.grammar import subject_of
from qa.extract.groups import nearest_before
from qa.extract.objects import entity_behind
from qa.extract.placings import races_behind, results_of
from qa.extract.scene import Scene
from qa.extract.verb_forms import is_unreal
from qa.facts import Result, Slot
from qa.mention import ENTITIES, VERBS, Kind, Mention

PRIZES = frozenset({Kind.MEDAL, Kind.TITLE})
VICTORIES = frozenset("victory win triumph success".split())
BREAKS = frozenset({Kind.CLAUSE, Kind.SEMICOLON, Kind.WHO, Kind.QUOTE, Kind.COLON})
EACH_SEX = re.compile(r"(?P<who>[NP])9\^?(?P<sex>X)")
SUPERLATIVES = frozenset("longest furthest farthest best highest fastest quickest".split())
EFFORTS = frozenset("throw throws jump jumps leap leaps vault time mark effort run swim".split())
UNCROWNED = frozenset(
    (
        "defending reigning former ex previous past outgoing deposed two-time three-time five-time double "
        "triple hosts eventual of favourites"
    ).split()
)


def find_nominal(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "gold for Berg", "bronze went to Hungary", "Berg's victory", "victory for Norway"."""
    mentions = scene.mentions
    target = mentions[index]
    medal = Slot(target.value, target.start, target.end) if target.kind is Kind.MEDAL else None
    rank = None if medal else Slot(1, target.start, target.end)
    after = mentions[index + 1 : index + 4]
    words = [item.word for item in after]
    if (
        words[:1] in (["medallists"], ["medalists"])
        and index >= 2
        and mentions[index - 1].kind is Kind.POSSESSIVE
        and mentions[index - 2].kind is Kind.NATION
        and after[1:2]
        and after[1].kind is Kind.BE
    ):
        yield from results_of(scene, resolver, [mentions[index - 2]], rank=rank, medal=medal)
        return
    if words[:1] in (["medal"], ["medals"]):
        after, words = mentions[index + 2 : index + 5], words[1:]
    if (not after and not medal) or is_unreal(mentions, index):
        return
    at = index + 1 if not after else mentions.index(after[0])
    if (
        medal
        and any(item.word in {"way", "route", "road"} for item in mentions[max(index - 4, 0) : index])
        and (team := _leading_entity(mentions))
    ):
        yield from results_of(scene, resolver, team, rank=rank, medal=medal)
        return
    if words[:1] in (["for"], ["to"]):
        if target.kind is Kind.TITLE and target.word not in {"victory", "win", "triumph", "success"}:
            return
        if target.kind is Kind.MEDAL and any(
            item.kind in {Kind.TAKE, Kind.WIN} for item in mentions[max(index - 5, 0) : index]
        ):
            return
        receivers = entity_behind(mentions, at)
        is_tally = any(item.kind is Kind.RANK for item in mentions[max(index - 4, 0) : index])
        if is_tally and receivers and receivers[0].kind is Kind.NATION:
            return
        yield from results_of(scene, resolver, receivers, rank=rank, medal=medal)


def find_first_victory(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "and had the first World Cup victory of her career"."""
    mentions = scene.mentions
    at = next((at for at in range(index + 1, min(index + 7, len(mentions))) if mentions[at].kind is Kind.TITLE), None)
    if at is None or mentions[at].word not in VICTORIES or mentions[index].word != "had" or is_unreal(mentions, at):
        return
    between = mentions[index + 1 : at]
    is_first = any(item.kind is Kind.RANK and item.value == 1 or item.word == "first" for item in between)
    of_career = [item.word for item in mentions[at + 1 : at + 4]][-1:] in (["career"], ["life"], ["season"], ["winter"])
    if is_first and of_career and not any(item.kind in VERBS or item.kind in ENTITIES for item in between):
        rank: Slot[int] = Slot(1, between[0].start, mentions[at].end)
        yield from results_of(scene, resolver, subject_of(mentions, index), rank=rank, medal=None)


def _leading_entity(mentions: list[Mention]) -> list[Mention]:
    """Return the entity that a sentence or headline begins with."""
    return [mentions[0]] if mentions and mentions[0].kind in ENTITIES else []


def find_with_prize(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "Berg opened the meeting with gold in the 500m" and "Dahl made her return with a victory in the slalom"."""
    mentions = scene.mentions
    prize = next((at for at in range(index + 1, min(index + 5, len(mentions))) if mentions[at].kind in PRIZES), None)
    if (
        prize is None
        or any(item.kind in ENTITIES or item.kind in {Kind.NUMBER, Kind.RECORD} for item in mentions[index:prize])
        or (mentions[prize].kind is Kind.TITLE and mentions[prize].word not in VICTORIES)
        or mentions[prize + 1 : prize + 2] == []
        or mentions[prize + 1].kind is not Kind.IN
        or not any(item.kind is Kind.EVENT for item in mentions[prize + 2 : prize + 6])
    ):
        return
    begin = nearest_before(mentions, index, lambda item: item.kind in BREAKS, reach=index)
    clause = mentions[0 if begin is None else begin + 1 : index]
    subject = next((item for item in clause if item.kind is Kind.PERSON), None)
    verbs = [at for at in range(index) if mentions[at] in clause and _is_finite(mentions[at])]
    if subject is None or not verbs or is_unreal(mentions, index) or is_unreal(mentions, verbs[0]):
        return
    if any(item.kind in {Kind.PERSON, Kind.NATION, Kind.COMMA} for item in clause[clause.index(subject) + 1 :]):
        return
    target = mentions[prize]
    medal = Slot(target.value, target.start, target.end) if target.kind is Kind.MEDAL else None
    rank = None if medal else Slot(1, target.start, target.end)
    races = races_behind(scene, prize, prize + 6)
    yield from results_of(scene, resolver, [subject], rank=rank, medal=medal, races=races)


def _is_finite(mention: Mention) -> bool:
    return mention.kind in VERBS or mention.word.endswith("ed") or mention.word in {"brought", "began", "made", "got"}


def find_receivers(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "the race went to Berg", "bronze went to Norway", "the Clyde Stakes went to Berg"."""
    mentions = scene.mentions
    index += index + 1 < len(mentions) and mentions[index + 1].word in {"instead", "again", "deservedly", "narrowly"}
    if index + 1 >= len(mentions) or mentions[index + 1].kind is not Kind.TO or is_unreal(mentions, index):
        return
    at = nearest_before(
        mentions,
        index,
        lambda item: (
            item.kind in {Kind.MEDAL, Kind.TITLE, Kind.EVENT, Kind.COMPETITION, Kind.RANK}
            or item.word in {"race", "competition", "contest", "final", "prize"}
        ),
        reach=12,
    )
    receivers = entity_behind(mentions, index + 1)
    if at is None or not receivers:
        return
    if mentions[at].word == "prize" and mentions[max(at - 1, 0)].kind is not Kind.THE:
        return  # "the veterans' prize"
    if mentions[at].kind not in {Kind.MEDAL, Kind.RANK}:
        at = _prize_in_race(mentions, at)
    medal = mentions[at] if mentions[at].kind is Kind.MEDAL else None
    sexes = _sexes_behind(scene, receivers)
    slot = Slot(medal.value, medal.start, medal.end) if medal else None
    place = mentions[at].value if mentions[at].kind is Kind.RANK else 1
    rank = None if medal else Slot(place, mentions[at].start, mentions[at].end)
    if not sexes:
        yield from results_of(scene, resolver, receivers, rank=rank, medal=slot)
    for receiver, sex in sexes:
        yield from results_of(
            scene, resolver, [receiver], rank=rank, medal=slot, races=[replace(scene.race_at(at), sex=sex)]
        )


def _prize_in_race(mentions: list[Mention], race: int) -> int:
    """Return where the medal or place stands in "silver in the women's 100m", else where the race is named."""
    for at in range(race - 1, max(race - 9, -1), -1):
        if mentions[at].kind in {Kind.MEDAL, Kind.RANK}:
            between = mentions[at + 1 : race]
            return at if any(item.kind is Kind.IN for item in between) else race
        if mentions[at].kind in BREAKS | VERBS | {Kind.COMMA}:
            break
    return race


def _sexes_behind(scene: Scene, receivers: list[Mention]) -> list[tuple[Mention, str]]:
    """Read "to Norway in the men's race and Japan in the women's"."""
    if not receivers:
        return []
    begin = scene.mentions.index(receivers[0])
    found = [
        (scene.mentions[match.start("who")], scene.mentions[match.start("sex")].value)
        for match in EACH_SEX.finditer(scene.codes, begin)
    ]
    return found if len(found) > 1 else []


def find_crowned(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "Norway are Olympic champions", "was crowned champion", "were the winners of"."""
    mentions = scene.mentions
    verb = index - 1
    while (
        verb >= 0
        and mentions[verb].word not in {"became", "become"}
        and (
            mentions[verb].kind
            in {Kind.THE, Kind.COMPETITION, Kind.WORD, Kind.RANK, Kind.SEX, Kind.EVENT, Kind.ADJECTIVE, Kind.CLAUSE}
            and mentions[verb].word not in UNCROWNED
        )
    ):
        verb -= 1
    if verb < 0 or mentions[verb].kind is not Kind.BE and mentions[verb].word not in {"became", "become"}:
        return
    if any(item.word in UNCROWNED for item in mentions[verb + 1 : index]) or is_unreal(mentions, verb):
        return
    yield from results_of(
        scene, resolver, subject_of(mentions, verb), rank=Slot(1, mentions[verb].start, mentions[index].end), medal=None
    )


def find_best_of_all(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "had the longest throw of the day", "had the second best throw"."""
    mentions = scene.mentions
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if after is None or after.word not in EFFORTS:
        return
    verb = nearest_before(
        mentions,
        index,
        lambda item: item.kind is Kind.HAVE or item.word in {"produced", "threw", "recorded", "managed"},
        reach=4,
    )
    if (
        verb is None
        or is_unreal(mentions, verb)
        or any(item.word in {"her", "his", "their", "personal"} for item in mentions[verb + 1 : index])
    ):
        return
    stated = next((item for item in mentions[verb + 1 : index] if item.kind is Kind.RANK), None)
    rank: Slot[int] = (
        Slot(stated.value, stated.start, stated.end) if stated else Slot(1, mentions[index].start, after.end)
    )
    yield from results_of(
        scene, resolver, subject_of(mentions, verb), rank=rank, medal=None, races=[scene.race_at(verb)]
    )
