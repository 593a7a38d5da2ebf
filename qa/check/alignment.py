"""Where the sentences of a cleaned text stand in the text as it was given.

Cleaning drops and joins lines but keeps words and their order, so words are matched one after the other. Where page
furniture was dropped, a run of words tells where the text goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from qa.names import fold

RUN = 6  # words that have to agree for the text to go on there
REACH = 2000  # words looked ahead
WORD = re.compile(r"[^\W_]+")
CLOSERS = re.compile(r"[^\w\s]+")  # marks that belong to the word before: "last.”"
OPENERS = re.compile(r"[\"'“‘«(\[]+$")

Place = Callable[[int, int], tuple[int, int]]


def align(given: str, cleaned: str) -> Place:
    """Return the function that takes a span of `cleaned` to the span of `given` with the same words.

    Spans are of characters; each must hold a word that both texts have, else the nearest one before is taken.
    """
    if given == cleaned:
        return lambda start, end: (start, end)
    theirs = [(match.start(), match.end()) for match in WORD.finditer(given)]
    ours = [(match.start(), match.end()) for match in WORD.finditer(cleaned)]
    pairs = _match([fold(given[start:end]) for start, end in theirs], [fold(cleaned[start:end]) for start, end in ours])
    matched = [(*ours[mine], *theirs[other]) for mine, other in pairs]
    if not matched:  # every word was mended when it was read
        return lambda start, end: (0, len(given))
    ends = [end for _, end, _, _ in matched]
    starts = [start for start, _, _, _ in matched]

    def place(start: int, end: int) -> tuple[int, int]:
        first = min(bisect_left(ends, start + 1), len(matched) - 1)
        last = max(bisect_left(starts, end) - 1, first)
        begin, stop = matched[first], matched[last]
        # Within its first and last word a span may begin and end where the words are written alike.
        left = begin[2] + max(0, start - begin[0]) if begin[1] - begin[0] == begin[3] - begin[2] else begin[2]
        right = stop[3] - max(0, stop[1] - end) if stop[1] - stop[0] == stop[3] - stop[2] else stop[3]
        if end > stop[1] and (closing := CLOSERS.match(given, right)) is not None:
            right = min(closing.end(), right + end - stop[1])
        if start < begin[0] and (opening := OPENERS.search(given, max(0, left - (begin[0] - start)), left)) is not None:
            left = opening.start()
        return left, max(right, left + 1)

    return place


def _match(given: Sequence[str], cleaned: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of indices (cleaned, given) of words that are the same, both ascending."""
    pairs: list[tuple[int, int]] = []
    at = 0
    for index, word in enumerate(cleaned):
        if at < len(given) and given[at] == word:
            pairs.append((index, at))
            at += 1
            continue
        run = cleaned[index : index + RUN]
        found = next(
            (
                start
                for start in range(at, min(at + REACH, len(given)))
                if given[start] == word and given[start : start + len(run)] == run
            ),
            None,
        )
        if found is not None:
            pairs.append((index, found))
            at = found + 1
    return pairs
