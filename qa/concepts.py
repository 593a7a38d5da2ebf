"""Words that say the same, for matching a question with a sentence. The list itself stands in `words/`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from qa import lexicon
from qa.stems import stem


def alike(base: str) -> frozenset[str]:
    """Return the stems that say the same as a stem, itself among them."""
    return _concepts().get(base, frozenset((base,)))


def all_alike(bases: Iterable[str]) -> frozenset[str]:
    """Return all stems that say the same as one of these."""
    return frozenset(other for base in bases for other in alike(base))


def has_synonyms(base: str) -> bool:
    """Tell whether a stem stands in the list."""
    return base in _concepts()


@cache
def _concepts() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for words in lexicon.synonyms():
        group = frozenset(stem(word) for word in words)
        for base in group:
            found[base] = found.get(base, frozenset()) | group
    return found
