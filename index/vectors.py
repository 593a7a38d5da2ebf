"""Finds the passages nearest to a vector: a mapped generation, and what is newer. Ranking is left to `search`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING

import faiss
import numpy as np

from index import generation as generations
from index.database import transaction
from index.generation import Generation, TornGeneration
from index.layout import Layout

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A new generation is due when this many ids, and an eighth of the old one's size, came after it: then a library
# that grows passage by passage is written about nine times over, whatever its size.
DELTA_ROWS = 2_000
DELTA_SHARE = 8

BATCH = 50_000


def pack(vectors: NDArray[np.float32]) -> list[bytes]:
    """Return each vector as the library stores it, in half precision."""
    return [row.tobytes() for row in vectors.astype("<f2")]


def unpack(blobs: Sequence[bytes]) -> NDArray[np.float32]:
    """Return stored vectors as the rows of a matrix."""
    return np.frombuffer(b"".join(blobs), dtype="<f2").reshape(len(blobs), -1).astype(np.float32)


def cosines(query: NDArray[np.float32], blobs: Sequence[bytes]) -> list[float]:
    """Return the cosine of the query with each stored vector, to six decimals.

    In double precision, so that a cosine does not depend on the passages compared beside.
    """
    if not blobs:
        return []
    return [round(cosine, 6) for cosine in (unpack(blobs).astype(float) @ query.astype(float)).tolist()]


def nearest_exactly(query: NDArray[np.float32], ids: Sequence[int], blobs: Sequence[bytes], count: int) -> list[int]:
    """Return the ids of the nearest of these stored vectors, best first."""
    if not blobs:
        return []
    similarities = unpack(blobs) @ query
    order = np.lexsort((np.array(ids), -similarities))[:count]
    return [ids[place] for place in order.tolist()]


class Vectors:
    """The vectors of one library, as one connection to it sees them."""

    def __init__(self, layout: Layout, connection: sqlite3.Connection) -> None:
        self._layout = layout
        self._connection = connection
        self._generation: Generation | None = None
        self._torn = False
        self._mapped: faiss.Index | None = None
        self._delta: faiss.Index | None = None
        self._seen = 0

    def nearest(self, query: NDArray[np.float32], count: int) -> list[int]:
        """Return the ids of about `count` nearest passages, best first; some may have been deleted since."""
        self._catch_up()
        faiss.omp_set_num_threads(1)  # a second thread costs a query more than it brings
        found: list[tuple[float, int]] = []
        for index in filter(None, (self._mapped, self._delta)):
            similarities, ids = index.search(query[np.newaxis], min(count, index.ntotal))
            found += zip(similarities[0].tolist(), ids[0].tolist(), strict=True)
        return [passage for _, passage in sorted(found, key=lambda pair: (-pair[0], pair[1])) if passage >= 0][:count]

    @property
    def size(self) -> int:
        """How many passages `nearest` looked at, those deleted since included."""
        return sum(index.ntotal for index in (self._mapped, self._delta) if index is not None)

    @property
    def torn(self) -> bool:
        """Tell whether the file was found missing or damaged, so that all passages are compared one by one."""
        return self._torn

    def compact(self) -> None:
        """Write a new generation if one is due: many passages came since the last, or its file is torn.

        A full disk or a busy library costs speed and no answer, so neither is an error here.
        """
        if not self._due():
            return
        try:
            self._write()
        except OSError:
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise

    def _write(self) -> None:
        with transaction(self._connection, writing=False):
            size, last_id = self._connection.execute("SELECT count(*), max(id) FROM passage").fetchone()
            if not size:
                return
            new = generations.write(self._layout, self._batches(), size=size, last_id=last_id)
        replaced: Generation | None = new
        try:
            with transaction(self._connection):
                old = read_generation(self._connection)
                # Another process may have been quicker, and have got further.
                if old is None or old.last_id < new.last_id or (self._torn and old == self._generation):
                    self._connection.execute("DELETE FROM generation")
                    self._connection.execute("INSERT INTO generation VALUES (1, ?, ?, ?, ?, ?)", astuple(new))
                    replaced = old
        finally:
            # The one that was replaced, or ours if it came too late or could not be recorded.
            generations.sweep(self._layout, read_generation(self._connection), replaced)

    def _due(self) -> bool:
        generation = read_generation(self._connection)
        if self._torn and generation == self._generation:
            return True
        newest: int = self._connection.execute("SELECT coalesce(max(id), 0) FROM passage").fetchone()[0]
        last_id, size = (generation.last_id, generation.size) if generation else (0, 0)
        return newest - last_id > max(DELTA_ROWS, size // DELTA_SHARE)

    def _batches(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        rows = self._connection.execute("SELECT id, vector FROM passage ORDER BY id")
        while batch := rows.fetchmany(BATCH):
            yield np.array([passage for passage, _ in batch]), unpack([blob for _, blob in batch])

    def _catch_up(self) -> None:
        """Take over what was committed since the last call. Call it in the transaction that fetches the passages."""
        generation = read_generation(self._connection)
        if generation != self._generation:
            self._load(generation)
        rows = self._connection.execute(
            "SELECT id, vector FROM passage WHERE id > ? ORDER BY id", (self._seen,)
        ).fetchall()
        if not rows:
            return
        vectors = unpack([blob for _, blob in rows])
        if self._delta is None:
            self._delta = faiss.index_factory(vectors.shape[1], "IDMap,Flat", faiss.METRIC_INNER_PRODUCT)
        self._delta.add_with_ids(vectors, np.array([passage for passage, _ in rows]))
        self._seen = rows[-1][0]

    def _load(self, generation: Generation | None) -> None:
        self._generation, self._mapped, self._delta, self._seen, self._torn = generation, None, None, 0, False
        if generation is None:
            return
        try:
            self._mapped = generations.open_mapped(self._layout, generation)
        except TornGeneration:
            self._torn = True  # everything is newer than a generation that is not there
        else:
            self._seen = generation.last_id


def read_generation(connection: sqlite3.Connection) -> Generation | None:
    """Return the generation that the library names, if any."""
    row = connection.execute("SELECT file, last_id, size, bytes, ends FROM generation").fetchone()
    return Generation(*row) if row else None
