"""Turns examples into rows of word pieces: kinds, and where a span may start. Used by training and measuring alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from qa.reader.pieces import Pieces, Row, build_row
from train.examples import Example

WINDOW = 112  # pieces of a row to learn from


@dataclass(frozen=True, slots=True)
class Target:
    """A row to learn from: the pieces at which the answer starts and ends, both 0 where there is none."""

    row: Row
    start: int
    end: int


def learn_from(example: Example, pieces: Pieces, chance: random.Random, *, window: int = WINDOW) -> Target | None:
    """Cut a row around the answer, at a random place; None where the answer does not fit."""
    question = pieces.question(example.question)
    context = pieces.context(example.context)
    room = window - len(question) - 3
    if not context or room < 8:
        return None
    inside = _inside(context, example.span) if example.span else (0, 0)
    if inside is None or inside[1] - inside[0] >= room:
        return None
    first = 0
    if len(context) > room:
        lowest = max(0, inside[1] - room + 1) if example.span else 0
        highest = min(len(context) - room, inside[0]) if example.span else len(context) - room
        first = chance.randint(min(lowest, highest), highest)
    row = build_row(question, context[first : first + room], pieces)
    if not example.span:
        return Target(row, 0, 0)
    shift = row.first - first
    return Target(row, inside[0] + shift, inside[1] + shift)


def _inside(context: list[tuple[int, int, int]], span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first and last piece of a span of characters."""
    held = [index for index, (_, start, end) in enumerate(context) if start < span[1] and end > span[0]]
    return (held[0], held[-1]) if held else None


def cut(example: Example, pieces: Pieces, *, window: int, step: int) -> Iterator[Row]:
    """Cut the whole context into rows that overlap, to measure on."""
    question = pieces.question(example.question)
    context = pieces.context(example.context)
    room = window - len(question) - 3
    first = 0
    while True:
        yield build_row(question, context[first : first + room], pieces)
        if first + room >= len(context):
            return
        first += step
