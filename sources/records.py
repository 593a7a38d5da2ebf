"""What reading produces: articles, their sentences and their passages. How, is left to the other files here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article. Its text never changes; every offset in Podium counts characters of it."""

    id: str
    source: str
    title: str
    text: str
    published: date | None = None
    publisher: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError(f"{self.source}: an article needs text")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a line (heading, result row) of an article: `article.text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a sentence needs a span that is not empty, got {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one article, small enough for the embedding model: `article.text[start:end] == text`."""

    article: str
    number: int
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(
                f"passage {self.number} of {self.article}: its text is not the span {self.start}-{self.end}"
            )
