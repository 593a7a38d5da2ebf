"""Recall: the vector search against exact search, as the doctor measures it, and whether it would notice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import faiss
import numpy as np
import pytest

from index import catalogue, database, generation
from index.catalogue import Content
from index.layout import Layout
from index.library import Library
from index.recall import Recall, measure_recall
from index.vectors import DELTA_ROWS, Vectors, pack, read_generation
from sources.records import Article, Passage

COUNT = DELTA_ROWS + 1


def fill(folder: Path, count: int, *, torn: bool = False) -> Library:
    """Make a library of so many passages with vectors in clumps; `torn`, its file holds others than the database."""
    library = Library.open(folder)
    dice = np.random.default_rng(1)
    rows = dice.standard_normal((50, 384))[dice.integers(50, size=count)] + 0.7 * dice.standard_normal((count, 384))
    vectors = np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
    with library.opened() as opened:
        article = Article("a", "a.txt", "Race", "x" * max(1, count))
        passages = [Passage("a", number, number, number + 1, "x") for number in range(count)]
        with database.transaction(opened.connection):
            plan = catalogue.plan(opened.connection, article)
            catalogue.write(opened.connection, article, plan, Content(passages, pack(vectors)), [], [])
        finder = Vectors(opened.layout, opened.connection)
        finder.compact()
        if torn:
            shuffle(opened.layout, opened.connection)
    return library


def shuffle(layout: Layout, connection: sqlite3.Connection) -> None:
    """Write the file anew with the right ids and the vectors of others."""
    rows = connection.execute("SELECT id, vector FROM passage ORDER BY id").fetchall()
    ids = np.array([passage for passage, _ in rows])
    others = np.frombuffer(b"".join(vector for _, vector in reversed(rows)), dtype="<f2").reshape(len(rows), -1)
    old = read_generation(connection)
    assert old is not None
    new = generation.write(layout, [(ids, others.astype(np.float32))], size=len(ids), last_id=old.last_id)
    connection.execute("UPDATE generation SET file = ?, bytes = ?, ends = ?", (new.file, new.bytes, new.ends))


@pytest.mark.parametrize("count", [1, 30, COUNT])
def test_a_small_library_is_searched_exactly(tmp_path: Path, count: int) -> None:
    with fill(tmp_path, count) as library:
        assert measure_recall(library) == Recall(1.0, min(count, 100), count)


def test_without_passages_nothing_is_missed(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        assert measure_recall(library) == Recall(1.0, 0, 0)


def test_a_file_that_finds_the_wrong_passages_is_noticed(tmp_path: Path) -> None:
    with fill(tmp_path, COUNT, torn=True) as library:
        assert measure_recall(library).share < 0.2


def test_exact_search_here_is_what_faiss_calls_exact(tmp_path: Path) -> None:
    with fill(tmp_path, 500) as library, library.opened() as opened:
        blobs = [vector for (vector,) in opened.connection.execute("SELECT vector FROM passage ORDER BY id")]
        stored = np.frombuffer(b"".join(blobs), dtype="<f2").reshape(len(blobs), -1).astype(np.float32)
        flat = faiss.IndexFlatIP(stored.shape[1])
        flat.add(stored)
        expected = (flat.search(stored[:5], 10)[1] + 1).tolist()
        finder = Vectors(opened.layout, opened.connection)
        assert [finder.nearest(query, 10) for query in stored[:5]] == expected
