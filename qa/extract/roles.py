"""Read who rode, trained, owned, coached, coxed, piloted … whom, where a sentence says it of two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qa.extract.coreference import Resolver
from qa.extract.phrasing import entrant_slot, person_slot, phrase
from qa.extract.role_nouns import find_companions, find_nouns, find_riders
from qa.extract.role_verbs import find_actives, find_compounds, find_mounts_of, find_passives, find_steered
from qa.extract.role_views import Told, View
from qa.extract.scene import Line, Scenes
from qa.facts import Fact, Result, Role, Slot

MOUNTED_SPORTS = frozenset({"horse racing", "equestrian"})
MOUNTED = re.compile(
    r"\b(?:jockeys?|furlongs?|gelding|colt|filly|fillies|stallion|mare|steeplechase|three-year-olds?|showjump\w+"
    r"|show jump\w+|dressage|eventing|harness racing|trotting|racecourse)\b",
    re.IGNORECASE,
)
# Roles that someone keeps beyond one race.
LASTING = frozenset({"trainer", "owner", "breeder", "coach", "manager", "captain"})


def find_roles(scenes: Scenes, resolver: Resolver, found: Iterable[Fact]) -> Iterator[Role]:
    """Yield the roles that an article states; `found` are its facts so far, which tell who "the winner" is."""
    text = scenes.article.text
    mounted = bool(MOUNTED.search(text)) or any(scene.race.sport in MOUNTED_SPORTS for scene in scenes.scenes)
    winners = tuple(
        fact for fact in found if isinstance(fact, Result) and fact.rank is not None and fact.rank.value == 1
    )
    roles: list[Role] = []
    for scene in scenes.scenes:
        if scene.standings is None:
            view = View(phrase(scene, scenes), resolver, text, mounted, winners)
            roles += (role for told in _told(view) if (role := _role(view, told)) is not None)
    trainers = {role.member.value.name for role in roles if role.role.value == "trainer"}
    # In "1. Bold River (J. Lane)" the bracket holds the rider, unless the article tells that Lane is a trainer.
    kept = (
        role
        for role in roles
        if not (role.role.value == "rider" and _is_bracketed(role) and role.member.value.name in trainers)
    )
    said = {(role.member, role.role.value, role.of and role.of.value, role.start): role for role in kept}
    yield from said.values()


def _is_bracketed(role: Role) -> bool:
    return role.role.start == role.member.start


def _told(view: View) -> Iterator[Told]:
    yield from find_passives(view)
    yield from find_actives(view)
    yield from find_steered(view)
    yield from find_mounts_of(view)
    yield from find_companions(view)
    yield from find_nouns(view)
    yield from find_compounds(view)
    if view.phrasing.scene.line is Line.ROW and view.mounted:
        yield from find_riders(view)


def _role(view: View, told: Told) -> Role | None:
    """Build the fact where both names are certain, differ, and the sentence speaks of this race."""
    scene = view.phrasing.scene
    member = person_slot(told.member, view.phrasing, view.resolver)
    of = (
        told.of if told.of is None or isinstance(told.of, Slot) else entrant_slot(told.of, view.phrasing, view.resolver)
    )
    if (
        member is None
        or (of is None and told.of is not None)
        or (of is not None and of.value.name == member.value.name)
    ):
        return None
    index = next((at for at, mention in enumerate(scene.mentions) if mention.end > member.start), 0)
    if scene.is_background(index) and told.role.value not in LASTING:
        return None
    return Role(scene.race_at(index), scene.sentence.start, scene.sentence.end, member, told.role, of)
