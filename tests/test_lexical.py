"""Full text where every word is common: what is ranked then, and what stays as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import database, lexical
from index.lexical import ENOUGH_ROWS

COMMON = ENOUGH_ROWS + 500


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Words of more passages than are ranked: all have "relay", odd ones "ski", every fortieth "crash"; one is rare."""
    opened = database.connect(Path(tmp_path_factory.mktemp("words")) / "library.db", read_only=False, wait_s=2.0)
    with database.transaction(opened):
        texts = (
            f"relay{' ski' * (number % 2)}{' crash' * (number % 40 == 0)}{' jellyfish' * (number == COMMON)}"
            for number in range(1, 2 * COMMON + 1)
        )
        lexical.write(opened, ((number, text, "") for number, text in enumerate(texts, 1)))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("jellyfish", [COMMON]),
        ("relay jellyfish", [COMMON]),  # a rare word is enough
        ("crash", [40, 80, 120]),
        ("relay", [2, 4, 6]),  # all are too many: the shortest of the first ones, as they were added
        ("nothing", []),
        ("nothing relay ski", [1, 3, 5]),  # what has both
    ],
)
def test_the_rarest_words_decide(connection: sqlite3.Connection, query: str, expected: list[int]) -> None:
    assert list(lexical.rank(connection, query, limit=3)) == expected


def test_equally_good_passages_come_in_the_order_they_were_added(connection: sqlite3.Connection) -> None:
    ranked = lexical.rank(connection, "crash", limit=100)
    assert (list(ranked), len(set(ranked.values()))) == ([40 * number for number in range(1, 101)], 1)


def test_a_common_word_is_looked_for_among_all_that_pass(connection: sqlite3.Connection) -> None:
    passing = "SELECT rowid FROM words WHERE rowid > ?", (2 * COMMON - 2,)
    assert set(lexical.rank(connection, "relay", limit=3, among=passing)) == {2 * COMMON - 1, 2 * COMMON}
