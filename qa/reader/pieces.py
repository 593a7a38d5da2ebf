"""Word pieces of questions and contexts with their characters, and the rows that the network reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.reader.records import Window

if TYPE_CHECKING:
    from tokenizers import Tokenizer

QUESTION, CONTEXT, SHARED = 0, 1, 2  # the kind of a piece; `SHARED` is added where it stands on both sides
LONGEST_QUESTION = 48
LONGEST_ROW = 192

Piece = tuple[int, int, int]  # number in the vocabulary, first character, character after the last


@dataclass(frozen=True, slots=True)
class Row:
    """[CLS] question [SEP] context [SEP]: pieces, their kinds, and the context's characters from piece `first` on."""

    pieces: tuple[int, ...]
    kinds: tuple[int, ...]
    first: int
    places: tuple[tuple[int, int], ...]


class Pieces:
    """Cuts texts into word pieces with a tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self.begin, self.gap = tokenizer.encode("").ids  # what stands before the question, and behind each part
        self._cut = lru_cache(maxsize=4096)(self._cut_text)

    def question(self, text: str) -> list[int]:
        """Return the pieces of a question, at most 48."""
        return [number for number, _, _ in self._cut(text)[:LONGEST_QUESTION]]

    def context(self, text: str) -> list[Piece]:
        """Return the pieces of a context."""
        return list(self._cut(text))

    def _cut_text(self, text: str) -> tuple[Piece, ...]:
        cut = self._tokenizer.encode(text, add_special_tokens=False)
        return tuple((number, *place) for number, place in zip(cut.ids, cut.offsets, strict=True))


def build_row(question: list[int], context: list[Piece], pieces: Pieces) -> Row:
    """Put question and context together."""
    said = {number for number, _, _ in context}
    asked = set(question)
    return Row(
        pieces=(pieces.begin, *question, pieces.gap, *(number for number, _, _ in context), pieces.gap),
        kinds=(
            QUESTION,
            *(QUESTION + SHARED * (number in said) for number in question),
            QUESTION,
            *(CONTEXT + SHARED * (number in asked) for number, _, _ in context),
            CONTEXT,
        ),
        first=len(question) + 2,
        places=tuple((start, end) for _, start, end in context),
    )


def fitting(context: list[Piece], question: list[int], window: Window) -> list[Piece]:
    """Return the pieces around a window's part that a row has room for."""
    room = LONGEST_ROW - len(question) - 3
    if len(context) <= room:
        return context
    inside = [at for at, (_, start, end) in enumerate(context) if window.start <= start and end <= window.end]
    first = max(0, min(inside[0] - max(0, (room - len(inside)) // 2), len(context) - room)) if inside else 0
    return context[first : first + room]
