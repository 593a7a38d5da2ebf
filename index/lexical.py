"""The full-text index: writes passages and ranks them by BM25. Mixing with vectors is left to `search`."""

from __future__ import annotations

import functools
import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.folding import fold

# A number with points, colons or commas inside (1:02.3, 1,500m) is one thing to look for.
_WORD = re.compile(r"[0-9]+(?:[.:,][0-9]+)+[a-z]*|[a-z0-9]+")

# The heading (title and terms of the article) helps: words alone found the evidence first for .58 instead of .56 of 142
# questions about reports, among five for .89 instead of .87. Twice the weight did as well; terms were not measured.
HEADING_WEIGHT = 0.5

# The ranking costs about a microsecond a row: common words are left out as soon as rarer ones bring this many rows.
ENOUGH_ROWS = 10_000


def write(connection: sqlite3.Connection, rows: Iterable[tuple[int, str, str]]) -> None:
    """Add passages to the index: id, text, and the heading of their article."""
    connection.executemany(
        "INSERT INTO words (rowid, body, heading) VALUES (?, ?, ?)",
        ((passage, fold(body), fold(heading)) for passage, body, heading in rows),
    )


def erase(connection: sqlite3.Connection, article_key: int) -> None:
    """Take the passages of an article, not yet deleted, out of the index."""
    connection.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM passage WHERE article = ?)", (article_key,))


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, in lower case, each once, in order; any text may come."""
    return list(dict.fromkeys(_WORD.findall(fold(text).lower())))


def quoted(text: str) -> str:
    """Return the text as one phrase of the query language, which sees no operators in it; empty if it has no words."""
    tokens = re.findall(r"[a-z0-9]+", fold(text).lower())
    return f'"{" ".join(tokens)}"' if tokens else ""


def rank(
    connection: sqlite3.Connection, query: str, *, limit: int, among: tuple[str, Sequence[str | int]] | None = None
) -> dict[int, float]:
    """Return the best passages for a query, id to BM25 (greater is better), only those that `among` selects."""
    phrases = _rare_first(connection, [quoted(word) for word in _telling(words_of(query))])
    if not phrases:
        return {}
    select, parameters = among or ("", ())
    # The plus keeps SQLite from asking the index once per passage.
    where = f"AND +rowid IN ({select})" if select else ""
    found = connection.execute(
        f"""SELECT rowid, -bm25(words, 1.0, {HEADING_WEIGHT}) AS score FROM words WHERE words MATCH ? {where}
            ORDER BY score DESC, rowid LIMIT ?""",
        (" OR ".join(phrases), *parameters, limit),
    )
    return dict(found.fetchall())


def mentioning(connection: sqlite3.Connection, word: str) -> frozenset[str]:
    """Return the ids of the articles that hold a word or one that begins so; none for what is no word."""
    phrase = quoted(word)
    if not phrase:
        return frozenset()
    found = connection.execute(
        """SELECT DISTINCT article.id FROM words JOIN passage ON passage.id = words.rowid
           JOIN article ON article.key = passage.article WHERE words MATCH ?""",
        (f"{phrase} *",),
    )
    return frozenset(article for (article,) in found)


def _telling(words: list[str]) -> list[str]:
    """Leave out the words that say nothing, unless there are no others."""
    return [word for word in words if word not in stopwords()] or words


def _rare_first(connection: sqlite3.Connection, phrases: list[str]) -> list[str]:
    """Return the phrases that occur, the rarest first, up to those that bring ENOUGH_ROWS; always one if any occurs."""
    counted = sorted((count, phrase) for phrase in phrases if (count := _count(connection, phrase)))
    chosen: list[str] = []
    rows = 0
    for count, phrase in counted:
        if chosen and rows + count > ENOUGH_ROWS:
            break
        chosen.append(phrase)
        rows += count
    return chosen


def _count(connection: sqlite3.Connection, phrase: str) -> int:
    counted = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    count: int = connection.execute(counted, (phrase, ENOUGH_ROWS + 1)).fetchone()[0]
    return count


@functools.cache
def stopwords() -> frozenset[str]:
    """Return the words that say nothing about what is asked."""
    return frozenset(Path(__file__).with_name("stopwords.txt").read_text(encoding="utf-8").split())
