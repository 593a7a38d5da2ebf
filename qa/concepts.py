"""Words that say the same, for matching a question with a sentence. The list itself stands in `words/`."""

from __future__ import annotations

from functools import cache

from qa.lexicon import WORDS
from qa.stems import stem


@cache
def concepts() -> dict[str, frozenset[str]]:
    """Map a stem to the stems that say the same."""
    groups = []
    for line in (WORDS / "concepts.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            groups.append(frozenset(stem(word) for word in line.split()))
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found
