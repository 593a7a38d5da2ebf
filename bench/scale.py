"""How ingest, search, memory, disk and opening grow with the library.

python bench/scale.py                        1 000, 10 000 and 100 000 passages
python bench/scale.py --sizes 1000000        others; about 3 GB of disk and 2 GB of memory a million
python bench/scale.py --vectors --sizes 1000000   vector search alone, in a fifth of the time
python bench/scale.py --plot                 draw bench/results/scale.svg (pip install matplotlib)

Sentences of the bundled reports, their names and numbers changed from passage to passage, because there is no million
of real ones; their vectors are those of real sentences moved at random, because embedding a million would take hours.
How quickly is embedded, bench/embedding.py tells. Each size has a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.report import RESULTS, save
from index import catalogue, database, lexical
from index.catalogue import Content
from index.embedder import Embedder
from index.filters import Filters
from index.library import Library
from index.recall import measure_recall
from index.search import search
from index.vectors import Vectors, pack
from sources.readers import find_files, read
from sources.records import Article, Passage
from sources.sentences import split_sentences

HOME = Path(__file__).parent.parent
SIZES = (1_000, 10_000, 100_000)
PER_ARTICLE = 10
BLOCK = 50_000
QUERIES = 60
SYLLABLES = ("ka", "lo", "mir", "ten", "vas", "ol", "dru", "sen", "pia", "rek", "tul", "an", "bor", "iv", "est", "gra")


def real_sentences() -> list[str]:
    """Return the sentences of the bundled reports."""
    articles = [article for file in find_files([HOME / "sources" / "articles"]) for article in read(file)]
    return [article.text[found.start : found.end] for article in articles for found in split_sentences(article.text)]


def edited(sentence: str, dice: random.Random) -> str:
    """Change the names and figures of a sentence."""

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word.isdigit():
            return "".join(dice.choice("0123456789") for _ in word)
        return "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).capitalize() if dice.random() < 0.5 else word

    return re.sub(r"\d+|(?<=[a-z,] )[A-Z][a-z]+", other, sentence)


def near(real: NDArray[np.float32], count: int, dice: np.random.Generator) -> NDArray[np.float32]:
    """Return vectors around real ones, at the distance that sentences about one subject have."""
    rows = real[dice.integers(len(real), size=count)]
    rows = rows + dice.standard_normal(rows.shape, dtype=np.float32) * np.float32(0.045)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def fill(library: Library, size: int, real: NDArray[np.float32]) -> float:
    """Add so many passages, all but the embedding as the library does it; return the seconds it took."""
    sentences, dice, rows = real_sentences(), random.Random(1), np.random.default_rng(1)
    taken = 0.0
    with library.opened() as opened:
        for block in range(0, size, BLOCK):
            count = min(BLOCK, size - block)
            vectors = near(real, count, rows)
            texts = [" ".join(edited(text, dice) for text in dice.choices(sentences, k=3)) for _ in range(count)]
            started = time.perf_counter()
            for start in range(0, count, PER_ARTICLE):
                parts = texts[start : start + PER_ARTICLE]
                ends = list(accumulate(len(text) + 1 for text in parts))
                article = Article(f"{block + start:016x}", f"{block + start}.txt", parts[0][:60], "\n".join(parts))
                spans = zip(range(len(parts)), [0, *ends], ends, parts, strict=False)
                passages = [Passage(article.id, number, first, end - 1, text) for number, first, end, text in spans]
                content = Content(passages, pack(vectors[start : start + PER_ARTICLE]))
                with database.transaction(opened.connection):
                    plan = catalogue.plan(opened.connection, article)
                    catalogue.write(opened.connection, article, plan, content, [], [])
            taken += time.perf_counter() - started
    return taken


def fill_vectors(library: Library, size: int, real: NDArray[np.float32]) -> float:
    """Add passages that have vectors and no text, as all of one article; return the seconds it took."""
    rows, taken = np.random.default_rng(1), 0.0
    with library.opened() as opened:
        article = Article("0" * 16, "0.txt", "Race", "x" * size)
        with database.transaction(opened.connection):
            plan = catalogue.plan(opened.connection, article)
            catalogue.write(opened.connection, article, plan, Content([], []), [], [])
            for block in range(0, size, BLOCK):
                blobs = pack(near(real, min(BLOCK, size - block), rows))
                started = time.perf_counter()
                opened.connection.executemany(
                    'INSERT INTO passage (article, number, start, "end", vector) VALUES (1, ?, 0, 1, ?)',
                    enumerate(blobs, block),
                )
                taken += time.perf_counter() - started
    return taken


def latency(ask: Callable[[int], object]) -> dict[str, float]:
    """Return p50 and p95 of a call in milliseconds, and the mean of processor time; the first is not counted."""
    ask(0)
    taken = []
    used = time.process_time()
    for number in range(QUERIES):
        started = time.perf_counter()
        ask(number)
        taken.append((time.perf_counter() - started) * 1000)
    used = (time.process_time() - used) / QUERIES * 1000
    worst = sorted(taken)[int(0.95 * QUERIES)]
    return {"p50": round(statistics.median(taken), 2), "p95": round(worst, 2), "processor": round(used, 2)}


def resident() -> float:
    """Return the memory that this process holds now, mapped files included, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(next(line for line in status.read_text().splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def questions() -> list[str]:
    """Return our own gold questions."""
    lines = (HOME / "tests" / "gold" / "questions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines][:QUERIES]


def measure_filling(folder: Path, size: int, *, texts: bool) -> dict[str, Any]:
    real = Embedder().encode(real_sentences())
    np.save(folder / "real.npy", real)
    with Library.open(folder / "library") as library:
        taken = (fill if texts else fill_vectors)(library, size, real)
        with library.opened() as opened:
            started = time.perf_counter()
            Vectors(opened.layout, opened.connection).compact()
            written = time.perf_counter() - started
    files = [file for file in (folder / "library").iterdir() if file.is_file()]
    return {
        "ingest_per_second": round(size / (taken + written)),
        "vector_file_s": round(written, 2),
        "disk_mb": round(sum(file.stat().st_size for file in files) / 2**20, 1),
        "vector_file_mb": round(sum(file.stat().st_size for file in files if "vectors" in file.name) / 2**20, 1),
    }


def measure_searching(folder: Path, size: int, *, texts: bool) -> dict[str, Any]:
    """Measure in a process that has not filled the library."""
    asked = near(np.load(folder / "real.npy"), QUERIES, np.random.default_rng(2))
    worded = questions()
    before = resident()
    started = time.perf_counter()
    with Library.open(folder / "library", read_only=True) as library, library.opened() as opened:
        finder = Vectors(opened.layout, opened.connection)
        finder.nearest(asked[0], 50)
        figures: dict[str, Any] = {"first_vector_search_ms": round((time.perf_counter() - started) * 1000, 1)}
        figures["vectors_ms"] = latency(lambda number: finder.nearest(asked[number], 50))
        figures["vectors_memory_mb"] = round(resident() - before)
        if texts:
            figures["words_ms"] = latency(lambda number: lexical.rank(opened.connection, worded[number], limit=50))
            some = frozenset(f"{start:016x}" for start in range(0, size, 50 * PER_ARTICLE))
            for name, filters in (("all", Filters()), ("2 % of the articles", Filters(articles=some))):

                def ask(number: int, filters: Filters = filters) -> object:
                    return search(opened.connection, finder, worded[number], asked[number], k=10, filters=filters)

                figures[f"search_{name.split()[0]}_ms"] = latency(ask)
    figures["memory_mb"] = round(resident())
    with Library.open(folder / "library", read_only=True) as library:
        figures["recall@10"] = round(measure_recall(library, queries=50).share, 4)
    return figures


def in_a_process(folder: Path, size: int, part: str, *, texts: bool) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, "--part", part, "--folder", str(folder), "--sizes", str(size)]
        + ([] if texts else ["--vectors"]),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def plot() -> None:
    """Draw the growth of times and memory, all sizes measured so far."""
    from matplotlib import pyplot  # type: ignore[import-not-found,unused-ignore]

    found = sorted(measured(), key=lambda figures: figures["passages"])
    sizes = [figures["passages"] for figures in found]
    figure, (times, space) = pyplot.subplots(1, 2, figsize=(10, 4))
    for key, name in (("vectors_ms", "vectors"), ("words_ms", "words"), ("search_all_ms", "both, text fetched")):
        times.plot(sizes, [figures[key]["p50"] for figures in found], marker="o", label=name)
    for key, name in (("disk_mb", "disk"), ("memory_mb", "resident memory"), ("vectors_memory_mb", "vector search")):
        space.plot(sizes, [figures[key] for figures in found], marker="o", label=name)
    for axes, unit in ((times, "ms, median"), (space, "MB")):
        axes.set(xscale="log", yscale="log", xlabel="passages", ylabel=unit)
        axes.grid(visible=True, alpha=0.3)
        axes.legend()
    figure.tight_layout()
    figure.savefig(RESULTS / "scale.svg")


def measured() -> Iterator[dict[str, Any]]:
    for file in RESULTS.glob("scale_*.json"):
        yield json.loads(file.read_text("utf-8"))["figures"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many passages")
    parser.add_argument("--plot", action="store_true", help="only draw what was measured")
    parser.add_argument("--vectors", action="store_true", help="passages without texts: vector search alone")
    parser.add_argument("--part", choices=("filling", "searching"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.plot:
        plot()
        return
    if options.part:
        measure = measure_filling if options.part == "filling" else measure_searching
        print(json.dumps(measure(options.folder, options.sizes[0], texts=not options.vectors)))
        return
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            figures = {"passages": size}
            for part in ("filling", "searching"):
                figures |= in_a_process(Path(name), size, part, texts=not options.vectors)
            save(f"vectors_{size}" if options.vectors else f"scale_{size}", figures)


if __name__ == "__main__":
    main()
