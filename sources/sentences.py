"""Split text into sentences by rule, as spans of characters. Joining broken lines is left to cleaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sources.abbreviations import LISTS
from sources.records import Sentence

LONGEST = 1_000  # characters; what reads sentences may take quadratic time over one, and no report has such a one
LOOK = 40  # characters looked back or ahead to judge one full stop; keeps the splitter linear

LINE = re.compile(r"[^\n]+")
END = re.compile(r"(?P<mark>[.!?…]+)(?P<closers>[\"'”’»)\]]*)(?P<blank>\s*)")
TOKEN = re.compile(r"(?:(?<=[\s(\[\"'“‘«/–—-])|^)[^\W_]+(?:\.[^\W_]+)*$")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
OPENERS = "\"'“‘«([¡¿"
ROW_NUMBER = re.compile(r"=?\d{1,3}(?: ?=| equal)?$", re.IGNORECASE)
LIST_NUMBER = re.compile(r"(?:[,;:)–—|-]|\d)\s+=?\d{1,3}=?$")
GLUED_WORD = re.compile(r"[a-zà-öø-ÿ]{2}$")
GLUED_NEXT = re.compile(r"(?!(?:Com|Org|Net|Info)\b)(?:[^\W\d_]{2,}|[AI])(?=[\s,'’])")
PREVIOUS_WORD = re.compile(r"([^\W\d_]+)\s+$")
NAME_AND_VERB = re.compile(r"(?:[^\W\d_][\w.'’-]* ){1,3}?(?P<verb>[a-z]+)\b")


def split_sentences(text: str) -> list[Sentence]:
    """Return the sentences in order; together they cover all of the text but blanks, and none crosses a line end.

    What has no end within LONGEST characters is cut between words, or where there are none, anywhere.
    """
    return [
        Sentence(*span)
        for line in LINE.finditer(text)
        for start, end in _split_line(text, *_trim(text, line.start(), line.end()))
        for span in _cut(text, start, end)
    ]


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        stop = blank if blank > start else start + LONGEST
        yield _trim(text, start, stop)
        start, end = _trim(text, stop, end)
    yield start, end


def _split_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if start >= end:
        return
    quotes = _Quotes(text, start)
    last_word = _last_word(text, start, end)
    for match in END.finditer(text, start, end):
        if match.start() < start:
            continue
        stop = match.end("closers")
        if stop >= last_word:
            break
        if match["blank"]:
            boundary = _is_boundary(text, start, match)
        else:
            stop = _split_glued(text, match, quotes)
            boundary = stop > 0
        if boundary:
            yield start, stop
            start = match.end() if match["blank"] else stop
    yield start, end


def _is_boundary(text: str, start: int, match: re.Match[str]) -> bool:
    """Judge a terminator with blanks behind it."""
    following = text[match.end() : match.end() + LOOK].lstrip(OPENERS)
    if not following or following[0].islower():
        return False
    mark = match["mark"]
    if mark == ".":
        return not _is_abbreviation(
            text[max(start, match.start() - LOOK) : match.start()], following, start, match.start()
        )
    if match["closers"] and not mark.endswith("."):
        return not _is_attribution(following)
    return True


def _is_abbreviation(before: str, following: str, start: int, stop: int) -> bool:
    """Tell whether the full stop behind `before` belongs to an abbreviation, an initial or the number of a row."""
    whole = stop - start <= LOOK
    if (whole and ROW_NUMBER.fullmatch(before)) or LIST_NUMBER.search(before):
        return True
    found = TOKEN.search(before)
    if found is None:
        return False
    token = found[0].lower()
    if token in LISTS["leading"]:
        return True
    if following[0].isdigit():
        return token in LISTS["before_number"] or token in LISTS["units"]
    if len(token) == 1 and found[0].isupper():
        previous = PREVIOUS_WORD.search(before[: found.start()])
        return previous is None or previous[1].lower() not in LISTS["lettered"]
    if token in LISTS["either"] or re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", token):
        word = WORD.match(following)
        return word is not None and word[0].lower() not in LISTS["starters"]
    return False


def _is_attribution(following: str) -> bool:
    """Tell whether a speaker follows a question or exclamation: `"Really?" Holt asked.`"""
    match = NAME_AND_VERB.match(following)
    return match is not None and match["verb"] in LISTS["saying"]


def _split_glued(text: str, match: re.Match[str], quotes: _Quotes) -> int:
    """Return where to split a terminator without a blank behind it (`this week."Next`), or 0."""
    before = text[max(0, match.start() - LOOK) : match.start()]
    stop = match.end("closers")
    quoted = bool(match["closers"]) or text[stop : stop + 1] in tuple("“‘«")
    # Without a quote between, only a word before makes it sure: no number and no initial.
    if not (before[-1:].isalnum() if quoted else GLUED_WORD.search(before)):
        return 0
    if _is_abbreviation(before, "X", 0, LOOK + 1):
        return 0
    if match["closers"].endswith('"') and not quotes.is_open(stop - 1):
        stop -= 1
    found = GLUED_NEXT.match(text[stop : stop + LOOK].lstrip(OPENERS))
    return stop if found and found[0][0].isupper() else 0


class _Quotes:
    """Whether a straight quote closes or opens, read along one line."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._position = start
        self._open = False

    def is_open(self, position: int) -> bool:
        """Tell whether a quotation is open just before `position`; positions must not go backwards."""
        mark = self._text.find('"', self._position, position)
        while mark >= 0:
            before, after = self._text[mark - 1 : mark], self._text[mark + 1 : mark + 2]
            opens = mark == 0 or before.isspace() or before in "([—–"
            closes = not after or after.isspace() or after in ".,;:!?)]"
            self._open = not self._open if opens == closes else opens
            mark = self._text.find('"', mark + 1, position)
        self._position = max(self._position, position)
        return self._open


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _last_word(text: str, start: int, end: int) -> int:
    """Return where the last letter or digit ends: what stands behind it is no sentence of its own."""
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return end
