"""How a library of very many reports is read, kept and asked: adding, cold start, memory, answers, a change.

python bench/many_reports.py                    1 000 reports
python bench/many_reports.py --reports 5000     more

The reports are retold from the bundled ones, each with years, names and figures of its own: real reports run out.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.load import ask, memory, serving
from bench.report import save
from index.library import Library
from qa import bundled
from qa.archive import Archive
from qa.desk import Desk
from qa.entrant import EntrantKind
from qa.gold import read_gold
from sources.readers import read_text
from sources.records import Article

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold" / "questions.jsonl"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FIGURE = re.compile(r"(?<=\d[.:])\d+")
SYLLABLES = "ka ber lin do sten ra vik mo tar el hol fen ny gar su wil ost bra".split()


def name_words(archive: Archive) -> frozenset[str]:
    """Return the words of the names of persons in the bundled reports."""
    persons = (entrant.name for entrant in archive.entrants if entrant.kind is EntrantKind.PERSON)
    return frozenset(word for name in persons for word in name.split() if len(word) > 2)


def retold(article: Article, turn: int, names: frozenset[str]) -> Article:
    """Return a report of another year, with other persons and other figures; the same turn gives the same report."""
    dice = random.Random(f"{article.id} {turn}")
    years = dice.randrange(1, 100)
    called: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        word = match.group()
        if word not in names:
            return word
        return called.setdefault(word, "".join(dice.choices(SYLLABLES, k=dice.randrange(2, 5))).title())

    text = re.sub(r"\b[A-ZÀ-Ý][\w'’-]+", name, f"{article.title}\n\n{article.text}")
    text = YEAR.sub(lambda match: str(int(match.group()) - years), text)
    text = FIGURE.sub(lambda match: "".join(dice.choices("0123456789", k=len(match.group()))), text)
    published = article.published and article.published.replace(year=article.published.year - years, day=1)
    return read_text(text, source=f"{turn}-{article.source}", published=published, publisher=article.publisher)


def reports(count: int, folder: Path) -> Iterator[Article]:
    """Yield this many reports."""
    with Desk.open(folder, reader="none") as desk:
        archive = desk.archive
    names = name_words(archive)
    originals = list(archive.articles.values())
    for number in range(count):
        yield retold(originals[number % len(originals)], number // len(originals), names)


def add(folder: Path, articles: Sequence[Article]) -> dict[str, Any]:
    """Add them as the page does with a folder, several embedded together."""
    begin = time.perf_counter()
    with Library.open(folder) as library:
        desk = Desk(library)
        for first in range(0, len(articles), 32):
            part = articles[first : first + 32]
            library.embed_ahead(part)
            for article in part:
                desk.add(article)
        entries = library.articles()
    whole = time.perf_counter() - begin
    return {
        "reports": len(entries),
        "passages": sum(entry.passages for entry in entries),
        "facts": sum(entry.facts for entry in entries),
        "add_s": round(whole, 1),
        "reports_per_s": round(len(entries) / whole, 1),
        "disk_mb": round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20, 1),
    }


def cold_start(folder: Path, question: str, times: int = 3) -> dict[str, Any]:
    """Ask in a process of its own."""
    command = [sys.executable, "-m", "cli", "--library", str(folder), "--reader", "none", "ask", question]
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        taken.append(time.perf_counter() - begin)
    return {"cold_s": round(statistics.median(taken), 2)}


def served(folder: Path, questions: Sequence[str], article: Article) -> dict[str, Any]:
    """Ask a server, twice each question, and once more after a change."""
    with serving(folder) as (address, process):
        begin = time.perf_counter()
        ask(address, questions[0])
        figures: dict[str, Any] = {"first_answer_s": round(time.perf_counter() - begin, 2)}
        for turn in ("first", "again"):
            taken = []
            for question in questions:
                begin = time.perf_counter()
                ask(address, question)
                taken.append((time.perf_counter() - begin) * 1000)
            quantiles = statistics.quantiles(taken, n=20)
            figures[f"{turn}_ms"] = {
                "p50": round(quantiles[9], 1),
                "p95": round(quantiles[18]),
                "most": round(max(taken)),
            }
        figures["memory_mb"] = round(memory(process))
        with Library.open(folder) as library:
            Desk(library).add(article)
        begin = time.perf_counter()
        ask(address, questions[0])
        figures["answer_after_a_change_s"] = round(time.perf_counter() - begin, 2)
        return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_000)
    options = parser.parse_args()
    questions = [gold.question for gold in read_gold(GOLD.read_bytes().splitlines()) if not gold.context][::2]
    with tempfile.TemporaryDirectory() as workshop:
        originals, folder = Path(workshop) / "originals", Path(workshop) / "library"
        bundled.build(originals)
        *articles, last = reports(options.reports + 1, originals)
        figures = add(folder, articles)
        figures |= cold_start(folder, "Who won the women's team pursuit in 1990?")
        save(f"many_reports_{options.reports}", figures | served(folder, questions, last))


if __name__ == "__main__":
    main()
