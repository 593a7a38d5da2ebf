"""Cuts the surroundings of cited sentences out of an article. Turning them into HTML is left to markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from web.cites import Cite

CONTEXT = 320  # characters kept on each side of a cited sentence when its paragraph is longer
PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the numbers of the citations that cover all of it."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of an article: its pieces joined are `article.text[start:end]`."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    cut_before: bool = False
    cut_after: bool = False


def excerpts(text: str, cites: Sequence[Cite]) -> tuple[Excerpt, ...]:
    """Return the paragraphs around the cites in the order of the text, one for cites whose surroundings overlap."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(_surroundings(text, cite) for cite in cites):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(_excerpt(text, start, end, cites) for start, end in spans)


def whole(text: str, cites: Iterable[Cite]) -> Excerpt:
    """Return all of an article as one excerpt."""
    return Excerpt(0, len(text), _pieces(text, 0, len(text), cites))


def _excerpt(text: str, start: int, end: int, cites: Iterable[Cite]) -> Excerpt:
    return Excerpt(
        start,
        end,
        _pieces(text, start, end, cites),
        cut_before=not (start == 0 or text[:start].endswith("\n")),
        cut_after=not (end == len(text) or text[end] == "\n"),
    )


def _surroundings(text: str, cite: Cite) -> tuple[int, int]:
    start, end = 0, len(text)
    for gap in PARAGRAPH_END.finditer(text):
        if gap.end() <= cite.start:
            start = gap.end()
        elif gap.start() >= cite.end:
            end = gap.start()
            break
    if cite.start - start > CONTEXT:
        start = _after_space(text, cite.start - CONTEXT, cite.start)
    if end - cite.end > CONTEXT:
        end = _before_space(text, cite.end, cite.end + CONTEXT)
    return start, end


def _after_space(text: str, low: int, high: int) -> int:
    space = re.compile(r"\s+").search(text, low, high)
    return space.end() if space else low


def _before_space(text: str, low: int, high: int) -> int:
    word = re.compile(r".*\S(?=\s)", re.DOTALL).match(text, low, high)
    return word.end() if word else high


def _pieces(text: str, start: int, end: int, cites: Iterable[Cite]) -> tuple[Piece, ...]:
    inside = [cite for cite in cites if cite.start < end and cite.end > start]
    edges = sorted({start, end, *(max(cite.start, start) for cite in inside), *(min(cite.end, end) for cite in inside)})
    return tuple(
        Piece(text[low:high], tuple(sorted({c.number for c in inside if c.start <= low and c.end >= high})))
        for low, high in zip(edges, edges[1:], strict=False)
    )
