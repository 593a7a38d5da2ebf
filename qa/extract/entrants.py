"""Say who a subject stands for in a race: itself, a pair, or the nation that a group of persons races for."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.atlas import nation
from qa.entrant import Entrant, EntrantKind
from qa.extract.coreference import Resolver
from qa.extract.groups import is_person_group
from qa.extract.scene import Scene
from qa.facts import Slot
from qa.mention import VERBS, Kind, Mention
from qa.race import Race

# Lists of so many persons without a nation race for the team that the sentence before speaks of.
SMALLEST_TEAM = 3
TEAM_EVENTS = frozenset({"team", "relay"})
PAIR_EVENTS = frozenset("470 49er nacra double pair pairs two-man two-woman k2 c2 madison ice-dance".split())
SHARED_EVENTS = TEAM_EVENTS | frozenset(
    (
        "470 49er nacra double pair pairs quadruple coxed coxless eight four two-man two-woman four-man k2 k4 "
        "c2 madison ice-dance mixed"
    ).split()
)
RACED_FOR = re.compile(r"[wogtfr][^;&,]*?7\^?(?P<team>N)")
LISTS = re.compile(r"P(?:\(.{1,3}\))?(?:,P(?:\(.{1,3}\))?)+,?3P")


def entrant_of(subject: list[Mention], scene: Scene, resolver: Resolver, race: Race) -> Slot[Entrant] | None:
    """Return the entrant a subject stands for in a race: persons stand for their team where it races as a team."""
    if not subject:
        return None
    if is_person_group(subject):
        if len(subject) == 2 and PAIR_EVENTS & set(race.event):
            return _pair(subject, scene, resolver)
        if race.event and len(subject) < SMALLEST_TEAM and not SHARED_EVENTS & set(race.event):
            return None
        team = team_of(subject, scene, resolver)
        return Slot(team, subject[0].start, subject[-1].end) if team else None
    if len(subject) > 1:
        return None
    slot = resolver.slot(subject[0], scene)
    if (
        slot is not None
        and slot.value.kind is EntrantKind.PERSON
        and slot.value.nation
        and TEAM_EVENTS & set(race.event)
    ):
        return replace(slot, value=Entrant(EntrantKind.NATION, nation(slot.value.nation).name, slot.value.nation))
    return slot


def _pair(subject: list[Mention], scene: Scene, resolver: Resolver) -> Slot[Entrant] | None:
    """Return two persons who race together as one entrant."""
    slots = [resolver.slot(member, scene) for member in subject]
    if any(slot is None for slot in slots):
        return None
    known = [slot.value for slot in slots if slot is not None]
    team = team_of(subject, scene, resolver)
    code = team.nation if team is not None else (known[0].nation if len({one.nation for one in known}) == 1 else None)
    return Slot(
        Entrant(EntrantKind.CLUB, " and ".join(one.name for one in known), code), subject[0].start, subject[-1].end
    )


def team_of(members: list[Mention], scene: Scene, resolver: Resolver) -> Entrant | None:
    """Return the nation that a group of persons races for: named beside them, or stated of each of them."""
    mentions = scene.mentions
    first, last = mentions.index(members[0]), mentions.index(members[-1])
    if has_own_nations(members, scene):
        return None
    after = scene.codes[last + 1 : last + 4]
    if after[:2] == "6N" or after == "6^N":
        return _team(mentions[last + (2 if after[1] == "N" else 3)])
    if after[:3] in {"(N)"}:
        return _team(mentions[last + 2])
    part = next((part for part in scene.parts if part.begin <= first < part.stop), None)
    rest = scene.codes[last + 1 : part.stop if part else None]
    if raced_for := RACED_FOR.match(rest):
        return _team(mentions[last + 1 + raced_for.start("team")])
    named = {mention.value.name: mention.value for mention in mentions[:first] if mention.kind is Kind.NATION}
    for left in range(first - 1, max(first - 6, -1), -1):
        if mentions[left].kind is Kind.NATION and all(
            item.kind in {Kind.OF, Kind.POSSESSIVE, Kind.WORD, Kind.COMMA, Kind.THE, Kind.NUMBER}
            for item in mentions[left + 1 : first]
        ):
            return _team(mentions[left])
    nations = {entrant.value.nation for member in members if (entrant := resolver.slot(member, scene)) is not None}
    if len(nations) == 1 and (code := nations.pop()) is not None:
        return Entrant(EntrantKind.NATION, nation(code).name, code)
    if nations <= {None} and len(members) >= SMALLEST_TEAM and _is_only_subject(scene, first, last):
        return next(iter(named.values())) if len(named) == 1 else (None if named else scene.topic)
    return None


def races_as_one(race: Race) -> bool:
    """Tell relays, crews and pairs from races of one against the other."""
    return bool(SHARED_EVENTS & set(race.event))


def has_own_nations(members: list[Mention], scene: Scene) -> bool:
    """Tell "Norway's Berg and Sweden's Holm" from "Norway's Berg and Holm"."""
    first, last = scene.mentions.index(members[0]), scene.mentions.index(members[-1])
    return "N'P" in scene.codes[first : last + 1]


def _team(mention: Mention) -> Entrant:
    entrant: Entrant = mention.value
    return entrant


def _is_only_subject(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a list of persons begins its part of the sentence and is the only such list."""
    part = next((part for part in scene.parts if part.begin <= first < part.stop), None)
    begin = part.begin if part else 0
    if any(mention.kind in VERBS for mention in scene.mentions[begin:first]):
        return False
    return sum(1 for _ in LISTS.finditer(scene.codes)) == 1
