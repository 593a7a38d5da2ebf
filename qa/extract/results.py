"""Read places and medals from prose: which reader of results each word of a sentence calls for."""

from __future__ import annotations

from collections.abc import Iterator

from qa.extract.asides import (
    HANDING,
    PUSHING,
    find_aside,
    find_handed,
    find_pushed,
    find_winners_by_event,
    find_with_others,
)
from qa.extract.awards import (
    SUPERLATIVES,
    find_best_of_all,
    find_crowned,
    find_first_victory,
    find_nominal,
    find_receivers,
    find_with_prize,
)
from qa.extract.coreference import Resolver
from qa.extract.finishes import MOVES, find_earned, find_finished, find_moved, find_settled
from qa.extract.gapping import find_gapped
from qa.extract.grammar import subject_of
from qa.extract.placings import races_behind, results_of
from qa.extract.scene import Line, Scene
from qa.extract.wins import find_taken
from qa.facts import Result, Slot
from qa.mention import Kind

HOLDING = frozenset("held holds hung hangs clung".split())
SETTLING = frozenset("content do rewarded manage managed".split())


def find_results(scene: Scene, resolver: Resolver) -> Iterator[Result]:
    """Yield the places and medals that a sentence of prose states."""
    if scene.line is Line.ROW or scene.standings:
        return
    mentions = scene.mentions
    yield from find_gapped(scene, resolver)
    yield from find_winners_by_event(scene, resolver)
    for index, mention in enumerate(mentions):
        if scene.tells_standings(index):
            continue
        if mention.word in {"went", "goes"}:
            yield from find_receivers(scene, resolver, index)
        elif mention.word in MOVES:
            yield from find_moved(scene, resolver, index)
        elif mention.word in HOLDING and index + 1 < len(mentions) and mentions[index + 1].word == "on":
            yield from find_settled(scene, resolver, index)
        elif mention.word in HANDING:
            yield from find_handed(scene, resolver, index)
        elif mention.word in PUSHING:
            yield from find_pushed(scene, resolver, index)
        if mention.kind in {Kind.WIN, Kind.TAKE, Kind.RETAIN}:
            yield from find_taken(scene, resolver, index)
        elif mention.kind in {Kind.FINISH, Kind.BE, Kind.CLOCK}:
            yield from find_finished(scene, resolver, index)
        elif mention.kind is Kind.HAVE:
            yield from find_first_victory(scene, resolver, index)
        elif mention.kind is Kind.SETTLE or mention.word in SETTLING:
            yield from find_settled(scene, resolver, index)
        elif mention.kind in {Kind.MEDAL, Kind.TITLE}:
            yield from find_nominal(scene, resolver, index)
        elif mention.kind is Kind.FOR:
            yield from find_earned(scene, resolver, index)
        elif mention.kind is Kind.RANK:
            yield from find_aside(scene, resolver, index)
        elif mention.kind is Kind.WITH:
            yield from find_with_others(scene, resolver, index)
            yield from find_with_prize(scene, resolver, index)
        elif (
            mention.word in {"fastest", "quickest"}
            and index
            and mentions[index - 1].kind is Kind.BE
            and any(item.kind is Kind.ROUND and item.value == "final" for item in mentions[index : index + 9])
        ):
            yield from results_of(
                scene,
                resolver,
                subject_of(mentions, index - 1),
                rank=Slot(1, mention.start, mention.end),
                medal=None,
                races=races_behind(scene, index, index + 4),
            )
        elif mention.word in SUPERLATIVES:
            yield from find_best_of_all(scene, resolver, index)
        elif mention.word in {"champion", "champions", "winner", "winners", "victorious"}:
            yield from find_crowned(scene, resolver, index)
