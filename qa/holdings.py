"""What a library holds, article by article, as a visitor looks through it: with the races each tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from anyascii import anyascii

from index.records import ArticleEntry
from qa.archive import Archive
from qa.facts import Duel, Goal, LineUp, Result
from qa.race import describe, is_blank

OF_RACES = (Result, Duel, LineUp, Goal)  # kinds of fact that tell what races an article is about


@dataclass(frozen=True, slots=True)
class Holding:
    """An article's line in the catalogue and the races it tells of, in its order: "women's marathon in 2023"."""

    entry: ArticleEntry
    races: tuple[str, ...]


def holdings(entries: Iterable[ArticleEntry], archive: Archive) -> list[Holding]:
    """Return what is held, in the order of the entries."""
    races: dict[str, dict[str, None]] = defaultdict(dict)
    for known in archive.known:
        if isinstance(known.fact, OF_RACES) and known.fact.race.decides and not is_blank(known.fact.race):
            races[known.article.id][describe(known.fact.race)] = None
    return [Holding(entry, tuple(races[entry.article])) for entry in entries]


def search_holdings(held: Iterable[Holding], words: str, mentioning: Callable[[str], frozenset[str]]) -> list[Holding]:
    """Return the holdings in whose catalogue line or text every word stands, whole or as a beginning.

    `mentioning` gives the ids of the articles whose text holds a word. Case and accents do not matter; without words,
    all are returned.
    """
    kept = list(held)
    for word in _folded(words):
        ids = mentioning(word)
        kept = [holding for holding in kept if holding.entry.article in ids or _is_in_line(word, holding)]
    return kept


def _is_in_line(beginning: str, holding: Holding) -> bool:
    entry = holding.entry
    day = f"{entry.published.isoformat()} {entry.published:%B}" if entry.published else ""
    line = f"{entry.title} {entry.publisher or ''} {day} {entry.source} {' '.join(holding.races)}"
    return any(word.startswith(beginning) for word in _folded(line))


def _folded(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in anyascii(text).lower()).split()
