"""Resolve surnames, epithets and pronouns to one entrant, or to none: a wrong guess is worse than a missing fact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from qa.atlas import nation
from qa.entrant import Entrant, EntrantKind
from qa.extract.naming import leading_team
from qa.extract.scene import Scene, Scenes
from qa.facts import LineUp, Slot
from qa.mention import VERBS, Kind, Mention
from qa.names import fold

FARTHEST_SUBJECT = 4  # mentions before the subject that begins a sentence
SINGULAR = frozenset({"he", "she"})


class Resolver:
    """Knows where in the article each person was named, and each person's nation where it is stated."""

    def __init__(self, scenes: Scenes) -> None:
        self._scenes = scenes
        # By each word of the name: where it stands, in which paragraph, and who it is.
        self._named: dict[str, list[tuple[int, int, Entrant]]] = {}
        self.nations: dict[str, tuple[str, int, int]] = {}
        for scene in scenes.scenes:
            for mention in scene.mentions:
                if mention.kind is Kind.PERSON and self._is_full(mention.value.name):
                    for word in set(fold(mention.value.name).split()):
                        self._named.setdefault(word, []).append((mention.start, scene.paragraph, mention.value))
            for person, country in stated_nations(scene):
                if self._is_full(person.value.name):
                    self.nations.setdefault(person.value.name, (country.value.nation, country.start, country.end))

    def learn(self, lineup: LineUp) -> None:
        """Note the nation of a team's members, where the team is a nation."""
        if lineup.team is not None and lineup.team.value.nation:
            for member in lineup.members:
                self.nations.setdefault(
                    member.value.name, (lineup.team.value.nation, lineup.team.start, lineup.team.end)
                )

    def _is_full(self, name: str) -> bool:
        return name in self._scenes.people.full or name in self._scenes.people.single

    def slot(self, mention: Mention, scene: Scene) -> Slot[Entrant] | None:
        """Return the entrant that a mention stands for, with its span, or None where that is not certain."""
        entrant = self._entrant(mention, scene)
        return Slot(entrant, mention.start, mention.end) if entrant is not None else None

    def _entrant(self, mention: Mention, scene: Scene) -> Entrant | None:
        if mention.kind in {Kind.NATION, Kind.CLUB}:
            named: Entrant = mention.value
            return named
        if mention.kind is Kind.PERSON:
            if self._is_full(mention.value.name):
                return self._with_nation(mention.value)
            return self._latest(mention.start, scene.paragraph, surname=fold(mention.value.name))
        if mention.kind is Kind.DEMONYM and not is_definite(mention, scene):
            return None
        if mention.kind is Kind.DEMONYM and mention.value is not None:
            return self._only(mention.start, scene, nation=mention.value.nation)
        if mention.kind is Kind.DEMONYM or (mention.kind is Kind.PRONOUN and mention.word in SINGULAR):
            return self._only(mention.start, scene, nation=None)
        if mention.kind is Kind.PRONOUN and mention.word == "they":
            return self._team_before(mention.start, scene)
        return None

    def _with_nation(self, person: Entrant) -> Entrant:
        stated = self.nations.get(person.name)
        return replace(person, nation=stated[0]) if stated else person

    def _latest(self, before: int, paragraph: int, *, surname: str) -> Entrant | None:
        named = self._named.get(surname, [])
        last = bisect_left(named, before, key=lambda found: found[0]) - 1
        if last < 0 or named[last][1] != paragraph:
            return None
        start, _, entrant = named[last]
        begin = self._scenes.between(start, start + 1)[0].sentence.start
        first = bisect_left(named, begin, key=lambda found: found[0])
        beside = {other.name for _, _, other in named[first : last + 1]}
        return self._with_nation(entrant) if len(beside) == 1 else None

    def _only(self, before: int, scene: Scene, *, nation: str | None) -> Entrant | None:
        """Return the one person an epithet can mean: in its sentence before it, else in the sentence before."""
        for earlier in self._sentences_back(scene):
            found = {
                entrant.name: entrant
                for mention in earlier.mentions
                if mention.kind is Kind.PERSON
                and mention.start < before
                and (entrant := self._entrant(mention, earlier)) is not None
            }
            anyone = bool(found)
            if nation is not None:
                stated = {name: entrant for name, entrant in found.items() if entrant.nation == nation}
                leading = _leading_person(earlier)
                found = stated or {
                    name: entrant
                    for name, entrant in found.items()
                    if entrant.nation is None
                    and len(found) == 1
                    and ((leading is not None and self._entrant(leading, earlier) == entrant) or _acts(name, earlier))
                }
            if len(found) == 1:
                return next(iter(found.values()))
            if anyone:
                return None
        return None

    def _sentences_back(self, scene: Scene) -> Iterator[Scene]:
        at = self._scenes.place(scene)
        yield scene
        for earlier in self._scenes.scenes[max(at - 2, 0) : at][::-1]:
            if earlier.paragraph >= scene.paragraph - 1:
                yield earlier

    def _team_before(self, before: int, scene: Scene) -> Entrant | None:
        at = self._scenes.place(scene)
        earlier = self._scenes.scenes[at - 1] if at else None
        if earlier is None or earlier.paragraph < scene.paragraph - 1:
            return None
        first = next((mention for mention in earlier.mentions if mention.kind in {Kind.NATION, Kind.PERSON}), None)
        if first is not None and first.kind is Kind.PERSON:
            return self._team_of(first.value.name)
        return leading_team(earlier.mentions)

    def _team_of(self, person: str) -> Entrant | None:
        stated = self.nations.get(person)
        return Entrant(EntrantKind.NATION, nation(stated[0]).name, stated[0]) if stated else None


