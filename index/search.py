"""Finds the passages that suit a query, by words and by meaning together. Which of them answer it is left to `qa`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index import lexical
from index.database import transaction
from index.filters import EVERYTHING, Filters, condition
from index.records import Hit
from index.vectors import Vectors, cosines, nearest_exactly
from sources.records import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How many passages each way of searching proposes: 20, 50 and 100 ranked alike on 142 questions about reports.
DEPTH = 50

# Up to so many passages that pass the filters are all compared, because an index asked for few of its vectors
# misses the best of them.
EXACT_ROWS = 20_000

Condition = tuple[str, list[str]]


def search(
    connection: sqlite3.Connection,
    vectors: Vectors,
    query: str,
    embedding: NDArray[np.float32],
    *,
    k: int,
    filters: Filters = EVERYTHING,
) -> list[Hit]:
    """Return the `k` best passages that pass the filters, best first; equally good ones in the order they were added.

    A passage's score is half its BM25 and half its cosine, each spread over 0 to 1 among the passages proposed:
    better than ranks added up (.80 instead of .74 of SQuAD's questions have their paragraph first).
    """
    depth = max(DEPTH, 3 * k)
    passing = None if filters == EVERYTHING else condition(filters)
    with transaction(connection, writing=False):
        worded = lexical.rank(connection, query, limit=depth, among=passing)
        near = _near(connection, vectors, embedding, depth, passing)
        ids = sorted({*worded, *near})
        semantic = cosines(embedding, _stored(connection, ids))
        wording = [worded.get(passage, 0.0) for passage in ids]
        scores = [round((a + b) / 2, 6) for a, b in zip(_spread(wording), _spread(semantic), strict=True)]
        best = sorted(zip(scores, ids, wording, semantic, strict=True), key=lambda row: (-row[0], row[1]))[:k]
        passages = _passages(connection, [passage for _, passage, _, _ in best])
    return [Hit(passages[passage], score, lexical=bm25, semantic=cosine) for score, passage, bm25, cosine in best]


def _near(
    connection: sqlite3.Connection,
    vectors: Vectors,
    embedding: NDArray[np.float32],
    depth: int,
    passing: Condition | None,
) -> list[int]:
    """Return the ids of the nearest passages that pass: exactly if few do, otherwise as the index has them."""
    if passing is not None:
        select, parameters = passing
        few = connection.execute(f"{select} LIMIT ?", (*parameters, EXACT_ROWS + 1)).fetchall()
        if len(few) <= EXACT_ROWS:
            ids = sorted(passage for (passage,) in few)
            return nearest_exactly(embedding, ids, _stored(connection, ids), depth)
    # Some of the nearest do not pass, or were deleted since: ask for more until enough are left.
    count = depth
    while True:
        left = kept(connection, vectors.nearest(embedding, count), passing)
        if len(left) >= depth or count >= vectors.size:
            return left[:depth]
        count *= 4


def kept(connection: sqlite3.Connection, ids: Sequence[int], passing: Condition | None) -> list[int]:
    """Return those of the ids that are still there and pass, in their order."""
    select, parameters = passing or ("SELECT id FROM passage", [])
    rows = connection.execute(
        f"SELECT id FROM ({select}) WHERE id IN (SELECT value FROM json_each(?))", (*parameters, json.dumps(ids))
    )
    left = {passage for (passage,) in rows}
    return [passage for passage in ids if passage in left]


def _stored(connection: sqlite3.Connection, ids: Sequence[int]) -> list[bytes]:
    """Return the stored vectors of passages, given and returned in the order of their ids."""
    rows = connection.execute(
        "SELECT vector FROM passage WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", (json.dumps(ids),)
    )
    return [vector for (vector,) in rows]


def _passages(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Passage]:
    rows = connection.execute(
        """SELECT passage.id, article.id, number, start, "end", article.text FROM passage
           JOIN article ON article.key = passage.article WHERE passage.id IN (SELECT value FROM json_each(?))""",
        (json.dumps(ids),),
    )
    return {
        passage: Passage(article, number, start, end, text[start:end])
        for passage, article, number, start, end, text in rows
    }


def _spread(values: Sequence[float]) -> list[float]:
    """Stretch values over 0 to 1; where all are the same, 1 if they say anything."""
    if not values:
        return []
    low, high = min(values), max(values)
    if low == high:
        return [float(high > 0)] * len(values)
    return [(value - low) / (high - low) for value in values]
