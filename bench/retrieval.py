"""How often search finds the passage that answers: by words, by meaning, fused, and fused under the conditions.

python bench/retrieval.py                                  our own gold questions on the bundled reports
python bench/retrieval.py --articles FOLDER --gold FILE    others

A passage answers if it is of an article that a right answer cites and says all that the answer has to say. Questions
that no one passage answers are left out, and so are those that lean on earlier ones.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.report import save
from index.filters import Filters
from index.library import Library
from index.records import Hit
from qa.archive import Archive
from qa.desk import Desk
from qa.evaluation import says
from qa.gold import GoldQuestion, read_gold
from qa.matching import race_fits
from qa.question import read_question
from sources.readers import find_files, read

HOME = Path(__file__).parent.parent
DEEP = 50
# Each way of ranking the passages that search proposes.
WAYS: dict[str, Callable[[Hit], float]] = {
    "words (BM25)": lambda hit: hit.lexical,
    "meaning (vectors)": lambda hit: hit.semantic,
    "fused": lambda hit: hit.score,
}


def fitting(question: str, archive: Archive) -> frozenset[str]:
    """Return the ids of the articles that speak of a race which meets the conditions of a question."""
    query = read_question(question, archive)
    return frozenset(
        name
        for name, article in archive.articles.items()
        if any(race_fits(query, scene.race, article, archive) for scene in archive.scenes(name))
    )


def answers(gold: GoldQuestion, hit: Hit, sources: dict[str, str]) -> bool:
    """Tell whether a passage answers."""
    source = sources[hit.passage.article]
    return any(source.startswith(name) for name in gold.cite) and all(
        any(says(hit.passage.text, word) for word in group) for group in gold.said
    )


def place(gold: GoldQuestion, hits: Sequence[Hit], sources: dict[str, str]) -> int | None:
    """Return the place of the first passage that answers, from 1; None where none does."""
    return next((at for at, hit in enumerate(hits, start=1) if answers(gold, hit, sources)), None)


def figures(places: Sequence[int | None]) -> dict[str, float]:
    """Return the share of questions with an answer among the first passages, and the gain where the first counts."""
    found = {f"hit@{k}": sum(at is not None and at <= k for at in places) / len(places) for k in (1, 5, 10)}
    gain = sum(1 / math.log2(1 + at) for at in places if at is not None and at <= 10) / len(places)
    return {name: round(value, 3) for name, value in {**found, "nDCG@10, first answer": gain}.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=HOME / "sources" / "articles")
    parser.add_argument("--gold", type=Path, default=HOME / "tests" / "gold" / "questions.jsonl")
    options = parser.parse_args()
    questions = [
        gold for gold in read_gold(options.gold.read_bytes().splitlines()) if gold.answerable and not gold.context
    ]
    places: dict[str, list[int | None]] = {}
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name)) as library:
        desk = Desk(library)
        for file in find_files([options.articles]):
            for article in read(file):
                desk.add(article)
        sources = {entry.article: Path(entry.source).name for entry in library.articles()}
        for gold in questions:
            hits = library.search(gold.question, k=DEEP)
            ranked = {way: sorted(hits, key=worth, reverse=True) for way, worth in WAYS.items()}
            if place(gold, hits, sources) is None:
                continue
            only = Filters(articles=fitting(gold.question, desk.archive))
            ranked["fused under conditions"] = library.search(gold.question, k=DEEP, filters=only)
            for way, found in ranked.items():
                places.setdefault(way, []).append(place(gold, found, sources))
    asked = len(places["fused"])
    save(
        f"retrieval_{options.gold.stem}",
        {"questions": len(questions), "answered by one passage": asked}
        | {way: figures(found) for way, found in places.items()},
    )


if __name__ == "__main__":
    main()
