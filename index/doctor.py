"""Examines a library: is everything there, is all that is derived as it should be. Mending is left to `mending`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from index import catalogue
from index.database import transaction
from index.folding import fold
from index.library import Library, Opened
from sources.drafts import identify
from sources.records import Article

if TYPE_CHECKING:
    import faiss

SAMPLE = 64  # passages embedded again, spread over the library: all of them would take as long as adding them did
SAME = 0.99  # the cosine of a stored vector with the embedding of its passage; half precision leaves .9999


class Mend(StrEnum):
    """What puts a trouble right."""

    INDEXES = "indexes"  # the database's own indexes, from its rows
    ORPHANS = "orphans"  # rows that hang on nothing are deleted
    ARTICLE = "article"  # cut and embedded again, its words indexed again
    WORDS = "words"  # the full-text index, from what it holds
    VECTORS = "vectors"  # the vector file, from the stored vectors
    FACTS = "facts"  # read again from the article, which is no business of this room
    NOTHING = "nothing"  # it is no derived thing: only a copy, or adding the article again, helps


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong: in words, what mends it, and the key of the article where it is one article's."""

    text: str
    mend: Mend
    article: int | None = None


def examine(library: Library) -> Iterator[tuple[str, list[Trouble]]]:
    """Yield what was looked at and what is wrong with it, check after check, each of one state of the library."""
    for name, check in CHECKS.items():
        # SQLite checks the full-text index by a statement that counts as writing.
        with (
            library.opened() as opened,
            transaction(opened.connection, writing=check is _words and not opened.read_only),
        ):
            found = list(check(opened))
        yield name, found


def _integrity(opened: Opened) -> Iterator[Trouble]:
    for (line,) in opened.connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            mend = Mend.INDEXES if "index" in line else Mend.NOTHING
            yield Trouble(f"the database is damaged: {line}", mend)


def _orphans(opened: Opened) -> Iterator[Trouble]:
    for table, count in opened.connection.execute(
        'SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1 ORDER BY 1'
    ):
        yield Trouble(f"{count} rows of {table} belong to no article", Mend.ORPHANS)
    lost = _count(opened, "SELECT count(*) FROM words WHERE rowid NOT IN (SELECT id FROM passage)")
    if lost:
        yield Trouble(f"{lost} entries of the full-text index belong to no passage", Mend.ORPHANS)
    for key, found in opened.connection.execute(
        "SELECT key, id FROM article WHERE key NOT IN (SELECT article FROM source)"
    ):
        yield Trouble(f"article {found} has no source", Mend.NOTHING, key)


def _texts(opened: Opened) -> Iterator[Trouble]:
    for key, article in _articles(opened):
        if identify(article.text, article.title, article.published, article.publisher) != article.id:
            yield Trouble(
                f"article {article.id} ({article.source}) is not the text it was added with", Mend.NOTHING, key
            )


def _passages(opened: Opened) -> Iterator[Trouble]:
    for key, article in _articles(opened):
        rows = opened.connection.execute(
            """SELECT number, start, "end", digest, words.body FROM passage LEFT JOIN words ON words.rowid = passage.id
               WHERE article = ? ORDER BY number""",
            (key,),
        ).fetchall()
        wrong = _wrong_passage(article, rows)
        if wrong:
            yield Trouble(f"article {article.id}: {wrong}", Mend.ARTICLE, key)


def _wrong_passage(article: Article, rows: Sequence[tuple[int, int, int, int | None, str | None]]) -> str | None:
    if [row[0] for row in rows] != list(range(len(rows))) or not rows:
        return "passages are missing"
    for number, start, end, digest, body in rows:
        text = article.text[start:end]
        if not 0 <= start < end <= len(article.text):
            return f"passage {number} lies outside of its text"
        if digest not in (None, catalogue.digest_of(text)):
            return f"passage {number} is not the text that was embedded"
        if body != fold(text):
            return f"passage {number} is not what the full-text index has"
    covered = {place for _, start, end, _, _ in rows for place in range(start, end)}
    if any(letter.isalnum() and place not in covered for place, letter in enumerate(article.text)):
        return "a part of its text is in no passage"
    return None


def _words(opened: Opened) -> Iterator[Trouble]:
    if opened.read_only:
        return
    try:
        opened.connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        yield Trouble("the full-text index does not fit the words it holds", Mend.WORDS)


