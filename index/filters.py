"""Conditions that every hit of a search must meet, and how SQL says them. Ranking is left to `search`."""

from __future__ import annotations

import functools
import json
import re
import sqlite3
from dataclasses import dataclass
from datetime import date

from index.folding import fold
from index.lexical import quoted


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages may be found. An article without a date passes no condition on dates.

    `articles` are ids, both dates count themselves in, and each of `words` (one word or several in a row)
    must occur in the passage, whole and folded, whatever its case.
    """

    articles: frozenset[str] | None = None
    published_from: date | None = None
    published_to: date | None = None
    words: frozenset[str] = frozenset()


EVERYTHING = Filters()


def condition(filters: Filters) -> tuple[str, list[str]]:
    """Return a SELECT of the ids of the passages that pass, and its parameters. It needs what `teach` teaches."""
    clauses: list[str] = []
    parameters: list[str] = []
    for clause, wanted in (
        ("id IN (SELECT value FROM json_each(?))", _listed(filters.articles)),
        ("published >= ?", _dated(filters.published_from)),
        ("published <= ?", _dated(filters.published_to)),
    ):
        if wanted is not None:
            clauses.append(f"article IN (SELECT key FROM article WHERE {clause})")
            parameters.append(wanted)
    if filters.words:
        words = sorted(map(fold, filters.words))
        phrases = " AND ".join(filter(None, map(quoted, words)))
        # The full-text index finds the stems, `occur` makes sure of the words.
        matches = (["words MATCH ?"] if phrases else []) + ["occur(?, body)"] * len(words)
        clauses.append(f"id IN (SELECT rowid FROM words WHERE {' AND '.join(matches)})")
        parameters += ([phrases] if phrases else []) + words
    return f"SELECT id FROM passage WHERE {' AND '.join(clauses) or 'TRUE'}", parameters


def teach(connection: sqlite3.Connection) -> None:
    """Give the connection the SQL function `occur(word, folded text)`."""
    connection.create_function("occur", 2, _occurs, deterministic=True)


def _occurs(word: str, body: str) -> bool:
    return _whole(word).search(body) is not None


@functools.lru_cache(maxsize=256)
def _whole(word: str) -> re.Pattern[str]:
    """Return what finds a folded word, but not inside of another."""
    spaced = r"\s+".join(map(re.escape, word.split()))
    before = r"(?<![A-Za-z0-9])" if word[:1].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if word[-1:].isalnum() else ""
    return re.compile(before + spaced + after, re.IGNORECASE)


def _listed(articles: frozenset[str] | None) -> str | None:
    return None if articles is None else json.dumps(sorted(articles))


def _dated(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
