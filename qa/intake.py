"""Takes articles into a library, file by file: what command line and page both do. A bad file stops no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from index.records import Change
from sources.errors import UnreadableFile
from sources.records import Article

F = TypeVar("F")


class Adds(Protocol):
    """What articles are added to: a desk."""

    def add(self, article: Article) -> Change:
        """Add an article, in a transaction of its own."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """What reading one file gave: its articles, or why there are none."""

    articles: tuple[Article, ...] = ()
    failure: UnreadableFile | None = None


def read_one(file: F, reader: Callable[[F], Iterable[Article]]) -> Read:
    """Read one file with a reader of `sources`; what cannot be read is told, not raised."""
    try:
        return Read(articles=tuple(reader(file)))
    except UnreadableFile as error:
        return Read(failure=error)


def add_each(articles: Iterable[Article], desk: Adds) -> Counter[Change]:
    """Add articles one by one; return how many of them were added, replaced an earlier one or were there already."""
    return Counter(desk.add(article) for article in articles)


def counts(changes: Mapping[Change, int]) -> str:
    """Write what adding did: "2 added, 1 unchanged"."""
    return ", ".join(f"{changes[change]} {change.value}" for change in Change if changes.get(change))
