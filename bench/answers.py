"""How long an answer takes, by the part of the engine that gives it, and in a process of its own.

python bench/answers.py                                  our own gold questions on the bundled reports
python bench/answers.py --articles FOLDER --gold FILE    others
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from index.library import Library
from qa.answer import NoAnswer
from qa.desk import Desk
from qa.gold import GoldQuestion, read_gold
from sources.readers import find_files, read

HOME = Path(__file__).parent.parent


def measure_warm(folder: Path, questions: list[GoldQuestion]) -> str:
    """Show the times of warm answers; return a question that facts answer."""
    taken: dict[str, list[float]] = defaultdict(list)
    from_facts = ""
    with Library.open(folder, read_only=True) as library:
        desk = Desk(library)
        for repetition in range(2):  # the first reads the articles and loads the model
            for gold in questions:
                reply = desk.ask(gold.question, context=gold.context)
                how = "refusals" if isinstance(reply, NoAnswer) else f"answers from {reply.how}"
                if repetition:
                    taken[how].append(reply.elapsed_ms)
                if how == "answers from facts" and not gold.context:
                    from_facts = from_facts or gold.question
    for how, times in sorted(taken.items()):
        worst = sorted(times)[int(0.95 * len(times))]
        print(f"{how:<24} {len(times):>4} questions, p50 {statistics.median(times):6.1f} ms, p95 {worst:6.1f} ms")
    return from_facts


def measure_process(folder: Path, question: str, *, times: int = 5) -> None:
    """Show how long `podium ask` takes in a fresh process."""
    command = [sys.executable, "-m", "cli", "--library", str(folder), "ask", question]
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        subprocess.run(command, cwd=HOME, check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    print(f"{'fresh process':<24} {times:>4} times,     p50 {statistics.median(taken) * 1000:6.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=HOME / "sources" / "articles")
    parser.add_argument("--gold", type=Path, default=HOME / "tests" / "gold" / "questions.jsonl")
    options = parser.parse_args()
    questions = read_gold(options.gold.read_bytes().splitlines())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder) as library:
            desk = Desk(library)
            for file in find_files([options.articles]):
                for article in read(file):
                    desk.add(article)
        measure_process(folder, measure_warm(folder, questions))


if __name__ == "__main__":
    main()
