"""How many of the nearest passages the vector search finds, held against comparing all. Searching is `vectors`'."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.database import transaction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.library import Library

NEAREST = 10
QUERIES = 100  # passages taken as queries, spread over the library
BATCH = 50_000  # vectors compared at once


@dataclass(frozen=True, slots=True)
class Recall:
    """The share (0 to 1) of the truly nearest passages that were found, over so many queries and passages."""

    share: float
    queries: int
    passages: int


def measure_recall(library: Library, *, queries: int = QUERIES, nearest: int = NEAREST) -> Recall:
    """Search with stored vectors as queries, and compare with exact search; without passages nothing is missed.

    Takes a pass over all vectors, of which it keeps BATCH in memory.
    """
    import numpy as np

    from index.search import DEPTH, kept
    from index.vectors import Vectors, unpack

    with library.opened() as opened, transaction(opened.connection, writing=False):
        count: int = opened.connection.execute("SELECT count(*) FROM passage").fetchone()[0]
        if not count:
            return Recall(1.0, 0, 0)
        taken = opened.connection.execute(
            """SELECT vector FROM (SELECT vector, row_number() OVER (ORDER BY id) AS place FROM passage)
               WHERE place % ? = 0""",
            (max(1, count // queries),),
        ).fetchmany(queries)
        asked = _blurred(unpack([vector for (vector,) in taken]))
        best: list[list[tuple[float, int]]] = [[] for _ in asked]
        rows = opened.connection.execute("SELECT id, vector FROM passage ORDER BY id")
        while batch := rows.fetchmany(BATCH):
            ids = np.array([passage for passage, _ in batch])
            for number, similar in enumerate(asked @ unpack([vector for _, vector in batch]).T):
                top = np.argsort(-similar, kind="stable")[:nearest]
                pairs = zip(similar[top].tolist(), ids[top].tolist(), strict=True)
                best[number] = heapq.nlargest(nearest, [*best[number], *pairs])
        finder = Vectors(opened.layout, opened.connection)
        found = [kept(opened.connection, finder.nearest(query, max(DEPTH, nearest)), None)[:nearest] for query in asked]
    exact = [{passage for _, passage in pairs} for pairs in best]
    hits = sum(len(truth & set(some)) for truth, some in zip(exact, found, strict=True))
    return Recall(hits / sum(map(len, exact)), len(asked), count)


def _blurred(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Move vectors a little, as questions lie beside passages and never on them; always in the same way."""
    import numpy as np

    dice = np.random.default_rng(0)
    moved = vectors + dice.standard_normal(vectors.shape, dtype=np.float32) * np.float32(0.5 * vectors.shape[1] ** -0.5)
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), dtype=np.float32)
