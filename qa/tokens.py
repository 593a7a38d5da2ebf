"""Words and marks of a text with their character spans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.names import fold

# A word may hold hyphens and inner apostrophes (O'Hara, ter-Mors); a possessive 's stands for itself.
_TOKEN = re.compile(
    r"(?P<possessive>['’]s\b|(?<=s)['’](?=\s))"
    r"|(?P<figure>\d{1,3}(?:,\d{3})+(?![\d,]))"
    r"|(?P<word>[^\W_]+(?:[-‐‑][^\W_]+|['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a possessive or a mark: `text[start:end]`; `word` is it folded to plain lower case."""

    start: int
    end: int
    text: str
    word: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def tokenize(text: str, *, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, their spans counted in the whole text."""
    stop = len(text) if end is None else end
    return [
        Token(match.start(), match.end(), match.group(), fold(match.group()))
        for match in _TOKEN.finditer(text, start, stop)
    ]
