"""Give prose below result lists the race of whom it speaks: "Berg's 35.29 was a track record" is of Berg's race."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from qa.extract.line import Line
from qa.extract.parts import NAMING_RACE
from qa.extract.scene_records import Scene, Scenes
from qa.facts import Fact, Result
from qa.mention import Kind
from qa.race import Race


def bind_to_rows(scenes: Scenes, rows: Iterable[Fact]) -> None:
    """Move each sentence of prose that names no race to the one list in which its first person stands.

    Where the person stands in several lists, one with a mark that the sentence gives decides.
    """
    lists: dict[str, dict[Race, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in rows:
        if isinstance(fact, Result):
            marks = lists[fact.entrant.value.name][fact.race]
            marks |= {str(fact.mark.value)} if fact.mark else set()
    scenes.scenes = [_bound(scene, lists) for scene in scenes.scenes]


def _bound(scene: Scene, lists: dict[str, dict[Race, set[str]]]) -> Scene:
    if scene.line is not Line.PROSE or any(mention.kind in NAMING_RACE for mention in scene.mentions):
        return scene
    first = next((mention for mention in scene.mentions if mention.kind is Kind.PERSON), None)
    races = lists.get(first.value.name, {}) if first is not None else {}
    if not races or scene.race in races:
        return scene
    marks = {str(mention.value.value) for mention in scene.mentions if mention.kind in {Kind.DURATION, Kind.LENGTH}}
    fitting = [race for race in races if not marks.isdisjoint(races[race])] or list(races)
    if len(fitting) != 1:
        return scene
    parts = [replace(part, race=fitting[0]) if part.race == scene.race else part for part in scene.parts]
    return replace(scene, race=fitting[0], parts=parts)
