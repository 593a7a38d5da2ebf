"""The address of a citation inside the page: what a link in an answer carries and the panel hands back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa.answer import Citation

LINK = "#cite="
MOST = 100
WRITTEN = re.compile(r"(\d{1,4}):([0-9A-Za-z_.-]{1,128}):(\d{1,9})-(\d{1,9})", re.ASCII)


class BadCite(ValueError):
    """What should be the address of a citation is not one."""


@dataclass(frozen=True, slots=True)
class Cite:
    """A numbered place in an article, in characters of its text."""

    number: int
    article: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise BadCite(f"citation {self.number} needs a span that is not empty, got {self.start}-{self.end}")

    def __str__(self) -> str:
        return f"{self.number}:{self.article}:{self.start}-{self.end}"


def cite_of(citation: Citation) -> Cite:
    """Keep of a citation what finds it again."""
    return Cite(citation.number, citation.article, citation.start, citation.end)


def write(cites: Iterable[Cite]) -> str:
    """Write cites on one line, as `parse` reads them."""
    return " ".join(str(cite) for cite in cites)


def parse(line: object) -> tuple[Cite, ...]:
    """Read what the page sent, trusting nothing; raise BadCite for anything that `write` cannot have written."""
    if not isinstance(line, str):
        raise BadCite("citations are asked for by a line of text")
    words = line.split()
    if len(words) > MOST:
        raise BadCite(f"at most {MOST} citations can be shown together, got {len(words)}")
    return tuple(_parse_one(word) for word in words)


def _parse_one(word: str) -> Cite:
    read = WRITTEN.fullmatch(word)
    if read is None:
        raise BadCite("a citation is written number:article:start-end")
    number, article, start, end = read.groups()
    return Cite(int(number), article, int(start), int(end))
