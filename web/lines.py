"""Parts the text of an answer into lines: texts, citations where the marks stood, the words a reader pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.answer import Answer, Citation, How, Reply

MARK = re.compile(r"\s*\[(\d+)\]")
BULLET = re.compile(r"\s*[-•]\s+")
BEHIND_MARKS = re.compile(r"(?<=\])\s+(?=[^\s\[])")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a quotation that answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer: texts, and citations where the marks stood."""

    parts: tuple[str | Words | Citation, ...]
    listed: bool = False


def lines_of(answer: Reply) -> list[Line]:
    """Return the lines of an answer; what is quoted gets a line for each sentence."""
    text = answer.text if answer.how is How.FACTS else BEHIND_MARKS.sub("\n", answer.text)
    lines = lines_in(text, answer.citations)
    return [_pointed(line, answer) for line in lines] if isinstance(answer, Answer) and answer.pointed else lines


def lines_in(text: str, citations: Iterable[Citation]) -> list[Line]:
    """Part a text with marks."""
    numbered = {str(citation.number): citation for citation in citations}
    lines = []
    for line in filter(str.strip, text.splitlines()):
        bullet = BULLET.match(line)
        written = line[bullet.end() :] if bullet else line
        # subtle: with one group, split puts what stood between the marks at even places and the numbers at odd ones
        parts = MARK.split(written)
        lines.append(
            Line(
                tuple(
                    (numbered.get(part) or f" [{part}]") if place % 2 else part
                    for place, part in enumerate(parts)
                    if part
                ),
                listed=bullet is not None,
            )
        )
    return lines


def _pointed(line: Line, answer: Answer) -> Line:
    """Set the words apart that a reader pointed at, in the sentence that holds them."""
    pointed = answer.pointed
    citation = next((one for one in answer.citations if pointed is not None and one.number == pointed.number), None)
    if pointed is None or citation is None or citation not in line.parts:
        return line
    words = citation.quote[pointed.start - citation.start : pointed.end - citation.start]
    quote = citation.quote.strip()
    shift = len(citation.quote) - len(citation.quote.lstrip())
    return Line(tuple(_parted(line, quote, pointed.start - citation.start - shift, words)), line.listed)


def _parted(line: Line, quote: str, offset: int, words: str) -> Iterator[str | Words | Citation]:
    for part in line.parts:
        at = part.find(quote) if isinstance(part, str) else -1
        if not isinstance(part, str) or at < 0:
            yield part
            continue
        start = at + offset
        yield part[:start]
        yield Words(words)
        yield part[start + len(words) :]