def stated_nations(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    """Yield (person, nation) where the words bind them: "Berg (NOR)", "Norway's Berg", "Berg of Norway"."""
    mentions = scene.mentions
    for index, mention in enumerate(mentions):
        if mention.kind is not Kind.PERSON:
            continue
        after = scene.codes[index + 1 : index + 4]
        before = scene.codes[max(index - 3, 0) : index]
        if after[:3] in {"(N)", "(A)"}:
            yield mention, mentions[index + 2]
        elif after[:2] == "6N" or after[:3] == "6^N":
            yield mention, mentions[index + (2 if after[1] == "N" else 3)]
        elif before.endswith("N'"):
            yield mention, mentions[index - 2]
        elif before.endswith(("A", "J")) and mentions[index - 1].end + 1 == mention.start:
            yield mention, mentions[index - 1]
        elif before.endswith(("A.", "N'.", "J.")) and mentions[index - 1].word in ROLES:
            yield mention, mentions[index - 2] if before.endswith(("A.", "J.")) else mentions[index - 3]


def is_definite(mention: Mention, scene: Scene) -> bool:
    """Tell "the Briton" from a bare "Briton", whose name is missing."""
    index = scene.mentions.index(mention)
    return any(item.kind is Kind.THE for item in scene.mentions[max(index - 2, 0) : index])


def _acts(name: str, scene: Scene) -> bool:
    """Tell whether a person is the subject of a verb right behind the name."""
    pairs = zip(scene.mentions, scene.mentions[1:], strict=False)
    return any(one.kind is Kind.PERSON and one.value.name == name and other.kind in VERBS for one, other in pairs)


def _leading_person(scene: Scene) -> Mention | None:
    """Return the person a sentence begins with, if it does."""
    dash = next((at for at, mention in enumerate(scene.mentions[:8]) if mention.kind is Kind.DASH), -1)
    rest = scene.mentions[dash + 1 :]
    first = next((mention for mention in rest if mention.kind in {Kind.PERSON, Kind.NATION, Kind.DEMONYM}), None)
    if first is not None and first.kind is Kind.NATION:
        first = next(
            (
                mention
                for mention in scene.mentions[scene.mentions.index(first) + 1 :][:2]
                if mention.kind is Kind.PERSON
            ),
            None,
        )
    return first if first is not None and first.kind is Kind.PERSON and rest.index(first) <= FARTHEST_SUBJECT else None


ROLES = frozenset(
    (
        "compatriot skater rider runner driver swimmer rower sprinter star veteran teenager debutant "
        "favourite duo pair rival legend captain jockey athlete fellow champion hurdler thrower jumper "
        "climber cyclist biathlete skier"
    ).split()
)
