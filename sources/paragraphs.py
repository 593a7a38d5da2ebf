"""Lines become paragraphs and rows: wrapped lines are joined, lists and headings keep one row a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.rows import BULLET, RowStart, Style, read_start

MIN_WIDTH = 50  # characters; narrower text is a list, not wrapped prose
MAX_WIDTH = 100  # characters; wider lines are whole paragraphs
SLACK = 6  # characters by which agency copy wraps early
HEADING_WORDS = range(2, 6)
AHEAD = 3  # lines that a wrapped row may take

ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")
OPEN_ENDED = re.compile(
    r"(?:[,(–—]|(?<![\w-])(?:an?|the|of|in|on|at|to|for|from|by|with|and|or|but|as|than|that|which|who|whose|was|is|were|are|"
    r"be|his|her|their|its|our|has|had|have|after|before|over|under|between|into|most|not|against|per|via|behind))$",
    re.IGNORECASE,
)
# The last of several rows in one line, cut before its figure: "1. A 1:57.40; 2. Jo".
CUT_ROW = re.compile(r"; ?\d{1,2}[.=)]+ [^\W\d_][^\d;:()]*$")
DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,}(?:, [^-–—]{2,30})? [-–—] ")
PARTICLE = re.compile(r"(?:van|von|de|der|den|di|da|del|della|du|le|la|ter|ten|el|al|bin|zu) (?:\w+ )?[^\W\d_]")
# "12.5 seconds (average …" ends a row; "200 metres" heads the next list.
MEASURE = re.compile(r"\d+(?:[.:,]\d+)*\s?(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|points?|pts|laps?|behind)\b")
LIST_WORDS = frozenset(
    {"men", "men's", "women", "women's", "mixed", "results", "result", "standings", "final", "finals"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the article has it: without the blanks around it, but with the number of blanks before it."""

    text: str
    indent: int = 0
    link: bool = False


@dataclass(slots=True)
class _Unit:
    """A paragraph or row while its lines are being gathered."""

    start: RowStart | None
    gap: bool
    parts: list[str] = field(default_factory=list)

    @property
    def last(self) -> str:
        return self.parts[-1]

    @property
    def numbered(self) -> bool:
        return self.start is not None and self.start.rank is not None

    @property
    def ended(self) -> bool:
        return ENDED.search(self.last[-12:]) is not None


def join_lines(lines: Sequence[Line]) -> str:
    """Return the text with a blank line between paragraphs and a single line end between the rows of one list."""
    width = _wrap_width(lines)
    units: list[_Unit] = []
    gap = False
    for number, line in enumerate(lines):
        if not line.text:
            gap = True
            continue
        start = read_start(line.text)
        if units and _belongs(units, line, start, lines[number + 1 : number + 1 + AHEAD], width=width, gap=gap):
            units[-1].parts.append(line.text)
        else:
            units.append(_Unit(start, gap, [line.text]))
        gap = False
    return "".join(_separator(before, unit) + _text(unit) for before, unit in zip([None, *units], units, strict=False))


def _belongs(
    units: list[_Unit], line: Line, start: RowStart | None, ahead: Sequence[Line], *, width: int, gap: bool
) -> bool:
    unit = units[-1]
    if not gap and unit.numbered and CUT_ROW.search(unit.last):
        return True
    if gap:
        return _mends(unit, line.text, start, first=len(units) == 1)
    if start is not None and _is_row(start, unit, line.text, width):
        return False
    if line.indent >= 2 and unit.start is None and unit.ended:
        return False
    return _continues(unit, line.text, ahead, width)


def _mends(unit: _Unit, text: str, start: RowStart | None, *, first: bool) -> bool:
    """Tell whether a paragraph, cut by a blank line, goes on with `text`."""
    if start is not None and start.style is not Style.LABEL:
        return False
    if unit.start is not None and unit.start.style is not Style.LABEL:
        return False
    if unit.ended or unit.last.endswith(":") or not (text[0].islower() or unit.last.endswith(",")):
        return False
    return not _is_heading(unit, first=first)


