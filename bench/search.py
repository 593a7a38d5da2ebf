"""How quickly the library takes articles in and answers, and how often its index agrees with exact search.

python bench/search.py                     a short run: 40 made-up reports, 25 000 made-up vectors
python bench/search.py --rows 1000000      vectors at scale
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from index import catalogue, database
from index.catalogue import Content
from index.embedder import Embedder
from index.filters import Filters, teach
from index.layout import Layout
from index.library import Library
from index.search import search
from index.vectors import Vectors, pack, unpack
from sources.records import Article, Passage

Matrix = NDArray[np.float32]

PER_ARTICLE = 20
SURNAMES = [
    left + right for left in ("Sol", "Dob", "Mir", "Tarn", "Kest", "Vel") for right in ("vang", "ric", "haven", "os")
]
EVENTS = ["sprint", "relay", "downhill", "pursuit", "marathon", "eights", "slalom", "regatta"]
PLACES = ["Kestovia", "Veldania", "Tarnhaven", "Ostmark Bay", "Lake Dorin", "Saint Ulm"]


def write_report(number: int) -> Article:
    """Make up a report of about two passages."""
    dice = random.Random(number)
    event, place = dice.choice(EVENTS), dice.choice(PLACES)
    lines = [
        f"{dice.choice(SURNAMES)} finished the {event} at {place} in {dice.randint(1, 59)}:{dice.randint(10, 59)}."
        f"{dice.randint(0, 9)}, {dice.randint(1, 40)} places better than in {dice.randint(2001, 2030)}."
        for _ in range(14)
    ]
    return Article(f"{number:016x}", f"{number}.txt", f"{event} at {place}", " ".join(lines))


def make_vectors(count: int, *, seed: int = 1) -> Matrix:
    """Vectors in clumps, as those of texts are."""
    dice = np.random.default_rng(seed)
    clumps = np.random.default_rng(0).standard_normal((max(50, count // 50), 384), dtype=np.float32)
    rows = clumps[dice.integers(len(clumps), size=count)] + 0.7 * dice.standard_normal((count, 384), dtype=np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def show(what: str, figure: str) -> None:
    print(f"{what:<62} {figure:>20}", flush=True)


@contextmanager
def timed(what: str, *, count: int = 0, unit: str = "") -> Iterator[None]:
    started = time.perf_counter()
    yield
    seconds = time.perf_counter() - started
    show(what, f"{count / seconds:,.0f} {unit}/s" if count else f"{seconds * 1000:,.1f} ms")


def show_latency(what: str, ask: Callable[[int], object], *, times: int) -> None:
    taken = []
    for number in range(times):
        started = time.perf_counter()
        ask(number)
        taken.append((time.perf_counter() - started) * 1000)
    worst = sorted(taken)[int(0.95 * len(taken))]
    show(what, f"{statistics.median(taken):,.2f} | {worst:,.2f} ms")


def measure_library(folder: Path, articles: int) -> None:
    """Measure the whole way, embedding included."""
    reports = [write_report(number) for number in range(articles)]
    with Library.open(folder) as library:
        with timed("load the model"):
            Embedder(library.model).encode(["warm"])
        with timed("add articles", count=articles, unit="articles"):
            for report in reports:
                library.add(report, [])
        with timed("add them again, unchanged", count=articles, unit="articles"):
            for report in reports:
                library.add(report, [])
        passages = sum(entry.passages for entry in library.articles())
    with timed("open, and read its facts"), Library.open(folder, read_only=True) as library:
        list(library.facts())
    with Library.open(folder) as library:
        for what, filters in (("", Filters()), (", words filtered", Filters(words=frozenset({"Kestovia", "relay"})))):

            def ask(number: int, filters: Filters = filters) -> object:
                return library.search(f"who won the relay at {PLACES[number % len(PLACES)]}", filters=filters)

            show_latency(f"search {passages} passages{what}, p50 | p95", ask, times=30)


def measure_vectors(folder: Path, rows: int) -> None:
    """Measure storing and searching at scale, with vectors and words made up."""
    dice = random.Random(2)
    words = [f"{left}{right}" for left in SURNAMES for right in SURNAMES]
    odds = [1 / (rank + 1) for rank in range(len(words))]
    connection = database.connect(Layout(folder).database, read_only=False, wait_s=10)
    teach(connection)
    vectors, finder = make_vectors(rows), Vectors(Layout(folder), connection)
    with timed("store vectors, words and passages", count=rows, unit="passages"):
        for start in range(0, rows, PER_ARTICLE):
            blobs = pack(vectors[start : start + PER_ARTICLE])
            texts = [" ".join(dice.choices(words, odds, k=40)) for _ in blobs]
            ends = np.cumsum([len(text) for text in texts]).tolist()
            article = Article(f"{start:016x}", f"{start}.txt", "Race", "".join(texts))
            spans = zip(range(len(texts)), [0, *ends], ends, texts, strict=False)
            passages = [Passage(article.id, *span) for span in spans]
            with database.transaction(connection):
                plan = catalogue.plan(connection, article)
                catalogue.write(connection, article, plan, Content(passages, blobs), [], [])
    with timed("write a generation"):
        finder.compact()
    with timed("map it, and the first query"):
        Vectors(Layout(folder), connection).nearest(vectors[0], 50)
    queries = make_vectors(60, seed=3)
    show_latency("nearest 50, p50 | p95", lambda n: finder.nearest(queries[n], 50), times=60)
    stored = unpack(pack(vectors))
    same = sum(
        len({*finder.nearest(query, 50)[:10]} & {int(row) + 1 for row in np.argpartition(-(stored @ query), 10)[:10]})
        for query in queries
    )
    show("recall@10 against exact search", f"{same / 600:.4f}")
    some = frozenset(f"{start:016x}" for start in range(0, rows, 50 * PER_ARTICLE))
    for what, filters in (("all", Filters()), ("2 % of the articles", Filters(articles=some))):

        def ask(number: int, filters: Filters = filters) -> object:
            query = " ".join(dice.choices(words, k=6))
            return search(connection, finder, query, queries[number], k=10, filters=filters)

        show_latency(f"search {what}, query embedded before, p50 | p95", ask, times=40)
    connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40, help="reports to make up, embed and search")
    parser.add_argument("--rows", type=int, default=25_000, help="vectors to make up, store and search")
    choice = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure_library(Path(folder) / "library", choice.articles)
        print()
        measure_vectors(Path(folder) / "vectors", choice.rows)


if __name__ == "__main__":
    main()
