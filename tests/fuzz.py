"""Feeds the readers and the extraction whatever atheris comes up with. No part of the tests: see CONTRIBUTING.

python tests/fuzz.py -max_total_time=60     with atheris installed; ends at an input neither read nor refused
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # installed by hand by those who fuzz

sys.path.insert(0, str(Path(__file__).parent.parent))

with atheris.instrument_imports(include=["qa", "sources"]):
    from qa.extract import extract_facts
    from sources import UnreadableFile, read_bytes

# PDFium is native code in a process of its own, which this cannot see into.
NAMES = ("a.txt", "a.md", "a.html", "a.jsonl", "a.xml", "a.docx", "a.zip")


def feed(data: bytes) -> None:
    """Read one input, the first byte of which says as what."""
    if not data:
        return
    try:
        articles = read_bytes(data[1:], name=NAMES[data[0] % len(NAMES)])
    except UnreadableFile:
        return
    for article in articles:
        extract_facts(article)


atheris.Setup(sys.argv, feed)
atheris.Fuzz()
