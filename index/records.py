"""What finding takes and gives: hits, rows of facts, entries of the catalogue. How is left to the other files here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sources.records import Article, Passage


class Change(StrEnum):
    """What adding an article did to the library."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as the library keeps it: `body` is JSON text, whose meaning is no business of this room."""

    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` (0 to 1) ranks the hits of one search; `lexical` is BM25, `semantic` the cosine."""

    passage: Passage
    score: float
    lexical: float
    semantic: float


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A library as it stood at one version: the ids of its articles as added, and what is newer than asked for.

    Each fact comes with the id of its article; `gists` maps such ids to JSON text, whose meaning is no business of
    this room either.
    """

    version: int
    ids: Sequence[str]
    articles: Sequence[Article]
    facts: Sequence[tuple[str, FactRow]]
    gists: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One line of the library's catalogue; `passages` and `facts` are counts, `added` is in UTC."""

    article: str
    source: str
    title: str
    published: date | None
    publisher: str | None
    passages: int
    facts: int
    added: datetime
