"""Read places said in passing: "with Berg second", "handing third to Dahl", "Berg, ninth,"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.extract.coreference import Resolver
from qa.extract.placings import placed
from qa.extract.scene import Scene
from qa.facts import Mark, Result, Slot
from qa.mention import Kind

HANDING = frozenset("handing handed giving gave promoting leaving".split())
HANDED = re.compile(r"(?P<place>[RM])8(?:\^|N'|A|J)*(?P<who>[PN])")
PUSHING = frozenset("pushed pushing relegated relegating forced forcing beat beating edged edging knocked".split())
PUSHED = re.compile(r"(?:\^|N'|A|J)*(?P<who>[PN])[.v]{0,2}[89]\^?(?P<place>R)(?![EHMKX])")
WINNER_OF_EVENT = re.compile(r"(?P<event>E):(?:\.!)?(?P<who>[PN])(?:\([NA]\))?(?P<mark>[TD])?")
ASIDE = re.compile(r"[PN],R(?:[92][TD])?,")
WITH_PAIRS = re.compile(r"[PN]3[PN](?P<ranks>R3R)")
WITH_PAIR = re.compile(r"(?P<who>[PN])(?:6N|\([^)!]{1,4}\))?(?:9?\^?(?P<rank>[RM]))(?![.EHMKP])")


def find_with_others(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "with Berg second and Norway's Dahl in third", up to the next verb."""
    stop = index + 1
    while stop < len(scene.mentions) and scene.mentions[stop].kind not in {
        Kind.CLAUSE,
        Kind.SEMICOLON,
        Kind.WIN,
        Kind.TAKE,
        Kind.FINISH,
        Kind.WHO,
    }:
        stop += 1
    for match in WITH_PAIRS.finditer(scene.codes, index + 1, stop):
        ranks = match.start("ranks")
        for who_at, rank_at in ((match.start(), ranks), (ranks - 1, match.end() - 1)):
            yield from placed(scene, resolver, [scene.mentions[who_at]], scene.mentions[rank_at])
        return
    for match in WITH_PAIR.finditer(scene.codes, index + 1, stop):
        who, rank = scene.mentions[match.start("who")], scene.mentions[match.start("rank")]
        yield from placed(scene, resolver, [who], rank)


def find_pushed(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "pushed Norway's Berg down to second place" and "relegated Dahl to third"."""
    match = PUSHED.match(scene.codes, index + 1)
    if match is not None:
        yield from placed(scene, resolver, [scene.mentions[match.start("who")]], scene.mentions[match.start("place")])


def find_handed(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "handing second to Berg and third to Dahl"."""
    for match in HANDED.finditer(scene.codes, index):
        yield from placed(scene, resolver, [scene.mentions[match.start("who")]], scene.mentions[match.start("place")])


def find_aside(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "Berg, ninth, was delighted" and "Berg, fourth in 4:08.9, …"."""
    mentions = scene.mentions
    if index >= 2 and ASIDE.match(scene.codes, index - 2):
        yield from placed(scene, resolver, [mentions[index - 2]], mentions[index])


def find_winners_by_event(scene: Scene, resolver: Resolver) -> Iterator[Result]:
    """Read "Other winners: 50m breaststroke: C. Berg 27.8; 1500m freestyle: I. Dahl 15:09.4"."""
    if not scene.lists_winners:
        return
    for match in WINNER_OF_EVENT.finditer(scene.codes):
        event, who = scene.mentions[match.start("event")], scene.mentions[match.start("who")]
        slot = resolver.slot(who, scene)
        if slot is None:
            continue
        race = replace(scene.race_at(match.start("event")), event=tuple(sorted(event.value)), round=None)
        mark = scene.mentions[match.start("mark")] if match.group("mark") else None
        value: Slot[Mark] | None = Slot(mark.value.value, mark.start, mark.end) if mark else None
        yield Result(race, scene.sentence.start, scene.sentence.end, slot, rank=Slot(1, who.start, who.end), mark=value)
