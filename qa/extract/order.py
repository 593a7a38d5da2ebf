"""Read who was ahead of whom: "ahead of", "behind", "short of", and leads during a race."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.extract.coreference import Resolver
from qa.extract.entrants import entrant_of
from qa.extract.gapping import gapped_owner
from qa.extract.grammar import subject_of
from qa.extract.margins import GAP_KINDS, margin_after, race_of_duel, verb_before
from qa.extract.objects import entity_behind
from qa.extract.scene import Scene
from qa.extract.verb_forms import is_unreal
from qa.facts import Duel, Lead, Result, Slot
from qa.mention import ENTITIES, VERBS, Kind, Mention

LEADS = frozenset("lead advantage gap deficit cushion".split())
DURING = frozenset(
    "lead led leading halfway lap laps start early opening mid-race midway advantage deficit gap quickly after".split()
)
POSSESSIVES = {"his": "he", "her": "she", "their": "they"}
FALLING_SHORT = frozenset("short shy down".split())
BETTER = frozenset("better faster quicker".split())


def find_ordered(scene: Scene, resolver: Resolver, index: int) -> Iterator[Duel | Lead | Result]:
    """Read "ahead of Dahl", "1.2 seconds behind Berg", "0.3 seconds before Dahl"."""
    mentions = scene.mentions
    race = scene.race_at(index)
    mention = mentions[index]
    at = (
        index + 1
        if index + 1 < len(mentions)
        and (mentions[index + 1].kind is Kind.OF or mentions[index + 1].word in {"on", "than"})
        else index
    )
    gap = (
        mentions[index - 1]
        if index
        and mentions[index - 1].kind in GAP_KINDS
        and (index < 2 or mentions[index - 2].word not in {"in", "at"})
        else None
    )
    if mention.word in {"clear", "back"} and gap is None:
        return
    if any(item.kind is Kind.POINTS for item in mentions) and any(item.word == "now" for item in mentions):
        return  # of the standings
    if mention.word == "before" and gap is None:
        return
    other = entity_behind(mentions, at)
    verb = verb_before(mentions, index)
    gapped = gapped_owner(mentions, index if gap is None else index - 1, race)
    subject = (
        _possessor(mentions)
        or _accompanying(mentions, index)
        or (gapped[0] if gapped else [])
        or subject_of(mentions, verb if verb is not None else index)
    )
    if verb is not None and is_unreal(mentions, verb):
        return
    during = (
        any(item.word in DURING or item.kind is Kind.LAPS for item in mentions)
        and verb is not None
        and mentions[verb].kind not in {Kind.FINISH, Kind.WIN, Kind.TAKE, Kind.RETAIN}
    )
    own = entrant_of(subject, scene, resolver, race)
    if during:
        if gap is not None:
            yield Lead(
                scene.race_at(index),
                scene.sentence.start,
                scene.sentence.end,
                own,
                Slot(*gap.value.reach),
                mention.kind is Kind.BEHIND,
            )
        return
    target = entrant_of(other, scene, resolver, race) if other else None
    if (
        own is None
        or (target is None and (gap is None or other))
        or (target is not None and own.value.name == target.value.name)
    ):
        return
    if target is None:
        if mention.kind is Kind.AHEAD and gap is not None:
            yield Duel(
                race_of_duel(scene, index),
                scene.sentence.start,
                scene.sentence.end,
                own,
                None,
                gap=Slot(*gap.value.reach),
            )
        elif mention.kind is Kind.BEHIND and gap is not None and not _is_kin(mentions, at):
            yield Result(
                scene.race_at(index), scene.sentence.start, scene.sentence.end, own, gap=Slot(*gap.value.reach)
            )
        return
    stated = gap.value.reach if gap is not None else margin_after(mentions, index)
    slot = Slot(*stated) if stated else None
    winner, loser = (own, target) if mention.kind is Kind.AHEAD or mention.word in BETTER else (target, own)
    yield Duel(race_of_duel(scene, index), scene.sentence.start, scene.sentence.end, winner, loser, gap=slot)


def _is_kin(mentions: list[Mention], at: int) -> bool:
    """Tell "behind his brother", a gap to someone who need not be the winner."""
    return any(item.word in POSSESSIVES for item in mentions[at + 1 : at + 2])


def _possessor(mentions: list[Mention]) -> list[Mention]:
    """Return whose time it is where a sentence begins "Their 2:58.05 was …"."""
    if (
        len(mentions) > 2
        and mentions[0].word in POSSESSIVES
        and mentions[1].kind is Kind.DURATION
        and mentions[2].kind is Kind.BE
    ):
        return [replace(mentions[0], kind=Kind.PRONOUN, word=POSSESSIVES[mentions[0].word])]
    return []


def _accompanying(mentions: list[Mention], index: int) -> list[Mention]:
    """Return who is behind in "with Norway's Dahl more than two minutes back"."""
    for at in range(index - 2, max(index - 5, 0), -1):
        if mentions[at].kind in ENTITIES:
            before = at - 1
            while before >= 0 and (mentions[before].kind in {Kind.POSSESSIVE, Kind.NATION, Kind.ADJECTIVE, Kind.THE}):
                before -= 1
            return [mentions[at]] if before >= 0 and mentions[before].kind is Kind.WITH else []
    return []


def falls_short(mentions: list[Mention], index: int) -> bool:
    """Tell "0.2 seconds short of Canada" and "7.5 seconds better than the Poles"."""
    if not index or mentions[index - 1].kind not in GAP_KINDS or index + 2 >= len(mentions):
        return False
    after = mentions[index + 1]
    return (mentions[index].word in FALLING_SHORT and (after.kind is Kind.OF or after.word == "on")) or (
        mentions[index].word in BETTER and after.word == "than"
    )


def find_leads(scene: Scene, resolver: Resolver, index: int) -> Iterator[Lead]:
    """Read "an early lead of 0.9 seconds", "a gap of two seconds", "a two-second lead"."""
    mentions = scene.mentions
    after = next((item for item in mentions[index + 1 : index + 3] if item.kind in GAP_KINDS), None)
    gap = (
        after
        if after is not None and mentions[index + 1].kind in {Kind.OF, *GAP_KINDS}
        else next((item for item in mentions[max(index - 2, 0) : index] if item.kind in GAP_KINDS), None)
    )
    if gap is None:
        return
    verb = next(
        (
            left
            for left in range(index - 1, -1, -1)
            if mentions[left].kind in VERBS or mentions[left].word.endswith(("ed", "ing"))
        ),
        None,
    )
    own = entrant_of(subject_of(mentions, verb), scene, resolver, scene.race_at(index)) if verb is not None else None
    yield Lead(
        scene.race_at(index),
        scene.sentence.start,
        scene.sentence.end,
        own,
        Slot(*gap.value.reach),
        mentions[index].word == "deficit",
    )
