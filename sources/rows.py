"""How the rows of result lists begin. Which line is a row of which list is left to the paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a row begins: `1. `, `3 Name`, `Gold: `, `DNF `, `- `, `Men: `, `a | b`."""

    NUMBERED = "numbered"
    BARE = "bare"
    MEDAL = "medal"
    OUT = "out"
    BULLET = "bullet"
    LABEL = "label"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class RowStart:
    """The beginning of a row, with its rank where it has a number."""

    style: Style
    rank: int | None = None


# A full stop after the number wants a blank behind it: "12.5 seconds" is the rest of a row, not row 12.
STARTS = (
    (Style.TABLE, re.compile(r"[^|]+ \| |\| ")),
    (
        Style.NUMBERED,
        re.compile(r"=?\s?(?P<rank>\d{1,3})(?:(?:st|nd|rd|th)?\s?[=.):]+|\s?equal\b\.?:?)\s+(?=\S)", re.I),
    ),
    (Style.NUMBERED, re.compile(r"[=T](?P<rank>\d{1,3})\.?\s+(?=[^\W\d_])")),
    (Style.NUMBERED, re.compile(r"(?P<rank>\d{1,3})(?:st|nd|rd|th)\s*[-–—:]\s+(?=\S)", re.I)),
    (Style.MEDAL, re.compile(r"(?:gold|silver|bronze)(?: medal)?\s*(?::|\s[-–—]\s)\s*(?=\S)", re.I)),
    (Style.OUT, re.compile(r"(?:DNF|DNS|DSQ|DQ|OTL|NM|NH)\b[:.]?\s+(?=\S)")),
    (Style.BULLET, re.compile(r"[•·▪◦‣*–—-]\s+(?=\S)")),
    (Style.BARE, re.compile(r"(?P<rank>\d{1,3})\s+(?=[(\"'“‘]?[^\W\d_])")),
    (Style.LABEL, re.compile(r"[^\W\d_][^\s:]*(?: [^\s:]+){0,5}:\s+(?=[^\s\"“'‘«])")),
)
BULLET = re.compile(r"[•·▪◦‣*–—-]\s+")


def read_start(line: str) -> RowStart | None:
    """Return how a line begins if it begins like a row; only its neighbours can tell whether it is one."""
    head = line[:120]
    for style, pattern in STARTS:
        match = pattern.match(head)
        if match is None or (style is Style.BARE and not head[match.end() :].lstrip("(\"'“‘")[:1].isupper()):
            continue
        rank = int(match["rank"]) if "rank" in pattern.groupindex else None
        if style is Style.LABEL and not line[0].isupper():
            return None
        return RowStart(style, rank)
    return None
