"""JSON lines become articles, one a line: its text, and what is known about it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sources.dates import read_date
from sources.decoding import decode
from sources.drafts import Draft, has_words, join_words
from sources.errors import UnreadableFile

EXAMPLE = '{"text": "…", "title": "…", "published": "2021-03-04", "publisher": "…", "url": "…"}'
PLACE = re.compile(r"[/\\]|\.\w{1,5}$")  # an address or a path; anything else is the name of who published it


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file: its number, and the object it holds."""

    name: str
    number: int
    slots: dict[str, Any]


def read_json_lines(data: bytes, name: str) -> list[Draft]:
    """Read one article a line; a bad line refuses the file and is named. The source is the address, or `file#line`."""
    lines = list(_lines(data, name))
    if not lines:
        raise UnreadableFile(name, "is empty", f"write one article a line, such as {EXAMPLE}")
    places = [_place(line) for line in lines]
    counts = Counter(places)
    return [
        # Articles that name the same place would take each other's.
        _draft(line, place if place and counts[place] == 1 else f"{name}#{line.number}")
        for line, place in zip(lines, places, strict=True)
    ]


def _lines(data: bytes, name: str) -> Iterator[_Line]:
    # Not splitlines: a string of JSON may hold other line ends as they are.
    for number, text in enumerate(decode(data, name=name).split("\n"), 1):
        if not text.strip():
            continue
        try:
            slots = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _refuse(name, number, "it is no JSON") from error
        if not isinstance(slots, dict):
            raise _refuse(name, number, "it is no object")
        yield _Line(name, number, slots)


def _draft(line: _Line, source: str) -> Draft:
    text = _read_text(line, "text")
    if text is None or not has_words(text):
        raise _refuse(line.name, line.number, 'it has no "text"')
    origin = _read_text(line, "source")
    return Draft(
        text=text,
        title=_read_text(line, "title"),
        published=_read_date(line),
        publisher=_read_text(line, "publisher") or (origin if origin and not PLACE.search(origin) else None),
        source=source,
    )


def _place(line: _Line) -> str | None:
    place = join_words(_read_text(line, "url") or _read_text(line, "source"))
    return place if place and PLACE.search(place) else None


def _read_date(line: _Line) -> date | None:
    stated = _read_text(line, "published") or _read_text(line, "date")
    found = read_date(stated) if stated else None
    if stated and found is None:
        raise _refuse(line.name, line.number, f"{stated[:40]!r} is no date such as '2021-03-04'")
    return found


def _read_text(line: _Line, slot: str) -> str | None:
    value = line.slots.get(slot)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _refuse(line.name, line.number, f'its "{slot}" is no text')
    return value if value.strip() else None


def _refuse(name: str, number: int, reason: str) -> UnreadableFile:
    return UnreadableFile(
        name, f"line {number} cannot be read: {reason}", f"repair it or take it out; a line is {EXAMPLE}"
    )
