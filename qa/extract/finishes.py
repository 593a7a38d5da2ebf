"""Read verbs that end at a place: finishing, moving up or down, settling for."""

from __future__ import annotations

from collections.abc import Iterator

from qa.extract.coreference import Resolver
from qa.extract.grammar import FINITE_STOP, subject_of
from qa.extract.groups import is_person_group
from qa.extract.objects import entity_behind
from qa.extract.placings import PLACE_WORDS, is_place, placed, placed_each, races_behind, ranks_from
from qa.extract.scene import Scene
from qa.extract.verb_forms import is_on_the_way, is_unreal
from qa.facts import Result
from qa.mention import VERBS, Kind, Mention

HOME_WORDS = frozenset(
    (
        "home in a an joint equal only down up over the line just an-agonising agonising disappointing "
        "surprise surprising creditable distant close well way strong solid fine superb excellent respectable"
    ).split()
)
RACING = frozenset("ran runs swam swims skated skates skied skis rowed rows rode rides".split())
EARNING = frozenset("home through over line next strongly late personal best season's".split())
ON_THE_WAY = frozenset(
    "halfway half-way midway lap laps standings interval checkpoint split leg legs bill field go".split()
)
OVERALL = frozenset("standings table rankings ranking overall classification championship series points".split())
SUPERSEDED = frozenset("demoted relegated disqualified penalty penalised penalized stripped promoted".split())
MOVES = frozenset("demoted relegated promoted faded dropped slipped climbed rose moved improved".split())


def find_finished(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Result]:
    """Read "finished a creditable fourth", "were second and third"."""
    mentions = scene.mentions
    if is_unreal(mentions, verb):
        return
    at = verb + 1
    while (
        at < len(mentions)
        and at <= verb + 5
        and (
            mentions[at].kind in {Kind.IN, Kind.THE, Kind.RETAIN}
            or _is_gap(mentions, at)
            or mentions[at].word in HOME_WORDS
            or mentions[at].word.endswith("ly")
        )
    ):
        at += 1
    if at >= len(mentions) or mentions[at].kind is not Kind.RANK or not is_place(mentions, at):
        return
    if (
        is_on_the_way(mentions, verb)
        or any(item.word in SUPERSEDED for item in mentions[at + 1 :])
        or any(item.word in ON_THE_WAY for item in mentions[at + 1 : at + 7])
        or mentions[at + 1 : at + 2]
        and mentions[at + 1].kind is Kind.TO
        and not entity_behind(mentions, at + 1)  # "second to none"
    ):
        return
    ranks = ranks_from(mentions, at)
    subject = subject_of(mentions, verb)
    if len(ranks) == 1:
        if len(subject) == 1 or is_person_group(subject):
            yield from placed(scene, resolver, subject, ranks[0], races_behind(scene, verb, at))
    elif len(ranks) == len(subject):
        yield from placed_each(scene, resolver, subject, ranks, races_behind(scene, verb, at))


def _is_gap(mentions: list[Mention], at: int) -> bool:
    """Tell the words between verb and place in "was 12.8 seconds behind in second"."""
    if mentions[at].kind in {Kind.DURATION, Kind.LENGTH}:
        return at + 1 < len(mentions) and mentions[at + 1].kind is Kind.BEHIND
    return mentions[at].kind is Kind.BEHIND and mentions[at - 1].kind in {Kind.DURATION, Kind.LENGTH}


def find_earned(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "came home in 4:05.1 for gold" and "ran 4:06.2 for second place"."""
    mentions = scene.mentions
    rest = [item for item in mentions[index + 1 : index + 4] if item.kind is not Kind.THE]
    is_place = rest[:1] and (
        rest[0].kind is Kind.MEDAL or (rest[0].kind is Kind.RANK and len(rest) > 1 and rest[1].word in PLACE_WORDS)
    )
    verb = next((at for at in range(index - 1, -1, -1) if mentions[at].kind in VERBS | {Kind.CLAUSE}), None)
    if (
        not is_place
        or verb is None
        or (mentions[verb].kind not in {Kind.FINISH, Kind.CLOCK} and mentions[verb].word not in RACING)
        or is_unreal(mentions, verb)
    ):
        return
    between = mentions[verb + 1 : index]
    if all(item.kind in {Kind.IN, Kind.DURATION, Kind.LENGTH, Kind.THE} or item.word in EARNING for item in between):
        yield from placed(scene, resolver, subject_of(mentions, verb), rest[0])


def find_moved(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "was demoted to fifth", "faded to third", "climbed from fifth to bronze"."""
    mentions = scene.mentions
    if is_unreal(mentions, index):
        return
    for at in range(index + 1, min(index + 7, len(mentions) - 1)):
        if mentions[at].kind is Kind.TO and mentions[at + 1].kind in {Kind.RANK, Kind.MEDAL}:
            if any(item.word in OVERALL for item in (*mentions[:index], *mentions[at + 2 : at + 7])):
                return
            yield from placed(scene, resolver, subject_of(mentions, index), mentions[at + 1])
            return
        if mentions[at].kind in FINITE_STOP or mentions[at].kind is Kind.COMMA:
            return


def find_settled(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Result]:
    """Read "had to settle for silver", "was content with third"."""
    mentions = scene.mentions
    for target in mentions[verb + 1 : verb + 5]:
        if target.kind in {Kind.MEDAL, Kind.RANK}:
            yield from placed(scene, resolver, _settler(mentions, verb), target)
            return
        if target.kind not in {Kind.FOR, Kind.WITH, Kind.THE, Kind.TO} and target.word != "on":
            return


def _settler(mentions: list[Mention], verb: int) -> list[Mention]:
    """Return the subject of "had to settle for", "must be content with"."""
    at = verb
    while at > 0 and (
        mentions[at - 1].word
        in {"had", "has", "have", "to", "be", "make", "was", "were", "forced", "left", "must", "could", "only", "can"}
        or mentions[at - 1].kind in {Kind.BE, Kind.HAVE}
    ):
        at -= 1
    return subject_of(mentions, at)
