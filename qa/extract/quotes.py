"""Read quotations and their speakers, also where closing marks are lost or the speaker stands in the next sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.entrant import Entrant
from qa.extract.coreference import Resolver
from qa.extract.grammar import subject_of
from qa.extract.quotations import find_quotations
from qa.extract.scene import Scene, Scenes
from qa.facts import Quote, Slot
from qa.mention import ENTITIES, Kind, Mention

LONGEST_SHOUT = 3


def find_quotes(scenes: Scenes, resolver: Resolver) -> Iterator[Quote]:
    """Yield every quotation of an article, sentence by sentence, with its speaker where that is certain."""
    text = scenes.article.text
    last: tuple[int, Slot[Entrant] | None] = (-1, None)
    for quotation in find_quotations(text):
        start, end = quotation.begin, quotation.stop
        words = text[start:end].rstrip()
        if len(words.split()) < LONGEST_SHOUT:
            continue
        inside = scenes.between(quotation.start, quotation.end)
        if not inside:
            continue
        speaker = _speaker(scenes, inside, quotation.start, quotation.end, resolver)
        if speaker is None and last[0] == inside[0].paragraph and last[1] is not None:
            speaker = last[1]
        if speaker is not None:
            last = (inside[-1].paragraph, speaker)
        for scene in inside:
            begin = max(start, scene.sentence.start)
            stop = min(start + len(words), scene.sentence.end)
            if stop - begin >= 3:
                yield Quote(
                    scene.race, scene.sentence.start, scene.sentence.end, Slot(text[begin:stop], begin, stop), speaker
                )


def _speaker(scenes: Scenes, inside: Sequence[Scene], start: int, end: int, resolver: Resolver) -> Slot[Entrant] | None:
    """Return who said it: a saying verb beside the quotation, in its sentence or in the one before or after."""
    first = scenes.place(inside[0])
    last = scenes.place(inside[-1])
    around = [*inside, *scenes.scenes[last + 1 : last + 2], *scenes.scenes[max(first - 1, 0) : first]]
    for scene in around:
        if scene.paragraph != inside[0].paragraph and scene not in inside:
            continue
        outside = [mention for mention in scene.mentions if not (start <= mention.start < end)]
        before_only = scene.sentence.end <= start
        if scene not in inside and not before_only and not _begins_with_saying(outside):
            continue
        if (
            before_only
            and not scenes.article.text[scene.sentence.start : scene.sentence.end].rstrip().endswith((":", ","))
            and scene.sentence.end != start
            and not _ends_with_saying(scene)
        ):
            continue
        slot = _saying_subject(scene, outside, resolver)
        if slot is not None:
            return slot
        if scene is inside[0] and scenes.article.text[:start].rstrip().endswith(":"):
            person = next(
                (mention for mention in outside if mention.kind is Kind.PERSON and mention.end <= start), None
            )
            if person is not None:
                return resolver.slot(person, scene)
    return None


def _begins_with_saying(mentions: list[Mention]) -> bool:
    return any(mention.kind is Kind.SAY for mention in mentions[:4])


def _ends_with_saying(scene: Scene) -> bool:
    return any(mention.kind is Kind.SAY for mention in scene.mentions)


def _saying_subject(scene: Scene, mentions: list[Mention], resolver: Resolver) -> Slot[Entrant] | None:
    for index, mention in enumerate(mentions):
        if mention.kind is not Kind.SAY and mention.word not in {"explained", "self-critical"}:
            continue
        after = mentions[index + 1 : index + 6]
        for step, item in enumerate(after):
            if item.kind is Kind.PERSON:
                return resolver.slot(item, scene)
            if item.kind is Kind.DEMONYM or (item.kind is Kind.PRONOUN and step == 0):
                return resolver.slot(item, scene)
            if item.kind in {Kind.COMMA, Kind.QUOTE, Kind.CLAUSE, Kind.COLON} or item.word == ".":
                break
        subject = subject_of(mentions, index)
        if len(subject) == 1 and (subject[0].kind in ENTITIES or subject[0].kind is Kind.PRONOUN):
            return resolver.slot(subject[0], scene)
    return None
