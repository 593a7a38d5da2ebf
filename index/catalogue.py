"""The rows of articles, their sources, passages and facts. Opening the database and embedding are left to others."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b

from index import lexical
from index.errors import UnknownArticle
from index.records import ArticleEntry, Change, FactRow
from sources.records import Article, Passage

OLDEST = -1  # a version before every library's first
SHORTEST_PREFIX = 4  # fewer letters of an id are more likely a slip than a choice


@dataclass(frozen=True, slots=True)
class Content:
    """What is written with an article: its passages, and the stored form of the vector of each."""

    passages: Sequence[Passage]
    vectors: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """What adding an article comes to: the row to write over or to keep, and what must be written."""

    change: Change
    key: int | None
    writes_content: bool
    writes_source: bool


def plan(connection: sqlite3.Connection, article: Article) -> Plan:
    """Compare an article with what is there.

    One content is one article, however many sources it came from; it keeps the title and date it came with first.
    """
    same = _one(connection, "SELECT key FROM article WHERE id = ?", article.id)
    there = _one(connection, "SELECT article FROM source WHERE source = ?", article.source)
    if same is None:
        if there is None:
            return Plan(Change.ADDED, None, writes_content=True, writes_source=True)
        sole = _one(connection, "SELECT count(*) FROM source WHERE article = ?", there) == 1
        return Plan(Change.REPLACED, there if sole else None, writes_content=True, writes_source=True)
    stored = read(connection, same)
    if stored.source == article.source and stored != article:
        return Plan(Change.REPLACED, same, writes_content=True, writes_source=True)
    change = Change.UNCHANGED if there in (None, same) else Change.REPLACED
    return Plan(change, same, writes_content=False, writes_source=there != same)


def write(
    connection: sqlite3.Connection,
    article: Article,
    plan: Plan,
    content: Content | None,
    facts: Iterable[FactRow],
    terms: Collection[str],
    gist: str | None = None,
) -> None:
    """Do what was planned, in the transaction of the caller; only a plan that writes content needs it."""
    key = plan.key
    if plan.writes_content and content is not None:
        key = _write_article(connection, article, plan.key, terms)
        write_passages(connection, key, content)
        write_facts(connection, key, facts, gist)
    former = _one(connection, "SELECT article FROM source WHERE source = ?", article.source)
    if former != key:
        connection.execute(
            "INSERT OR REPLACE INTO source VALUES (?, coalesce((SELECT max(rank) FROM source), 0) + 1, ?)",
            (article.source, key),
        )
        _mark_as_new(connection, key, former)  # each may be known by another source now
    if former is not None and not _one(connection, "SELECT count(*) FROM source WHERE article = ?", former):
        erase(connection, former)


def _write_article(connection: sqlite3.Connection, article: Article, key: int | None, terms: Collection[str]) -> int:
    values = (
        article.id,
        article.title,
        article.text,
        article.published and article.published.isoformat(),
        article.publisher,
        "\n".join(terms),
        datetime.now(UTC).isoformat(timespec="seconds"),
    )
    if key is None:
        row = connection.execute(
            """INSERT INTO article (id, title, text, published, publisher, terms, added)
               VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING key""",
            values,
        ).fetchone()
        return int(row[0])
    connection.execute("DELETE FROM file WHERE article = ?", (key,))  # a file's article is no longer as it gave it
    connection.execute(
        """UPDATE article SET id = ?, title = ?, text = ?, published = ?, publisher = ?, terms = ?, added = ?
           WHERE key = ?""",
        (*values, key),
    )
    return key


def write_passages(connection: sqlite3.Connection, key: int, content: Content) -> None:
    """Put passages and their words in the place of those an article had."""
    lexical.erase(connection, key)
    connection.execute("DELETE FROM passage WHERE article = ?", (key,))
    title, terms = connection.execute("SELECT title, terms FROM article WHERE key = ?", (key,)).fetchone()
    ids = [
        connection.execute(
            """INSERT INTO passage (article, number, start, "end", vector, digest)
               VALUES (?, ?, ?, ?, ?, ?) RETURNING id""",
            (key, passage.number, passage.start, passage.end, vector, digest_of(passage.text)),
        ).fetchone()[0]
        for passage, vector in zip(content.passages, content.vectors, strict=True)
    ]
    rows = zip(ids, content.passages, strict=True)
    lexical.write(connection, ((found, passage.text, f"{title}\n{terms}") for found, passage in rows))


def digest_of(text: str) -> int:
    """Return what a passage of this text is looked up by: 64 bits, so that the text itself must be compared, too."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


def read_vectors(connection: sqlite3.Connection, texts: Iterable[str]) -> dict[str, bytes]:
    """Map those of the texts that are passages of some article to their stored vectors."""
    found: dict[str, bytes] = {}
    for text in texts:
        rows = connection.execute(
            """SELECT substr(text, start + 1, "end" - start), vector FROM passage
               JOIN article ON article.key = passage.article WHERE digest = ?""",
            (digest_of(text),),
        )
        found |= {same: vector for same, vector in rows if same == text}
    return found


def write_file(connection: sqlite3.Connection, name: str, digest: bytes, article_ids: Collection[str]) -> None:
    """Note which articles a file gave; nothing if one of them is not there any more."""
    connection.execute("DELETE FROM file WHERE name = ?", (name,))
    connection.executemany(
        "INSERT INTO file SELECT ?, key, ?, ? FROM article WHERE id = ?",
        ((name, digest, len(article_ids), article) for article in article_ids),
    )


