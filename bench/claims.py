"""How good checking a draft is, on gold drafts, and how long it takes.

python bench/claims.py                                  our own gold drafts on the bundled reports
python bench/claims.py --articles FOLDER --gold FILE    others
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from index.library import Library
from qa.check import check_draft
from qa.check.gold import CheckFigures, measure_checks, read_gold_drafts
from qa.desk import Desk
from sources.readers import find_files, read

HOME = Path(__file__).parent.parent


def measure(articles: Path, gold_file: Path) -> tuple[CheckFigures, list[float]]:
    """Return the figures, and the time that each draft took in milliseconds."""
    with gold_file.open("rb") as lines:
        gold = read_gold_drafts(lines)
    checked, taken = [], []
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library") as library:
        desk = Desk(library)
        for path in find_files([articles]):
            for article in read(path):
                desk.add(article)
        archive = desk.archive
        for one in gold:
            begin = time.perf_counter()
            checked.append(check_draft(one.draft, archive))
            taken.append((time.perf_counter() - begin) * 1000)
    return measure_checks(gold, checked), taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=HOME / "sources" / "articles")
    parser.add_argument("--gold", type=Path, default=HOME / "tests" / "gold" / "claims.jsonl")
    options = parser.parse_args()
    figures, taken = measure(options.articles, options.gold)
    for miss in figures.misses:
        print(f"{miss.gold.id} {miss.gold.kind}: {miss.gold.draft}\n    {miss.why}")
    for name, share in (
        ("contradicted, and rightly so", figures.contradicted),
        ("supported, and rightly so", figures.supported),
        ("altered words found", figures.altered),
        ("true drafts supported", figures.true),
        ("uncovered drafts left alone", figures.uncovered),
    ):
        print(f"{name:<30}{share.part}/{share.whole}  {share.percent:.1f} %")
    print(f"a draft takes {statistics.median(taken):.1f} ms (median), {max(taken):.1f} ms at most")


if __name__ == "__main__":
    main()
