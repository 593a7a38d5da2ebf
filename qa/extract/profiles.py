"""Read what is said of persons beside their results: their full name, their age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.extract.coreference import Resolver
from qa.extract.scene import Scene
from qa.facts import Profile, Slot
from qa.mention import Kind, Mention

AGE_WORD = re.compile(r"(\d{2})-year-old")


def find_profiles(scene: Scene, resolver: Resolver, text: str) -> Iterator[Profile]:
    """Yield the ages that a sentence states: "Berg, 34, …", "34-year-old Berg", "at age 34, Berg"."""
    mentions = scene.mentions
    bounds = (scene.race, scene.sentence.start, scene.sentence.end)
    for index, mention in enumerate(mentions):
        match = AGE_WORD.fullmatch(mention.word)
        if match:
            person = _behind(mentions, index) or (mention if mention.kind is Kind.DEMONYM else None)
            slot = resolver.slot(person, scene) if person is not None else None
            if slot is not None:
                yield Profile(*bounds, slot, "age", Slot(match.group(1), mention.start, mention.start + 2))
        elif mention.kind is Kind.NUMBER and _is_age(mention.word):
            before, after = (
                mentions[index - 1] if index else None,
                mentions[index + 1] if index + 1 < len(mentions) else None,
            )
            if (
                before is not None
                and before.kind is Kind.COMMA
                and after is not None
                and after.kind in {Kind.COMMA, Kind.CLOSE}
                and index >= 2
                and mentions[index - 2].kind in {Kind.PERSON, Kind.DEMONYM}
            ):
                slot = resolver.slot(mentions[index - 2], scene)
            elif before is not None and before.word in {"age", "aged"}:
                person = next(
                    (item for item in mentions[index + 1 : index + 4] if item.kind is Kind.PERSON), None
                ) or next(
                    (item for item in mentions[max(index - 4, 0) : index][::-1] if item.kind is Kind.PERSON), None
                )
                slot = resolver.slot(person, scene) if person is not None else None
            else:
                continue
            if slot is not None:
                yield Profile(*bounds, slot, "age", Slot(mention.word, mention.start, mention.end))


def find_names(scene: Scene, resolver: Resolver) -> Iterator[Profile]:
    """Yield each person where the full name stands, so that questions can name who is in no other fact."""
    for mention in scene.mentions:
        if mention.kind is Kind.PERSON and mention.end - mention.start == len(mention.value.name):
            slot = resolver.slot(mention, scene)
            if slot is not None:
                yield Profile(
                    scene.race,
                    scene.sentence.start,
                    scene.sentence.end,
                    slot,
                    "name",
                    Slot(mention.value.name, mention.start, mention.end),
                )


def _behind(mentions: list[Mention], index: int) -> Mention | None:
    """Return whom "27-year-old" describes: "27-year-old Norwegian Jan Berg", "the 27-year-old Norwegian"."""
    for item in mentions[index + 1 : index + 4]:
        if item.kind in {Kind.PERSON, Kind.DEMONYM}:
            following = mentions[mentions.index(item) + 1 : mentions.index(item) + 2]
            return (
                following[0] if item.kind is Kind.DEMONYM and following and following[0].kind is Kind.PERSON else item
            )
        if item.kind not in {Kind.ADJECTIVE, Kind.WORD}:
            return None
    return None


def _is_age(word: str) -> bool:
    return word.isdigit() and 10 <= int(word) <= 99
