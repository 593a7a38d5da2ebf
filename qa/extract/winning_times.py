"""Read "the winning time was 3:38.08" where the sentences before tell who won."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from qa.entrant import Entrant
from qa.extract.scene import Line, Scenes
from qa.facts import Duel, Fact, Mark, Result, Slot
from qa.mention import ENTITIES, Kind
from qa.race import DECIDING_ROUNDS, Race

WINNING = re.compile(
    r"\b(?:[Tt]he |[Hh]is |[Hh]er |[Tt]heir |A )?winning (?:time|throw|jump|leap|height|distance|mark)"
    r" (?:was|of|came to)\b"
)
NEAR = 2  # sentences back


def find_winning_times(scenes: Scenes, found: Iterable[Fact]) -> Iterator[Result]:
    """Yield the mark of a winner who is named in the sentences before, in the same race, and by nobody else."""
    facts = list(found)
    for at, scene in enumerate(scenes.scenes):
        text = scenes.article.text[scene.sentence.start : scene.sentence.end]
        if scene.line is not Line.PROSE or WINNING.search(text) is None:
            continue
        marks = [item for item in scene.mentions if item.kind in {Kind.DURATION, Kind.LENGTH}]
        if len(marks) != 1 or marks[0].value.approx or any(item.kind in ENTITIES for item in scene.mentions):
            continue
        earlier = scenes.scenes[max(at - NEAR, 0) : at]
        begin = min((one.sentence.start for one in earlier), default=scene.sentence.start)
        winners = {
            slot.value: (slot, race)
            for slot, race in _winners(facts, begin, scene.sentence.start)
            if scene.race in {race, replace(race, year=None, day=None)}  # where nothing is dated but that sentence
        }
        if len(winners) == 1:
            slot, race = next(iter(winners.values()))
            mark: Slot[Mark] = Slot(marks[0].value.value, marks[0].start, marks[0].end)
            yield Result(race, scene.sentence.start, scene.sentence.end, slot, mark=mark)


def _winners(facts: Iterable[Fact], begin: int, end: int) -> Iterator[tuple[Slot[Entrant], Race]]:
    for fact in facts:
        if not begin <= fact.start < end or fact.race.round not in DECIDING_ROUNDS:
            continue
        if isinstance(fact, Result) and fact.rank is not None and fact.rank.value == 1:
            yield fact.entrant, fact.race
        elif isinstance(fact, Duel) and (fact.loser is None or fact.race.round == "final"):
            yield fact.winner, fact.race