def count_of_file(connection: sqlite3.Connection, name: str, digest: bytes) -> int:
    """Return how many articles a file with this digest gave, 0 unless all of them are still there as it gave them."""
    row = connection.execute(
        "SELECT count(*), max(articles) FROM file WHERE name = ? AND digest = ?", (name, digest)
    ).fetchone()
    return int(row[0]) if row[0] == row[1] else 0


def write_facts(connection: sqlite3.Connection, key: int, facts: Iterable[FactRow], gist: str | None) -> None:
    """Put facts and a gist in the place of those an article had."""
    connection.execute("DELETE FROM fact WHERE article = ?", (key,))
    connection.executemany(
        "INSERT INTO fact VALUES (?, ?, ?, ?)",
        ((key, number, fact.kind, fact.body) for number, fact in enumerate(facts)),
    )
    connection.execute("UPDATE article SET gist = ? WHERE key = ?", (gist, key))
    _mark_as_new(connection, key)


def _mark_as_new(connection: sqlite3.Connection, *keys: int | None) -> None:
    """Note that articles are of the version of the library that this transaction makes."""
    connection.executemany(
        "UPDATE article SET revision = (SELECT version + 1 FROM state) WHERE key = ?", ((key,) for key in keys)
    )


def erase(connection: sqlite3.Connection, key: int) -> None:
    """Take an article out, with all that hangs on it."""
    lexical.erase(connection, key)
    connection.execute("DELETE FROM article WHERE key = ?", (key,))  # the other tables follow by themselves


def find(connection: sqlite3.Connection, article_id: str) -> int:
    """Return the key of the article with this id, or whose id alone begins so; raise UnknownArticle otherwise."""
    if not article_id.isprintable():  # no id has such letters, and SQLite takes not all of them
        raise UnknownArticle(article_id)
    key = _one(connection, "SELECT key FROM article WHERE id = ?", article_id)
    if key is not None:
        return key
    if len(article_id) < SHORTEST_PREFIX:
        raise UnknownArticle(article_id)
    rows = connection.execute(
        "SELECT key, id FROM article WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 5", (len(article_id), article_id)
    ).fetchall()
    if len(rows) != 1:
        raise UnknownArticle(article_id, tuple(found for _, found in rows))
    return int(rows[0][0])


# What the row of an article is known by, of the sources it came from.
_SOURCE = "(SELECT source FROM source WHERE article = key ORDER BY rank LIMIT 1)"


def read(connection: sqlite3.Connection, key: int) -> Article:
    """Return the article with this key."""
    found, source, title, text, published, publisher = connection.execute(
        f"SELECT id, {_SOURCE}, title, text, published, publisher FROM article WHERE key = ?", (key,)
    ).fetchone()
    return Article(found, source, title, text, published=_day(published), publisher=publisher)


def read_passages(connection: sqlite3.Connection, key: int) -> list[Passage]:
    """Return the passages of an article, in their order."""
    article = read(connection, key)
    rows = connection.execute('SELECT number, start, "end" FROM passage WHERE article = ? ORDER BY number', (key,))
    return [Passage(article.id, number, start, end, article.text[start:end]) for number, start, end in rows]


def read_facts(connection: sqlite3.Connection, *, since: int = OLDEST) -> list[tuple[str, FactRow]]:
    """Return every fact with the id of its article: article by article as added, each as given.

    Those of articles that are as they were at version `since` are left out.
    """
    rows = connection.execute(
        """SELECT article.id, kind, body FROM fact JOIN article ON article.key = fact.article
           WHERE revision > ? ORDER BY fact.article, fact.number""",
        (since,),
    )
    return [(article, FactRow(kind, body)) for article, kind, body in rows]


def read_gists(connection: sqlite3.Connection, *, since: int = OLDEST) -> dict[str, str]:
    """Map the ids of articles to their gists; those that are as they were at version `since` are left out."""
    return dict(connection.execute("SELECT id, gist FROM article WHERE gist NOT NULL AND revision > ?", (since,)))


def read_ids(connection: sqlite3.Connection) -> list[str]:
    """Return the id of every article, in the order they were added."""
    return [found for (found,) in connection.execute("SELECT id FROM article ORDER BY key")]


def read_all(connection: sqlite3.Connection, *, since: int = OLDEST) -> list[Article]:
    """Return every article in the order they were added, without those that are as they were at version `since`."""
    rows = connection.execute(
        f"SELECT id, {_SOURCE}, title, text, published, publisher FROM article WHERE revision > ? ORDER BY key",
        (since,),
    )
    return [
        Article(found, source, title, text, published=_day(published), publisher=publisher)
        for found, source, title, text, published, publisher in rows
    ]


def entries(connection: sqlite3.Connection) -> list[ArticleEntry]:
    """Return the catalogue, in the order the articles were added."""
    rows = connection.execute(
        f"""SELECT id, {_SOURCE}, title, published, publisher,
                (SELECT count(*) FROM passage WHERE article = key),
                (SELECT count(*) FROM fact WHERE article = key), added
            FROM article ORDER BY key"""
    )
    return [
        ArticleEntry(found, source, title, _day(published), publisher, passages, facts, datetime.fromisoformat(added))
        for found, source, title, published, publisher, passages, facts, added in rows
    ]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _one(connection: sqlite3.Connection, select: str, parameter: str | int) -> int | None:
    row = connection.execute(select, (parameter,)).fetchone()
    return row[0] if row else None
