"""Links that lead a browser to the words of a page: text fragments (https://wicg.github.io/scroll-to-text-fragment/).

`#:~:text=[prefix-,]start[,end][,-suffix]` finds the first `start` that follows the prefix, and marks from there to the
first `end` after it. A browser compares whole words, without regard to case and to the kind of white space, and one
term has to stand in one paragraph: so a long quotation is named by its first and its last words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

LONGEST_WHOLE = 60  # characters of a quotation that is named word for word
FEW = 4  # words that name a beginning or an end, unless the same ones stand before
MOST_BEFORE = 6  # words of a prefix
DIRECTIVE = ":~:"
WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page, and its text as a browser compares it; `offsets` are those of the words in `folded`."""

    words: tuple[str, ...]
    folded: str
    offsets: tuple[int, ...]

    def phrase(self, first: int, last: int) -> str:
        """Return the words from one number up to another."""
        return " ".join(self.words[first:last])

    def is_first(self, first: int, last: int, *, after: int = 0) -> bool:
        """Tell whether these words stand nowhere between word number `after` and themselves."""
        sought = re.compile(rf"(?<!\w){re.escape(self.phrase(first, last).casefold())}(?!\w)")
        found = sought.search(self.folded, self.offsets[after])
        return found is None or found.start() >= self.offsets[first]


def is_web_address(source: str) -> bool:
    """Tell whether a source is an address that a browser opens."""
    try:
        address = urlsplit(source)
        return address.scheme.lower() in {"http", "https"} and bool(address.hostname)
    except ValueError:  # such as half of an IPv6 address
        return False


def fragment_link(source: str, text: str, start: int, end: int) -> str | None:
    """Return the link to the characters `start` to `end` of a page's text, None where the source is no web address."""
    if not is_web_address(source):
        return None
    address, _, anchor = source.strip().partition("#")
    return f"{address}#{anchor.partition(DIRECTIVE)[0]}{DIRECTIVE}text={directive(text, start, end)}"


def directive(text: str, start: int, end: int) -> str:
    """Return what follows `text=`: it names the characters `start` to `end` of a text, which hold a word."""
    found = [match.span() for match in WORD.finditer(text)]
    inside = [number for number, (low, high) in enumerate(found) if low < end and high > start]
    page, first, last = _page(text, found), inside[0], inside[-1] + 1
    head = last - first
    tail: int | None = None
    if len(text[start:end].strip()) > LONGEST_WHOLE and head >= 2 * FEW:
        head = next((size for size in range(FEW, head - FEW) if page.is_first(first, first + size)), FEW)
        sizes = range(FEW, last - first - head + 1)
        tail = next((size for size in sizes if page.is_first(last - size, last, after=first + head)), None)
        if tail is None:  # no beginning and end tell it from what lies between them
            head = last - first
    parts = (
        [] if page.is_first(first, first + head) else [f"{_encoded(page.phrase(_before(page, first, head), first))}-"]
    )
    parts.append(_encoded(page.phrase(first, first + head)))
    return ",".join([*parts, _encoded(page.phrase(last - tail, last))] if tail else parts)


def _page(text: str, found: list[tuple[int, int]]) -> Page:
    words = tuple(text[low:high] for low, high in found)
    offsets, length = [], 0
    for word in words:
        offsets.append(length)
        length += len(word.casefold()) + 1
    return Page(words, " ".join(words).casefold(), tuple(offsets))


def _before(page: Page, first: int, head: int) -> int:
    """Return the number of the word with which a prefix begins that tells a beginning from the same one before it."""
    numbers = range(first - 1, max(first - 1 - MOST_BEFORE, -1), -1)
    return next((number for number in numbers if page.is_first(number, first + head)), numbers[-1])


def _encoded(words: str) -> str:
    """Percent-encode words; the hyphen, too, which would make them a prefix."""
    return quote(words, safe="").replace("-", "%2D")
