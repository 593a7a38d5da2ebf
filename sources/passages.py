"""Cut articles into passages of whole sentences, as many as fit. What a token is, is left to the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sources.records import Article, Passage, Sentence
from sources.sentences import split_sentences

CountTokens = Callable[[str], int]
Span = tuple[int, int]

WORD = re.compile(r"\S+\s*")


def split_passages(
    article: Article, *, count_tokens: CountTokens, window: int, overlap_sentences: int = 1
) -> list[Passage]:
    """Return passages of at most `window` tokens, each beginning with the last `overlap_sentences` of the one before.

    A sentence longer than the window is cut between words, a word longer than it between characters:
    every character of every sentence is in some passage.
    """
    if window < 1 or overlap_sentences < 0:
        raise ValueError(f"a window needs a token and an overlap no debt, got {window} and {overlap_sentences}")
    text = article.text
    pieces = [
        piece
        for sentence in split_sentences(text)
        for piece in _cut_sentence(text, sentence, count_tokens=count_tokens, window=window)
    ]
    spans = _gather(text, pieces, count_tokens=count_tokens, window=window, overlap=overlap_sentences)
    return [Passage(article.id, number, start, end, text[start:end]) for number, (start, end) in enumerate(spans)]


def _gather(text: str, pieces: list[Span], *, count_tokens: CountTokens, window: int, overlap: int) -> Iterator[Span]:
    counts = [count_tokens(text[start:end]) for start, end in pieces]
    first, done = 0, 0
    while done < len(pieces):
        last = _fill(text, pieces, counts, first, count_tokens=count_tokens, window=window)
        if last < done:
            # The overlap leaves no room for the next sentence.
            first = done
            continue
        yield pieces[first][0], pieces[last][1]
        done = last + 1
        first = max(first + 1, done - overlap)


def _fill(
    text: str, pieces: list[Span], counts: list[int], first: int, *, count_tokens: CountTokens, window: int
) -> int:
    """Return the last piece that fits the window together with the ones from `first` on."""
    last, total = first, counts[first]
    while last + 1 < len(pieces):
        total += counts[last + 1]
        if total > window:
            # Counts of single sentences hold the model's marks each; the count of the whole is the true one.
            total = count_tokens(text[pieces[first][0] : pieces[last + 1][1]])
            if total > window:
                break
        last += 1
    while last > first and count_tokens(text[pieces[first][0] : pieces[last][1]]) > window:
        last -= 1
    return last


def _cut_sentence(text: str, sentence: Sentence, *, count_tokens: CountTokens, window: int) -> Iterator[Span]:
    whole = text[sentence.start : sentence.end]
    if count_tokens(whole) <= window:
        yield sentence.start, sentence.end
        return
    ends = [match.end() for match in WORD.finditer(whole)]
    yield from _cut(
        text, sentence.start, [sentence.start + end for end in ends], count_tokens=count_tokens, window=window
    )


def _cut(text: str, start: int, ends: list[int], *, count_tokens: CountTokens, window: int) -> Iterator[Span]:
    """Cut at as few of the possible `ends` as keep every piece in the window."""
    number = 0
    while number < len(ends):
        fits = _count_fitting(text, start, ends, number, count_tokens=count_tokens, window=window)
        if fits:
            number += fits
            yield start, start + len(text[start : ends[number - 1]].rstrip())
        else:
            end = start + len(text[start : ends[number]].rstrip())
            if end - start == 1:
                yield start, end
            else:
                yield from _cut(text, start, [*range(start + 1, end + 1)], count_tokens=count_tokens, window=window)
            number += 1
        start = ends[number - 1]


def _count_fitting(
    text: str, start: int, ends: list[int], number: int, *, count_tokens: CountTokens, window: int
) -> int:
    """Return how many of the ends from `number` on fit; doubling, then halving, so that few counts are made."""
    low, step = 0, 1
    while low < len(ends) - number:
        high = min(low + step, len(ends) - number)
        if count_tokens(text[start : ends[number + high - 1]]) > window:
            break
        low, step = high, step * 2
    else:
        return low
    while high - low > 1:
        middle = (low + high) // 2
        if count_tokens(text[start : ends[number + middle - 1]]) > window:
            high = middle
        else:
            low = middle
    return low
