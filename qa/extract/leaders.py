"""Read standings that prose tells: "Berg leads the championship on 214 points, with Dahl third on 188"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.extract.coreference import Resolver
from qa.extract.grammar import subject_of
from qa.extract.scene import Line, Scene
from qa.extract.verb_forms import is_unreal
from qa.facts import Slot, Standing
from qa.mention import Kind

TABLES = frozenset("standings championship overall classification table series points rankings".split())
OTHERS = re.compile(r"(?P<who>[PN])(?P<rank>R)[92](?P<value>[GF])")


def find_leaders(scene: Scene, resolver: Resolver) -> Iterator[Standing]:
    """Yield who leads a table, and who follows, with their points, as a sentence of prose tells."""
    if scene.line is not Line.PROSE:
        return
    mentions = scene.mentions
    for index, mention in enumerate(mentions):
        if mention.kind is not Kind.LEAD or mention.word == "leading" or is_unreal(mentions, index):
            continue
        table = next((item for item in mentions[index + 1 : index + 7] if item.word in TABLES), None)
        if table is None:
            continue
        subject = subject_of(mentions, index)
        slot = resolver.slot(subject[0], scene) if len(subject) == 1 else None
        if slot is None:
            continue
        bounds = (scene.race_at(index), scene.sentence.start, scene.sentence.end)
        points = next((item for item in mentions[index + 1 : index + 12] if item.kind is Kind.POINTS), None)
        value = Slot(points.value.text, points.start, points.end) if points else None
        yield Standing(*bounds, table.word, Slot(1, mention.start, mention.end), slot, value)
        for match in OTHERS.finditer(scene.codes, index):
            who = resolver.slot(mentions[match.start("who")], scene)
            rank, figure = mentions[match.start("rank")], mentions[match.start("value")]
            if who is not None:
                words = figure.value.text if figure.kind is Kind.POINTS else figure.word
                yield Standing(
                    *bounds,
                    table.word,
                    Slot(rank.value, rank.start, rank.end),
                    who,
                    Slot(words, figure.start, figure.end),
                )
