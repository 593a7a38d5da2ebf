"""What a library holds, article by article, as a visitor looks through it: with the races each tells of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from anyascii import anyascii

from index.records import ArticleEntry
from qa.archive import Archive, Known
from qa.facts import Duel, Fact, Goal, LineUp, Result
from qa.identity import same_race
from qa.lines import FactLine, fact_line
from qa.race import Race, describe, is_blank

OF_RACES = (Result, Duel, LineUp, Goal)  # kinds of fact that tell what races an article is about


@dataclass(frozen=True, slots=True)
class Holding:
    """An article's line in the catalogue, the races it tells of in its order, and how many facts were read from it."""

    entry: ArticleEntry
    races: tuple[str, ...]
    facts: int


def holdings(entries: Iterable[ArticleEntry], archive: Archive) -> list[Holding]:
    """Return what is held, in the order of the entries."""
    known: dict[str, list[Known[Fact]]] = defaultdict(list)
    for item in archive.known:
        known[item.article.id].append(item)
    return [Holding(entry, _races(known[entry.article]), len(facts_of(known[entry.article]))) for entry in entries]


def facts_of(known: Iterable[Known[Fact]]) -> list[FactLine]:
    """Return an article's facts as lines in the order of its text, what is said twice of one place only once.

    That somebody has a name is left out: it serves to put the other facts together.
    """
    lines = {
        (line.start, line.end, line.kind, line.subject, line.value): line
        for line in map(fact_line, known)
        if line.value != f"name {line.subject}"
    }
    return sorted(lines.values(), key=lambda line: line.start)


def _races(known: Iterable[Known[Fact]]) -> tuple[str, ...]:
    """Name the races, leaving out those that a fuller description names as well."""
    races = list(
        dict.fromkeys(
            item.fact.race
            for item in known
            if isinstance(item.fact, OF_RACES) and item.fact.race.decides and not is_blank(item.fact.race)
        )
    )
    kept = [race for race in races if not any(_says_less(race, other) for other in races)]
    return tuple(dict.fromkeys(map(describe, kept)))


def _says_less(race: Race, other: Race) -> bool:
    return same_race(race, other) and _said(race) < _said(other)


def _said(race: Race) -> int:
    return len(race.event) + (race.sex is not None)


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
