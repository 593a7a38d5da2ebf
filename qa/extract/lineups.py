"""Read who raced for a team, and the nation or club of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.atlas import nation
from qa.entrant import Entrant, EntrantKind
from qa.extract.coreference import Resolver, stated_nations
from qa.extract.entrants import has_own_nations, races_as_one, team_of
from qa.extract.grammar import subject_of
from qa.extract.groups import group_ending, is_person_group
from qa.extract.scene import Scene
from qa.facts import Affiliation, LineUp, Slot
from qa.mention import Kind, Mention
from qa.names import fold
from qa.race import Race


def find_lineups(scene: Scene, resolver: Resolver) -> Iterator[LineUp]:
    """Yield the line-ups that a sentence lists: two or more persons in one list whose team is certain."""
    if scene.standings:
        return
    mentions = scene.mentions
    index = len(mentions) - 1
    while index >= 0:
        if mentions[index].kind is not Kind.PERSON:
            index -= 1
            continue
        first, members = group_ending(mentions, index)
        if is_person_group(members) and len(members) >= 2:
            opposed = _are_opponents(mentions, first, index)
            team = team_of(members, scene, resolver) if not opposed else None
            companion = _companion(scene, first, resolver) if team is None else None
            if companion is not None and companion.value.nation:
                team = Entrant(EntrantKind.NATION, nation(companion.value.nation).name, companion.value.nation)
            slots = [slot for member in members if (slot := resolver.slot(member, scene)) is not None]
            if (
                (team is not None or _may_be_team(scene.race_at(first), members, scene))
                and len(slots) == len(members)
                and _is_team(scene, first, members)
                and len({fold(slot.value.name) for slot in slots}) == len(slots)
            ):
                slot = Slot(team, members[0].start, members[-1].end) if team is not None else None
                yield LineUp(
                    scene.race_at(first),
                    scene.sentence.start,
                    scene.sentence.end,
                    slot,
                    tuple([companion, *slots] if companion else slots),
                )
        index = first - 1


def _may_be_team(race: Race, members: list[Mention], scene: Scene) -> bool:
    """Tell a crew whose team is not named from persons who raced against each other."""
    return len(members) > 2 and not has_own_nations(members, scene) and bool(not race.event or races_as_one(race))


OPPOSING = frozenset("off past against over aside beat beats beating defeated defeating".split())


def _are_opponents(mentions: list[Mention], first: int, last: int) -> bool:
    """Tell "Japan never got past A, B and C" from the line-up of Japan; "… of Poland" would name their team."""
    if not first or mentions[first - 1].word not in OPPOSING:
        return False
    return not any(mention.kind is Kind.NATION for mention in mentions[last + 1 : last + 3])


def _companion(scene: Scene, first: int, resolver: Resolver) -> Slot[Entrant] | None:
    """Return Berg in "Berg won the title together with A, B and C"."""
    mentions = scene.mentions
    if not first or mentions[first - 1].kind is not Kind.WITH:
        return None
    verb = next(
        (
            at
            for at in range(first - 1, -1, -1)
            if mentions[at].kind in {Kind.WIN, Kind.TAKE, Kind.RETAIN, Kind.FINISH}
            or mentions[at].word in {"shared", "skated", "raced"}
        ),
        None,
    )
    people = subject_of(mentions, verb) if verb is not None else []
    if len(people) != 1 or people[0].kind is not Kind.PERSON:
        earlier = [mention for mention in mentions[:first] if mention.kind is Kind.PERSON]
        people = earlier if len({mention.value.name for mention in earlier}) == 1 else []
    return resolver.slot(people[0], scene) if people else None


PAIR_EVENTS = frozenset("double pair two-man two-woman k2 c2 madison".split())
PAIR_WORDS = frozenset("pair duo partnership crew brothers sisters twins".split())


def _is_team(scene: Scene, first: int, members: list[Mention]) -> bool:
    """Two persons in a list are a team only where the event or a word says so."""
    if len(members) > 2:
        return True
    race = scene.race_at(first)
    return bool(PAIR_EVENTS & set(race.event)) or any(
        mention.word in PAIR_WORDS for mention in scene.mentions[max(first - 4, 0) : first]
    )


MOUNT = re.compile(
    r"\b(?:driving|riding|steering|sailing|in|aboard|on)"
    r"(?: the other| a| an| his| her| their) (?P<mount>[A-Z][\w-]+(?: [A-Z][\w-]+)?)\b"
    r"|\b(?P<place>first|second|third|fourth|fifth|sixth) for (?P<team>[A-Z][\w-]+(?: [A-Z][\w-]+)?)\b"
)


def find_mounts(scene: Scene, resolver: Resolver, text: str) -> Iterator[Affiliation]:
    """Yield the car, horse or team of "Berg fifth in a Lotus", "Berg, driving a Lotus", "Berg was third for Lotus"."""
    for match in MOUNT.finditer(text, scene.sentence.start, scene.sentence.end):
        group = "mount" if match.group("mount") else "team"
        start, end = match.span(group)
        if any(
            mention.start < end and mention.end > start and mention.kind not in {Kind.WORD, Kind.CLUB, Kind.PERSON}
            for mention in scene.mentions
        ):
            continue
        person = next(
            (
                mention
                for mention in reversed(scene.mentions)
                if mention.kind is Kind.PERSON and mention.end <= match.start()
            ),
            None,
        )
        slot = resolver.slot(person, scene) if person is not None else None
        if slot is not None:
            yield Affiliation(
                scene.race,
                scene.sentence.start,
                scene.sentence.end,
                slot,
                Slot(Entrant(EntrantKind.CLUB, match.group(group)), start, end),
            )


def find_affiliations(scene: Scene, resolver: Resolver) -> Iterator[Affiliation]:
    """Yield the nations, clubs and teams that a sentence gives persons."""
    for person, country in stated_nations(scene):
        slot = resolver.slot(person, scene)
        if slot is not None:
            yield Affiliation(
                scene.race,
                scene.sentence.start,
                scene.sentence.end,
                slot,
                Slot(country.value, country.start, country.end),
            )
