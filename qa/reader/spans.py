"""Chooses the span of a row from the network's scores."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.reader.pieces import Row

LONGEST = 30  # pieces of an answer
STARTS = 20  # best places to start from which an end is looked for


@dataclass(frozen=True, slots=True)
class Found:
    """A span's characters in the context, its margin over no answer (logits), and its log-share of all spans."""

    start: int
    end: int
    margin: float
    share: float


def best_span(
    start: Sequence[float], end: Sequence[float], row: Row, *, inside: tuple[int, int] | None = None
) -> Found | None:
    """Return the best span of a row, the first of equals; None where the row has no piece `inside` (characters)."""
    places = row.places
    allowed = [
        at
        for at, (first, stop) in enumerate(places, row.first)
        if inside is None or (inside[0] <= first and stop <= inside[1])
    ]
    if not allowed:
        return None
    last = allowed[-1] + 1
    begins = heapq.nsmallest(STARTS, allowed, key=lambda at: (-start[at], at))
    score, first, stop = min(
        (-start[begin] - end[stop], begin, stop)
        for begin in begins
        for stop in range(begin, min(begin + LONGEST, last))
    )
    everywhere = range(row.first, row.first + len(places))
    share = -score - _log_sum(start[at] for at in everywhere) - _log_sum(end[at] for at in everywhere)
    return Found(places[first - row.first][0], places[stop - row.first][1], -score - start[0] - end[0], share)


def _log_sum(values: Iterable[float]) -> float:
    held = list(values)
    most = max(held)
    return most + math.log(sum(math.exp(value - most) for value in held))
