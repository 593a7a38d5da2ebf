"""Podium beside libraries one would use instead: the same passages, questions and model, one after the other.

python bench/side_by_side.py --peers FOLDER                      bundled passages, repeated with edits
python bench/side_by_side.py --peers FOLDER --texts dev.json     paragraphs and questions in SQuAD's format
python bench/side_by_side.py --peers FOLDER --rows 100000        vectors given with the passages, nothing embedded

FOLDER holds an environment for each peer (txtai, chroma, llamaindex, haystack), with the versions in bench/peers:

    python -m venv FOLDER/txtai
    FOLDER/txtai/bin/pip install torch==2.13.0
    FOLDER/txtai/bin/pip install -r bench/peers/txtai.txt

A peer without an environment is left out. Each works in a process of its own; the order changes from round to round.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.embedding import bundled_passages
from bench.report import save
from index.embedder import DEFAULT_MODEL, Embedder, model_folder

HERE = Path(__file__).parent
NAMES = ("podium", "txtai", "chroma", "llamaindex", "haystack")
LONGEST = 200  # word pieces: what every peer takes for one passage, and none cuts off
FOUND = 10


def squad(file: Path, passages: int, queries: int) -> tuple[list[str], list[str], list[int]]:
    """Return paragraphs, questions about them, and which paragraph each is about."""
    count = Embedder().count_tokens
    parts = [part for article in json.loads(file.read_text("utf-8"))["data"] for part in article["paragraphs"]]
    chosen = [part for part in parts if count(part["context"]) < LONGEST]
    chosen = chosen[:: max(1, len(chosen) // passages)][:passages]
    asked = [(item["question"], number) for number, part in enumerate(chosen) for item in part["qas"][:1]]
    asked = asked[:: max(1, len(asked) // queries)][:queries]
    return [part["context"] for part in chosen], [text for text, _ in asked], [number for _, number in asked]


def spread(count: int, queries: int) -> dict[str, Any]:
    """Return vectors around those of real sentences: each of theirs moved at random as often as needed."""
    dice = np.random.default_rng(1)
    real = Embedder().encode([text[:300] for text in bundled_passages(200)])
    found = {}
    for name, size in (("passages", count), ("queries", queries)):
        rows = real[dice.integers(len(real), size=size)]
        rows = rows + dice.standard_normal(rows.shape, dtype=np.float32) * np.float32(0.05)
        found[name] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


def judge(found: list[list[int]], gold: list[int]) -> dict[str, float]:
    """Return how often the right passage came first, and among five."""
    return {
        f"hit@{depth}": round(
            statistics.mean(right in some[:depth] for some, right in zip(found, gold, strict=True)), 3
        )
        for depth in (1, 5)
    }


def overlap(found: list[list[int]], vectors: dict[str, Any]) -> float:
    """Return the share of the exactly nearest that were found."""
    passages, queries = vectors["passages"], vectors["queries"]
    exact = [set(np.argsort(-(passages @ query))[:FOUND].tolist()) for query in queries]
    return round(statistics.mean(len(a & set(b)) / FOUND for a, b in zip(exact, found, strict=True)), 4)


def ask(python: Path, job: dict[str, Any]) -> dict[str, Any] | str:
    """Run one driver; return its figures, or the last line of why there are none."""
    offline = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False"}
    done = subprocess.run(
        [str(python), str(HERE / "peers" / "drivers.py")],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        env={**os.environ, **offline},
    )
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
    figures: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="the folder with the environments of the peers")
    parser.add_argument("--texts", type=Path, help="a file in SQuAD's format")
    parser.add_argument("--passages", type=int, default=300)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--rows", type=int, help="vectors to give instead of texts to embed")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=NAMES, help="names of those to run")
    options = parser.parse_args()
    gold: list[int] = []
    vectors: dict[str, Any] = {}
    if options.rows:
        vectors = spread(options.rows, options.queries)
        texts = [f"passage {number}" for number in range(options.rows)]
        queries = [f"question {number}" for number in range(options.queries)]
    elif options.texts:
        texts, queries, gold = squad(options.texts, options.passages, options.queries)
    else:
        texts = bundled_passages(options.passages)
        queries = [text[-80:] for text in texts[: options.queries]]
        gold = list(range(len(queries)))
    rounds: dict[str, list[dict[str, Any]]] = {}
    left_out: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "vectors.npz"
        if vectors:
            np.savez(file, **vectors)
        for turn in range(options.rounds):
            for name in [*NAMES[turn:], *NAMES[:turn]]:
                python = (
                    Path(sys.executable) if name == "podium" else (options.peers or Path()) / name / "bin" / "python"
                )
                if name not in options.only or name in left_out:
                    continue
                if not python.exists():
                    left_out[name] = "not installed"
                    continue
                job = {"driver": name, "model": str(model_folder(DEFAULT_MODEL)), "texts": texts, "queries": queries}
                answer = ask(python, {**job, "vectors": str(file) if vectors else None})
                if isinstance(answer, str):
                    left_out[name] = answer
                    continue
                found = answer.pop("found")
                answer |= {"recall@10": overlap(found, vectors)} if vectors else judge(found, gold)
                rounds.setdefault(name, []).append(answer)
                print(name, answer, file=sys.stderr, flush=True)
    figures: dict[str, Any] = {"passages": len(texts), "queries": len(queries), "rounds": options.rounds}
    figures["libraries"] = {
        name: {key: statistics.median(answer[key] for answer in answers) for key in answers[0]}
        for name, answers in rounds.items()
    }
    figures["left_out"] = left_out
    save(f"side_by_side_{options.rows}" if options.rows else "side_by_side", figures)


if __name__ == "__main__":
    main()
