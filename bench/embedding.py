"""Passages embedded a second, beside the plain SentenceTransformer loop and what this processor can multiply.

python bench/embedding.py                     passages of the bundled reports, repeated with edits
python bench/embedding.py --texts dev.json    paragraphs and questions in SQuAD's format: retrieval quality, too

Every way takes turns with the others, because a machine is rarely alone. Seconds are also given as those of the
processor, which do not grow when others use it; the limit is the arithmetic of the tokens at the measured speed of
one product of matrices.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.report import save
from index.embedder import DEFAULT_MODEL, Embedder, model_folder
from index.network import has_integers
from sources.passages import split_passages
from sources.readers import find_files, read

HOME = Path(__file__).parent.parent
HIDDEN, INNER, LAYERS = 384, 1536, 6  # of the default model
ROUNDS = 3


def bundled_passages(count: int) -> list[str]:
    """Return passages of the bundled reports, each with a number before it where they are repeated."""
    embedder = Embedder()
    texts = [
        passage.text
        for file in find_files([HOME / "sources" / "articles"])
        for article in read(file)
        for passage in split_passages(article, count_tokens=embedder.count_tokens, window=embedder.window - 8)
    ]
    return [f"Report {number}. {text}" for number, text in enumerate(islice(cycle(texts), count))]


def arithmetic(lengths: list[int]) -> float:
    """Return the operations of the model on texts of so many tokens, additions and multiplications."""
    linear = LAYERS * (4 * HIDDEN * HIDDEN + 2 * HIDDEN * INNER)
    return sum(2.0 * linear * length + LAYERS * 4.0 * HIDDEN * length * length for length in lengths)


def measure_product(*, integers: bool) -> float:
    """Return the operations a second of processor time of one product of matrices of the model's widest layer."""
    import torch

    torch.set_num_threads(1)
    rows = 512
    if integers:
        left = torch.randint(-127, 127, (rows, HIDDEN), dtype=torch.int8)
        right = torch.randint(-127, 127, (INNER, HIDDEN), dtype=torch.int8).t()
        run: Callable[[], object] = lambda: torch._int_mm(left, right)  # noqa: E731
    else:
        single, weight = torch.randn(rows, HIDDEN), torch.randn(INNER, HIDDEN)
        run = lambda: torch.nn.functional.linear(single, weight)  # noqa: E731
    taken = []
    for _ in range(200):
        started = time.process_time()
        run()
        taken.append(time.process_time() - started)
    return 2.0 * rows * HIDDEN * INNER / statistics.median(taken[20:])


def measure_ways(texts: list[str]) -> dict[str, Any]:
    """Embed the texts in turns by our embedder and by the plain loop; medians of passages a second."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(model_folder(DEFAULT_MODEL)), local_files_only=True)
    ways: dict[str, Callable[[list[str]], object]] = {
        "SentenceTransformer.encode (batch 32)": lambda some: model.encode(some),
        "podium": Embedder().encode,
    }
    speeds: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for encode in ways.values():
        encode(texts[:4])
    for _ in range(ROUNDS):
        for name, encode in ways.items():
            wall, used = time.perf_counter(), time.process_time()
            encode(texts)
            wall, used = time.perf_counter() - wall, time.process_time() - used
            speeds[name].append((len(texts) / wall, len(texts) / used))
    return {
        name: {
            "passages_per_second": round(statistics.median(wall for wall, _ in found), 1),
            "passages_per_processor_second": round(statistics.median(used for _, used in found), 1),
        }
        for name, found in speeds.items()
    }


def measure_quality(file: Path, paragraphs: int, questions: int) -> dict[str, Any]:
    """Return how often the right paragraph is found among so many, for the plain model and for ours."""
    found = [part for article in json.loads(file.read_text("utf-8"))["data"] for part in article["paragraphs"]]
    step = max(1, len(found) // paragraphs)
    chosen = found[::step]
    asked = [(item["question"], place) for place, part in enumerate(chosen) for item in part["qas"]]
    asked = asked[:: max(1, len(asked) // questions)]
    gold = np.array([place for _, place in asked])
    figures: dict[str, Any] = {"paragraphs": len(chosen), "questions": len(asked)}
    for name, embedder in (("plain", Embedder(plain=True)), ("podium", Embedder())):
        texts = embedder.encode([part["context"] for part in chosen])
        similar = embedder.encode([question for question, _ in asked]) @ texts.T
        ranks = (similar > similar[np.arange(len(gold)), gold][:, np.newaxis]).sum(1)
        gains = np.where(ranks < 10, 1 / np.log2(ranks + 2), 0)
        figures[name] = {
            "hit@1": round(float(np.mean(ranks < 1)), 4),
            "hit@5": round(float(np.mean(ranks < 5)), 4),
            "nDCG@10": round(float(np.mean(gains)), 4),
        }
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=200, help="how many to embed in a round")
    parser.add_argument("--texts", type=Path, help="a file in SQuAD's format, to compare quality on")
    parser.add_argument("--paragraphs", type=int, default=500, help="how many of its paragraphs")
    parser.add_argument("--questions", type=int, default=1000, help="how many of its questions")
    options = parser.parse_args()
    texts = bundled_passages(options.passages)
    embedder = Embedder()
    lengths = [embedder.count_tokens(text) + 2 for text in texts]
    figures: dict[str, Any] = {"passages": len(texts), "tokens_per_passage": round(statistics.mean(lengths), 1)}
    figures["ways"] = measure_ways(texts)
    plain, ours = figures["ways"].values()
    for unit in plain:
        figures[f"ratio_{unit}"] = round(ours[unit] / plain[unit], 2)
    work = arithmetic(lengths) / len(lengths)
    for integers in (False, True) if has_integers() else (False,):
        speed = measure_product(integers=integers)
        figures["limit_in_" + ("integers" if integers else "single_precision")] = {
            "gigaoperations_per_processor_second": round(speed / 1e9),
            "passages_per_processor_second": round(speed / work, 1),
        }
    if options.texts:
        figures["quality"] = measure_quality(options.texts, options.paragraphs, options.questions)
    save("embedding", figures)


if __name__ == "__main__":
    main()
