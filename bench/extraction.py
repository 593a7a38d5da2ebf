"""How quickly articles are read into facts, and where the time goes.

python bench/extraction.py                 the bundled reports
python bench/extraction.py FOLDER          reports of your own
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from qa.extract.article import facts_of
from qa.extract.scene import read_scenes
from sources.readers import find_files, read


@dataclass
class Run:
    """What one run over all files counted, and its seconds by stage."""

    articles: int = 0
    sentences: int = 0
    facts: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[stage] += time.perf_counter() - started


def run(files: list[Path]) -> Run:
    """Read all files once."""
    done = Run()
    for file in files:
        with done.timed("read and clean the file"):
            articles = read(file)
        for article in articles:
            with done.timed("tag mentions and races"):
                scenes = read_scenes(article)
            with done.timed("extract facts"):
                done.facts += len(facts_of(scenes))
            done.articles += 1
            done.sentences += len(scenes.scenes)
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent.parent / "sources" / "articles")
    parser.add_argument("--repeat", type=int, default=5, help="runs, of which the median is shown (default 5)")
    options = parser.parse_args()
    files = find_files([options.folder])
    run(files)  # word lists are read on first use
    runs = [run(files) for _ in range(options.repeat)]
    first = runs[0]
    totals = [sum(done.seconds.values()) for done in runs]
    total = statistics.median(totals)
    print(f"{first.articles} articles, {first.sentences} sentences, {first.facts} facts")
    speed = f"{first.articles / total:.1f} articles/s, {first.sentences / total:.0f} sentences/s"
    print(f"{speed} (median of {options.repeat} runs)")
    for stage in first.seconds:
        share = statistics.median(done.seconds[stage] / whole for done, whole in zip(runs, totals, strict=True))
        print(f"  {share:5.1%}  {stage}")


if __name__ == "__main__":
    main()