def _vectors(opened: Opened) -> Iterator[Trouble]:
    import numpy as np

    from index.vectors import unpack

    sizes = opened.connection.execute(
        "SELECT length(vector), count(*) FROM passage GROUP BY 1 ORDER BY 2 DESC"
    ).fetchall()
    for size, _ in sizes[1:]:
        for key in _keys(opened, "length(vector) = ?", size):
            yield Trouble(
                f"article {_id(opened, key)}: a vector has {size} bytes, not {sizes[0][0]}", Mend.ARTICLE, key
            )
    if not sizes:
        return
    rows = opened.connection.execute("SELECT article, vector FROM passage WHERE length(vector) = ?", (sizes[0][0],))
    wrong: dict[int, None] = {}
    while batch := rows.fetchmany(10_000):
        lengths = np.linalg.norm(unpack([vector for _, vector in batch]), axis=1)
        wrong |= dict.fromkeys(
            key for (key, _), length in zip(batch, lengths, strict=True) if not abs(length - 1) < 0.01
        )
    for key in wrong:
        yield Trouble(f"article {_id(opened, key)}: a vector is no vector of length 1", Mend.ARTICLE, key)


def _embeddings(opened: Opened) -> Iterator[Trouble]:
    """Embed a few passages again; whether the others were changed, their digests tell."""
    from index.vectors import cosines

    built_with = opened.connection.execute("SELECT model FROM state").fetchone()[0]
    if built_with not in (None, opened.embedder.model):
        return  # opened with another model on purpose
    count = _count(opened, "SELECT count(*) FROM passage")
    rows = opened.connection.execute(
        """SELECT article, substr(text, start + 1, "end" - start), vector FROM (
               SELECT *, row_number() OVER (ORDER BY passage.id) AS place FROM passage)
           JOIN article ON article.key = article WHERE place % ? = 0""",
        (max(1, count // SAMPLE),),
    ).fetchall()
    texts = [text for _, text, _ in rows]
    for (key, _, vector), embedding in zip(rows, opened.embedder.encode(texts), strict=True):
        if len(vector) == 2 * len(embedding) and cosines(embedding, [vector])[0] < SAME:
            yield Trouble(f"article {_id(opened, key)}: a vector is not that of its passage", Mend.ARTICLE, key)


def _file(opened: Opened) -> Iterator[Trouble]:
    from index.generation import TornGeneration, open_mapped
    from index.vectors import read_generation

    generation = read_generation(opened.connection)
    if generation is None:
        return
    try:
        index = open_mapped(opened.layout, generation)
    except TornGeneration as error:
        yield Trouble(str(error), Mend.VECTORS)
        return
    wrong = _compare(opened, index, generation.last_id)
    if wrong:
        yield Trouble(f"{generation.file}: {wrong}", Mend.VECTORS)


def _compare(opened: Opened, index: faiss.Index, last_id: int) -> str | None:
    """Compare what the vector file holds with the stored vectors, passage by passage."""
    import faiss
    import numpy as np

    from index.vectors import unpack

    mapped = cast("faiss.IndexIDMap", index)
    held = faiss.vector_to_array(mapped.id_map)
    places = {passage: place for place, passage in enumerate(held.tolist())}
    inner = faiss.downcast_index(mapped.index)
    rows = opened.connection.execute("SELECT id, vector FROM passage WHERE id <= ? ORDER BY id", (last_id,))
    while batch := rows.fetchmany(10_000):
        found = [places.get(passage, -1) for passage, _ in batch]
        if min(found) < 0:
            return f"passage {batch[found.index(min(found))][0]} is not in it"
        rebuilt = inner.reconstruct_batch(np.array(found))
        differing = np.abs(rebuilt - unpack([vector for _, vector in batch])).max(axis=1) > 0.01
        if differing.any():
            return f"passage {batch[int(differing.argmax())][0]} has another vector in it"
    return None


def _articles(opened: Opened) -> Iterator[tuple[int, Article]]:
    for (key,) in opened.connection.execute("SELECT key FROM article ORDER BY key").fetchall():
        yield key, catalogue.read(opened.connection, key)


def _keys(opened: Opened, where: str, parameter: int) -> list[int]:
    rows = opened.connection.execute(f"SELECT DISTINCT article FROM passage WHERE {where}", (parameter,))
    return [key for (key,) in rows]


def _id(opened: Opened, key: int) -> str:
    found: str = opened.connection.execute("SELECT id FROM article WHERE key = ?", (key,)).fetchone()[0]
    return found


def _count(opened: Opened, select: str) -> int:
    return int(opened.connection.execute(select).fetchone()[0])


CHECKS: dict[str, Callable[[Opened], Iterator[Trouble]]] = {
    "database": _integrity,
    "orphans": _orphans,
    "texts": _texts,
    "passages": _passages,
    "full-text index": _words,
    "vectors": _vectors,
    "embeddings": _embeddings,
    "vector file": _file,
}
