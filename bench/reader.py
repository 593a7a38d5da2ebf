"""How quickly and how well the reader reads.

python bench/reader.py                                      ten passages at once, and the memory it takes
python bench/reader.py --reports FOLDER --questions FILE    also: does its span hold the answer, the sentence given?
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from qa.evaluation import says
from qa.pointing import TITLE
from qa.reader import DEFAULT_READER, Reader, Window, open_reader
from sources.readers import read
from sources.records import Article
from sources.sentences import split_sentences

PASSAGES = 10
TIMES = 30
FIRST_WORDS = 8  # of a gold sentence, by which it is found
SENTENCES = (
    "Elin Brått of Norway won the women's lake race on Saturday in 41:07.3 after leading from the third kilometre.",
    "“I had nothing left in the last two hundred metres,” said Holt, who had lost a ski pole on the second climb.",
    "Ana Prunk was third, half a minute back, because she had stopped to help a rider who had fallen in the forest.",
)


def make_windows(number: int) -> list[Window]:
    """Make up passages of three sentences, of which the middle one is to be read."""
    text = " ".join(SENTENCES).replace("41", str(number + 20))
    start = text.index("“")
    return [Window(text, start, text.index(" Ana Prunk")) for _ in range(PASSAGES)]


def measure_speed(reader: Reader) -> None:
    """Show how long ten passages take, and how much memory the reader needs once its libraries are there."""
    import torch  # noqa: F401  # counted with the embedder, which needs it, too
    from transformers import AutoModel  # noqa: F401

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    reader.read("Why was Holt tired?", make_windows(0))
    print(f"first question, weights loaded      {(time.perf_counter() - started) * 1000:8.1f} ms")
    taken = []
    for number in range(TIMES):
        windows = make_windows(number)
        started = time.perf_counter()
        reader.read(f"What had she lost on climb {number}?", windows)
        taken.append((time.perf_counter() - started) * 1000)
    print(f"{PASSAGES} passages, median                {statistics.median(taken):8.1f} ms")
    print(f"{PASSAGES} passages, 95 % within           {sorted(taken)[int(0.95 * TIMES)]:8.1f} ms")
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory                              {(after - before) / 1024:8.1f} MB")


def with_evidence(folder: Path, questions: Path) -> Iterator[tuple[str, Window, list[str]]]:
    """Yield questions with the sentence that answers them and the answers."""
    for line in questions.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        given, answers = gold.get("evidence"), gold.get("answers")
        if not given or not answers:
            continue
        evidence = given if isinstance(given, str) else given[0]
        articles = [article for name in gold["article"] for article in read(folder / name)]
        window = next((window for article in articles if (window := find_window(article, evidence))), None)
        if window is not None and any(says(window.text, answer) for answer in answers):
            yield gold["question"], window, answers


def find_window(article: Article, evidence: str) -> Window | None:
    """Return the sentences that hold a quotation, found by its first words."""
    words = [re.escape(word) for word in evidence.split()[:FIRST_WORDS]]
    found = re.search(r"\s+".join(words), article.text)
    if found is None:
        return None
    last = found.start() + len(evidence)
    held = [item for item in split_sentences(article.text) if item.end > found.start() and item.start < last]
    title = f"{article.title[:TITLE]}. "  # as the desk shows it
    text = title + article.text[held[0].start : held[-1].end]
    return Window(text, len(title), len(text))


def measure_quality(reader: Reader, folder: Path, questions: Path) -> None:
    """Show how often the span holds the answer when the reader is given the sentence that does."""
    right = []
    for question, window, answers in with_evidence(folder, questions):
        span = reader.read(question, [window])[0]
        right.append(any(says(window.text[span.start : span.end], answer) for answer in answers))
    print(f"span holds the answer               {sum(right)}/{len(right)}  {100 * sum(right) / len(right):.1f} %")


def main() -> None:
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("--reader", default=DEFAULT_READER)
    said.add_argument("--reports", type=Path)
    said.add_argument("--questions", type=Path)
    chosen = said.parse_args()
    reader = open_reader(chosen.reader)
    if reader is None:
        raise SystemExit("there is nothing to measure without a reader")
    measure_speed(reader)
    if chosen.reports and chosen.questions:
        measure_quality(reader, chosen.reports, chosen.questions)


if __name__ == "__main__":
    main()
