"""Read the figure of a result row: a time, a length, a gap, laps or points. The row itself is left to `rows`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qa.extract.tables import Row
from qa.facts import Mark, Slot
from qa.measures import Duration, Length
from qa.mention import Kind, Mention

BARE = re.compile(
    r"(?<![\d.:,])(?P<plus>\+)?(?:(?P<minutes>\d{1,2}):)?(?P<seconds>\d{1,4})(?:\.(?P<fraction>\d{1,3}))?(?![\d:,]|\.\d|-\d)s?"
)
ODDS = re.compile(r"\b\d{1,3}-\d{1,2}(?: (?:on|favourite|fav|joint\W?\w*))?\b|\bevens\b")
SAME_TIME = re.compile(r"\bsame time\b|\bs\.?t\.?\b", re.IGNORECASE)
LAPS = re.compile(r"\b(?:one|two|three|four|five|\d+) laps?(?: (?:behind|down|completed))?\b", re.IGNORECASE)
BRACKETS = re.compile(r"\([^)]*\)")
POINTS = re.compile(
    r"(?P<value>\d{1,3}(?:,\d{3})+|\d[\d:.]*\d|\d)(?P<unit>\s*(?:points?|pts?|seconds?(?: behind)?|minutes?|secs?))?"
)
GAP_SHARE = 0.5  # a time below this share of the first one's is a gap to it


@dataclass(frozen=True, slots=True)
class Figure:
    """What a row's figure is: a mark, or a gap to the first as written."""

    mark: Slot[Mark] | None = None
    gap: Slot[str] | None = None


def read_points(text: str, row: Row, after: int) -> Slot[str] | None:
    """Return the value of a standings row as written."""
    piece = text[after : row.end]
    if same := SAME_TIME.search(piece):
        return Slot(same.group(), after + same.start(), after + same.end())
    found = POINTS.search(BRACKETS.sub(_blank, piece))
    return Slot(found.group(), after + found.start(), after + found.end()) if found else None


def read_figure(text: str, row: Row, mentions: list[Mention], after: int, first: Mark | None) -> Figure:
    """Return a row's mark or gap; `first` is the mark of the row at the head of the list."""
    piece = text[after : row.end]
    if not isinstance(first, Length):
        for mention in mentions:
            if (
                mention.start >= after
                and mention.kind in {Kind.DURATION, Kind.LENGTH, Kind.LAPS, Kind.POINTS}
                and not _in_bracket(piece, mention.start - after)
            ):
                return _figure_of(text, mention, after, first)
    if same := SAME_TIME.search(piece):
        return Figure(gap=Slot(same.group(), after + same.start(), after + same.end()))
    if laps := LAPS.search(piece):
        return Figure(gap=Slot(laps.group(), after + laps.start(), after + laps.end()))
    return _bare(ODDS.sub(_blank, BRACKETS.sub(_blank, piece)), after, first)


def _figure_of(text: str, mention: Mention, after: int, first: Mark | None) -> Figure:
    value = mention.value.value
    words: str = mention.value.text
    if mention.kind in {Kind.LAPS, Kind.POINTS}:
        return Figure(gap=Slot(words, mention.start, mention.end))
    if isinstance(value, Duration):
        follows = text[mention.end : mention.end + 10]
        precedes = text[max(mention.start - 2, after) : mention.start]
        if "behind" in follows or "back" in follows or "+" in precedes or _is_gap(value, first):
            return Figure(gap=Slot(words, mention.start, mention.end))
        return Figure(mark=Slot(value, mention.start, mention.end))
    if isinstance(value, Length):
        return Figure(mark=Slot(value, mention.start, mention.end))
    return Figure()


def _is_gap(value: Duration, first: Mark | None) -> bool:
    return isinstance(first, Duration) and value.ms < GAP_SHARE * first.ms


def _bare(piece: str, after: int, first: Mark | None) -> Figure:
    """Read a figure without a unit: a length among lengths, else a time or, where small or signed, a gap."""
    found = BARE.search(piece)
    if found is None:
        return Figure()
    slot = Slot(found.group(), after + found.start(), after + found.end())
    fraction = found.group("fraction") or ""
    if isinstance(first, Length) and found.group("minutes") is None:
        amount = float(f"{found.group('seconds')}.{fraction or 0}")
        unit = first.mm / float(str(first).split()[0]) if float(str(first).split()[0]) else 0
        return Figure(mark=Slot(replace(first, mm=round(amount * unit), decimals=len(fraction)), slot.start, slot.end))
    if found.group("plus") or (not fraction and found.group("minutes") is None):
        return Figure(gap=slot)
    seconds = int(found.group("minutes") or 0) * 60 + int(found.group("seconds"))
    value = Duration(
        ms=seconds * 1000 + (round(int(fraction) * 1000 / 10 ** len(fraction)) if fraction else 0),
        decimals=len(fraction),
    )
    return Figure(gap=slot) if _is_gap(value, first) else Figure(mark=Slot(value, slot.start, slot.end))


def _in_bracket(piece: str, position: int) -> bool:
    return any(found.start() < position < found.end() for found in BRACKETS.finditer(piece))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
