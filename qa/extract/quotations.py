"""Find what stands in quotation marks, by the side to which a mark opens; a lost mark costs a sentence at most."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"[\"“”]|''")
SAYING = re.compile(
    r"[,.?!]\s+(?=(?:said|says|added|told|admitted|explained|joked|insisted|declared|commented|laughed)\b"
    r"|(?:he|she|[A-Z][\w'’-]+) (?:said|says|added|told|admitted|explained|joked)\b)"
)
SENTENCE_END = re.compile(r"[.?!]\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation by its spans in the text: `start` to `end` with its marks, `begin` to `stop` the words alone."""

    start: int
    end: int
    begin: int
    stop: int


def find_quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order; none goes on over a line end.

    A mark opens where a blank stands before and none behind it, and closes where it is the other way round. A
    quotation without a closing mark ends where its speaker is named, else at the end of its line, or of its first
    sentence where another quotation opens in the line.
    """
    found: list[Quotation] = []
    begin = 0
    for line in text.split("\n"):
        found += _in_line(text, begin, begin + len(line))
        begin += len(line) + 1
    return found


def _in_line(text: str, begin: int, stop: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in MARK.finditer(text, begin, stop):
        opens = _opens(text, mark, begin, stop, is_open=opened is not None)
        if opens:
            if opened is not None:
                found.append(_unclosed(text, opened, mark.start(), lost=True))
            opened = mark
        elif opened is not None:
            found.append(Quotation(opened.start(), mark.end(), opened.end(), mark.start()))
            opened = None
    if opened is not None:
        found.append(_unclosed(text, opened, stop, lost=False))
    return [item for item in found if item.begin < item.stop]


def _opens(text: str, mark: re.Match[str], begin: int, stop: int, *, is_open: bool) -> bool:
    if mark.group() in "“”":
        return mark.group() == "“"
    blank_before = mark.start() == begin or text[mark.start() - 1] in " \t([—–-"
    blank_behind = mark.end() == stop or not (text[mark.end()].isalnum() or text[mark.end()] in "'‘’$£€(")
    if blank_before != blank_behind:
        return blank_before
    return not is_open


def _unclosed(text: str, opened: re.Match[str], stop: int, *, lost: bool) -> Quotation:
    """Return the quotation that begins at a mark and whose closing mark is missing before `stop`."""
    said = SAYING.search(text, opened.end(), stop)
    ended = SENTENCE_END.search(text, opened.end(), stop) if lost else None
    ends = [found.start() + 1 for found in (said, ended) if found is not None]
    end = min(ends, default=stop)
    end -= len(text[opened.end() : end]) - len(text[opened.end() : end].rstrip())
    return Quotation(opened.start(), end, opened.end(), end)
