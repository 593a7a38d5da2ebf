"""What answering produces: answers with citations, or the honest lack of one. Finding them is left to other files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qa.exhibit import Dispute, Exhibit
from sources.records import Article


class Status(StrEnum):
    """How a question ended; the value is the word used in the reply object."""

    ANSWERED = "answered"
    NOT_IN_ARTICLES = "not_in_articles"
    AMBIGUOUS = "ambiguous"


class How(StrEnum):
    """Which part of the engine answered."""

    FACTS = "facts"
    READER = "reader"
    PASSAGES = "passages"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an article, quoted verbatim."""

    number: int
    article: str
    source: str
    title: str
    published: date | None
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError(f"citation {self.number}: the quote is not the span {self.start}-{self.end}")


def cite(number: int, article: Article, start: int, end: int) -> Citation:
    """Quote `article.text[start:end]` (characters) under a number; the only way quotes are made."""
    return Citation(
        number=number,
        article=article.id,
        source=article.source,
        title=article.title,
        published=article.published,
        start=start,
        end=end,
        quote=article.text[start:end],
    )


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition a question makes, and the words it came from (empty when a follow-up inherited it)."""

    kind: str
    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question was understood to ask."""

    asks: str
    constraints: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something the asker should know beside the answer: a disagreement, a derivation, a changed result."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """The characters of an article that a reader pointed at, within the quote of the citation with this number."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A supported answer: every sentence of `text` carries the marks of the citations it rests on.

    `exhibits` and `disputes` hold what a page shows beside the text. What only they rest on is cited there, under
    numbers that go on from those of `citations`.
    """

    question: str
    short: str
    text: str
    citations: tuple[Citation, ...]
    reading: Reading
    how: How
    notes: tuple[Note, ...] = ()
    status: Status = Status.ANSWERED
    follow_ups: tuple[str, ...] = ()
    elapsed_ms: float = 0.0
    exhibits: tuple[Exhibit[Citation], ...] = ()
    disputes: tuple[Dispute[Citation], ...] = ()
    pointed: Pointed | None = None

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("an answer needs a citation; without one, build a NoAnswer")
        if self.status is Status.NOT_IN_ARTICLES:
            raise ValueError("what is not in the articles is a NoAnswer")
        for citation in self.citations:
            if f"[{citation.number}]" not in self.text:
                raise ValueError(f"citation {citation.number} is not marked in the text")


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The articles do not say: why, and the nearest thing that they do say (with its citations, if any)."""

    question: str
    text: str
    reading: Reading
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    how: How = How.FACTS
    short: str = ""
    follow_ups: tuple[str, ...] = ()
    elapsed_ms: float = 0.0
    status: Status = field(default=Status.NOT_IN_ARTICLES, init=False)


Reply = Answer | NoAnswer
