"""Read who finished before whom: which reader of duels each word of a sentence calls for."""

from __future__ import annotations

from collections.abc import Iterator

from qa.extract.beating import (
    find_beaten,
    find_bettered,
    find_kept,
    find_lost,
    find_short_work,
    find_too_strong,
    find_victory_over,
    find_won,
)
from qa.extract.coreference import Resolver
from qa.extract.order import LEADS, falls_short, find_leads, find_ordered
from qa.extract.scene import Line, Scene
from qa.facts import Duel, Lead, Result
from qa.mention import Kind

LONG_AGO = frozenset("season seasons career".split())


def find_duels(scene: Scene, resolver: Resolver) -> Iterator[Duel | Lead | Result]:
    """Yield the orders of two entrants that a sentence states."""
    if scene.line is Line.ROW or scene.standings:
        return
    for index, mention in enumerate(scene.mentions):
        if scene.tells_standings(index) or _is_long_ago(scene, index):
            continue
        if mention.kind is Kind.BEAT or (mention.kind is Kind.BREAK and mention.word.startswith("beat")):
            yield from find_beaten(scene, resolver, index)
        elif mention.kind is Kind.RETAIN and mention.word.startswith(("keep", "kept")):
            yield from find_kept(scene, resolver, index)
        elif mention.kind is Kind.WIN:
            yield from find_won(scene, resolver, index)
        elif mention.word == "better" and index + 1 < len(scene.mentions) and scene.mentions[index + 1].kind is Kind.OF:
            yield from find_bettered(scene, resolver, index)
        elif mention.word in {"strong", "good", "fast", "quick"} and index and scene.mentions[index - 1].word == "too":
            yield from find_too_strong(scene, resolver, index)
        elif mention.word == "work" and scene.mentions[index - 1].word == "short":
            yield from find_short_work(scene, resolver, index)
        elif mention.kind is Kind.LOSE:
            yield from find_lost(scene, resolver, index)
        elif mention.kind in {Kind.AHEAD, Kind.BEHIND} or falls_short(scene.mentions, index):
            yield from find_ordered(scene, resolver, index)
        elif mention.word in LEADS:
            yield from find_leads(scene, resolver, index)
        elif (
            mention.word in {"over", "against"}
            and index
            and any(item.kind is Kind.TITLE for item in scene.mentions[max(index - 2, 0) : index])
        ):
            yield from find_victory_over(scene, resolver, index)


def _is_long_ago(scene: Scene, index: int) -> bool:
    """Tell "earlier this season Norway had been beaten by" from the news."""
    return scene.is_background(index) and any(mention.word in LONG_AGO for mention in scene.mentions)
