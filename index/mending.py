"""Mends what is derived in a library: indexes, passages, words, vectors. Finding what is wrong is left to `doctor`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection

from index import catalogue
from index.catalogue import Content
from index.doctor import Mend, Trouble
from index.library import Library
from sources.records import Article


def mend(library: Library, troubles: Collection[Trouble]) -> None:
    """Put right what can be derived anew, in one transaction; the vector file comes after it."""
    mends = {trouble.mend for trouble in troubles}
    keys = dict.fromkeys(trouble.article for trouble in troubles if trouble.mend is Mend.ARTICLE)

    def work(connection: sqlite3.Connection, embed: Callable[[Article], Content]) -> None:
        if Mend.INDEXES in mends:
            connection.execute("REINDEX")
        if Mend.WORDS in mends:
            connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
        if Mend.ORPHANS in mends:
            for table in ("passage", "fact", "source", "file"):
                connection.execute(f"DELETE FROM {table} WHERE article NOT IN (SELECT key FROM article)")
        for key in keys:
            if key is not None:
                catalogue.write_passages(connection, key, embed(catalogue.read(connection, key)))
        connection.execute("DELETE FROM words WHERE rowid NOT IN (SELECT id FROM passage)")
        if Mend.VECTORS in mends:
            connection.execute("DELETE FROM generation")

    library.mend(work)
