"""Vectors: FAISS against exact search, what is newer than a generation, and files that are torn."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import catalogue, database, generation
from index.catalogue import Content
from index.filters import Filters, teach
from index.layout import Layout
from index.search import EXACT_ROWS, search
from index.vectors import DELTA_ROWS, Vectors, cosines, pack, read_generation, unpack
from sources.records import Article, Passage

Matrix = NDArray[np.float32]

DIMENSIONS = 384
PER_ARTICLE = 100


def make_vectors(count: int, *, seed: int = 7) -> Matrix:
    """Vectors in clumps, as those of texts are; the clumps are the same for every seed."""
    random = np.random.default_rng(seed)
    clumps = np.random.default_rng(0).standard_normal((400, DIMENSIONS))
    rows = clumps[random.integers(len(clumps), size=count)] + 0.7 * random.standard_normal((count, DIMENSIONS))
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / lengths, dtype=np.float32)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path)


@pytest.fixture
def connect(layout: Layout) -> Iterator[Callable[[], sqlite3.Connection]]:
    opened: list[sqlite3.Connection] = []

    def another() -> sqlite3.Connection:
        opened.append(database.connect(layout.database, read_only=False, wait_s=2.0))
        teach(opened[-1])
        return opened[-1]

    yield another
    for connection in opened:
        connection.close()


@pytest.fixture
def connection(connect: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    return connect()


def put(connection: sqlite3.Connection, rows: Matrix, *, name: str = "a") -> None:
    """Add passages with these vectors, a hundred an article: their ids count on from those that are there."""
    with database.transaction(connection):
        for start in range(0, len(rows), PER_ARTICLE):
            vectors = pack(rows[start : start + PER_ARTICLE])
            article = Article(f"{name}{start}", f"{name}{start}.txt", "Race", "x" * len(vectors))
            passages = [Passage(article.id, number, number, number + 1, "x") for number in range(len(vectors))]
            plan = catalogue.plan(connection, article)
            catalogue.write(connection, article, plan, Content(passages, vectors), [], [])


def exactly(rows: Matrix, query: NDArray[np.float32], count: int) -> list[int]:
    """The ids of the nearest rows, by comparing all of them."""
    return [int(row) + 1 for row in np.argsort(-(rows @ query), kind="stable")[:count]]


def files(layout: Layout) -> list[str]:
    return sorted(path.name for path in layout.folder.glob("vectors-*"))


@pytest.mark.parametrize(
    ("count", "index", "recall"),
    [
        (1, None, 1.0),
        (300, None, 1.0),
        (DELTA_ROWS + 1, generation.SMALL_INDEX, 1.0),
        (generation.SMALL + 1, generation.LARGE_INDEX, 0.99),
    ],
)
def test_the_nearest_are_those_of_exact_search(
    connection: sqlite3.Connection, layout: Layout, count: int, index: str | None, recall: float
) -> None:
    rows = make_vectors(count)
    put(connection, rows)
    stored = unpack(pack(rows))
    vectors = Vectors(layout, connection)
    vectors.compact()
    assert len(files(layout)) == (index is not None)
    queries = make_vectors(40, seed=8)
    found = [vectors.nearest(query, 50) for query in queries]
    expected = [exactly(stored, query, 50) for query in queries]
    same = sum(len({*a} & {*b}) for a, b in zip(found, expected, strict=True)) / sum(map(len, expected))
    assert same >= recall


def test_no_passages_are_near_nothing(connection: sqlite3.Connection, layout: Layout) -> None:
    vectors = Vectors(layout, connection)
    vectors.compact()
    assert (vectors.nearest(make_vectors(1)[0], 10), files(layout)) == ([], [])


def test_what_is_newer_than_the_generation_is_found_beside_it(connection: sqlite3.Connection, layout: Layout) -> None:
    rows = make_vectors(DELTA_ROWS + 300)
    put(connection, rows[: DELTA_ROWS + 1])
    vectors = Vectors(layout, connection)
    vectors.compact()
    vectors.nearest(rows[0], 1)
    put(connection, rows[DELTA_ROWS + 1 :], name="b")
    stored = unpack(pack(rows))
    queries = [rows[0], rows[DELTA_ROWS + 5], rows[-1]]
    assert [vectors.nearest(query, 10) for query in queries] == [exactly(stored, query, 10) for query in queries]


def test_a_small_addition_leaves_the_generation_and_a_large_one_replaces_it(
    connection: sqlite3.Connection, layout: Layout
) -> None:
    rows = make_vectors(2 * DELTA_ROWS + 3)
    put(connection, rows[: DELTA_ROWS + 1])
    vectors = Vectors(layout, connection)
    vectors.compact()
    first = files(layout)
    put(connection, rows[DELTA_ROWS + 1 : DELTA_ROWS + 101], name="b")
    vectors.compact()
    assert files(layout) == first
    put(connection, rows[DELTA_ROWS + 101 :], name="c")
    vectors.compact()
    second = files(layout)
    assert (len(second), second != first) == (1, True)
    assert second[0].startswith(f"vectors-{len(rows)}-")


def test_another_connection_goes_on_with_a_generation_that_was_replaced(
    connection: sqlite3.Connection, connect: Callable[[], sqlite3.Connection], layout: Layout
) -> None:
    rows = make_vectors(2 * DELTA_ROWS + 2)
    put(connection, rows[: DELTA_ROWS + 1])
    writer, reader = Vectors(layout, connection), Vectors(layout, connect())
    writer.compact()
    query = make_vectors(1, seed=3)[0]
    assert reader.nearest(query, 10) == exactly(unpack(pack(rows[: DELTA_ROWS + 1])), query, 10)
    put(connection, rows[DELTA_ROWS + 1 :], name="b")
    writer.compact()
    assert reader.nearest(query, 10) == exactly(unpack(pack(rows)), query, 10)


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def lose_a_byte(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1)


def blank_the_end(path: Path) -> None:
    size = path.stat().st_size
    os.truncate(path, size - 4096)
    os.truncate(path, size)


def write_over(path: Path) -> None:
    path.write_bytes(b"no index at all" * 1000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("tear", [truncate, lose_a_byte, blank_the_end, write_over, empty, Path.unlink])
def test_a_torn_file_changes_no_answer_and_is_made_anew(
    connection: sqlite3.Connection, layout: Layout, tear: Callable[[Path], object]
) -> None:
    rows = make_vectors(DELTA_ROWS + 1)
    put(connection, rows)
    Vectors(layout, connection).compact()
    torn = files(layout)
    tear(layout.folder / torn[0])
    vectors = Vectors(layout, connection)
    query = make_vectors(1, seed=3)[0]
    expected = exactly(unpack(pack(rows)), query, 10)
    assert (vectors.nearest(query, 10), vectors.torn) == (expected, True)
    vectors.compact()
    assert (len(files(layout)), files(layout) != torn) == (1, True)
    assert (vectors.nearest(query, 10), vectors.torn) == (expected, False)


def test_deleted_passages_are_not_found_and_others_take_their_place(
    connection: sqlite3.Connection, layout: Layout
) -> None:
    rows = make_vectors(DELTA_ROWS + 200)
    put(connection, rows)
    vectors = Vectors(layout, connection)
    vectors.compact()
    query = rows[150]  # its own article and every second other one go
    for start in range(100, len(rows), 2 * PER_ARTICLE):
        catalogue.erase(connection, catalogue.find(connection, f"a{start}"))
    left = [row for row in range(len(rows)) if row // PER_ARTICLE % 2 == 0]
    stored = unpack(pack(rows))[left]
    expected = [left[row - 1] for row in exactly(stored, query, 60)]
    hits = search(connection, vectors, "", query, k=60, filters=Filters())
    assert [int(hit.passage.article[1:]) + hit.passage.number for hit in hits] == expected


@pytest.mark.parametrize("left_out", [PER_ARTICLE, EXACT_ROWS // 2])
def test_the_best_of_many_that_pass_are_found_as_the_best_of_few_are(
    connection: sqlite3.Connection, layout: Layout, left_out: int
) -> None:
    rows = make_vectors(EXACT_ROWS + 2 * PER_ARTICLE)
    put(connection, rows)
    query = rows[0]  # its own article does not pass
    names = [f"a{start}" for start in range(0, len(rows), PER_ARTICLE)]
    passing = frozenset(names[left_out // PER_ARTICLE :])
    expected = [left_out + row - 1 for row in exactly(unpack(pack(rows[left_out:])), query, 10)]
    hits = search(connection, Vectors(layout, connection), "", query, k=10, filters=Filters(articles=passing))
    assert [int(hit.passage.article[1:]) + hit.passage.number for hit in hits] == expected


def test_scores_are_the_same_before_and_after_a_generation_is_written(
    connection: sqlite3.Connection, layout: Layout
) -> None:
    put(connection, make_vectors(DELTA_ROWS + 1))
    query = make_vectors(1, seed=3)[0]
    before = search(connection, Vectors(layout, connection), "", query, k=10)
    vectors = Vectors(layout, connection)
    vectors.compact()
    assert search(connection, vectors, "", query, k=10) == before


def test_unfinished_files_go_once_nobody_can_be_writing_them(connection: sqlite3.Connection, layout: Layout) -> None:
    fresh, old = layout.folder / "vectors-1-aa.faiss.part", layout.folder / "vectors-1-bb.faiss.part"
    for path in (fresh, old):
        path.write_bytes(b"x")
    long_ago = time.time() - 2 * generation.ABANDONED_S
    os.utime(old, (long_ago, long_ago))
    put(connection, make_vectors(DELTA_ROWS + 1))
    Vectors(layout, connection).compact()
    current = read_generation(connection)
    assert current is not None
    assert files(layout) == sorted([fresh.name, current.file])


def test_a_disk_that_takes_no_file_costs_no_answer(connection: sqlite3.Connection, layout: Layout) -> None:
    rows = make_vectors(DELTA_ROWS + 1)
    put(connection, rows)
    vectors = Vectors(Layout(layout.folder / "gone"), connection)
    vectors.compact()
    assert vectors.nearest(rows[3], 1) == [4]


def test_cosines_do_not_depend_on_what_is_compared_beside() -> None:
    blobs = pack(make_vectors(500))
    query = make_vectors(1, seed=3)[0]
    assert cosines(query, blobs) == [cosines(query, [blob])[0] for blob in blobs]
    assert cosines(query, []) == []