def _is_heading(unit: _Unit, *, first: bool) -> bool:
    if len(unit.parts) > 1 or OPEN_ENDED.search(unit.last[-20:]):
        return False
    words = unit.last.split(maxsplit=20)
    if len(words) == 1:
        return words[0].lower().replace("’", "'") in LIST_WORDS
    return len(words) in HEADING_WORDS or (first and len(words) < 20)


def _is_row(start: RowStart, unit: _Unit, text: str, width: int) -> bool:
    """Tell a row from a wrapped line that happens to begin like one."""
    free = unit.ended or unit.last.endswith(":") or not _is_full(unit.last, text, width)
    if start.style is Style.BULLET:
        return free or unit.start is not None
    if start.style is Style.LABEL:
        return (free or unit.start is not None) and not _is_open(unit.last, text)
    if start.rank is None:
        return True
    if unit.start is None or unit.start.rank is None:
        return free or (start.rank == 1 and start.style is Style.NUMBERED)
    if start.style is Style.BARE and unit.start.style is not Style.BARE:
        return start.rank == 1 and free
    return start.rank == 1 or start.style is Style.NUMBERED or 0 <= start.rank - unit.start.rank <= 5


def _continues(unit: _Unit, text: str, ahead: Sequence[Line], width: int) -> bool:
    if _is_open(unit.last, text):
        return True
    if unit.last.endswith(":"):
        return text[0] in "\"'“‘«"
    if text[0].islower():
        return not (PARTICLE.match(text) and unit.start is None and not _is_full(unit.last, text, width))
    if unit.numbered:
        return _row_continues(unit, text, ahead)
    if OPEN_ENDED.search(unit.last[-20:]) or _is_hyphenated(unit.last, text):
        return True
    if DATELINE.match(unit.last[:60]) and not unit.ended:
        return True
    return _is_full(unit.last, text, width)


def _row_continues(unit: _Unit, text: str, ahead: Sequence[Line]) -> bool:
    """Tell whether a line without a number of its own is the rest of the numbered row before it."""
    if text.startswith("(") and ")" in text:
        return True
    ranks = [start.rank for line in ahead if line.text and (start := read_start(line.text)) and start.rank is not None]
    if ranks and unit.start is not None and unit.start.rank is not None and not text.endswith(":"):
        return ranks[0] in (unit.start.rank, unit.start.rank + 1)
    return MEASURE.match(text) is not None and not unit.ended


def _is_open(last: str, text: str) -> bool:
    return last.count("(") > last.count(")") and ")" in text


def _is_full(last: str, text: str, width: int) -> bool:
    """Tell whether the first word of `text` would not have fitted on the line before: then that line was wrapped."""
    return len(last) <= MAX_WIDTH and len(last) + 1 + len(text[:MAX_WIDTH].split(maxsplit=1)[0]) > width - SLACK


def _is_hyphenated(last: str, text: str) -> bool:
    return len(last) > 1 and last.endswith("-") and last[-2].isalpha() and text[0].isalpha()


def _wrap_width(lines: Sequence[Line]) -> int:
    pairs = zip(lines, lines[1:], strict=False)
    wrapped = [len(line.text) for line, after in pairs if line.text and after.text and len(line.text) <= MAX_WIDTH]
    return max([MIN_WIDTH, *wrapped])


def _separator(before: _Unit | None, unit: _Unit) -> str:
    if before is None:
        return ""
    if not unit.gap:
        return "\n" if before.start or unit.start or not (before.ended and unit.ended) else "\n\n"
    first, second = before.start, unit.start
    if first and second and first.style is second.style and first.rank is not None and second.rank is not None:
        return "\n" if 0 <= second.rank - first.rank <= 1 else "\n\n"
    return "\n\n"


def _text(unit: _Unit) -> str:
    joined = unit.parts[0]
    pieces = [joined]
    for before, part in zip(unit.parts, unit.parts[1:], strict=False):
        pieces.append(part if _is_hyphenated(before, part) else " " + part)
    text = "".join(pieces)
    if unit.start is not None and unit.start.style is Style.BULLET:
        return BULLET.sub("", text, count=1)
    return text
