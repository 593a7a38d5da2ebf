"""Which articles are one text that several published: copies count as one source.

Two texts are compared by their shingles, runs of a few words: the share of the shorter one's that the longer one
holds is its containment (A. Z. Broder, "On the resemblance and containment of documents", 1997). Containment and not
resemblance, because papers cut agency copy from below. It is counted exactly; sketches such as MinHash pay off where
every pair of very many texts has to be estimated, and here only those that share whole sentences are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from heapq import nsmallest

from qa.names import fold
from sources.records import Article

SHINGLE = 4  # words
SAME_TEXT = 0.85  # containment from which two texts are one; two reports that share a quotation stay far below
SHORTEST = 40  # words; of less, too little is left to tell a copy from a list of results that both print
SENTENCE = 8  # words that a sentence needs to bring two articles together …
SHARED = 2  # … and how many of them
MOST_COMPARED = 20  # articles that share most sentences; what more share some is a phrase of all reports, not a copy
_BREAK = re.compile(r"[.!?]['\"”’]?\s+|\n+")
_WORD = re.compile(r"\w+")


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    """Map the id of each copy to the article whose text it is: published first, or else added first."""
    ordered = sorted(articles, key=lambda article: (article.published is None, str(article.published or "")))
    origins: dict[str, str] = {}
    by_id = {article.id: article for article in ordered}
    shingles = cache(lambda article_id: _shingles(by_id[article_id].text))
    for article, candidates in _sharing(ordered):
        for candidate in candidates:
            if candidate not in origins and _is_held(shingles(candidate), shingles(article.id)):
                origins[article.id] = candidate
                break
    return origins


def _is_held(one: frozenset[int], other: frozenset[int]) -> bool:
    """Tell whether the shorter of two texts stands, but for a few words, in the longer."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= SHORTEST and len(shorter & longer) >= SAME_TEXT * len(shorter)


def _sharing(articles: Iterable[Article]) -> Iterable[tuple[Article, list[str]]]:
    """Yield each article with the earlier ones that hold some of its sentences, those that hold most first."""
    holders: Mapping[str, list[str]] = defaultdict(list)
    for article in articles:
        sentences = {text for text in _BREAK.split(article.text) if text.count(" ") + 1 >= SENTENCE}
        shared: dict[str, int] = defaultdict(int)
        for sentence in sentences:
            for holder in holders[sentence]:
                shared[holder] += 1
            holders[sentence].append(article.id)
        held_most = nsmallest(MOST_COMPARED, shared, key=lambda held: -shared[held])  # the earlier of equals first
        yield article, [held for held in held_most if shared[held] >= SHARED]


def _shingles(text: str) -> frozenset[int]:
    """Return the hashes of a text's runs of words, which take less room than the words."""
    words = _WORD.findall(fold(text))
    return frozenset(map(hash, zip(*(words[start:] for start in range(SHINGLE)), strict=False)))
