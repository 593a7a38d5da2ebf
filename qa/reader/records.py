"""What a reader is given and gives: windows to look through, spans it points at. Pointing is left to the readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Window:
    """A text to read; a span may lie only in its characters `start` to `end`, the rest is there to be understood."""

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.text):
            raise ValueError(f"{self.start}-{self.end} is no part of a text of {len(self.text)} characters")


@dataclass(frozen=True, slots=True)
class Span:
    """The words `text[start:end]` of a window, by its number among those given.

    `margin` is how far the span's score is above that of there being no answer (logits), `score` the calibrated
    probability that the span answers.
    """

    window: int
    start: int
    end: int
    margin: float
    score: float


class Reader(Protocol):
    """Points at the words of texts that answer a question."""

    @property
    def name(self) -> str:
        """What `--reader` calls it."""
        ...

    def read(self, question: str, windows: Sequence[Window]) -> list[Span]:
        """Return one span a window, best first; of equal ones the earlier. The same call gives the same spans."""
        ...
